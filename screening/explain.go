package screening

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"dixian/division"
	"dixian/plan"
	"dixian/rule"
)

// ExplainOptions says what of a household is shown.
type ExplainOptions struct {
	Rule     string // key or Chinese label; empty: what fired in full, the others in a line each
	Unmasked bool
}

// Explain writes how a household's results came about, as sums that a clerk can
// follow: each rule that fired with its citations, its formula, the numbers put
// in and the rows they come from, by file and line; for the rules that did not
// fire, how far they are from it and what could not be known.
//
// Of the tables that are read only with authorisation, nothing is shown but what
// the rules themselves may read.
func (o *Opened) Explain(w io.Writer, household string, opt ExplainOptions) error {
	h, ok := o.Province.Panel.Household(household)
	if !ok {
		return fmt.Errorf("there is no household %q among the %d of this run; write the 户编号 as the registry has it (rows that were set aside are listed in %s/quarantine)",
			household, o.Province.Panel.Households, strings.TrimSuffix(o.Dir, "/"))
	}
	e := o.explainer(w, h, opt.Unmasked)
	if err := e.readWarnings(); err != nil {
		return err
	}
	if opt.Rule == "" {
		e.household()
	} else {
		r, err := findRule(o.Program, opt.Rule)
		if err != nil {
			return err
		}
		e.head()
		e.full(r)
	}
	if err := e.in.Err(); err != nil {
		return fmt.Errorf("household %s: %w", household, err)
	}
	return e.page.w.Flush()
}

// place is a row of a table of the panel.
type place struct {
	table *rule.Table
	row   int
}

// factAt is a fact of one row.
type factAt struct {
	fact *rule.Fact
	row  int
}

// explainer writes about one household.
type explainer struct {
	o        *Opened
	program  *rule.Program
	in       *rule.Interpreter
	tracer   *rule.Tracer
	h        int
	unmasked bool
	page     *page
	warnings map[warnedCell]string

	heading string                 // of the rule being explained
	told    map[factAt]string      // facts opened already, and under which heading
	set     map[*rule.Param]bool   // parameters told under this heading
	cells   map[place]map[int]bool // cells told under this heading
}

func (o *Opened) explainer(w io.Writer, h int, unmasked bool) *explainer {
	in := rule.NewInterpreter(o.Province.run)
	in.Household(h)
	return &explainer{
		o: o, program: o.Program, in: in, tracer: o.tracer(in), h: h, unmasked: unmasked, page: newPage(w),
		told: map[factAt]string{},
	}
}

func findRule(p *rule.Program, name string) (*rule.Rule, error) {
	for _, r := range p.Rules {
		if r.Name == name || r.Label == name {
			return r, nil
		}
	}
	if name == thinRule {
		return nil, fmt.Errorf("%s is about counties, not households; see findings.csv", name)
	}
	var names []string
	for _, r := range p.Rules {
		names = append(names, r.Name)
	}
	slices.Sort(names)
	return nil, fmt.Errorf("the package has no rule %q; its rules are %s", name, strings.Join(names, ", "))
}

// thinRule is the finding that the engine itself raises.
const thinRule = "coverage_thin"

// kindWords are what rules raise, and where they stand on the page.
var kindWords = map[rule.Raises]string{rule.Alert: "预警", rule.Hit: "比对命中", rule.Finding: "数据质量问题"}

// household writes the whole page.
func (e *explainer) household() {
	e.head()
	var fired []rule.Firing
	silent := map[rule.Raises][]*rule.Rule{}
	for _, kind := range []rule.Raises{rule.Alert, rule.Hit, rule.Finding} {
		of := e.in.Firings(kind)
		slices.SortStableFunc(of, func(a, b rule.Firing) int { return urgencyRank[a.Urgency()] - urgencyRank[b.Urgency()] })
		fired = append(fired, of...)
		for _, r := range e.program.Rules {
			if r.Raises == kind && !slices.ContainsFunc(of, func(f rule.Firing) bool { return f.Rule == r }) {
				silent[kind] = append(silent[kind], r)
			}
		}
	}
	for i, f := range fired {
		e.firing(f, fmt.Sprintf("%d/%d ", i+1, len(fired)))
	}
	for _, kind := range []rule.Raises{rule.Alert, rule.Hit, rule.Finding} {
		if len(silent[kind]) > 0 {
			e.silent(kind, silent[kind])
		}
	}
}

var urgencyRank = map[string]int{"红": 0, "黄": 1, "蓝": 2}

// head says which household it is, and what it has.
func (e *explainer) head() {
	v := e.o.Province
	e.page.line(0, "户 %s　%s", v.Panel.Code(e.h), division.Guizhou().FullName(v.Panel.Division[e.h]))
	e.page.line(0, "截止日 %s　规则包 %s（%s）　来源 %s", v.AsOf, e.o.Record.Plan, short(e.o.Package.Hash), e.origin(e.program.Households, e.h))
	var counts []string
	for _, kind := range []rule.Raises{rule.Alert, rule.Hit, rule.Finding} {
		counts = append(counts, fmt.Sprintf("%s %d 条", kindWords[kind], len(e.in.Firings(kind))))
	}
	e.page.line(0, "%s", strings.Join(counts, "　"))
	if !e.in.Screened() {
		e.page.line(0, "不在筛查范围内，不产生预警和比对命中：")
		if n, err := e.tracer.Trace(e.program.Screened, e.h); err == nil {
			e.conditions(1, n, place{e.program.Households, e.h})
		}
	}
}

// origin is where a row came from: file:line.
func (e *explainer) origin(t *rule.Table, row int) string { return e.o.origin(t, row) }

func (o *Opened) origin(t *rule.Table, row int) string {
	if t.Folder == "system" {
		return labelOr(t.Label, t.Name)
	}
	at := o.Province.Panel.Origin(t, row)
	return fmt.Sprintf("%s:%d", o.Intake.Files[t.Name][at.File], at.Line)
}

// county is the name of the household's county.
func (e *explainer) county() string {
	code := e.o.Province.Panel.Division[e.h].County()
	if name, ok := division.Guizhou().Name(code); ok {
		return name
	}
	return code.String()
}

// citation writes where an item comes from, the places of a document together.
func (o *Opened) citation(cites []plan.Cite) string {
	var out []string
	last := ""
	for _, c := range cites {
		place := c.Section.Value
		if c.Paragraph.Value != "" {
			place += " 第 " + c.Paragraph.Value + " 段"
		}
		if c.Document.Value == last {
			out[len(out)-1] += "、" + place
			continue
		}
		last = c.Document.Value
		out = append(out, strings.TrimSpace(o.document(last)+" "+place))
	}
	return strings.Join(out, "；")
}

func (o *Opened) document(name string) string {
	for _, d := range o.Package.Documents {
		if d.Name == name && d.Number != "" {
			return labelOr(d.Label, d.Name) + "（" + d.Number + "）"
		} else if d.Name == name {
			return labelOr(d.Label, d.Name)
		}
	}
	return name
}

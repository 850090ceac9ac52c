package screening

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dixian/calendar"
	"dixian/money"
	"dixian/panel"
	"dixian/plan"
	"dixian/rule"
	"dixian/rule/kernel"
)

// Province is a panel with everything a rule may ask of it: parameters at the
// date, and what is covered.
type Province struct {
	Panel    *panel.Panel
	Package  *plan.Package
	AsOf     calendar.Date
	Unmasked bool

	params   *params
	coverage *coverage
	run      *rule.Run
	kernels  *kernel.Run         // nil: the interpreter evaluates
	only     map[*rule.Rule]bool // the rules whose lines are asked for; nil: all. Kernels heed it
	alerts   []int64             // of other rules than those, by household; nil: to be found where they are counted
}

// Ready measures coverage and prepares a run over a panel.
func Ready(p *panel.Panel, pkg *plan.Package, asOf calendar.Date, workers int) (*Province, error) {
	return readyFast(p, pkg, asOf, workers)
}

// readySlow is Ready for the interpreter.
func readySlow(p *panel.Panel, pkg *plan.Package, asOf calendar.Date, workers int) (*Province, error) {
	return ready(p, pkg, asOf, nil, nil, workers)
}

// ready prepares an evaluation by the interpreter. It also lays parameter values
// over the package's and takes tables as covering everything; worked cases need
// both.
func ready(p *panel.Panel, pkg *plan.Package, asOf calendar.Date, over map[string]int64, covered []string, workers int) (*Province, error) {
	v := &Province{Panel: p, Package: pkg, AsOf: asOf}
	var err error
	if v.params, err = bindParams(pkg, asOf, over, p); err != nil {
		return nil, err
	}
	if v.coverage, err = measureSlow(p, asOf, v.params, workers); err != nil {
		return nil, err
	}
	for _, name := range covered {
		if t := p.Program.Table(name); t != nil {
			v.coverage.all[t.Index] = true
		}
	}
	v.run, err = rule.NewRun(p.Program, &p.Data, asOf, v.coverage, v.params.household)
	return v, err
}

// Result is a whole screening.
type Result struct {
	Alerts, Hits, Findings []Line
	Screened, Alerted      int
}

// Evaluate screens every household of the province; progress, if given, hears
// how many are done.
func (v *Province) Evaluate(workers int, progress func(done int)) (*Result, error) {
	if v.kernels != nil {
		return v.evaluateFast(workers, progress)
	}
	blocks := make([]blockResult, (v.Panel.Households+blockSize-1)/blockSize)
	interpreters := make([]*rule.Interpreter, workers)
	for i := range interpreters {
		interpreters[i] = rule.NewInterpreter(v.run)
	}
	err := eachBlock(v.Panel.Households, blockSize, workers, func(worker, block, from, to int) error {
		in := interpreters[worker]
		out := &blocks[block]
		for h := from; h < to; h++ {
			if err := v.household(in, h, out); err != nil {
				return err
			}
		}
		if progress != nil {
			progress(to - from)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return v.collect(blocks)
}

// blockResult is what one block of households gave.
type blockResult struct {
	lines    [3][]Line // by rule.Raises
	screened []int32   // counties of screened households
	alerted  int
}

// household evaluates one household into out.
func (v *Province) household(in *rule.Interpreter, h int, out *blockResult) error {
	in.Household(h)
	if in.Screened() {
		out.screened = append(out.screened, v.Panel.County[h])
	}
	code := v.Panel.Code(h)
	e := &evidence{in: in, program: v.Panel.Program, params: v.params, house: h, unmasked: v.Unmasked}
	if len(in.Alerts()) > 0 {
		out.alerted++
	}
	for _, kind := range []rule.Raises{rule.Alert, rule.Hit, rule.Finding} {
		for _, f := range in.Firings(kind) {
			l := v.line(f, v.Panel.Division[h].String(), code, v.AsOf.String())
			l.Evidence = string(e.of(nil, f))
			out.lines[kind] = append(out.lines[kind], l)
		}
	}
	if err := in.Err(); err != nil {
		return fmt.Errorf("household %s: %w", code, err)
	}
	return nil
}

// line is what a firing writes of a household, but for the evidence.
func (v *Province) line(f rule.Firing, division, code, asOf string) Line {
	line := Line{
		Division: division, Household: code, Rule: f.Rule.Name, Risk: risk(f.Rule), AsOf: asOf,
		Members: members(v.Panel, f.Who, v.Unmasked),
	}
	if f.Rule.Raises == rule.Alert {
		line.Urgency = f.Urgency()
	}
	return line
}

func (v *Province) collect(blocks []blockResult) (*Result, error) {
	r := &Result{}
	counties := make([]bool, len(v.Panel.Counties))
	lists := map[rule.Raises]*[]Line{rule.Alert: &r.Alerts, rule.Hit: &r.Hits, rule.Finding: &r.Findings}
	for kind, list := range lists {
		n := 0
		for _, b := range blocks {
			n += len(b.lines[kind])
		}
		*list = slices.Grow(*list, n)
	}
	for i := range blocks {
		b := &blocks[i]
		for kind, list := range lists {
			*list = append(*list, b.lines[kind]...)
			b.lines[kind] = nil
		}
		r.Screened += len(b.screened)
		r.Alerted += b.alerted
		for _, c := range b.screened {
			counties[c] = true
		}
	}
	thins, err := v.coverage.thinLines(counties)
	if err != nil {
		return nil, err
	}
	for _, t := range thins {
		l := t.line()
		l.AsOf = v.AsOf.String()
		r.Findings = append(r.Findings, l)
	}
	for _, lines := range [][]Line{r.Alerts, r.Hits, r.Findings} {
		slices.SortStableFunc(lines, compareLines)
	}
	return r, nil
}

// line is a coverage_thin finding.
func (t thin) line() Line {
	var o object
	o.add("table", rule.AppendQuoted(o.text, t.table))
	o.add("period", rule.AppendQuoted(o.text, t.period))
	o.add("present", fmt.Append(o.text, t.present))
	o.add("expected", append(o.text, tenThousandths(t.expected)...))
	o.add("share", append(o.text, money.Share(t.share).String()...))
	return Line{Division: t.county.String(), Rule: "coverage_thin", Risk: riskFinding, Evidence: string(o.appendTo(nil))}
}

// tenThousandths writes a count held in 1/10 000 as its shortest decimal.
func tenThousandths(n int64) string {
	if n%10000 == 0 {
		return strconv.FormatInt(n/10000, 10)
	}
	return strings.TrimRight(fmt.Sprintf("%d.%04d", n/10000, n%10000), "0")
}

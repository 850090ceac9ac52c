package screening

import (
	"fmt"
	"slices"
	"strings"

	"dixian/rule"
)

// telling puts the causes of one change into words, from the two runs as they
// were.
type telling struct {
	w    *worlds
	c    *Change
	side [2]*reading
}

// reading is a household as one of the runs saw it.
type reading struct {
	o     *Opened
	world *world
	h     int // -1: the registry has no such household
	rule  *rule.Rule
	rows  []int // of the rule's table: those that fired here or, by their key, in the other run
	read  *decisive
}

// telling reads what decided about a change on both sides.
func (w *worlds) telling(c *Change) (*telling, error) {
	t := &telling{w: w, c: c}
	for s, m := range []mixture{{}, allAfter} {
		b, err := w.of(m)
		if err != nil {
			return nil, err
		}
		r := &reading{o: w.opened[s], world: b, h: -1, rule: b.panel.Program.Rule(c.Line().Rule)}
		if h, ok := b.stand(c.Line().Household); ok && r.rule != nil {
			r.h = h
			f, _ := b.in.Firing(r.rule)
			r.rows = f.Rows
		}
		t.side[s] = r
	}
	moved := t.screenedOn(before) != t.screenedOn(after)
	fired := [2][]int{t.side[before].rows, t.side[after].rows}
	for s, r := range t.side {
		if r.h < 0 {
			continue
		}
		r.alsoFired(t.side[1-s], fired[1-s])
		r.read = newDecisive(r.world.in, r.world.panel.Program)
		r.read.rule(r.rule, r.rows)
		if moved {
			r.read.screened()
		}
	}
	return t, nil
}

// screenedOn says whether a side looks at the household at all.
func (t *telling) screenedOn(s side) bool {
	return t.side[s].h >= 0 && t.side[s].world.in.Screened()
}

// alsoFired adds to a side's rows those that fired on the other. Of a table that
// is read only with authorisation a row counts only where it may be read.
func (r *reading) alsoFired(other *reading, fired []int) {
	r.rows = slices.Clone(r.rows)
	for _, row := range fired {
		at, found := r.counterpart(other, place{other.rule.About, row})
		if found && !slices.Contains(r.rows, at.row) && (!at.table.Compared || r.world.in.Holds(r.rule.Where, at.row)) {
			r.rows = append(r.rows, at.row)
		}
	}
}

// whyNot tells why the rule does not fire on the side where it does not, at the
// rows at which it fires on the other.
func (t *telling) whyNot() string {
	r, when := t.side[before], "上次"
	if t.c.Kind == Disappeared {
		r, when = t.side[after], "本次"
	}
	if r.h < 0 || t.c.Kind == Altered {
		return ""
	}
	e := r.explainer()
	var out []string
	for _, row := range r.rows {
		at := place{r.rule.About, row}
		for _, x := range []*rule.Expr{r.rule.Where, r.rule.When} {
			if x == nil || r.world.in.Holds(x, row) {
				continue
			}
			n, err := e.tracer.Trace(x, row)
			if err != nil {
				return ""
			}
			s := e.why(n, at, 3)
			if r.rule.About != r.world.panel.Program.Households {
				s = e.rowName(at) + " " + s
			}
			out = append(out, s)
			break
		}
	}
	if out == nil {
		return ""
	}
	return when + "没有触发：" + strings.Join(out, "；")
}

// parameters tells the values that differ among those the rule reads.
func (t *telling) parameters() Cause {
	c := Cause{Why: ByParameter}
	for _, p := range t.paramsRead() {
		was, is := t.paramOn(before, p), t.paramOn(after, p)
		if was != is {
			c.Detail = append(c.Detail, fmt.Sprintf("%s %s：%s → %s", labelOr(p.Label, p.Name), p.Name, was, is))
		}
	}
	return c
}

// paramsRead are the parameters that the rule, its facts and the coverage of
// their tables read.
func (t *telling) paramsRead() []*rule.Param {
	r := t.reader()
	var out []*rule.Param
	add := func(p *rule.Param) {
		if p != nil && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	for _, x := range exprsBelow(r.rule) {
		for _, n := range x.Names {
			add(n.Param)
		}
	}
	for _, f := range factsBelow(r.rule) {
		if f.From == nil {
			continue
		}
		if def := r.o.Program.Coverage(f.From); def != nil && (f.Coverage == rule.CoverageRequired || f.From.Late > 0) {
			add(def.Share)
			add(def.Floor)
		}
	}
	return out
}

// reader is a side that knows the rule, the later one if it does.
func (t *telling) reader() *reading {
	if t.side[after].rule != nil {
		return t.side[after]
	}
	return t.side[before]
}

// paramOn is a parameter's value on a side, as words.
func (t *telling) paramOn(s side, p *rule.Param) string {
	r := t.side[s]
	h := r.h
	if h < 0 {
		return "—"
	}
	for i, other := range r.world.panel.Program.Params {
		if other.Name != p.Name {
			continue
		}
		v := r.world.params.values[i][r.world.params.villageOf[h]]
		text := amountText(rule.ParamVal(other.Type, v.N), other.Type, true)
		if v.Number != "" {
			text += "（" + v.Number + "）"
		}
		if v.Status == "example" {
			text += "〔示例值〕"
		}
		return text
	}
	return "没有这个参数"
}

// coverage tells the tables whose answer on absence differs between the runs.
func (t *telling) coverage() Cause {
	c := Cause{Why: ByCoverage}
	for _, f := range factsBelow(t.reader().rule) {
		if f.From == nil || f.Coverage != rule.CoverageRequired && f.From.Late == 0 {
			continue
		}
		was, is := t.coverageOn(before, f), t.coverageOn(after, f)
		s := fmt.Sprintf("%s：上次%s；本次%s", labelOr(f.From.Label, f.From.Name), was, is)
		if was != is && !slices.Contains(c.Detail, s) {
			c.Detail = append(c.Detail, s)
		}
	}
	return c
}

// coverageOn tells how well a fact's table covered the county on a side.
func (t *telling) coverageOn(s side, f *rule.Fact) string {
	r := t.side[s]
	if r.h < 0 {
		return "没有本户"
	}
	g := r.world.panel.Program.Fact(f.About.Name, f.Name)
	if g == nil || g.From == nil {
		return "没有这一项"
	}
	e := r.explainer()
	if _, _, open := r.world.in.Window(g); !open || g.Coverage == rule.CoverageRequired && !r.world.in.Covered(g) {
		return e.uncovered(g)
	}
	tc := r.o.Province.coverage.tables[g.From.Index]
	from, to, ok := r.world.in.Asked(g)
	if tc == nil || !ok {
		return "没有测量"
	}
	return fmt.Sprintf("在%s已覆盖（%s）", e.county(), e.measured(tc, from, to, true))
}

// pkg tells what of the rule the packages define otherwise.
func (t *telling) pkg() Cause {
	c := Cause{Why: ByPackage}
	old, now := t.side[before].rule, t.side[after].rule
	switch {
	case old == nil:
		c.Detail = append(c.Detail, "上次的规则包没有这条规则")
	case now == nil:
		c.Detail = append(c.Detail, "本次的规则包没有这条规则")
	default:
		c.Detail = differentDefinitions(old, now)
	}
	if c.Detail == nil {
		c.Detail = []string{fmt.Sprintf("规则包改过：上次 %s，本次 %s", short(t.w.d.Old.PackageHash), short(t.w.d.New.PackageHash))}
	}
	return c
}

// date tells how far the as-of date moved, and which rows left the periods.
func (t *telling) date() Cause {
	was, is := t.side[before].o.Province.AsOf, t.side[after].o.Province.AsOf
	c := Cause{ByDate, []string{fmt.Sprintf("%s → %s，期间随之移动", was, is)}}
	return Cause{c.Why, append(c.Detail, t.moved()...)}
}

// explainer speaks of the household on this side, on no page.
func (r *reading) explainer() *explainer {
	return &explainer{
		o: r.o, program: r.world.panel.Program, in: r.world.in, tracer: r.o.tracer(r.world.in), h: r.h,
	}
}

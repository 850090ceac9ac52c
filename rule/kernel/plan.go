package kernel

import (
	"errors"
	"fmt"

	"dixian/rule"
)

// Plan is a program lowered to kernels. It is the same for all dates and rows
// and does not change.
type Plan struct {
	Program *rule.Program

	facts  []filler    // by fact
	scaled []bool      // of money facts: in 1/10 000 fen
	types  []rule.Type // of facts, as kernels hold their values
	rules  []condition // by rule: `where` and `when`
	holds  []condition // see conditions
	paths  []*path
	memos  []Memo // of a plan that Remembering made

	columns    map[*rule.Table]map[string]bool // that some kernel reads
	conditions map[*rule.Expr]int              // of rules, coverages and `screening`: places in holds
	alerts     *rule.Table                     // the household's own alerts; nil: the program has no such table
	urgencies  []string                        // the words of its column `urgency`
}

// Compile lowers a program. What has no kernel comes back as errors that name
// the fact, rule or coverage it stands in; the program cannot be run then.
func Compile(p *rule.Program) (*Plan, error) {
	c := &compiler{plan: &Plan{Program: p, columns: map[*rule.Table]map[string]bool{}, conditions: map[*rule.Expr]int{}, alerts: p.Table("alerts")}, paths: map[string]*path{}}
	c.urgencies()
	c.plan.facts, c.plan.scaled = make([]filler, len(p.Facts)), make([]bool, len(p.Facts))
	c.plan.types = make([]rule.Type, len(p.Facts))
	for i, f := range p.Facts { // each after those it reads
		c.within = "fact " + f.About.Name + "." + f.Name
		c.plan.types[i] = f.Type
		c.plan.facts[i] = c.fact(f)
	}
	for _, r := range p.Rules {
		c.within = "rule " + r.Name
		c.plan.rules = append(c.plan.rules, c.rule(r))
		c.hold(r.UrgentWhen)
		c.hold(r.Who)
	}
	for _, v := range p.Coverages {
		c.within = "coverage of " + v.Table.Name
		for _, e := range []*rule.Expr{v.Expected, v.Present, v.PresentOf, v.FloorOf} {
			c.hold(e)
		}
	}
	c.within = "screening"
	c.hold(p.Screened)
	return c.plan, errors.Join(c.problems...)
}

// compiler lowers one expression after another.
type compiler struct {
	plan     *Plan
	paths    map[string]*path
	within   string // the item under way
	expr     *rule.Expr
	problems []error
	remember *remember // nil: nothing is remembered
}

// refuse notes what has no kernel.
func (c *compiler) refuse(format string, args ...any) {
	c.problems = append(c.problems, fmt.Errorf("%s: `%s`: %s; the fast evaluation cannot do this, so the package does not hold",
		c.within, c.expr.Source, fmt.Sprintf(format, args...)))
}

func (c *compiler) hold(e *rule.Expr) {
	if e == nil {
		return
	}
	c.plan.conditions[e] = len(c.plan.holds)
	c.plan.holds = append(c.plan.holds, c.condition(e))
}

// condition lowers a condition; one that is not there holds everywhere.
func (c *compiler) condition(e *rule.Expr) condition {
	if e == nil {
		return fixed(true)
	}
	return c.truth(c.lower(e))
}

func (c *compiler) rule(r *rule.Rule) condition {
	when := c.condition(r.When)
	if r.Raises == rule.Alert && r.About == c.plan.alerts {
		c.refuse("an alert about alerts would be one of them")
	}
	if r.Where == nil {
		return when
	}
	return allOf([]condition{c.condition(r.Where), when})
}

func (c *compiler) fact(f *rule.Fact) filler {
	if f.Form == rule.FormulaForm {
		is := c.lower(f.Is)
		c.plan.scaled[f.Index], c.plan.types[f.Index] = is.scaled, is.typ
		switch {
		case is.text != nil:
			return textFact{is.text}
		case is.truth != nil:
			return truthFact{is.truth}
		case is.number != nil:
			return numberFact{is.number}
		}
		c.refuse("a period is no value of a row")
		return textFact{word("")}
	}
	k := fold{fact: f, time: f.From.ColumnIndex(f.From.Time)}
	if f.Within != nil {
		c.demand(f.From, k.time)
	}
	if f.Where != nil {
		k.where = c.condition(f.Where)
	}
	for _, column := range []int{f.Newest, f.Per} {
		if f.Picks && column >= 0 {
			c.demand(f.From, column)
		}
	}
	if f.Picks && f.Newest >= 0 && f.From == c.plan.alerts {
		c.expr = &rule.Expr{Source: "pick"}
		c.refuse("alerts have no newest one")
	}
	if f.Form == rule.FoldForm {
		k.aggregate = c.aggregate(f)
	}
	return k
}

func (c *compiler) aggregate(f *rule.Fact) aggregate {
	if f.Aggregate == rule.CountRows {
		return countRows{}
	}
	arg := c.lower(f.Arg)
	c.plan.scaled[f.Index] = arg.scaled && f.Aggregate != rule.CountDistinct
	switch f.Aggregate {
	case rule.Any:
		return anyOf{c.truth(arg)}
	case rule.Sum:
		return sumOf{c.number(arg), f.Type.Kind == rule.Money, arg.scaled}
	case rule.Min, rule.Max:
		return extreme{c.number(arg), f.Aggregate == rule.Max, arg.scaled}
	}
	if arg.period != nil {
		c.refuse("periods are not counted")
	}
	return distinct{number: arg.number, truth: arg.truth, text: arg.text}
}

// demand notes that a kernel reads a column.
func (c *compiler) demand(t *rule.Table, column int) {
	if c.plan.columns[t] == nil {
		c.plan.columns[t] = map[string]bool{}
	}
	c.plan.columns[t][t.Columns[column].Name] = true
}

// path is the path along hops from a table, one for all who take it; nil for
// none.
func (c *compiler) path(about, to *rule.Table, hops []rule.Hop) *path {
	if len(hops) == 0 {
		return nil
	}
	p := &path{about: about, to: to, hops: hops, index: len(c.plan.paths)}
	key := about.Name + "/" + p.show()
	if known := c.paths[key]; known != nil {
		return known
	}
	c.paths[key] = p
	c.plan.paths = append(c.plan.paths, p)
	return p
}

// Reads says whether some kernel reads a column.
func (p *Plan) Reads(t *rule.Table, column string) bool { return p.columns[t][column] }

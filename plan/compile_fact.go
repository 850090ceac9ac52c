package plan

import (
	"slices"
	"strings"

	"dixian/calendar"
	"dixian/rule"
)

// enter guards against cycles; leave it with the returned function. It is nil
// when the name is already under way.
func (c *compiler) enter(pos Pos, name string) (leave func()) {
	if i := slices.Index(c.stack, name); i >= 0 {
		c.fail(pos, "the definition goes round in a circle: "+strings.Join(append(slices.Clone(c.stack[i:]), name), " → "), "let one of them not read the next")
		return nil
	}
	c.stack = append(c.stack, name)
	return func() { c.stack = c.stack[:len(c.stack)-1] }
}

// fact compiles a fact and those it reads; nil when it is wrong.
func (c *compiler) fact(f *Fact) *rule.Fact {
	if rf := c.facts[f]; rf != nil || c.broken[f] {
		return rf
	}
	about := c.program.Table(f.About.Value)
	if about == nil {
		c.broken[f] = true
		return nil
	}
	leave := c.enter(f.Pos, about.Name+"."+f.Name)
	if leave == nil {
		return nil
	}
	defer leave()
	before := len(c.problems)
	rf := &rule.Fact{Name: f.Name, Label: f.Label, About: about, Newest: -1, Per: -1}
	if f.Is.Value != "" {
		c.formula(f, rf)
	} else {
		c.fold(f, rf)
	}
	if len(c.problems) > before {
		c.broken[f] = true
		return nil
	}
	rf.Index = len(c.program.Facts)
	for _, other := range c.program.Facts {
		if other.About == about {
			rf.Slot++
		}
	}
	rf.Level = level(rf)
	c.program.Facts = append(c.program.Facts, rf)
	c.facts[f] = rf
	return rf
}

func (c *compiler) formula(f *Fact, rf *rule.Fact) {
	rf.Form = rule.FormulaForm
	rf.Is = c.expr(f.Is, rf.About, nil)
	if rf.Is == nil {
		return
	}
	rf.Type, rf.Optional, rf.Scaled = rf.Is.Type, rf.Is.Optional, rf.Is.Scaled
	switch {
	case rf.Type.Kind == rule.Period || rf.Type.Kind == rule.Ref && rf.Type.Key == rule.Invalid:
		c.fail(f.Is.Pos, "this is "+article(rf.Type)+", which is no value of a row", "name a column of the row, or say the period where it is used")
	case f.Unit == "" || f.Unit == string(rf.Type.Unit):
	case rf.Type.Kind != rule.Int || rf.Type.Unit != "":
		c.fail(f.Pos, "the fact says unit "+f.Unit+", but it is "+article(rf.Type), "take `unit` away")
	default:
		rf.Type.Unit = rule.Unit(f.Unit)
	}
}

func (c *compiler) fold(f *Fact, rf *rule.Fact) {
	from := c.table(f.From)
	if from == nil {
		return
	}
	rf.From = from
	if from.Name == "alerts" {
		for _, r := range c.pkg.Rules {
			if r.Raises == "alert" {
				c.rule(r)
			}
		}
	}
	if _, _, ok := c.Parent(from, rf.About.One); !ok || from == rf.About {
		c.fail(f.From.Pos, "a row of "+from.Name+" does not belong to a row of "+rf.About.Name, "fold a table that refers to it, directly or through a person")
		return
	}
	c.within(f, rf)
	rf.Where = c.expr(f.Where, from, nil, rule.Bool)
	var known map[string]bool
	if rf.Where != nil {
		known = rf.Where.KnownIf
	}
	c.pick(f, rf)
	c.aggregate(f, rf, known)
	c.coverageUse(f, rf)
}

func (c *compiler) within(f *Fact, rf *rule.Fact) {
	switch {
	case rf.From.Time == "" && f.Within.Value != "":
		c.fail(f.Within.Pos, rf.From.Name+" has no time column", "leave `within` away")
	case rf.From.Time != "" && f.Within.Value == "":
		c.fail(f.Pos, "the fact folds "+rf.From.Name+", which has a time, without saying which time", "add `within: last_months(12)`, or `within: until(as_of)` for everything up to now")
	default:
		rf.Within = c.period(f.Within, rf.From)
	}
}

// period compiles a period, which is a constant of the run.
func (c *compiler) period(t Text, about *rule.Table) *rule.Expr {
	e := c.expr(t, about, nil, rule.Period)
	if e == nil {
		return nil
	}
	for _, n := range e.Names {
		if !n.AsOf {
			c.fail(t.Pos, "a period reads "+n.Path, "a period is a constant of the run: numbers and as_of only")
			return nil
		}
	}
	d := calendar.NewDate(2025, 6, 30)
	if s, err := e.Period(d); err == nil {
		if from, to := s.Grains(about.TimeKind(), d.Month()); from > to {
			c.fail(t.Pos, "no day lies in this period", "the beginning comes first: months_ago(12, 4); nothing after as_of is seen")
			return nil
		}
	}
	return e
}

func (c *compiler) pick(f *Fact, rf *rule.Fact) {
	if f.Pick == nil {
		return
	}
	rf.Picks = true
	if !f.Pick.Only {
		rf.Newest = c.column(rf.From, f.Pick.Newest)
		if f.Pick.Per.Value != "" {
			rf.Per = c.column(rf.From, f.Pick.Per)
		}
		return
	}
	keyed := false
	for _, col := range rf.From.Columns {
		keyed = keyed || col.Key
		if !col.Key || c.ownerOnly(rf, col) || rf.Where != nil && rf.Where.Fixes(col.Name, rf.About, c.program.Households) {
			continue
		}
		if col.Name == rf.From.Time && singleGrain(rf) {
			continue
		}
		cure := "fix it (`where: " + col.Name + " == …`), or pick the newest"
		if col.Type.Kind == rule.Ref {
			cure = "make it a fact about " + col.Type.Table + ", or pick the newest"
		}
		c.fail(f.Pick.Pos, "`pick: only` may meet several rows: `where` leaves "+col.Name+" of the key open", cure)
	}
	if !keyed {
		c.fail(f.Pick.Pos, "`pick: only` may meet several rows: "+rf.From.Name+" has no key", "count or sum its rows")
	}
}

// ownerOnly says whether a key column refers to the row that the fact is about,
// so that it is the same in all rows a pick looks at.
func (c *compiler) ownerOnly(rf *rule.Fact, col *rule.Column) bool {
	if col.Type.Kind != rule.Ref || col.Type.Table != rf.About.Name && col.Type.Table != c.program.Households.Name {
		return false
	}
	if slices.Contains(rf.From.BelongsTo, col.Name) {
		return len(rf.From.BelongsTo) == 1
	}
	return col.Required // it must agree with whose row it is
}

// singleGrain says whether a fact's span is one value of the time column, on
// whatever day it is asked.
func singleGrain(rf *rule.Fact) bool {
	if rf.Within == nil {
		return false
	}
	for d := calendar.NewDate(2024, 1, 1); d < calendar.NewDate(2026, 1, 1); d++ {
		s, err := rf.Within.Period(d)
		if err != nil || !s.Bounded() {
			return false
		}
		if from, to := s.Grains(rf.From.TimeKind(), d.Month()); from != to {
			return false
		}
	}
	return true
}

func (c *compiler) column(t *rule.Table, name Text) int {
	i := t.ColumnIndex(name.Value)
	if i < 0 {
		c.fail(name.Pos, t.Name+" has no column "+name.Value, "name a column of the table")
	}
	return i
}

func (c *compiler) aggregate(f *Fact, rf *rule.Fact, known map[string]bool) {
	arg := f.AggArg
	switch f.Agg {
	case "":
		rf.Form, rf.Optional = rule.PickForm, true
		rf.Type = rule.Type{Kind: rule.Ref, Table: rf.From.Name}
		return
	case "count":
		rf.Type = rule.Type{Kind: rule.Int, Unit: countUnit(f, rf)}
		if arg.Value == "rows" {
			if rf.From.Name == "extract_rows" {
				c.fail(arg.Pos, "extract_rows has a row for each person that is touched, not for each row of a file: counting them counts no rows", "ask `any:`, or count the rows of one extract")
			}
			rf.Aggregate = rule.CountRows
			break
		}
		rf.Aggregate = rule.CountDistinct
		name := strings.TrimSpace(strings.TrimPrefix(arg.Value, "distinct"))
		rf.Arg = c.expr(Text{name, arg.AtLine(1, len(arg.Value)-len(name))}, rf.From, known)
	case "any":
		rf.Aggregate, rf.Type = rule.Any, rule.Type{Kind: rule.Bool}
		rf.Arg = c.expr(arg, rf.From, known, rule.Bool)
	default:
		rf.Aggregate = map[string]rule.Aggregate{"sum": rule.Sum, "min": rule.Min, "max": rule.Max}[f.Agg]
		kinds := []rule.Kind{rule.Money, rule.Int}
		if f.Agg != "sum" {
			kinds = append(kinds, rule.Date, rule.Month, rule.SchoolYear)
			rf.Optional = true
		}
		if rf.Arg = c.expr(arg, rf.From, known, kinds...); rf.Arg != nil {
			rf.Type, rf.Scaled = rf.Arg.Type, rf.Arg.Scaled
		}
	}
	rf.Form = rule.FoldForm
	if f.Unit != "" && f.Agg != "count" {
		c.fail(f.Pos, "the fact says unit "+f.Unit+", but a "+f.Agg+" has that of what it folds", "take `unit` away")
	}
}

func countUnit(f *Fact, rf *rule.Fact) rule.Unit {
	switch {
	case f.Unit != "":
		return rule.Unit(f.Unit)
	case rf.From.Name == "persons":
		return "persons"
	}
	return "rows"
}

func (c *compiler) coverageUse(f *Fact, rf *rule.Fact) {
	switch f.Coverage {
	case "assumed":
		rf.Coverage = rule.CoverageAssumed
	case "required":
		rf.Coverage, rf.Optional = rule.CoverageRequired, true
		t := c.item(rf.From)
		if rf.Form == rule.PickForm {
			c.fail(f.CoverPos, "a pick is unknown without a row, covered or not", "say `coverage: assumed` if no row means no event; else count the rows in a fact with `coverage: required`")
			return
		}
		if t == nil || t.Coverage == nil {
			c.fail(f.CoverPos, rf.From.Name+" does not say how its coverage is measured", "add `coverage:` to the table, or say `coverage: assumed` here if no row means no event")
		} else if rf.Within != nil {
			if s, err := rf.Within.Period(calendar.NewDate(2025, 6, 30)); err == nil && !s.Bounded() {
				c.fail(f.Within.Pos, "coverage is asked for a period without a beginning", "use last_months, years or this_school_year")
			}
		}
	}
}

// item is the declaration of a table.
func (c *compiler) item(t *rule.Table) *Table {
	for _, i := range c.pkg.Tables {
		if i.Table == t {
			return i
		}
	}
	return nil
}

// level is the longest path of facts below a fact.
func level(f *rule.Fact) int {
	n := 0
	for _, e := range []*rule.Expr{f.Is, f.Where, f.Arg} {
		if e == nil {
			continue
		}
		for _, name := range e.Names {
			for _, hop := range name.Hops {
				if hop.Pick != nil {
					n = max(n, hop.Pick.Level+1)
				}
			}
			if name.Target.Fact != nil {
				n = max(n, name.Target.Fact.Level+1)
			}
		}
	}
	return n
}

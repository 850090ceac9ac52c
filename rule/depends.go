package rule

import "dixian/calendar"

// Facts calls visit for every fact an expression reads, directly or through
// other facts and rules, until visit returns false.
func (e *Expr) Facts(visit func(*Fact) bool) {
	seen := map[*Fact]bool{}
	var walk func(e *Expr) bool
	fact := func(f *Fact) bool {
		if f == nil || seen[f] {
			return true
		}
		seen[f] = true
		return visit(f) && walk(f.Is) && walk(f.Where) && walk(f.Arg)
	}
	walk = func(e *Expr) bool {
		if e == nil {
			return true
		}
		for _, n := range e.Names {
			for _, hop := range n.Hops {
				if !fact(hop.Pick) {
					return false
				}
			}
			if !fact(n.Target.Fact) {
				return false
			}
			if r := n.Target.Rule; r != nil && !(walk(r.Where) && walk(r.When)) {
				return false
			}
		}
		return true
	}
	walk(e)
}

// ReadsAlerts finds a fact below the expression that folds alerts, or nil.
func (e *Expr) ReadsAlerts() *Fact {
	var found *Fact
	e.Facts(func(f *Fact) bool {
		if f.From != nil && f.From.Name == alertsTable {
			found = f
		}
		return found == nil
	})
	return found
}

// DependsOnCoverage finds a fact below the expression whose value depends on
// what is covered, or nil. Alerts do.
func (e *Expr) DependsOnCoverage(asOf calendar.Date) *Fact {
	var found *Fact
	e.Facts(func(f *Fact) bool {
		if f.Coverage == CoverageRequired || f.From != nil && f.From.Name == alertsTable {
			found = f
		}
		if f.Within != nil && f.From.Late > 0 {
			if s, err := f.Within.Period(asOf); err == nil && s.followsAnchor() {
				found = f
			}
		}
		return found == nil
	})
	return found
}

// Reads are the columns that expressions, periods, picks and references of the
// program look at, by table and column name.
func (p *Program) Reads() map[*Table]map[string]bool {
	out := map[*Table]map[string]bool{}
	mark := func(t *Table, column string) {
		if out[t] == nil {
			out[t] = map[string]bool{}
		}
		out[t][column] = true
	}
	expr := func(e *Expr) {
		if e == nil {
			return
		}
		for _, n := range e.Names {
			if n.Target.Column >= 0 && !n.Row && n.Param == nil && !n.AsOf {
				mark(n.Table, n.Table.Columns[n.Target.Column].Name)
			}
		}
	}
	for _, t := range p.Tables {
		for _, c := range t.Columns {
			if c.Key || c.Required || c.Type.Kind == Ref || c.Name == t.Time {
				mark(t, c.Name)
			}
		}
	}
	for _, f := range p.Facts {
		for _, e := range []*Expr{f.Is, f.Where, f.Arg} {
			expr(e)
		}
		for _, c := range []int{f.Newest, f.Per} {
			if f.From != nil && c >= 0 {
				mark(f.From, f.From.Columns[c].Name)
			}
		}
		if f.From != nil && f.Newest >= 0 {
			for _, c := range TieBreakers(f.From) {
				mark(f.From, c.Name)
			}
		}
	}
	for _, r := range p.Rules {
		for _, e := range []*Expr{r.Where, r.When, r.UrgentWhen, r.Who} {
			expr(e)
		}
	}
	for _, c := range p.Coverages {
		for _, e := range []*Expr{c.Expected, c.Present, c.PresentOf, c.FloorOf} {
			expr(e)
		}
	}
	expr(p.Screened)
	return out
}

// ReadParams are the parameters that facts, rules and coverage read.
func (p *Program) ReadParams() map[*Param]bool {
	out := map[*Param]bool{}
	expr := func(exprs ...*Expr) {
		for _, e := range exprs {
			if e == nil {
				continue
			}
			for _, n := range e.Names {
				if n.Param != nil {
					out[n.Param] = true
				}
			}
		}
	}
	for _, f := range p.Facts {
		expr(f.Is, f.Where, f.Arg)
	}
	for _, r := range p.Rules {
		expr(r.Where, r.When, r.UrgentWhen, r.Who)
	}
	for _, c := range p.Coverages {
		expr(c.Expected, c.Present, c.PresentOf, c.FloorOf)
		for _, share := range []*Param{c.Share, c.Floor} {
			if share != nil {
				out[share] = true
			}
		}
	}
	expr(p.Screened)
	return out
}

// TieBreakers are the columns that may have to decide between two rows of a
// pick: those declared up to the last key column, with which no two rows agree.
func TieBreakers(t *Table) []*Column {
	if len(t.FallbackKey) > 0 {
		return t.Columns
	}
	last := len(t.Columns) - 1
	for last >= 0 && !t.Columns[last].Key {
		last--
	}
	return t.Columns[:last+1]
}

package screening

import (
	"dixian/panel/standing"
	"dixian/rule"
)

// restsOn says whether the value of some of the expressions may change with the
// rows of a table.
func restsOn(t *rule.Table, exprs ...*rule.Expr) bool {
	return looksAt(func(from *rule.Table) bool {
		// System tables are filled from others: alerts from all, the rows of extracts from those that are not compared.
		return from == t || from.Folder == "system" && (from.Name != "extract_rows" || t.Folder == "extracts" && !t.Compared)
	}, exprs)
}

// readsFrom says whether some of the expressions read columns of a table.
func readsFrom(t *rule.Table, exprs ...*rule.Expr) bool {
	return looksAt(func(from *rule.Table) bool { return from == t }, exprs)
}

// looksAt says whether expressions, or the facts they read, look at a table of which
// is is true.
func looksAt(is func(*rule.Table) bool, exprs []*rule.Expr) bool {
	found := false
	see := func(from *rule.Table) { found = found || from != nil && is(from) }
	names := func(e *rule.Expr) {
		if e == nil {
			return
		}
		see(e.About)
		for _, n := range e.Names {
			see(n.Table)
		}
	}
	for _, e := range exprs {
		if e == nil {
			continue
		}
		names(e)
		e.Facts(func(f *rule.Fact) bool {
			see(f.From)
			names(f.Is)
			names(f.Where)
			names(f.Arg)
			return !found
		})
	}
	return found
}

// readsFor says which tables are read where some rules are judged: those whose rows
// may decide who is screened, whether one of them fires or what its evidence is.
// System tables are made of how many rows there are, and of alerts.
func readsFor(p *rule.Program, rules map[*rule.Rule]bool) func(*rule.Table) bool {
	if rules == nil {
		return standing.All
	}
	reads := map[*rule.Table]bool{}
	for _, t := range p.Tables {
		reads[t] = p.Screened != nil && readsFrom(t, p.Screened)
		for r := range rules {
			reads[t] = reads[t] || r.About == t || readsFrom(t, r.Where, r.When, r.UrgentWhen, r.Who)
		}
	}
	return func(t *rule.Table) bool { return reads[t] }
}

// coverageRestsOn says whether who is screened, expected or present anywhere may
// change with the rows of a table.
func coverageRestsOn(p *rule.Program, t *rule.Table) bool {
	if p.Screened != nil && restsOn(t, p.Screened) {
		return true
	}
	for _, c := range p.Coverages {
		if c.Table == t || restsOn(t, c.Expected, c.Present, c.PresentOf, c.FloorOf) {
			return true
		}
	}
	return false
}

// rulesRestingOn are the rules whose firings, or the evidence of whose firings, may
// change with the rows of a table; nil: all of them.
func rulesRestingOn(p *rule.Program, t *rule.Table) map[*rule.Rule]bool {
	if p.Screened != nil && restsOn(t, p.Screened) {
		return nil
	}
	out := map[*rule.Rule]bool{}
	for _, r := range p.Rules {
		if r.About == t || restsOn(t, r.Where, r.When, r.UrgentWhen, r.Who) {
			out[r] = true
		}
	}
	return out
}

// readers are the conditions under which rows of a compared table are looked at
// at all; nil: some rule or fact looks at every row.
func readers(p *rule.Program, t *rule.Table) []*rule.Expr {
	var out []*rule.Expr
	for _, r := range p.Rules {
		if r.About == t {
			if r.Where == nil {
				return nil
			}
			out = append(out, r.Where)
		}
	}
	for _, f := range p.Facts {
		if f.From == t {
			if f.Where == nil {
				return nil
			}
			out = append(out, f.Where)
		}
	}
	return out
}

package screening

import "dixian/rule"

// restsOn says whether the value of some of the expressions may change with the
// rows of a table.
func restsOn(t *rule.Table, exprs ...*rule.Expr) bool {
	found := false
	see := func(from *rule.Table) {
		switch {
		case from == nil:
		case from == t:
			found = true
		case from.Folder == "system": // filled from other tables: alerts from all, the rows of extracts from those that are not compared
			found = found || from.Name != "extract_rows" || t.Folder == "extracts" && !t.Compared
		}
	}
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

package screening

import (
	"slices"

	"dixian/rule"
	"dixian/rule/kernel"
)

// moved works out what rests on parameters and facts that change: which facts and
// rules may say something else, whether who is screened may be others, and whether
// coverage has to be counted again.
type moved struct {
	kernel.Moved
	screened, counts, alerts bool
}

// reach is what moves when params and facts do.
func reach(p *rule.Program, memos []kernel.Memo, params map[*rule.Param]bool, facts []*rule.Fact) *moved {
	m := &moved{Moved: kernel.Moved{Facts: make([]bool, len(p.Facts)), Rules: make([]bool, len(p.Rules)), Conditions: map[*rule.Expr]bool{}}}
	for _, f := range facts {
		m.Facts[f.Index] = true
	}
	moves := func(exprs ...*rule.Expr) bool {
		return slices.ContainsFunc(exprs, func(e *rule.Expr) bool { return e != nil && m.names(e.Names, params) })
	}
	for changed := true; changed; { // as far as it reaches
		changed = false
		mark := func(at *bool, is bool) {
			if is && !*at {
				*at, changed = true, true
			}
		}
		for _, f := range p.Facts {
			mark(&m.Facts[f.Index], moves(f.Is, f.Where, f.Arg) || m.alerts && f.From != nil && isAlerts(f.From))
		}
		mark(&m.screened, moves(p.Screened))
		for _, r := range p.Rules {
			mark(&m.Rules[r.Index], moves(r.Where, r.When) || m.alerts && isAlerts(r.About))
			if r.Raises == rule.Alert {
				mark(&m.alerts, m.Rules[r.Index] || m.screened || moves(r.UrgentWhen))
			}
		}
	}
	for _, memo := range memos {
		m.Memos = append(m.Memos, m.names(memo.Names, params))
	}
	conditions := []*rule.Expr{p.Screened}
	for _, r := range p.Rules {
		conditions = append(conditions, r.UrgentWhen)
	}
	for _, e := range conditions {
		if e != nil && moves(e) {
			m.Conditions[e] = true
		}
	}
	for _, c := range p.Coverages {
		m.counts = m.counts || m.screened || moves(c.Expected, c.Present, c.PresentOf, c.FloorOf)
	}
	return m
}

// names says whether some of the names says something else now.
func (m *moved) names(names []*rule.Name, params map[*rule.Param]bool) bool {
	for _, n := range names {
		if n.Param != nil && params[n.Param] || n.Target.Fact != nil && m.Facts[n.Target.Fact.Index] || n.Target.Rule != nil && m.Rules[n.Target.Rule.Index] {
			return true
		}
		if slices.ContainsFunc(n.Hops, func(hop rule.Hop) bool { return hop.Pick != nil && m.Facts[hop.Pick.Index] }) {
			return true
		}
		if m.alerts && n.Table != nil && isAlerts(n.Table) {
			return true
		}
	}
	return false
}

func isAlerts(t *rule.Table) bool { return t.Folder == "system" && t.Name == "alerts" }

// edge are the facts and memos that do not move and are read by what does: with
// them as columns, nothing below has to be worked out again.
func (m *moved) edge(p *rule.Program, memos []kernel.Memo, add func(*rule.Fact), remember func(memo int)) {
	for i, memo := range memos {
		above := func(list []int, moves []bool) bool {
			return slices.ContainsFunc(list, func(at int) bool { return moves[at] })
		}
		if !m.Memos[i] && (above(memo.Parents, m.Memos) || above(memo.Rules, m.Rules)) {
			remember(i)
		}
	}
	reads := func(exprs ...*rule.Expr) {
		for _, e := range exprs {
			if e == nil {
				continue
			}
			for _, n := range e.Names {
				if f := n.Target.Fact; f != nil && !m.Facts[f.Index] {
					add(f)
				}
				for _, hop := range n.Hops {
					if hop.Pick != nil && !m.Facts[hop.Pick.Index] {
						add(hop.Pick)
					}
				}
			}
		}
	}
	for _, f := range p.Facts {
		if m.Facts[f.Index] {
			reads(f.Is, f.Where, f.Arg)
		}
	}
	for _, r := range p.Rules {
		if m.Rules[r.Index] {
			reads(r.Where, r.When)
		}
		if m.alerts && r.Raises == rule.Alert {
			reads(r.UrgentWhen)
		}
	}
	if m.screened {
		reads(p.Screened)
	}
}

package screening

import "dixian/rule"

// The three answers of a condition, in the order that `and` and `or` go by.
const (
	no = iota
	open
	yes
)

// undecided says whether nothing but what is unknown keeps a rule from firing at
// some row. Who looks at a late table of which no month has come does not know,
// whatever the rule makes of rows that are not there; but what is false without
// the late table decides the rule all the same.
func (e *explainer) undecided(r *rule.Rule) bool {
	for _, row := range e.lookedAt(r) {
		at := place{r.About, row}
		if min(e.truth(r.Where, at), e.truth(r.When, at)) == open {
			return true
		}
	}
	return false
}

// truth is what is known of a condition at a row.
func (e *explainer) truth(x *rule.Expr, at place) int {
	switch {
	case x == nil:
		return yes
	case !e.withoutPeriod(x.Names):
		return answer(e.in.Eval(x, at.row))
	}
	n, err := e.tracer.Trace(x, at.row)
	if err != nil {
		return open
	}
	return e.weigh(n, at)
}

func answer(v rule.Val) int {
	switch v {
	case nil:
		return open
	case rule.Truth(true):
		return yes
	}
	return no
}

// weigh is truth of a part of a condition.
func (e *explainer) weigh(n *rule.Node, at place) int {
	switch n.Op {
	case "_&&_":
		return min(e.weigh(n.Parts[0], at), e.weigh(n.Parts[1], at))
	case "_||_":
		return max(e.weigh(n.Parts[0], at), e.weigh(n.Parts[1], at))
	case "!_":
		return yes - e.weigh(n.Parts[0], at)
	case "_==_":
		if said := n.Parts[1]; said.Op == rule.LiteralOp && said.Type.Kind == rule.Bool {
			if said.True() {
				return e.weigh(n.Parts[0], at)
			}
			return yes - e.weigh(n.Parts[0], at)
		}
	}
	if !e.withoutPeriod(names(n)) {
		return answer(n.Value)
	}
	if n.Op == rule.NameOp && n.Type.Kind == rule.Bool {
		f := n.Name.Target.Fact
		if row, ok := e.in.Target(n.Name, at.table, at.row); ok && f != nil && f.Form == rule.FormulaForm {
			return e.truth(f.Is, place{f.About, row})
		}
	}
	return open
}

// withoutPeriod says whether one of the names leads to a fact whose period has no
// end, because no month of its late table covers the county.
func (e *explainer) withoutPeriod(names []*rule.Name) bool {
	found := false
	(&rule.Expr{Names: names}).Facts(func(f *rule.Fact) bool {
		if f.Form != rule.FormulaForm {
			_, _, open := e.in.Window(f)
			found = found || !open
		}
		return !found
	})
	return found
}

// names are those that a part of a condition reads.
func names(n *rule.Node) (out []*rule.Name) {
	if n.Name != nil {
		out = append(out, n.Name)
	}
	for _, p := range n.Parts {
		out = append(out, names(p)...)
	}
	return out
}

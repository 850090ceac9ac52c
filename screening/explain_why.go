package screening

import (
	"strings"

	"dixian/rule"
)

// why tells in one line what keeps a condition from holding: of parts that must
// all hold, each that does not; of parts of which one is enough, the one nearest
// to it. Facts that are conditions themselves are opened so many steps.
func (e *explainer) why(n *rule.Node, at place, steps int) string {
	switch n.Op {
	case "_&&_":
		var parts []string
		for _, p := range flat(n) {
			if !p.True() {
				parts = append(parts, e.why(p, at, steps))
			}
		}
		return strings.Join(parts, "；")
	case "_||_":
		return e.why(e.nearest(flat(n)), at, steps)
	}
	if reasons := e.unknowns(n, at); len(reasons) > 0 {
		return strings.Join(reasons, "；")
	}
	if n.Op == rule.NameOp {
		return words{}.of(n) + " 否" + e.whyFact(n.Name, at, steps)
	}
	if _, ok := signs[n.Op]; ok && (ordered(n.Parts[0].Type) || ordered(n.Parts[1].Type)) {
		return words{}.of(n.Parts[0]) + " " + e.numbers(n)
	}
	if n.Op == "within" {
		return words{}.of(n.Parts[0]) + " " + e.words().of(n.Parts[0]) + " 不在 " + words{}.period(n.Parts[1]) + " 内"
	}
	return e.numbers(n)
}

// whyFact opens a fact that is a false condition.
func (e *explainer) whyFact(n *rule.Name, at place, steps int) string {
	f := n.Target.Fact
	row, ok := e.in.Target(n, at.table, at.row)
	if f == nil || !ok || steps == 0 || f.Form != rule.FormulaForm {
		return ""
	}
	inner, err := e.tracer.Trace(f.Is, row)
	if err != nil {
		return "（" + err.Error() + "）"
	}
	return "（" + e.why(inner, place{f.About, row}, steps-1) + "）"
}

// nearest is the part with the fewest conditions that do not hold.
func (e *explainer) nearest(parts []*rule.Node) *rule.Node {
	best := parts[0]
	for _, p := range parts[1:] {
		if missing(p) < missing(best) {
			best = p
		}
	}
	return best
}

// missing counts the single conditions that keep a condition from holding; one
// that is merely not known counts more than one that is a little off.
func missing(n *rule.Node) int {
	switch {
	case n.True():
		return 0
	case n.Op == "_&&_":
		sum := 0
		for _, p := range n.Parts {
			sum += missing(p)
		}
		return sum
	case n.Op == "_||_":
		least := missing(n.Parts[0])
		for _, p := range n.Parts[1:] {
			least = min(least, missing(p))
		}
		return least
	}
	return 1
}

// undecided says whether a condition fails only for what is not known.
func undecided(n *rule.Node) bool { return n.Value == nil }

package screening

import (
	"fmt"
	"slices"
	"strings"

	"dixian/rule"
)

// why tells in one line what keeps a condition from holding. Facts that are
// conditions themselves are opened so many steps.
func (e *explainer) why(n *rule.Node, at place, steps int) string {
	return strings.Join(e.whys(n, at, steps), "；")
}

// whys: of parts that must all hold, each that does not, and what is unknown only
// where nothing is known to fail; of parts of which one is enough, those nearest
// to it.
func (e *explainer) whys(n *rule.Node, at place, steps int) []string {
	var parts []*rule.Node
	switch n.Op {
	case "_&&_":
		for _, p := range flat(n) {
			if !p.True() && (n.Value == nil || p.Value != nil) {
				parts = append(parts, p)
			}
		}
	case "_||_":
		parts = nearest(flat(n))
		if n.Value == nil {
			parts = slices.DeleteFunc(flat(n), func(p *rule.Node) bool { return p.Value != nil })
		}
	default:
		return []string{e.whyOne(n, at, steps)}
	}
	var out []string
	for _, p := range parts {
		for _, s := range e.whys(p, at, steps) {
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}

// whyOne speaks of a single condition.
func (e *explainer) whyOne(n *rule.Node, at place, steps int) string {
	if reasons := e.unknowns(n, at); len(reasons) > 0 {
		return strings.Join(reasons, "；")
	}
	if name, of := boolName(n); name != nil {
		return words{}.of(of) + "：" + e.words().of(of) + e.whyFact(name, at, steps)
	}
	switch {
	case n.Op == "known":
		return words{}.in(n.Parts[0], bindsAll) + " 没有"
	case n.Op == "!_" && n.Parts[0].Op == "known":
		return words{}.of(n.Parts[0])
	case compares(n):
		s := e.numbers(n)
		if !sums[n.Parts[0].Op] {
			s = words{}.of(n.Parts[0]) + " " + s
		}
		return s + e.uncounted(n, at)
	case n.Op == "within":
		return words{}.of(n.Parts[0]) + " " + e.words().of(n.Parts[0]) + " 不在 " + words{}.period(n.Parts[1]) + " 内"
	}
	return e.numbers(n)
}

// boolName finds the one bool that a condition asks for: x, !x, x == false.
func boolName(n *rule.Node) (*rule.Name, *rule.Node) {
	switch {
	case n.Op == rule.NameOp && n.Type.Kind == rule.Bool:
		return n.Name, n
	case n.Op == "!_", n.Op == "_==_" && n.Parts[1].Op == rule.LiteralOp && n.Parts[1].Type.Kind == rule.Bool:
		return boolName(n.Parts[0])
	}
	return nil, nil
}

// whyFact opens a fact that is a condition and is not what was asked.
func (e *explainer) whyFact(n *rule.Name, at place, steps int) string {
	f := n.Target.Fact
	row, ok := e.in.Target(n, at.table, at.row)
	switch {
	case f == nil || !ok || steps == 0:
		return ""
	case f.Form == rule.FoldForm:
		return e.whyFold(f, row, steps)
	case f.Form != rule.FormulaForm:
		return ""
	}
	inner, err := e.tracer.Trace(f.Is, row)
	switch {
	case err != nil:
		return "（" + err.Error() + "）"
	case inner.True():
		return e.because(inner, place{f.About, row})
	}
	return "（" + e.whys(inner, place{f.About, row}, steps-1)[0] + "）"
}

// because names the first part that makes a condition true, if one does alone.
func (e *explainer) because(n *rule.Node, at place) string {
	for n.Op == "_||_" {
		parts := flat(n)
		n = parts[slices.IndexFunc(parts, (*rule.Node).True)]
	}
	switch {
	case n.Op == "known" && n.Parts[0].Name.Row:
		if v := n.Parts[0].Value; v != nil && n.Parts[0].Name.Target.Fact != nil {
			return "（" + words{}.of(n.Parts[0]) + " " + e.origin(n.Parts[0].Name.Target.Fact.From, rule.PickRow(v)) + "）"
		}
	case n.Op == "_&&_":
		return ""
	}
	return "（" + words{}.of(n) + "）"
}

// whyFold names the rows that made an \`any\` true, or why those that there are
// did not.
func (e *explainer) whyFold(f *rule.Fact, row, steps int) string {
	if f.From.Folder == "system" {
		return ""
	}
	if rows := e.in.Deciding(f, row); len(rows) > 0 {
		return "（" + e.origins(f.From, rows) + "）"
	}
	if f.From.Compared {
		return ""
	}
	table := labelOr(f.From.Label, f.From.Name)
	taken := e.in.Consider(f, row).Taken
	if len(taken) == 0 {
		return "（" + e.noRow(f, row) + "）"
	}
	n, err := e.tracer.Trace(f.Arg, taken[0])
	if err != nil {
		return "（" + err.Error() + "）"
	}
	which := " "
	if len(taken) > 1 {
		which = fmt.Sprintf(" %d 行都不符合，如 ", len(taken))
	}
	return fmt.Sprintf("（%s%s%s：%s）", table, which, e.origin(f.From, taken[0]), e.why(n, place{f.From, taken[0]}, steps-1))
}

// nearest are the parts with the fewest conditions that do not hold.
func nearest(parts []*rule.Node) []*rule.Node {
	var best []*rule.Node
	for _, p := range parts {
		switch {
		case len(best) == 0 || missing(p) < missing(best[0]):
			best = []*rule.Node{p}
		case missing(p) == missing(best[0]):
			best = append(best, p)
		}
	}
	return best
}

// missing counts the single conditions that keep a condition from holding.
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

// uncounted tells the rows that a sum below a comparison leaves out, because
// their amount is not known: the true sum may be larger.
func (e *explainer) uncounted(n *rule.Node, at place) string {
	s := ""
	var walk func(n *rule.Name, at place)
	walk = func(n *rule.Name, at place) {
		f := n.Target.Fact
		row, ok := e.in.Target(n, at.table, at.row)
		switch {
		case f == nil || !ok:
		case f.Form == rule.FormulaForm:
			for _, inner := range f.Is.Names {
				walk(inner, place{f.About, row})
			}
		case f.Form == rule.FoldForm && f.Aggregate == rule.Sum:
			rows := slices.DeleteFunc(slices.Clone(e.in.Deciding(f, row)), func(r int) bool { return e.in.Eval(f.Arg, r) != nil })
			if len(rows) > 0 {
				s += fmt.Sprintf("（%s 没有数额，未计入）", e.origins(f.From, rows))
			}
		}
	}
	for _, leaf := range leaves(n) {
		if leaf.Name.Param == nil {
			walk(leaf.Name, at)
		}
	}
	return s
}

package screening

import (
	"slices"
	"strings"

	"dixian/rule"
)

// mark says in one sign whether a condition holds: ✓ yes, ✗ no, ？ not known.
func mark(n *rule.Node) string {
	switch {
	case n.Value == nil:
		return "？"
	case n.True():
		return "✓"
	}
	return "✗"
}

// flat are the parts of a chain of && or ||, however the parser nested them.
func flat(n *rule.Node) []*rule.Node {
	var out []*rule.Node
	for _, p := range n.Parts {
		if p.Op == n.Op {
			out = append(out, flat(p)...)
		} else {
			out = append(out, p)
		}
	}
	return out
}

// conditions writes a condition as a tree of marks, each single comparison with
// the numbers put in. Why something is unknown is told only where the whole is.
func (e *explainer) conditions(depth int, n *rule.Node, at place) {
	e.branch(depth, n, at, n.Value == nil)
}

func (e *explainer) branch(depth int, n *rule.Node, at place, open bool) {
	if n.Op != "_&&_" && n.Op != "_||_" {
		e.condition(depth, n, at, open)
		return
	}
	if n.Op == "_||_" {
		e.page.line(depth, "%s 以下任一项成立：", mark(n))
		depth++
	}
	for _, p := range flat(n) {
		if p.Op == "_&&_" {
			e.page.line(depth, "%s 以下各项都成立：", mark(p))
			e.branch(depth+1, p, at, open)
			continue
		}
		e.branch(depth, p, at, open)
	}
}

// condition writes one comparison: its words and, where the numbers say more,
// the numbers.
func (e *explainer) condition(depth int, n *rule.Node, at place, open bool) {
	switch {
	case n.Op == rule.NameOp:
		e.page.line(depth, "%s %s", mark(n), e.numbers(n))
	case compares(n):
		e.page.line(depth, "%s %s", mark(n), words{}.of(n))
		e.page.line(depth+1, " %s", e.numbers(n))
	case n.True() && (n.Op == "_==_" || n.Op == "known" || n.Op == "!_" && n.Parts[0].Op != "or"):
		e.page.line(depth, "%s %s", mark(n), words{}.of(n))
	case len(leaves(n)) == 1:
		e.page.line(depth, "%s %s：%s", mark(n), words{}.of(n), e.words().of(leaves(n)[0]))
	default:
		e.page.line(depth, "%s %s（%s）", mark(n), words{}.of(n), e.numbers(n))
	}
	if open {
		for _, reason := range e.unknowns(n, at) {
			e.page.line(depth+1, " %s", reason)
		}
	}
}

// compares says whether a condition holds two values against each other that
// have an order.
func compares(n *rule.Node) bool {
	_, ok := signs[n.Op]
	return ok && (ordered(n.Parts[0].Type) || ordered(n.Parts[1].Type))
}

// numbers is a comparison with the values put in, and how far apart its sides
// are; of other conditions, each name with its value.
func (e *explainer) numbers(n *rule.Node) string {
	if compares(n) {
		sign := signs[n.Op]
		if n.Value != nil && !n.True() {
			sign = opposite[n.Op]
		}
		return e.side(n.Parts[0]) + " " + sign + " " + e.side(n.Parts[1]) + e.gap(n)
	}
	var values []string
	for _, leaf := range leaves(n) {
		s := words{}.of(leaf) + "：" + e.words().of(leaf)
		if !slices.Contains(values, s) {
			values = append(values, s)
		}
	}
	return strings.Join(values, "；")
}

// side is one side of a comparison with the values put in and, where it is a
// sum, what they make.
func (e *explainer) side(n *rule.Node) string {
	s := e.words().in(n, bindsSum)
	if n.Op == rule.NameOp || n.Op == rule.LiteralOp || n.Op == "yuan" || len(n.Parts) == 0 {
		return s
	}
	if sums[n.Op] {
		return s + " = " + amountText(n.Value, n.Type, e.unmasked)
	}
	return amountText(n.Value, n.Type, e.unmasked)
}

// sums are the operators whose parts are numbers worth seeing.
var sums = map[string]bool{"_+_": true, "_-_": true, "_*_": true, "-_": true}

// gap says how far a comparison is from turning over.
func (e *explainer) gap(n *rule.Node) string {
	left, right := n.Parts[0], n.Parts[1]
	d, ok := rule.Distance(left.Value, right.Value)
	if !ok || n.Value == nil || n.Op == "_==_" || n.Op == "_!=_" {
		return ""
	}
	t := left.Type
	switch t.Kind {
	case rule.Date:
		t = rule.Type{Kind: rule.Int, Unit: "days"}
	case rule.Month:
		t = rule.Type{Kind: rule.Int, Unit: "months"}
	case rule.Money, rule.Int:
		if t.Unit == "" {
			t.Unit = right.Type.Unit
		}
	default:
		return ""
	}
	far := amountText(d, rule.Type{Kind: t.Kind, Unit: t.Unit}, true)
	switch less := n.Op == "_<_" || n.Op == "_<=_"; {
	case rule.Same(left.Value, right.Value):
		return "，正好相等"
	case !n.True():
		return "，还差 " + far
	case less:
		return "，低 " + far
	}
	return "，高 " + far
}

// leaves are the names of a condition, in order.
func leaves(n *rule.Node) []*rule.Node {
	if n.Op == rule.NameOp {
		if n.Name == nil {
			return nil
		}
		return []*rule.Node{n}
	}
	var out []*rule.Node
	for _, p := range n.Parts {
		out = append(out, leaves(p)...)
	}
	return out
}

func (e *explainer) words() words { return words{values: true, unmasked: e.unmasked} }

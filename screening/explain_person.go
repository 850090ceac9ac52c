package screening

import (
	"strings"

	"dixian/rule"
)

// personFact writes a condition about a person in a line: what of the registry
// and the registers it rests on, down to the cells and chosen rows. Facts that
// are counted from many rows, and those of the household, are opened below it.
func (e *explainer) personFact(depth int, n *rule.Node, f *rule.Fact, row int) {
	if !n.True() {
		e.page.line(depth, "因为 %s", e.why(n, place{f.About, row}, 4))
	}
	var said []string
	seen := map[string]bool{}
	e.groundsOf(f, row, seen, &said, depth)
	if len(said) > 0 {
		e.page.line(depth, "%s", strings.Join(said, "；"))
	}
	for _, c := range comparisons(n) {
		e.page.line(depth, "%s %s：%s", mark(c), words{}.of(c), e.numbers(c))
	}
	for _, g := range e.countedBelow(f, map[*rule.Fact]bool{}) {
		target := row
		if g.About == e.program.Households {
			target = e.h
		}
		e.fact(depth, g, target)
	}
}

// comparisons are the parts of a condition that hold ordered values against each
// other.
func comparisons(n *rule.Node) []*rule.Node {
	if compares(n) {
		return []*rule.Node{n}
	}
	var out []*rule.Node
	for _, p := range n.Parts {
		out = append(out, comparisons(p)...)
	}
	return out
}

// groundsOf collects the cells and chosen rows that a person's fact rests on.
func (e *explainer) groundsOf(f *rule.Fact, row int, seen map[string]bool, said *[]string, depth int) {
	say := func(s string) {
		if !seen[s] {
			seen[s] = true
			*said = append(*said, s)
		}
	}
	for _, n := range f.Is.Names {
		switch g := n.Target.Fact; {
		case n.AsOf || n.Param != nil && e.set[n.Param]:
		case n.Param != nil:
			e.param(depth, n.Param)
		case len(n.Hops) > 0 && n.Hops[0].Pick != nil:
			say(e.chosenRow(n.Hops[0].Pick, row))
		case g != nil && g.Form == rule.PickForm:
			say(e.chosenRow(g, row))
		case g != nil && g.Form == rule.FormulaForm && g.About == f.About:
			e.groundsOf(g, row, seen, said, depth)
		case len(n.Hops) == 0 && g == nil && n.Target.Column >= 0:
			c := f.About.Columns[n.Target.Column]
			say(labelOr(c.Label, c.Name) + " " + e.cellText(f.About, n.Target.Column, row))
		}
	}
}

// chosenRow names the row a pick chose for a person.
func (e *explainer) chosenRow(f *rule.Fact, row int) string {
	label := labelOr(f.Label, f.Name)
	v := e.in.Fact(f, row)
	if v == nil {
		return label + " 没有"
	}
	chosen := rule.PickRow(v)
	parts := []string{label, e.origin(f.From, chosen)}
	for _, c := range e.columns(f.From, nil) {
		if f.From.Columns[c].Type.Kind != rule.Ref {
			parts = append(parts, e.cellText(f.From, c, chosen))
		}
	}
	return strings.Join(parts, " ")
}

// countedBelow are the facts below a person's that are about the household or
// made of many rows.
func (e *explainer) countedBelow(f *rule.Fact, seen map[*rule.Fact]bool) []*rule.Fact {
	var out []*rule.Fact
	for _, n := range f.Is.Names {
		g := n.Target.Fact
		if g == nil || seen[g] || len(n.Hops) > 0 && n.Hops[0].Pick != nil {
			continue
		}
		seen[g] = true
		switch {
		case g.Form == rule.FormulaForm && g.About == f.About:
			out = append(out, e.countedBelow(g, seen)...)
		case g.Form != rule.PickForm:
			out = append(out, g)
		}
	}
	return out
}

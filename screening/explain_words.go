package screening

import (
	"fmt"
	"strings"

	"dixian/rule"
)

// words writes an expression as a clerk reads it: Chinese labels for names and
// Chinese for what CEL writes in signs. With values it has the numbers put in
// instead of the labels.
type words struct {
	values   bool
	unmasked bool
}

// How tightly operators bind, to know where brackets are needed.
const (
	bindsChoice = iota
	bindsOr
	bindsAnd
	bindsCompare
	bindsSum
	bindsProduct
	bindsAll
)

// of writes a node.
func (w words) of(n *rule.Node) string {
	s, _ := w.phrase(n)
	return s
}

// in writes a node as a part of one that binds so tightly.
func (w words) in(n *rule.Node, tight int) string {
	s, binds := w.phrase(n)
	if binds < tight {
		return "（" + s + "）"
	}
	return s
}

func (w words) phrase(n *rule.Node) (s string, binds int) {
	switch n.Op {
	case rule.NameOp:
		return w.name(n), bindsAll
	case rule.LiteralOp:
		return literal(n), bindsAll
	case rule.ListOp:
		items := make([]string, len(n.Parts))
		for i, p := range n.Parts {
			items[i] = literal(p)
		}
		return strings.Join(items, "、"), bindsAll
	case "_&&_":
		return w.joined(n, " 且 ", bindsAnd), bindsAnd
	case "_||_":
		return w.joined(n, " 或 ", bindsOr), bindsOr
	case "_+_":
		return w.joined(n, " + ", bindsSum), bindsSum
	case "_-_":
		return w.in(n.Parts[0], bindsSum) + " − " + w.in(n.Parts[1], bindsProduct), bindsSum
	case "_*_":
		return w.joined(n, " × ", bindsProduct), bindsProduct
	case "_?_:_":
		return fmt.Sprintf("若 %s 则 %s，否则 %s", w.in(n.Parts[0], bindsOr), w.in(n.Parts[1], bindsOr), w.in(n.Parts[2], bindsOr)), bindsChoice
	case "!_":
		return w.not(n.Parts[0]), bindsCompare
	case "-_":
		return "−" + w.in(n.Parts[0], bindsAll), bindsAll
	case "_==_", "_!=_":
		return w.equality(n), bindsCompare
	case "_<_", "_<=_", "_>_", "_>=_":
		return w.in(n.Parts[0], bindsSum) + " " + signs[n.Op] + " " + w.in(n.Parts[1], bindsSum), bindsCompare
	case "@in":
		return w.in(n.Parts[0], bindsSum) + " 为 " + strings.ReplaceAll(w.of(n.Parts[1]), "、", " / "), bindsCompare
	}
	return w.function(n)
}

var signs = map[string]string{"_<_": "<", "_<=_": "≤", "_>_": ">", "_>=_": "≥", "_==_": "=", "_!=_": "≠"}

// opposite is the comparison that holds where one does not.
var opposite = map[string]string{"_<_": "≥", "_<=_": ">", "_>_": "≤", "_>=_": "<", "_==_": "≠", "_!=_": "="}

func (w words) joined(n *rule.Node, by string, binds int) string {
	parts := make([]string, len(n.Parts))
	for i, p := range n.Parts {
		parts[i] = w.in(p, binds)
	}
	return strings.Join(parts, by)
}

func (w words) not(x *rule.Node) string {
	if x.Op == "known" {
		return w.in(x.Parts[0], bindsAll) + " 未知"
	}
	return strings.Replace("不是 "+w.in(x, bindsAll), "是 （", "是（", 1)
}

func (w words) equality(n *rule.Node) string {
	left, right := n.Parts[0], n.Parts[1]
	if n.Type.Kind == rule.Bool && (ordered(left.Type) || ordered(right.Type)) {
		return w.in(left, bindsSum) + " " + signs[n.Op] + " " + w.in(right, bindsSum)
	}
	verb := " 为 "
	if n.Op == "_!=_" {
		verb = " 不为 "
	}
	return w.in(left, bindsSum) + verb + w.in(right, bindsSum)
}

// ordered says whether values of a type are compared as numbers are.
func ordered(t rule.Type) bool {
	switch t.Kind {
	case rule.Money, rule.Int, rule.Date, rule.Month, rule.SchoolYear, rule.Share:
		return true
	}
	return false
}

// name is a name's label, or its value.
func (w words) name(n *rule.Node) string {
	if w.values {
		if n.Name != nil && n.Name.Row {
			return map[bool]string{true: "有", false: "没有"}[n.Value != nil]
		}
		return amountText(rule.Hidden(n.Name, n.Value, w.unmasked), n.Type, w.unmasked)
	}
	if n.Name == nil {
		return "截止日"
	}
	return nameLabel(n.Name)
}

// nameLabel is what a name is called: the rows it goes through, then itself.
func nameLabel(n *rule.Name) string {
	switch {
	case n.AsOf:
		return "截止日"
	case n.Param != nil:
		label, _, _ := strings.Cut(labelOr(n.Param.Label, n.Param.Name), "（")
		return label
	}
	var parts []string
	derived := n.Target.Fact != nil || n.Target.Rule != nil
	for _, hop := range n.Hops {
		switch {
		case hop.Pick != nil:
			parts = append(parts, labelOr(hop.Pick.Label, hop.Pick.Name))
		case derived && len(n.Hops) == 1: // a fact's label says whose it is
		case hop.Parent.Name == "households":
			parts = append(parts, "本户")
		default:
			parts = append(parts, "本人")
		}
	}
	switch {
	case n.Target.Fact != nil:
		parts = append(parts, labelOr(n.Target.Fact.Label, n.Target.Fact.Name))
	case n.Target.Rule != nil:
		parts = append(parts, labelOr(n.Target.Rule.Label, n.Target.Rule.Name))
	case n.Target.Column >= 0 && n.Target.Column < len(n.Table.Columns) && !n.Row:
		c := n.Table.Columns[n.Target.Column]
		parts = append(parts, labelOr(c.Label, c.Name))
	}
	return strings.Join(parts, "·")
}

func literal(n *rule.Node) string { return rule.Show(n.Value, true) }

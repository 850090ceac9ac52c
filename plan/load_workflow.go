package plan

import (
	"dixian/rule"

	"gopkg.in/yaml.v3"
)

// workflow reads states and moves.
func (m *record) workflow(item Item) *Workflow {
	w := &Workflow{Item: item, About: m.nameOf("about"), Starts: m.Texts("starts")}
	if n := m.values["whole"]; n != nil {
		if r := m.record(n, "whole", "`whole`"); r != nil {
			w.Whole = &Whole{r.Pos, r.parameterRef("limit"), r.Texts("path")}
		}
	}
	m.eachNamed("states", func(name Text, n *yaml.Node) {
		if r := m.record(n, "state", "the state `"+name.Value+"`"); r != nil {
			w.States = append(w.States, &State{
				Item:   r.named(name),
				Owners: r.Texts("owner"), Limit: r.parameterRef("limit"),
				Workdays: r.Enum("count") == "workdays", Final: r.Flag("final"),
			})
		}
	})
	m.eachNamed("moves", func(name Text, n *yaml.Node) {
		if r := m.record(n, "move", "the move `"+name.Value+"`"); r != nil {
			w.Moves = append(w.Moves, r.move(name))
		}
	})
	return w
}

// eachNamed walks a mapping of names to records.
func (m *record) eachNamed(key string, do func(name Text, n *yaml.Node)) {
	all := m.mapping(m.values[key], "`"+key+"`")
	if all == nil {
		return
	}
	for _, k := range all.keys {
		name := Text{k.Value, m.pos(k)}
		m.checkName(name, key[:len(key)-1])
		do(name, all.values[k.Value])
	}
}

// named is the item that a named record is.
func (m *record) named(name Text) Item {
	item := Item{Name: name.Value, Pos: name.Pos, Label: m.String("label")}
	if n := m.values["cite"]; n != nil {
		item.Cites = m.cites(n)
	}
	return item
}

func (m *record) move(name Text) *Move {
	move := &Move{
		Item: m.named(name), From: m.Texts("from"), To: m.Text("to"), By: m.Texts("by"),
		Reason: m.Flag("reason"), Bulk: m.Flag("bulk"), NotBy: m.Text("not_by"), Notice: m.String("notice"), FirstDay: m.Flag("first_day"), Offer: m.Flag("offer"),
	}
	if m.has("asks") {
		m.eachNamed("asks", func(name Text, n *yaml.Node) {
			r := m.record(n, "ask", "the question `"+name.Value+"`")
			if r == nil {
				return
			}
			move.Asks = append(move.Asks, r.ask(name))
		})
	}
	for _, n := range m.elements(m.values["refuse"], "`refuse`") {
		if r := m.record(n, "refusal", "a refusal"); r != nil {
			move.Refusals = append(move.Refusals, &Refusal{r.Pos, r.Expr("when"), r.String("says")})
		}
	}
	return move
}

// ask reads one question: a value of a type, or lines.
func (m *record) ask(name Text) *Ask {
	c := &rule.Column{Name: name.Value, Label: m.String("label"), Required: m.Flag("required"), Max: m.Count("max"), Mask: m.Enum("mask")}
	a := &Ask{name.Pos, c, m.String("section"), m.Flag("unsure"), nil}
	if !m.has("lines") {
		if !m.has("type") {
			m.add(m.Pos, "the question `"+name.Value+"` says neither its `type` nor its `lines`", "add one of them")
		}
		if m.has("who") {
			m.refuse("who", "`who` speaks of lines, and the question `"+name.Value+"` has none", "take it away, or write `lines`")
		}
		c.Type = m.columnType(c)
		return a
	}
	for _, key := range []string{"type", "unit", "names", "max", "mask"} {
		if m.has(key) {
			m.refuse(key, "a question in lines has no `"+key+"` of its own", "write it at what the lines ask")
		}
	}
	a.Lines = &rule.Lines{Who: m.Flag("who")}
	m.eachNamed("lines", func(name Text, n *yaml.Node) {
		r := m.record(n, "line", "`"+name.Value+"` of a line")
		if r == nil {
			return
		}
		l := &rule.LineAsk{Column: &rule.Column{Name: name.Value, Label: r.String("label"), Required: r.Flag("required"), Max: r.Count("max")}, Less: r.Flag("less")}
		l.Type = r.columnType(l.Column)
		switch l.Type.Kind {
		case rule.Ref, rule.Codes, rule.ID, rule.Division, rule.Credit:
			r.refuse("type", "a line tells words, numbers, money, dates and choices, not "+l.Type.String(), "take another type")
		}
		if l.Less && l.Type.Kind != rule.Money {
			r.refuse("less", "only money is taken off a sum, `"+name.Value+"` is "+l.Type.String(), "take `less` away")
		}
		if name.Value == rule.LineWho || name.Value == rule.LineName {
			r.add(name.Pos, "`"+name.Value+"` of a line is the member it names", "write `who: true` beside `lines`, or take another name")
		}
		a.Lines.Asks = append(a.Lines.Asks, l)
	})
	if len(a.Lines.Asks) == 0 {
		m.refuse("lines", "the lines of `"+name.Value+"` tell nothing", "write what a line tells")
	}
	c.Type = rule.Type{Kind: rule.Int, Unit: "rows"}
	if a.Lines.Sums() {
		c.Type = rule.Type{Kind: rule.Money}
	}
	return a
}

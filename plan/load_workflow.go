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
			c := &rule.Column{Name: name.Value, Label: r.String("label"), Required: r.Flag("required"), Max: r.Count("max"), Mask: r.Enum("mask")}
			c.Type = r.columnType(c)
			move.Asks = append(move.Asks, &Ask{name.Pos, c, r.String("section"), r.Flag("unsure")})
		})
	}
	for _, n := range m.elements(m.values["refuse"], "`refuse`") {
		if r := m.record(n, "refusal", "a refusal"); r != nil {
			move.Refusals = append(move.Refusals, &Refusal{r.Pos, r.Expr("when"), r.String("says")})
		}
	}
	return move
}

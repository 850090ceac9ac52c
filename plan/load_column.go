package plan

import (
	"slices"
	"strconv"

	"dixian/rule"

	"gopkg.in/yaml.v3"
)

// column reads one column, and the name in its `only_without`.
func (m *record) column(name string, n *yaml.Node) (c *rule.Column, onlyWithout Text) {
	r := m.record(n, "column", "the column `"+name+"`")
	if r == nil {
		return nil, Text{}
	}
	c = &rule.Column{
		Name: name, Label: r.String("label"),
		Key:         r.Flag("key"),
		Required:    r.Flag("required"),
		Max:         r.Count("max"),
		Mask:        r.Enum("mask"),
		Empty:       r.String("empty"),
		OnlyWithout: r.String("only_without"),
		Derive:      r.Enum("derive"),
		Strict:      r.Flag("strict"),
	}
	c.Type = r.columnType(c)
	c.Sensitive = r.sensitive(c)
	r.checkColumn(c)
	if r.has("only_without") {
		onlyWithout = Text{c.OnlyWithout, m.pos(r.values["only_without"])}
	}
	return c, onlyWithout
}

// columnType reads `type`, `unit` and `names`.
func (m *record) columnType(c *rule.Column) rule.Type {
	t := m.typeOf(m.values["type"], c)
	if m.has("unit") {
		if t.Kind != rule.Int {
			m.refuse("unit", "only a column of type int has a unit, this one is "+t.String(), "take `unit` away")
		} else {
			t.Unit = rule.Unit(m.unit())
		}
	}
	if m.has("names") {
		if t.Kind != rule.Int {
			m.refuse("names", "only a column of type int has names for its numbers, this one is "+t.String(), "take `names` away")
		} else {
			t.Names = m.words(m.values["names"], "`names`", 1000)
		}
	}
	return t
}

func (m *record) unit() string {
	unit := m.Text("unit")
	if unit.Value != "" && !namePattern.MatchString(unit.Value) {
		m.add(unit.Pos, quoted(unit.Value)+" is no unit", "use a word of small letters such as days, months, years, persons, rows, times")
	}
	return unit.Value
}

// checkColumn refuses keys that the type or another key rules out.
func (m *record) checkColumn(c *rule.Column) {
	if m.has("max") && c.Type.Kind != rule.Text {
		m.refuse("max", "only a column of type text has a longest length, this one is "+c.Type.String(), "take `max` away")
	}
	if c.Type.Kind == rule.Text && m.has("max") && m.values["max"].Value == "0" {
		m.refuse("max", "a text of at most 0 characters holds nothing", "write how many characters it may have")
	}
	if c.Empty != "" {
		m.checkEmpty(c)
	}
	if c.Required && m.has("only_without") {
		m.refuse("only_without", "a column cannot be both required and `only_without` another", "take `required` away: it is required where the other is empty")
	}
	if c.Derive != "" && !m.has("only_without") {
		m.refuse("derive", "`derive` takes the value from the ID that `only_without` names, which is missing", "add `only_without` with the ID column")
	}
	if want := map[string]rule.Kind{"birth_date": rule.Date, "sex": rule.Code}[c.Derive]; c.Derive != "" && want != c.Type.Kind {
		m.refuse("derive", "`"+c.Derive+"` is a "+want.String()+", the column is "+c.Type.String(), "give the column the type "+want.String())
	}
}

// checkEmpty checks the word that an empty cell means.
func (m *record) checkEmpty(c *rule.Column) {
	words := c.Type.Codes
	switch {
	case c.Required:
		m.refuse("empty", "in a required column no cell may be empty", "take `empty` or `required` away")
		return
	case c.Type.Kind == rule.Bool:
		words = []string{"是", "否", "true", "false"}
	case c.Type.Kind != rule.Code:
		m.refuse("empty", "only a bool or a list of words says what an empty cell means, this column is "+c.Type.String(), "take `empty` away")
		return
	}
	if !slices.Contains(words, c.Empty) {
		m.refuse("empty", "`empty` is "+quoted(c.Empty)+", which the column cannot hold", "write "+oneOf(words))
	}
}

// checkKeys wants a natural key in a table that files fill.
func (m *record) checkKeys(t *rule.Table, columns *record) {
	keyed := slices.ContainsFunc(t.Columns, func(c *rule.Column) bool { return c.Key })
	if !keyed && t.Folder != "system" && len(t.Columns) > 0 {
		m.add(columns.Pos, "the table has no natural key", "mark the columns that tell its rows apart with `key: true`")
	}
}

// checkOnlyWithout checks the columns that others are read without.
func (m *record) checkOnlyWithout(t *rule.Table, names []Text) {
	for i, name := range names {
		if name.Value == "" {
			continue
		}
		other := t.Column(name.Value)
		switch {
		case other == nil:
			m.add(name.Pos, "the table has no column `"+name.Value+"`", nearColumn(name.Value, t))
		case other == t.Columns[i]:
			m.add(name.Pos, "the column is read only without itself", "name the other column")
		case t.Columns[i].Derive != "" && other.Type.Kind != rule.ID:
			m.add(name.Pos, "`"+name.Value+"` is "+other.Type.String()+", but birth date and sex come from an ID", "name a column of type id18")
		}
	}
}

// words reads a list of different words, at most so many.
func (m *record) words(n *yaml.Node, what string, most int) []string {
	var words []string
	texts := m.texts(n, what)
	for _, t := range texts {
		if slices.Contains(words, t.Value) && t.Value != "" {
			m.add(t.Pos, "the word "+quoted(t.Value)+" stands twice in "+what, "keep one")
			continue
		}
		words = append(words, t.Value)
	}
	switch {
	case texts != nil && len(words) == 0 && n.Kind == yaml.SequenceNode && len(n.Content) == 0:
		m.add(m.pos(n), what+" is an empty list", "write its words: [甲, 乙]")
	case len(words) > most:
		m.add(m.pos(n), what+" has "+strconv.Itoa(len(words))+" words, more than "+strconv.Itoa(most), "make it a text")
	}
	return words
}

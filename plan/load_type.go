package plan

import (
	"slices"
	"strings"

	"dixian/rule"

	"gopkg.in/yaml.v3"
)

// typeWords are the types that are written as one word.
var typeWords = map[string]rule.Type{
	"money":       {Kind: rule.Money},
	"share":       {Kind: rule.Share},
	"int":         {Kind: rule.Int},
	"year":        {Kind: rule.Int, Unit: "year"},
	"date":        {Kind: rule.Date},
	"month":       {Kind: rule.Month},
	"school_year": {Kind: rule.SchoolYear},
	"bool":        {Kind: rule.Bool},
	"text":        {Kind: rule.Text},
	"credit_code": {Kind: rule.Credit},
	"code12":      {Kind: rule.Division},
	"id18":        {Kind: rule.ID},
	"decimal":     {Kind: rule.Decimal},
}

const (
	maxCodes   = 255 // a code is stored in one byte
	maxSeveral = 31  // a set of codes in one int32
)

// typeOf reads a column's type: a word, a list of words, {several: [words]}, or
// the `one` of a table, which is resolved when all tables are known.
func (m *record) typeOf(n *yaml.Node, c *rule.Column) rule.Type {
	switch {
	case n == nil || m.refused[n]:
		return rule.Type{}
	case n.Kind == yaml.SequenceNode:
		return rule.Type{Kind: rule.Code, Codes: m.words(n, "the list of words", maxCodes)}
	case n.Kind == yaml.MappingNode:
		return m.several(n)
	}
	word := m.Text("type")
	if t, ok := typeWords[word.Value]; ok {
		return t
	}
	if word.Value == "" {
		return rule.Type{}
	}
	m.references = append(m.references, reference{c, word})
	return rule.Type{Kind: rule.Ref, Table: word.Value}
}

// several reads {several: [words]}. A cell joins its words by 、.
func (m *record) several(n *yaml.Node) rule.Type {
	s := m.record(n, "several", "`type`")
	if s == nil || !s.has("several") {
		return rule.Type{}
	}
	words := m.words(s.values["several"], "`several`", maxSeveral)
	for _, w := range words {
		if strings.Contains(w, "、") {
			m.add(m.pos(s.values["several"]), "the word "+quoted(w)+" holds a 、, which joins the words of a cell", "name it without")
		}
	}
	return rule.Type{Kind: rule.Codes, Codes: words}
}

// parameterType reads the type and unit of a parameter.
func (m *record) parameterType() rule.Type {
	word := m.Enum("type")
	t := typeWords[word]
	if m.has("unit") {
		if word != "" && t.Kind != rule.Int && t.Kind != rule.Money {
			m.refuse("unit", "a parameter of type "+word+" has no unit", "take `unit` away")
		}
		unit := m.unit()
		if t.Kind == rule.Int {
			t.Unit = rule.Unit(unit)
		}
	}
	return t
}

// typeNames are all words that a type may be, for messages.
func typeNames(ones []string) []string {
	var names []string
	for w := range typeWords {
		names = append(names, w)
	}
	slices.Sort(names)
	return append(names, ones...)
}

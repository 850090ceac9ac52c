package plan

import (
	"regexp"

	"gopkg.in/yaml.v3"
)

var (
	personPattern = regexp.MustCompile(`^P[1-9][0-9]?$`)
	factPattern   = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*\.[a-z][a-z0-9_]*$`)
)

// theHousehold is whom expectations speak of unless they say otherwise.
const theHousehold = "H1"

// test reads a worked case.
func (m *record) test(item Item) *Test {
	t := &Test{
		Item:    item,
		AsOf:    m.Text("as_of"),
		Like:    m.Text("like"),
		Covered: m.Texts("covered"),
	}
	if !m.has("as_of") && !m.has("like") {
		m.add(t.Pos, "the test has no `as_of`", "add the date it is about, or `like: test` to begin with another's")
	}
	t.People = m.people()
	t.Given = m.given()
	t.Drop = m.lists("drop")
	t.Parameters = m.scalars("parameters")
	if e := m.record(m.values["expect"], "expect", "`expect`"); e != nil {
		t.Expect = e.expect()
		if len(e.keys) == 0 {
			m.add(e.Pos, "the test expects nothing", "add alerts, hits, findings, urgent, silent, who or facts")
		}
	}
	return t
}

// people reads P1 … P99, in file order.
func (m *record) people() []Person {
	var people []Person
	all := m.mapping(m.values["people"], "`people`")
	if all == nil {
		return nil
	}
	for _, k := range all.keys {
		if !personPattern.MatchString(k.Value) {
			m.add(m.pos(k), quoted(k.Value)+" is no person of a test", "call people P1 to P99")
		}
		p := m.record(all.values[k.Value], "person", "the person `"+k.Value+"`")
		if p == nil {
			continue
		}
		people = append(people, Person{k.Value, p.Text("born"), p.Enum("sex") != "女", m.pos(k)})
	}
	return people
}

// given reads rows by table.
func (m *record) given() map[string][]GivenRow {
	all := m.mapping(m.values["given"], "`given`")
	if all == nil {
		return nil
	}
	given := map[string][]GivenRow{}
	for _, k := range all.keys {
		rows := []GivenRow{}
		for _, n := range m.elements(all.values[k.Value], "the rows of `"+k.Value+"`") {
			if row := m.mapping(n, "a row of `"+k.Value+"`"); row != nil {
				rows = append(rows, GivenRow{row.Pos, row.cells()})
			}
		}
		given[k.Value] = rows
	}
	return given
}

// cells reads scalars by key; an empty one is an empty cell.
func (m *record) cells() map[string]Text {
	cells := map[string]Text{}
	for _, k := range m.keys {
		if t := m.text(m.values[k.Value], "`"+k.Value+"`"); t.Pos.Line > 0 {
			cells[k.Value] = t
		}
	}
	return cells
}

// scalars reads a mapping to scalars under a key; without the key it is nil.
func (m *record) scalars(key string) map[string]Text {
	all := m.mapping(m.values[key], "`"+key+"`")
	if all == nil {
		return nil
	}
	for _, k := range all.keys {
		all.Text(k.Value)
	}
	return all.cells()
}

// lists reads a mapping to lists of words under a key; without the key it is nil.
func (m *record) lists(key string) map[string][]Text {
	all := m.mapping(m.values[key], "`"+key+"`")
	if all == nil {
		return nil
	}
	lists := map[string][]Text{}
	for _, k := range all.keys {
		lists[k.Value] = m.texts(all.values[k.Value], "`"+k.Value+"`")
	}
	return lists
}

// expect reads what a test demands.
func (m *record) expect() Expect {
	e := Expect{
		Alerts:   m.byHousehold("alerts"),
		Hits:     m.byHousehold("hits"),
		Findings: m.byHousehold("findings"),
		Urgent:   m.byHousehold("urgent"),
		Silent:   m.byHousehold("silent"),
		Who:      m.lists("who"),
		Facts:    m.scalars("facts"),
	}
	if facts := m.values["facts"]; facts != nil && facts.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(facts.Content); i += 2 {
			if k := facts.Content[i]; k.Kind == yaml.ScalarNode && !factPattern.MatchString(k.Value) {
				m.add(m.pos(k), quoted(k.Value)+" is no fact of a household or a person", "write household.name or P1.name")
			}
		}
	}
	return e
}

// byHousehold reads a list of rules about H1, or lists by household.
func (m *record) byHousehold(key string) map[string][]Text {
	n := m.values[key]
	if n == nil {
		return nil
	}
	if n.Kind == yaml.MappingNode {
		return m.lists(key)
	}
	return map[string][]Text{theHousehold: m.texts(n, "`"+key+"`")}
}

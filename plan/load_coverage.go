package plan

import (
	"regexp"

	"gopkg.in/yaml.v3"
)

var parameterName = regexp.MustCompile(`^param\.[a-z][a-z0-9_]*$`)

// coverage reads how a table's coverage is measured.
func (m *record) coverage(n *yaml.Node) *Coverage {
	c := m.record(n, "coverage", "`coverage`")
	if c == nil {
		return nil
	}
	out := &Coverage{
		Pos:       c.Pos,
		Of:        c.Text("of"),
		Expected:  c.Expr("expected"),
		Present:   c.Expr("present"),
		PresentOf: c.Expr("present_of"),
		Share:     c.parameterRef("share"),
		Floor:     c.parameterRef("floor"),
		FloorOf:   c.Expr("floor_of"),
		Within:    c.Expr("within"),
		Report:    c.Expr("report"),
	}
	c.Enum("of")
	if c.has("seen_within") {
		if out.SeenWithin = c.Count("seen_within"); out.SeenWithin == 0 {
			c.refuse("seen_within", "`seen_within` must be one month or more", "write the number of months, or take the key away")
		}
	}
	if c.has("floor") != c.has("floor_of") {
		c.add(c.Pos, "`floor` and `floor_of` belong together", "write both or neither")
	}
	if !m.has("time") {
		m.refuse("coverage", "coverage is measured by period, but the table has no `time`", "name its time column")
	}
	return out
}

// parameterRef reads param.name.
func (m *record) parameterRef(key string) Text {
	t := m.Expr(key)
	if t.Value != "" && !parameterName.MatchString(t.Value) {
		m.add(t.Pos, "`"+key+"` is "+quoted(t.Value)+", not a parameter", "write param.name")
	}
	return t
}

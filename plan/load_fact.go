package plan

import (
	"regexp"
	"strings"

	"gopkg.in/yaml.v3"
)

// aggregates are the keys that make one value of many rows.
var aggregates = keys("count any sum min max")

var countDistinct = regexp.MustCompile(`^distinct [a-z][a-z0-9_]*$`)

// fact reads one of the three forms: a formula (`is`), a fold (`from` with an
// aggregate) or a pick (`from` with `pick`).
func (m *record) fact(item Item) *Fact {
	f := &Fact{
		Item:     item,
		About:    m.nameOf("about"),
		Unit:     m.unit(),
		Is:       m.Expr("is"),
		From:     m.nameOf("from"),
		Within:   m.Expr("within"),
		Where:    m.Expr("where"),
		Coverage: m.Enum("coverage"),
	}
	if m.has("coverage") {
		f.CoverPos = m.pos(m.values["coverage"])
	}
	if n := m.values["pick"]; n != nil {
		f.Pick = m.pick(n)
	}
	m.aggregate(f)
	m.checkForm(f)
	return f
}

// nameOf reads the name of another item.
func (m *record) nameOf(key string) Text {
	t := m.Text(key)
	if t.Value != "" && !namePattern.MatchString(t.Value) {
		m.add(t.Pos, "`"+key+"` is "+quoted(t.Value)+", not the name of a table", "write the table's name, such as households")
	}
	return t
}

// pick reads `only` or {newest: column, per: column}.
func (m *record) pick(n *yaml.Node) *Pick {
	pick := &Pick{Pos: m.pos(n)}
	if n.Kind == yaml.ScalarNode {
		pick.Only = m.Word("pick", "only") != ""
		return pick
	}
	newest := m.record(n, "newest", "`pick`")
	if newest == nil {
		return pick
	}
	pick.Newest, pick.Per = newest.Text("newest"), newest.Text("per")
	return pick
}

// aggregate reads the one aggregate key of a fold.
func (m *record) aggregate(f *Fact) {
	for _, key := range aggregates {
		if !m.has(key) {
			continue
		}
		if f.Agg != "" {
			m.add(m.keyPos(key), "a second aggregate `"+key+"` beside `"+f.Agg+"`", "make two facts of it")
			continue
		}
		f.Agg, f.AggArg = key, m.Expr(key)
		if key == "count" && f.AggArg.Value != "" && f.AggArg.Value != "rows" && !countDistinct.MatchString(f.AggArg.Value) {
			m.refuse(key, "`count` is "+quoted(f.AggArg.Value), "write `rows` or `distinct column`; for a condition use `where`")
		}
	}
}

// checkForm wants exactly one of the three forms.
func (m *record) checkForm(f *Fact) {
	folding := append(keys("from within where pick coverage"), aggregates...)
	switch {
	case m.has("is"):
		for _, key := range folding {
			if m.has(key) {
				m.add(m.keyPos(key), "`"+key+"` does not go with `is`, which speaks of the same row", "take one of the two away")
			}
		}
	case !m.has("from"):
		m.add(f.Pos, "the fact has neither `is` nor `from`", "write `is: expression`, or `from: table` with one of "+strings.Join(aggregates, ", ")+" or pick")
	case f.Agg == "" && f.Pick == nil:
		m.add(f.Pos, "the fact folds rows but does not say into what", "add one of "+strings.Join(aggregates, ", ")+" or pick")
	case f.Agg == "" && f.Pick.Per.Value != "":
		m.add(f.Pick.Pos, "`per` keeps several rows, but a fact is one value", "add one of "+strings.Join(aggregates, ", ")+", or take `per` away")
	}
}

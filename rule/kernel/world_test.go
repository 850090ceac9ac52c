package kernel

import (
	"fmt"
	"math/rand/v2"

	"pgregory.net/rapid"

	"dixian/calendar"
	"dixian/column"
	"dixian/rule"
)

// world is a small schema with every kind of column in every table, a random
// program about it and random rows.
type world struct {
	t       *rapid.T
	wild    bool // amounts up to the ends of 64 bits
	plain   bool // periods are the same for all rows
	asOf    calendar.Date
	program *rule.Program
	facts   map[string]*rule.Fact // "table.name"
	rules   map[string]*rule.Rule
	rows    *rand.Rand
	data    *rule.Data
	county  []int32
	village []int32
	params  [][]int64
}

// kinds are the columns that every table has, each once always known and once
// not.
var kinds = []struct {
	name string
	typ  rule.Type
}{
	{"cash", rule.Type{Kind: rule.Money}},
	{"rate", rule.Type{Kind: rule.Share}},
	{"number", rule.Type{Kind: rule.Int}},
	{"days", rule.Type{Kind: rule.Int, Unit: "days"}},
	{"day", rule.Type{Kind: rule.Date}},
	{"month", rule.Type{Kind: rule.Month}},
	{"school", rule.Type{Kind: rule.SchoolYear}},
	{"grade", rule.Type{Kind: rule.Code, Codes: []string{"甲", "乙", "丙"}}},
	{"ills", rule.Type{Kind: rule.Codes, Codes: []string{"聋", "盲", "哑"}}},
	{"yes", rule.Type{Kind: rule.Bool}},
	{"word", rule.Type{Kind: rule.Text}},
	{"village", rule.Type{Kind: rule.Division}},
	{"id", rule.Type{Kind: rule.ID}},
	{"tenths", rule.Type{Kind: rule.Decimal}},
	{"year", rule.Type{Kind: rule.Int, Unit: "year"}},
}

var (
	ofPerson    = rule.Type{Kind: rule.Ref, Table: "persons", Key: rule.ID}
	ofHousehold = rule.Type{Kind: rule.Ref, Table: "households", Key: rule.Text}
)

func newWorld(t *rapid.T) *world {
	w := &world{t: t, program: &rule.Program{}, facts: map[string]*rule.Fact{}, rules: map[string]*rule.Rule{}, asOf: calendar.NewDate(2025, 6, 30)}
	w.program.Households = w.table("households", "household", "")
	w.program.Persons = w.table("persons", "person", "", "household_ref")
	w.table("jobs", "job", "month", "person_ref").Late = 2
	w.table("visits", "visit", "no_day", "household_ref", "person_ref?")
	w.table("years", "year_row", "year", "household_ref")
	w.table("places", "place", "school", "person_ref")
	w.table("things", "thing", "", "person_ref")
	alerts := &rule.Table{Name: "alerts", One: "alert_line", Index: len(w.program.Tables), BelongsTo: []string{"household"}, Columns: []*rule.Column{
		{Name: "household", Type: ofHousehold, System: true}, {Name: "rule", Type: rule.Type{Kind: rule.Text}, System: true},
		{Name: "urgency", Type: rule.Type{Kind: rule.Code, Codes: []string{"红", "黄"}}, System: true},
	}}
	w.program.Tables = append(w.program.Tables, alerts)
	for _, p := range []struct {
		name string
		typ  rule.Type
	}{{"line", kinds[0].typ}, {"share", kinds[1].typ}, {"count", kinds[2].typ}, {"limit", kinds[3].typ}} {
		w.program.Params = append(w.program.Params, &rule.Param{Name: p.name, Type: p.typ, Index: len(w.program.Params)})
	}
	return w
}

func drawWorld(t *rapid.T) *world {
	w := newWorld(t)
	w.wild = rapid.IntRange(0, 3).Draw(t, "wild") == 0
	w.asOf = rapid.SampledFrom([]calendar.Date{
		calendar.NewDate(2025, 6, 30), calendar.NewDate(2025, 3, 31), calendar.NewDate(2024, 2, 29), calendar.NewDate(2025, 9, 1),
	}).Draw(t, "as of")
	return w
}

// table declares a table; refs are its references in the order of `belongs_to`,
// with ? where a row may lack one.
func (w *world) table(name, one, time string, refs ...string) *rule.Table {
	t := &rule.Table{Name: name, One: one, Time: time, Index: len(w.program.Tables)}
	for _, r := range refs {
		c := &rule.Column{Name: r, Type: ofHousehold, Required: r[len(r)-1] != '?'}
		if r[0] == 'p' {
			c.Name, c.Type = "person_ref", ofPerson
		}
		t.BelongsTo = append(t.BelongsTo, c.Name)
		t.Columns = append(t.Columns, c)
	}
	for _, k := range kinds {
		t.Columns = append(t.Columns, &rule.Column{Name: k.name, Type: k.typ, Required: true}, &rule.Column{Name: "no_" + k.name, Type: k.typ})
	}
	w.program.Tables = append(w.program.Tables, t)
	return t
}

// Member, Parent, Param and Near make the world a rule.Schema.
func (w *world) Member(t *rule.Table, name string) (rule.Target, error) {
	if i := t.ColumnIndex(name); i >= 0 {
		return rule.Target{Column: i, Type: t.Columns[i].Type, Optional: t.Columns[i].Optional()}, nil
	}
	if f := w.facts[t.Name+"."+name]; f != nil {
		return rule.Target{Column: -1, Fact: f, Type: f.Type, Optional: f.Optional, Scaled: f.Scaled}, nil
	}
	if r := w.rules[t.Name+"."+name]; r != nil {
		return rule.Target{Column: -1, Rule: r, Type: rule.Type{Kind: rule.Bool}}, nil
	}
	return rule.Target{}, fmt.Errorf("%s has no %s", t.Name, name)
}

func (w *world) Parent(t *rule.Table, one string) (parent *rule.Table, optional, found bool) {
	switch {
	case one == t.One:
		return t, false, true
	case t == w.program.Households:
		return nil, false, false
	case one == "household":
		return w.program.Households, false, true
	case one == "person" && t.Column("person_ref") != nil:
		return w.program.Persons, !t.Column("person_ref").Required, true
	}
	return nil, false, false
}

func (w *world) Param(name string) (*rule.Param, error) {
	for _, p := range w.program.Params {
		if p.Name == name {
			return p, nil
		}
	}
	return nil, fmt.Errorf("there is no parameter %s", name)
}

func (w *world) Near(*rule.Table, string) []string { return nil }

// Covers and Newest make the world a rule.CoverageView that answers by county.
func (w *world) Covers(t *rule.Table, h int, from, to int32) bool {
	if to-from > 100 {
		return false
	}
	for grain := from; grain <= to; grain++ {
		if (int(w.county[h])*7+t.Index*3+int(grain))%5 == 0 && (grain+w.county[h])%3 == 0 {
			return false
		}
	}
	return true
}

func (w *world) Newest(t *rule.Table, h int) (calendar.Month, bool) {
	back := (int(w.county[h]) + t.Index) % 4
	return w.asOf.Month() - calendar.Month(back), back < 3
}

// value is a known value of a type: few different ones, so that rows tie, and
// those at the edges of what periods contain.
func (w *world) value(typ rule.Type) int64 {
	pick := func(values ...int64) int64 { return values[w.rows.IntN(len(values))] }
	switch typ.Kind {
	case rule.Money:
		if w.wild {
			return pick(0, 1, -1, 10000, 1<<62, -1<<63, 1<<63-1, 922337203685477)
		}
		return pick(0, 1, -1, 100, 5000, 500000, 10_0000_0000_00)
	case rule.Share:
		return pick(0, 1, 3333, 5000, 10000, 20000)
	case rule.Int:
		return pick(-1, 0, 1, 2, 3, 12, 30, 366, 2024, 2025)
	case rule.Date:
		d := w.asOf
		return pick(int64(d), int64(d)+1, int64(d)-1, int64(d.AddMonths(-3)), int64(d.AddMonths(-3))+1, int64(d.AddMonths(-12)), int64(d.AddMonths(-12))+1,
			int64(calendar.NewDate(2024, 12, 31)), int64(calendar.NewDate(2025, 1, 1)), int64(calendar.NewDate(2008, 2, 29)), -30000)
	case rule.Month:
		return int64(w.asOf.Month()) - pick(-1, 0, 1, 2, 3, 4, 11, 12, 13)
	case rule.SchoolYear:
		return int64(w.asOf.SchoolYear()) - pick(-1, 0, 0, 1)
	case rule.Code:
		return pick(0, 1, 2)
	case rule.Codes:
		return pick(0, 1, 2, 5, 7)
	case rule.Bool:
		return pick(0, 1)
	}
	return pick(52011519800101001, 52011520150228002, 52011520240229003)
}

var someWords = []string{"", "a", "ab", "贵州", "贵州a", "522401", "5224011", "520502", "3", "12", "é"}

// column draws n cells; a column may be missing as a whole.
func (w *world) column(c *rule.Column, n int) column.Column {
	unknown := 0
	if c.Optional() {
		unknown = []int{0, 0, 2, 10}[w.rows.IntN(4)]
		if w.rows.IntN(16) == 0 {
			return nil
		}
	}
	out := c.Type.NewColumn()
	for range n {
		if unknown > 0 && w.rows.IntN(unknown+1) == 0 {
			out.AppendUnknown()
			continue
		}
		switch col := out.(type) {
		case *column.Long:
			col.Append(w.value(rule.Type{Kind: c.Type.Stored()}))
		case *column.Word:
			col.Append(int32(w.value(c.Type)))
		case *column.Byte:
			col.Append(uint8(w.value(c.Type)))
		case *column.Text:
			col.Append(someWords[w.rows.IntN(len(someWords))])
		}
	}
	return out
}

// lay draws the rows.
func (w *world) lay() {
	households, most := rapid.IntRange(1, 9).Draw(w.t, "households"), 5
	if rapid.IntRange(0, 3).Draw(w.t, "many") == 0 {
		households, most = 10*households, 30
	}
	w.rows = rand.New(rand.NewPCG(rapid.Uint64().Draw(w.t, "rows"), 1))
	w.data = &rule.Data{Households: households, Tables: make([]*rule.Rows, len(w.program.Tables))}
	for h := range households {
		v, c := int32(0), int32(0)
		if h > 0 {
			step := w.rows.Int32N(3) / 2
			v, c = w.village[h-1]+step, w.county[h-1]+step*w.rows.Int32N(2)
		}
		w.village, w.county = append(w.village, v), append(w.county, c)
	}
	for _, p := range w.program.Params {
		var values []int64
		for range w.village[households-1] + 1 {
			values = append(values, w.value(p.Type))
		}
		w.params = append(w.params, values)
	}
	for _, t := range w.program.Tables[:len(w.program.Tables)-1] {
		w.data.Tables[t.Index] = w.rowsOf(t, most)
	}
}

func (w *world) rowsOf(t *rule.Table, most int) *rule.Rows {
	registry := t == w.program.Households || t == w.program.Persons
	if !registry && w.rows.IntN(16) == 0 {
		return nil
	}
	r := &rule.Rows{Table: t, Start: []uint32{0}}
	n := 0
	for h := range w.data.Households {
		rows := 1
		if t != w.program.Households {
			rows = w.rows.IntN(most + 1)
		}
		for range rows {
			person := int32(-1)
			if from, to := w.data.Tables[w.program.Persons.Index].Of(h); !registry && t.Column("person_ref") != nil && to > from {
				person = int32(from + w.rows.IntN(to-from))
				if !t.Column("person_ref").Required && w.rows.IntN(4) == 0 {
					person = -1
				}
			}
			r.Person = append(r.Person, person)
		}
		n += rows
		r.Start = append(r.Start, uint32(n))
	}
	if registry {
		r.Person = nil
	}
	for _, c := range t.Columns {
		r.Columns = append(r.Columns, w.elsewhere(c, w.column(c, n)))
	}
	return r
}

// elsewhere lets the values of a reference now and then stand in another column,
// as the panel does.
func (w *world) elsewhere(c *rule.Column, col column.Column) column.Column {
	if c.Type.Kind != rule.Ref || col == nil || col.Len() == 0 || w.rows.IntN(2) == 0 {
		return col
	}
	v := &column.Via{Of: col, Rows: make([]int32, col.Len())}
	for i := range v.Rows {
		v.Rows[i] = int32(w.rows.IntN(len(v.Rows)))
		if c.Optional() && w.rows.IntN(4) == 0 {
			v.Rows[i] = -1
		}
	}
	return v
}

// compile draws expressions until one holds. The check refuses few of them: those
// that depend on more than a type.
func (w *world) compile(t *rule.Table, known map[string]bool, draw func() source) *rule.Expr {
	for range 20 {
		e, issues := rule.Compile(draw().text, t, w, known)
		if tried++; len(issues) == 0 {
			return e
		}
		refused++
	}
	w.t.Fatal("twenty expressions in a row were refused")
	return nil
}

// tried and refused count expressions drawn.
var tried, refused int

// bind makes both ways of evaluating the world.
func (w *world) bind() (*rule.Run, *Run, error) {
	slow, err := rule.NewRun(w.program, w.data, w.asOf, w, func(p *rule.Param, h int) (int64, error) { return w.params[p.Index][w.village[h]], nil })
	if err != nil {
		return nil, nil, err
	}
	plan, err := Compile(w.program)
	if err != nil {
		return nil, nil, err
	}
	fast, err := plan.Bind(Input{Run: slow, County: w.county, Village: w.village, Params: w.params})
	return slow, fast, err
}

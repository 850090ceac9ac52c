package rule

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cel.dev/cel-go/common/types"

	"dixian/calendar"
	"dixian/column"
	"dixian/identity"
	"dixian/money"
)

// world is a few tables with facts and rules about them, and rows written as
// text. It is the Schema of its expressions.
type world struct {
	t       *testing.T
	program *Program
	facts   map[string]*Fact // "table.name"
	rules   map[string]*Rule
	rows    map[string][]map[string]string // by table
	params  map[string]int64
	covered func(t *Table, from, to int32) bool
	newest  calendar.Month // of late tables; 0: none
}

// newWorld has the two tables that everything belongs to.
func newWorld(t *testing.T) *world {
	w := &world{
		t: t, program: &Program{}, facts: map[string]*Fact{}, rules: map[string]*Rule{},
		rows: map[string][]map[string]string{}, params: map[string]int64{},
	}
	w.program.Households = w.table("households", "household", "household_code:text*!")
	w.program.Persons = w.table("persons", "person", "id_number:id18* household_code:@households!")
	return w
}

// table declares columns as "name:type", followed by * for a key and ! for a
// required one. A type is a word, @table, a|list|of|words, several:a|b or
// int/unit. Further words after the columns are time=column and late=months.
func (w *world) table(name, one, columns string) *Table {
	t := &Table{Name: name, One: one, Label: name, Index: len(w.program.Tables)}
	for word := range strings.FieldsSeq(columns) {
		if v, ok := strings.CutPrefix(word, "time="); ok {
			t.Time = v
			continue
		}
		if v, ok := strings.CutPrefix(word, "late="); ok {
			t.Late, _ = strconv.Atoi(v)
			continue
		}
		if word == "complete" {
			t.Complete = true
			continue
		}
		c := &Column{Required: strings.HasSuffix(word, "!")}
		word = strings.TrimSuffix(word, "!")
		c.Key = strings.HasSuffix(word, "*")
		var kind string
		c.Name, kind, _ = strings.Cut(strings.TrimSuffix(word, "*"), ":")
		c.Type = w.typeOf(kind)
		if c.Type.Kind == Ref {
			t.BelongsTo = append(t.BelongsTo, c.Name)
		}
		t.Columns = append(t.Columns, c)
	}
	w.program.Tables = append(w.program.Tables, t)
	return t
}

// more adds columns to a table that is there.
func (w *world) more(name, columns string) {
	t := w.program.Table(name)
	extra := w.table(name+" extra", "", columns)
	t.Columns = append(t.Columns, extra.Columns...)
	w.program.Tables = w.program.Tables[:extra.Index]
}

func (w *world) typeOf(word string) Type {
	if table, ok := strings.CutPrefix(word, "@"); ok {
		key := Text
		if table == "persons" {
			key = ID
		}
		return Type{Kind: Ref, Table: table, Key: key}
	}
	if words, ok := strings.CutPrefix(word, "several:"); ok {
		return Type{Kind: Codes, Codes: strings.Split(words, "|")}
	}
	if strings.Contains(word, "|") {
		return Type{Kind: Code, Codes: strings.Split(word, "|")}
	}
	if word == "year" {
		return Type{Kind: Int, Unit: "year"}
	}
	word, unit, _ := strings.Cut(word, "/")
	if k := slices.Index(kindNames[:], word); k > 0 {
		return Type{Kind: Kind(k), Unit: Unit(unit)}
	}
	w.t.Fatalf("there is no type %s", word)
	return Type{}
}

// row writes one row as "column=value column=value".
func (w *world) row(table, cells string) {
	row := map[string]string{}
	for word := range strings.FieldsSeq(cells) {
		name, value, _ := strings.Cut(word, "=")
		row[name] = value
	}
	w.rows[table] = append(w.rows[table], row)
}

// param declares a parameter with its value in fen, 1/10 000 or as an int.
func (w *world) param(name, kind string, n int64) {
	w.program.Params = append(w.program.Params, &Param{Name: name, Type: w.typeOf(kind), Index: len(w.program.Params)})
	w.params[name] = n
}

// Member, Parent, Param and Near make the world a Schema.
func (w *world) Member(t *Table, name string) (Target, error) {
	if i := t.ColumnIndex(name); i >= 0 {
		return Target{Column: i, Type: t.Columns[i].Type, Optional: t.Columns[i].Optional()}, nil
	}
	if f := w.facts[t.Name+"."+name]; f != nil {
		return Target{Column: -1, Fact: f, Type: f.Type, Optional: f.Optional, Scaled: f.Scaled}, nil
	}
	if r := w.rules[t.Name+"."+name]; r != nil {
		return Target{Column: -1, Rule: r, Type: Type{Kind: Bool}}, nil
	}
	return Target{}, fmt.Errorf("%s has no column, fact or rule %s", t.Name, name)
}

func (w *world) Parent(t *Table, one string) (parent *Table, optional, found bool) {
	switch {
	case one == t.One:
		return t, false, true
	case t == w.program.Households:
		return nil, false, false
	case one == "household":
		return w.program.Households, false, true
	}
	for _, name := range t.BelongsTo {
		if c := t.Column(name); one == "person" && c.Type.Table == "persons" {
			return w.program.Persons, !c.Required, true
		}
	}
	return nil, false, false
}

func (w *world) Param(name string) (*Param, error) {
	for _, p := range w.program.Params {
		if p.Name == name {
			return p, nil
		}
	}
	return nil, fmt.Errorf("there is no parameter %s", name)
}

func (w *world) Near(*Table, string) []string { return nil }

// compile makes an expression that must be right.
func (w *world) compile(source, table string, known map[string]bool) *Expr {
	w.t.Helper()
	if source == "" {
		return nil
	}
	e, issues := Compile(source, w.program.Table(table), w, known)
	if len(issues) > 0 {
		w.t.Fatalf("%s: %v", source, issues)
	}
	return e
}

// formula adds a fact of the first form.
func (w *world) formula(table, name, is string) *Fact {
	w.t.Helper()
	e := w.compile(is, table, nil)
	return w.add(table, name, &Fact{Form: FormulaForm, Is: e, Type: e.Type, Optional: e.Optional, Scaled: e.Scaled})
}

// fold adds a fact of the other two forms from pairs of words: from, within,
// where, newest, per, only, count, distinct, any, sum, min, max, coverage.
func (w *world) fold(table, name string, pairs ...string) *Fact {
	w.t.Helper()
	said := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		said[pairs[i]] = pairs[i+1]
	}
	from := said["from"]
	f := &Fact{Form: FoldForm, From: w.program.Table(from), Newest: -1, Per: -1}
	f.Within, f.Where = w.compile(said["within"], from, nil), w.compile(said["where"], from, nil)
	var known map[string]bool
	if f.Where != nil {
		known = f.Where.KnownIf
	}
	if column, ok := said["newest"]; ok {
		f.Picks, f.Newest = true, f.From.ColumnIndex(column)
	}
	if column, ok := said["per"]; ok {
		f.Per = f.From.ColumnIndex(column)
	}
	if _, ok := said["only"]; ok {
		f.Picks = true
	}
	f.Coverage = map[string]CoverageUse{"": CoverageUnsaid, "required": CoverageRequired, "assumed": CoverageAssumed}[said["coverage"]]
	f.Optional = f.Coverage == CoverageRequired
	aggregates := []string{"count", "distinct", "any", "sum", "min", "max"}
	i := slices.IndexFunc(aggregates, func(a string) bool { return said[a] != "" })
	if i < 0 {
		f.Form, f.Optional, f.Type = PickForm, true, Type{Kind: Ref, Table: from}
		return w.add(table, name, f)
	}
	f.Aggregate = Aggregate(i)
	if f.Aggregate != CountRows {
		f.Arg = w.compile(said[aggregates[i]], from, known)
	}
	switch f.Aggregate {
	case CountRows, CountDistinct:
		f.Type = Type{Kind: Int, Unit: "rows"}
	case Any:
		f.Type = Type{Kind: Bool}
	default:
		f.Type, f.Scaled, f.Optional = f.Arg.Type, f.Arg.Scaled, f.Optional || f.Aggregate != Sum
	}
	return w.add(table, name, f)
}

func (w *world) add(table, name string, f *Fact) *Fact {
	f.Name, f.About, f.Index = name, w.program.Table(table), len(w.program.Facts)
	if f.Form == FormulaForm {
		f.Newest, f.Per = -1, -1
	}
	w.program.Facts = append(w.program.Facts, f)
	w.facts[table+"."+name] = f
	return f
}

// rule adds a rule; its where and when are conditions about the table.
func (w *world) rule(table, name string, raises Raises, where, when string) *Rule {
	w.t.Helper()
	r := &Rule{Name: name, Raises: raises, Urgency: "黄", About: w.program.Table(table), Index: len(w.program.Rules)}
	var known map[string]bool
	if r.Where = w.compile(where, table, nil); r.Where != nil {
		known = r.Where.KnownIf
	}
	r.When = w.compile(when, table, known)
	w.program.Rules = append(w.program.Rules, r)
	w.rules[table+"."+name] = r
	return r
}

// Covers and Newest make the world a CoverageView.
func (w *world) Covers(t *Table, _ int, from, to int32) bool {
	return w.covered != nil && w.covered(t, from, to)
}

func (w *world) Newest(*Table, int) (calendar.Month, bool) { return w.newest, w.newest != 0 }

// at lays the rows and evaluates at a date, standing at household h.
func (w *world) at(asOf string, h int) *Interpreter {
	w.t.Helper()
	d, err := calendar.ParseDate(asOf)
	if err != nil {
		w.t.Fatal(err)
	}
	run, err := NewRun(w.program, w.lay(), d, w, func(p *Param, _ int) (int64, error) { return w.params[p.Name], nil })
	if err != nil {
		w.t.Fatal(err)
	}
	in := NewInterpreter(run)
	in.Household(h)
	return in
}

// lay orders the rows of every table by household, else as they were written.
func (w *world) lay() *Data {
	d := &Data{Households: len(w.rows["households"]), Tables: make([]*Rows, len(w.program.Tables))}
	person := map[string]int{}     // row by ID
	houseOf := map[string]string{} // code by ID
	for _, row := range w.rows["persons"] {
		houseOf[row["id_number"]] = row["household_code"]
	}
	house := func(row map[string]string) string {
		if code := row["household_code"]; code != "" {
			return code
		}
		return houseOf[row["id_number"]]
	}
	for _, t := range append([]*Table{w.program.Households, w.program.Persons}, w.program.Tables[2:]...) {
		if t.Name == alertsTable {
			continue
		}
		rows := &Rows{Table: t, Start: []uint32{0}}
		for _, c := range t.Columns {
			rows.Columns = append(rows.Columns, c.Type.NewColumn())
		}
		for _, h := range w.rows["households"] {
			for _, row := range w.rows[t.Name] {
				if house(row) != h["household_code"] {
					continue
				}
				for i, c := range t.Columns {
					w.cell(rows.Columns[i], c.Type, row[c.Name])
				}
				n, known := person[row["id_number"]]
				switch {
				case t == w.program.Persons:
					person[row["id_number"]] = rows.Columns[0].Len() - 1
				case known && t != w.program.Households:
					rows.Person = append(rows.Person, int32(n))
				default:
					rows.Person = append(rows.Person, -1)
				}
			}
			rows.Start = append(rows.Start, uint32(rows.Columns[0].Len()))
		}
		d.Tables[t.Index] = rows
	}
	return d
}

// cell appends a value written as text; an empty one is unknown.
func (w *world) cell(c column.Column, t Type, s string) {
	w.t.Helper()
	if s == "" {
		c.AppendUnknown()
		return
	}
	var err error
	number := func() (n int) { n, err = strconv.Atoi(s); return n }
	switch t.Stored() {
	case Money:
		var f money.Fen
		f, err = money.Parse(s)
		c.(*column.Long).Append(int64(f))
	case ID:
		c.(*column.Long).Append(int64(idOfPerson(s)))
	case Share:
		var f money.Share
		f, err = money.ParseShare(s)
		c.(*column.Word).Append(int32(f))
	case Int:
		c.(*column.Word).Append(int32(number()))
	case Date:
		var d calendar.Date
		d, err = calendar.ParseDate(s)
		c.(*column.Word).Append(int32(d))
	case Month:
		var m calendar.Month
		m, err = calendar.ParseMonth(s)
		c.(*column.Word).Append(int32(m))
	case SchoolYear:
		var y calendar.SchoolYear
		y, err = calendar.ParseSchoolYear(s)
		c.(*column.Word).Append(int32(y))
	case Codes:
		set := int32(0)
		for word := range strings.SplitSeq(s, "、") {
			set |= 1 << t.CodeIndex(word)
		}
		c.(*column.Word).Append(set)
	case Code:
		c.(*column.Byte).Append(uint8(t.CodeIndex(s)))
	case Bool:
		c.(*column.Byte).Append(map[string]uint8{"yes": 1, "no": 0}[s])
	default:
		c.(*column.Text).Append(s)
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

// idOfPerson is the made-up number of P1 … P9: a woman (odd ones: a man) of
// 观山湖区 born on 1980-01-01.
func idOfPerson(name string) identity.ID {
	n, _ := strconv.Atoi(strings.TrimPrefix(name, "P"))
	return identity.ID(520115_19800101_000 + int64(n))
}

// show is a value as tests write it.
func show(v Val) string {
	switch v {
	case nil:
		return "unknown"
	case types.True:
		return "true"
	case types.False:
		return "false"
	}
	return Show(v, true)
}

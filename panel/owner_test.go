package panel

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"dixian/column"
	"dixian/identity"
	"dixian/rule"
)

// slow finds owners row by row through maps, and sorts: the twin of the indexes,
// of owners and of arrange.
type slow struct {
	panel     *Panel
	household map[string]int
	person    map[identity.ID]int
	house     []int // of each person
}

// owner is whose a row is; none: nobody's, no person's.
type owner struct{ household, person int }

var nobody = owner{none, none}

func newSlow(p *Panel) *slow {
	s := &slow{p, map[string]int{}, map[identity.ID]int{}, nil}
	for h := range p.Households {
		s.household[p.Code(h)] = h
	}
	rows := p.Tables[p.Program.Persons.Index]
	ids := rows.Columns[p.Program.Persons.ColumnIndex("id_number")].(*column.Long)
	for h := range p.Households {
		from, to := rows.Of(h)
		for row := from; row < to; row++ {
			s.house = append(s.house, h)
			if id, known := ids.At(row); known {
				s.person[identity.ID(id)] = row
			}
		}
	}
	return s
}

func (s *slow) lookup(c *rule.Column, col column.Column, row int) owner {
	switch {
	case col == nil || !col.Known(row):
		return nobody
	case c.Type.Table == s.panel.Program.Persons.Name:
		id, _ := col.(*column.Long).At(row)
		if person, ok := s.person[identity.ID(id)]; ok {
			return owner{s.house[person], person}
		}
		return nobody
	}
	code, _ := col.(*column.Text).At(row)
	if h, ok := s.household[code]; ok {
		return owner{h, none}
	}
	return nobody
}

func (s *slow) owner(src *Source, row int) owner {
	o := nobody
	for _, name := range src.Table.BelongsTo {
		i := src.Table.ColumnIndex(name)
		if o = s.lookup(src.Table.Columns[i], src.Columns[i], row); o.household >= 0 {
			break
		}
	}
	if o.household < 0 {
		return nobody
	}
	for i, c := range src.Table.Columns {
		if c.Type.Kind != rule.Ref || slices.Contains(src.Table.BelongsTo, c.Name) || src.Columns[i] == nil || !src.Columns[i].Known(row) {
			continue
		}
		other := s.lookup(c, src.Columns[i], row)
		if other.household != o.household || other.person >= 0 && o.person >= 0 && other.person != o.person {
			return nobody
		}
	}
	return o
}

// placed is a row of a source with its owner.
type placed struct {
	owner
	row int
}

// arrange is the rows that have an owner in the panel's order.
func (s *slow) arrange(src *Source) (out []placed) {
	for row := range src.rows() {
		if o := s.owner(src, row); o.household >= 0 {
			out = append(out, placed{o, row})
		}
	}
	slices.SortStableFunc(out, func(a, b placed) int {
		if d := cmp.Or(a.household-b.household, a.person-b.person); d != 0 {
			return d
		}
		for _, c := range src.Columns {
			if d := column.Compare(c, a.row, b.row); d != 0 {
				return d
			}
		}
		return 0
	})
	return out
}

// drawVillage draws a registry and rows that name it, strangers, or nobody. Few
// values make many ties; now and then one person has more rows than are put in
// order by insertion.
func drawVillage(t *rapid.T, v *village) {
	v.rows = map[string][]string{"households": {}, "persons": {}}
	draw := func(n int, label string) int { return rapid.IntRange(0, n).Draw(t, label) }
	houses, persons := draw(6, "houses"), draw(12, "persons")
	for h := range houses {
		v.rows["households"] = append(v.rows["households"], fmt.Sprintf("household_code=H%d division_code=520123101%03d", h, 201+draw(2, "village")))
	}
	for i := range persons {
		id := fmt.Sprintf("id_number=P%d", i)
		if draw(4, "no id") == 0 {
			id = fmt.Sprintf("provisional_no=L%d", i)
		}
		v.rows["persons"] = append(v.rows["persons"], fmt.Sprintf("%s household_code=H%d", id, draw(houses, "house")))
	}
	person := func() string { return fmt.Sprintf("id_number=P%d", draw(persons, "who")) }
	house := func() string { return fmt.Sprintf("household_code=H%d", draw(houses, "whose")) }
	for range draw(60, "bills") {
		v.rows["bill"] = append(v.rows["bill"], fmt.Sprintf("bill_no=%d %s level=%s", draw(3, "bill"), person(), []string{"一级", "二级", ""}[draw(2, "level")]))
	}
	if draw(3, "much") == 0 {
		for range 80 {
			v.rows["bill"] = append(v.rows["bill"], fmt.Sprintf("bill_no=%d id_number=P0 cost=%d", draw(9, "bill"), draw(9, "cost")))
		}
	}
	for range draw(20, "pleas") {
		row := fmt.Sprintf("plea_no=%d", draw(3, "plea"))
		if draw(2, "by house") > 0 {
			row += " " + house()
		}
		if draw(2, "by person") > 0 {
			row += " " + person()
		}
		v.rows["plea"] = append(v.rows["plea"], row)
	}
	for range draw(20, "consents") {
		v.rows["consent"] = append(v.rows["consent"], fmt.Sprintf("%s %s signed_on=2025-01-%02d", house(), person(), 1+draw(2, "day")))
	}
}

func TestOwnersAgainstSlow(t *testing.T) {
	v := newVillage(t)
	rapid.Check(t, func(t *rapid.T) {
		drawVillage(t, v)
		sources := v.sources(nil)
		p, err := Build(v.program, sources)
		if err != nil {
			t.Fatal(err)
		}
		s := newSlow(p)
		for i := range sources {
			src := &sources[i]
			if src.Table.Folder == "registry" && src.Table.Name != "consent" {
				continue
			}
			want := s.arrange(src)
			rows := p.Tables[src.Table.Index]
			if got := int(rows.Start[p.Households]); got != len(want) || p.Unmatched[src.Table.Index] != src.rows()-len(want) {
				t.Fatalf("%s: %d rows, %d unmatched; not %d of %d", src.Table.Name, got, p.Unmatched[src.Table.Index], len(want), src.rows())
			}
			for at, w := range want {
				if from, to := rows.Of(w.household); at < from || at >= to || int(rows.Person[at]) != w.person || p.Origin(src.Table, at).Line != src.Line[w.row] {
					t.Fatalf("%s: row %d is line %d of person %d among %d…%d, not line %d of %v",
						src.Table.Name, at, p.Origin(src.Table, at).Line, rows.Person[at], from, to, src.Line[w.row], w.owner)
				}
				for j, c := range src.Columns {
					kept, typ := rows.Columns[j], src.Table.Columns[j].Type
					if a, b := rule.CellOf(kept, typ, at), rule.CellOf(c, typ, w.row); fmt.Sprint(a) != fmt.Sprint(b) {
						t.Fatalf("%s.%s: row %d holds %v, not %v", src.Table.Name, src.Table.Columns[j].Name, at, a, b)
					}
				}
			}
		}
	})
}

// A reference that was read as the household's row lays what its code lays.
func TestReferencesByRow(t *testing.T) {
	v := newVillage(t)
	rapid.Check(t, func(t *rapid.T) {
		drawVillage(t, v)
		byCode, err := Build(v.program, v.sources(nil))
		if err != nil {
			t.Fatal(err)
		}
		sources := v.sources(nil)
		for i := range sources {
			src := &sources[i]
			at := src.Table.ColumnIndex("household_code")
			if src.Table.Name != "persons" && src.Table.Name != "consent" {
				continue
			}
			codes, numbers := src.Columns[at].(*column.Text), new(column.Word)
			for row := range codes.Len() {
				code, known := codes.At(row)
				h, held := byCode.Household(code)
				switch {
				case !known:
					numbers.AppendUnknown()
				case held:
					numbers.Append(int32(h))
				default:
					numbers.Append(-2)
				}
			}
			src.Columns[at] = numbers
		}
		byRow, err := Build(v.program, sources)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := shown(byRow), shown(byCode); got != want {
			t.Fatalf("by row it is\n%s\nby code\n%s", got, want)
		}
	})
}

// What every row's owner says is not kept twice.
func TestReferencesLeadToTheOwner(t *testing.T) {
	v := newVillage(t)
	v.rows["households"] = []string{"household_code=H1 division_code=520123101201"}
	v.rows["persons"] = []string{"id_number=P1 household_code=H1"}
	v.rows["bill"] = []string{"bill_no=1 id_number=P1", "bill_no=2 id_number=P9"}
	v.rows["consent"] = []string{"household_code=H1 id_number=P1 signed_on=2025-01-01"}
	v.rows["plea"] = []string{"plea_no=1 id_number=P1", "plea_no=2 household_code=H1 id_number=P9"}
	p := v.build(t)
	for _, c := range []struct {
		table, column string
		via           bool
	}{
		{"persons", "household_code", true}, {"bill", "id_number", true}, {"consent", "id_number", true}, {"consent", "household_code", true},
		{"plea", "id_number", false}, {"plea", "household_code", false},
	} {
		table := v.program.Table(c.table)
		if _, via := p.Tables[table.Index].Columns[table.ColumnIndex(c.column)].(*column.Via); via != c.via {
			t.Errorf("%s.%s leads to the owner: %v, not %v", c.table, c.column, via, c.via)
		}
	}
}

// Whatever the order of a file, and wherever the one before was found, a search
// that looks at neighbours finds what the index finds.
func TestNearIsFind(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ids, codes := new(column.Long), new(column.Text)
		number := rapid.IntRange(1, rapid.SampledFrom([]int{5, 40, 400}).Draw(t, "numbers"))
		for range rapid.IntRange(0, 60).Draw(t, "rows") {
			n := number.Draw(t, "number")
			if rapid.IntRange(0, 9).Draw(t, "unknown") == 0 {
				ids.AppendUnknown()
			} else {
				ids.Append(int64(n))
			}
			codes.Append(fmt.Sprint(n))
		}
		persons, households := newIDIndex(ids), newCodeIndex(codes)
		var person, household near
		for i := range 200 {
			n := i/2%60 + 1 // mostly in order
			if rapid.IntRange(0, 3).Draw(t, "anywhere") == 0 {
				n = number.Draw(t, "asked for")
			}
			if got, want := persons.findNear(int64(n), &person), persons.find(int64(n)); got != want {
				t.Fatalf("person %d of %v: row %d, not %d", n, ids.Values, got, want)
			}
			code := fmt.Append(nil, n)
			if got, want := households.findNear(code, &household), households.find(code); got != want {
				t.Fatalf("household %d: row %d, not %d", n, got, want)
			}
			for row := range int32(ids.Len()) {
				if ids.Known(int(row)) && persons.is(row, int64(n)) != (persons.find(int64(n)) == row) {
					t.Fatalf("row %d is person %d: %v", row, n, persons.is(row, int64(n)))
				}
			}
		}
	})
}

func TestInOrderTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SliceOfNDistinct(rapid.IntRange(0, 60), 0, 40, rapid.ID).Draw(t, "keys")
		for range rapid.IntRange(0, 3).Draw(t, "towns") { // a town's rows in order
			from := rapid.IntRange(0, len(keys)).Draw(t, "from")
			slices.Sort(keys[from:rapid.IntRange(from, len(keys)).Draw(t, "to")])
		}
		compare := func(a, b uint32) int { return cmp.Compare(keys[a], keys[b]) }
		want := make([]uint32, len(keys))
		for i := range want {
			want[i] = uint32(i)
		}
		slices.SortFunc(want, compare)
		if got := inOrder(len(keys), compare); !slices.Equal(got, want) {
			t.Fatalf("%v: %v, not %v", keys, got, want)
		}
	})
}

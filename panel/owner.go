package panel

import (
	"slices"

	"dixian/column"
	"dixian/identity"
	"dixian/rule"
)

// owner is whose a row is: a household, and perhaps a person of it; -1 none.
type owner struct{ household, person int32 }

var nobody = owner{-1, -1}

// owners resolves every row's references. The first known reference of
// `belongs_to` that the registry holds says whose row it is; references outside
// `belongs_to` must agree with it.
//
// Source: the extracts contract, line "an extract row of which the registry
// holds no reference", and the table of authorisations.
func (b *Panel) owners(s *Source) []owner {
	n := len(s.Line)
	out := make([]owner, n)
	for row := range out {
		out[row] = b.owner(s, row)
		if out[row].household < 0 {
			b.Unmatched[s.Table.Index]++
		}
	}
	return out
}

func (b *Panel) owner(s *Source, row int) owner {
	o := nobody
	for _, name := range s.Table.BelongsTo {
		i := s.Table.ColumnIndex(name)
		if o = b.lookup(s.Table.Columns[i], s.Columns[i], row); o.household >= 0 {
			break
		}
	}
	if o.household < 0 {
		return nobody
	}
	for i, c := range s.Table.Columns {
		if c.Type.Kind != rule.Ref || s.Columns[i] == nil || slices.Contains(s.Table.BelongsTo, c.Name) || !s.Columns[i].Known(row) {
			continue
		}
		if other := b.lookup(c, s.Columns[i], row); other.household != o.household || (other.person >= 0 && o.person >= 0 && other.person != o.person) {
			return nobody
		}
	}
	return o
}

func (b *Panel) lookup(c *rule.Column, col column.Column, row int) owner {
	switch {
	case col == nil || !col.Known(row):
		return nobody
	case c.Type.Table == b.Program.Persons.Name:
		id, _ := col.(*column.Long).At(row)
		person, ok := b.person[identity.ID(id)]
		if !ok {
			return nobody
		}
		return owner{b.householdOf(person), person}
	}
	if h, ok := b.household[string(col.(*column.Text).Bytes(row))]; ok {
		return owner{h, -1}
	}
	return nobody
}

// householdOf finds the household of a person row.
func (b *Panel) householdOf(person int32) int32 {
	start := b.Tables[b.Program.Persons.Index].Start
	h, exact := slices.BinarySearch(start, uint32(person))
	if exact { // households without persons share a start: the last of them has the row
		for h+1 < len(start) && start[h+1] == uint32(person) {
			h++
		}
		return int32(h)
	}
	return int32(h - 1)
}

// arrange orders the rows that have an owner by household, then person, then as
// less says, and tells where each household's rows start.
func (b *Panel) arrange(owners []owner, compare func(a, b int) int) (order, start []uint32) {
	start = make([]uint32, b.Households+1)
	for _, o := range owners {
		if o.household >= 0 {
			start[o.household+1]++
		}
	}
	for h := range b.Households {
		start[h+1] += start[h]
	}
	order = make([]uint32, start[b.Households])
	next := slices.Clone(start[:b.Households])
	for row, o := range owners {
		if o.household >= 0 {
			order[next[o.household]] = uint32(row)
			next[o.household]++
		}
	}
	for h := range b.Households {
		run := order[start[h]:start[h+1]]
		slices.SortFunc(run, func(x, y uint32) int {
			if d := int(owners[x].person) - int(owners[y].person); d != 0 {
				return d
			}
			return compare(int(x), int(y))
		})
	}
	return order, start
}

// lay places a department's rows, in the order of their columns: the order of
// rows in files leaves no trace.
func (b *Panel) lay(s *Source) {
	owners := b.owners(s)
	order, start := b.arrange(owners, func(x, y int) int {
		for _, c := range s.Columns {
			if d := column.Compare(c, x, y); d != 0 {
				return d
			}
		}
		return 0
	})
	person := make([]int32, len(order))
	for i, r := range order {
		person[i] = owners[r].person
	}
	b.place(s, order, start, person)
}

// layTouches fills the system table extract_rows: one row for each row of an
// extract that touches a person or a household, the compared tables aside.
func (b *Panel) layTouches() {
	t := b.Program.Table("extract_rows")
	if t == nil {
		return
	}
	rows := &rule.Rows{Table: t, Columns: make([]column.Column, len(t.Columns)), Start: make([]uint32, b.Households+1)}
	ids := new(column.Long)
	known := b.Tables[b.Program.Persons.Index].Columns[b.Program.Persons.ColumnIndex("id_number")].(*column.Long)
	for h := range b.Households {
		for _, from := range b.Tables {
			if from == nil || from.Table.Folder != "extracts" || from.Table.Compared {
				continue
			}
			lo, hi := from.Of(h)
			for r := lo; r < hi; r++ {
				person := from.Person[r]
				rows.Person = append(rows.Person, person)
				if person >= 0 {
					ids.Append(known.Values[person])
				} else {
					ids.AppendUnknown()
				}
			}
		}
		rows.Start[h+1] = uint32(len(rows.Person))
	}
	if i := t.ColumnIndex("person"); i >= 0 {
		rows.Columns[i] = ids
	}
	b.Tables[t.Index] = rows
}

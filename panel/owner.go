package panel

import (
	"bytes"
	"slices"

	"dixian/column"
	"dixian/rule"
)

// owners says whose the rows of a table are. Twin: ownerSlow in owner_test.go,
// which asks row by row; TestOwnersAgainstSlow draws registries and rows.
type owners struct {
	house  []int32 // of each row, none: nobody's
	person []int32 // of each row, none: of no person; nil: of no row
	// same says of a reference column that every row that has an owner names it there.
	same    []bool
	matched int // rows that have an owner
	loners  int // and of them, rows of no person
}

// owners resolves every row's references. The first known reference of
// `belongs_to` that the registry holds says whose row it is; references outside
// `belongs_to` must agree with it.
//
// Source: the extracts contract, line "an extract row of which the registry
// holds no reference", and the table of authorisations.
func (b *Panel) owners(s *Source, from *scratch) *owners {
	n := s.rows()
	o := &owners{house: resized(&from.house, n), same: make([]bool, len(s.Columns))}
	for i, name := range s.Table.BelongsTo {
		at := s.Table.ColumnIndex(name)
		c := s.Table.Columns[at]
		if i == 0 {
			for row := range o.house {
				o.house[row] = none
			}
		}
		if c.Type.Table == b.Program.Persons.Name {
			if o.person == nil {
				o.person = resized(&from.person, n)
				for row := range o.person {
					o.person[row] = none
				}
			}
			b.byPerson(o, s.Columns[at])
		} else {
			b.byHousehold(o, s.Columns[at])
		}
		o.same[at] = len(s.Table.BelongsTo) == 1
	}
	for i, c := range s.Table.Columns {
		if c.Type.Kind == rule.Ref && s.Columns[i] != nil && !slices.Contains(s.Table.BelongsTo, c.Name) {
			if c.Type.Table == b.Program.Persons.Name {
				o.same[i] = b.agreeOnPerson(o, s.Columns[i].(*column.Long))
			} else {
				o.same[i] = b.agreeOnHousehold(o, s.Columns[i])
			}
		}
	}
	for row, h := range o.house {
		if h >= 0 {
			o.matched++
			if o.person == nil || o.person[row] < 0 {
				o.loners++
			}
		}
	}
	return o
}

// byPerson gives the rows that have no owner yet to the person they name.
func (b *Panel) byPerson(o *owners, c column.Column) {
	ids, ok := c.(*column.Long)
	if !ok {
		return
	}
	last, person := int64(0), b.ids.find(0)
	var n near
	for row, id := range ids.Values {
		if o.house[row] >= 0 || !ids.Known(row) {
			continue
		}
		if id != last {
			last, person = id, b.ids.findNear(id, &n)
		}
		if person >= 0 {
			o.person[row], o.house[row] = person, b.house[person]
		}
	}
}

// byHousehold gives the rows that have no owner yet to the household they name, by
// code or by row.
func (b *Panel) byHousehold(o *owners, c column.Column) {
	if numbers, is := c.(*column.Word); is {
		for row, h := range numbers.Values {
			if o.house[row] < 0 && numbers.Known(row) && h >= 0 {
				o.house[row] = h
			}
		}
		return
	}
	codes, ok := c.(*column.Text)
	if !ok {
		return
	}
	var last []byte
	house := int32(none)
	var n near
	for row := range codes.Len() {
		if o.house[row] >= 0 || !codes.Known(row) {
			continue
		}
		if code := codes.Bytes(row); last == nil || !bytes.Equal(code, last) {
			last, house = code, b.codes.findNear(code, &n)
		}
		o.house[row] = house
	}
}

// agreeOnPerson takes the rows away that name another person than their owner;
// every says whether all that are left name theirs.
func (b *Panel) agreeOnPerson(o *owners, ids *column.Long) (every bool) {
	every = true
	for row, id := range ids.Values {
		switch {
		case o.house[row] < 0:
		case !ids.Known(row):
			every = false
		case o.person != nil && o.person[row] >= 0:
			if !b.ids.is(o.person[row], id) {
				o.house[row] = none
			}
		default:
			every = false
			if other := b.ids.find(id); other < 0 || b.house[other] != o.house[row] {
				o.house[row] = none
			}
		}
	}
	return every
}

// agreeOnHousehold takes the rows away that name another household than their
// owner's; every says whether all that are left name theirs.
func (b *Panel) agreeOnHousehold(o *owners, c column.Column) (every bool) {
	every = true
	numbers, byRow := c.(*column.Word)
	if byRow {
		for row, named := range numbers.Values {
			switch h := o.house[row]; {
			case h < 0:
			case !numbers.Known(row):
				every = false
			case named != h:
				o.house[row] = none
			}
		}
		return every
	}
	codes := c.(*column.Text)
	for row := range codes.Len() {
		switch h := o.house[row]; {
		case h < 0:
		case !codes.Known(row):
			every = false
		case !bytes.Equal(codes.Bytes(row), b.codes.codes.Bytes(int(h))):
			o.house[row] = none
		}
	}
	return every
}

package standing

import (
	"slices"
	"sort"

	"dixian/column"
	"dixian/rule"
)

// Refs is a column of references to persons or households: which are known, and
// the values of those that lead to another than the row's owner. All others say
// what the owner is called, and it is not written twice.
type Refs struct {
	Known column.Bits
	Odd   []uint32      // rows, rising
	Value column.Column // of Odd: column.Long of IDs, or column.Text of household codes
}

// names are what owners are called.
type names struct {
	ids   *column.Long // of persons
	codes *column.Text // of households
}

// toPersons says whether a reference is an ID number.
func toPersons(c *rule.Column) bool { return c.Type.Stored() == rule.ID }

// odd is the place of a row among the odd ones, or -1.
func (r *Refs) odd(row int) int {
	if len(r.Odd) == 0 {
		return -1
	}
	if i := sort.Search(len(r.Odd), func(i int) bool { return r.Odd[i] >= uint32(row) }); i < len(r.Odd) && r.Odd[i] == uint32(row) {
		return i
	}
	return -1
}

// toRefs turns a column of references into what it says beyond the rows' owners.
func (n names) toRefs(c *rule.Column, col column.Column, s *Segment) *Refs {
	out := &Refs{}
	bits := column.Bits{}
	var ids *column.Long
	var codes *column.Text
	if toPersons(c) {
		ids, out.Value = col.(*column.Long), new(column.Long)
	} else {
		codes, out.Value = col.(*column.Text), new(column.Text)
	}
	for h := range len(s.Start) - 1 {
		for row := int(s.Start[h]); row < int(s.Start[h+1]); row++ {
			known := col.Known(row)
			bits.Append(known)
			switch {
			case !known:
			case ids != nil:
				if s.Person == nil || s.Person[row] < 0 || n.ids.Values[s.Person[row]] != ids.Values[row] {
					out.Odd = append(out.Odd, uint32(row))
					out.Value.(*column.Long).Append(ids.Values[row])
				}
			case string(codes.Bytes(row)) != string(n.codes.Bytes(h)):
				out.Odd = append(out.Odd, uint32(row))
				out.Value.(*column.Text).Append(string(codes.Bytes(row)))
			}
		}
	}
	out.Known = bits
	return out
}

// id is an ID number that a row refers to.
func (n names) id(s *Segment, r *Refs, row int) (int64, bool) {
	if !r.Known.Get(row) {
		return 0, false
	}
	if i := r.odd(row); i >= 0 {
		return r.Value.(*column.Long).Values[i], true
	}
	return n.ids.Values[s.Person[row]], true
}

// code is a household code that a row of household h refers to.
func (n names) code(r *Refs, h, row int) ([]byte, bool) {
	if !r.Known.Get(row) {
		return nil, false
	}
	if i := r.odd(row); i >= 0 {
		return r.Value.(*column.Text).Bytes(i), true
	}
	return n.codes.Bytes(h), true
}

// plainCodes are the household codes that the rows of a segment of some households
// refer to.
func (n names) plainCodes(s *Segment, r *Refs, households []int32) *column.Text {
	_, ends := n.codes.Raw()
	size := 0
	for j, h := range households {
		size += int(s.Start[j+1]-s.Start[j]) * int(ends[h]-begins(ends, int(h)))
	}
	arena, end := make([]byte, 0, size), make([]uint64, 0, s.Len())
	for j, h := range households {
		for row := s.Start[j]; row < s.Start[j+1]; row++ {
			code, _ := n.code(r, int(h), int(row)) // none where it is not known
			arena = append(arena, code...)
			end = append(end, uint64(len(arena)))
		}
	}
	return column.TextOf(arena, end, r.Known)
}

// begins is where text i of an arena begins.
func begins(ends []uint64, i int) uint64 {
	if i == 0 {
		return 0
	}
	return ends[i-1]
}

// column is a column of references as a panel has it: one that leads to the
// owners, or, where some row names another, the values.
func (n names) column(c *rule.Column, s *Segment, r *Refs) column.Column {
	if len(r.Odd) == 0 {
		return n.via(c, s, r)
	}
	out := c.Type.NewColumn()
	for h := range len(s.Start) - 1 {
		for row := int(s.Start[h]); row < int(s.Start[h+1]); row++ {
			switch out := out.(type) {
			case *column.Long:
				if id, known := n.id(s, r, row); known {
					out.Append(id)
					continue
				}
			case *column.Text:
				if code, known := n.code(r, h, row); known {
					out.Append(string(code))
					continue
				}
			}
			out.AppendUnknown()
		}
	}
	return out
}

// via leads from each row that names its owner to the owner.
func (n names) via(c *rule.Column, s *Segment, r *Refs) *column.Via {
	out := &column.Via{Of: n.codes}
	if toPersons(c) {
		out.Of = n.ids
		if allKnown(&r.Known) {
			out.Rows = s.Person
			return out
		}
		out.Rows = slices.Clone(s.Person)
	} else {
		out.Rows = make([]int32, s.Len())
		for h := range len(s.Start) - 1 {
			for row := s.Start[h]; row < s.Start[h+1]; row++ {
				out.Rows[row] = int32(h)
			}
		}
	}
	for row := range out.Rows {
		if !r.Known.Get(row) {
			out.Rows[row] = -1
		}
	}
	return out
}

func allKnown(b *column.Bits) bool {
	words, n := b.Words(), b.Len()
	for i, w := range words {
		if i == len(words)-1 && n&63 != 0 {
			return w == 1<<(n&63)-1
		}
		if w != ^uint64(0) {
			return false
		}
	}
	return true
}

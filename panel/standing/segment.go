package standing

import (
	"slices"

	"dixian/column"
	"dixian/rule"
)

// Segment is rows of one table, laid by household, with where each came from. A
// segment does not change.
type Segment struct {
	Table   *rule.Table
	Start   []uint32        // household h has rows Start[h] … Start[h+1]-1
	Person  []int32         // the person row each row belongs to, -1 none; nil: rows of households
	Columns []column.Column // parallel to Table.Columns; nil: not kept, or a reference
	Refs    []*Refs         // the same, of references
	Batch   []uint16        // that brought the row; nil, as File and Line: not asked for
	File    []uint16        // of that batch
	Line    []uint32        // of that file
	Sets    []uint16        // of hidden rows: place among Table.Hiders
}

// Len is the number of rows.
func (s *Segment) Len() int { return int(s.Start[len(s.Start)-1]) }

// Of returns the rows of household h as a half-open range.
func (s *Segment) Of(h int) (from, to int) { return int(s.Start[h]), int(s.Start[h+1]) }

// empty is a segment without rows.
func empty(t *rule.Table, like *Segment, households int) *Segment {
	s := &Segment{Table: t, Start: make([]uint32, households+1), Columns: make([]column.Column, len(t.Columns)), Refs: make([]*Refs, len(t.Columns))}
	for i := range t.Columns {
		switch {
		case like != nil && like.Columns[i] != nil:
			s.Columns[i] = like.Columns[i].Gather(nil)
		case like != nil && like.Refs[i] != nil:
			s.Refs[i] = &Refs{}
		}
	}
	if like == nil || like.Person != nil {
		s.Person = []int32{}
	}
	return s
}

// emptyHidden is a segment without hidden rows.
func emptyHidden(t *rule.Table, like *Segment, households int) *Segment {
	s := empty(t, like, households)
	s.Sets = []uint16{}
	return s
}

// Rows are some rows of a segment, a bit each.
type Rows []uint64

// NewRows holds no row of a segment of n.
func NewRows(n int) Rows { return make(Rows, (n+63)/64) }

// Has says whether a row is among them.
func (r Rows) Has(i int) bool { return r[i>>6]>>(i&63)&1 != 0 }

// Add adds a row.
func (r Rows) Add(i int) { r[i>>6] |= 1 << (i & 63) }

// None says whether there is no row.
func (r Rows) None() bool { return !slices.ContainsFunc(r, func(w uint64) bool { return w != 0 }) }

// part is rows of a segment that go into another.
type part struct {
	from *Segment
	take Rows // nil: all
}

func (p part) takes(row int) bool { return p.take == nil || p.take.Has(row) }

// run is rows lo … hi-1 of a part, to be copied together.
type run struct{ part, lo, hi int32 }

// households are those with a row for which want says so, rising.
func (s *Segment) households(want func(row int) bool) []int32 {
	var out []int32
	for h := range len(s.Start) - 1 {
		for row := int(s.Start[h]); row < int(s.Start[h+1]); row++ {
			if want(row) {
				out = append(out, int32(h))
				break
			}
		}
	}
	return out
}

// householdsOf are the households of the given rows, rising.
func (s *Segment) householdsOf(rows Rows) []int32 {
	if rows.None() {
		return nil
	}
	return s.households(rows.Has)
}

// union is a sorted list of what stands in any of the sorted lists.
func union(lists ...[]int32) []int32 {
	var out []int32
	for _, l := range lists {
		out = append(out, l...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

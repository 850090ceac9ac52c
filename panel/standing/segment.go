package standing

import (
	"math/bits"
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

// bare is the segment without what its rows say: there are so many, of these.
func (s *Segment) bare() *Segment {
	return &Segment{Table: s.Table, Start: s.Start, Person: s.Person, Columns: make([]column.Column, len(s.Columns)), Refs: make([]*Refs, len(s.Refs))}
}

// empty is a segment without rows; start is where its households begin, all 0.
func empty(t *rule.Table, like *Segment, start []uint32) *Segment {
	s := &Segment{Table: t, Start: start, Columns: make([]column.Column, len(t.Columns)), Refs: make([]*Refs, len(t.Columns))}
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
func emptyHidden(t *rule.Table, like *Segment, start []uint32) *Segment {
	s := empty(t, like, start)
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

// each calls do for every row among them, rising.
func (r Rows) each(do func(row int)) {
	for i, w := range r {
		for ; w != 0; w &= w - 1 {
			do(i<<6 + bits.TrailingZeros64(w))
		}
	}
}

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

// households are those with a row of the part, rising.
func (p part) households() []int32 {
	if p.take != nil {
		return p.from.householdsOf(p.take)
	}
	var out []int32
	for h := range len(p.from.Start) - 1 {
		if p.from.Start[h] < p.from.Start[h+1] {
			out = append(out, int32(h))
		}
	}
	return out
}

// householdsOf are the households of the given rows, rising.
func (s *Segment) householdsOf(rows Rows) []int32 {
	var out []int32
	h := 0
	rows.each(func(row int) {
		if row >= int(s.Start[h+1]) || len(out) == 0 {
			for h++; int(s.Start[h]) <= row; h++ {
			}
			h--
			out = append(out, int32(h))
		}
	})
	return out
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

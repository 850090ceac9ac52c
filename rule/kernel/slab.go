package kernel

import (
	"slices"

	"dixian/column"
	"dixian/rule"
)

// slab is the rows of one table that belong to the households of a block: rows
// first … first+n-1 of the table. Kernels count rows from the slab's first; what
// they say about other rows (paths, picks) are rows of the table.
type slab struct {
	frame *Frame
	table *rule.Table
	data  *rule.Rows // nil: the table has no rows
	first int
	n     int
	base  int // the household that data.Start begins with

	houses []int32 // the household of each row; nil: not asked yet
	people []int32 // the person row of each row, -1 none; nil: not asked yet
	wider  []wider // narrow columns that were asked for
}

// bits and longs are memory for the expression under way, holding anything;
// zeros is a bitmap that holds nothing.
func (s *slab) bits() Bitmap { return s.frame.temp.bits.take(words(s.n)) }

func (s *slab) zeros() Bitmap {
	b := s.bits()
	clear(b)
	return b
}

func (s *slab) longs() []int64 { return s.frame.temp.longs.take(s.n) }

// column is a column of the table, nil if it is not loaded.
func (s *slab) column(i int) column.Column {
	if s.data == nil {
		return nil
	}
	return s.data.Columns[i]
}

// start is where the rows of household h begin, counted from the slab's first.
func (s *slab) start(h int) int {
	switch {
	case s.table == s.frame.run.plan.Program.Households:
		return h - s.first
	case s.data == nil:
		return 0
	}
	return int(s.data.Start[h-s.base]) - s.first
}

// house is the household of each row.
func (s *slab) house() []int32 {
	if s.houses == nil {
		s.houses = s.frame.kept.ints.take(s.n)
		if s.table == s.frame.run.plan.Program.Households {
			for i := range s.houses {
				s.houses[i] = int32(s.first + i)
			}
		} else if start := s.starts(); start != nil {
			for h, from := range start[:len(start)-1] {
				run := s.houses[int(from)-s.first : int(start[h+1])-s.first]
				for i := range run {
					run[i] = int32(s.frame.from + h)
				}
			}
		}
	}
	return s.houses
}

// households sets the households, counted from the block's first, of the rows that
// are set: of few rows among many it skips what lies between. Twin: house;
// TestHouseholdsOfRows.
func (s *slab) households(rows, out Bitmap) {
	ends := s.starts()[1:]
	h := 0
	rows.Each(func(i int) {
		row := uint32(s.first + i)
		step := 1
		for h+step < len(ends) && ends[h+step] <= row {
			h, step = h+step, step*2
		}
		n, _ := slices.BinarySearch(ends[h:min(h+step+1, len(ends))], row+1)
		h += n
		out.set(h)
	})
}

// starts are where the rows of each household of the block begin and the last
// end, as rows of the table; nil if the table has none.
func (s *slab) starts() []uint32 {
	if s.data == nil {
		return nil
	}
	return s.data.Start[s.frame.from-s.base : s.frame.to-s.base+1]
}

// person is the person row of each row, -1 where it belongs to none.
func (s *slab) person() []int32 {
	if s.people == nil {
		if s.data != nil && s.data.Person != nil {
			s.people = s.data.Person[s.first : s.first+s.n]
		} else {
			s.people = s.frame.kept.ints.take(s.n)
			for i := range s.people {
				s.people[i] = -1
			}
		}
	}
	return s.people
}

// validity are the known rows of a column, nil if all are.
func (s *slab) validity(c column.Column) Bitmap {
	var all *column.Bits
	switch c := c.(type) {
	case *column.Long:
		all = c.Validity()
	case *column.Word:
		all = c.Validity()
	case *column.Short:
		all = c.Validity()
	case *column.Byte:
		all = c.Validity()
	case *column.Text:
		all = c.Validity()
	case *column.Via:
		return s.validityVia(c)
	default:
		return s.zeros()
	}
	known := s.bits().cutOut(all.Words(), s.first, s.n)
	if known.Count() == s.n {
		return nil
	}
	return known
}

// vector is a column's piece as it lies.
func (s *slab) vector(c column.Column) vector {
	v := vector{known: s.validity(c)}
	switch c := c.(type) {
	case *column.Long:
		v.longs = c.Values[s.first : s.first+s.n]
	case *column.Word, *column.Short:
		v.words, _ = s.words(c)
	case *column.Byte:
		v.bytes = c.Values[s.first : s.first+s.n]
	case *column.Via:
		v.longs = s.longs()
		for i := range v.longs {
			v.longs[i] = 0
			if v.isKnown(i) {
				v.longs[i] = held64(c.Of, int(c.Rows[s.first+i]))
			}
		}
	}
	return v
}

// wider is a narrow column's piece in 32 bits.
type wider struct {
	of    *column.Short
	words []int32
}

// words is the piece of a column that is held in 32 bits or 16; the latter are made
// wider once a block.
func (s *slab) words(c column.Column) (values []int32, ok bool) {
	switch c := c.(type) {
	case *column.Word:
		return c.Values[s.first : s.first+s.n], true
	case *column.Short:
		for _, w := range s.wider {
			if w.of == c {
				return w.words, true
			}
		}
		values = s.frame.kept.ints.take(s.n)
		for i, v := range c.Values[s.first : s.first+s.n] {
			values[i] = int32(v)
		}
		s.wider = append(s.wider, wider{c, values})
		return values, true
	}
	return nil, false
}

// validityVia are the known rows of a column that stands in another, nil if all
// are.
func (s *slab) validityVia(c *column.Via) Bitmap {
	known := s.zeros()
	for i := range s.n {
		if c.Known(s.first + i) {
			known.set(i)
		}
	}
	if known.Count() == s.n {
		return nil
	}
	return known
}

// held64 is the number that a row of a column holds.
func held64(c column.Column, row int) int64 {
	switch c := c.(type) {
	case *column.Long:
		return c.Values[row]
	case *column.Word:
		return int64(c.Values[row])
	case *column.Short:
		return int64(c.Values[row])
	case *column.Byte:
		return int64(c.Values[row])
	case *column.Via:
		return held64(c.Of, int(c.Rows[row]))
	}
	return 0
}

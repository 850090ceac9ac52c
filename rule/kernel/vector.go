package kernel

import "dixian/money"

// vector is a number a row: fen, days, places in a code list, rows. Its values
// lie in one of the four slices, the first three of which may be a piece of a
// column; or they are all c.
type vector struct {
	longs []int64
	words []int32
	bytes []uint8
	wide  []money.Exact // amounts that pass 64 bits, in 1/10 000 fen
	c     int64
	known Bitmap // nil: every value is known
}

// number is a kernel that gives a vector. Rows outside live may hold anything.
type number interface {
	eval(s *slab, live Bitmap) vector
	show() string
}

func constant(c int64) vector { return vector{c: c} }

// isConstant says whether all rows hold c.
func (v vector) isConstant() bool {
	return v.longs == nil && v.words == nil && v.bytes == nil && v.wide == nil
}

// at is the value of row i, if it is not wide.
func (v vector) at(i int) int64 {
	switch {
	case v.longs != nil:
		return v.longs[i]
	case v.words != nil:
		return int64(v.words[i])
	case v.bytes != nil:
		return int64(v.bytes[i])
	}
	return v.c
}

// isKnown says whether the value of row i is known.
func (v vector) isKnown(i int) bool { return v.known == nil || v.known.Get(i) }

// long are the values in 64 bits each.
func (v vector) long(s *slab) []int64 {
	if v.longs != nil {
		return v.longs
	}
	out := s.longs()
	switch {
	case v.words != nil:
		widen(out, v.words)
	case v.bytes != nil:
		widen(out, v.bytes)
	default:
		for i := range out {
			out[i] = v.c
		}
	}
	return out
}

func widen[T int32 | uint8](out []int64, in []T) {
	in = in[:len(out)]
	for i := range out {
		out[i] = int64(in[i])
	}
}

// bothKnown are the rows of which both vectors are known; nil: all.
func (s *slab) bothKnown(a, b Bitmap) Bitmap {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	out := s.bits().copyOf(a)
	out.and(b)
	return out
}

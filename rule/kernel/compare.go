package kernel

import (
	"cmp"
	"math"

	"dixian/money"
)

// compare is a < b, a <= b, a == b and their like of two numbers of one scale.
type compare struct {
	op     string // _<_ _<=_ _>_ _>=_ _==_ _!=_
	a, b   number
	scaled bool // both are money in 1/10 000 fen
}

func (k compare) eval(s *slab, live Bitmap, both bool) truth {
	a, b := k.a.eval(s, live), k.b.eval(s, live)
	known := s.bothKnown(a.known, b.known)
	var yes Bitmap
	switch {
	case a.wide != nil || b.wide != nil:
		yes = s.compareWide(k.op, a.amounts(s, k.scaled), b.amounts(s, k.scaled))
	case s.sparse(live):
		yes = s.compareLive(k.op, a, b, live)
	default:
		yes = s.compare(k.op, a, b)
	}
	return decided(s, yes, known, both)
}

// flipped is the operator with its sides changed.
var flipped = map[string]string{"_<_": "_>_", "_<=_": "_>=_", "_>_": "_<_", "_>=_": "_<=_", "_==_": "_==_", "_!=_": "_!=_"}

// compare makes the bits of a op b for all rows. Every operator is "below" or
// "equal", turned round where needed.
func (s *slab) compare(op string, a, b vector) Bitmap {
	if a.isConstant() {
		a, b, op = b, a, flipped[op]
	}
	out := s.bits()
	if b.isConstant() {
		switch op {
		case "_<_":
			s.belowConstant(out, a, b.c)
		case "_>=_":
			s.belowConstant(out, a, b.c)
			out.flip(s.n)
		case "_<=_", "_>_":
			if b.c == math.MaxInt64 {
				out.fill(s.n)
			} else {
				s.belowConstant(out, a, b.c+1)
			}
			if op == "_>_" {
				out.flip(s.n)
			}
		case "_==_", "_!=_":
			s.equalConstant(out, a, b.c)
			if op == "_!=_" {
				out.flip(s.n)
			}
		}
		return out
	}
	x, y := a.long(s), b.long(s)
	switch op {
	case "_<_":
		below(out, x, y)
	case "_>_":
		below(out, y, x)
	case "_<=_":
		below(out, y, x)
		out.flip(s.n)
	case "_>=_":
		below(out, x, y)
		out.flip(s.n)
	case "_==_":
		equal(out, x, y)
	case "_!=_":
		equal(out, x, y)
		out.flip(s.n)
	}
	return out
}

// compareLive is compare for live rows only.
func (s *slab) compareLive(op string, a, b vector, live Bitmap) Bitmap {
	out := s.zeros()
	live.Each(func(i int) {
		if holds(op, cmp.Compare(a.at(i), b.at(i))) {
			out.set(i)
		}
	})
	return out
}

func (s *slab) belowConstant(out Bitmap, a vector, c int64) {
	switch {
	case a.longs != nil:
		belowConstant(out, a.longs, c)
	case a.words != nil:
		belowConstant(out, a.words, c)
	case a.bytes != nil:
		belowConstant(out, a.bytes, c)
	default:
		s.allOrNone(out, a.c < c)
	}
}

func (s *slab) equalConstant(out Bitmap, a vector, c int64) {
	switch {
	case a.longs != nil:
		equalConstant(out, a.longs, c)
	case a.words != nil:
		equalConstant(out, a.words, c)
	case a.bytes != nil && c == int64(uint8(c)):
		equalBytes(out, a.bytes, uint8(c))
	case a.bytes != nil:
		clear(out)
	default:
		s.allOrNone(out, a.c == c)
	}
}

func (s *slab) allOrNone(out Bitmap, all bool) {
	clear(out)
	if all {
		out.fill(s.n)
	}
}

// held is what a column holds a value in.
type held interface{ int64 | int32 | uint8 }

// belowConstant sets the bits of the values below c, 64 at a time, pushed in from
// the last row to the first: half the instructions of a shift by the row's place.
// Twin: TestLoopsAgainstRows.
func belowConstant[T held](out Bitmap, values []T, c int64) {
	for k := range out {
		var w uint64
		v := values[k<<6 : min(k<<6+64, len(values))]
		for i := len(v) - 1; i >= 0; i-- {
			w = w<<1 | one(int64(v[i]) < c)
		}
		out[k] = w
	}
}

func equalConstant[T held](out Bitmap, values []T, c int64) {
	for k := range out {
		var w uint64
		v := values[k<<6 : min(k<<6+64, len(values))]
		for i := len(v) - 1; i >= 0; i-- {
			w = w<<1 | one(int64(v[i]) == c)
		}
		out[k] = w
	}
}

func below(out Bitmap, a, b []int64) {
	for k := range out {
		var w uint64
		x := a[k<<6 : min(k<<6+64, len(a))]
		y := b[k<<6:][:len(x)]
		for i := len(x) - 1; i >= 0; i-- {
			w = w<<1 | one(x[i] < y[i])
		}
		out[k] = w
	}
}

func equal(out Bitmap, a, b []int64) {
	for k := range out {
		var w uint64
		x := a[k<<6 : min(k<<6+64, len(a))]
		y := b[k<<6:][:len(x)]
		for i := len(x) - 1; i >= 0; i-- {
			w = w<<1 | one(x[i] == y[i])
		}
		out[k] = w
	}
}

// one is 1 for true, without a jump.
func one(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// compareWide compares exact amounts.
func (s *slab) compareWide(op string, a, b []money.Exact) Bitmap {
	out := s.zeros()
	for i := range a {
		if holds(op, a[i].Cmp(b[i])) {
			out.set(i)
		}
	}
	return out
}

// holds says whether an operator is true of two values of that order.
func holds(op string, order int) bool {
	switch op {
	case "_<_":
		return order < 0
	case "_<=_":
		return order <= 0
	case "_>_":
		return order > 0
	case "_>=_":
		return order >= 0
	case "_==_":
		return order == 0
	}
	return order != 0
}

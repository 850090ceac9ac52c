package kernel

import "dixian/money"

// orElse is a.or(b) of numbers of one scale: b where a is unknown.
type orElse struct {
	of, then number
	scaled   bool // money in 1/10 000 fen
}

func (k orElse) eval(s *slab, live Bitmap) vector {
	a := k.of.eval(s, live)
	if a.known == nil {
		return a
	}
	b := k.then.eval(s, live)
	out := s.choose(a.known, a, b, k.scaled)
	if b.known != nil {
		out.known = s.bits().copyOf(a.known)
		out.known.or(b.known)
	}
	return out
}

// choice is c ? a : b of numbers of one scale; unknown where c is.
type choice struct {
	by      condition
	yes, no number
	scaled  bool
}

func (k choice) eval(s *slab, live Bitmap) vector {
	c := k.by.eval(s, live, true)
	cNo := c.falses(s)
	a, b := k.yes.eval(s, c.yes), k.no.eval(s, cNo)
	out := s.choose(c.yes, a, b, k.scaled)
	if !c.total || a.known != nil || b.known != nil {
		out.known = s.pickBits(c.yes, cNo, s.orAll(a.known), s.orAll(b.known))
	}
	return out
}

// orAll is a validity as a bitmap.
func (s *slab) orAll(known Bitmap) Bitmap {
	if known == nil {
		return s.bits().fill(s.n)
	}
	return known
}

// choose takes a where the bit is set and b elsewhere, without validity.
func (s *slab) choose(c Bitmap, a, b vector, scaled bool) vector {
	if a.wide != nil || b.wide != nil {
		x, y := a.amounts(s, scaled), b.amounts(s, scaled)
		out := make([]money.Exact, s.n)
		for i := range out {
			out[i] = y[i]
			if c.Get(i) {
				out[i] = x[i]
			}
		}
		return vector{wide: out}
	}
	x, y, out := a.long(s), b.long(s), s.longs()
	for k, w := range c {
		from, to := k<<6, min(k<<6+64, len(out))
		switch w {
		case 0:
			copy(out[from:to], y[from:to])
		case ^uint64(0):
			copy(out[from:to], x[from:to])
		default:
			mix(out[from:to], x[from:to], y[from:to], w)
		}
	}
	return vector{longs: out}
}

// mix takes x where the bit of w is set and y elsewhere, without a jump.
func mix(out, x, y []int64, w uint64) {
	x, y = x[:len(out)], y[:len(out)]
	for i := range out {
		take := -int64(w >> (i & 63) & 1) // all bits or none
		out[i] = y[i] ^ (x[i]^y[i])&take
	}
}

func (k orElse) show() string { return k.of.show() + ".or(" + k.then.show() + ")" }
func (k choice) show() string {
	return "choose(" + k.by.show() + ", " + k.yes.show() + ", " + k.no.show() + ")"
}

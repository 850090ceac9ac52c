package kernel

import (
	"fmt"
	"math"
	"math/bits"

	"dixian/money"
)

// arithmetic is a + b, a − b or a × b in 64 bits, of ints or of money. Money that
// does not fit is done again in 128 bits; an int that does not fit fails the run,
// as it does in the interpreter.
type arithmetic struct {
	op     string // _+_ _-_ _*_
	a, b   number
	money  bool
	scaled bool // a (and b of a sum) is money in 1/10 000 fen
	share  bool // b is a share: the product of whole fen is in 1/10 000 fen
}

func (k arithmetic) eval(s *slab, live Bitmap) vector {
	a, b := k.a.eval(s, live), k.b.eval(s, live)
	out := vector{known: s.bothKnown(a.known, b.known)}
	if a.wide == nil && b.wide == nil {
		if k.narrow(s, live, a, b, &out) {
			return out
		}
		if !k.money {
			k.refuse(s, live, a, b, out.known)
			return out
		}
	}
	out.longs, out.wide = nil, k.exact(s, live, a, b, out.known)
	return out
}

// narrow does all rows, or few live ones, in 64 bits; false if some row does not
// fit.
func (k arithmetic) narrow(s *slab, live Bitmap, a, b vector, out *vector) (fits bool) {
	if a.isConstant() && b.isConstant() {
		out.c, fits = calculate(k.op, a.c, b.c)
		return fits
	}
	out.longs = s.longs()
	if s.sparse(live) {
		fits = true
		live.Each(func(i int) {
			n, fit := calculate(k.op, a.at(i), b.at(i))
			out.longs[i], fits = n, fits && fit
		})
		return fits
	}
	switch {
	case k.op == "_*_" && b.isConstant():
		return multiplyBy(out.longs, a.long(s), b.c)
	case k.op == "_*_" && a.isConstant():
		return multiplyBy(out.longs, b.long(s), a.c)
	}
	x, y := a.long(s), b.long(s)
	switch k.op {
	case "_+_":
		return add(out.longs, x, y)
	case "_-_":
		return subtract(out.longs, x, y)
	}
	return multiply(out.longs, x, y)
}

func add(out, a, b []int64) (fits bool) {
	var over int64
	a, b = a[:len(out)], b[:len(out)]
	for i := range out {
		x, y := a[i], b[i]
		r := x + y
		over |= (x ^ r) & (y ^ r)
		out[i] = r
	}
	return over >= 0
}

func subtract(out, a, b []int64) (fits bool) {
	var over int64
	a, b = a[:len(out)], b[:len(out)]
	for i := range out {
		x, y := a[i], b[i]
		r := x - y
		over |= (x ^ y) & (x ^ r)
		out[i] = r
	}
	return over >= 0
}

// multiply says that all fits only where the lengths of the largest factors of
// both sides allow no doubt; else it looks at every product.
func multiply(out, a, b []int64) (fits bool) {
	var left, right int64
	a, b = a[:len(out)], b[:len(out)]
	for i := range out {
		x, y := a[i], b[i]
		left |= x ^ x>>63
		right |= y ^ y>>63
		out[i] = x * y
	}
	if bits.Len64(uint64(left))+bits.Len64(uint64(right)) < 63 {
		return true
	}
	for i := range out {
		if _, ok := calculate("_*_", a[i], b[i]); !ok {
			return false
		}
	}
	return true
}

// multiplyBy is multiply by one number.
func multiplyBy(out, a []int64, b int64) (fits bool) {
	var left int64
	a = a[:len(out)]
	for i, x := range a {
		left |= x ^ x>>63
		out[i] = x * b
	}
	if bits.Len64(uint64(left))+bits.Len64(uint64(b^b>>63)) < 63 {
		return true
	}
	for _, x := range a {
		if _, ok := calculate("_*_", x, b); !ok {
			return false
		}
	}
	return true
}

// calculate is one operation and whether its result fits.
func calculate(op string, a, b int64) (r int64, fits bool) {
	switch op {
	case "_+_":
		r = a + b
		return r, (a^r)&(b^r) >= 0
	case "_-_":
		r = a - b
		return r, (a^b)&(a^r) >= 0
	}
	hi, lo := bits.Mul64(size(a), size(b))
	if (a < 0) != (b < 0) {
		return a * b, hi == 0 && lo <= 1<<63
	}
	return a * b, hi == 0 && lo <= math.MaxInt64
}

// size is a number without its sign.
func size(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// refuse fails the run for the first live row whose known ints do not fit.
func (k arithmetic) refuse(s *slab, live Bitmap, a, b vector, known Bitmap) {
	for i := range s.n {
		if !(live == nil || live.Get(i)) || !(known == nil || known.Get(i)) {
			continue
		}
		if _, fits := calculate(k.op, a.at(i), b.at(i)); !fits {
			s.fail(i, fmt.Sprintf("%s passes what 64 bits hold (%d and %d)", k.show(), a.at(i), b.at(i)))
			return
		}
	}
}

// exact does all rows in 128 bits.
func (k arithmetic) exact(s *slab, live Bitmap, a, b vector, known Bitmap) []money.Exact {
	x := a.amounts(s, k.scaled)
	out := make([]money.Exact, s.n)
	switch k.op {
	case "_+_", "_-_":
		y := b.amounts(s, k.scaled)
		for i := range out {
			if k.op == "_+_" {
				out[i] = x[i].Add(y[i])
			} else {
				out[i] = x[i].Sub(y[i])
			}
		}
		return out
	}
	for i := range out {
		if !k.share {
			out[i] = x[i].TimesInt(b.at(i))
			continue
		}
		fen, whole := x[i].Fen()
		if !whole && (live == nil || live.Get(i)) && (known == nil || known.Get(i)) {
			s.fail(i, k.show()+" takes a share of more fen than 64 bits hold")
			return out
		}
		out[i] = fen.Times(money.Share(b.at(i)))
	}
	return out
}

// amounts are the values as exact amounts.
func (v vector) amounts(s *slab, scaled bool) []money.Exact {
	if v.wide != nil {
		return v.wide
	}
	unit := money.Share(10000)
	if scaled {
		unit = 1
	}
	out := make([]money.Exact, s.n)
	for i := range out {
		out[i] = money.Fen(v.at(i)).Times(unit)
	}
	return out
}

// scaleUp turns money in whole fen into money in 1/10 000 fen.
type scaleUp struct{ of number }

func (k scaleUp) eval(s *slab, live Bitmap) vector {
	v := k.of.eval(s, live)
	if v.wide != nil {
		return v
	}
	out := vector{known: v.known}
	up := arithmetic{op: "_*_"}
	if up.narrow(s, live, v, constant(10000), &out) {
		return out
	}
	return vector{known: v.known, wide: v.amounts(s, false)}
}

// negative is −a of ints.
type negative struct{ of number }

func (k negative) eval(s *slab, live Bitmap) vector {
	return arithmetic{op: "_-_", a: literal(0), b: k.of}.eval(s, live)
}

// literal is a number that stands in the text.
type literal int64

func (k literal) eval(*slab, Bitmap) vector { return constant(int64(k)) }

// codeWord is a word of a code list that stands in the text, as its place.
type codeWord struct {
	literal
	word string
}

func (k codeWord) show() string { return k.word }

// yuan is yuan(n): n × 100 fen.
type yuan struct{ of number }

func (k yuan) eval(s *slab, live Bitmap) vector {
	v := k.of.eval(s, live)
	if v.isConstant() {
		return vector{c: v.c * 100, known: v.known}
	}
	out := vector{longs: s.longs(), known: v.known}
	for i, n := range v.long(s) {
		out.longs[i] = n * 100
	}
	return out
}

func (k arithmetic) show() string {
	name := map[string]string{"_+_": "add", "_-_": "subtract", "_*_": "multiply"}[k.op]
	return name + "(" + k.a.show() + ", " + k.b.show() + ")"
}
func (k scaleUp) show() string  { return k.of.show() + "×10⁴" }
func (k negative) show() string { return "−" + k.of.show() }
func (k literal) show() string  { return fmt.Sprint(int64(k)) }
func (k yuan) show() string     { return "yuan(" + k.of.show() + ")" }

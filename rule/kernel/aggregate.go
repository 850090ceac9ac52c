package kernel

import (
	"math/bits"

	"dixian/money"
)

// anyOf is `any: c`: true of the owners of a row of which c is.
type anyOf struct{ of condition }

func (k anyOf) add(o *owners, mask Bitmap, out *derived) {
	f := o.about.frame
	yes := Bitmap(f.kept.bits.take(words(o.about.n)))
	no := Bitmap(f.kept.bits.take(words(o.about.n)))
	clear(yes)
	if !mask.empty() {
		proof := o.from.bits().copyOf(mask)
		proof.and(k.of.eval(o.from, mask, false).yes)
		o.mark(proof, yes)
	}
	out.truth = truth{yes: yes, no: no.copyOf(yes).flip(o.about.n), total: true}
}

// mark sets the owners of the rows of proof.
func (o *owners) mark(proof, owners Bitmap) {
	if o.start != nil && proof.Count() > 2*o.about.n {
		proof.eachRun(o.start, o.from.first, func(owner, n int) {
			if n > 0 {
				owners.set(owner)
			}
		})
		return
	}
	first, of := o.about.first, o.of()
	for w, word := range proof {
		for ; word != 0; word &= word - 1 {
			if owner := of[w<<6+bits.TrailingZeros64(word)]; owner >= 0 {
				owners.set(int(owner) - first)
			}
		}
	}
}

// countRows is `count: rows`.
type countRows struct{}

func (countRows) add(o *owners, mask Bitmap, out *derived) {
	counts := o.zeroLongs()
	out.vector = vector{longs: counts}
	if o.start != nil {
		mask.eachRun(o.start, o.from.first, func(owner, n int) { counts[owner] = int64(n) })
		return
	}
	first, of := o.about.first, o.of()
	for w, word := range mask {
		for ; word != 0; word &= word - 1 {
			if owner := of[w<<6+bits.TrailingZeros64(word)]; owner >= 0 {
				counts[int(owner)-first]++
			}
		}
	}
}

func (o *owners) zeroLongs() []int64 {
	longs := o.about.frame.kept.longs.take(o.about.n)
	clear(longs)
	return longs
}

// sumOf is `sum: x` of ints or money; what is unknown adds nothing. Ints wrap, as
// the interpreter's do; money that does not fit is added again in 128 bits.
type sumOf struct {
	of     number
	money  bool
	scaled bool
}

func (k sumOf) add(o *owners, mask Bitmap, out *derived) {
	sums := o.zeroLongs()
	out.vector = vector{longs: sums}
	if mask.empty() {
		return
	}
	v := k.of.eval(o.from, mask)
	mask = o.from.bothKnown(mask, v.known)
	if v.wide == nil && sumLongs(o, mask, v.long(o.from), sums) || v.wide == nil && !k.money {
		return
	}
	out.vector = vector{wide: sumWide(o, mask, v.amounts(o.from, k.scaled))}
}

func sumLongs(o *owners, mask Bitmap, values, sums []int64) (fits bool) {
	var over int64
	first, of := o.about.first, o.of()
	for w, word := range mask {
		for ; word != 0; word &= word - 1 {
			i := w<<6 + bits.TrailingZeros64(word)
			if owner := of[i]; owner >= 0 {
				x, y := sums[int(owner)-first], values[i]
				r := x + y
				over |= (x ^ r) & (y ^ r)
				sums[int(owner)-first] = r
			}
		}
	}
	return over >= 0
}

func sumWide(o *owners, mask Bitmap, values []money.Exact) []money.Exact {
	sums, of := make([]money.Exact, o.about.n), o.of()
	for i := mask.next(0, o.from.n); i < o.from.n; i = mask.next(i+1, o.from.n) {
		if owner := of[i]; owner >= 0 {
			at := int(owner) - o.about.first
			sums[at] = sums[at].Add(values[i])
		}
	}
	return sums
}

// extreme is `min: x` or `max: x`; unknown where no row is known.
type extreme struct {
	of     number
	max    bool
	scaled bool
}

func (k extreme) add(o *owners, mask Bitmap, out *derived) {
	best := o.zeroLongs()
	known := Bitmap(o.about.frame.kept.bits.take(words(o.about.n)))
	clear(known)
	out.vector = vector{longs: best, known: known}
	if mask.empty() {
		return
	}
	v := k.of.eval(o.from, mask)
	mask = o.from.bothKnown(mask, v.known)
	if v.wide != nil {
		out.vector.longs, out.vector.wide = nil, k.wide(o, mask, v.wide, known)
		return
	}
	values, first, of := v.long(o.from), o.about.first, o.of()
	for w, word := range mask {
		for ; word != 0; word &= word - 1 {
			i := w<<6 + bits.TrailingZeros64(word)
			if of[i] < 0 {
				continue
			}
			at := int(of[i]) - first
			if x := values[i]; !known.Get(at) || (x > best[at]) == k.max && x != best[at] {
				best[at] = x
				known.set(at)
			}
		}
	}
}

func (k extreme) wide(o *owners, mask Bitmap, values []money.Exact, known Bitmap) []money.Exact {
	best, of := make([]money.Exact, o.about.n), o.of()
	for i := mask.next(0, o.from.n); i < o.from.n; i = mask.next(i+1, o.from.n) {
		if of[i] < 0 {
			continue
		}
		at := int(of[i]) - o.about.first
		order := values[i].Cmp(best[at])
		if !known.Get(at) || k.max && order > 0 || !k.max && order < 0 {
			best[at] = values[i]
			known.set(at)
		}
	}
	return best
}

func (k anyOf) show() string   { return "any " + k.of.show() }
func (countRows) show() string { return "count rows" }
func (k sumOf) show() string   { return "sum " + k.of.show() }
func (k extreme) show() string {
	if k.max {
		return "max " + k.of.show()
	}
	return "min " + k.of.show()
}

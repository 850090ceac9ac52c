package kernel

import "dixian/money"

// distinct is `count: distinct x`: how many different known values the rows hold.
type distinct struct {
	number number // of the three the one that x is
	truth  condition
	text   text
}

// single is a value of an owner.
type single struct {
	owner int32
	n     int64
	wide  money.Exact
	text  string
}

func (k distinct) add(o *owners, mask Bitmap, out *derived) {
	counts := o.zeroLongs()
	out.vector = vector{longs: counts}
	if mask.empty() {
		return
	}
	read := k.reader(o.from, mask)
	seen, of := map[single]bool{}, o.of()
	for i := mask.next(0, o.from.n); i < o.from.n; i = mask.next(i+1, o.from.n) {
		if of[i] < 0 {
			continue
		}
		v, known := read(i)
		if v.owner = of[i]; known && !seen[v] {
			seen[v] = true
			counts[int(v.owner)-o.about.first]++
		}
	}
}

func (k distinct) reader(s *slab, mask Bitmap) func(i int) (single, bool) {
	switch {
	case k.text != nil:
		read := k.text.open(s, mask)
		return func(i int) (single, bool) {
			t, known := read(i)
			return single{text: string(t)}, known
		}
	case k.truth != nil:
		t := k.truth.eval(s, mask, true)
		no := t.falses(s)
		return func(i int) (single, bool) {
			return single{n: int64(t.yes.bit(i))}, t.yes.Get(i) || no.Get(i)
		}
	}
	v := k.number.eval(s, mask)
	return func(i int) (single, bool) {
		if v.wide != nil {
			return single{wide: v.wide[i]}, v.isKnown(i)
		}
		return single{n: v.at(i)}, v.isKnown(i)
	}
}

func (k distinct) show() string {
	switch {
	case k.text != nil:
		return "count distinct " + k.text.show()
	case k.truth != nil:
		return "count distinct " + k.truth.show()
	}
	return "count distinct " + k.number.show()
}

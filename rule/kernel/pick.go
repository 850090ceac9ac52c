package kernel

import (
	"math/bits"

	"dixian/column"
	"dixian/rule"
)

// newest is the row that a pick takes for each owner, or none: the first of them
// (`only`), or the one that goes before all others.
func newest(f *rule.Fact, o *owners, mask Bitmap) []int32 {
	best := o.about.frame.kept.ints.take(o.about.n)
	for i := range best {
		best[i] = none
	}
	data, of := o.from.data, o.of()
	var by days
	if f.Newest >= 0 && data != nil {
		by.values, _ = o.from.words(data.Columns[f.Newest])
		by.known, by.first = o.from.validity(data.Columns[f.Newest]), int32(o.from.first)
	}
	for w, word := range mask {
		for ; word != 0; word &= word - 1 {
			i := w<<6 + bits.TrailingZeros64(word)
			if of[i] < 0 {
				continue
			}
			at, row := &best[int(of[i])-o.about.first], int32(o.from.first+i)
			switch {
			case *at == none:
				*at = row
			case f.Newest >= 0 && newer(f, data, by, row, *at):
				*at = row
			}
		}
	}
	return best
}

// days is the piece of a column that rows are picked by.
type days struct {
	values []int32
	known  Bitmap // nil: all
	first  int32
}

// newer says whether row a goes before row b. Most are told apart by the date
// they are picked by; ties and unknown dates go by rule.Newer.
func newer(f *rule.Fact, data *rule.Rows, by days, a, b int32) bool {
	if i, j := a-by.first, b-by.first; by.values != nil && (by.known == nil || by.known.Get(int(i)) && by.known.Get(int(j))) {
		if x, y := by.values[i], by.values[j]; x != y {
			return x > y
		}
	}
	return rule.Newer(f, data, int(a), int(b))
}

// winners are the rows that a pick leaves to an aggregate: the one that newest
// would take of each group of an owner's rows, groups being told apart by the
// column `per`, of which unknown is a value too.
func winners(f *rule.Fact, o *owners, mask Bitmap) Bitmap {
	g := groups{fact: f, o: o, of: o.of(), head: o.about.frame.temp.ints.take(o.about.n), next: o.about.frame.temp.ints.take(o.from.n)}
	for i := range g.head {
		g.head[i] = none
	}
	for i := mask.next(0, o.from.n); i < o.from.n; i = mask.next(i+1, o.from.n) {
		if g.of[i] >= 0 {
			g.add(int32(i))
		}
	}
	out := o.from.zeros()
	for _, i := range g.head {
		for ; i != none; i = g.next[i] {
			out.set(int(i))
		}
	}
	return out
}

// groups holds the best row so far of every group, in a list an owner.
type groups struct {
	fact *rule.Fact
	o    *owners
	of   []int32
	head []int32 // of each owner
	next []int32 // of each row that is in a list
}

// add takes row i of the slab, in the place of the best row of its group if it
// goes before that.
func (g *groups) add(i int32) {
	data, first := g.o.from.data, int32(g.o.from.first)
	link := &g.head[g.of[i]-int32(g.o.about.first)]
	for *link != none {
		b := *link
		if g.fact.Newest < 0 {
			return
		}
		if g.fact.Per < 0 || column.Compare(data.Columns[g.fact.Per], int(first+i), int(first+b)) == 0 {
			if rule.Newer(g.fact, data, int(first+i), int(first+b)) {
				g.next[i] = g.next[b]
				*link = i
			}
			return
		}
		link = &g.next[b]
	}
	g.next[i] = none
	*link = i
}

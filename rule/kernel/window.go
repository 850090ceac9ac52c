package kernel

import "dixian/rule"

// window is what a fold may see in one county: the first and last value of its
// table's time column, and whether that is covered where it asks.
type window struct {
	first, last int32
	open        bool // false: a late table without a covered month there
	covered     bool
}

// windows looks at a fact's span in every county. house is a household of each.
func windows(r *rule.Run, f *rule.Fact, house []int) ([]window, error) {
	span, err := rule.Span{}, error(nil)
	if f.Within != nil {
		if span, err = f.Within.Period(r.AsOf); err != nil {
			return nil, err
		}
	}
	kind := f.From.TimeKind()
	out := make([]window, len(house))
	for i, h := range house {
		anchor, ok := r.AsOf.Month(), true
		if f.From.Late > 0 && span.FollowsAnchor() {
			if ok = r.Coverage != nil; ok {
				anchor, ok = r.Coverage.Newest(f.From, h)
			}
		}
		w := window{open: ok || f.Within == nil}
		if f.Within != nil && ok {
			w.first, w.last = span.Grains(kind, anchor)
		}
		if f.Coverage == rule.CoverageRequired && ok && r.Coverage != nil {
			from, to := span.CoverageGrains(kind, anchor)
			w.covered = r.Coverage.Covers(f.From, h, from, to)
		}
		out[i] = w
	}
	return out, nil
}

// eachCounty calls do for the runs of households of one county in the block.
func (f *Frame) eachCounty(do func(county, from, to int)) {
	county := f.run.county
	for from := f.from; from < f.to; {
		to := from + 1
		for to < f.to && county[to] == county[from] {
			to++
		}
		do(int(county[from]), from, to)
		from = to
	}
}

// inWindow sets the rows whose time lies within the period.
func (k fold) inWindow(from *slab, mask Bitmap) {
	c := from.column(k.time)
	values, ok := from.words(c)
	if !ok {
		clear(mask)
		return
	}
	if w, same := from.frame.window(k.fact); same {
		w.set(mask, values)
	} else {
		k.inWindows(from, mask, values)
	}
	if known := from.validity(c); known != nil {
		mask.and(known)
	}
}

// window is a fact's window if it is the same in all counties of the block.
func (f *Frame) window(of *rule.Fact) (w window, same bool) {
	windows := f.run.windows[of.Index]
	w, same = windows[f.run.county[f.from]], true
	f.eachCounty(func(county, _, _ int) {
		same = same && windows[county] == w
	})
	return w, same
}

// inWindows looks at the rows of each county with a window of its own.
func (k fold) inWindows(from *slab, mask Bitmap, values []int32) {
	clear(mask)
	f := from.frame
	f.eachCounty(func(county, first, to int) {
		w := f.run.windows[k.fact.Index][county]
		for i := from.start(first); i < from.start(to); i++ {
			if w.open && w.first <= values[i] && values[i] <= w.last {
				mask.set(i)
			}
		}
	})
}

// set sets the bits of the values in the window.
func (w window) set(mask Bitmap, values []int32) {
	if !w.open {
		clear(mask)
		return
	}
	between(mask, values, w.first, w.last)
}

// between sets the bits of the values from first to last, of which as many bits
// count as dates have.
func between[T int32 | int64](out Bitmap, values []T, first, last int32) {
	if first > last {
		clear(out)
		return
	}
	size := uint32(last - first)
	for k := range out {
		var w uint64
		v := values[k<<6 : min(k<<6+64, len(values))]
		for i := len(v) - 1; i >= 0; i-- {
			w = w<<1 | one(uint32(int32(v[i])-first) <= size)
		}
		out[k] = w
	}
}

// uncover makes a fact unknown where the table does not cover the county, except
// an `any` that rows prove.
func (k fold) uncover(s *slab, out *derived) {
	f := s.frame
	if w, same := f.window(k.fact); same && w.covered {
		return
	}
	uncovered := s.zeros()
	f.eachCounty(func(county, from, to int) {
		if !f.run.windows[k.fact.Index][county].covered {
			uncovered.setRange(s.start(from), s.start(to))
		}
	})
	if k.fact.Type.Kind == rule.Bool {
		out.truth.no.but(uncovered)
		out.truth.total = false
		return
	}
	if out.vector.known == nil {
		out.vector.known = Bitmap(f.kept.bits.take(words(s.n))).fill(s.n)
	}
	out.vector.known.but(uncovered)
}

package kernel

import (
	"strings"

	"dixian/rule"
)

// path leads from each row of a table to a row of another: to the row it belongs
// to, to the row a pick chose. It is walked once a block, whoever asks.
type path struct {
	about, to *rule.Table
	hops      []rule.Hop
	index     int // place among the plan's paths
}

// none stands for a row that is not known.
const none = -1

// rows are where the path leads from each row of the slab: rows of the table
// path.to, or none.
func (p *path) rows(s *slab) []int32 {
	f := s.frame
	if f.paths[p.index] == nil {
		rows := p.first(s)
		for _, hop := range p.hops[1:] {
			rows = p.further(s, hop, rows)
		}
		f.paths[p.index] = rows
	}
	return f.paths[p.index]
}

// first takes the first hop.
func (p *path) first(s *slab) []int32 {
	hop := p.hops[0]
	switch {
	case hop.Pick != nil:
		return s.frame.fact(hop.Pick).rows
	case hop.Parent == s.frame.run.plan.Program.Households:
		return s.house()
	}
	return s.person()
}

// further takes a pick from rows that hops before it led to.
func (p *path) further(s *slab, hop rule.Hop, rows []int32) []int32 {
	picked := s.frame.fact(hop.Pick).rows
	first := int32(s.frame.slab(hop.Pick.About).first)
	out := s.frame.kept.ints.take(len(rows))
	for i, r := range rows {
		out[i] = none
		if r >= 0 {
			out[i] = picked[r-first]
		}
	}
	return out
}

func (p *path) show() string {
	var b strings.Builder
	for _, hop := range p.hops {
		if hop.Pick != nil {
			b.WriteString(hop.Pick.Name + "→")
		} else {
			b.WriteString(hop.Parent.One + "→")
		}
	}
	return b.String()
}

// target is the slab that a path leads to; without a path the slab itself.
func (s *slab) target(p *path) *slab {
	if p == nil {
		return s
	}
	return s.frame.slab(p.to)
}

// gatherBits takes a bit of each row that the path leads to. Twin: a loop over
// rows in gather_test.go.
func gatherBits(out Bitmap, of Bitmap, rows []int32, first int) {
	for k := range out {
		var w uint64
		for i, r := range rows[k<<6 : min(k<<6+64, len(rows))] {
			if r >= 0 {
				w |= of.bit(int(r)-first) << (i & 63)
			}
		}
		out[k] = w
	}
}

// gather takes a value of each row that the path leads to; 0 where it leads
// nowhere.
func gather[T held](out []int64, of []T, rows []int32, first int) {
	rows = rows[:len(out)]
	for i, r := range rows {
		out[i] = 0
		if r >= 0 {
			out[i] = int64(of[int(r)-first])
		}
	}
}

// reached are the rows from which a path leads somewhere.
func reached(out Bitmap, rows []int32) Bitmap {
	for k := range out {
		var w uint64
		for i, r := range rows[k<<6 : min(k<<6+64, len(rows))] {
			w |= one(r >= 0) << (i & 63)
		}
		out[k] = w
	}
	return out
}

// along carries a truth of the target's rows to the slab's.
func (s *slab) along(p *path, t truth, both bool) truth {
	rows, first := p.rows(s), s.target(p).first
	out := truth{yes: s.bits()}
	gatherBits(out.yes, t.yes, rows, first)
	if !both {
		return out
	}
	if t.total {
		known := reached(s.bits(), rows)
		out.total = known.Count() == s.n
		known.but(out.yes)
		out.no = known
		return out
	}
	out.no = s.bits()
	gatherBits(out.no, t.no, rows, first)
	return out
}

// alongVector carries a vector of the target's rows to the slab's.
func (s *slab) alongVector(p *path, v vector) vector {
	rows, to := p.rows(s), s.target(p)
	out := vector{known: reached(s.bits(), rows)}
	if v.known != nil {
		gatherBits(out.known, v.known, rows, to.first)
	}
	if out.known.Count() == s.n {
		out.known = nil
	}
	switch {
	case v.wide != nil:
		out.wide = alongWide(v.wide, rows, to.first)
	case v.isConstant():
		out.c = v.c
	default:
		out.longs = s.longs()
		switch {
		case v.longs != nil:
			gather(out.longs, v.longs, rows, to.first)
		case v.words != nil:
			gather(out.longs, v.words, rows, to.first)
		default:
			gather(out.longs, v.bytes, rows, to.first)
		}
	}
	return out
}

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
	names := make([]string, len(p.hops))
	for i, hop := range p.hops {
		if hop.Pick != nil {
			names[i] = hop.Pick.Name
		} else {
			names[i] = hop.Parent.One
		}
	}
	return strings.Join(names, "→")
}

// target is the slab that a path leads to; without a path the slab itself.
func (s *slab) target(p *path) *slab {
	if p == nil {
		return s
	}
	return s.frame.slab(p.to)
}

// The gathers do not jump: a row that is none reads the first one, and its bits
// are masked away (-1 has the sign bit that a row lacks).

// gatherBits takes a bit of each row that the path leads to. Twin: the loop of
// TestGather.
func gatherBits(out Bitmap, of Bitmap, rows []int32, first int) {
	if len(of) == 0 {
		clear(out)
		return
	}
	for k := range out {
		var w uint64
		run := rows[k<<6 : min(k<<6+64, len(rows))]
		for i := len(run) - 1; i >= 0; i-- {
			there := ^(run[i] >> 31)
			at := uint32((run[i] - int32(first)) & there)
			w = w<<1 | of[at>>6]>>(at&63)&uint64(there&1)
		}
		out[k] = w
	}
}

// gather takes a value of each row that the path leads to; 0 where it leads
// nowhere.
func gather[T held](out []int64, of []T, rows []int32, first int) {
	if len(of) == 0 {
		clear(out)
		return
	}
	rows = rows[:len(out)]
	for i, r := range rows {
		there := ^(r >> 31)
		out[i] = int64(of[(r-int32(first))&there]) & int64(there)
	}
}

// reached are the rows from which a path leads somewhere.
func reached(out Bitmap, rows []int32) Bitmap {
	for k := range out {
		var w uint64
		run := rows[k<<6 : min(k<<6+64, len(rows))]
		for i := len(run) - 1; i >= 0; i-- {
			w = w<<1 | uint64(uint32(^run[i])>>31)
		}
		out[k] = w
	}
	return out
}

// sparse says whether so few rows are live that walking them beats a loop over
// all.
func (s *slab) sparse(live Bitmap) bool { return live != nil && live.Count()*4 < s.n }

// along carries a truth of the target's rows to the slab's.
func (s *slab) along(p *path, t truth, live Bitmap, both bool) truth {
	rows, first := p.rows(s), s.target(p).first
	if s.sparse(live) {
		return s.alongLive(rows, first, t, live)
	}
	out := truth{yes: s.bits()}
	gatherBits(out.yes, t.yes, rows, first)
	if !both {
		return out
	}
	out.no = s.bits()
	if t.no == nil {
		reached(out.no, rows).but(out.yes)
	} else {
		gatherBits(out.no, t.no, rows, first)
	}
	return out
}

// alongLive is along for live rows only.
func (s *slab) alongLive(rows []int32, first int, t truth, live Bitmap) truth {
	out := truth{yes: s.zeros(), no: s.zeros()}
	for i := live.next(0, s.n); i < s.n; i = live.next(i+1, s.n) {
		r := int(rows[i])
		switch {
		case r < 0:
		case t.yes.Get(r - first):
			out.yes.set(i)
		case t.total || t.no != nil && t.no.Get(r-first):
			out.no.set(i)
		}
	}
	return out
}

// alongVector carries a vector of the target's rows to the slab's.
func (s *slab) alongVector(p *path, v vector, live Bitmap) vector {
	rows, first := p.rows(s), s.target(p).first
	if s.sparse(live) {
		return s.alongVectorLive(rows, first, v, live)
	}
	out := vector{known: reached(s.bits(), rows)}
	if v.known != nil {
		gatherBits(out.known, v.known, rows, first)
	}
	if out.known.Count() == s.n {
		out.known = nil
	}
	switch {
	case v.wide != nil:
		out.wide = alongWide(v.wide, rows, first)
	case v.isConstant():
		out.c = v.c
	default:
		out.longs = s.longs()
		switch {
		case v.longs != nil:
			gather(out.longs, v.longs, rows, first)
		case v.words != nil:
			gather(out.longs, v.words, rows, first)
		default:
			gather(out.longs, v.bytes, rows, first)
		}
	}
	return out
}

// alongVectorLive is alongVector for live rows only.
func (s *slab) alongVectorLive(rows []int32, first int, v vector, live Bitmap) vector {
	out := vector{known: s.zeros()}
	if v.wide != nil {
		out.wide = alongWide(v.wide, rows, first)
	} else {
		out.longs = s.longs()
		clear(out.longs)
	}
	for i := live.next(0, s.n); i < s.n; i = live.next(i+1, s.n) {
		r := int(rows[i]) - first
		if rows[i] < 0 || !v.isKnown(r) {
			continue
		}
		out.known.set(i)
		if v.wide == nil {
			out.longs[i] = v.at(r)
		}
	}
	return out
}

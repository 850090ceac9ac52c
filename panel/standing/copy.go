package standing

import (
	"slices"

	"golang.org/x/sync/errgroup"

	"dixian/column"
	"dixian/rule"
)

// assemble copies runs of rows into a new segment with where they came from. start
// is where the households of the new segment begin.
func assemble(t *rule.Table, parts []part, runs []run, start []uint32) *Segment {
	n := int(start[len(start)-1])
	var out Segment
	var g errgroup.Group
	g.SetLimit(workers)
	do := func(f func()) { g.Go(func() error { f(); return nil }) }
	copyCells(&out, do, t, parts, runs, start)
	do(func() { out.Batch = copied(parts, runs, n, func(s *Segment) []uint16 { return s.Batch }) })
	do(func() { out.File = copied(parts, runs, n, func(s *Segment) []uint16 { return s.File }) })
	do(func() { out.Line = copied(parts, runs, n, func(s *Segment) []uint32 { return s.Line }) })
	if parts[0].from.Sets != nil {
		do(func() { out.Sets = copied(parts, runs, n, func(s *Segment) []uint16 { return s.Sets }) })
	}
	_ = g.Wait() // none of them fails
	return &out
}

// cells copies runs of rows without where they came from.
func cells(t *rule.Table, parts []part, runs []run, start []uint32) *Segment {
	var out Segment
	copyCells(&out, func(f func()) { f() }, t, parts, runs, start)
	return &out
}

// copyCells does what cells says, a column at a time: do does one of them, perhaps
// beside others.
func copyCells(out *Segment, do func(func()), t *rule.Table, parts []part, runs []run, start []uint32) {
	n := int(start[len(start)-1])
	like := parts[0].from
	*out = Segment{Table: t, Start: start, Columns: make([]column.Column, len(t.Columns)), Refs: make([]*Refs, len(t.Columns))}
	if like.Person != nil {
		do(func() { out.Person = copied(parts, runs, n, func(s *Segment) []int32 { return s.Person }) })
	}
	for i := range t.Columns {
		switch like.Columns[i].(type) {
		case *column.Long:
			do(func() { out.Columns[i] = numbers[int64](parts, runs, n, i) })
		case *column.Word:
			do(func() { out.Columns[i] = numbers[int32](parts, runs, n, i) })
		case *column.Byte:
			do(func() { out.Columns[i] = numbers[uint8](parts, runs, n, i) })
		case *column.Text:
			do(func() { out.Columns[i] = texts(parts, runs, n, i) })
		default:
			if like.Refs[i] != nil {
				do(func() { out.Refs[i] = references(t.Columns[i], parts, runs, n, i) })
			}
		}
	}
}

// copied puts the runs of a slice of each part one behind the other.
func copied[T any](parts []part, runs []run, n int, of func(*Segment) []T) []T {
	from := make([][]T, len(parts))
	for i, p := range parts {
		from[i] = of(p.from)
	}
	out := make([]T, n)
	rest := out
	for _, r := range runs {
		some := from[r.part][r.lo:r.hi]
		if to := rest[:len(some)]; len(some) > 8 {
			copy(to, some)
		} else { // most are a household's
			for i, v := range some {
				to[i] = v
			}
		}
		rest = rest[len(some):]
	}
	return out
}

func numbers[T column.Number](parts []part, runs []run, n, i int) column.Column {
	known := make([]*column.Bits, len(parts))
	for k, p := range parts {
		known[k] = p.from.Columns[i].(*column.Numbers[T]).Validity()
	}
	values := copied(parts, runs, n, func(s *Segment) []T { return s.Columns[i].(*column.Numbers[T]).Values })
	return column.NumbersOf(values, copiedBits(known, runs, n))
}

func texts(parts []part, runs []run, n, i int) column.Column {
	arenas, ends, known := make([][]byte, len(parts)), make([][]uint64, len(parts)), make([]*column.Bits, len(parts))
	for k, p := range parts {
		c := p.from.Columns[i].(*column.Text)
		arenas[k], ends[k] = c.Raw()
		known[k] = c.Validity()
	}
	begin := func(r run) uint64 {
		if r.lo == 0 {
			return 0
		}
		return ends[r.part][r.lo-1]
	}
	size := uint64(0)
	for _, r := range runs {
		size += ends[r.part][r.hi-1] - begin(r)
	}
	arena, end := make([]byte, 0, size), make([]uint64, 0, n)
	for _, r := range runs {
		from := begin(r)
		move := uint64(len(arena)) - from // wraps, and wraps back
		for _, e := range ends[r.part][r.lo:r.hi] {
			end = append(end, e+move)
		}
		arena = append(arena, arenas[r.part][from:ends[r.part][r.hi-1]]...)
	}
	return column.TextOf(arena, end, copiedBits(known, runs, n))
}

func references(c *rule.Column, parts []part, runs []run, n, i int) *Refs {
	known := make([]*column.Bits, len(parts))
	odd := false
	for k, p := range parts {
		known[k] = &p.from.Refs[i].Known
		odd = odd || len(p.from.Refs[i].Odd) > 0
	}
	out := &Refs{Known: copiedBits(known, runs, n), Value: c.Type.NewColumn()}
	if !odd {
		return out
	}
	at := uint32(0)
	for _, r := range runs {
		from := parts[r.part].from.Refs[i]
		for row := int(r.lo); row < int(r.hi) && len(from.Odd) > 0; row++ {
			if k := from.odd(row); k >= 0 {
				out.Odd = append(out.Odd, at+uint32(row)-uint32(r.lo))
				switch v := out.Value.(type) {
				case *column.Long:
					v.Append(from.Value.(*column.Long).Values[k])
				case *column.Text:
					v.Append(string(from.Value.(*column.Text).Bytes(k)))
				}
			}
		}
		at += uint32(r.hi - r.lo)
	}
	return out
}

// copiedBits puts runs of bits one behind the other.
func copiedBits(from []*column.Bits, runs []run, n int) column.Bits {
	out := make([]uint64, (n+63)/64)
	if allOfThem(from) {
		for i := range out {
			out[i] = ^uint64(0)
		}
		if n&63 != 0 {
			out[len(out)-1] = 1<<(n&63) - 1
		}
		return column.BitsOf(out, n)
	}
	at := 0
	for _, r := range runs {
		src := from[r.part].Words()
		for lo := int(r.lo); lo < int(r.hi); {
			k := min(64, int(r.hi)-lo)
			w := src[lo>>6] >> (lo & 63)
			if lo&63+k > 64 {
				w |= src[lo>>6+1] << (64 - lo&63)
			}
			if k < 64 {
				w &= 1<<k - 1
			}
			out[at>>6] |= w << (at & 63)
			if at&63+k > 64 {
				out[at>>6+1] |= w >> (64 - at&63)
			}
			lo, at = lo+k, at+k
		}
	}
	return column.BitsOf(out, n)
}

func allOfThem(of []*column.Bits) bool {
	return !slices.ContainsFunc(of, func(b *column.Bits) bool { return !b.All() })
}

package standing

import (
	"bytes"
	"cmp"
	"slices"

	"dixian/column"
	"dixian/rule"
)

// combine puts rows of segments of one table together, in the order in which a
// panel is built: by household, person, then the columns' values. Only the
// households of which the first part loses a row, or another part has one, are
// sorted; what lies between them is copied as it is.
func (n names) combine(t *rule.Table, parts ...part) *Segment {
	base := parts[0].from
	var touched []int32
	if parts[0].take != nil {
		touched = part{base, not(parts[0].take, base.Len())}.households()
	}
	for _, p := range parts[1:] {
		touched = union(touched, p.households())
	}
	start := make([]uint32, len(base.Start))
	var runs []run
	add := func(r run) {
		if k := len(runs) - 1; k >= 0 && runs[k].part == r.part && runs[k].hi == r.lo {
			runs[k].hi = r.hi
		} else if r.lo < r.hi {
			runs = append(runs, r)
		}
	}
	next, count := 0, uint32(0)
	untouched := func(to int) { // households next … to-1
		add(run{0, int32(base.Start[next]), int32(base.Start[to])})
		move := count - base.Start[next] // wraps, and wraps back
		for h := next; h < to; h++ {
			start[h+1] = base.Start[h+1] + move
		}
		count += base.Start[to] - base.Start[next]
	}
	var rows []run
	for _, h := range touched {
		untouched(int(h))
		rows = rows[:0]
		for k, p := range parts {
			for row, to := p.from.Of(int(h)); row < to; row++ {
				if p.takes(row) {
					rows = append(rows, run{int32(k), int32(row), int32(row) + 1})
				}
			}
		}
		slices.SortStableFunc(rows, func(a, b run) int {
			if a.part == b.part {
				return cmp.Compare(a.lo, b.lo)
			}
			return n.compare(t, int(h), parts[a.part].from, int(a.lo), parts[b.part].from, int(b.lo))
		})
		for _, r := range rows {
			add(r)
		}
		count += uint32(len(rows))
		start[h+1] = count
		next = int(h) + 1
	}
	untouched(len(base.Start) - 1)
	return assemble(t, parts, runs, start)
}

// compare orders two rows of household h as panel.Build does.
func (n names) compare(t *rule.Table, h int, a *Segment, i int, b *Segment, j int) int {
	if a.Person != nil {
		if d := cmp.Compare(a.Person[i], b.Person[j]); d != 0 {
			return d
		}
	}
	for k, c := range t.Columns {
		if r := a.Refs[k]; r != nil {
			if d := n.compareRefs(c, h, a, i, b, j, k); d != 0 {
				return d
			}
			continue
		}
		if d := compareCells(a.Columns[k], i, b.Columns[k], j); d != 0 {
			return d
		}
	}
	return 0
}

func (n names) compareRefs(c *rule.Column, h int, a *Segment, i int, b *Segment, j, k int) int {
	if toPersons(c) {
		x, okX := n.id(a, a.Refs[k], i)
		y, okY := n.id(b, b.Refs[k], j)
		return unknownLast(okX, okY, func() int { return cmp.Compare(x, y) })
	}
	x, okX := n.code(a.Refs[k], h, i)
	y, okY := n.code(b.Refs[k], h, j)
	return unknownLast(okX, okY, func() int { return bytes.Compare(x, y) })
}

// compareCells is column.Compare between two columns of one kind.
func compareCells(a column.Column, i int, b column.Column, j int) int {
	if a == nil || b == nil {
		return 0
	}
	return unknownLast(a.Known(i), b.Known(j), func() int {
		switch a := a.(type) {
		case *column.Long:
			return cmp.Compare(a.Values[i], b.(*column.Long).Values[j])
		case *column.Word:
			return cmp.Compare(a.Values[i], b.(*column.Word).Values[j])
		case *column.Byte:
			return cmp.Compare(a.Values[i], b.(*column.Byte).Values[j])
		}
		return bytes.Compare(a.(*column.Text).Bytes(i), b.(*column.Text).Bytes(j))
	})
}

func unknownLast(a, b bool, both func() int) int {
	switch {
	case a && b:
		return both()
	case a:
		return -1
	case b:
		return 1
	}
	return 0
}

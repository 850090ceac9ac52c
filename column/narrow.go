package column

import "math"

// GatherNarrow returns the given rows of a column, in that order, as narrow as its
// values allow: fen in 32 bits, dates and years in 16, where a text ends in 32. The
// wide form stays where one value needs it. What the rows hold is the same, and
// nothing may be appended to them.
//
// Twin: Gather; TestNarrowHoldsTheSame.
func GatherNarrow(c Column, rows []uint32) Column {
	switch c := c.(type) {
	case *Long:
		if within(c.Values, math.MinInt32, math.MaxInt32) {
			return narrowed[int32](c, rows)
		}
	case *Word:
		if within(c.Values, math.MinInt16, math.MaxInt16) {
			return narrowed[int16](c, rows)
		}
	case *Text:
		if uint64(len(c.arena)) <= math.MaxUint32 {
			return narrowText(c, rows)
		}
	}
	return c.Gather(rows)
}

// within says whether all values lie in low … high.
func within[T Number](values []T, low, high int64) bool {
	least, most := int64(0), int64(0)
	for _, v := range values {
		least, most = min(least, int64(v)), max(most, int64(v))
	}
	return low <= least && most <= high
}

func narrowed[To, From Number](c *Numbers[From], rows []uint32) *Numbers[To] {
	out := &Numbers[To]{Values: make([]To, len(rows)), known: c.known.Gather(rows)}
	for i, r := range rows {
		out.Values[i] = To(c.Values[r])
	}
	return out
}

// narrowText is for rows that are each asked for once: the arena of them all is no
// longer than the column's.
func narrowText(c *Text, rows []uint32) Column {
	size := 0
	for _, r := range rows {
		size += len(c.Bytes(int(r)))
	}
	if size > math.MaxUint32 {
		return c.Gather(rows)
	}
	out := &Text{arena: make([]byte, 0, size), short: make([]uint32, len(rows)), known: c.known.Gather(rows)}
	for i, r := range rows {
		out.arena = append(out.arena, c.Bytes(int(r))...)
		out.short[i] = uint32(len(out.arena))
	}
	return out
}

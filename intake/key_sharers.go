package intake

import (
	"math/bits"
	"slices"
)

// sharers are the rows whose hash some other row may have, too: all that do, and
// a few in a million besides. In a file without repeated keys there are next to none.
//
// One table of all hashes would be looked up in memory row by row. The rows are
// dealt into parts by the upper bits of their hash instead, each so small that its
// table stays in the cache, and a part is looked through by the lower half.
func sharers(hashes []uint64) []uint32 {
	deal := max(0, bits.Len(uint(len(hashes)/partRows))) // the upper bits that choose the part
	parts, ends := dealt(hashes, deal)
	var out []uint32
	table := make([]share, 4*partRows)
	start := uint32(0)
	for _, end := range ends {
		part := parts[start:end]
		start = end
		if size := 1 << bits.Len(uint(2*len(part))); size > len(table) {
			table = make([]share, size)
		}
		out = sharersOfPart(out, part, table)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// share is a row, counted from one (0: nobody's), and the lower half of its hash.
type share struct{ row, low uint32 }

// partRows is about how many rows make a part: as many as the second-level cache
// holds with their table.
const partRows = 4096

// dealt puts the rows in order of the upper bits of their hashes; ends says where
// each part ends.
func dealt(hashes []uint64, deal int) (parts []share, ends []uint32) {
	shift := 64 - deal // 64 makes one part of all
	ends = make([]uint32, 1<<deal)
	for _, h := range hashes {
		ends[h>>shift]++
	}
	sum := uint32(0)
	for i, n := range ends {
		ends[i] = sum
		sum += n
	}
	parts = make([]share, len(hashes))
	for row, h := range hashes {
		at := &ends[h>>shift]
		parts[*at] = share{uint32(row) + 1, uint32(h)}
		*at++
	}
	return parts, ends
}

// sharersOfPart appends the rows of a part whose lower half stands there twice,
// some of them more than once. table is scratch, a power of two, more than twice
// as long as the part.
func sharersOfPart(out []uint32, part, table []share) []uint32 {
	clear(table)
	last := uint32(len(table) - 1)
	for _, s := range part {
		i := s.low & last
		for table[i].row != 0 && table[i].low != s.low {
			i = (i + 1) & last
		}
		if table[i].row != 0 {
			out = append(out, table[i].row-1, s.row-1)
			continue
		}
		table[i] = s
	}
	return out
}

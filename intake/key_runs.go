package intake

import (
	"cmp"
	"hash/maphash"
	"slices"

	"dixian/column"
)

// Most files have all rows of one person, or one household, next to each other,
// in whatever order these come. Then rows of one key can only stand in one run of
// rows that agree in the first column of the key, if no two runs agree in it: the
// runs are few, and only they are looked up among each other.

// apart says whether no two of n rows have the same key, as far as that can be told
// by runs. If it says false, there may be some or none.
//
// Twin: repeatedSlow in key_test.go.
func (k *naturalKey) apart(n int) bool {
	if len(k.columns) < 2 || len(k.instead) > 0 {
		return false
	}
	first := k.columns[0]
	var heads []uint32
	start := 0
	for row := 1; row <= n; row++ {
		if row < n && column.Compare(first, row-1, row) == 0 {
			continue
		}
		if !k.runApart(start, row) {
			return false
		}
		if heads = append(heads, uint32(start)); len(heads) > n/2+1 {
			return false // hardly any runs
		}
		start = row
	}
	return headsApart(first, heads)
}

// fewKeys are as many rows as are compared each with each.
const fewKeys = 8

// runApart says whether the rows of a run, which agree in the first column, differ
// in the others.
func (k *naturalKey) runApart(from, to int) bool {
	rest := naturalKey{columns: k.columns[1:]}
	ascends := true
	for row := from + 1; row < to && ascends; row++ {
		ascends = rest.compare(uint32(row-1), uint32(row)) < 0
	}
	if ascends || to-from > fewKeys {
		return ascends
	}
	for a := from; a < to; a++ {
		for b := a + 1; b < to; b++ {
			if rest.compare(uint32(a), uint32(b)) == 0 {
				return false
			}
		}
	}
	return true
}

// headsApart says whether no two of some rows, in which a column differs from one to
// the next, have the same hash in it.
func headsApart(c column.Column, rows []uint32) bool {
	ascends := true
	for i := 1; i < len(rows) && ascends; i++ {
		ascends = column.Compare(c, int(rows[i-1]), int(rows[i])) < 0
	}
	if ascends {
		return true
	}
	seed := maphash.MakeSeed()
	start := maphash.String(seed, "")
	hashes := make([]uint64, len(rows))
	for i, row := range rows {
		hashes[i] = mix(start, partOf(c, int(row), seed))
	}
	same := sharers(hashes)
	slices.SortFunc(same, func(a, b uint32) int { return cmp.Compare(hashes[a], hashes[b]) })
	for i := 1; i < len(same); i++ {
		if hashes[same[i-1]] == hashes[same[i]] {
			return false
		}
	}
	return true
}

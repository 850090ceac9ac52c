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
	first, rest := column.Steps(k.columns[0]), stepsOf(k.columns[1:])
	heads := make([]uint32, 0, n/2+66) // rows that begin a run
	var doubtful []uint32              // that do not say more than the one before in their run
	ascends := true
	for word := range wordsOfRows(n) {
		same, up := first(word)
		other := rowsOfWord(n, word) &^ same
		ascends = ascends && other&^up == 0
		if heads = appendBits(heads, word, other); len(heads) > n/2+1 {
			return false // hardly any runs
		}
		if same != 0 {
			_, up = rest(word)
			doubtful = appendBits(doubtful, word, same&^up)
		}
	}
	return k.runsApart(append(heads, uint32(n)), doubtful) && (ascends || headsApart(k.columns[0], heads))
}

// fewKeys are as many rows as are compared each with each.
const fewKeys = 8

// runsApart says whether the rows of each run that has a doubtful row differ in other
// columns than the first; heads are where runs begin, and where the last ends.
func (k *naturalKey) runsApart(heads, doubtful []uint32) bool {
	others := naturalKey{columns: k.columns[1:]}
	run, seen := 0, -1
	for _, row := range doubtful {
		for heads[run+1] <= row {
			run++
		}
		if run != seen && !others.fewApart(heads[run], heads[run+1]) {
			return false
		}
		seen = run
	}
	return true
}

// fewApart says whether no two of a few rows have the same key.
func (k *naturalKey) fewApart(from, to uint32) bool {
	if to-from > fewKeys {
		return false
	}
	for a := from; a < to; a++ {
		for b := a + 1; b < to; b++ {
			if k.compare(a, b) == 0 {
				return false
			}
		}
	}
	return true
}

// headsApart says whether no two of some rows have the same hash in a column.
func headsApart(c column.Column, rows []uint32) bool {
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

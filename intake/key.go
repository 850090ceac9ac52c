package intake

import (
	"cmp"
	"math/bits"
	"slices"

	"dixian/column"
)

// naturalKey is the columns that tell a table's rows apart, once all are read.
//
// Source: data contract, "two good rows with the same natural key".
type naturalKey struct {
	columns []column.Column
	instead []column.Column // tell apart the rows that have none of columns
}

// compare orders two rows by their keys. Rows of one key are equal; what is
// unknown is a value of its own.
func (k *naturalKey) compare(a, b uint32) int {
	for _, c := range k.columns {
		if order := column.Compare(c, int(a), int(b)); order != 0 {
			return order
		}
	}
	if len(k.instead) == 0 || !k.isUnknown(a) {
		return 0
	}
	for _, c := range k.instead {
		if order := column.Compare(c, int(a), int(b)); order != 0 {
			return order
		}
	}
	return 0
}

func (k *naturalKey) isUnknown(row uint32) bool {
	for _, c := range k.columns {
		if c.Known(int(row)) {
			return false
		}
	}
	return true
}

// ascends says whether each of n rows has a greater key than the one before, so
// that no key stands twice. A file in another order is found out at once.
func (k *naturalKey) ascends(n int) bool {
	steps := stepsOf(k.columns)
	for word := range wordsOfRows(n) {
		_, up := steps(word)
		for _, row := range appendBits(nil, word, rowsOfWord(n, word)&^up) {
			if k.compare(row-1, row) >= 0 {
				return false
			}
		}
	}
	return true
}

// stepsOf is column.Steps for several columns, of which the first that differs counts.
func stepsOf(columns []column.Column) func(word int) (same, up uint64) {
	steps := make([]func(word int) (same, up uint64), len(columns))
	for i, c := range columns {
		steps[i] = column.Steps(c)
	}
	return func(word int) (same, up uint64) {
		same = ^uint64(0)
		for _, step := range steps {
			s, u := step(word)
			up |= same & u
			if same &= s; same == 0 {
				break
			}
		}
		return same, up
	}
}

// wordsOfRows is how many words hold a bit a row.
func wordsOfRows(n int) int { return (n + 63) / 64 }

// rowsOfWord has the bits of a word that stand for one of n rows.
func rowsOfWord(n, word int) uint64 {
	if rest := n - 64*word; rest < 64 {
		return 1<<rest - 1
	}
	return ^uint64(0)
}

// appendBits appends the rows whose bits are set in a word.
func appendBits(rows []uint32, word int, set uint64) []uint32 {
	for ; set != 0; set &= set - 1 {
		rows = append(rows, uint32(64*word+bits.TrailingZeros64(set)))
	}
	return rows
}

// repeated calls replaced for each two rows of one key that follow each other in
// n rows, the earlier first; of one key in the order of the rows.
//
// Twin: repeatedSlow in key_test.go, a map from keys to rows.
func (k *naturalKey) repeated(n int, replaced func(earlier, later uint32)) {
	if k.ascends(n) || k.apart(n) {
		return
	}
	hashes := k.hashes(n)
	rows := sharers(hashes)
	slices.SortFunc(rows, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(hashes[a], hashes[b]), k.compare(a, b), cmp.Compare(a, b))
	})
	for i := 1; i < len(rows); i++ {
		if earlier, later := rows[i-1], rows[i]; hashes[earlier] == hashes[later] && k.compare(earlier, later) == 0 {
			replaced(earlier, later)
		}
	}
}

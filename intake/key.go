package intake

import (
	"cmp"
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
	for row := uint32(1); int(row) < n; row++ {
		if k.compare(row-1, row) >= 0 {
			return false
		}
	}
	return true
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

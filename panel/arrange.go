package panel

import (
	"bytes"
	"cmp"
	"slices"

	"dixian/column"
	"dixian/rule"
)

// scratch is memory that laying one table after another uses again.
type scratch struct {
	house, person []int32
	next          []uint32
}

// largeTable is how many rows make a table large.
const largeTable = 1 << 20

// resized is a slice of n elements that hold anything, kept in at.
func resized[T any](at *[]T, n int) []T {
	if cap(*at) < n || cap(*at) > 4*n+1<<20 { // what a large table took is not held for small ones
		*at = make([]T, n)
	}
	*at = (*at)[:n]
	return *at
}

// arrange orders the rows that have an owner by household, then person (those of
// none first), then as rules says, and tells where each household's rows start.
//
// Owners are counted into buckets: a person has one, a household has one for the
// rows of no person before those of its persons, if there are any. Buckets hold
// few rows, which are put in order by insertion. Twin: arrangeSlow in
// owner_test.go, which sorts.
func (b *Panel) arrange(o *owners, rules rowOrder, from *scratch) (order, start []uint32) {
	k := b.buckets(o)
	next := resized(&from.next, k.n+1)
	clear(next)
	for row, h := range o.house {
		if h >= 0 {
			next[k.of(o, row)+1]++
		}
	}
	for i := range k.n {
		next[i+1] += next[i]
	}
	start = make([]uint32, b.Households+1)
	for h := range start {
		start[h] = next[k.first(h)]
	}
	order = make([]uint32, o.matched)
	for row, h := range o.house {
		if h >= 0 {
			at := k.of(o, row)
			order[next[at]] = uint32(row)
			next[at]++
		}
	}
	if len(rules) > 0 {
		begin := uint32(0)
		for _, end := range next[:k.n] {
			if end-begin > 1 {
				rules.sort(order[begin:end])
			}
			begin = end
		}
	}
	return order, start
}

// buckets are the places that rows are counted into, in order of the panel.
type buckets struct {
	n           int
	persons     []uint32 // where the persons of each household start; nil: a bucket a household
	withLoners  bool     // a household has a bucket before its persons'
	byHousehold bool
}

func (b *Panel) buckets(o *owners) buckets {
	switch {
	case o.person == nil || o.loners == o.matched:
		return buckets{n: b.Households, byHousehold: true}
	case o.loners == 0:
		return buckets{n: len(b.house), persons: b.Tables[b.Program.Persons.Index].Start}
	}
	return buckets{n: len(b.house) + b.Households, persons: b.Tables[b.Program.Persons.Index].Start, withLoners: true}
}

// of is the bucket of a row that has an owner.
func (k *buckets) of(o *owners, row int) int {
	h := int(o.house[row])
	switch {
	case k.byHousehold:
		return h
	case !k.withLoners:
		return int(o.person[row])
	case o.person[row] >= 0:
		return int(o.person[row]) + h + 1
	}
	return int(k.persons[h]) + h
}

// first is the first bucket of a household; of the one after the last, n.
func (k *buckets) first(h int) int {
	switch {
	case k.byHousehold:
		return h
	case !k.withLoners:
		return int(k.persons[h])
	}
	return int(k.persons[h]) + h
}

// rowOrder compares rows by one column after another.
type rowOrder []func(a, b uint32) int

// orderBy are the columns of a source that tell rows of one owner apart: those
// that were read, but for what all rows of an owner agree in.
func orderBy(s *Source, same []bool) (rules rowOrder) {
	for i, c := range s.Columns {
		if c != nil && !(same[i] && s.Table.Columns[i].Type.Kind == rule.Ref) {
			rules = append(rules, comparer(c))
		}
	}
	return rules
}

// comparer is column.Compare for one column, without asking what it is and
// whether a value is known where all are.
func comparer(c column.Column) func(a, b uint32) int {
	switch c := c.(type) {
	case *column.Long:
		return compareNumbers(c)
	case *column.Word:
		return compareNumbers(c)
	case *column.Byte:
		return compareNumbers(c)
	}
	if text, ok := c.(*column.Text); ok && text.Validity().All() {
		return func(a, b uint32) int { return bytes.Compare(text.Bytes(int(a)), text.Bytes(int(b))) }
	}
	return func(a, b uint32) int { return column.Compare(c, int(a), int(b)) }
}

func compareNumbers[T column.Number](c *column.Numbers[T]) func(a, b uint32) int {
	values := c.Values
	if c.Validity().All() {
		return func(a, b uint32) int { return cmp.Compare(values[a], values[b]) }
	}
	return func(a, b uint32) int {
		ka, kb := c.Known(int(a)), c.Known(int(b))
		switch {
		case ka && kb:
			x, y := values[a], values[b]
			switch {
			case x < y:
				return -1
			case x > y:
				return 1
			}
			return 0
		case ka:
			return -1
		case kb:
			return 1
		}
		return 0
	}
}

// inOrder is n rows in the order of what tells each two of them apart. Files come in
// long runs that are in order already, such as a town's: if the runs do not overlap,
// only they are sorted. Twin: slices.SortFunc (TestInOrderTwin).
func inOrder(n int, compare func(a, b uint32) int) []uint32 {
	type run struct{ from, to uint32 }
	var runs []run
	for row := range uint32(n) {
		if row == 0 || compare(row-1, row) > 0 {
			runs = append(runs, run{row, row})
		}
		runs[len(runs)-1].to++
	}
	slices.SortFunc(runs, func(a, b run) int { return compare(a.from, b.from) })
	order := make([]uint32, 0, n)
	overlap := false
	for i, r := range runs {
		overlap = overlap || i > 0 && compare(runs[i-1].to-1, r.from) > 0
		for row := r.from; row < r.to; row++ {
			order = append(order, row)
		}
	}
	if overlap {
		slices.SortFunc(order, compare)
	}
	return order
}

// fewRows are as many as are put in order by insertion.
const fewRows = 32

// sort puts rows in order; equal ones stay as they are.
func (rules rowOrder) sort(rows []uint32) {
	if len(rows) > fewRows {
		slices.SortStableFunc(rows, rules.compare)
		return
	}
	for i := 1; i < len(rows); i++ {
		row := rows[i]
		j := i
		for ; j > 0 && rules.compare(row, rows[j-1]) < 0; j-- {
			rows[j] = rows[j-1]
		}
		rows[j] = row
	}
}

func (rules rowOrder) compare(a, b uint32) int {
	for _, compare := range rules {
		if d := compare(a, b); d != 0 {
			return d
		}
	}
	return 0
}

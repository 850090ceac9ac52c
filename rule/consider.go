package rule

import (
	"slices"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
)

// Considered tells what became of the rows that a fold or pick might read for
// one row of the table it is about. Every row that belongs to it is in one list.
type Considered struct {
	Taken   []int // passed `within`, `where` and the pick
	Passed  []int // passed `within` and `where`, but the pick chose another
	Refused []int // `where` is not true of them
	Outside []int // not within the period, or without a date
}

// Consider sorts the rows of a fold or pick by what became of them.
func (in *Interpreter) Consider(f *Fact, row int) Considered {
	var c Considered
	passed := in.rows(f, row)
	c.Taken = in.chosen(f, passed)
	first, last, open := in.window(f)
	time := f.From.ColumnIndex(f.From.Time)
	from, to := in.rowsOf(f.From)
	for r := from; r < to; r++ {
		switch {
		case !in.belongs(f, r, row) || slices.Contains(c.Taken, r):
		case slices.Contains(passed, r):
			c.Passed = append(c.Passed, r)
		case f.Within != nil && !in.lies(f, time, r, first, last, open):
			c.Outside = append(c.Outside, r)
		default:
			c.Refused = append(c.Refused, r)
		}
	}
	return c
}

func (in *Interpreter) lies(f *Fact, time, row int, first, last int32, open bool) bool {
	n, known := grain(in.Cell(f.From, time, row))
	return open && known && first <= n && n <= last
}

// Asked is the span of the table's time column that must be covered for the fact
// to be known; ok is false where a late table has no covered month at all.
func (in *Interpreter) Asked(f *Fact) (from, to int32, ok bool) {
	anchor, ok := in.anchor(f)
	if !ok || f.Within == nil {
		return 0, 0, false
	}
	from, to = in.run.spans[f.Index].CoverageGrains(f.From.TimeKind(), anchor)
	return from, to, true
}

// Firing is what one rule raises for the household, by itself; ok is false where
// it does not fire.
func (in *Interpreter) Firing(r *Rule) (f Firing, ok bool) {
	if !r.Everyone && !in.Screened() {
		return Firing{Rule: r}, false
	}
	return in.firing(r)
}

// Distance is how far two values of an ordered type lie apart: money, a number,
// or days between dates; ok is false for anything else.
func Distance(a, b Val) (d Val, ok bool) {
	if a == nil || b == nil {
		return nil, false
	}
	if compareValues(a, b) < 0 {
		a, b = b, a
	}
	switch x := a.(type) {
	case amount:
		return amount{x.Sub(b.(amount).Exact)}, true
	case types.Int:
		return x - b.(types.Int), true
	case ordinal:
		return types.Int(x.n - b.(ordinal).n), true
	}
	return nil, false
}

// Same says whether two values are equal; unknown equals unknown.
func Same(a, b Val) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return a.Equal(b) == types.True
}

// Number is a value of an int type, or the place of a date, month or year.
func Number(v ref.Val) (int64, bool) {
	switch x := v.(type) {
	case ordinal:
		return x.n, true
	case types.Int:
		return int64(x), true
	}
	return 0, false
}

// SpanOf is the value of a period.
func SpanOf(v ref.Val) (Span, bool) {
	s, ok := v.(span)
	return s.Span, ok
}

// ParamVal is a parameter's value as expressions see it.
func ParamVal(t Type, n int64) Val { return paramValue(t, n) }

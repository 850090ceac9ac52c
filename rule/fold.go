package rule

import (
	"cmp"
	"slices"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"dixian/calendar"
	"dixian/column"
	"dixian/money"
)

// rows are the rows a fold or pick looks at for one row of the table it is
// about: those that belong to it, lie within the span, and satisfy `where`.
func (in *Interpreter) rows(f *Fact, row int) []int {
	var out []int
	from, to := in.rowsOf(f.From)
	first, last, open := in.window(f)
	if !open {
		return nil
	}
	time := f.From.ColumnIndex(f.From.Time)
	for r := from; r < to; r++ {
		if !in.belongs(f, r, row) {
			continue
		}
		if f.Within != nil {
			n, known := grain(in.Cell(f.From, time, r))
			if !known || n < first || n > last {
				continue
			}
		}
		if in.true(f.Where, r) {
			out = append(out, r)
		}
	}
	return out
}

// window is the span of a fact at the grain of its table's time column. It is
// not open where the span ends with a newest covered month and there is none.
func (in *Interpreter) window(f *Fact) (first, last int32, open bool) {
	if f.Within == nil {
		return 0, 0, true
	}
	anchor, ok := in.anchor(f)
	if !ok {
		return 0, 0, false
	}
	first, last = in.run.spans[f.Index].Grains(f.From.TimeKind(), anchor)
	return first, last, true
}

// anchor is the month that the fact's span ends with.
func (in *Interpreter) anchor(f *Fact) (calendar.Month, bool) {
	if f.From.Late == 0 || !in.run.spans[f.Index].followsAnchor() {
		return in.run.AsOf.Month(), true
	}
	if in.run.Coverage == nil {
		return 0, false
	}
	return in.run.Coverage.Newest(f.From, in.household)
}

func grain(v ref.Val) (int32, bool) {
	switch x := v.(type) {
	case ordinal:
		return int32(x.n), true
	case types.Int:
		return int32(x), true
	}
	return 0, false
}

func (in *Interpreter) belongs(f *Fact, r, row int) bool {
	if f.About == in.run.Program.Households {
		return true
	}
	return in.parent(f.From, f.About, r) == row
}

// chosen applies a fact's pick: all rows without one, the newest, or the newest
// of each group.
func (in *Interpreter) chosen(f *Fact, rows []int) []int {
	if !f.Picks || len(rows) < 2 {
		return rows
	}
	if f.Newest < 0 {
		return rows[:1]
	}
	data := in.run.Data.Tables[f.From.Index]
	var best []int
	for _, r := range rows {
		i := slices.IndexFunc(best, func(b int) bool {
			return f.Per < 0 || column.Compare(data.Columns[f.Per], r, b) == 0
		})
		switch {
		case i < 0:
			best = append(best, r)
		case newer(f, data, r, best[i]):
			best[i] = r
		}
	}
	return best
}

// newer says whether row a goes before row b: the larger value of the pick's
// column, ties by the remaining columns in declared order, never by row order.
func newer(f *Fact, data *Rows, a, b int) bool {
	if c := data.Columns[f.Newest]; c != nil {
		if c.Known(a) != c.Known(b) {
			return c.Known(a)
		}
		if d := column.Compare(c, a, b); d != 0 {
			return d > 0
		}
	}
	for i, c := range data.Columns {
		if i == f.Newest {
			continue
		}
		if d := column.Compare(c, a, b); d != 0 {
			return d < 0
		}
	}
	return false
}

func (in *Interpreter) fold(f *Fact, row int) ref.Val {
	v := in.aggregate(f, in.chosen(f, in.rows(f, row)))
	if f.Coverage != CoverageRequired || (f.Aggregate == Any && v == types.True) {
		return v
	}
	if !in.covers(f) {
		return nil
	}
	return v
}

// covers says whether every period that the fact would read as absent is
// covered in the household's county.
func (in *Interpreter) covers(f *Fact) bool {
	anchor, ok := in.anchor(f)
	if !ok || in.run.Coverage == nil {
		return false
	}
	from, to := in.run.spans[f.Index].CoverageGrains(f.From.TimeKind(), anchor)
	return in.run.Coverage.Covers(f.From, in.household, from, to)
}

func (in *Interpreter) aggregate(f *Fact, rows []int) ref.Val {
	switch f.Aggregate {
	case CountRows:
		return types.Int(len(rows))
	case CountDistinct:
		var seen []ref.Val
		for _, r := range rows {
			v := in.eval(f.Arg, r)
			if v != nil && !slices.ContainsFunc(seen, func(s ref.Val) bool { return s.Equal(v) == types.True }) {
				seen = append(seen, v)
			}
		}
		return types.Int(len(seen))
	case Any:
		for _, r := range rows {
			if in.true(f.Arg, r) {
				return types.True
			}
		}
		return types.False
	case Sum:
		return in.sum(f, rows)
	}
	var best ref.Val
	for _, r := range rows {
		v := in.eval(f.Arg, r)
		if v == nil {
			continue
		}
		if best == nil || (compareValues(v, best) < 0) == (f.Aggregate == Min) {
			best = v
		}
	}
	return best
}

func (in *Interpreter) sum(f *Fact, rows []int) ref.Val {
	if f.Type.Kind == Money {
		var total money.Exact
		for _, r := range rows {
			if v, ok := in.eval(f.Arg, r).(amount); ok {
				total = total.Add(v.Exact)
			}
		}
		return amount{total}
	}
	total := types.Int(0)
	for _, r := range rows {
		if v, ok := in.eval(f.Arg, r).(types.Int); ok {
			total += v
		}
	}
	return total
}

func compareValues(a, b ref.Val) int {
	switch x := a.(type) {
	case amount:
		return x.Cmp(b.(amount).Exact)
	case ordinal:
		return cmp.Compare(x.n, b.(ordinal).n)
	case types.Int:
		return cmp.Compare(x, b.(types.Int))
	}
	return 0
}

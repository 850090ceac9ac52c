package rule

import (
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"dixian/calendar"
	"dixian/column"
)

// Rows are a table's rows as columns, ordered by household.
type Rows struct {
	Table   *Table
	Columns []column.Column // parallel to Table.Columns; nil: not loaded, every cell unknown
	Start   []uint32        // household h has rows Start[h] … Start[h+1]-1
	Person  []int32         // the person row each row belongs to, -1 none; nil: rows of households
}

// Of returns the rows of household h as a half-open range.
func (r *Rows) Of(h int) (from, to int) {
	if r == nil || len(r.Start) == 0 {
		return 0, 0
	}
	return int(r.Start[h]), int(r.Start[h+1])
}

// Data is what a Program is evaluated over: the rows of every table, in the
// order of Program.Tables.
type Data struct {
	Households int
	Tables     []*Rows
}

// CoverageView answers whether a table covers a household's county.
type CoverageView interface {
	// Covers says whether every grain from … to (both included) of the table's
	// time column is covered in the county of household h.
	Covers(t *Table, h int, from, to int32) bool
	// Newest is the newest covered month of a late table there.
	Newest(t *Table, h int) (calendar.Month, bool)
}

// boxed values of a code column, made once a table column.
type boxes []ref.Val

// cell reads one value of a column as an expression sees it, nil if unknown.
func cell(c column.Column, t Type, row int, words boxes) ref.Val {
	if c == nil || !c.Known(row) {
		return nil
	}
	switch c := c.(type) {
	case *column.Long:
		if t.Stored() == ID {
			return ordinal{ID, c.Values[row]}
		}
		return fenAmount(c.Values[row])
	case *column.Word:
		return word(c.Values[row], t)
	case *column.Short:
		return word(int32(c.Values[row]), t)
	case *column.Byte:
		if t.Kind == Code {
			return words[c.Values[row]]
		}
		return types.Bool(c.Values[row] != 0)
	case *column.Text:
		s, _ := c.At(row)
		return types.String(s)
	case *column.Via:
		return cell(c.Of, t, int(c.Rows[row]), words)
	}
	return nil
}

// word is a value that is held in 32 bits or fewer.
func word(n int32, t Type) ref.Val {
	switch t.Kind {
	case Money:
		return fenAmount(int64(n))
	case Date, Month, SchoolYear, Share:
		return ordinal{t.Kind, int64(n)}
	case Codes:
		return codeSet{n, t.Codes}
	}
	return types.Int(n)
}

// boxWords makes the values of a code column once.
func boxWords(t Type) boxes {
	if t.Kind != Code {
		return nil
	}
	b := make(boxes, len(t.Codes))
	for i, w := range t.Codes {
		b[i] = types.String(w)
	}
	return b
}

// Grain reads a time column as a number: days, months, years.
func Grain(c column.Column, row int) (int32, bool) {
	switch c := c.(type) {
	case *column.Word:
		return c.At(row)
	case *column.Short:
		n, known := c.At(row)
		return int32(n), known
	}
	return 0, false
}

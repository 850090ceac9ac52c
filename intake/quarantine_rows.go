package intake

import (
	"strings"

	"dixian/rule"
)

// Bounds of a workbook of bad rows: what a clerk can mend by hand, and what fits
// into memory.
const (
	MaxWorkbookRows  = 10_000
	maxWorkbookBytes = 64 << 20
	longestExcelCell = 32_767 // characters; Excel's own limit
)

// BadRows keeps the first bad rows of a table for WriteQuarantineXLSX and counts
// the rest. Add fits Options.SetAside.
type BadRows struct {
	Masked bool // the cells are masked: the workbook is for looking, not for sending back
	Rows   []BadRow
	Total  int // rows quarantined, kept or not
	bytes  int
}

// Add keeps a row while there is room for it.
func (b *BadRows) Add(r BadRow) error {
	b.Total++
	if len(b.Rows) >= MaxWorkbookRows || b.bytes >= maxWorkbookBytes {
		return nil
	}
	for i, cell := range r.Cells {
		r.Cells[i] = cut(cell, longestExcelCell-1)
		b.bytes += len(r.Cells[i])
	}
	if len(r.Surplus) > 0 {
		r.Surplus = []string{cut(strings.Join(r.Surplus, "，"), longestExcelCell-1)}
		b.bytes += len(r.Surplus[0])
	}
	b.Rows = append(b.Rows, r)
	return nil
}

// reasons joins all that is wrong with the row, with the columns' Chinese names.
func (r BadRow) reasons(t *rule.Table) string {
	if len(r.Marks) == 0 {
		return r.Reason
	}
	var all []string
	for _, m := range r.Marks {
		c := t.Columns[m.Column]
		name := c.Label
		if name == "" {
			name = c.Name
		}
		all = append(all, name+"："+m.Reason)
	}
	return cut(strings.Join(all, "；"), longestExcelCell-1)
}

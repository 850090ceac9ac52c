package panel

import (
	"dixian/column"
	"dixian/rule"
)

// layTouches fills the system table extract_rows: one row for each row of an
// extract that touches a person or a household, the compared tables aside.
func (b *Panel) layTouches() {
	t := b.Program.Table("extract_rows")
	if t == nil {
		return
	}
	var from []*rule.Rows
	n := 0
	for _, rows := range b.Tables {
		if rows != nil && rows.Table.Folder == "extracts" && !rows.Table.Compared {
			from = append(from, rows)
			n += len(rows.Person)
		}
	}
	rows := &rule.Rows{Table: t, Columns: make([]column.Column, len(t.Columns)), Start: make([]uint32, b.Households+1), Person: make([]int32, 0, n)}
	for h := range b.Households {
		for _, table := range from {
			lo, hi := table.Of(h)
			rows.Person = append(rows.Person, table.Person[lo:hi]...)
		}
		rows.Start[h+1] = uint32(len(rows.Person))
	}
	if i := t.ColumnIndex("person"); i >= 0 {
		rows.Columns[i] = b.viaPerson(rows.Person)
	}
	b.Tables[t.Index] = rows
}

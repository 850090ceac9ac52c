package panel

import (
	"dixian/column"
	"dixian/rule"
)

// layTouches fills the system table extract_rows: one row for each person that a row
// of an extract touches, and one for each household that one touches without naming a
// person, the compared tables aside.
func (b *Panel) layTouches() {
	t := b.Program.Table("extract_rows")
	if t == nil {
		return
	}
	persons := b.Tables[b.Program.Persons.Index]
	touched, alone := make([]bool, persons.Start[b.Households]), make([]bool, b.Households)
	n := 0
	for _, rows := range b.Tables {
		if rows == nil || rows.Table.Folder != "extracts" || rows.Table.Compared {
			continue
		}
		for h := range b.Households {
			from, to := rows.Of(h)
			if from == to {
				continue
			}
			of := []int32{none}
			if rows.Person != nil {
				of = rows.Person[from:to]
			}
			for _, person := range of {
				at := &alone[h]
				if person >= 0 {
					at = &touched[person]
				}
				if !*at {
					*at, n = true, n+1
				}
			}
		}
	}
	rows := &rule.Rows{Table: t, Columns: make([]column.Column, len(t.Columns)), Start: make([]uint32, b.Households+1), Person: make([]int32, 0, n)}
	for h := range b.Households {
		if alone[h] {
			rows.Person = append(rows.Person, none)
		}
		for person := persons.Start[h]; person < persons.Start[h+1]; person++ {
			if touched[person] {
				rows.Person = append(rows.Person, int32(person))
			}
		}
		rows.Start[h+1] = uint32(len(rows.Person))
	}
	if i := t.ColumnIndex("person"); i >= 0 {
		rows.Columns[i] = b.viaPerson(rows.Person)
	}
	b.Tables[t.Index] = rows
}

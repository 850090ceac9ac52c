package panel

import (
	"runtime"
	"sync"

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
	parts := runtime.GOMAXPROCS(0)
	n := make([]int, parts) // of each part of the households
	var g sync.WaitGroup
	for i := range parts {
		g.Go(func() { n[i] = b.touch(touched, alone, i*b.Households/parts, (i+1)*b.Households/parts) })
	}
	g.Wait()
	rows := &rule.Rows{Table: t, Columns: make([]column.Column, len(t.Columns)), Start: make([]uint32, b.Households+1)}
	count := 0
	for _, of := range n {
		count += of
	}
	rows.Person = make([]int32, count)
	for i := range parts {
		from := 0
		for _, before := range n[:i] {
			from += before
		}
		g.Go(func() {
			next := from
			put := func(person int32) { rows.Person[next] = person; next++ }
			for h := i * b.Households / parts; h < (i+1)*b.Households/parts; h++ {
				if alone[h] {
					put(none)
				}
				for person := persons.Start[h]; person < persons.Start[h+1]; person++ {
					if touched[person] {
						put(int32(person))
					}
				}
				rows.Start[h+1] = uint32(next)
			}
		})
	}
	g.Wait()
	if i := t.ColumnIndex("person"); i >= 0 {
		rows.Columns[i] = b.viaPerson(rows.Person)
	}
	b.Tables[t.Index] = rows
}

// touch marks the persons of households from … to-1 whom some row touches, and the
// households that one touches without naming a person. It says how many they are.
func (b *Panel) touch(touched, alone []bool, from, to int) (n int) {
	for _, rows := range b.Tables {
		if rows == nil || rows.Table.Folder != "extracts" || rows.Table.Compared {
			continue
		}
		for h := from; h < to; h++ {
			first, end := rows.Of(h)
			if first == end {
				continue
			}
			of := []int32{none}
			if rows.Person != nil {
				of = rows.Person[first:end]
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
	return n
}

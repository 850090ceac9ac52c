package standing

import (
	"fmt"
	"slices"

	"golang.org/x/sync/errgroup"

	"dixian/column"
	"dixian/panel"
	"dixian/rule"
)

// lay gives the rows of a batch to their owners, as panel.Build does: it builds a
// panel of the households and persons that the batch may be about, and takes the
// batch's rows out of it.
func (d *Directory) lay(src panel.Source) (*Segment, error) {
	p := d.Program
	houses, people := d.mentioned(src)
	small, err := panel.Build(p, []panel.Source{d.source(p.Households, houses, houses), d.source(p.Persons, houses, people), src})
	if err != nil {
		return nil, fmt.Errorf("the rows of %s cannot be laid: %w", src.Table.Name, err)
	}
	rows := small.Tables[src.Table.Index]
	s := &Segment{Table: src.Table, Start: make([]uint32, d.Manifest.Households+1), Columns: make([]column.Column, len(src.Columns)), Refs: make([]*Refs, len(src.Columns))}
	if rows == nil {
		rows = &rule.Rows{Table: src.Table, Columns: make([]column.Column, len(src.Columns)), Start: make([]uint32, len(houses)+1)}
	}
	s.Person = make([]int32, 0, rows.Start[len(houses)])
	next := 0
	for i, h := range houses {
		for ; next <= int(h); next++ {
			s.Start[next] = rows.Start[i]
		}
		for row := rows.Start[i]; row < rows.Start[i+1]; row++ {
			person := int32(-1)
			if rows.Person != nil && rows.Person[row] >= 0 {
				person = people[rows.Person[row]] // the order is the same
			}
			s.Person = append(s.Person, person)
		}
	}
	for ; next < len(s.Start); next++ {
		s.Start[next] = uint32(len(s.Person))
	}
	n := len(s.Person)
	s.Batch, s.File, s.Line = make([]uint16, n), make([]uint16, n), make([]uint32, n)
	for row := range n {
		at := small.Origin(src.Table, row)
		s.File[row], s.Line[row] = at.File, at.Line
	}
	d.keep(s, rows)
	return s, nil
}

// keep takes a panel's columns of a table into a segment.
func (d *Directory) keep(s *Segment, rows *rule.Rows) {
	for i, c := range s.Table.Columns {
		switch {
		case rows.Columns[i] == nil:
		case reference(d.Program, s.Table, c):
			s.Refs[i] = d.names.toRefs(c, column.Plain(rows.Columns[i]), s)
		default:
			s.Columns[i] = column.Plain(rows.Columns[i])
		}
	}
}

// mentioned are the households and the rows of persons that some reference of a batch
// leads to, and the households of those persons, rising.
func (d *Directory) mentioned(src panel.Source) (households, persons []int32) {
	p := d.Program
	people, houses := newIDSet(len(src.Line)), map[string]bool{}
	for i, c := range src.Table.Columns {
		if !reference(p, src.Table, c) || src.Columns[i] == nil {
			continue
		}
		switch col := column.Plain(src.Columns[i]).(type) {
		case *column.Long:
			for row, id := range col.Values {
				if col.Known(row) {
					people.add(id)
				}
			}
		case *column.Text:
			last := ""
			for row := range col.Len() {
				if b := col.Bytes(row); col.Known(row) && string(b) != last {
					last = string(b)
					houses[last] = true
				}
			}
		}
	}
	people.close()
	of, ids := d.tables[p.Persons.Index].shown, d.names.ids
	type found struct{ households, persons []int32 }
	parts := make([]found, workers)
	var g errgroup.Group
	for i := range parts {
		g.Go(func() error {
			at := &parts[i]
			for h := i * d.Manifest.Households / workers; h < (i+1)*d.Manifest.Households/workers; h++ {
				before := len(at.persons)
				if people.any() {
					for row, to := of.Of(h); row < to; row++ {
						if people.has(ids.Values[row]) && ids.Known(row) {
							at.persons = append(at.persons, int32(row))
						}
					}
				}
				if len(at.persons) > before || len(houses) > 0 && houses[string(d.names.codes.Bytes(h))] {
					at.households = append(at.households, int32(h))
				}
			}
			return nil
		})
	}
	_ = g.Wait() // none of them fails
	for _, part := range parts {
		households, persons = append(households, part.households...), append(persons, part.persons...)
	}
	return households, persons
}

// ownerColumns are what owners are found and ordered by, beside references.
var ownerColumns = []string{"division_code", "household_code", "id_number", "provisional_no"}

// source is rows of some households as they were read, but for the columns that
// panel.Build finds no owners by.
func (d *Directory) source(t *rule.Table, households, rows []int32) panel.Source {
	all := *d.tables[t.Index].shown
	all.Columns = slices.Clone(all.Columns)
	for i, c := range t.Columns {
		if !slices.Contains(ownerColumns, c.Name) {
			all.Columns[i] = nil
		}
	}
	start, runs, next := make([]uint32, len(households)+1), make([]run, len(rows)), 0
	for i, row := range rows {
		runs[i] = run{0, row, row + 1}
	}
	for i, h := range households {
		for _, to := all.Of(int(h)); next < len(rows) && int(rows[next]) < to; next++ {
		}
		start[i+1] = uint32(next)
	}
	s := cells(t, []part{{from: &all}}, runs, start)
	out := panel.Source{Table: t, Columns: s.Columns}
	for i := range t.Columns {
		if s.Refs[i] != nil { // the households that persons belong to
			out.Columns[i] = d.names.plainCodes(s, s.Refs[i], households)
		}
	}
	return out
}

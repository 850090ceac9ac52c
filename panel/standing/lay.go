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
// panel of the households that the batch may be about, and takes the batch's rows
// out of it.
func (d *Directory) lay(src panel.Source) (*Segment, error) {
	p := d.Program
	houses := d.mentioned(src)
	small, err := panel.Build(p, []panel.Source{d.source(p.Households, houses), d.source(p.Persons, houses), src})
	if err != nil {
		return nil, fmt.Errorf("the rows of %s cannot be laid: %w", src.Table.Name, err)
	}
	rows := small.Tables[src.Table.Index]
	s := &Segment{Table: src.Table, Start: make([]uint32, d.Manifest.Households+1), Columns: make([]column.Column, len(src.Columns)), Refs: make([]*Refs, len(src.Columns))}
	if rows == nil {
		rows = &rule.Rows{Table: src.Table, Columns: make([]column.Column, len(src.Columns)), Start: make([]uint32, len(houses)+1)}
	}
	persons := d.tables[p.Persons.Index].shown
	s.Person = []int32{}
	next := 0
	for i, h := range houses {
		for ; next <= int(h); next++ {
			s.Start[next] = rows.Start[i]
		}
		move := int32(persons.Start[h]) - int32(small.Tables[p.Persons.Index].Start[i])
		for row := rows.Start[i]; row < rows.Start[i+1]; row++ {
			person := int32(-1)
			if rows.Person != nil && rows.Person[row] >= 0 {
				person = rows.Person[row] + move
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

// mentioned are the households that some reference of a batch leads to, rising.
func (d *Directory) mentioned(src panel.Source) []int32 {
	p := d.Program
	people, houses := newIDSet(), map[string]bool{}
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
	persons := d.tables[p.Persons.Index].shown
	ids := d.names.ids
	people.close()
	return eachPart(d.Manifest.Households, func(h int) bool {
		found := len(houses) > 0 && houses[string(d.names.codes.Bytes(h))]
		if people.any() {
			for row := int(persons.Start[h]); !found && row < int(persons.Start[h+1]); row++ {
				found = people.has(ids.Values[row]) && ids.Known(row)
			}
		}
		return found
	})
}

// eachPart are the households of which is says so, rising; several parts of them
// are asked at once.
func eachPart(households int, is func(h int) bool) []int32 {
	parts := make([][]int32, workers)
	var g errgroup.Group
	for i := range parts {
		g.Go(func() error {
			for h := i * households / workers; h < (i+1)*households/workers; h++ {
				if is(h) {
					parts[i] = append(parts[i], int32(h))
				}
			}
			return nil
		})
	}
	_ = g.Wait() // none of them fails
	return slices.Concat(parts...)
}

// ownerColumns are what owners are found and ordered by, beside references.
var ownerColumns = []string{"division_code", "household_code", "id_number", "provisional_no"}

// source is the rows of some households as they were read, but for the columns that
// panel.Build finds no owners by.
func (d *Directory) source(t *rule.Table, households []int32) panel.Source {
	all := *d.tables[t.Index].shown
	all.Columns = slices.Clone(all.Columns)
	for i, c := range t.Columns {
		if !slices.Contains(ownerColumns, c.Name) {
			all.Columns[i] = nil
		}
	}
	s := pick(&all, households)
	out := panel.Source{Table: t, Columns: s.Columns}
	for i := range t.Columns {
		if s.Refs[i] != nil { // the households that persons belong to
			out.Columns[i] = d.names.plainCodes(s, s.Refs[i], households)
		}
	}
	return out
}

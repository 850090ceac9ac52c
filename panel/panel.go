// Package panel holds a province at a date as columns.
//
// A panel has households and persons. Rows are ordered by division, then
// household, so that a village is a range of households and a household is a
// run of rows in every table. Columns are dense; an unknown value is a cleared
// bit in the column's validity bitmap, never a zero. Rows of departments that
// belong to nobody in the registry are counted as unmatched and not kept.
//
// A panel does not change once built. It knows no files: who built it hands
// over columns with the file and line each row came from.
package panel

import (
	"fmt"
	"slices"

	"dixian/column"
	"dixian/division"
	"dixian/identity"
	"dixian/rule"
)

// Source is a table's accepted rows as they were read.
type Source struct {
	Table   *rule.Table
	Columns []column.Column // parallel to Table.Columns; nil: not read
	File    []uint16        // of each row: which of the table's files
	Line    []uint32        // and which line of it
}

// Origin is where a row came from: a file of its table and a line of it.
type Origin struct {
	File uint16
	Line uint32
}

// Panel is the province at a date.
type Panel struct {
	rule.Data
	Program   *rule.Program
	Division  []division.Code // of each household: its village
	County    []int32         // of each household: place in Counties
	Counties  []division.Code // in order of code
	Unmatched []int           // rows left out, by table

	origins   [][]Origin // by table, by row
	household map[string]int32
	person    map[identity.ID]int32
}

// Build lays the rows of all tables by household. Tables that are absent from
// the sources have no rows.
func Build(p *rule.Program, sources []Source) (*Panel, error) {
	b := &Panel{
		Program: p, Unmatched: make([]int, len(p.Tables)), origins: make([][]Origin, len(p.Tables)),
		household: map[string]int32{}, person: map[identity.ID]int32{},
	}
	b.Tables = make([]*rule.Rows, len(p.Tables))
	byTable := make([]*Source, len(p.Tables))
	for i := range sources {
		byTable[sources[i].Table.Index] = &sources[i]
	}
	for _, t := range []*rule.Table{p.Households, p.Persons} {
		if byTable[t.Index] == nil {
			return nil, fmt.Errorf("the registry table %s is missing; without it nobody can be screened", t.Name)
		}
	}
	b.layHouseholds(byTable[p.Households.Index])
	b.layPersons(byTable[p.Persons.Index])
	for _, t := range p.Tables {
		if s := byTable[t.Index]; s != nil && t != p.Households && t != p.Persons {
			b.lay(s)
		}
	}
	b.layTouches()
	return b, nil
}

// Household finds a household by its code.
func (b *Panel) Household(code string) (int, bool) {
	h, ok := b.household[code]
	return int(h), ok
}

// Code is the code of household h.
func (b *Panel) Code(h int) string {
	s, _ := b.text(b.Program.Households, "household_code").At(h)
	return s
}

// Origin is where a row of a table came from.
func (b *Panel) Origin(t *rule.Table, row int) Origin { return b.origins[t.Index][row] }

func (b *Panel) text(t *rule.Table, name string) *column.Text {
	return b.Tables[t.Index].Columns[t.ColumnIndex(name)].(*column.Text)
}

func (b *Panel) layHouseholds(s *Source) {
	t := s.Table
	codes := s.Columns[t.ColumnIndex("household_code")].(*column.Text)
	villages := s.Columns[t.ColumnIndex("division_code")].(*column.Text)
	order := make([]uint32, codes.Len())
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, c uint32) int {
		if d := column.Compare(villages, int(a), int(c)); d != 0 {
			return d
		}
		return column.Compare(codes, int(a), int(c))
	})
	b.Households = len(order)
	start := make([]uint32, len(order)+1)
	for h := range start {
		start[h] = uint32(h)
	}
	b.place(s, order, start, nil)
	villages = b.text(t, "division_code")
	for h := range order {
		text, _ := villages.At(h)
		code, _ := division.ParseCode(text) // intake has checked it
		b.Division = append(b.Division, code)
		if n := len(b.Counties); n == 0 || b.Counties[n-1] != code.County() {
			b.Counties = append(b.Counties, code.County())
		}
		b.County = append(b.County, int32(len(b.Counties)-1))
		b.household[b.Code(h)] = int32(h)
	}
}

func (b *Panel) layPersons(s *Source) {
	t := s.Table
	ids := s.Columns[t.ColumnIndex("id_number")].(*column.Long)
	provisional := s.Columns[t.ColumnIndex("provisional_no")]
	owners := b.owners(s)
	order, start := b.arrange(owners, func(x, y int) int {
		if d := column.Compare(ids, x, y); d != 0 {
			return d
		}
		return column.Compare(provisional, x, y)
	})
	b.place(s, order, start, nil)
	ids = b.Tables[t.Index].Columns[t.ColumnIndex("id_number")].(*column.Long)
	for row := range ids.Len() {
		if id, known := ids.At(row); known {
			b.person[identity.ID(id)] = int32(row)
		}
	}
}

// place gathers a table's rows into the panel.
func (b *Panel) place(s *Source, order, start []uint32, person []int32) {
	rows := &rule.Rows{Table: s.Table, Columns: make([]column.Column, len(s.Columns)), Start: start, Person: person}
	for i, c := range s.Columns {
		if c != nil {
			rows.Columns[i] = c.Gather(order)
		}
	}
	origins := make([]Origin, len(order))
	for i, r := range order {
		origins[i] = Origin{s.File[r], s.Line[r]}
	}
	b.Tables[s.Table.Index], b.origins[s.Table.Index] = rows, origins
}

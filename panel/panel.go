// Package panel holds a province at a date as columns.
//
// A panel has households and persons. Rows are ordered by division, then
// household, so that a village is a range of households and a household is a
// run of rows in every table. Columns are dense; an unknown value is a cleared
// bit in the column's validity bitmap, never a zero. Rows of departments that
// belong to nobody in the registry are counted as unmatched and not kept.
//
// Within a household, persons stand by ID number, then temporary number, and
// the rows of other tables by person (those of none first), then by their
// columns, those that were read, in declared order. Two rows that agree in all of
// these are the same to whoever looks at the panel. So the order of rows and files
// leaves no trace. Whoever leaves columns out and wants the order that all columns
// give reads those up to the last key column: no two rows agree in them.
//
// A reference column in which every row names its own owner is kept as a
// column.Via that leads to the owner's row.
//
// A panel does not change once built. It knows no files: who built it hands
// over columns with the file and line each row came from. A Builder takes them
// table by table, so that what was read of one can be forgotten before the next.
package panel

import (
	"dixian/column"
	"dixian/division"
	"dixian/identity"
	"dixian/rule"
)

// Source is a table's accepted rows as they were read. The panel keeps its
// columns; they are not to be changed any more.
type Source struct {
	Table   *rule.Table
	Columns []column.Column // parallel to Table.Columns; nil: not read
	File    []uint16        // of each row: which of the table's files; nil: all are of the first
	Line    []uint32        // and which line of it; nil: where rows came from is not kept
	Forget  []bool          // references that nobody reads when each names its row's owner; nil: none
}

// rows is the number of rows: that of any column that was read.
func (s *Source) rows() int {
	for _, c := range s.Columns {
		if c != nil {
			return c.Len()
		}
	}
	return len(s.Line)
}

// Panel is the province at a date.
type Panel struct {
	rule.Data
	Program   *rule.Program
	Division  []division.Code // of each household: its village
	County    []int32         // of each household: place in Counties
	Counties  []division.Code // in order of code
	Unmatched []int           // rows left out, by table

	origins []origins // by table
	codes   codeIndex // households
	ids     idIndex   // persons
	house   []int32   // the household of each person
	narrow  bool      // columns are as narrow as their values allow
}

// Household finds a household by its code.
func (b *Panel) Household(code string) (int, bool) {
	h := b.codes.find([]byte(code))
	return int(h), h >= 0
}

// Person finds the row of a person by ID number.
func (b *Panel) Person(id identity.ID) (int, bool) {
	row := b.ids.find(int64(id))
	return int(row), row >= 0
}

// Code is the code of household h.
func (b *Panel) Code(h int) string {
	t := b.Program.Households
	s, _ := b.Tables[t.Index].Columns[t.ColumnIndex("household_code")].(*column.Text).At(h)
	return s
}

// Origin is where a row came from: a file of its table and a line of it.
type Origin struct {
	File uint16
	Line uint32
}

// Origin is where a row of a table came from. The panel's builder must have been
// told.
func (b *Panel) Origin(t *rule.Table, row int) Origin { return b.origins[t.Index].at(row) }

// origins are where the rows of a table came from.
type origins struct {
	file []uint16 // nil: all of one file
	line []uint32
}

func (o origins) at(row int) Origin {
	at := Origin{Line: o.line[row]}
	if o.file != nil {
		at.File = o.file[row]
	}
	return at
}

// originsOf gathers the origins of a source's rows.
func originsOf(s *Source, order []uint32) origins {
	if s.Line == nil {
		return origins{}
	}
	o := origins{line: gather(s.Line, order)}
	for _, f := range s.File {
		if f != 0 {
			o.file = gather(s.File, order)
			break
		}
	}
	return o
}

func gather[T any](of []T, rows []uint32) []T {
	out := make([]T, len(rows))
	for i, r := range rows {
		out[i] = of[r]
	}
	return out
}

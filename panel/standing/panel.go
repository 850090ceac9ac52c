package standing

import (
	"slices"

	"golang.org/x/sync/errgroup"

	"dixian/column"
	"dixian/division"
	"dixian/panel"
	"dixian/rule"
)

// Panel is the whole province as a panel that shares the memory of the directory.
func (d *Directory) Panel() *panel.Panel {
	tables := make([]*rule.Rows, len(d.tables))
	for i, t := range d.tables {
		if t != nil {
			tables[i] = d.rows(t.shown, d.names)
		}
	}
	return panel.Laid(d.Program, tables, d.Village, d.County, d.Counties)
}

// rows are a segment as a panel has it.
func (d *Directory) rows(s *Segment, n names) *rule.Rows {
	out := &rule.Rows{Table: s.Table, Columns: slices.Clone(s.Columns), Start: s.Start, Person: s.Person}
	for i, r := range s.Refs {
		if r != nil {
			out.Columns[i] = n.column(s.Table.Columns[i], s, r)
		}
	}
	return out
}

// Of are the rows of a household in a table: those shown, and those hidden.
func (d *Directory) Of(t *rule.Table, h int) (from, to, hiddenFrom, hiddenTo int) {
	of := d.tables[t.Index]
	if of == nil {
		return 0, 0, 0, 0
	}
	from, to = of.shown.Of(h)
	hiddenFrom, hiddenTo = of.hidden.Of(h)
	return from, to, hiddenFrom, hiddenTo
}

// Count is how many rows of a table are shown and hidden.
func (d *Directory) Count(t *rule.Table) (shown, hidden int) {
	if of := d.tables[t.Index]; of != nil {
		return of.shown.Len(), of.hidden.Len()
	}
	return 0, 0
}

// Some is a panel of some households, rising, with all their rows. Their counties
// are numbered as in the directory. Of tables that reads says no of it has no
// columns, but only how many rows there are and whose; the registry is always read.
func (d *Directory) Some(households []int32, reads func(*rule.Table) bool) *panel.Panel {
	return d.some(households, func(t *table) *Segment {
		if of := t.shown.Table; reads(of) || of == d.Program.Households || of == d.Program.Persons {
			return t.shown
		}
		return t.shown.bare()
	})
}

// All has Some read every table.
func All(*rule.Table) bool { return true }

// SomeHidden is Some of all tables with the hidden rows of the given tables in the place of
// those shown.
func (d *Directory) SomeHidden(households []int32, of []*rule.Table) *panel.Panel {
	return d.some(households, func(t *table) *Segment {
		if slices.Contains(of, t.shown.Table) {
			return t.hidden
		}
		return t.shown
	})
}

func (d *Directory) some(households []int32, which func(*table) *Segment) *panel.Panel {
	p := d.Program
	parts := make([]*Segment, len(d.tables))
	// Persons first: whose a row is must be said in their new places.
	persons := d.tables[p.Persons.Index].shown
	parts[p.Persons.Index] = pick(persons, households)
	moved := make([]int32, len(households)) // what is taken from a person's row
	for i, h := range households {
		moved[i] = int32(persons.Start[h]) - int32(parts[p.Persons.Index].Start[i])
	}
	var g errgroup.Group
	g.SetLimit(workers)
	for i, t := range d.tables {
		if t == nil || i == p.Persons.Index {
			continue
		}
		g.Go(func() error {
			s := pick(which(t), households)
			if s.Person != nil {
				for j := range households {
					for row := s.Start[j]; row < s.Start[j+1]; row++ {
						if s.Person[row] >= 0 {
							s.Person[row] -= moved[j]
						}
					}
				}
			}
			parts[i] = s
			return nil
		})
	}
	_ = g.Wait() // none of them fails
	n := names{
		ids:   parts[p.Persons.Index].Columns[p.Persons.ColumnIndex("id_number")].(*column.Long),
		codes: parts[p.Households.Index].Columns[p.Households.ColumnIndex("household_code")].(*column.Text),
	}
	tables := make([]*rule.Rows, len(d.tables))
	for i, s := range parts {
		if s != nil {
			tables[i] = d.rows(s, n)
		}
	}
	village, county := make([]division.Code, len(households)), make([]int32, len(households))
	for i, h := range households {
		village[i], county[i] = d.Village[h], d.County[h]
	}
	return panel.Laid(p, tables, village, county, d.Counties)
}

// pick copies the rows of some households, without where they came from.
func pick(s *Segment, households []int32) *Segment {
	start := make([]uint32, len(households)+1)
	var runs []run
	for i, h := range households {
		lo, hi := s.Start[h], s.Start[h+1]
		start[i+1] = start[i] + hi - lo
		if k := len(runs) - 1; k >= 0 && runs[k].hi == int32(lo) {
			runs[k].hi = int32(hi)
		} else if lo < hi {
			runs = append(runs, run{0, int32(lo), int32(hi)})
		}
	}
	return cells(s.Table, []part{{from: s}}, runs, start)
}

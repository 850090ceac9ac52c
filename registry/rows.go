package registry

import (
	"encoding/csv"
	"errors"
	"io"
	"strconv"

	"dixian/calendar"
	"dixian/column"
	"dixian/intake"
	"dixian/money"
	"dixian/rule"
)

// WriteRows writes the accepted rows of a table as a RowsWriter does.
func WriteRows(to io.Writer, l *intake.Loaded) error {
	w, err := NewRowsWriter(to, l.Table)
	if err != nil {
		return err
	}
	return errors.Join(w.Add(l), w.Flush())
}

// RowsWriter writes accepted rows of a table as CSV under its own keys, in a form
// that the reader reads as the same values: what is kept of a delivery when its file
// is deleted. An unknown cell is empty.
type RowsWriter struct {
	w     *csv.Writer
	names []string
	line  []string
}

// NewRowsWriter writes the header.
func NewRowsWriter(to io.Writer, t *rule.Table) (*RowsWriter, error) {
	out := &RowsWriter{w: csv.NewWriter(to)}
	for _, c := range t.Columns {
		if !c.System {
			out.names = append(out.names, c.Name)
		}
	}
	out.line = make([]string, len(out.names))
	return out, out.w.Write(out.names)
}

// Add writes some rows of the table.
func (r *RowsWriter) Add(l *intake.Loaded) error {
	read := cells{l.Columns, l.Table}
	for row := range l.Len() {
		for i, name := range r.names {
			r.line[i], _ = read.cell(name, row)
		}
		if err := r.w.Write(r.line); err != nil {
			return err
		}
	}
	return nil
}

// Flush ends the file.
func (r *RowsWriter) Flush() error {
	r.w.Flush()
	return r.w.Error()
}

// number is a cell of a column of whole numbers as a file would have it.
func (c cells) number(field string, typ rule.Type, row int) (string, bool) {
	col, _ := c.column(field)
	switch col := col.(type) {
	case *column.Long:
		n, known := col.At(row)
		return money.Fen(n).String(), known && typ.Stored() == rule.Money
	case *column.Word:
		n, known := col.At(row)
		switch typ.Kind {
		case rule.Month:
			return calendar.Month(n).String(), known
		case rule.SchoolYear:
			return calendar.SchoolYear(n).String(), known
		case rule.Int:
			return strconv.Itoa(int(n)), known
		}
	}
	return "", false
}

// WriteHouseholds writes households as the two files of the registry, without
// those that have ended.
func WriteHouseholds(households, persons io.Writer, list []*Household) error {
	h, p := csv.NewWriter(households), csv.NewWriter(persons)
	hNames, pNames := append([]string{"household_code"}, HouseholdFields...), append([]string{"household_code"}, PersonFields...)
	if err := h.Write(append(hNames, "object_type", "risk_cleared")); err != nil {
		return err
	}
	if err := p.Write(pNames); err != nil {
		return err
	}
	for _, one := range list {
		if one.EndedOn != 0 {
			continue
		}
		cells := one.Cells()
		if err := h.Write(append(values(cells, hNames), one.ObjectType, yes(one.RiskCleared))); err != nil {
			return err
		}
		for i := range one.Members {
			cells := rowOf(&one.Members[i])
			cells["household_code"] = one.Code
			if err := p.Write(values(cells, pNames)); err != nil {
				return err
			}
		}
	}
	h.Flush()
	p.Flush()
	if err := h.Error(); err != nil {
		return err
	}
	return p.Error()
}

func values(cells map[string]string, names []string) []string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = cells[name]
	}
	return out
}

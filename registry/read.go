package registry

import (
	"slices"
	"strings"

	"dixian/intake"
	"dixian/rule"
	"dixian/workflow"
)

// read holds the cells of a request to what a file's cells are held to, by the
// same reader, and writes them as it would keep them. It tells what a clerk has to
// mend, by field.
func (s *Service) read(r *Request, held map[string]*Household) ([]workflow.Fault, error) {
	f := &r.Form
	var faults []workflow.Fault
	tell := func(more []workflow.Fault, err error) error {
		faults = append(faults, more...)
		return err
	}
	for i := range f.Persons {
		if err := tell(s.readPerson(&f.Persons[i])); err != nil {
			return nil, err
		}
	}
	if err := tell(s.readFields(r, held[r.Household])); err != nil {
		return nil, err
	}
	for _, rel := range f.Relations {
		if c := s.Program.Persons.Column("relation"); c != nil && c.Type.CodeIndex(rel.Relation) < 0 {
			faults = append(faults, workflow.Fault{Field: "relations", Says: "与户主关系只能填" + strings.Join(c.Type.Codes, "、")})
		}
	}
	if h := f.Founded; r.Kind == Enrol && h != nil {
		if err := tell(s.readRow(s.Program.Households, h.Cells(), nil, h.Set)); err != nil {
			return nil, err
		}
	}
	return faults, nil
}

// readPerson reads a person who comes in, as a row of the table persons.
func (s *Service) readPerson(p *Person) ([]workflow.Fault, error) {
	return s.readRow(s.Program.Persons, rowOf(p), nil, func(field, cell string) { p.Set(field, cell, s.today()) })
}

// rowOf are a person's cells as a row of the table persons has them.
func rowOf(p *Person) map[string]string {
	cells := p.Cells()
	if p.HasID {
		delete(cells, "birth_date")
		delete(cells, "sex")
	}
	cells["household_code"] = "0" // which one is said elsewhere
	return cells
}

// readFields reads the rows of a household or a member as the changed fields make
// them; only what is wrong with those fields is told.
func (s *Service) readFields(r *Request, h *Household) ([]workflow.Fault, error) {
	f := &r.Form
	if len(f.Fields) == 0 || h == nil {
		return nil, nil
	}
	t, known, cells := s.Program.Households, HouseholdFields, h.Cells()
	if f.Member != nil {
		i := h.find(*f.Member)
		if i < 0 {
			return nil, nil // told when it is worked out
		}
		t, known, cells = s.Program.Persons, PersonFields, rowOf(&h.Members[i])
	}
	var fields []string
	for _, c := range f.Fields {
		if !slices.Contains(known, c.Field) {
			return []workflow.Fault{{Field: "fields", Says: "没有“" + c.Field + "”这一项可以更正"}}, nil
		}
		fields = append(fields, c.Field)
		if cells[c.Field] = c.New; c.Field == "id_number" {
			delete(cells, "birth_date")
			delete(cells, "sex")
			delete(cells, "provisional_no")
		}
	}
	return s.readRow(t, cells, fields, func(field, cell string) {
		for i := range f.Fields {
			if f.Fields[i].Field == field {
				f.Fields[i].New = cell
			}
		}
	})
}

// readRow reads a row as a file's. It tells what is wrong with the fields named,
// all where none is; set hears of the known cells as they are kept.
func (s *Service) readRow(t *rule.Table, row map[string]string, only []string, set func(field, cell string)) ([]workflow.Fault, error) {
	var faults []workflow.Fault
	told := map[string]bool{}
	var warned []intake.Problem
	hear := func(field, reason string) {
		if only != nil && !slices.Contains(only, field) || told[field] {
			return
		}
		told[field] = true
		faults = append(faults, workflow.Fault{Field: field, Says: titleOf(t, field) + "：" + reason})
	}
	loaded, err := intake.FromRows(t, []map[string]string{row}, intake.Options{
		Today: s.today(), CheckAll: true,
		Warn: func(p intake.Problem) error { warned = append(warned, p); return nil },
		SetAside: func(b intake.BadRow) error {
			for _, m := range b.Marks {
				hear(t.Columns[m.Column].Name, m.Reason)
			}
			if len(b.Marks) == 0 {
				hear(b.Column, b.Reason)
			}
			return nil
		},
	})
	if err != nil || loaded.Len() == 0 {
		return faults, err
	}
	read := cells{loaded.Columns, t}
	for _, p := range warned {
		if _, known := read.cell(p.Column, 0); !known { // else it is a mere notice
			hear(p.Column, p.Reason)
		}
	}
	for field := range row {
		if cell, ok := read.cell(field, 0); ok {
			set(field, cell)
		}
	}
	return faults, nil
}

func titleOf(t *rule.Table, field string) string {
	c := t.Column(field)
	switch {
	case c == nil:
		return "这一行"
	case c.Label == "":
		return c.Name
	}
	return c.Label
}

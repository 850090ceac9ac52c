package registry

import (
	"dixian/calendar"
	"dixian/column"
	"dixian/division"
	"dixian/identity"
	"dixian/panel"
	"dixian/rule"
)

// FromPanel are the households of a panel that was read whole, with their members,
// numbers unmasked: what a first load lays into the registry.
func FromPanel(p *panel.Panel) []Household {
	members := p.Tables[p.Program.Persons.Index]
	h, m := cells{p.Tables[p.Program.Households.Index].Columns, p.Program.Households}, cells{members.Columns, p.Program.Persons}
	out := make([]Household, p.Households)
	for i := range out {
		out[i] = h.household(i)
		from, to := members.Of(i)
		for row := from; row < to; row++ {
			out[i].Members = append(out[i].Members, m.person(row))
		}
	}
	return out
}

// cells reads the cells of a table's rows; an unknown one is the empty value.
type cells struct {
	columns []column.Column // parallel to the table's
	table   *rule.Table
}

func (c cells) household(row int) Household {
	code, _ := division.ParseCode(c.text("division_code", row)) // intake has checked it
	return Household{
		Code: c.text("household_code", row), Division: code, Group: c.text("group_name", row), Kind: c.word("kind", row), Relocated: c.yes("relocated", row),
		RelocationSite: c.text("relocation_site", row), ObjectType: c.word("object_type", row), RiskCleared: c.yes("risk_cleared", row),
		Phone: c.text("phone", row), Address: c.text("address", row),
	}
}

func (c cells) person(row int) Person {
	p := Person{
		Name: c.text("name", row), Sex: c.word("sex", row), BirthDate: c.date("birth_date", row), Relation: c.word("relation", row),
		Health: c.words("health", row), Labor: c.word("labor", row), Status: c.word("status", row), LivingTogether: c.yes("living_together", row),
		Ethnicity: c.text("ethnicity", row), Education: c.word("education", row),
	}
	if id, known := c.id("id_number", row); known {
		p.HasID, p.Number = true, id.String()
		return p
	}
	p.Number = c.text("provisional_no", row)
	return p
}

func (c cells) column(name string) (column.Column, rule.Type) {
	i := c.table.ColumnIndex(name)
	if i < 0 || c.columns[i] == nil {
		return nil, rule.Type{}
	}
	return c.columns[i], c.table.Columns[i].Type
}

func (c cells) text(name string, row int) string {
	col, _ := c.column(name)
	if t, ok := col.(*column.Text); ok {
		s, _ := t.At(row)
		return s
	}
	return ""
}

func (c cells) id(name string, row int) (identity.ID, bool) {
	col, _ := c.column(name)
	if t, ok := col.(*column.Long); ok {
		n, known := t.At(row)
		return identity.ID(n), known
	}
	return 0, false
}

func (c cells) date(name string, row int) calendar.Date {
	col, _ := c.column(name)
	if t, ok := col.(*column.Word); ok {
		if n, known := t.At(row); known {
			return calendar.Date(n)
		}
	}
	return 0
}

func (c cells) yes(name string, row int) bool {
	col, _ := c.column(name)
	t, ok := col.(*column.Byte)
	if !ok {
		return false
	}
	n, known := t.At(row)
	return known && n == 1
}

// word is a word of a list.
func (c cells) word(name string, row int) string {
	col, typ := c.column(name)
	if t, ok := col.(*column.Byte); ok {
		if n, known := t.At(row); known && int(n) < len(typ.Codes) {
			return typ.Codes[n]
		}
	}
	return ""
}

// words are several words of a list.
func (c cells) words(name string, row int) string {
	col, typ := c.column(name)
	t, ok := col.(*column.Word)
	if !ok {
		return ""
	}
	set, known := t.At(row)
	if !known {
		return ""
	}
	out := ""
	for i, word := range typ.Codes {
		if set>>i&1 == 1 {
			if out != "" {
				out += "、"
			}
			out += word
		}
	}
	return out
}

// cell is a row's cell as a file would have it, in the words that the reader
// keeps; ok is false where it is not known.
func (c cells) cell(field string, row int) (text string, ok bool) {
	col, typ := c.column(field)
	if col == nil || !col.Known(row) {
		return "", false
	}
	switch typ.Stored() {
	case rule.Money, rule.Int, rule.Month, rule.SchoolYear:
		return c.number(field, typ, row)
	case rule.ID:
		id, _ := c.id(field, row)
		return id.String(), true
	case rule.Date:
		return c.date(field, row).String(), true
	case rule.Bool:
		return yes(c.yes(field, row)), true
	case rule.Code:
		return c.word(field, row), true
	case rule.Codes:
		return c.words(field, row), true
	}
	return c.text(field, row), true
}

package server

import (
	"dixian/calendar"
	"dixian/column"
	"dixian/identity"
	"dixian/panel"
	"dixian/registry"
	"dixian/rule"
)

// Households are the households of a panel that was read whole, with their
// members, numbers unmasked: what a first load lays into the registry.
func Households(p *panel.Panel) []registry.Household {
	h, m := cells{p.Tables[p.Program.Households.Index], p.Program.Households}, cells{p.Tables[p.Program.Persons.Index], p.Program.Persons}
	out := make([]registry.Household, p.Households)
	for i := range out {
		out[i] = registry.Household{
			Code: p.Code(i), Division: p.Division[i], Group: h.text("group_name", i), Kind: h.word("kind", i), Relocated: h.yes("relocated", i),
			RelocationSite: h.text("relocation_site", i), ObjectType: h.word("object_type", i), RiskCleared: h.yes("risk_cleared", i),
			Phone: h.text("phone", i), Address: h.text("address", i),
		}
		from, to := m.rows.Of(i)
		for row := from; row < to; row++ {
			out[i].Members = append(out[i].Members, m.person(row))
		}
	}
	return out
}

// cells reads the cells of a table's rows; an unknown one is the empty value.
type cells struct {
	rows  *rule.Rows
	table *rule.Table
}

func (c cells) person(row int) registry.Person {
	p := registry.Person{
		Name: c.text("name", row), Sex: c.word("sex", row), BirthDate: c.date("birth_date", row), Relation: c.word("relation", row),
		Health: c.words("health", row), Labor: c.word("labor", row), Status: c.word("status", row), LivingTogether: c.yes("living_together", row),
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
	if i < 0 {
		return nil, rule.Type{}
	}
	return c.rows.Columns[i], c.table.Columns[i].Type
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

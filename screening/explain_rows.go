package screening

import (
	"slices"
	"strings"

	"dixian/identity"
	"dixian/rule"
)

// rows shows rows of a table: file and line, their keys and dates, and the
// columns that expressions read; without expressions, all that the package reads.
func (e *explainer) rows(depth int, t *rule.Table, rows []int, exprs ...*rule.Expr) {
	if t.Folder == "system" {
		return
	}
	columns := e.columns(t, exprs)
	head := []string{"来源（文件:行）"}
	right := map[int]bool{}
	for i, c := range columns {
		head = append(head, labelOr(t.Columns[c].Label, t.Columns[c].Name))
		if k := t.Columns[c].Type.Kind; k == rule.Money || k == rule.Int && t.Columns[c].Type.Names == nil {
			right[i+1] = true
		}
	}
	table := [][]string{head}
	for _, r := range rows {
		line := []string{e.origin(t, r)}
		for _, c := range columns {
			line = append(line, e.cellText(t, c, r))
		}
		table = append(table, line)
	}
	e.page.table(depth, table, right)
	for _, r := range rows {
		for _, c := range columns {
			if e.in.Cell(t, c, r) == nil && e.warned(t, r, t.Columns[c].Name) != "" {
				e.page.line(depth, "%s", e.cellReason(t, c, r))
			}
		}
	}
}

// columns are the places of those worth showing, in the table's order. The
// household's code is left out: the whole page is about it.
func (e *explainer) columns(t *rule.Table, exprs []*rule.Expr) []int {
	wanted := map[int]bool{}
	for i, c := range t.Columns {
		if c.Key || c.Name == t.Time || c.Type.Table == e.program.Persons.Name || t == e.program.Persons && (c.Name == "name" || c.Name == "relation") {
			wanted[i] = true
		}
	}
	read := false
	for _, x := range exprs {
		if x != nil {
			read = true
			e.leafColumns(t, x, wanted)
		}
	}
	if !read {
		for name := range e.o.reads(t) {
			wanted[t.ColumnIndex(name)] = true
		}
	}
	var out []int
	for i, c := range t.Columns {
		if wanted[i] && !c.System && (c.Type.Kind != rule.Ref || c.Type.Table != e.program.Households.Name) {
			out = append(out, i)
		}
	}
	return out
}

// leafColumns marks the columns of t that an expression reads, itself or through
// the formulas of the same row.
func (e *explainer) leafColumns(t *rule.Table, x *rule.Expr, wanted map[int]bool) {
	for _, n := range x.Names {
		if len(n.Hops) > 0 || n.Table != t || n.Param != nil || n.AsOf {
			continue
		}
		switch f := n.Target.Fact; {
		case f != nil && f.Form == rule.FormulaForm:
			e.leafColumns(t, f.Is, wanted)
		case n.Target.Column >= 0 && !n.Row:
			wanted[n.Target.Column] = true
		}
	}
}

// cellText is a cell as it may be shown.
func (e *explainer) cellText(t *rule.Table, col, row int) string {
	c := t.Columns[col]
	v := e.in.Cell(t, col, row)
	if v == nil {
		return "—"
	}
	if c.Type.Stored() != rule.ID && c.Mask != "" && !e.unmasked {
		return masked(c, rule.Show(v, true))
	}
	if c.Type.Names != nil {
		return amountText(v, c.Type, e.unmasked)
	}
	return bare(v, c.Type, e.unmasked)
}

// rowName says which row it is: who, for a person; else file, line and keys.
func (e *explainer) rowName(at place) string {
	switch {
	case at.table == e.program.Persons:
		return e.person(at.row) + " " + e.origin(at.table, at.row)
	case at.table.Folder == "system":
		return labelOr(at.table.Label, at.table.Name)
	}
	parts := []string{e.origin(at.table, at.row)}
	for i, c := range at.table.Columns {
		if (c.Key || c.Name == at.table.Time) && c.Type.Kind != rule.Ref {
			parts = append(parts, e.cellText(at.table, i, at.row))
		}
	}
	if person := e.in.Parent(at.table, e.program.Persons, at.row); person >= 0 {
		parts = append(parts, e.person(person))
	}
	return strings.Join(parts, " ")
}

// person names somebody: the name masked to its first character, the number
// masked, and what he or she is in the household.
func (e *explainer) person(row int) string {
	t := e.program.Persons
	number, masked := number(e.o.Province.Panel, row)
	if e.unmasked {
		masked = number
	}
	text := func(name string) string {
		if i := t.ColumnIndex(name); i >= 0 {
			if v := e.in.Cell(t, i, row); v != nil {
				return rule.Show(v, true)
			}
		}
		return ""
	}
	name := text("name")
	if !e.unmasked {
		name = identity.MaskName(name)
	}
	s := name + "（" + masked
	if relation := text("relation"); relation != "" {
		s += "，" + relation
	}
	return s + "）"
}

// persons names several, in the order of their numbers.
func (e *explainer) persons(rows []int) string {
	rows = slices.Clone(rows)
	slices.SortFunc(rows, func(a, b int) int {
		x, _ := number(e.o.Province.Panel, a)
		y, _ := number(e.o.Province.Panel, b)
		return strings.Compare(x, y)
	})
	var out []string
	for _, row := range rows {
		out = append(out, e.person(row))
	}
	return strings.Join(out, "、")
}

package plan

import (
	"slices"

	"dixian/rule"
)

// table reads a table. Its references are words until link has seen all tables.
func (m *record) table(item Item) *Table {
	t := &rule.Table{
		Name: item.Name, One: item.Name, Label: item.Label,
		Owner:    m.String("owner"),
		Folder:   m.Enum("folder"),
		Whole:    m.Enum("delivery") == "whole",
		Complete: m.Flag("complete"),
		Late:     m.Count("late"),
		Compared: m.Flag("compared"),
		Strict:   m.Flag("strict"),
	}
	if m.has("one") {
		one := m.Text("one")
		m.checkName(one, "row")
		t.One = one.Value
	}
	if t.Folder != "" && t.Folder != "system" && !m.has("delivery") {
		m.add(m.keyPos("folder"), "the key `delivery` is missing in a table that files fill", "add `delivery: whole` or `delivery: rows`")
	}
	out := &Table{Item: item, Table: t, ColumnPos: map[string]Pos{}}
	columns := m.mapping(m.values["columns"], "`columns`")
	if columns == nil {
		return out
	}
	var onlyWithout []Text // by column
	for _, key := range columns.keys {
		m.checkName(Text{key.Value, m.pos(key)}, "column")
		if c, instead := m.column(key.Value, columns.values[key.Value]); c != nil {
			c.System = t.Folder == "system"
			t.Columns = append(t.Columns, c)
			out.ColumnPos[c.Name] = m.pos(key)
			onlyWithout = append(onlyWithout, instead)
		}
	}
	m.checkKeys(t, columns)
	m.checkOnlyWithout(t, onlyWithout)
	if len(columns.keys) == 0 {
		m.add(columns.Pos, "the table has no columns", "add its columns as `name: {label: …, type: …}`")
	}
	t.Time = m.timeColumn(t)
	t.BelongsTo = m.columnsOf(t, "belongs_to")
	t.FallbackKey = m.columnsOf(t, "fallback_key")
	if n := m.values["coverage"]; n != nil {
		out.Coverage = m.coverage(n)
	}
	return out
}

// timeColumn reads `time`: a date, month, year or school year of the table.
func (m *record) timeColumn(t *rule.Table) string {
	name := m.String("time")
	if name == "" {
		if t.Late > 0 {
			m.refuse("late", "`late` speaks of months, but the table has no `time`", "name its time column, or take `late` away")
		}
		return ""
	}
	c := t.Column(name)
	if c == nil {
		m.refuse("time", "the table has no column `"+name+"`", nearColumn(name, t))
		return ""
	}
	year := c.Type.Kind == rule.Int && c.Type.Unit == "year"
	if !year && !slices.Contains([]rule.Kind{rule.Date, rule.Month, rule.SchoolYear}, c.Type.Kind) {
		m.refuse("time", "the column `"+name+"` is of type "+c.Type.String()+", which is no time", "name a column of type date, month, year or school_year")
	}
	return name
}

// columnsOf reads a list of the table's columns.
func (m *record) columnsOf(t *rule.Table, key string) []string {
	var names []string
	for _, name := range m.Texts(key) {
		if t.Column(name.Value) == nil {
			m.add(name.Pos, "the table has no column `"+name.Value+"`", nearColumn(name.Value, t))
			continue
		}
		if slices.Contains(names, name.Value) {
			m.add(name.Pos, "`"+key+"` names `"+name.Value+"` twice", "keep one")
			continue
		}
		names = append(names, name.Value)
	}
	return names
}

func nearColumn(name string, t *rule.Table) string {
	var names []string
	for _, c := range t.Columns {
		names = append(names, c.Name)
	}
	return near(name, names, "its columns are ")
}

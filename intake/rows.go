package intake

import (
	"fmt"
	"slices"

	"dixian/rule"
)

// FromRows loads rows that stand in memory, cells by column key, exactly as a file
// would be: the same reading, quarantine and natural keys. Row i has line i+1, and
// Problem.File is empty. An absent key is an empty cell; a key that is no column of
// the table is an error.
func FromRows(t *rule.Table, rows []map[string]string, opt Options) (*Loaded, error) {
	b, err := newBuilder(t, opt)
	if err != nil {
		return nil, err
	}
	var names []string
	var h header
	for _, c := range t.Columns {
		h.at = append(h.at, -1)
		if !c.System {
			h.at[len(h.at)-1] = len(names)
			names = append(names, c.Name)
		}
	}
	h.width = len(names)
	if err := b.begin(FileReport{}); err != nil {
		return nil, err
	}
	b.setHeader(h, false)
	cells := make([]cell, len(names))
	for i, row := range rows {
		for key := range row {
			if !slices.Contains(names, key) {
				return nil, fmt.Errorf("row %d: the table %s has no column %q", i+1, t.Name, key)
			}
		}
		for j, name := range names {
			cells[j] = cell{text: []byte(row[name])}
		}
		if err := b.row(i+1, cells, len(cells)); err != nil {
			return nil, err
		}
	}
	return b.finish(), nil
}

// FindIn answers Options.Find from loaded tables. Tables that are not among them
// hold nothing. Only tables whose natural key is one column can be referred to.
func FindIn(tables ...*Loaded) (func(table string) func(key []byte) (row int32), error) {
	held := map[string]map[string]int32{}
	for _, l := range tables {
		var key []int
		for i, c := range l.Table.Columns {
			if c.Key {
				key = append(key, i)
			}
		}
		if len(key) != 1 {
			return nil, fmt.Errorf("table %s has %d key columns; only a table with one can be referred to", l.Table.Name, len(key))
		}
		if l.Columns[key[0]] == nil {
			return nil, fmt.Errorf("table %s was loaded without its column %s; keep it, so that other tables can refer to it", l.Table.Name, l.Table.Columns[key[0]].Name)
		}
		rows := make(map[string]int32, l.Len())
		f := newField(l.Table.Columns[key[0]], nil, 0)
		for row := range l.Len() {
			if v, ok := stored(l.Columns[key[0]], row); ok {
				rows[string(v.keyText(f.kind))] = int32(row)
			}
		}
		held[l.Table.Name] = rows
	}
	return func(table string) func(key []byte) (row int32) {
		rows := held[table]
		return func(key []byte) int32 {
			if row, is := rows[string(key)]; is {
				return row
			}
			return -1
		}
	}, nil
}

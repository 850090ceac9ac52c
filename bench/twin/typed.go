package twin

import (
	"fmt"
	"strings"
)

// typedColumns are DuckDB's types of clean cells. Booleans come as words, months
// and school years as text: typed/ reads them on.
var typedColumns = map[string]string{
	"date": "DATE", "year": "INTEGER", "int": "INTEGER", "money": "DECIMAL(14, 2)",
}

func typedColumn(c column) string {
	if typ, ok := typedColumns[c.kind]; ok {
		return typ
	}
	return "VARCHAR"
}

// sourceView makes source_T: a table's files under the contract's keys, typed.
// Files with one header are read in one call, so that DuckDB spreads its threads
// over them.
func sourceView(t table, files []source) string {
	var parts []string
	for start := 0; start < len(files); {
		end := start + 1
		for end < len(files) && sameHeader(files[start], files[end]) {
			end++
		}
		parts = append(parts, typedRead(t, files[start:end]))
		start = end
	}
	if len(parts) == 0 {
		parts = []string{"SELECT " + strings.Join(typedCells(t, source{}), ", ") + " WHERE false"}
	}
	return fmt.Sprintf("CREATE VIEW source_%s AS %s", t.key, strings.Join(parts, " UNION ALL "))
}

func sameHeader(a, b source) bool {
	if a.parquet != b.parquet || a.tab != b.tab || a.skip != b.skip || len(a.columns) != len(b.columns) {
		return false
	}
	for i := range a.columns {
		if a.columns[i] != b.columns[i] {
			return false
		}
	}
	return true
}

func typedRead(t table, files []source) string {
	f := files[0]
	paths := make([]string, len(files))
	for i := range files {
		paths[i] = quoted(files[i].path)
	}
	list := "[" + strings.Join(paths, ", ") + "]"
	selected := "SELECT " + strings.Join(typedCells(t, f), ", ") + " FROM "
	if f.parquet {
		return selected + "read_parquet(" + list + ", binary_as_string = true)"
	}
	columns := make([]string, len(f.columns))
	for i, c := range f.columns {
		typ := "VARCHAR"
		if known, ok := t.column(c.key); ok {
			typ = typedColumn(known)
		}
		columns[i] = fmt.Sprintf("'c%d': '%s'", i, typ)
	}
	return selected + fmt.Sprintf(`read_csv(%s, auto_detect = false, header = true, skip = %d, delim = %s, quote = '"', escape = '"', columns = {%s})`,
		list, f.skip, f.delimiter(), strings.Join(columns, ", "))
}

// typedCells are a table's columns by key, NULL where the file has none.
func typedCells(t table, f source) []string {
	cells := make([]string, len(t.columns))
	for i, c := range t.columns {
		cells[i] = fmt.Sprintf("NULL::%s AS %s", typedColumn(c), c.key)
		if at := f.position(c.key); at >= 0 {
			cells[i] = f.raw(at) + " AS " + c.key
			if f.parquet {
				cells[i] = fmt.Sprintf("%s::%s AS %s", f.raw(at), typedColumn(c), c.key)
			}
		}
	}
	return cells
}

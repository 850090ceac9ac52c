package twin

import (
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
)

// loadText inserts a file's rows with content into text_T.
//
// CSV is read with one column more than its header and padded: a line's last
// column is missing when it has fewer cells, the column excess is there when it
// has more. The null string is a character that no file holds, so that an empty
// cell is not a missing one.
func (s *session) loadText(t table, f source, number int) error {
	if f.parquet {
		return s.exec(f.path, insertText(t, f, "true", "read_parquet("+quoted(f.path)+", binary_as_string = true)"))
	}
	last := fmt.Sprintf("c%d", len(f.columns)-1)
	cellsOK := last + " IS NOT NULL AND excess IS NULL"
	rejected := fmt.Sprintf("rejected_%d", number)
	if s.exec(f.path, insertText(t, f, cellsOK, csvText(f, rejected, true))) != nil {
		// A line break in quotes cannot be read in parallel and padded at once.
		rejected += "_again"
		if err := s.exec(f.path, insertText(t, f, cellsOK, csvText(f, rejected, false))); err != nil {
			return err
		}
	}
	return s.countRejected(t, f, rejected)
}

func csvText(f source, rejected string, parallel bool) string {
	columns := make([]string, 0, len(f.columns)+1)
	for i := range f.columns {
		columns = append(columns, fmt.Sprintf("'c%d': 'VARCHAR'", i))
	}
	columns = append(columns, "'excess': 'VARCHAR'")
	return fmt.Sprintf(`read_csv(%s, auto_detect = false, header = true, skip = %d, delim = %s, quote = '"', escape = '"',
nullstr = chr(1), null_padding = true, parallel = %t, ignore_errors = true, store_rejects = true, rejects_limit = 0,
rejects_table = '%s', rejects_scan = '%s_scan', columns = {%s})`,
		quoted(f.path), f.skip, f.delimiter(), parallel, rejected, rejected, strings.Join(columns, ", "))
}

func (f source) delimiter() string {
	if f.tab {
		return "chr(9)"
	}
	return "','"
}

func insertText(t table, f source, cellsOK, from string) string {
	names, cells, all := []string{"cells_ok"}, []string{cellsOK}, []string{}
	for _, c := range t.columns {
		if i := f.position(c.key); i >= 0 && c.checked() {
			names = append(names, c.key)
			cells = append(cells, "trim_cell("+f.cell(i, c)+")")
		}
	}
	for i := range f.columns {
		all = append(all, "trim_cell("+f.raw(i)+"::VARCHAR)")
	}
	if !f.parquet {
		all = append(all, "trim_cell(excess)")
	}
	return fmt.Sprintf("INSERT INTO text_%s (%s) SELECT %s FROM %s WHERE coalesce(%s) IS NOT NULL",
		t.key, strings.Join(names, ", "), strings.Join(cells, ", "), from, strings.Join(all, ", "))
}

// raw names column i in SQL; cell is its text for contract column c.
func (f source) raw(i int) string {
	if f.parquet {
		return `"` + strings.ReplaceAll(f.columns[i].header, `"`, `""`) + `"`
	}
	return fmt.Sprintf("c%d", i)
}

func (f source) cell(i int, c column) string {
	raw, typ := f.raw(i), f.columns[i].typ
	switch {
	case !isNumber(typ):
		return raw + "::VARCHAR"
	case c.kind == "date":
		return "date_cell(" + raw + ")"
	default:
		return "number_cell(" + raw + ")"
	}
}

func isNumber(typ string) bool {
	return strings.HasSuffix(typ, "INT") || strings.HasSuffix(typ, "INTEGER") || strings.HasPrefix(typ, "DECIMAL") ||
		typ == "FLOAT" || typ == "DOUBLE"
}

// countRejected puts lines with far too many cells, which DuckDB sets aside
// itself, into text_T as bad rows, and refuses the file for anything else that
// DuckDB could not read (a file that ends inside quotes, another encoding).
func (s *session) countRejected(t table, f source, rejected string) error {
	rows := "SELECT DISTINCT line, error_type, error_message FROM " + rejected
	var line int64
	var message string
	err := s.conn.QueryRowContext(s.ctx, "SELECT line, error_message FROM ("+rows+
		") WHERE error_type <> 'TOO MANY COLUMNS' ORDER BY line LIMIT 1").Scan(&line, &message)
	if err == nil {
		return fmt.Errorf("%s is refused, line %d: %s", filepath.Base(f.path), line, message)
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("%s: %w", f.path, err)
	}
	return s.exec(f.path, fmt.Sprintf("INSERT INTO text_%s (cells_ok) SELECT false FROM (SELECT DISTINCT line FROM (%s))", t.key, rows))
}

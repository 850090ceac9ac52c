package twin

import (
	"fmt"
	"strings"
)

// Statements of the checked form that differ between tables only by their
// columns. They are made from contract.csv; persons, which is unlike the others,
// is checked/persons.sql.

// wordMacros makes <table>_<column>(cell) for every list of words: the word, or
// its number where numbers have names, or NULL.
func wordMacros(tables []table) string {
	var b strings.Builder
	for _, t := range tables {
		for _, c := range t.columns {
			if c.kind != "words" {
				continue
			}
			fmt.Fprintf(&b, "CREATE MACRO %s_%s(cell) AS CASE cell", t.key, c.key)
			for _, w := range c.words {
				fmt.Fprintf(&b, " WHEN %s THEN %s", quoted(w.name), quoted(w.code))
				if w.code != w.name {
					fmt.Fprintf(&b, " WHEN %s THEN %s", quoted(w.code), quoted(w.code))
				}
			}
			b.WriteString(" END;\n")
		}
	}
	return b.String()
}

// textTable makes text_T: a table's rows with content as trimmed text in the
// order of files and lines; cells_ok is false when a line has more or fewer
// cells than its header.
func textTable(t table) string {
	columns := []string{"cells_ok BOOLEAN"}
	for _, c := range t.columns {
		if c.checked() {
			columns = append(columns, c.key+" VARCHAR")
		}
	}
	return fmt.Sprintf("CREATE TABLE text_%s (%s)", t.key, strings.Join(columns, ", "))
}

// readTable makes read_T from text_T: every checked cell's value, the first bad
// column in the page's order (NULL in a good row), the number of warnings.
func readTable(t table) string {
	var cells, values, bad, warnings []string
	steps := ""
	for _, c := range t.columns {
		if !c.checked() {
			continue
		}
		cell, value := c.key+"_cell", valueName(c)
		cells = append(cells, fmt.Sprintf("%s AS %s, %s AS %s", c.key, cell, reading(t, c), value))
		if c.kind == "id18" {
			steps = fmt.Sprintf(", first_17(%s) AS first_17", c.key)
		}
		values = append(values, value)
		switch {
		case c.given:
			bad = append(bad, fmt.Sprintf("WHEN %s IS NULL THEN %s", value, quoted(c.key)))
		case c.rejects():
			bad = append(bad, fmt.Sprintf("WHEN %s IS NOT NULL AND %s IS NULL THEN %s", cell, value, quoted(c.key)))
		case c.kind != "text":
			warnings = append(warnings, fmt.Sprintf("(%s IS NOT NULL AND %s IS NULL)::INTEGER", cell, value))
		}
		switch c.kind {
		case "id18":
			warnings = append(warnings, fmt.Sprintf("coalesce(is_old_id(%s) AND %s IS NOT NULL, false)::INTEGER", cell, value))
		case "code12":
			warnings = append(warnings, fmt.Sprintf("coalesce(is_unknown_village(%s), false)::INTEGER", cell))
		}
	}
	return fmt.Sprintf(`CREATE TABLE read_%s AS
WITH step AS (SELECT rowid AS line, *%s FROM text_%s),
value AS (SELECT line, cells_ok, %s FROM step)
SELECT line, %s,
CASE WHEN NOT cells_ok THEN '(cells)' %s END AS bad,
%s AS warnings
FROM value`, t.key, steps, t.key, strings.Join(cells, ", "), strings.Join(values, ", "), strings.Join(bad, " "),
		strings.Join(append(warnings, "0"), " + "))
}

// goodTable makes good_T: the good rows, of those with one natural key the last.
func goodTable(t table) string {
	var keys, same []string
	for _, c := range t.columns {
		if c.inKey {
			keys = append(keys, valueName(c))
			same = append(same, fmt.Sprintf("repeated.%s IS NOT DISTINCT FROM row.%s", valueName(c), valueName(c)))
		}
	}
	return fmt.Sprintf(`CREATE TABLE repeated_%[1]s AS
SELECT %[2]s, max(line) AS kept FROM read_%[1]s WHERE bad IS NULL GROUP BY ALL HAVING count(*) > 1;
CREATE VIEW good_%[1]s AS
SELECT row.* EXCLUDE (bad, warnings) FROM read_%[1]s row LEFT JOIN repeated_%[1]s repeated ON %[3]s
WHERE bad IS NULL AND (kept IS NULL OR kept = line)`, t.key, strings.Join(keys, ", "), strings.Join(same, " AND "))
}

// valueName: an ID's value is the number id, not the cell's text.
func valueName(c column) string {
	if c.kind == "id18" {
		return "id"
	}
	return c.key
}

// reading is the macro that reads a column's cell.
func reading(t table, c column) string {
	switch c.kind {
	case "words":
		return fmt.Sprintf("%s_%s(%s)", t.key, c.key, c.key)
	case "id18":
		return fmt.Sprintf("id_in(%s, first_17)", c.key)
	}
	return fmt.Sprintf("as_%s(%s)", c.kind, c.key)
}

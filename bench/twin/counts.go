package twin

import (
	"fmt"
	"strings"
)

// countsView makes counts_csv, what became of each table's rows: read = accepted
// + duplicate + quarantined; unmatched is part of accepted; a warning is a bad
// cell of a good row that the row survives.
func countsView(tables []table) string {
	parts := make([]string, len(tables))
	for i, t := range tables {
		parts[i] = fmt.Sprintf(`SELECT %d AS place, '%s' AS "table", count(*) AS read, accepted,
count(*) FILTER (bad IS NULL) - accepted AS duplicate, count(bad) AS quarantined, unmatched,
coalesce(sum(warnings) FILTER (bad IS NULL), 0)::BIGINT AS warnings
FROM read_%s, (SELECT count(*) AS accepted FROM good_%s), (%s) GROUP BY accepted, unmatched`,
			i, t.key, t.key, t.key, unmatched(t))
		// A table without rows has no group; it still has a line.
		parts[i] += fmt.Sprintf(" UNION ALL SELECT %d, '%s', 0, 0, 0, 0, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM read_%s)", i, t.key, t.key)
	}
	return `CREATE VIEW counts_csv AS SELECT * EXCLUDE (place) FROM (` + strings.Join(parts, " UNION ALL ") + ") ORDER BY place"
}

// unmatched counts accepted rows of which the registry holds no reference.
func unmatched(t table) string {
	_, byID := t.column("id_number")
	_, byHousehold := t.column("household_code")
	count := "SELECT count(*) AS unmatched FROM good_" + t.key + " "
	switch {
	case t.key == "households" || t.key == "persons":
		return "SELECT 0 AS unmatched"
	case t.key == "authorisations": // "a row whose person is not of that household"
		return count + "LEFT JOIN household USING (household_code) LEFT JOIN person USING (id) WHERE (person.hid = household.hid) IS NOT TRUE"
	case byID && byHousehold: // microloan, petition
		return count + "LEFT JOIN household USING (household_code) LEFT JOIN person USING (id) WHERE coalesce(household.hid, person.hid) IS NULL"
	case byID:
		return count + "ANTI JOIN person USING (id)"
	default:
		return count + "ANTI JOIN household USING (household_code)"
	}
}

// quarantineView makes quarantine_csv: every bad row by its place among the
// table's rows with content, and its first bad column; "(cells)" stands for a
// line with more or fewer cells than its header.
func quarantineView(tables []table) string {
	parts := make([]string, len(tables))
	for i, t := range tables {
		parts[i] = fmt.Sprintf(`SELECT %d AS place, '%s' AS "table", line + 1 AS row, bad AS "column" FROM read_%s WHERE bad IS NOT NULL`, i, t.key, t.key)
	}
	return `CREATE VIEW quarantine_csv AS SELECT * EXCLUDE (place) FROM (` + strings.Join(parts, " UNION ALL ") + ") ORDER BY place, row"
}

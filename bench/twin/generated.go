package twin

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// evaluation is the line that ends the inputs in what `dixian plan show --sql`
// prints.
const evaluation = "-- Evaluation"

// Generated runs the SQL that the product generates from its plan package over a
// registry and extracts, and returns how its alerts, hits and findings differ
// from a result directory of the product, one sentence a difference: households,
// rules, urgencies, and how many persons are named. The twin's own hand reads the
// files and measures coverage; coverage_thin, which no rule raises, is left out.
func Generated(ctx context.Context, o Options, statements, product string) ([]string, error) {
	inputs, rest, ok := strings.Cut(statements, evaluation)
	if !ok {
		return nil, fmt.Errorf("the statements have no line %q", evaluation)
	}
	o, err := o.complete()
	if err != nil {
		return nil, err
	}
	beside, err := os.MkdirTemp("", "twin-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(beside)
	s, err := open(ctx, o, filepath.Join(beside, "spill"))
	if err != nil {
		return nil, err
	}
	defer s.close()
	tables, err := contract()
	if err != nil {
		return nil, err
	}
	if err := s.prepare(o, beside, tables); err != nil {
		return nil, err
	}
	files, err := s.inputs(o, tables)
	if err != nil {
		return nil, err
	}
	if err := s.readChecked(tables, files); err != nil {
		return nil, err
	}
	if err := s.screen(); err != nil {
		return nil, err
	}
	if err := s.exec("inputs", "CREATE SCHEMA generated; SET search_path = 'generated,main';"+inputs); err != nil {
		return nil, err
	}
	for _, t := range tables {
		if err := s.fill(t); err != nil {
			return nil, err
		}
	}
	if err := s.files("generated/beside.sql"); err != nil {
		return nil, err
	}
	if err := s.exec("the generated statements", "--"+rest); err != nil {
		return nil, err
	}
	return s.differences(product)
}

// compared are the tables that do not count as somebody being heard of.
var compared = []string{"vehicle", "real_estate", "business", "public_payroll"}

// fill inserts the good rows of a table that lie in a household, and of an
// extract whom they touch into extract_rows.
func (s *session) fill(t table) error {
	types, err := s.columns("generated", t.key)
	if err != nil {
		return err
	}
	held, err := s.columns("main", "good_"+t.key)
	if err != nil {
		return err
	}
	var cells []string
	for name, typ := range types {
		if cell := cellOf(t, name, held); cell != "" {
			cells = append(cells, fmt.Sprintf("(%s)::%s AS %q", cell, typ, name))
		}
	}
	slices.Sort(cells)
	insert := fmt.Sprintf("INSERT INTO generated.%s BY NAME SELECT %s, %s", t.key, strings.Join(cells, ", "), owned(t, held))
	if !t.registry && !slices.Contains(compared, t.key) {
		insert += fmt.Sprintf("; INSERT INTO generated.extract_rows BY NAME SELECT _row, _household, _person, _person::VARCHAR AS person, %s AS \"table\" FROM generated.%s",
			quoted(t.key), t.key)
	}
	return s.exec(t.key, insert)
}

// cellOf is a column of the package's table from the twin's good rows, empty
// where the twin does not read it.
func cellOf(t table, name string, held map[string]string) string {
	switch t.key + "." + name {
	case "persons.sex":
		return "CASE WHEN good.male THEN '男' ELSE '女' END"
	case "persons.living_together":
		return "coalesce(good.living_together, true)"
	case "persons.status":
		return "coalesce(good.status, '正常')"
	case "persons.named_elsewhere":
		return "good.id IN (SELECT id FROM main.in_two_households)"
	}
	if c, ok := t.column(name); ok && c.kind == "id18" {
		return "id_text(good.id)"
	}
	if _, ok := held[name]; ok {
		return "good." + name
	}
	return ""
}

// owned is where rows lie, and the FROM: the household a row names if it is held,
// else its person's.
func owned(t table, held map[string]string) string {
	from := fmt.Sprintf("FROM main.good_%s good", t.key)
	_, byPerson := held["id"]
	_, byHousehold := held["household_code"]
	switch {
	case t.key == "households":
		return "good.line AS _row, good.line AS _household, division_code[1:6] AS _county " + from
	case t.key == "persons":
		return "good.line AS _row, hid AS _household, good.line AS _person " + from + " JOIN main.household USING (household_code)"
	case t.key == "authorisations":
		return "good.line AS _row, hid AS _household, pid AS _person " + from +
			" JOIN main.person USING (id) JOIN main.household USING (hid) WHERE household.household_code = good.household_code"
	case byPerson && byHousehold:
		return "good.line AS _row, coalesce(household.hid, person.hid) AS _household, CASE WHEN household.hid IS NULL THEN pid END AS _person " + from +
			" LEFT JOIN main.household USING (household_code) LEFT JOIN main.person ON person.id = good.id WHERE coalesce(household.hid, person.hid) IS NOT NULL"
	case byPerson:
		return "good.line AS _row, hid AS _household, pid AS _person " + from + " JOIN main.person USING (id)"
	}
	return "good.line AS _row, hid AS _household, NULL AS _person " + from + " JOIN main.household USING (household_code)"
}

// columns are the columns of a relation with their types.
func (s *session) columns(schema, relation string) (map[string]string, error) {
	rows, err := s.conn.QueryContext(s.ctx, fmt.Sprintf(
		"SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = %s AND table_name = %s AND column_name NOT LIKE '\\_%%' ESCAPE '\\'",
		quoted(schema), quoted(relation)))
	if err != nil {
		return nil, fmt.Errorf("asking for the columns of %s: %w", relation, err)
	}
	defer rows.Close()
	out := map[string]string{}
	for rows.Next() {
		var name, typ string
		if err := rows.Scan(&name, &typ); err != nil {
			return nil, fmt.Errorf("asking for the columns of %s: %w", relation, err)
		}
		out[name] = typ
	}
	return out, rows.Err()
}

// differences sets the generated results beside the product's.
func (s *session) differences(product string) ([]string, error) {
	var out []string
	for _, kind := range []string{"alerts", "hits", "findings"} {
		rows, err := s.conn.QueryContext(s.ctx, fmt.Sprintf(`
WITH persons_named AS (
    SELECT rule, _household, count(*) AS named FROM generated.named GROUP BY ALL
), sql_line AS (
    SELECT household_code, rule, CASE WHEN %[1]s = 'alerts' THEN urgency END AS urgency, coalesce(named, 0) AS named
    FROM generated.%[2]s LEFT JOIN persons_named USING (rule, _household) JOIN main.household ON hid = _household
), product_line AS (
    SELECT household_code, rule, urgency, CASE WHEN members_hit IS NULL THEN 0 ELSE len(string_split(members_hit, ';')) END AS named
    FROM read_csv(%[3]s, header = true, all_varchar = true) WHERE rule <> 'coverage_thin'
)
SELECT 'the SQL alone says' AS who, * FROM (FROM sql_line EXCEPT FROM product_line)
UNION ALL SELECT 'the product alone says', * FROM (FROM product_line EXCEPT FROM sql_line) ORDER BY 2, 3, 1`,
			quoted(kind), kind, quoted(filepath.Join(product, kind+".csv"))))
		if err != nil {
			return nil, fmt.Errorf("comparing %s: %w", kind, err)
		}
		defer rows.Close()
		for rows.Next() {
			var who, household, rule string
			var urgency *string
			var named int64
			if err := rows.Scan(&who, &household, &rule, &urgency, &named); err != nil {
				return nil, fmt.Errorf("comparing %s: %w", kind, err)
			}
			grade := ""
			if urgency != nil {
				grade = *urgency
			}
			out = append(out, fmt.Sprintf("%s: household %s, %s %s, %d named", who, household, rule, grade, named))
		}
		if err := rows.Err(); err != nil {
			return nil, fmt.Errorf("comparing %s: %w", kind, err)
		}
	}
	return out, nil
}

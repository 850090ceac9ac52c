package sql

import (
	"fmt"

	"dixian/rule"
)

// Evaluation is the line that parts what the statements read from the statements.
const Evaluation = "-- Evaluation at the date in the variable as_of.\n"

const prelude = Evaluation + `CREATE MACRO as_of() AS getvariable('as_of')::DATE;
CREATE MACRO month_of(day) AS year(day) * 12 + month(day) - 1;
CREATE MACRO month_first(number) AS make_date(number // 12, number % 12 + 1, 1);
CREATE MACRO school_year_of(day) AS year(day) - CASE WHEN month(day) < 9 THEN 1 ELSE 0 END;
CREATE MACRO months_after(day, months) AS (day + to_months(months::INTEGER))::DATE;
CREATE MACRO age(birth, day) AS year(day) - year(birth)
    - CASE WHEN month(day) * 100 + day(day) < month(birth) * 100 + day(birth) THEN 1 ELSE 0 END;
CREATE MACRO at_least(number, low) AS CASE WHEN number < low THEN low ELSE number END;
CREATE MACRO id_birth(id) AS make_date(id[7:10]::INTEGER, id[11:12]::INTEGER, id[13:14]::INTEGER);
CREATE MACRO id_male(id) AS id[17:17]::INTEGER % 2 = 1;

`

// inputs declares the tables that the statements read.
func (c *compiler) inputs() {
	for _, t := range c.program.Tables {
		if t.Name == "alerts" { // made by the rules
			continue
		}
		fmt.Fprintf(&c.out, "CREATE TABLE %s (_row BIGINT, _household BIGINT", ident(t.Name))
		if t == c.program.Households {
			c.out.WriteString(", _county VARCHAR")
		} else {
			c.out.WriteString(", _person BIGINT")
		}
		for _, col := range t.Columns {
			fmt.Fprintf(&c.out, ", %s %s", ident(col.Name), storage(col.Type))
		}
		c.out.WriteString(");\n")
	}
	c.out.WriteString("CREATE TABLE covered (county VARCHAR, of_table VARCHAR, grain INTEGER);\n")
	c.out.WriteString("CREATE TABLE newest (county VARCHAR, of_table VARCHAR, month INTEGER);\n")
	c.out.WriteString("CREATE TABLE parameters (_household BIGINT")
	for _, p := range c.program.Params {
		fmt.Fprintf(&c.out, ", %s BIGINT", ident(p.Name))
	}
	c.out.WriteString(");\n\n")
}

// storage is DuckDB's type of a column.
func storage(t rule.Type) string {
	switch t.Kind {
	case rule.Money, rule.Int, rule.Share:
		return "BIGINT"
	case rule.Month, rule.SchoolYear:
		return "INTEGER"
	case rule.Date:
		return "DATE"
	case rule.Bool:
		return "BOOLEAN"
	case rule.Codes:
		return "VARCHAR[]"
	}
	return "VARCHAR"
}

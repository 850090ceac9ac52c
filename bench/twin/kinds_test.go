package twin

import (
	"context"
	"database/sql"
	"testing"
)

// ask evaluates one SQL expression with the macros of folder sql; "" is NULL.
func ask(t *testing.T, s *session, expression string) string {
	t.Helper()
	var answer sql.NullString
	if err := s.conn.QueryRowContext(s.ctx, "SELECT ("+expression+")::VARCHAR").Scan(&answer); err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return answer.String
}

func macros(t *testing.T, asOf string) *session {
	t.Helper()
	o, err := Options{AsOf: asOf, Out: "unused"}.complete()
	if err != nil {
		t.Fatal(err)
	}
	s, err := open(context.Background(), o, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.close)
	tables, err := contract()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.prepare(o, t.TempDir(), tables); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestKinds(t *testing.T) {
	s := macros(t, "2025-06-30")
	const id = "52012319800101001"
	for _, c := range []struct{ kind, cell, want string }{
		{"id18", "5.22125E+17", ""},
		{"id18", "520123198001010010", ""},                               // wrong check character
		{"id18", "52012319800230001" + checkOf("52012319800230001"), ""}, // 30 February
		{"id18", "52012318991231001" + checkOf("52012318991231001"), ""}, // before 1900
		{"id18", "52012320250701001" + checkOf("52012320250701001"), ""}, // after today
		{"id18", "52012320250630001" + checkOf("52012320250630001"), "52012320250630001"},
		{"id18", id + checkOf(id), id},
		{"id18", "520123800101001", id},
		{"id18", "520123800231001", ""},
		{"id18", "52012380010100X", ""},
		{"date", "2025-06-30", "2025-06-30"},
		{"date", "20250630", "2025-06-30"},
		{"date", "2025/6/3", "2025-06-03"},
		{"date", "2025-6-3 08:15:30", "2025-06-03"},
		{"date", "2025-06-30T00:00:00Z", "2025-06-30"},
		{"date", "2025-06/30", ""},
		{"date", "25-06-30", ""},
		{"date", "2025-02-29", ""},
		{"date", "1899-12-31", ""},
		{"date", "2100-12-31", "2100-12-31"},
		{"date", "2101-01-01", ""},
		{"date", "2025-06-30 noon", ""},
		{"date", "2025年6月30日", ""},
		{"month", "2025-06", "24305"},
		{"month", "2025/6", "24305"},
		{"month", "202506", "24305"},
		{"month", "2025-13", ""},
		{"month", "2025-006", ""},
		{"month", "2025-06-01", ""},
		{"year", "2025", "2025"},
		{"year", "1899", ""},
		{"year", "25", ""},
		{"school_year", "2024-2025", "2024"},
		{"school_year", "2024-2026", ""},
		{"school_year", "2024/2025", ""},
		{"int", "-12", "-12"},
		{"int", "1234567890", ""},
		{"int", "3.0", ""},
		{"money", "1,234,567.89", "123456789"},
		{"money", "123456789012.99", "12345678901299"},
		{"money", "999,999,999,999", "99999999999900"},
		{"money", "1,234567", ""},
		{"money", "12,34", ""},
		{"money", "1234,567", ""},
		{"money", "1,2O4.50", ""},
		{"money", "1234567890123", ""},
		{"money", "1,234,567,890,123", ""},
		{"money", "1.234", ""},
		{"money", ".50", ""},
		{"money", "+5", ""},
		{"money", "-0.5", "-50"},
		{"money", "¥5", ""},
		{"money", "5元", ""},
		{"bool", "是", "true"}, {"bool", "TRUE", "true"}, {"bool", "y", "true"}, {"bool", "1", "true"},
		{"bool", "否", "false"}, {"bool", "False", "false"}, {"bool", "N", "false"}, {"bool", "0", "false"},
		{"bool", "无", ""}, {"bool", "t", ""}, {"bool", "yes", ""},
		{"code12", "520123100201", "520123100201"},
		{"code12", "520123100000", ""}, // a town
		{"code12", "520321100201", ""}, // a former county
		{"code12", "52012310020", ""},
		{"text32", "12345678901234567890123456789012", "12345678901234567890123456789012"},
		{"text32", "123456789012345678901234567890123", ""},
		{"credit_code", "91350100M000100Y43", "91350100M000100Y43"}, // the example of GB 32100-2015
		{"credit_code", "91350100M000100Y44", ""},
		{"credit_code", "91350100m000100y43", ""},
	} {
		if got := ask(t, s, "as_"+c.kind+"("+quoted(c.cell)+")"); got != c.want {
			t.Errorf("%s %q: got %q, want %q", c.kind, c.cell, got, c.want)
		}
	}
	for expression, want := range map[string]string{
		"trim_cell('　 a b\u00a0 ')":                "a b",
		"trim_cell(' 　')":                          "",
		"trim_cell('-')":                           "-",
		"disability_category('智力')":                "5",
		"disability_category('5')":                 "5",
		"disability_category('八级')":                "",
		"disability_grade('一级')":                   "1",
		"medical_settlement_hospital_level('1')":   "",
		"persons_relation('儿子')":                   "",
		"number_cell(0.1::DOUBLE + 0.2)":           "0.3",
		"number_cell(12.50::DECIMAL(9,2))":         "12.5",
		"as_id18(number_cell(520123198001010014))": "",
		"as_date(date_cell(45838))":                "2025-06-30",
		"as_date(date_cell(45838.75::DOUBLE))":     "2025-06-30",
		"as_date(date_cell(60))":                   "",
		"as_date(date_cell(61))":                   "1900-03-01",
		"as_date(date_cell(1))":                    "1900-01-01",
	} {
		if got := ask(t, s, expression); got != want {
			t.Errorf("%s: got %q, want %q", expression, got, want)
		}
	}
}

func TestCalendar(t *testing.T) {
	for _, c := range []struct{ says, asOf, expression, want string }{
		{"three months before 31 May", "2025-05-31", "months_ago(3)", "2025-02-28"},
		{"a year before 29 February", "2024-02-29", "months_ago(12)", "2023-02-28"},
		{"born on 29 February, on the 28th of a common year", "2025-02-28", "age_on(DATE '2008-02-29', as_of())", "16"},
		{"born on 29 February, on 1 March", "2025-03-01", "age_on(DATE '2008-02-29', as_of())", "17"},
		{"the last day of a school year", "2025-08-31", "school_year()", "2024"},
		{"the first day of a school year", "2025-09-01", "school_year()", "2025"},
		{"the insured year in January", "2025-01-31", "insured_year()", "2024"},
		{"the insured year on the last of February", "2024-02-29", "insured_year()", "2023"},
		{"the insured year on 1 March", "2025-03-01", "insured_year()", "2025"},
		{"a month as text", "2025-03-01", "month_text(month_number(as_of()) - 3)", "2024-12"},
		{"a masked number", "2025-03-01", "named([who(52012319800101001, NULL), who(NULL, 'T1')])", "520123********001" + checkOf("52012319800101001") + ";T1"},
		{"yuan", "2025-03-01", "yuan(-123456::HUGEINT)", "-1234.56"},
		{"shortest decimals", "2025-03-01", "shortest(3.7000) || ' ' || shortest(120)", "3.7 120"},
	} {
		s := macros(t, c.asOf)
		if got := ask(t, s, c.expression); got != c.want {
			t.Errorf("%s: got %s, want %s", c.says, got, c.want)
		}
	}
}

package plan

import "testing"

// Refused are packages whose tables or screening are wrong.
func TestRefusedMeasures(t *testing.T) {
	checkWrong(t, []wrong{
		{
			sentence: "no screening",
			edit:     [2]string{"- screening: everybody\n  where: members > 0\n", ""},
			want: []string{
				"p:1:1: the package does not say which households are screened; add an item `screening` with `where`",
			},
		},
		{
			sentence: "no persons",
			edit:     [2]string{"- table: persons\n", "- table: people\n"},
			want: []string{
				"p:1:1: the package has no tables households and persons; declare both: everything belongs to a household",
			},
		},
		{
			sentence: "a screening that is no condition",
			edit:     [2]string{"- screening: everybody\n  where: members > 0", "- screening: everybody\n  where: members"},
			want: []string{
				"items.yaml:70:10: this is a value of type int (persons), where a condition (bool) is needed; write an expression of that type",
			},
		},
		{
			sentence: "a screening by alerts",
			edit:     [2]string{"- screening: everybody\n  where: members > 0", "- fact: al\n  about: households\n  from: alerts\n  count: rows\n- screening: everybody\n  where: members > 0 && al >= 0"},
			want: []string{
				"items.yaml:74:10: who is screened depends on alerts, through fact al, and only the screened have alerts; screen by the registry",
			},
		},
		{
			sentence: "a screening by what is missing",
			edit:     [2]string{"- screening: everybody\n  where: members > 0", "- screening: everybody\n  where: bills == 0"},
			want: []string{
				"items.yaml:33:9: rule screening becomes true where rows of bill are missing, which is not a complete table, through fact bills; say `coverage: required` (unknown where the table does not cover the county) or `coverage: assumed` (no row means no event)",
			},
		},
		{
			sentence: "coverage measured by itself",
			edit:     [2]string{"expected: known(id_number), share: param.enough, report", "expected: insured, share: param.enough, report"},
			want: []string{
				"tables.yaml:49:13: coverage is measured by fact insured, which itself depends on coverage; measure it by facts of complete tables or of this table's own rows",
			},
		},
		{
			sentence: "coverage measured by itself, through a rule and a picked row",
			edit:     [2]string{"expected: known(id_number), share: param.enough, report", "expected: of_insured, share: param.enough, report"},
			items: `
- fact: last_insured
  about: persons
  from: insurance
  within: until(as_of)
  where: person.is_insured
  pick: {newest: year}
- rule: is_insured
  raises: finding
  about: persons
  when: insured
- fact: of_insured
  about: persons
  is: last_insured.valid
`,
			want: []string{
				"tables.yaml:49:13: coverage is measured by fact insured, which itself depends on coverage; measure it by facts of complete tables or of this table's own rows",
			},
		},
		{
			sentence: "coverage measured by alerts",
			edit:     [2]string{"expected: known(id_number), share: param.enough, report", "expected: heavy_times, share: param.enough, report"},
			items: `
- fact: heavy_times
  about: persons
  is: household.al > 0
- fact: al
  about: households
  from: alerts
  count: rows
`,
			want: []string{
				"tables.yaml:49:13: coverage is measured by fact al, which itself depends on coverage; measure it by facts of complete tables or of this table's own rows",
			},
		},
		{
			sentence: "coverage measured by a late table's months",
			edit:     [2]string{"expected: known(id_number), share: param.enough, report", "expected: jobs > 0, share: param.enough, report"},
			items: `
- fact: jobs
  about: persons
  from: job
  within: last_months(3)
  count: rows
`,
			want: []string{
				"tables.yaml:49:13: coverage is measured by fact jobs, which itself depends on coverage; measure it by facts of complete tables or of this table's own rows",
			},
		},
		{
			sentence: "a screening that needs coverage",
			edit:     [2]string{"- screening: everybody\n  where: members > 0", "- fact: some_insured\n  about: households\n  from: persons\n  any: insured\n- screening: everybody\n  where: some_insured"},
			want: []string{
				"tables.yaml:49:13: coverage is measured by fact insured, which itself depends on coverage; measure it by facts of complete tables or of this table's own rows",
				"tables.yaml:61:13: coverage is measured by fact insured, which itself depends on coverage; measure it by facts of complete tables or of this table's own rows",
			},
		},
		{
			sentence: "a share that is money",
			edit:     [2]string{"expected: known(id_number), share: param.enough, report", "expected: known(id_number), share: param.line, report"},
			want: []string{
				"tables.yaml:49:62: line is not a share; coverage is a share of those expected",
			},
		},
		{
			sentence: "a share that nobody declared",
			edit:     [2]string{"expected: known(id_number), share: param.enough, report", "expected: known(id_number), share: param.enouf, report"},
			want: []string{
				"tables.yaml:49:62: there is no parameter enouf; did you mean enough?",
			},
		},
		{
			sentence: "coverage that no finding speaks of",
			edit:     [2]string{"share: param.enough, report: year_of(as_of)", "share: param.enough"},
			want: []string{
				"tables.yaml:49:13: coverage that no finding speaks of; say `report:`, the period that coverage_thin tells",
			},
		},
		{
			sentence: "a report from the beginning of time",
			edit:     [2]string{"report: year_of(as_of)", "report: until(as_of)"},
			want: []string{
				"tables.yaml:49:84: coverage is asked for a period without a beginning; use last_months, years or this_school_year",
			},
		},
		{
			sentence: "a window that reads a row",
			edit:     [2]string{"report: year_of(as_of)", "within: \"years(as_of, day)\", report: year_of(as_of)"},
			want: []string{
				"tables.yaml:49:98: insurance has no column, fact or rule day; declare it, or correct the spelling",
			},
		},
		{
			sentence: "a window from the beginning of time",
			edit:     [2]string{"report: year_of(as_of)", "within: until(as_of), report: year_of(as_of)"},
			want: []string{
				"tables.yaml:49:84: coverage is asked for a period without a beginning; use last_months, years or this_school_year",
			},
		},
		{
			sentence: "presence by a column that is not there",
			edit:     [2]string{"report: year_of(as_of)", "report: year_of(as_of), present: known(valid) && vallid"},
			want: []string{
				"tables.yaml:49:125: insurance has no column, fact or rule vallid; did you mean valid?",
			},
		},
		{
			sentence: "months looked back in a table of years",
			edit:     [2]string{"report: year_of(as_of)", "report: year_of(as_of), seen_within: 3"},
			want: []string{
				"tables.yaml:49:13: `seen_within` speaks of months, but the time of insurance is no month; take it away",
			},
		},
		{
			sentence: "a late table that nobody measures",
			edit:     [2]string{"  late: 2\n  coverage: {of: persons, expected: known(id_number), share: param.enough, seen_within: 12}\n", "  late: 2\n"},
			want: []string{
				"tables.yaml:55:10: job is late, but nobody measures which month it covers; add `coverage:`, or take `late` away",
			},
		},
		{
			sentence: "a late table of years",
			edit:     [2]string{"  time: year\n", "  time: year\n  late: 1\n"},
			want: []string{
				"tables.yaml:44:10: `late` speaks of months, but the time of insurance is no month; take `late` away",
			},
		},
		{
			sentence: "coverage by days",
			edit:     [2]string{"  time: assessed_on\n", "  time: assessed_on\n  coverage: {of: households, expected: \"true\", share: param.enough, report: last_months(3)}\n"},
			want: []string{
				"tables.yaml:39:13: coverage of a table by days; say `within:`, the one period in which a row is expected",
			},
		},
	})
}

// Refused are parameters and worked cases.
func TestRefusedParameters(t *testing.T) {
	checkWrong(t, []wrong{
		{
			sentence: "an int that is none",
			items: `
- parameter: p
  type: int
  values:
    - {division: "520000000000", from: 2021-01-01, value: 6.5, status: example}
`,
			want: []string{
				"case.yaml:4:59: not a whole number: 6.5; write a value of type int",
			},
		},
		{
			sentence: "a share that is none",
			items: `
- parameter: p
  type: share
  values:
    - {division: "520000000000", from: 2021-01-01, value: 一半, status: example}
`,
			want: []string{
				"case.yaml:4:59: not a share: 一 at character 1; write a value of type share",
			},
		},
		{
			sentence: "money that is none",
			items: `
- parameter: p
  type: money
  values:
    - {division: "520000000000", from: 2021-01-01, value: 0.123, status: example}
`,
			want: []string{
				"case.yaml:4:59: not an amount: more than two digits after the point (character 5); write a value of type money",
			},
		},
		{
			sentence: "two values at once",
			items: `
- parameter: p
  type: money
  values:
    - {division: "520000000000", from: 2021-01-01, value: 1, status: example}
    - {division: "520000000000", from: 2022-01-01, value: 2, status: example}
`,
			want: []string{
				"case.yaml:5:40: two values of p hold at once in 520000000000; let one end (`to`) where the other begins (`from`)",
			},
		},
		{
			sentence: "two values on one day",
			items: `
- parameter: p
  type: money
  values:
    - {division: "520123000000", from: 2021-01-01, to: 2022-01-02, value: 1, status: example}
    - {division: "520123000000", from: 2022-01-01, value: 2, status: example}
`,
			want: []string{
				"case.yaml:5:40: two values of p hold at once in 520123000000; let one end (`to`) where the other begins (`from`)",
			},
		},
		{
			sentence: "a value that ends before it begins",
			items: `
- parameter: p
  type: money
  values:
    - {division: "520000000000", from: 2022-01-01, to: 2022-01-01, value: 2, status: example}
`,
			want: []string{
				"case.yaml:4:56: the value ends before it begins; `to` is the first day it no longer holds",
			},
		},
		{
			sentence: "no division and no dates",
			items: `
- parameter: p
  type: money
  values:
    - {division: 贵州, from: 2021-13-01, to: 2020, value: 1, status: example}
`,
			want: []string{
				"case.yaml:4:18: not a division code: 贵 at character 1; write the 12-digit code, such as 520000000000 for the province",
				"case.yaml:4:28: not a date: there is no month 13; write the day it begins, such as 2025-01-01",
				"case.yaml:4:44: not a date: write it like 2025-06-30, 20250630 or 2025/6/30; write the first day it no longer holds",
			},
		},
		{
			sentence: "a worked case about what is not there",
			items: `
- test: t
  as_of: 2025-06-30
  covered: [bill]
  given: {hoseholds: [{household_code: H1}], alerts: [{rule: x}], persons: [{naem: x}]}
  expect: {alerts: [havy], silent: [nothing]}
`,
			want: []string{
				"case.yaml:3:13: bill is no table whose coverage is measured; name one that is",
				"case.yaml:4:23: there is no table hoseholds to give rows to; did you mean households?",
				"case.yaml:4:55: the table alerts is filled by the engine; give the rows that it is made of",
				"case.yaml:4:77: persons has no column naem; name a declared column",
				"case.yaml:5:21: there is no such rule as havy; did you mean heavy?",
				"case.yaml:5:37: there is no such rule as nothing; name a declared rule of that kind",
			},
		},
	})
}

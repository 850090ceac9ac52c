package plan

import "testing"

// Refused are rules that become true because rows are missing.
func TestRefusedAbsences(t *testing.T) {
	checkWrong(t, []wrong{
		{
			sentence: "no rows, counted",
			items: `
- rule: r
  raises: finding
  about: households
  when: bills == 0
`,
			want: []string{
				"items.yaml:33:9: rule r becomes true where rows of bill are missing, which is not a complete table, through fact bills; say `coverage: required` (unknown where the table does not cover the county) or `coverage: assumed` (no row means no event)",
			},
		},
		{
			sentence: "nothing of which it is true",
			items: `
- fact: y
  about: households
  from: bill
  within: last_months(12)
  any: cost > yuan(100)
- rule: r
  raises: finding
  about: households
  when: y == false
`,
			want: []string{
				"case.yaml:1:9: rule r becomes true where rows of bill are missing, which is not a complete table, through fact y; say `coverage: required` (unknown where the table does not cover the county) or `coverage: assumed` (no row means no event)",
			},
		},
		{
			sentence: "the same by !=",
			items: `
- fact: y
  about: households
  from: bill
  within: last_months(12)
  any: cost > yuan(100)
- rule: r
  raises: finding
  about: households
  when: y != true
`,
			want: []string{
				"case.yaml:1:9: rule r becomes true where rows of bill are missing, which is not a complete table, through fact y; say `coverage: required` (unknown where the table does not cover the county) or `coverage: assumed` (no row means no event)",
			},
		},
		{
			sentence: "one number that is met from both sides",
			items: `
- rule: r
  raises: finding
  about: households
  when: bills == 2
`,
			want: []string{
				"items.yaml:33:9: rule r becomes true where rows of bill are missing, which is not a complete table, through fact bills; say `coverage: required` (unknown where the table does not cover the county) or `coverage: assumed` (no row means no event)",
			},
		},
		{
			sentence: "an absence that lets rows be counted",
			items: `
- fact: y
  about: households
  from: persons
  where: household.bills == 0
  count: rows
- rule: r
  raises: finding
  about: households
  when: y > 1
`,
			want: []string{
				"items.yaml:33:9: rule r becomes true where rows of bill are missing, which is not a complete table, through fact bills; say `coverage: required` (unknown where the table does not cover the county) or `coverage: assumed` (no row means no event)",
			},
		},
		{
			sentence: "an absence asked of each row",
			items: `
- fact: y
  about: households
  from: persons
  any: household.bills == 0
- rule: r
  raises: finding
  about: households
  when: y
`,
			want: []string{
				"items.yaml:33:9: rule r becomes true where rows of bill are missing, which is not a complete table, through fact bills; say `coverage: required` (unknown where the table does not cover the county) or `coverage: assumed` (no row means no event)",
			},
		},
		{
			sentence: "an absence that hides the newest row of a group",
			items: `
- fact: y
  about: households
  from: water
  within: until(as_of)
  where: household.bills > 0
  pick: {newest: assessed_on, per: quality}
  any: quality == '不达标'
- rule: r
  raises: finding
  about: households
  when: y
`,
			want: []string{
				"items.yaml:33:9: rule r becomes true where rows of bill are missing, which is not a complete table, through fact bills; say `coverage: required` (unknown where the table does not cover the county) or `coverage: assumed` (no row means no event)",
			},
		},
		{
			sentence: "too few rows",
			items: `
- rule: r
  raises: finding
  about: households
  when: 3 > bills
`,
			want: []string{
				"items.yaml:33:9: rule r becomes true where rows of bill are missing, which is not a complete table, through fact bills; say `coverage: required` (unknown where the table does not cover the county) or `coverage: assumed` (no row means no event)",
			},
		},
		{
			sentence: "a sum that is small",
			items: `
- rule: r
  raises: finding
  about: households
  when: spent < param.line
`,
			want: []string{
				"items.yaml:28:9: rule r becomes true where rows of bill are missing, which is not a complete table, through fact spent; say `coverage: required` (unknown where the table does not cover the county) or `coverage: assumed` (no row means no event)",
			},
		},
		{
			sentence: "a sum that is taken away",
			items: `
- rule: r
  raises: finding
  about: households
  when: param.line - spent > yuan(0)
`,
			want: []string{
				"items.yaml:28:9: rule r becomes true where rows of bill are missing, which is not a complete table, through fact spent; say `coverage: required` (unknown where the table does not cover the county) or `coverage: assumed` (no row means no event)",
			},
		},
		{
			sentence: "a count turned round by a minus",
			items: `
- rule: r
  raises: finding
  about: households
  when: bills * -1 > -2
`,
			want: []string{
				"items.yaml:33:9: rule r becomes true where rows of bill are missing, which is not a complete table, through fact bills; say `coverage: required` (unknown where the table does not cover the county) or `coverage: assumed` (no row means no event)",
			},
		},
		{
			sentence: "a largest value that is small",
			items: `
- rule: r
  raises: finding
  about: households
  when: last_paid < as_of.plus_months(-6)
`,
			want: []string{
				"items.yaml:49:9: rule r becomes true where rows of bill are missing, which is not a complete table, through fact last_paid; say `coverage: required` (unknown where the table does not cover the county) or `coverage: assumed` (no row means no event)",
			},
		},
		{
			sentence: "a smallest value that is large",
			items: `
- fact: first_paid
  about: households
  from: bill
  within: last_months(12)
  min: paid_on
- rule: r
  raises: finding
  about: households
  when: first_paid > as_of.plus_months(-6)
`,
			want: []string{
				"case.yaml:1:9: rule r becomes true where rows of bill are missing, which is not a complete table, through fact first_paid; say `coverage: required` (unknown where the table does not cover the county) or `coverage: assumed` (no row means no event)",
			},
		},
		{
			sentence: "no picked row",
			items: `
- rule: r
  raises: finding
  about: households
  when: "!known(newest_water)"
`,
			want: []string{
				"items.yaml:38:9: rule r becomes true where rows of water are missing, which is not a complete table, through fact newest_water; say `coverage: required` (unknown where the table does not cover the county) or `coverage: assumed` (no row means no event)",
			},
		},
		{
			sentence: "the value of a picked row, unknown",
			items: `
- rule: r
  raises: finding
  about: households
  when: (newest_water.quality == '达标').or(true)
`,
			want: []string{
				"items.yaml:38:9: rule r becomes true where rows of water are missing, which is not a complete table, through fact newest_water; say `coverage: required` (unknown where the table does not cover the county) or `coverage: assumed` (no row means no event)",
			},
		},
		{
			sentence: "a rule that does not fire",
			items: `
- rule: r
  raises: finding
  about: households
  where: "!heavy"
  when: members > 3
`,
			want: []string{
				"items.yaml:28:9: rule r becomes true where rows of bill are missing, which is not a complete table, through fact spent; say `coverage: required` (unknown where the table does not cover the county) or `coverage: assumed` (no row means no event)",
			},
		},
		{
			sentence: "an absence below a formula",
			items: `
- fact: quiet
  about: households
  is: bills == 0
- rule: r
  raises: finding
  about: households
  when: quiet
`,
			want: []string{
				"items.yaml:33:9: rule r becomes true where rows of bill are missing, which is not a complete table, through fact bills; say `coverage: required` (unknown where the table does not cover the county) or `coverage: assumed` (no row means no event)",
			},
		},
		{
			sentence: "an absence among the rows that a pick chooses from",
			items: `
- fact: y
  about: households
  from: water
  within: until(as_of)
  where: household.bills == 0
  pick: {newest: assessed_on}
- rule: r
  raises: finding
  about: households
  when: y.quality == '不达标'
`,
			want: []string{
				"items.yaml:33:9: rule r becomes true where rows of bill are missing, which is not a complete table, through fact bills; say `coverage: required` (unknown where the table does not cover the county) or `coverage: assumed` (no row means no event)",
			},
		},
		{
			sentence: "an absence that makes it urgent",
			items: `
- rule: r
  raises: alert
  risk: 因病
  urgency: 蓝
  about: households
  when: members > 3
  urgent_when: bills == 0
`,
			want: []string{
				"items.yaml:33:9: rule r becomes true where rows of bill are missing, which is not a complete table, through fact bills; say `coverage: required` (unknown where the table does not cover the county) or `coverage: assumed` (no row means no event)",
			},
		},
		{
			sentence: "an absence that names somebody",
			items: `
- rule: r
  raises: finding
  about: households
  when: members > 3
  who: household.bills == 0
`,
			want: []string{
				"items.yaml:33:9: rule r becomes true where rows of bill are missing, which is not a complete table, through fact bills; say `coverage: required` (unknown where the table does not cover the county) or `coverage: assumed` (no row means no event)",
			},
		},
		{
			sentence: "an absence whose rows may be dropped for being unknown",
			items: `
- fact: y
  about: households
  from: bill
  within: last_months(12)
  where: refunded
  count: rows
  coverage: assumed
- rule: r
  raises: finding
  about: households
  when: y == 0
`,
			want: []string{
				"case.yaml:1:9: rule r reads fact y for absence, but `refunded` may be unknown and would drop a row; say what unknown means there: x.or(true), x.or(false), known(x) && …",
			},
		},
		{
			sentence: "an absence in a complete table whose rows may be dropped",
			items: `
- fact: y
  about: households
  from: persons
  where: id_number.male()
  count: rows
- rule: r
  raises: finding
  about: households
  when: y == 0
`,
			want: []string{
				"case.yaml:1:9: rule r reads fact y for absence, but `id_number.male()` may be unknown and would drop a row; say what unknown means there: x.or(true), x.or(false), known(x) && …",
			},
		},
		{
			sentence: "a largest value that is unknown for two reasons",
			items: `
- fact: y
  about: persons
  from: insurance
  within: year_of(as_of)
  max: year
  coverage: required
- rule: r
  raises: finding
  about: persons
  when: '!known(y)'
`,
			want: []string{
				"case.yaml:1:9: rule r asks whether fact y is known, but a smallest or largest value is unknown without coverage as well as without rows; count the rows in a fact of its own with `coverage: required`, and ask whether there are any",
			},
		},
		{
			sentence: "coverage required of a table that nobody measures",
			items: `
- fact: x
  about: households
  from: water
  within: last_months(12)
  count: rows
  coverage: required
`,
			want: []string{
				"case.yaml:6:13: water does not say how its coverage is measured; add `coverage:` to the table, or say `coverage: assumed` here if no row means no event",
			},
		},
		{
			sentence: "coverage required from the beginning of time",
			items: `
- fact: x
  about: persons
  from: insurance
  within: until(as_of)
  count: rows
  coverage: required
`,
			want: []string{
				"case.yaml:4:11: coverage is asked for a period without a beginning; use last_months, years or this_school_year",
			},
		},
		{
			sentence: "coverage required of a pick",
			items: `
- fact: x
  about: persons
  from: insurance
  within: year_of(as_of)
  where: kind == '城乡居民'
  pick: only
  coverage: required
`,
			want: []string{
				"case.yaml:7:13: a pick is unknown without a row, covered or not; say `coverage: assumed` if no row means no event; else count the rows in a fact with `coverage: required`",
			},
		},
	})
}

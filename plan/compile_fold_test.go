package plan

import "testing"

// Refused are folds and picks that say too little, too much or the wrong thing.
func TestRefusedFolds(t *testing.T) {
	checkWrong(t, []wrong{
		{
			sentence: "a fact about a table that there is not",
			items: `
- fact: x
  about: household
  is: members > 0
`,
			want: []string{
				"case.yaml:2:10: there is no table household; did you mean households?",
			},
		},
		{
			sentence: "a fold over a table that there is not",
			items: `
- fact: x
  about: households
  from: bils
  count: rows
`,
			want: []string{
				"case.yaml:3:9: there is no table bils; did you mean bill?",
			},
		},
		{
			sentence: "counting whom extracts touch, which has a row for each person and not for each row of a file",
			items: `
- table: extract_rows
  one: extract_row
  folder: system
  belongs_to: [person, household]
  columns:
    person: {type: person}
    household: {type: household}
- fact: x
  about: households
  from: extract_rows
  count: rows
`,
			want: []string{
				"case.yaml:11:10: extract_rows has a row for each person that is touched, not for each row of a file: counting them counts no rows; ask `any:`, or count the rows of one extract",
			},
		},
		{
			sentence: "a fold without within",
			items: `
- fact: x
  about: households
  from: bill
  count: rows
`,
			want: []string{
				"case.yaml:1:9: the fact folds bill, which has a time, without saying which time; add `within: last_months(12)`, or `within: until(as_of)` for everything up to now",
			},
		},
		{
			sentence: "within over a table without a time",
			items: `
- fact: x
  about: households
  from: persons
  within: last_months(3)
  count: rows
`,
			want: []string{
				"case.yaml:4:11: persons has no time column; leave `within` away",
			},
		},
		{
			sentence: "a fold for whom the rows do not belong to",
			items: `
- fact: x
  about: persons
  from: water
  within: last_months(3)
  count: rows
`,
			want: []string{
				"case.yaml:3:9: a row of water does not belong to a row of persons; fold a table that refers to it, directly or through a person",
			},
		},
		{
			sentence: "a fold over itself",
			items: `
- fact: x
  about: bill
  from: bill
  within: last_months(3)
  count: rows
`,
			want: []string{
				"case.yaml:3:9: a row of bill does not belong to a row of bill; fold a table that refers to it, directly or through a person",
			},
		},
		{
			sentence: "a period that reads a parameter",
			items: `
- fact: x
  about: households
  from: bill
  within: last_months(param.outage_days)
  count: rows
`,
			want: []string{
				"case.yaml:4:11: a period reads param.outage_days; a period is a constant of the run: numbers and as_of only",
			},
		},
		{
			sentence: "a period that reads the row",
			items: `
- fact: x
  about: households
  from: bill
  within: until(paid_on)
  count: rows
`,
			want: []string{
				"case.yaml:4:11: a period reads paid_on; a period is a constant of the run: numbers and as_of only",
			},
		},
		{
			sentence: "a condition for a period",
			items: `
- fact: x
  about: households
  from: bill
  within: cost > yuan(3)
  count: rows
`,
			want: []string{
				"case.yaml:4:11: this is a value of type bool, where period is needed; write an expression of that type",
			},
		},
		{
			sentence: "a period whose ends are swapped",
			items: `
- fact: x
  about: households
  from: bill
  within: months_ago(4, 12)
  count: rows
`,
			want: []string{
				"case.yaml:4:11: no day lies in this period; the beginning comes first: months_ago(12, 4); nothing after as_of is seen",
			},
		},
		{
			sentence: "a period that lies ahead",
			items: `
- fact: x
  about: persons
  from: insurance
  within: year_of(as_of.plus_months(12))
  count: rows
`,
			want: []string{
				"case.yaml:4:11: no day lies in this period; the beginning comes first: months_ago(12, 4); nothing after as_of is seen",
			},
		},
		{
			sentence: "an amount for a condition",
			items: `
- fact: x
  about: households
  from: bill
  within: last_months(12)
  where: cost
  count: rows
`,
			want: []string{
				"case.yaml:5:10: this is a value of type money, where a condition (bool) is needed; write an expression of that type",
			},
		},
		{
			sentence: "an amount for `any`",
			items: `
- fact: x
  about: households
  from: bill
  within: last_months(12)
  any: cost
`,
			want: []string{
				"case.yaml:5:8: this is a value of type money, where a condition (bool) is needed; write an expression of that type",
			},
		},
		{
			sentence: "a sum of conditions",
			items: `
- fact: x
  about: households
  from: bill
  within: last_months(12)
  sum: refunded
`,
			want: []string{
				"case.yaml:5:8: this is a value of type bool, where money or int is needed; write an expression of that type",
			},
		},
		{
			sentence: "a column that is not there, counted",
			items: `
- fact: x
  about: households
  from: bill
  within: last_months(12)
  count: distinct bill_nr
`,
			want: []string{
				"case.yaml:5:19: bill has no column, fact or rule bill_nr; did you mean bill_no?",
			},
		},
		{
			sentence: "a pick by a column that is not there",
			items: `
- fact: x
  about: households
  from: water
  within: until(as_of)
  pick: {newest: assessed}
`,
			want: []string{
				"case.yaml:5:18: water has no column assessed; name a column of the table",
			},
		},
		{
			sentence: "a pick for each of what is not there",
			items: `
- fact: x
  about: households
  from: water
  within: until(as_of)
  pick: {newest: assessed_on, per: quallity}
  any: quality == '达标'
`,
			want: []string{
				"case.yaml:5:36: water has no column quallity; name a column of the table",
			},
		},
		{
			sentence: "`pick: only` where the time is open",
			items: `
- fact: x
  about: households
  from: water
  within: until(as_of)
  pick: only
`,
			want: []string{
				"case.yaml:5:9: `pick: only` may meet several rows: `where` leaves assessed_on of the key open; fix it (`where: assessed_on == …`), or pick the newest",
			},
		},
		{
			sentence: "`pick: only` where another key is open",
			items: `
- fact: x
  about: persons
  from: insurance
  within: year_of(as_of)
  pick: only
`,
			want: []string{
				"case.yaml:5:9: `pick: only` may meet several rows: `where` leaves kind of the key open; fix it (`where: kind == …`), or pick the newest",
			},
		},
		{
			sentence: "`pick: only` among the rows of several persons",
			items: `
- fact: x
  about: households
  from: insurance
  within: year_of(as_of)
  where: kind == '城乡居民'
  pick: only
`,
			want: []string{
				"case.yaml:6:9: `pick: only` may meet several rows: `where` leaves id_number of the key open; make it a fact about persons, or pick the newest",
			},
		},
		{
			sentence: "`pick: only` in a period that is one year in most months only",
			items: `
- fact: x
  about: persons
  from: insurance
  within: years(as_of.plus_months(-2), as_of)
  where: kind == '城乡居民'
  pick: only
`,
			want: []string{
				"case.yaml:6:9: `pick: only` may meet several rows: `where` leaves year of the key open; fix it (`where: year == …`), or pick the newest",
			},
		},
		{
			sentence: "`pick: only` in a period that is one year but in winter",
			items: `
- fact: x
  about: persons
  from: insurance
  within: months_ago(13, 11)
  where: kind == '城乡居民'
  pick: only
`,
			want: []string{
				"case.yaml:6:9: `pick: only` may meet several rows: `where` leaves year of the key open; fix it (`where: year == …`), or pick the newest",
			},
		},
		{
			sentence: "`pick: only` where the first of two references need not be held",
			items: `
- table: plea
  folder: extracts
  delivery: rows
  time: year
  belongs_to: [household_code, id_number]
  columns:
    household_code: {type: household, key: true, required: true}
    id_number: {type: person, required: true}
    year: {type: year, key: true, required: true}
- fact: x
  about: households
  from: plea
  within: year_of(as_of)
  pick: only
`,
			want: []string{
				"case.yaml:14:9: `pick: only` may meet several rows: `where` leaves household_code of the key open; make it a fact about households, or pick the newest",
			},
		},
		{
			sentence: "the person of a row that may be the household's alone",
			items: `
- table: plea
  folder: extracts
  delivery: rows
  time: year
  belongs_to: [household_code, id_number]
  columns:
    household_code: {type: household, key: true, required: true}
    id_number: {type: person, required: true}
    year: {type: year, key: true, required: true}
- fact: x
  about: plea
  is: "!(person.age > 3)"
`,
			want: []string{
				"case.yaml:12:8: negates what may be unknown; write `x == false` (known not), `!x.or(false)` (not known to be) or `known(x) && …`",
			},
		},
		{
			sentence: "`pick: only` where a key that agrees with whose row it is may be empty",
			items: `
- table: consent
  folder: registry
  delivery: rows
  belongs_to: [id_number]
  columns:
    household_code: {type: household, key: true}
    id_number: {type: person, key: true, required: true}
- fact: x
  about: persons
  from: consent
  pick: only
`,
			want: []string{
				"case.yaml:11:9: `pick: only` may meet several rows: `where` leaves household_code of the key open; make it a fact about households, or pick the newest",
			},
		},
		{
			sentence: "`pick: only` with a key that stands in an ||",
			items: `
- fact: x
  about: persons
  from: insurance
  within: year_of(as_of)
  where: kind == '城乡居民' || valid
  pick: only
`,
			want: []string{
				"case.yaml:6:9: `pick: only` may meet several rows: `where` leaves kind of the key open; fix it (`where: kind == …`), or pick the newest",
			},
		},
		{
			sentence: "`pick: only` with a key that equals another column of the row",
			items: `
- fact: x
  about: persons
  from: insurance
  within: until(as_of)
  where: kind == '城乡居民' && year == year
  pick: only
`,
			want: []string{
				"case.yaml:6:9: `pick: only` may meet several rows: `where` leaves year of the key open; fix it (`where: year == …`), or pick the newest",
			},
		},
		{
			sentence: "`pick: only` in a table without a key",
			items: `
- fact: x
  about: households
  from: alerts
  pick: only
`,
			want: []string{
				"case.yaml:4:9: `pick: only` may meet several rows: alerts has no key; count or sum its rows",
			},
		},
		{
			sentence: "a unit that the formula has not",
			items: `
- fact: x
  about: households
  unit: days
  is: members + 1
`,
			want: []string{
				"case.yaml:1:9: the fact says unit days, but it is a value of type int (persons); take `unit` away",
			},
		},
		{
			sentence: "a unit of money",
			items: `
- fact: x
  about: households
  unit: days
  is: spent
`,
			want: []string{
				"case.yaml:1:9: the fact says unit days, but it is a value of type money; take `unit` away",
			},
		},
		{
			sentence: "a unit of a largest value",
			items: `
- fact: x
  about: households
  unit: days
  from: water
  within: last_months(12)
  max: outage
`,
			want: []string{
				"case.yaml:1:9: the fact says unit days, but a max has that of what it folds; take `unit` away",
			},
		},
	})
}

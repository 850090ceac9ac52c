package twin

import "testing"

func TestIncomeFindings(t *testing.T) {
	// neighbours whose incomes are known cover the county.
	neighbours := func(f *family) {
		for _, no := range []string{"-a", "-b"} {
			other := f.p.household(f.code+no, f.at["division_code"][:6])
			other.income("2025", "90000")
			other.person("other", "1985-01-01", "relation", "户主")
		}
		rows := f.p.rows["income"]
		last := len(rows) - 3 // the family's own comes before the neighbours' two
		f.p.rows["income"] = append(rows[:last:last], rows[last+1:]...)
	}
	only := func(cells ...string) func(f *family, head string) {
		return func(f *family, _ string) {
			neighbours(f)
			f.p.add("income", append([]string{"household_code", f.code}, cells...)...)
		}
	}
	expect(t, "2025-06-30", []string{"findings"}, []sentence{
		{"all three parts given", only("year", "2025", "wage_income", "90000", "business_income", "0", "transfer_income", "0"), ""},
		{"no transfer income given", only("year", "2025", "wage_income", "90000", "business_income", "0"), "income_incomplete"},
		{"an older complete row does not help the income year", func(f *family, head string) {
			only("year", "2025", "wage_income", "90000")(f, head)
			f.income("2024", "90000")
		}, "income_incomplete"},
		{"a row of three years ago", only("year", "2022", "wage_income", "90000"), "income_stale"},
		{"a row of next year", only("year", "2026", "wage_income", "90000"), "no_income"},
		{"an empty row of this year", only("year", "2025"), "no_income"},
		{"a row with a bad amount alone", only("year", "2025", "wage_income", "9,00"), "no_income"},
		{"where income is not covered nobody is asked", func(f *family, _ string) {
			rows := f.p.rows["income"]
			f.p.rows["income"] = rows[:len(rows)-1]
			f.p.add("housing", "household_code", f.code, "grade", "A", "assessed_on", "2020-01-01")
		}, ""},
	})
}

func TestHouseholdFindings(t *testing.T) {
	quiet := func(f *family) {
		rows := f.p.rows["income"]
		f.p.rows["income"] = rows[:len(rows)-1]
	}
	expect(t, "2025-06-30", []string{"findings"}, []sentence{
		{"no row anywhere", func(f *family, _ string) { quiet(f) }, "silent"},
		{"the comparison tables do not break the silence", func(f *family, head string) {
			quiet(f)
			signed(f, head, "2025-01-01", "", "纸质")
			car(f, head)
		}, "silent"},
		{"nor does a row about somebody who left", func(f *family, _ string) {
			quiet(f)
			gone := f.person("gone", "1990-01-01", "status", "迁出")
			spent(f, gone, "1", "2025-01-01", "1")
		}, "silent"},
		{"an old bill does", func(f *family, head string) {
			quiet(f)
			spent(f, head, "1", "2010-01-01", "1")
		}, ""},
		{"and a row of the future", func(f *family, head string) {
			quiet(f)
			f.p.add("drinking_water", "household_code", f.code, "assessed_on", "2026-01-01")
		}, ""},
		{"a petition that names another household is that one's", func(f *family, head string) {
			quiet(f)
			other := f.p.household(f.code+"-other", "520123")
			f.p.add("petition", "record_no", f.code, "household_code", other.code, "id_number", head, "received_on", "2025-06-01", "channel", "媒体", "topic", "其他")
		}, "silent"},
		{"a severe-hardship object below the line, cleared", func(f *family, _ string) {
			f.at["object_type"], f.at["risk_cleared"] = "突发严重困难户", "1"
			f.income("2025", "1")
		}, "type3_below_line"},
		{"an open object with any alert is covered", func(f *family, _ string) {
			f.at["object_type"] = "突发严重困难户"
			f.p.add("disaster", "household_code", f.code, "event", "火灾", "event_date", "2025-06-01", "house_damaged", "是")
		}, ""},
		{"a person of two households stays where the later row says", func(f *family, _ string) {
			id := f.person("moved", "1990-01-01")
			other := f.p.household(f.code+"-other", "520123")
			f.p.add("persons", "id_number", id, "name", "moved", "household_code", other.code, "relation", "子")
		}, ""},
		{"and the finding with it, though the number was written in its old form once", func(f *family, _ string) {
			other := f.p.household(f.code+"-other", "520123")
			id := f.p.idNumber("1990-01-01", true)
			f.p.labels[id[:6]+"********"+id[14:]] = "moved"
			f.p.add("persons", "id_number", id[:6]+id[8:17], "name", "moved", "household_code", other.code, "relation", "子")
			f.p.add("persons", "id_number", id, "name", "moved", "household_code", f.code, "relation", "子")
		}, "person_in_two_households(moved)"},
	})
}

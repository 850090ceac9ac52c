package synth

import (
	"strconv"
	"testing"

	"dixian/calendar"
)

func TestLate(t *testing.T) {
	newest := map[string]string{
		"employment": "month", "medical_settlement": "settle_date", "medical_enrolment": "year",
		"school_enrolment": "school_year", "income": "year", "drinking_water": "assessed_on",
	}
	for _, test := range []struct {
		what, table string
		months      int
		want        string // the newest period delivered
	}{
		{"two months", "employment", 2, "2025-04"},
		{"three months", "employment", 3, "2025-03"},
		{"a month of bills, counted in days", "medical_settlement", 1, "2025-05-30"},
		{"the newest year of insurance", "medical_enrolment", 1, "2024"},
		{"two years of insurance: nothing is left", "medical_enrolment", 13, ""},
		{"the newest school year", "school_enrolment", 3, "2023-2024"},
		{"last year's income", "income", 12, "2023"},
		{"a quarter of water", "drinking_water", 3, "2025-03-30"},
	} {
		o, _ := written(t, Options{Households: 700, Seed: 2, Late: map[string]int{test.table: test.months}})
		got := ""
		for _, row := range read(t, o.Out)[test.table] {
			got = max(got, row[newest[test.table]])
		}
		if got != test.want {
			t.Errorf("%s: the newest of %s is %q, want %q", test.what, test.table, got, test.want)
		}
	}
}

func TestThin(t *testing.T) {
	_, whole := written(t, Options{Households: 2000})
	_, thin := written(t, Options{Households: 2000, Thin: map[string]float64{"medical_enrolment": 0.02, "vehicle": 0}})
	for i, line := range thin.Tables {
		before := whole.Tables[i].Rows
		want := float64(before)
		switch line.Table {
		case "medical_enrolment":
			want *= 0.02
		case "vehicle":
			want = 0
		}
		if got := float64(line.Rows); got < want*0.8 || got > want*1.2 {
			t.Errorf("%s: %d rows of %d, want about %.0f", line.Table, line.Rows, before, want)
		}
	}
}

// In January and February the insured year is the one before, and the new year's
// list is on its way.
func TestNewYearIsCollected(t *testing.T) {
	for _, test := range []struct {
		asOf     calendar.Date
		from, to float64 // members insured for the year of the date, of those of the year before
	}{
		{calendar.NewDate(2025, 1, 10), 0.75, 0.9},
		{calendar.NewDate(2024, 2, 29), 0.75, 0.9},
		{calendar.NewDate(2025, 3, 1), 0.97, 1.03},
	} {
		o, _ := written(t, Options{Households: 1500, AsOf: test.asOf})
		rows := map[string]float64{}
		for _, row := range read(t, o.Out)["medical_enrolment"] {
			rows[row["year"]]++
		}
		era := newEra(test.asOf)
		share := rows[strconv.Itoa(era.year)] / rows[strconv.Itoa(era.year-1)]
		if share < test.from || share > test.to {
			t.Errorf("%s: %.2f as many rows of the new year as of the old, want %.2f to %.2f", test.asOf, share, test.from, test.to)
		}
	}
}

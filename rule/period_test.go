package rule

import (
	"strconv"
	"testing"

	"dixian/calendar"
)

// grainText writes a value of a time column as files do.
func grainText(k Kind, n int32) string {
	switch {
	case n == beginning:
		return "…"
	case k == Date:
		return calendar.Date(n).String()
	case k == Month:
		return calendar.Month(n).String()
	case k == SchoolYear:
		return calendar.SchoolYear(n).String()
	}
	return strconv.Itoa(int(n))
}

func mustDate(t *testing.T, s string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestPeriods(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct {
		sentence, period, asOf string
		kind                   Kind
		first, last            string
	}{
		{"twelve months of days end with the as-of date", "last_months(12)", "2025-06-30", Date, "2024-07-01", "2025-06-30"},
		{"three months before the last of May begin after the last of February", "last_months(3)", "2025-05-31", Date, "2025-03-01", "2025-05-31"},
		{"in a leap year after the 29th", "last_months(3)", "2024-05-31", Date, "2024-03-01", "2024-05-31"},
		{"a year before a 29 February", "last_months(12)", "2024-02-29", Date, "2023-03-01", "2024-02-29"},
		{"a month before the last of March, of a leap year", "last_months(1)", "2024-03-31", Date, "2024-03-01", "2024-03-31"},
		{"a month before the 30th of March", "last_months(1)", "2025-03-30", Date, "2025-03-01", "2025-03-30"},
		{"a month before the 15th", "last_months(1)", "2025-03-15", Date, "2025-02-16", "2025-03-15"},
		{"of a month column three whole months, the as-of date's the last", "last_months(3)", "2025-06-01", Month, "2025-04", "2025-06"},
		{"over the turn of a year", "last_months(3)", "2025-01-31", Month, "2024-11", "2025-01"},
		{"of a year column the years of these months", "last_months(6)", "2025-06-30", Int, "2025", "2025"},
		{"one month more reaches into the year before", "last_months(7)", "2025-06-30", Int, "2024", "2025"},
		{"of a school-year column the school years of these months", "last_months(6)", "2025-02-28", SchoolYear, "2024-2025", "2024-2025"},
		{"seven months back from February is August, which ends the one before", "last_months(7)", "2025-02-28", SchoolYear, "2023-2024", "2024-2025"},

		{"between four and twelve months ago, in days", "months_ago(12, 4)", "2025-06-30", Date, "2024-07-01", "2025-02-28"},
		{"between four and twelve months ago, in months", "months_ago(12, 4)", "2025-06-30", Month, "2024-07", "2025-02"},
		{"two spans side by side leave no day out", "months_ago(4, 0)", "2025-06-30", Date, "2025-03-01", "2025-06-30"},
		{"months ago in years", "months_ago(18, 6)", "2025-06-30", Int, "2024", "2024"},

		{"since three months, in days", "since_months(3)", "2025-05-31", Date, "2025-03-01", "2025-05-31"},
		{"since three months, in months", "since_months(3)", "2025-05-31", Month, "2025-03", "2025-05"},

		{"the days of three years end with the as-of date", "years(as_of.plus_months(-24), as_of)", "2025-06-30", Date, "2023-01-01", "2025-06-30"},
		{"the days of past years end with the last of December", "years(as_of.plus_months(-24), as_of.plus_months(-12))", "2025-06-30", Date, "2023-01-01", "2024-12-31"},
		{"the years themselves", "years(as_of.plus_months(-24), as_of)", "2025-06-30", Int, "2023", "2025"},
		{"a year ahead is not seen", "years(as_of, as_of.plus_months(12))", "2025-06-30", Int, "2025", "2025"},
		{"the months of a year end with the as-of date's", "years(as_of, as_of)", "2025-06-30", Month, "2025-01", "2025-06"},
		{"the school years of a year are two", "years(as_of.plus_months(-12), as_of.plus_months(-12))", "2025-06-30", SchoolYear, "2023-2024", "2024-2025"},
		{"before the season ends the insured year is last year's", "year_of(as_of.plus_months(-2))", "2025-02-28", Int, "2024", "2024"},
		{"in March it is this year's", "year_of(as_of.plus_months(-2))", "2025-03-01", Int, "2025", "2025"},
		{"the year of New Year's Eve", "year_of(as_of)", "2024-12-31", Date, "2024-01-01", "2024-12-31"},
		{"the year of New Year", "year_of(as_of)", "2025-01-01", Date, "2025-01-01", "2025-01-01"},

		{"the last of August ends a school year", "this_school_year()", "2025-08-31", SchoolYear, "2024-2025", "2024-2025"},
		{"the first of September begins one", "this_school_year()", "2025-09-01", SchoolYear, "2025-2026", "2025-2026"},
		{"the days of a school year that ends today", "this_school_year()", "2025-08-31", Date, "2024-09-01", "2025-08-31"},
		{"the days of a school year that begins today", "this_school_year()", "2025-09-01", Date, "2025-09-01", "2025-09-01"},
		{"the months of a school year", "this_school_year()", "2025-02-10", Month, "2024-09", "2025-02"},
		{"the years of a school year", "this_school_year()", "2025-02-10", Int, "2024", "2025"},
		{"the years of a school year in autumn", "this_school_year()", "2024-10-10", Int, "2024", "2024"},

		{"up to now", "until(as_of)", "2025-06-30", Date, "…", "2025-06-30"},
		{"up to a day that is past", "until(as_of.plus_months(-1))", "2025-03-31", Date, "…", "2025-02-28"},
		{"up to a day ahead is up to now", "until(as_of.plus_months(1))", "2025-06-30", Date, "…", "2025-06-30"},
		{"up to now, in months", "until(as_of)", "2025-06-30", Month, "…", "2025-06"},
		{"up to now, in years", "until(as_of)", "2025-06-30", Int, "…", "2025"},
		{"up to now, in school years", "until(as_of)", "2025-08-31", SchoolYear, "…", "2024-2025"},
		{"up to the first of September, in school years", "until(as_of)", "2025-09-01", SchoolYear, "…", "2025-2026"},
		{"up to the day before the school year", "until(day_before(this_school_year()))", "2025-09-01", Date, "…", "2025-08-31"},
	} {
		d := mustDate(t, c.asOf)
		s, err := w.compile(c.period, "households", nil).Period(d)
		if err != nil {
			t.Errorf("%s: %v", c.sentence, err)
			continue
		}
		from, to := s.Grains(c.kind, d.Month())
		if first, last := grainText(c.kind, from), grainText(c.kind, to); first != c.first || last != c.last {
			t.Errorf("%s: %s on %s is %s to %s, not %s to %s", c.sentence, c.period, c.asOf, first, last, c.first, c.last)
		}
		if s.Bounded() != (from != beginning) {
			t.Errorf("%s: bounded %v", c.sentence, s.Bounded())
		}
	}
}

// A late table's months end with its newest covered month M instead of the
// as-of date's; what must be covered ends there too.
func TestPeriodsOfALateTable(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct {
		sentence, period, anchor  string
		first, last               string
		firstCovered, lastCovered string
	}{
		{"three months that end with M", "last_months(3)", "2025-04", "2025-02", "2025-04", "2025-02", "2025-04"},
		{"M is the as-of month", "last_months(3)", "2025-06", "2025-04", "2025-06", "2025-04", "2025-06"},
		{"months ago count from M", "months_ago(12, 4)", "2025-05", "2024-06", "2025-01", "2024-06", "2025-01"},
		{"what came after M is looked at but need not be covered", "since_months(3)", "2025-04", "2025-02", "2025-06", "2025-02", "2025-04"},
		{"M is the as-of month, nothing came after", "since_months(3)", "2025-06", "2025-04", "2025-06", "2025-04", "2025-06"},
		{"a year does not move with M", "year_of(as_of)", "2025-04", "2025-01", "2025-06", "2025-01", "2025-06"},
	} {
		d := mustDate(t, "2025-06-30")
		anchor, err := calendar.ParseMonth(c.anchor)
		if err != nil {
			t.Fatal(err)
		}
		s, err := w.compile(c.period, "households", nil).Period(d)
		if err != nil {
			t.Fatal(err)
		}
		from, to := s.Grains(Month, anchor)
		if first, last := grainText(Month, from), grainText(Month, to); first != c.first || last != c.last {
			t.Errorf("%s: %s to %s, not %s to %s", c.sentence, first, last, c.first, c.last)
		}
		from, to = s.CoverageGrains(Month, anchor)
		if first, last := grainText(Month, from), grainText(Month, to); first != c.firstCovered || last != c.lastCovered {
			t.Errorf("%s: covered %s to %s, not %s to %s", c.sentence, first, last, c.firstCovered, c.lastCovered)
		}
	}
}

// `within` in an expression asks the same span as `within:` of a fact.
func TestWithinInAnExpression(t *testing.T) {
	w := newWorld(t)
	w.more("households", "day:date month:month year:year school:school_year")
	w.row("households", "household_code=H1 day=2025-03-31 month=2025-04 year=2023 school=2023-2024")
	checkSentences(t, w, "households", []sentence{
		{"day.within(last_months(3))", "true"},
		{"day.within(months_ago(3, 0))", "true"},
		{"day.within(months_ago(12, 3))", "false"},
		{"day.plus_months(-1).within(last_months(3))", "false"},
		{"day.plus_months(-1).within(months_ago(12, 3))", "true"},
		{"day.plus_months(3).within(until(as_of))", "true"},
		{"day.plus_months(4).within(until(as_of))", "false"},
		{"month.within(last_months(3))", "true"},
		{"month.within(last_months(2))", "false"},
		{"month.within(months_ago(12, 2))", "true"},
		{"year.within(years(as_of.plus_months(-24), as_of))", "true"},
		{"year.within(years(as_of.plus_months(-12), as_of))", "false"},
		{"(year + 3).within(years(as_of.plus_months(-12), as_of))", "false"},
		{"school.within(this_school_year())", "false"},
		{"school.within(until(as_of))", "true"},
	})
}

func TestPeriodsInWords(t *testing.T) {
	w := newWorld(t)
	for period, want := range map[string]string{
		"last_months(12)": "2024-07-01 … 2025-06-30",
		"until(as_of)":    "… 2025-06-30",
	} {
		s, err := w.compile(period, "households", nil).Period(mustDate(t, "2025-06-30"))
		if err != nil || s.String() != want {
			t.Errorf("%s is %s (%v)", period, s, err)
		}
	}
}

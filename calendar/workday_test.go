package calendar

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestWorkdaysOfAYearWithoutANoticeAreRefused(t *testing.T) {
	for _, c := range []struct {
		what string
		ask  func() error
		year int
	}{
		{"a day before the first notice", func() error { _, err := IsWorkday(NewDate(2020, 12, 31)); return err }, 2020},
		{"a day after the last notice", func() error { _, err := IsWorkday(NewDate(2027, 1, 4)); return err }, 2027},
		{"a term that runs into the next year", func() error { _, err := AddWorkdays(NewDate(2026, 12, 30), 3); return err }, 2027},
		{"a term counted back", func() error { _, err := AddWorkdays(NewDate(2021, 1, 5), -3); return err }, 2020},
		{"a count that runs into the next year", func() error { _, err := WorkdaysBetween(NewDate(2026, 12, 1), NewDate(2027, 1, 1)); return err }, 2027},
	} {
		var missing MissingYearError
		if err := c.ask(); !errors.As(err, &missing) || missing.Year != c.year {
			t.Errorf("%s: %v", c.what, err)
		} else if !strings.HasPrefix(err.Error(), "the working days of 202") {
			t.Errorf("%s: %v", c.what, err)
		}
	}
}

func TestIsWorkday(t *testing.T) {
	for _, c := range []struct {
		what, day string
		want      bool
	}{
		{"a Monday", "2025-06-30", true},
		{"a Sunday", "2025-06-29", false},
		{"a Saturday", "2025-06-28", false},
		{"a holiday on a Wednesday", "2025-10-01", false},
		{"a Sunday worked for the National Day", "2025-09-28", true},
		{"a Saturday worked for the Spring Festival", "2025-02-08", true},
		{"the Monday after the Dragon Boat Festival of 2025", "2025-06-02", false},
		{"New Year's Day 2021", "2021-01-01", false},
		{"a Saturday worked after the Spring Festival of 2021", "2021-02-20", true},
		{"the New Year of 2023 begins in 2022", "2022-12-31", false},
		{"2 January 2023 is made a holiday", "2023-01-02", false},
		{"9 October 2022, a Sunday, is worked", "2022-10-09", true},
		{"a Sunday worked before the Labour Day of 2024", "2024-04-28", true},
		{"2 January 2026, a Friday, is off", "2026-01-02", false},
		{"4 January 2026, a Sunday, is worked", "2026-01-04", true},
		{"23 February 2026 still belongs to the Spring Festival", "2026-02-23", false},
		{"the last day of the last notice", "2026-12-31", true},
	} {
		if got, err := IsWorkday(day(t, c.day)); err != nil || got != c.want {
			t.Errorf("%s (%s): %v, %v, want %v", c.what, c.day, got, err, c.want)
		}
	}
}

func TestAddWorkdays(t *testing.T) {
	for _, c := range []struct {
		what, from string
		n          int
		want       string
	}{
		{"no days", "2025-06-29", 0, "2025-06-29"},
		{"the day after is the first", "2025-06-30", 1, "2025-07-01"},
		{"a weekend does not count", "2025-06-27", 1, "2025-06-30"},
		{"five days are a week", "2025-06-30", 5, "2025-07-07"},
		{"the National Day week does not count, the Saturday worked for it does", "2025-09-30", 3, "2025-10-11"},
		{"from a holiday", "2025-10-03", 1, "2025-10-09"},
		{"over the Spring Festival", "2026-02-13", 2, "2026-02-24"},
		{"over New Year", "2024-12-31", 1, "2025-01-02"},
		{"counted back", "2025-07-01", -1, "2025-06-30"},
		{"counted back over a holiday", "2025-10-09", -1, "2025-09-30"},
	} {
		if got, err := AddWorkdays(day(t, c.from), c.n); err != nil || got != day(t, c.want) {
			t.Errorf("%s: %d workdays after %s: %s, %v, want %s", c.what, c.n, c.from, got, err, c.want)
		}
	}
}

func TestAddWorkdaysAndTheCountAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := Date(rapid.IntRange(int(NewDate(2021, 3, 1)), int(NewDate(2026, 10, 1))).Draw(t, "from"))
		n := rapid.IntRange(-30, 30).Draw(t, "n")
		to, err := AddWorkdays(from, n)
		if err != nil {
			t.Fatal(err)
		}
		if n >= 0 {
			if got, err := WorkdaysBetween(from, to); err != nil || got != n {
				t.Fatalf("from %s to %s: %d, %v, want %d", from, to, got, err, n)
			}
		} else if got, err := WorkdaysBetween(from, to-1); err != nil || got > n {
			t.Fatalf("from %s back before %s: %d, %v, want at most %d", from, to, got, err, n)
		}
		if worked, err := IsWorkday(to); n != 0 && (!worked || err != nil) {
			t.Fatalf("%d workdays after %s is %s, not worked (%v)", n, from, to, err)
		}
	})
}

// The days off and worked of each notice, counted from its text.
func TestHolidaysCarryWholeNotices(t *testing.T) {
	a := arranged()
	for year, want := range map[int]struct {
		notice      string
		off, worked int
	}{
		2021: {"国办发明电〔2020〕27号", 31, 7},
		2022: {"国办发明电〔2021〕11号", 31, 7},
		2023: {"国办发明电〔2022〕16号", 27, 7},
		2024: {"国办发明电〔2023〕7号", 28, 8},
		2025: {"国办发明电〔2024〕12号", 28, 5},
		2026: {"国办发明电〔2025〕7号", 33, 6},
	} {
		first, last := NewDate(year, 1, 1), NewDate(year, 12, 31)
		if year == 2023 {
			first-- // its New Year begins on 31 December
		}
		if year == 2022 {
			last--
		}
		off, worked := 0, 0
		for d, isOff := range a.off {
			switch {
			case d < first || d > last:
			case isOff:
				off++
			case d.Weekday() <= 5:
				t.Errorf("%s is to be worked, but is no weekend day", d)
			default:
				worked++
			}
		}
		if a.years[year] != want.notice || off != want.off || worked != want.worked {
			t.Errorf("%d: %s, %d days off, %d worked; want %+v", year, a.years[year], off, worked, want)
		}
	}
	if len(a.years) != 6 {
		t.Errorf("%d years are on record", len(a.years))
	}
}

func TestHolidaysThatCannotBeReadAreRefused(t *testing.T) {
	const header = "notice,holiday,first,last,workdays\n"
	for what, text := range map[string]string{
		"a first day that is none":     header + "号,元旦,2021-02-30,2021-03-01,\n",
		"a last day that is none":      header + "号,元旦,2021-01-01,,\n",
		"a day worked that is none":    header + "号,元旦,2021-01-01,2021-01-03,2021-02-07 x\n",
		"a line with a cell too few":   header + "号,元旦,2021-01-01,2021-01-03\n",
		"a quotation mark left open":   header + "\"号,元旦\n",
		"the same day off and worked":  header + "号,元旦,2021-01-01,2021-01-03,2021-01-02\n",
		"a last day before the first":  header + "号,元旦,2021-01-03,2021-01-01,\n",
		"a holiday without its notice": header + ",元旦,2021-01-01,2021-01-03,\n",
	} {
		if _, err := readHolidays(text); err == nil {
			t.Errorf("%s was read", what)
		}
	}
}

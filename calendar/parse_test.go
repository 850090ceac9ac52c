package calendar

import (
	"fmt"
	"regexp"
	"testing"

	"pgregory.net/rapid"
)

func TestParseDateRefuses(t *testing.T) {
	const form = "not a date: write it like 2025-06-30, 20250630 or 2025/6/30"
	const late = "not a date: what follows the day is no time of day"
	for _, c := range []struct{ what, s, want string }{
		{"nothing", "", "not a date: the cell is empty"},
		{"a word", "长期", form},
		{"a year alone", "2025", form},
		{"a month", "2025-06", form},
		{"a month without separators", "202506", form},
		{"a year of two digits", "25-06-30", form},
		{"day first", "30/06/2025", form},
		{"mixed separators", "2025-06/30", form},
		{"points", "2025.06.30", form},
		{"Chinese words", "2025年6月30日", form},
		{"seven digits", "2025063", form},
		{"nine digits", "202506301", form},
		{"three digits for the day", "2025-06-030", form},
		{"full-width digits", "２０２５-06-30", form},
		{"a sign before the year", "-2025-06-30", form},
		{"a separator and no day", "2025-06-", form},
		{"a month that is none", "2025-13-01", "not a date: there is no month 13"},
		{"month zero", "20250001", "not a date: there is no month 0"},
		{"31 June", "2025-06-31", "not a date: month 6 of 2025 has no day 31"},
		{"day zero", "2025-6-0", "not a date: month 6 of 2025 has no day 0"},
		{"29 February of a common year", "2025/2/29", "not a date: month 2 of 2025 has no day 29"},
		{"29 February 1900", "19000229", "not a date: month 2 of 1900 has no day 29"},
		{"1899", "1899-12-31", "not a date: the year 1899 lies outside 1900 to 2100"},
		{"2101", "2101-01-01", "not a date: the year 2101 lies outside 1900 to 2100"},
		{"for ever", "9999-12-31", "not a date: the year 9999 lies outside 1900 to 2100"},
		{"a span", "2025-06-30 至 2025-07-01", late},
		{"a space and nothing", "2025-06-30 ", late},
		{"a T and nothing", "2025-06-30T", late},
		{"hours without minutes", "2025-06-30 08", late},
		{"hour 25", "2025-06-30 25:00", late},
		{"minute 61", "2025-06-30 08:61", late},
		{"a zone cut off", "2025-06-30T08:00:00+08", late},
	} {
		if got, err := ParseDate(c.s); err == nil {
			t.Errorf("%s: %q was read as %s", c.what, c.s, got)
		} else if err.Error() != c.want {
			t.Errorf("%s: %q: %q, want %q", c.what, c.s, err, c.want)
		}
	}
}

func TestParseDate(t *testing.T) {
	for _, c := range []struct{ what, s, want string }{
		{"with hyphens", "2025-06-30", "2025-06-30"},
		{"without separators", "20250630", "2025-06-30"},
		{"with slashes and single digits", "2025/6/3", "2025-06-03"},
		{"with hyphens and single digits", "2025-6-3", "2025-06-03"},
		{"a leap day", "2024-02-29", "2024-02-29"},
		{"2000 was a leap year", "20000229", "2000-02-29"},
		{"the first day", "1900-01-01", "1900-01-01"},
		{"the last day", "2100/12/31", "2100-12-31"},
		{"a time after a space", "2025-06-30 08:15:00", "2025-06-30"},
		{"a time of one digit", "2025/6/30 8:15", "2025-06-30"},
		{"midnight", "2025-06-30 00:00:00", "2025-06-30"},
		{"a time after a T", "2025-06-30T23:59:59.999Z", "2025-06-30"},
		{"a time with a zone", "20250630T08:00:00+08:00", "2025-06-30"},
		{"a time with a short zone", "2025-06-30 08:00:00.5 -0800", "2025-06-30"},
		{"afternoon", "2025/6/30 3:05:00 PM", "2025-06-30"},
	} {
		got, err := ParseDate(c.s)
		if err != nil || got.String() != c.want {
			t.Errorf("%s: %q = %s, %v, want %s", c.what, c.s, got, err, c.want)
		}
	}
}

func TestParseMonthRefuses(t *testing.T) {
	const form = "not a month: write it like 2025-06, 2025/6 or 202506"
	for _, c := range []struct{ what, s, want string }{
		{"nothing", "", form},
		{"a year", "2025", form},
		{"a year and a separator", "2025-", form},
		{"one digit without a separator", "20256", form},
		{"a day", "2025-06-30", form},
		{"a day without separators", "20250630", form},
		{"a point", "2025.06", form},
		{"words", "2025年6月", form},
		{"two digits of year", "25-06", form},
		{"month 13", "2025-13", "not a month: there is no month 13"},
		{"month 0", "202500", "not a month: there is no month 0"},
		{"1899", "1899-12", "not a month: the year 1899 lies outside 1900 to 2100"},
		{"2101", "210101", "not a month: the year 2101 lies outside 1900 to 2100"},
	} {
		if got, err := ParseMonth(c.s); err == nil {
			t.Errorf("%s: %q was read as %s", c.what, c.s, got)
		} else if err.Error() != c.want {
			t.Errorf("%s: %q: %q, want %q", c.what, c.s, err, c.want)
		}
	}
}

func TestParseMonth(t *testing.T) {
	for _, s := range []string{"2025-06", "2025-6", "2025/06", "2025/6", "202506"} {
		if got, err := ParseMonth(s); err != nil || got != NewMonth(2025, 6) {
			t.Errorf("%q = %s, %v", s, got, err)
		}
	}
}

func TestParseYear(t *testing.T) {
	for _, s := range []string{"", "25", "02025", "2025年", "20 25", "-2025", "1899", "2101", "２０２５"} {
		if got, err := ParseYear(s); err == nil {
			t.Errorf("%q was read as %d", s, got)
		}
	}
	for s, want := range map[string]int32{"1900": 1900, "2025": 2025, "2100": 2100} {
		if got, err := ParseYear(s); err != nil || got != want {
			t.Errorf("%q = %d, %v", s, got, err)
		}
	}
}

func TestParseSchoolYear(t *testing.T) {
	for _, c := range []struct{ what, s string }{
		{"nothing", ""}, {"one year", "2024"}, {"a slash", "2024/2025"}, {"a short second year", "2024-25"},
		{"a span of two years", "2024-2026"}, {"the same year twice", "2024-2024"}, {"backwards", "2025-2024"},
		{"words", "2024-2025学年"}, {"a letter", "2024-2O25"}, {"too early", "1898-1899"}, {"too late", "2101-2102"},
	} {
		if got, err := ParseSchoolYear(c.s); err == nil {
			t.Errorf("%s: %q was read as %s", c.what, c.s, got)
		}
	}
	for s, want := range map[string]SchoolYear{"2024-2025": 2024, "1899-1900": 1899, "2100-2101": 2100} {
		if got, err := ParseSchoolYear(s); err != nil || got != want || got.String() != s {
			t.Errorf("%q = %s, %v", s, got, err)
		}
	}
}

func TestParseDateReadsEveryFormOfADay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Date(rapid.IntRange(int(NewDate(1900, 1, 1)), int(NewDate(2100, 12, 31))).Draw(t, "d"))
		y, m, dd := d.YMD()
		form := rapid.SampledFrom([]string{"%d-%d-%d", "%d-%02d-%02d", "%d/%d/%d", "%d/%02d/%d", "%d%02d%02d"}).Draw(t, "form")
		time := rapid.SampledFrom([]string{"", " 00:00:00", "T08:00", " 8:00 AM", "T12:00:00Z"}).Draw(t, "time")
		s := fmt.Sprintf(form, y, m, dd) + time
		if got, err := ParseDate(s); err != nil || got != d {
			t.Fatalf("%q = %s, %v", s, got, err)
		}
	})
}

// dateForm is a slow twin of the form that ParseDate accepts.
var dateForm = regexp.MustCompile(`^(\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2}|\d{8})` +
	`([ T] *([01]?\d|2[0-4]):([0-5]\d|60)(:([0-5]\d|60)(\.\d{0,9})?)? *(|Z|AM|PM|am|pm|[+-]\d\d:?\d\d))?$`)

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"", "2025-06-30", "20250630", "2025/6/30 8:00", "2025-06-30T08:00:00.5+08:00", "2025-02-30", "２０２５", "2025-06", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := ParseDate(s)
		fromBytes, errBytes := ParseDateBytes([]byte(s))
		if got != fromBytes || (err == nil) != (errBytes == nil) {
			t.Fatalf("%q: string %v %v, bytes %v %v", s, got, err, fromBytes, errBytes)
		}
		if err == nil {
			if again, err := ParseDate(got.String()); err != nil || again != got {
				t.Fatalf("%q is %s, read again %s, %v", s, got, again, err)
			}
		}
		if form := dateForm.MatchString(s); err == nil && !form {
			t.Fatalf("%q was read as %s, but has not the form of a date", s, got)
		}
		ParseMonth(s)
		ParseYear(s)
		ParseSchoolYear(s)
	})
}

func TestParseBytesDoesNotAllocate(t *testing.T) {
	plain, timed, month, schoolYear := []byte("2025-06-30"), []byte("2025-06-30 08:00:00.000 +08:00"), []byte("2025-06"), []byte("2024-2025")
	if n := testing.AllocsPerRun(100, func() {
		_, err1 := ParseDateBytes(plain)
		_, err2 := ParseDateBytes(timed)
		_, err3 := ParseMonthBytes(month)
		_, err4 := ParseSchoolYearBytes(schoolYear)
		_, err5 := ParseYearBytes(month[:4])
		for _, err := range []error{err1, err2, err3, err4, err5} {
			if err != nil {
				t.Fatal(err)
			}
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkParseDateBytes(b *testing.B) {
	cell := []byte("2025-06-30")
	for b.Loop() {
		if _, err := ParseDateBytes(cell); err != nil {
			b.Fatal(err)
		}
	}
}

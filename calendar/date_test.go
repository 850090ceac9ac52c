package calendar

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// day reads a date of a test table.
func day(t *testing.T, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatalf("%s: %v", s, err)
	}
	return d
}

// anyDate draws from centuries around those that cells may name.
var anyDate = rapid.Custom(func(t *rapid.T) Date {
	return Date(rapid.IntRange(int(NewDate(1600, 1, 1)), int(NewDate(2500, 12, 31))).Draw(t, "date"))
})

func TestDatesAgainstTheStandardLibrary(t *testing.T) {
	epoch := time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)
	for d := NewDate(1899, 1, 1); d <= NewDate(2101, 12, 31); d++ {
		want := epoch.AddDate(0, 0, int(d))
		y, m, dd := d.YMD()
		if y != want.Year() || m != int(want.Month()) || dd != want.Day() || NewDate(y, m, dd) != d {
			t.Fatalf("day %d is %d-%d-%d, want %s", d, y, m, dd, want)
		}
		if d.String() != want.Format(time.DateOnly) {
			t.Fatalf("day %d is written %s, want %s", d, d, want.Format(time.DateOnly))
		}
		if got := d.Weekday() % 7; got != int(want.Weekday()) {
			t.Fatalf("%s: weekday %d, want %s", d, got, want.Weekday())
		}
	}
}

func TestDaysComeBackFromTheirNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Date(rapid.Int32Range(-1_000_000, 1_000_000).Draw(t, "d"))
		y, m, dd := d.YMD()
		if !Exists(y, m, dd) || NewDate(y, m, dd) != d {
			t.Fatalf("day %d is %d-%d-%d", d, y, m, dd)
		}
	})
}

func TestMonthsBefore(t *testing.T) {
	for _, c := range []struct {
		what string
		from string
		n    int
		want string
	}{
		{"the day is kept", "2025-06-30", 12, "2024-06-30"},
		{"clamped to February", "2025-05-31", 3, "2025-02-28"},
		{"clamped to a leap February", "2024-05-31", 3, "2024-02-29"},
		{"the clamped day does not stretch again", "2025-02-28", 1, "2025-01-28"},
		{"over New Year", "2025-01-31", 2, "2024-11-30"},
		{"a leap day a year before", "2024-02-29", 12, "2023-02-28"},
		{"no months", "2025-05-31", 0, "2025-05-31"},
		{"a negative number goes forward", "2025-01-31", -1, "2025-02-28"},
	} {
		if got := MonthsBefore(day(t, c.from), c.n); got != day(t, c.want) {
			t.Errorf("%s: %d months before %s is %s, want %s", c.what, c.n, c.from, got, c.want)
		}
	}
}

func TestAddMonthsKeepsTheDayOrTheMonthsEnd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, n := anyDate.Draw(t, "d"), rapid.IntRange(-600, 600).Draw(t, "n")
		got := d.AddMonths(n)
		if got.Month() != d.Month()+Month(n) {
			t.Fatalf("%s and %d months: %s", d, n, got)
		}
		_, _, before := d.YMD()
		_, _, after := got.YMD()
		if after != before && (after > before || got != got.Month().Last()) {
			t.Fatalf("%s and %d months: %s", d, n, got)
		}
		if later := (d + 1).AddMonths(n); later < got {
			t.Fatalf("%s comes before %s, but %d months on %s after %s", d, d+1, n, got, later)
		}
	})
}

func TestAge(t *testing.T) {
	for _, c := range []struct {
		what, birth, on string
		want            int
	}{
		{"the day before a birthday", "2007-06-30", "2025-06-29", 17},
		{"a birthday", "2007-06-30", "2025-06-30", 18},
		{"the day of birth", "2025-06-30", "2025-06-30", 0},
		{"before birth", "2025-06-30", "2025-06-29", -1},
		{"born on a leap day, 28 February of a common year", "2008-02-29", "2025-02-28", 16},
		{"born on a leap day, 1 March of a common year", "2008-02-29", "2025-03-01", 17},
		{"born on a leap day, 28 February of a leap year", "2008-02-29", "2024-02-28", 15},
		{"born on a leap day, 29 February of a leap year", "2008-02-29", "2024-02-29", 16},
		{"1900 was no leap year", "1896-02-29", "1900-03-01", 4},
	} {
		birth := NewDate(1896, 2, 29)
		if c.birth != "1896-02-29" {
			birth = day(t, c.birth)
		}
		if got := Age(birth, day(t, c.on)); got != c.want {
			t.Errorf("%s: %d, want %d", c.what, got, c.want)
		}
	}
}

func TestAgeGrowsByOneAYear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		birth, on := anyDate.Draw(t, "birth"), anyDate.Draw(t, "on")
		age := Age(birth, on)
		if next := Age(birth, on+1); next != age && next != age+1 {
			t.Fatalf("born %s: %d on %s, %d the day after", birth, age, on, next)
		}
		y, m, d := birth.YMD()
		if m == 2 && d == 29 {
			m, d = 3, 1 // the birthday of a common year
		}
		if (on >= NewDate(y+age+1, m, d) && DaysIn(y+age+1, 2) == 28) || on < birth && age >= 0 {
			t.Fatalf("born %s: %d on %s", birth, age, on)
		}
	})
}

func TestFromSerialRefuses(t *testing.T) {
	for _, n := range []float64{0, -1, 0.5, 60, 60.9, 73416, 20250630, 1e300, -1e300} {
		if d, err := FromSerial(n); err == nil {
			t.Errorf("the number %v was read as %s", n, d)
		}
	}
}

func TestFromSerial(t *testing.T) {
	for _, c := range []struct {
		n    float64
		want string
	}{
		{1, "1900-01-01"}, {59, "1900-02-28"}, {61, "1900-03-01"}, {45838, "2025-06-30"},
		{45838.99, "2025-06-30"}, {73415, "2100-12-31"}, {73415.5, "2100-12-31"},
	} {
		if got, err := FromSerial(c.n); err != nil || got != day(t, c.want) {
			t.Errorf("the number %v is %s, %v, want %s", c.n, got, err, c.want)
		}
	}
}

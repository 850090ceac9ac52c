package calendar

import (
	"testing"

	"pgregory.net/rapid"
)

func TestSchoolYearOfADay(t *testing.T) {
	for _, c := range []struct{ what, on, want string }{
		{"the last day of a school year", "2025-08-31", "2024-2025"},
		{"the first day of the next", "2025-09-01", "2025-2026"},
		{"July belongs to the year just ended", "2025-07-01", "2024-2025"},
		{"New Year", "2025-01-01", "2024-2025"},
	} {
		if got := day(t, c.on).SchoolYear().String(); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
}

func TestSchoolYearsCoverEveryDayOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate.Draw(t, "d")
		s := d.SchoolYear()
		if d < s.Start() || d > s.End() || s.End()+1 != (s+1).Start() {
			t.Fatalf("%s lies in %s, %s to %s", d, s, s.Start(), s.End())
		}
	})
}

func TestMonthsCoverEveryDayOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate.Draw(t, "d")
		m := d.Month()
		if d < m.First() || d > m.Last() || m.Last()+1 != (m+1).First() {
			t.Fatalf("%s lies in %s, %s to %s", d, m, m.First(), m.Last())
		}
	})
}

func TestMonthsCountOverNewYear(t *testing.T) {
	december := NewMonth(2024, 12)
	if got := (december + 1).String(); got != "2025-01" {
		t.Errorf("the month after 2024-12 is %s", got)
	}
	if got := (december - 12).String(); got != "2023-12" {
		t.Errorf("twelve months before 2024-12 is %s", got)
	}
	if got := NewMonth(2025, 3) - december; got != 3 {
		t.Errorf("from 2024-12 to 2025-03 are %d months", got)
	}
}

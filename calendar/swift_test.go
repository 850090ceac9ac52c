package calendar

import (
	"testing"

	"pgregory.net/rapid"
)

// The table knows the same days as the reckoning, and no others.
func TestDayTwin(t *testing.T) {
	for y := FirstYear - 2; y <= LastYear+2; y++ {
		for m := 0; m <= 20; m++ {
			for d := 0; d <= 40; d++ {
				got, ok := Day(y, m, d)
				want := Exists(y, m, d) && !outside(y)
				if ok != want || ok && got != NewDate(y, m, d) {
					t.Fatalf("%04d-%02d-%02d: %v, %v", y, m, d, got, ok)
				}
			}
		}
	}
	if _, ok := Day(0, 9999, 9999); ok {
		t.Error("a month 9999")
	}
}

// What is read eight characters at a time is what the other parsers read.
func TestSwiftTwins(t *testing.T) {
	spelt := rapid.OneOf(
		rapid.SampledFrom([]string{"2025-06-30", "1900-01-01", "2100-12-31", "2024-02-29", "2025-06", "2025", "2025-13", "1899", "2101-01"}),
		rapid.StringMatching(`[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?`), rapid.StringMatching(`(19|20)[0-9]{2}-[01][0-9](-[0-3][0-9])?`))
	rapid.Check(t, func(t *rapid.T) {
		b := []byte(spelt.Draw(t, "cell"))
		if rapid.Bool().Draw(t, "misspelt") {
			b[rapid.IntRange(0, len(b)-1).Draw(t, "at")] = rapid.Byte().Draw(t, "with")
		}
		if d, ok := swiftDate(b); ok {
			if want, err := parseDate(b); err != nil || d != want {
				t.Fatalf("%q: %v, want %v %v", b, d, want, err)
			}
		} else if want, err := parseDate(b); err == nil && len(b) == 10 && b[4] == '-' && b[7] == '-' {
			t.Fatalf("%q is %v and was not read", b, want)
		}
		if m, ok := swiftMonth(b); ok {
			if want, err := parseMonth(b); err != nil || m != want {
				t.Fatalf("%q: %v, want %v %v", b, m, want, err)
			}
		}
		if y, ok := swiftYear(b); ok {
			if want, err := parseYear(b); err != nil || y != want {
				t.Fatalf("%q: %v, want %v %v", b, y, want, err)
			}
		}
	})
}

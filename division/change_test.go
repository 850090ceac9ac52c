package division

import (
	"testing"

	"dixian/calendar"
)

func TestFormerCodesLeadToThePresentCounty(t *testing.T) {
	for former, present := range map[string]string{
		"520421": "520403", "520321": "520304", "520222": "520281",
		"522322": "522302", "520221": "520204", "520522": "520581",
	} {
		if got := CurrentCounty(former); got != present {
			t.Errorf("%s is now %s, want %s", former, got, present)
		}
		if got := CurrentCounty(present); got != present {
			t.Errorf("%s is now %s", present, got)
		}
	}
	for _, six := range []string{"", "520121", "530102", "52022", "520222001", "abcdef"} {
		if got := CurrentCounty(six); got != six {
			t.Errorf("%q is no former code, but became %q", six, got)
		}
	}
}

func TestChangesFitTheTable(t *testing.T) {
	g := Guizhou()
	last := calendar.Month(0)
	for _, ch := range Changes() {
		if name, _ := g.Name(ch.To); name != ch.Name {
			t.Errorf("%s is %s in the table, %s in the change", ch.To, name, ch.Name)
		}
		if g.Known(ch.From) {
			t.Errorf("%s %s is given up, but the table has it", ch.From, ch.FormerName)
		}
		if ch.From.Level() != County || ch.To.Level() != County || ch.From.Prefecture() != ch.To.Prefecture() {
			t.Errorf("%s became %s", ch.From, ch.To)
		}
		if ch.In <= last {
			t.Errorf("%s stands before an older change", ch.In)
		}
		last = ch.In
		if Current(ch.From) != ch.To || Current(ch.To) != ch.To {
			t.Errorf("%s is now %s", ch.From, Current(ch.From))
		}
	}
}

func TestCountyIn(t *testing.T) {
	for _, c := range []struct {
		what   string
		county Code
		month  calendar.Month
		want   Code
	}{
		{"the month before the change", 520281000000, calendar.NewMonth(2017, 3), 520222000000},
		{"the month of the change", 520281000000, calendar.NewMonth(2017, 4), 520281000000},
		{"years after", 520281000000, calendar.NewMonth(2025, 6), 520281000000},
		{"a county that never changed", 520121000000, calendar.NewMonth(2010, 1), 520121000000},
	} {
		if got := CountyIn(c.county, c.month); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
}

package money

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestParseShareRefuses(t *testing.T) {
	for _, c := range []struct{ what, s, want string }{
		{"nothing", "", "not a share: a digit must stand before the point, as in 0.6"},
		{"a percentage", "60%", "not a share: a percent sign; write 0.6 for 60%"},
		{"no digit before the point", ".6", "not a share: a digit must stand before the point, as in 0.6"},
		{"no digit after the point", "1.", "not a share: no digit after the point"},
		{"two points", "0.6.1", "not a share: two points in it"},
		{"five decimals", "0.33333", "not a share: more than four digits after the point; shares are counted in 1/10 000"},
		{"a letter", "0.O6", "not a share: letter O at character 3"},
		{"a sign inside", "0-6", "not a share: - at character 2"},
		{"a separator", "1,000", "not a share: , at character 2"},
		{"one more than fits", "214748.3648", "not a share: larger than 214748.3647"},
		{"more digits than a word holds", "99999999999999999999999", "not a share: larger than 214748.3647"},
	} {
		if got, err := ParseShare(c.s); err == nil {
			t.Errorf("%s: %q was read as %s", c.what, c.s, got)
		} else if err.Error() != c.want {
			t.Errorf("%s: %q: %q, want %q", c.what, c.s, err, c.want)
		}
	}
}

func TestParseShare(t *testing.T) {
	for _, c := range []struct {
		s    string
		want Share
	}{
		{"0", 0}, {"0.6", 6000}, {"2", 20000}, {"0.3333", 3333}, {"1.0", 10000}, {"00.10", 1000},
		{"-0.3", -3000}, {"214748.3647", math.MaxInt32}, {"0.0001", 1},
	} {
		if got, err := ParseShare(c.s); err != nil || got != c.want {
			t.Errorf("%q = %d, %v, want %d", c.s, got, err, c.want)
		}
	}
}

func TestShareWritesTheShortestDecimal(t *testing.T) {
	for want, s := range map[string]Share{
		"0": 0, "0.6": 6000, "2": 20000, "0.3333": 3333, "-0.05": -500, "10": 100000, "0.0001": 1,
	} {
		if got := s.String(); got != want {
			t.Errorf("%d is written %s, want %s", int32(s), got, want)
		}
	}
}

func TestParseShareReadsWhatStringWrites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Share(rapid.Int32Min(-math.MaxInt32).Draw(t, "share"))
		if got, err := ParseShare(s.String()); err != nil || got != s {
			t.Fatalf("%d is written %s and read %d, %v", int32(s), s, int32(got), err)
		}
	})
}

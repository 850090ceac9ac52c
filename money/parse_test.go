package money

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseRefuses(t *testing.T) {
	for _, c := range []struct{ what, s, want string }{
		{"an empty cell", "", "not an amount: the cell is empty"},
		{"a letter O for a zero", "1,2O4.50", "not an amount: letter O at character 4"},
		{"a currency sign", "¥12.00", "not an amount: ¥ at character 1"},
		{"a unit", "12元", "not an amount: 元 at character 3"},
		{"a plus sign", "+12", "not an amount: + at character 1"},
		{"a sign at the end", "12-", "not an amount: - at character 3"},
		{"two signs", "--12", "not an amount: - at character 2"},
		{"brackets for a negative", "(12)", "not an amount: ( at character 1"},
		{"a minus sign that is no hyphen", "−12", "not an amount: − at character 1"},
		{"a space inside", "1 234", "not an amount: a space at character 2"},
		{"full-width digits", "１２", "not an amount: full-width digit １ at character 1"},
		{"a full-width comma", "1，234", "not an amount: full-width ， at character 2"},
		{"scientific notation", "1.2E+05", "not an amount: letter E at character 4"},
		{"no number", "无", "not an amount: 无 at character 1"},
		{"a lone sign", "-", "not an amount: no digit in it"},
		{"no digit before the point", ".50", "not an amount: a digit must stand before the point"},
		{"a negative without a digit before the point", "-.50", "not an amount: a digit must stand before the point"},
		{"a point at the end", "12.", "not an amount: no digit after the point; the number may be cut off"},
		{"three decimals", "12.345", "not an amount: more than two digits after the point (character 6)"},
		{"two points", "1.2.3", "not an amount: . at character 4"},
		{"thirteen digits before the point", "1234567890123", "not an amount: more than 12 digits before the point (character 13)"},
		{"thirteen digits with separators", "1,234,567,890,123", "not an amount: more than 12 digits before the point (character 17)"},
		{"a separator first", ",123", "not an amount: the thousands separator at character 1 is not in its place"},
		{"a separator after four digits", "1234,567", "not an amount: the thousands separator at character 5 is not in its place"},
		{"a separator after two", "1,23,456", "not an amount: the thousands separator at character 5 is not in its place"},
		{"two separators", "1,,234", "not an amount: the thousands separator at character 3 is not in its place"},
		{"one separator left out", "1,234567", "not an amount: a thousands separator is missing before character 6; write all of them or none"},
		{"a short last group", "1,23", "not an amount: fewer than three digits after the last thousands separator"},
		{"a short last group before the point", "1,23.50", "not an amount: fewer than three digits after the last thousands separator"},
		{"a separator at the end", "1,", "not an amount: fewer than three digits after the last thousands separator"},
		{"a separator after the point", "1.2,3", "not an amount: a thousands separator after the point (character 4)"},
		{"a decimal comma", "12,50", "not an amount: fewer than three digits after the last thousands separator"},
	} {
		got, err := Parse(c.s)
		if err == nil {
			t.Errorf("%s: %q was read as %s", c.what, c.s, got)
		} else if err.Error() != c.want {
			t.Errorf("%s: %q: %q, want %q", c.what, c.s, err, c.want)
		}
	}
}

func TestParse(t *testing.T) {
	for _, c := range []struct {
		what, s string
		want    Fen
	}{
		{"yuan", "12", 1200},
		{"zero", "0", 0},
		{"a negative zero is zero", "-0.00", 0},
		{"one decimal is ten fen", "12.5", 1250},
		{"two decimals", "12.05", 1205},
		{"a refund", "-12.05", -1205},
		{"less than a yuan", "-0.07", -7},
		{"separators", "1,234,567.89", 123456789},
		{"a separated refund", "-1,234", -123400},
		{"leading zeros", "0012.50", 1250},
		{"leading zeros in groups", "000,012", 1200},
		{"twelve digits", "999999999999.99", 99999999999999},
		{"twelve digits with separators", "-999,999,999,999.99", -99999999999999},
	} {
		if got, err := Parse(c.s); err != nil || got != c.want {
			t.Errorf("%s: %q = %d, %v, want %d", c.what, c.s, got, err, c.want)
		}
	}
}

// grouped is a slow twin of the grammar: it puts the separators where they belong
// and compares.
func grouped(digits string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

func acceptedByTwin(s string) bool {
	s = strings.TrimPrefix(s, "-")
	whole, fraction, pointed := strings.Cut(s, ".")
	bare := strings.ReplaceAll(whole, ",", "")
	onlyDigits := strings.Trim(bare+fraction, "0123456789") == ""
	return onlyDigits && len(bare) >= 1 && len(bare) <= 12 && (whole == bare || whole == grouped(bare)) &&
		len(fraction) <= 2 && pointed == (fraction != "")
}

func TestParseTwins(t *testing.T) {
	cell := rapid.StringOfN(rapid.SampledFrom([]rune("0123456789012345678,,,.-O")), 0, 18, -1)
	likely := rapid.Custom(func(t *rapid.T) string {
		s := rapid.SampledFrom([]string{"", "-"}).Draw(t, "sign") +
			grouped(rapid.StringMatching(`[0-9]{1,13}`).Draw(t, "whole")) +
			rapid.SampledFrom([]string{"", ".5", ".50", ".500"}).Draw(t, "fraction")
		at := rapid.IntRange(0, len(s)).Draw(t, "at")
		return s[:at] + rapid.SampledFrom([]string{"", "", ",", "0"}).Draw(t, "slip") + s[at:]
	})
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(cell, likely).Draw(t, "cell")
		if _, err := Parse(s); (err == nil) != acceptedByTwin(s) {
			t.Fatalf("Parse(%q): %v, but the twin says %v", s, err, acceptedByTwin(s))
		}
	})
}

func TestParseReadsWhatStringWrites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := Fen(rapid.Int64Range(-99999999999999, 99999999999999).Draw(t, "fen"))
		if got, err := Parse(f.String()); err != nil || got != f {
			t.Fatalf("%d is written %s and read %d, %v", int64(f), f, int64(got), err)
		}
	})
}

func TestParseBytesDoesNotAllocate(t *testing.T) {
	cell := []byte("-1,234,567.89")
	if n := testing.AllocsPerRun(100, func() {
		if _, err := ParseBytes(cell); err != nil {
			t.Fatal(err)
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzParseMoney(f *testing.F) {
	for _, s := range []string{"", "-", "12.5", "1,234.50", "1,2O4.50", "１２", "\xff", "999,999,999,999.99", "."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := Parse(s)
		fromBytes, errBytes := ParseBytes([]byte(s))
		if got != fromBytes || (err == nil) != (errBytes == nil) {
			t.Fatalf("%q: string %v %v, bytes %v %v", s, got, err, fromBytes, errBytes)
		}
		if (err == nil) != acceptedByTwin(s) {
			t.Fatalf("%q: %v, twin %v", s, err, acceptedByTwin(s))
		}
		if err == nil {
			if again, err := Parse(got.String()); err != nil || again != got {
				t.Fatalf("%q is %s, read again %s, %v", s, got, again, err)
			}
		}
	})
}

func BenchmarkParseBytes(b *testing.B) {
	cell := []byte("12345.67")
	for b.Loop() {
		if _, err := ParseBytes(cell); err != nil {
			b.Fatal(err)
		}
	}
}

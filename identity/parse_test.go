package identity

import (
	"fmt"
	"strings"
	"testing"

	"dixian/calendar"

	"pgregory.net/rapid"
)

var today = calendar.NewDate(2025, 6, 30)

// withCheck completes seventeen digits by the standard's own table of weights,
// the slow twin of checkOf.
func withCheck(seventeen string) string {
	weights := []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += int(seventeen[i]-'0') * w
	}
	return seventeen + string("10X98765432"[sum%11])
}

// anyNumber draws synthetic numbers of eighteen characters.
var anyNumber = rapid.Custom(func(t *rapid.T) string {
	place := rapid.IntRange(0, 999999).Draw(t, "place")
	birth := calendar.Date(rapid.IntRange(int(calendar.NewDate(1900, 1, 1)), int(today)).Draw(t, "birth"))
	y, m, d := birth.YMD()
	order := rapid.IntRange(0, 999).Draw(t, "order")
	return withCheck(fmt.Sprintf("%06d%04d%02d%02d%03d", place, y, m, d, order))
})

func TestParseRefuses(t *testing.T) {
	good := withCheck("52012319850317201") // synthetic
	for _, c := range []struct{ what, s, want string }{
		{"nothing", "", "not an ID number: the cell is empty"},
		{"a word", "无", "not an ID number: the length is 1, not 18, and 无 at character 1"},
		{"seventeen digits", good[:17], "not an ID number: the length is 17, not 18"},
		{"nineteen digits", good + "0", "not an ID number: the length is 19, not 18"},
		{"an apostrophe before the number", "'" + good, "not an ID number: the length is 19, not 18, and ' at character 1"},
		{"a space inside", good[:6] + " " + good[6:], "not an ID number: the length is 19, not 18, and a space at character 7"},
		{"a letter O", good[:3] + "O" + good[4:], "not an ID number: letter O at character 4"},
		{"a small letter l", good[:8] + "l" + good[9:], "not an ID number: letter l at character 9"},
		{"an X in the wrong place", good[:16] + "X" + good[17:], "not an ID number: letter X at character 17"},
		{"another letter at the end", good[:17] + "Y", "not an ID number: letter Y at character 18"},
		{"a full-width digit", "５" + good[1:], "not an ID number: full-width digit ５ at character 1"},
		{"a star from a masked number", good[:6] + "********" + good[14:], "not an ID number: * at character 7"},
		{"six characters of eighteen bytes", "身份证号码无", "not an ID number: the length is 6, not 18, and 身 at character 1"},
		{"a multiplication sign for X", good[:17] + "×", "not an ID number: × at character 18"},
		{"what a spreadsheet makes of it", "5.20123E+17", ErrRounded.Error()},
		{"a spreadsheet in small letters", "5.20123198503172e17", ErrRounded.Error()},
		{"the last three digits rounded away", "520123198503172000", "not an ID number: the check digit should be 6, not 0; one of the 18 characters is mistyped"},
		{"a birth date that is none", withCheck("52012319850230201"), "not an ID number: the birth date in it does not exist"},
		{"a thirteenth month", withCheck("52012319851301201"), "not an ID number: the birth date in it does not exist"},
		{"the standard's example of a woman of 1880", "440524188001010014", "not an ID number: the birth date in it lies before 1900"},
		{"born in 1899", withCheck("52012318991231201"), "not an ID number: the birth date in it lies before 1900"},
		{"born tomorrow", withCheck("52012320250701201"), "not an ID number: the birth date in it lies after 2025-06-30, the day of loading"},
		{"fifteen characters with a letter", "52012385031720X", "not an ID number: letter X at character 15"},
		{"fifteen digits without a birth date", "520123850230201", "not an ID number: the birth date in it does not exist"},
		{"fourteen digits", "52012385031720", "not an ID number: the length is 14, not 18"},
		{"a NUL", good[:17] + "\x00", "not an ID number: a NUL byte at character 18"},
	} {
		got, converted, err := Parse(c.s, today)
		switch {
		case err == nil:
			t.Errorf("%s: %q was read as %s", c.what, c.s, got)
		case err.Error() != c.want:
			t.Errorf("%s: %q: %q, want %q", c.what, c.s, err, c.want)
		case got != 0 || converted:
			t.Errorf("%s: %q: %d, %v beside the error", c.what, c.s, got, converted)
		}
	}
}

func TestParse(t *testing.T) {
	for _, c := range []struct {
		what, s, want string
		converted     bool
	}{
		{"the example of the standard", "11010519491231002X", "11010519491231002X", false},
		{"a small x", "11010519491231002x", "11010519491231002X", false},
		{"born today", withCheck("52012320250630201"), withCheck("52012320250630201"), false},
		{"born on 1 January 1900", withCheck("52012319000101201"), withCheck("52012319000101201"), false},
		{"born on a leap day", withCheck("52012320000229201"), withCheck("52012320000229201"), false},
		{"the old form", "520123850317201", withCheck("52012319850317201"), true},
	} {
		got, converted, err := Parse(c.s, today)
		if err != nil || got.String() != c.want || converted != c.converted {
			t.Errorf("%s: %q = %s, %v, %v, want %s, %v", c.what, c.s, got, converted, err, c.want, c.converted)
		}
	}
}

func TestEveryMistypedDigitIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := []byte(anyNumber.Draw(t, "number"))
		at := rapid.IntRange(0, 16).Draw(t, "at")
		s[at] = '0' + (s[at]-'0'+byte(rapid.IntRange(1, 9).Draw(t, "slip")))%10
		if got, _, err := ParseBytes(s, today); err == nil {
			t.Fatalf("%s was read as %s", s, got)
		}
	})
}

func TestTwoSwappedNeighboursAreFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := []byte(anyNumber.Draw(t, "number"))
		at := rapid.IntRange(0, 15).Draw(t, "at")
		if s[at] == s[at+1] {
			return
		}
		s[at], s[at+1] = s[at+1], s[at]
		if got, _, err := ParseBytes(s, today); err == nil {
			t.Fatalf("%s was read as %s", s, got)
		}
	})
}

func TestNumbersComeBackAsTheyWere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyNumber.Draw(t, "number")
		id, converted, err := Parse(s, today)
		if err != nil || converted || id.String() != s || id >= 1<<57 || id == 0 {
			t.Fatalf("%s = %d %s, %v, %v", s, id, id, converted, err)
		}
		if got := id.BirthDate().String(); strings.ReplaceAll(got, "-", "") != s[6:14] {
			t.Fatalf("%s is born on %s", s, got)
		}
		if id.Male() != strings.ContainsRune("13579", rune(s[16])) {
			t.Fatalf("%s: male %v", s, id.Male())
		}
		if got := id.Masked(); got != s[:6]+"********"+s[14:] || got != MaskID(s) {
			t.Fatalf("%s is masked %s", s, got)
		}
		if s[6:8] == "19" {
			old, converted, err := Parse(s[:6]+s[8:17], today)
			if err != nil || !converted || old != id {
				t.Fatalf("%s in the old form is %s, %v, %v", s, old, converted, err)
			}
		}
	})
}

func TestNumbersSortAsTheirTexts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyNumber.Draw(t, "a"), anyNumber.Draw(t, "b")
		if rapid.Bool().Draw(t, "same beginning") {
			b = withCheck(a[:14] + b[14:17])
		}
		idA, _, errA := Parse(a, today)
		idB, _, errB := Parse(b, today)
		if errA != nil || errB != nil || (idA < idB) != (a < b) || (idA == idB) != (a == b) {
			t.Fatalf("%s and %s are %d and %d (%v, %v)", a, b, idA, idB, errA, errB)
		}
	})
}

func TestErrorsDoNotRepeatWhatAMaskHides(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := []byte(anyNumber.Draw(t, "number"))
		s[rapid.IntRange(0, 17).Draw(t, "at")] = rapid.SampledFrom([]byte("0123456789OX ")).Draw(t, "slip")
		_, _, err := ParseBytes(s, today)
		if err == nil {
			return
		}
		own := strings.NewReplacer("1900", "", today.String(), "", "18", "") // numbers of the sentences themselves
		for i := 6; i+3 <= 14; i++ {
			hidden := string(s[i : i+3])
			if strings.Trim(hidden, "0123456789") == "" && strings.Contains(own.Replace(err.Error()), hidden) {
				t.Fatalf("%s: %v", s, err)
			}
		}
	})
}

func TestParseBytesDoesNotAllocate(t *testing.T) {
	cell, old := []byte("11010519491231002X"), []byte("520123850317201")
	if n := testing.AllocsPerRun(100, func() {
		_, _, err := ParseBytes(cell, today)
		_, _, errOld := ParseBytes(old, today)
		if err != nil || errOld != nil {
			t.Fatal(err, errOld)
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzParseID(f *testing.F) {
	for _, s := range []string{"", "11010519491231002X", "11010519491231002x", "520123850317201", "5.22125E+17", "１１０１０５", "110105194912310O2X", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		id, converted, err := Parse(s, today)
		fromBytes, convertedBytes, errBytes := ParseBytes([]byte(s), today)
		if id != fromBytes || converted != convertedBytes || (err == nil) != (errBytes == nil) {
			t.Fatalf("%q: string %v %v, bytes %v %v", s, id, err, fromBytes, errBytes)
		}
		if err != nil {
			if id != 0 || err.Error() == "" {
				t.Fatalf("%q: %v, %q", s, id, err)
			}
			return
		}
		text := id.String()
		if !converted && text != strings.ToUpper(s) || text != withCheck(text[:17]) {
			t.Fatalf("%q is %s", s, text)
		}
		if born := id.BirthDate(); born > today || born.Year() < calendar.FirstYear {
			t.Fatalf("%q is born on %s", s, born)
		}
	})
}

func BenchmarkParseID(b *testing.B) {
	cell := []byte("11010519491231002X")
	for b.Loop() {
		if _, _, err := ParseBytes(cell, today); err != nil {
			b.Fatal(err)
		}
	}
}

package identity

import (
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestMasks(t *testing.T) {
	for _, c := range []struct{ what, got, want string }{
		{"an ID", MaskID("11010519491231002X"), "110105********002X"},
		{"an ID with a letter O keeps its shape", MaskID("11O10519491231002X"), "11O105********002X"},
		{"an ID of the old form", MaskID("520123850317201"), "52012**********"},
		{"an ID cut off", MaskID("52012319"), "52******"},
		{"an empty ID", MaskID(""), ""},
		{"eighteen full-width characters", MaskID("１１０１０５１９４９１２３１００２Ｘ"), "１１０１０５********００２Ｘ"},
		{"a name of two characters", MaskName("张三"), "张*"},
		{"a name of three", MaskName("欧阳修"), "欧**"},
		{"a name of one", MaskName("张"), "张"},
		{"no name", MaskName(""), ""},
		{"a phone number", MaskText("13800001234"), "138********"},
		{"a short text shows nothing", MaskText("12"), "**"},
		{"three characters", MaskText("贵阳市"), "贵**"},
		{"no text", MaskText(""), ""},
		{"bytes that are no text", MaskText("a\xff\xfeb"), "a***"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.what, c.got, c.want)
		}
	}
}

func TestMasksKeepTheLengthAndNoMoreThanAllowed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.RuneFrom([]rune("0123456789Xx张三 　"))).Draw(t, "cell")
		n := utf8.RuneCountInString(s)
		for what, c := range map[string]struct {
			masked string
			shown  int
		}{
			"ID": {MaskID(s), n / 3}, "name": {MaskName(s), min(n, 1)}, "text": {MaskText(s), n / 3},
		} {
			shown := c.shown
			if what == "ID" && n == 18 {
				shown = 10
			}
			stars := 0
			for _, r := range c.masked {
				if r == '*' {
					stars++
				}
			}
			if utf8.RuneCountInString(c.masked) != n || stars != n-shown {
				t.Fatalf("%s %q is masked %q", what, s, c.masked)
			}
		}
	})
}

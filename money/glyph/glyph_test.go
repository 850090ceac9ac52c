package glyph

import (
	"strings"
	"testing"
)

func TestAt(t *testing.T) {
	for _, c := range []struct {
		what, s, before, want string
	}{
		{"a letter that looks like a digit", "1,2O4.50", "1,2", "letter O at character 4"},
		{"a space", "12 3", "12", "a space at character 3"},
		{"a no-break space", "12\u00a03", "12", "a no-break space at character 3"},
		{"a full-width space", "　3", "", "a full-width space at character 1"},
		{"places count characters, not bytes", "元元x", "元元", "letter x at character 3"},
		{"a full-width digit", "1２3", "1", "full-width digit ２ at character 2"},
		{"a full-width comma", "1，234", "1", "full-width ， at character 2"},
		{"a tab", "1\t2", "1", "a tab at character 2"},
		{"a line break", "1\n2", "1", "a line break at character 2"},
		{"a NUL", "1\x002", "1", "a NUL byte at character 2"},
		{"what cannot be seen", "1\u200b2", "1", "an invisible character (U+200B) at character 2"},
		{"a byte that is no UTF-8", "1\xff2", "1", "a byte that is not text at character 2"},
		{"a digit", "12", "1", "digit 2 at character 2"},
		{"anything else stands for itself", "¥12", "", "¥ at character 1"},
		{"the end", "12", "12", "the end"},
	} {
		if got := At(c.s, len(c.before)); got != c.want {
			t.Errorf("%s: At(%q, %d) = %q, want %q", c.what, c.s, len(c.before), got, c.want)
		}
	}
}

func TestNameSaysSomethingOfEveryCharacter(t *testing.T) {
	for r := rune(0); r < 0x11000; r++ {
		if name := Name(r); strings.TrimSpace(name) == "" {
			t.Errorf("U+%04X has no name", r)
		}
	}
}

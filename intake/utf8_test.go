package intake

import (
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestValidUTF8Twin(t *testing.T) {
	parts := []string{
		"a", "12345678", "é", "贵州", "\u0800", "\u07FF", "\uD7FF", "\uE000", "\uFFFF", "𠀀", "\U0010FFFF", // good
		"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5", "\xFF", "\xE8", "\xE8\xB4", "\xE8a", "\xF0\xA0\x80",
	}
	rapid.Check(t, func(t *rapid.T) {
		var content []byte
		bad := rapid.IntRange(0, 4).Draw(t, "bad")
		for range rapid.IntRange(0, 40).Draw(t, "parts") {
			last := 10
			if bad == 0 && rapid.IntRange(0, 9).Draw(t, "now") == 0 {
				last = len(parts) - 1
			}
			content = append(content, parts[rapid.IntRange(0, last).Draw(t, "part")]...)
		}
		if got := validUTF8(content); got != utf8.Valid(content) {
			t.Fatalf("%q: %v", content, got)
		}
	})
}

func FuzzValidUTF8(f *testing.F) {
	for _, s := range []string{"520123,贵州\n", "\xE0\x80\x80abcdefgh", "12345\xED\xA0\x80", "贵\xE5"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		if got := validUTF8(content); got != utf8.Valid(content) {
			t.Errorf("%q: %v", content, got)
		}
	})
}

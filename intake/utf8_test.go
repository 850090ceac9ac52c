package intake

import (
	"testing"
	"unicode/utf8"

	asm "github.com/segmentio/asm/utf8"
)

// The library looks at 32 bytes at a time. What it takes for text must be text for
// the rest of Go, too, wherever in the 32 a character begins.
func TestValidUTF8Twin(t *testing.T) {
	good := []string{"a", "12345678", "é", "贵州", "\u0800", "\u07FF", "\uD7FF", "\uE000", "\uFFFF", "𠀀", "\U0010FFFF"}
	bad := []string{"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5", "\xFF", "\xE8", "\xE8\xB4", "\xE8a", "\xF0\xA0\x80"}
	around := make([]byte, 200)
	for i := range around {
		around[i] = 'a'
	}
	for at := range 100 {
		for _, text := range append(good, bad...) {
			for _, length := range []int{at + len(text), at + len(text) + 1, 128, 200} {
				content := append([]byte(nil), around[:max(length, at+len(text))]...)
				copy(content[at:], text)
				if got := asm.Valid(content); got != utf8.Valid(content) {
					t.Fatalf("%q after %d others, %d in all: %v", text, at, len(content), got)
				}
			}
		}
	}
}

func FuzzValidUTF8(f *testing.F) {
	for _, s := range []string{"520123,贵州\n", "\xE0\x80\x80abcdefgh", "12345\xED\xA0\x80", "贵\xE5", "一二三四五六七八九十一二三四五六七八九十", "123456789012345678901234567890123\xE5\x85"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		if got := asm.Valid(content); got != utf8.Valid(content) {
			t.Errorf("%q: %v", content, got)
		}
	})
}

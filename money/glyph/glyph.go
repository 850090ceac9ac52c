// Package glyph names the character that does not belong in a cell.
//
// Parsers of amounts, dates and numbers refuse a cell at one character, and the
// clerk who has to mend it must see what stands there: a letter O and a zero
// look the same on a screen, and so do three kinds of spaces. A glyph is named
// in words ("letter O", "a full-width space") and its place is counted in
// characters from 1, never in bytes.
package glyph

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

// At names the character that begins at byte offset i of s and says where it
// stands, as in "letter O at character 4". An offset at or after the end of s
// yields "the end".
func At(s string, i int) string {
	if i >= len(s) {
		return "the end"
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	if r == utf8.RuneError && size == 1 {
		return fmt.Sprintf("a byte that is not text at character %d", Place(s, i))
	}
	return fmt.Sprintf("%s at character %d", Name(r), Place(s, i))
}

// Place turns the byte offset i of s into a character's number, the first
// character being 1.
func Place(s string, i int) int {
	return utf8.RuneCountInString(s[:i]) + 1
}

// Name says in words what r is.
func Name(r rune) string {
	switch {
	case r == 0:
		return "a NUL byte"
	case r == ' ':
		return "a space"
	case r == '\u00a0':
		return "a no-break space"
	case r == '\u3000':
		return "a full-width space"
	case r == '\t':
		return "a tab"
	case r == '\n' || r == '\r':
		return "a line break"
	case r >= '0' && r <= '9':
		return fmt.Sprintf("digit %c", r)
	case r >= '０' && r <= '９':
		return fmt.Sprintf("full-width digit %c", r)
	case r >= 'A' && r <= 'Z', r >= 'a' && r <= 'z':
		return fmt.Sprintf("letter %c", r)
	case r > '！' && r <= '～':
		return fmt.Sprintf("full-width %c", r)
	case unicode.Is(unicode.Zs, r):
		return fmt.Sprintf("a space of another kind (U+%04X)", r)
	case !unicode.IsGraphic(r):
		return fmt.Sprintf("an invisible character (U+%04X)", r)
	default:
		return string(r)
	}
}

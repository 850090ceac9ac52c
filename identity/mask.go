package identity

import (
	"strings"
	"unicode/utf8"
)

// MaskID masks the cell of an ID column: of eighteen characters the first six and
// the last four stay, of any other number of them (the cell may be wrong) the
// first third. Each hidden character is a star.
//
// Source: data contract, "In quarantine and warnings".
func MaskID(s string) string {
	if utf8.RuneCountInString(s) != 18 {
		return MaskText(s)
	}
	r := []rune(s)
	return string(r[:6]) + "********" + string(r[14:])
}

// MaskName keeps the first character of a name.
func MaskName(s string) string { return keep(s, 1) }

// MaskText keeps the first third of a text, rounded down: of a phone number of
// eleven digits three.
func MaskText(s string) string { return keep(s, utf8.RuneCountInString(s)/3) }

// keep shows the first n characters and a star for each of the rest.
func keep(s string, n int) string {
	at := len(s)
	for i := range s {
		if n == 0 {
			at = i
			break
		}
		n--
	}
	return s[:at] + strings.Repeat("*", utf8.RuneCountInString(s[at:]))
}

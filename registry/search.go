package registry

import (
	"strings"
	"unicode"

	"dixian/division"
)

// Query asks for households by the beginning of a name or of a code.
type Query struct {
	Scope []division.Code // the caller's; empty: nothing is found
	Under division.Code   // and below this division; 0: anywhere in the scope
	Name  string          // beginning of a person's name
	Code  string          // beginning of a household's code, as it is or in small letters
	After Place           // keyset: what stands behind it
	Limit int
}

// Place is where a found entry stands in its list.
type Place struct {
	Key       string // order of the name or code, as the store writes it
	Household string
	Position  int
}

// Found is a household that a search found, and the person it was found by.
type Found struct {
	Household string
	Division  division.Code
	Position  int // of the person among the members; -1: found by code or phone
	Place     Place
}

// Ask is what the text of the one search box asks for.
type Ask struct {
	Number string // an ID number, or a provisional one, whole
	Phone  string // whole
	Name   string // beginning of a person's name
	Code   string // beginning of a household's code
	Place  string // part of a division's name
}

// Read sees what a text in the search box can be: eighteen or fifteen characters
// of an ID are that and nothing else, so are the eleven digits of a phone; other
// letters and digits may begin a code or be a provisional number; anything else
// begins a name or is a place.
func Read(text string) Ask {
	text = strings.Join(strings.Fields(text), "")
	digits := strings.TrimSuffix(strings.ToUpper(text), "X")
	switch {
	case text == "":
		return Ask{}
	case len(text) == 11 && text[0] == '1' && numeric(text):
		return Ask{Phone: text}
	case (len(text) == 18 || len(text) == 15) && numeric(digits) && len(text)-len(digits) <= 1:
		return Ask{Number: strings.ToUpper(text), Code: text}
	case strings.IndexFunc(text, func(r rune) bool { return r > unicode.MaxASCII }) >= 0:
		return Ask{Name: text, Place: text}
	}
	return Ask{Code: text, Number: text, Name: text}
}

func numeric(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' }) < 0
}

package identity

import (
	"errors"
	"fmt"
	"regexp"
	"unicode/utf8"

	"dixian/calendar"
	"dixian/money/glyph"
)

// fault is one way in which a cell is not an ID number.
type fault uint8

const (
	none fault = iota
	wrongLength
	strangeCharacter
	noSuchDay
	bornTooEarly
	bornAfterToday
	wrongCheck
)

// scientific matches what a spreadsheet makes of a long number, 5.22125E+17.
var scientific = regexp.MustCompile(`^[0-9](\.[0-9]*)?[Ee]\+?[0-9]{1,2}$`)

// ErrRounded is the refusal of an ID number that a spreadsheet keeps as a number:
// it holds fifteen digits and rounds the rest. Readers of workbooks return it for
// number cells of sixteen digits or more.
var ErrRounded = errors.New("not an ID number: the spreadsheet keeps it as a number and has lost its last digits; the column must be text before the numbers are typed")

// explain says what is wrong with s, without the digits that a mask hides.
func (why fault) explain(s string, today calendar.Date) error {
	switch why {
	case noSuchDay:
		return errors.New("not an ID number: the birth date in it does not exist")
	case bornTooEarly:
		return fmt.Errorf("not an ID number: the birth date in it lies before %d", calendar.FirstYear)
	case bornAfterToday:
		return fmt.Errorf("not an ID number: the birth date in it lies after %s, the day of loading", today)
	case wrongCheck:
		_, sum, _ := seventeen(s)
		return fmt.Errorf("not an ID number: the check digit should be %c, not %c; one of the 18 characters is mistyped", checkCharacters[checkOf(sum)], s[17])
	}
	if scientific.MatchString(s) {
		return ErrRounded
	}
	if s == "" {
		return errors.New("not an ID number: the cell is empty")
	}
	if n := utf8.RuneCountInString(s); n != 18 && n != 15 {
		return fmt.Errorf("not an ID number: the length is %d, not 18%s", n, strangeIn(s))
	}
	return fmt.Errorf("not an ID number: %s", glyph.At(s, strangeAt(s)))
}

// strangeIn adds the first character that is out of place to a sentence about
// the length, because it may be the reason: a space, a quotation mark.
func strangeIn(s string) string {
	if at := strangeAt(s); at < len(s) {
		return ", and " + glyph.At(s, at)
	}
	return ""
}

// strangeAt returns the byte offset of the first character that is no digit, nor
// an X in the eighteenth place; len(s) if there is none.
func strangeAt(s string) int {
	for i := range len(s) {
		c := s[i]
		if c >= '0' && c <= '9' || i == 17 && len(s) == 18 && (c == 'X' || c == 'x') {
			continue
		}
		return i
	}
	return len(s)
}

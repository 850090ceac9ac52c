package money

import (
	"errors"
	"fmt"

	"dixian/money/glyph"
)

// maxYuanDigits is how many digits an amount may have before the point.
const maxYuanDigits = 12

// Parse reads an amount in yuan: an optional "-", one to twelve digits, then
// perhaps a point with one or two digits. Thousands separators "," stand
// everywhere they belong or nowhere. Anything else is refused with an error
// that says what is wrong and at which character; the error does not repeat s.
//
// Source: data contract, type money.
func Parse(s string) (Fen, error) {
	f, fault, at := scan(s)
	if fault != none {
		return 0, fault.explain(s, at)
	}
	return f, nil
}

// ParseBytes is Parse for bytes; it allocates only to explain a refusal.
func ParseBytes(b []byte) (Fen, error) {
	if f, ok := swift(b); ok {
		return f, nil
	}
	f, fault, at := scan(b)
	if fault != none {
		return 0, fault.explain(string(b), at)
	}
	return f, nil
}

// scan walks s once. On a fault, at is the byte offset where it shows.
func scan[T string | []byte](s T) (f Fen, why fault, at int) {
	i := 0
	negative := len(s) > 0 && s[0] == '-'
	if negative {
		i = 1
	}
	var n int64
	digits, run := 0, 0 // digits before the point, and since the last separator
	grouped := false
	for ; i < len(s) && s[i] != '.'; i++ {
		if d := s[i] - '0'; d <= 9 {
			digits++
			run++
			if digits > maxYuanDigits {
				return 0, tooManyYuanDigits, i
			}
			if grouped && run > 3 {
				return 0, separatorMissing, i
			}
			n = n*10 + int64(d)
			continue
		}
		if s[i] != ',' {
			return 0, strangeCharacter, i
		}
		if run == 0 || run > 3 || grouped && run < 3 {
			return 0, separatorMisplaced, i
		}
		grouped, run = true, 0
	}
	if digits == 0 {
		return 0, noDigits, i
	}
	if grouped && run < 3 {
		return 0, groupTooShort, i
	}
	n *= 100
	if i < len(s) { // s[i] is the point
		cents, why, bad := scanFraction(s[i+1:])
		if why != none {
			return 0, why, i + 1 + bad
		}
		n += cents
	}
	if negative {
		n = -n
	}
	return Fen(n), none, 0
}

// scanFraction reads the one or two digits after the point as fen.
func scanFraction[T string | []byte](s T) (n int64, why fault, at int) {
	if len(s) == 0 {
		return 0, nothingAfterPoint, 0
	}
	for i := 0; i < len(s); i++ {
		d := s[i] - '0'
		switch {
		case s[i] == ',':
			return 0, separatorAfterPoint, i
		case d > 9:
			return 0, strangeCharacter, i
		case i == 2:
			return 0, tooManyDecimals, i
		}
		n = n*10 + int64(d)
	}
	if len(s) == 1 {
		n *= 10
	}
	return n, none, 0
}

// fault is one way in which a cell is not an amount.
type fault uint8

const (
	none fault = iota
	noDigits
	strangeCharacter
	tooManyYuanDigits
	separatorMissing
	separatorMisplaced
	separatorAfterPoint
	groupTooShort
	nothingAfterPoint
	tooManyDecimals
)

// explain says what is wrong with s at byte offset at.
func (why fault) explain(s string, at int) error {
	if s == "" {
		return errors.New("not an amount: the cell is empty")
	}
	if at < len(s) && s[at] == '.' && why == noDigits {
		return errors.New("not an amount: a digit must stand before the point")
	}
	place := glyph.Place(s, at)
	switch why {
	case noDigits:
		return errors.New("not an amount: no digit in it")
	case tooManyYuanDigits:
		return fmt.Errorf("not an amount: more than %d digits before the point (character %d)", maxYuanDigits, place)
	case separatorMissing:
		return fmt.Errorf("not an amount: a thousands separator is missing before character %d; write all of them or none", place)
	case separatorMisplaced:
		return fmt.Errorf("not an amount: the thousands separator at character %d is not in its place", place)
	case separatorAfterPoint:
		return fmt.Errorf("not an amount: a thousands separator after the point (character %d)", place)
	case groupTooShort:
		return errors.New("not an amount: fewer than three digits after the last thousands separator")
	case nothingAfterPoint:
		return errors.New("not an amount: no digit after the point; the number may be cut off")
	case tooManyDecimals:
		return fmt.Errorf("not an amount: more than two digits after the point (character %d)", place)
	default:
		return fmt.Errorf("not an amount: %s", glyph.At(s, at))
	}
}

package division

import (
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"

	"dixian/money/glyph"
)

// Code is a statistical division code of twelve digits as a number, below 2⁴⁰.
// Zero is no place.
type Code uint64

// Level is how deep in the hierarchy a division stands.
type Level uint8

// The levels, from the top.
const (
	Province Level = iota + 1
	Prefecture
	County
	Town
	Village
)

func (l Level) String() string {
	switch l {
	case Province:
		return "province"
	case Prefecture:
		return "prefecture"
	case County:
		return "county"
	case Town:
		return "town"
	case Village:
		return "village"
	}
	return "level " + strconv.Itoa(int(l))
}

// What the codes of each level are multiples of.
const (
	perProvince   = 10_000_000_000
	perPrefecture = 100_000_000
	perCounty     = 1_000_000
	perTown       = 1_000
)

// ParseCode reads a code of exactly twelve digits. It judges form alone; whether
// the place exists a Table knows.
//
// Source: data contract, type code12.
func ParseCode(s string) (Code, error) {
	c, bad := scan(s)
	if bad >= 0 {
		return 0, explain(s, bad)
	}
	return c, nil
}

// ParseCodeBytes is ParseCode for bytes; it allocates only to explain a refusal.
func ParseCodeBytes(b []byte) (Code, error) {
	c, bad := scan(b)
	if bad >= 0 {
		return 0, explain(string(b), bad)
	}
	return c, nil
}

// scan returns the code, or the offset of the first byte that is out of place.
func scan[T string | []byte](s T) (c Code, bad int) {
	for i := 0; i < len(s); i++ {
		d := s[i] - '0'
		if d > 9 || i == 12 {
			return 0, i
		}
		c = c*10 + Code(d)
	}
	if len(s) < 12 {
		return 0, len(s)
	}
	return c, -1
}

func explain(s string, bad int) error {
	n := utf8.RuneCountInString(s)
	switch {
	case s == "":
		return errors.New("not a division code: the cell is empty")
	case bad < len(s) && (s[bad] < '0' || s[bad] > '9'):
		return fmt.Errorf("not a division code: %s", glyph.At(s, bad))
	}
	return fmt.Errorf("not a division code: the length is %d, not 12", n)
}

// String returns the twelve digits.
func (c Code) String() string {
	var space [12]byte
	return string(c.AppendTo(space[:0]))
}

// AppendTo appends what String returns to dst.
func (c Code) AppendTo(dst []byte) []byte {
	at := len(dst)
	dst = append(dst, "000000000000"...)
	for i := len(dst) - 1; i >= at; i-- {
		dst[i] = byte('0' + c%10)
		c /= 10
	}
	return dst
}

// Six returns the first six digits, as other departments write a county.
func (c Code) Six() string { return c.String()[:6] }

// MarshalText writes the code as String does, so that in JSON it is a string.
func (c Code) MarshalText() ([]byte, error) { return c.AppendTo(nil), nil }

// UnmarshalText reads a code as ParseCode does.
func (c *Code) UnmarshalText(b []byte) (err error) {
	*c, err = ParseCodeBytes(b)
	return err
}

package money

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"dixian/money/glyph"
)

// Share is a decimal factor of at most four places, as a number of 1/10 000:
// "0.6" is 6000, "2" is 20000. It only ever multiplies money.
type Share int32

// shareScale is how many units make the share 1.
const shareScale = 10_000

// ParseShare reads a share: an optional "-", digits, and perhaps a point with
// one to four digits. A percentage must be written as a decimal (0.6, not 60%).
// The largest share is 214748.3647.
func ParseShare(s string) (Share, error) {
	body, negative := strings.CutPrefix(s, "-")
	whole, fraction, pointed := strings.Cut(body, ".")
	for i := range len(s) {
		if c := s[i]; c != '.' && (c < '0' || c > '9') && !(c == '-' && i == 0) {
			if c == '%' {
				return 0, errors.New("not a share: a percent sign; write 0.6 for 60%")
			}
			return 0, fmt.Errorf("not a share: %s", glyph.At(s, i))
		}
	}
	switch {
	case whole == "":
		return 0, errors.New("not a share: a digit must stand before the point, as in 0.6")
	case pointed && fraction == "":
		return 0, errors.New("not a share: no digit after the point")
	case strings.Contains(fraction, "."):
		return 0, errors.New("not a share: two points in it")
	case len(fraction) > 4:
		return 0, errors.New("not a share: more than four digits after the point; shares are counted in 1/10 000")
	}
	// At most ten digits are left to matter: leading zeros go, more is too large.
	digits := strings.TrimLeft(whole, "0") + (fraction + "0000")[:4]
	if len(digits) > 10 {
		return 0, errShareTooLarge
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n > math.MaxInt32 {
		return 0, errShareTooLarge
	}
	if negative {
		n = -n
	}
	return Share(n), nil
}

var errShareTooLarge = errors.New("not a share: larger than 214748.3647")

// String writes the shortest decimal: "0.6", "2", "0.3333".
func (s Share) String() string {
	n := int64(s)
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	whole := sign + strconv.FormatInt(n/shareScale, 10)
	if n%shareScale == 0 {
		return whole
	}
	return whole + "." + strings.TrimRight(fmt.Sprintf("%04d", n%shareScale), "0")
}

// MarshalText writes the share as String does.
func (s Share) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a share as ParseShare does.
func (s *Share) UnmarshalText(b []byte) (err error) {
	*s, err = ParseShare(string(b))
	return err
}

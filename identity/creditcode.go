package identity

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"dixian/money/glyph"
)

// creditAlphabet are the characters of a credit code in the order of their
// values, 0 to 30: no I, O, S, V or Z.
const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// CheckCreditCode says what is wrong with a unified social credit code of
// eighteen characters; nil if its check character fits. Letters are capitals.
//
// Source: data contract, credit_code; GB 32100-2015: the i-th character weighs
// 3^(i−1), and the weighted sum of all eighteen with the last weighing 1 is a
// multiple of 31.
func CheckCreditCode(s string) error {
	if s == "" {
		return errors.New("not a credit code: the cell is empty")
	}
	sum, weight := 0, 1
	for i := range len(s) {
		value := strings.IndexByte(creditAlphabet, s[i])
		switch {
		case value >= 0 && i < 17:
			sum += value * weight
			weight = weight * 3 % 31
		case value >= 0:
		case strings.IndexByte("IOSVZ", s[i]) >= 0:
			return fmt.Errorf("not a credit code: %s; no credit code has I, O, S, V or Z", glyph.At(s, i))
		case s[i] >= 'a' && s[i] <= 'z':
			return fmt.Errorf("not a credit code: small %s; write capitals", glyph.At(s, i))
		default:
			return fmt.Errorf("not a credit code: %s", glyph.At(s, i))
		}
	}
	if n := utf8.RuneCountInString(s); n != 18 {
		return fmt.Errorf("not a credit code: the length is %d, not 18", n)
	}
	if check := creditAlphabet[(31-sum%31)%31]; s[17] != check {
		return fmt.Errorf("not a credit code: the check character should be %c, not %c; one of the 18 characters is mistyped", check, s[17])
	}
	return nil
}

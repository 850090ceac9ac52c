package casework

import (
	"crypto/rand"
	"strings"
)

// receiptLetters are those that are not mistaken for one another when somebody
// reads them aloud or copies them (Crockford's base 32).
const receiptLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// newSecret is a code of n letters, five bits each.
func newSecret(n int) string {
	b := make([]byte, n)
	_, _ = rand.Read(b) // it never fails (Go 1.24)
	for i := range b {
		b[i] = receiptLetters[b[i]&31]
	}
	return string(b)
}

// A receipt has 10 letters (50 bits), which a person can copy; whoever tries them
// out is slowed down by the page. A village's code has 16 (80 bits).
const (
	receiptLength = 10
	villageLength = 16
)

// ReceiptOf reads a receipt's code as somebody wrote it: small letters, dashes and
// the letters that look like digits. What is none gives an empty text.
func ReceiptOf(written string) string {
	code := strings.Map(func(r rune) rune {
		switch {
		case r == 'O' || r == 'o':
			return '0'
		case r == 'I' || r == 'i' || r == 'L' || r == 'l':
			return '1'
		case r >= 'a' && r <= 'z':
			r -= 'a' - 'A'
		}
		if strings.ContainsRune(receiptLetters, r) {
			return r
		}
		return -1
	}, written)
	if len(code) != receiptLength {
		return ""
	}
	return code
}

// ShowReceipt is the code in groups: 7K4-29P-06QX.
func ShowReceipt(code string) string {
	if len(code) != receiptLength {
		return code
	}
	return code[:3] + "-" + code[3:6] + "-" + code[6:]
}

// NewOnce names a page that is sent at most once.
func NewOnce() string { return newSecret(villageLength) }

// OnceOf is the name of a page as it came back; empty if it is none of ours.
func OnceOf(text string) string {
	if len(text) != villageLength || strings.Trim(text, receiptLetters) != "" {
		return ""
	}
	return text
}

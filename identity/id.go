package identity

import "dixian/calendar"

// ID is the first seventeen digits of a resident ID number as a decimal number,
// below 2⁵⁷. Zero is no ID. IDs compare as the eighteen-character texts do.
type ID uint64

// checkCharacters are the check characters for the remainders 0 to 10.
const checkCharacters = "0123456789X"

// String returns the eighteen characters, the check character X as a capital.
func (id ID) String() string {
	var text [18]byte
	return string(id.AppendTo(text[:0]))
}

// AppendTo appends what String returns to dst.
func (id ID) AppendTo(dst []byte) []byte {
	at := len(dst)
	dst = append(dst, "000000000000000000"...)
	text := dst[at:]
	n := uint64(id)
	for i := 16; i >= 0; i-- {
		text[i] = byte('0' + n%10)
		n /= 10
	}
	sum := uint32(0)
	for _, c := range text[:17] {
		sum = sum*2 + uint32(c-'0')
	}
	text[17] = checkCharacters[checkOf(sum)]
	return dst
}

// Masked returns the eighteen characters with the birth date behind stars:
// six characters, eight stars, four characters.
func (id ID) Masked() string {
	var space [18]byte
	text := id.AppendTo(space[:0])
	copy(text[6:14], "********")
	return string(text)
}

// BirthDate returns the birth date that the number carries.
func (id ID) BirthDate() calendar.Date {
	n := int(id / 1000 % 100_000_000)
	return calendar.NewDate(n/10000, n/100%100, n%100)
}

// Male says whether the number is a man's: its seventeenth digit is odd.
func (id ID) Male() bool { return id%2 == 1 }

// checkOf returns the check character's value (10 for X) for the weighted sum of
// the first seventeen digits, each digit weighing twice as much as the next.
//
// Source: GB 11643-1999 after ISO 7064, MOD 11-2: the sum of all eighteen, the
// last weighing 1, leaves remainder 1.
func checkOf(sum uint32) uint32 { return (12 - sum*2%11) % 11 }

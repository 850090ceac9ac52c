package intake

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// validUTF8 says whether b is UTF-8. Files are numbers and Chinese: it takes eight
// bytes of ASCII at a time, and characters of three bytes in runs.
//
// Twin: utf8.Valid, which looks at each byte (FuzzValidUTF8).
func validUTF8(b []byte) bool {
	i := 0
	for i+8 <= len(b) {
		x := binary.LittleEndian.Uint64(b[i:]) & highBits
		if x == 0 {
			i += 8
			continue
		}
		n := characters(b[i+bits.TrailingZeros64(x)>>3:])
		if n < 0 {
			return false
		}
		i += bits.TrailingZeros64(x)>>3 + n
	}
	return utf8.Valid(b[i:])
}

// characters is how many bytes the characters of more than one byte have that b
// begins with, but for those near its end; -1 if they are none.
func characters(b []byte) int {
	i := 0
	for i+4 <= len(b) {
		x := binary.LittleEndian.Uint32(b[i:])
		switch {
		case x&0xC0C0F0 == 0x8080E0: // 1110xxxx 10xxxxxx 10xxxxxx
			first, second := x&0x0F, x&0x2000
			if first == 0 && second == 0 || first == 0xD && second != 0 {
				return -1 // written too long, or half of a pair of UTF-16
			}
			i += 3
		case x&0x80 == 0:
			return i
		default:
			r, n := utf8.DecodeRune(b[i:])
			if r == utf8.RuneError && n <= 1 {
				return -1
			}
			i += n
		}
	}
	return i
}

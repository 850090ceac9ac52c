package calendar

import "encoding/binary"

// The usual spellings are read eight characters at a time: the bytes of a word
// that are digits stand for themselves once '0' is taken away, and one test looks
// at all of them. Whatever is spelt otherwise, or wrong, is left to the parsers
// beside this file, which are also the twins (TestSwiftTwins).

const (
	lowBits  = 0x7F7F7F7F7F7F7F7F
	highBits = 0x8080808080808080
	past9    = 0x7676767676767676 // 0x80 − 10 in each byte
)

// otherThanDigits has the high bit of each byte that is more than 9.
func otherThanDigits(x uint64) uint64 { return (x&lowBits + past9 | x) & highBits }

// swiftDate reads 2025-06-30.
func swiftDate(b []byte) (Date, bool) {
	if len(b) != 10 {
		return 0, false
	}
	x := binary.LittleEndian.Uint64(b) ^ 0x2D30302D30303030 // "0000-00-"
	tens, ones := uint(b[8]-'0'), uint(b[9]-'0')
	if otherThanDigits(x)|x&0xFF0000FF00000000 != 0 || tens > 9 || ones > 9 {
		return 0, false
	}
	month := x>>40&0xF*10 + x>>48&0xF
	return Day(yearOf(uint32(x)), int(month), int(tens*10+ones))
}

// swiftMonth reads 2025-06.
func swiftMonth(b []byte) (Month, bool) {
	if len(b) != 7 || b[4] != '-' {
		return 0, false
	}
	x := binary.LittleEndian.Uint32(b) ^ 0x30303030
	tens, ones := uint(b[5]-'0'), uint(b[6]-'0')
	m, y := tens*10+ones, yearOf(x)
	if otherThanDigits(uint64(x)) != 0 || tens > 9 || ones > 9 || m < 1 || m > 12 || outside(y) {
		return 0, false
	}
	return NewMonth(y, int(m)), true
}

// swiftYear reads 2025.
func swiftYear(b []byte) (int32, bool) {
	if len(b) != 4 {
		return 0, false
	}
	x := binary.LittleEndian.Uint32(b) ^ 0x30303030
	y := yearOf(x)
	return int32(y), otherThanDigits(uint64(x)) == 0 && !outside(y)
}

// yearOf is the number of four digits, the first in the lowest byte.
func yearOf(x uint32) int {
	return int(x&0xF*1000 + x>>8&0xF*100 + x>>16&0xF*10 + x>>24&0xF)
}

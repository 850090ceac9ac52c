package identity

import (
	"encoding/binary"

	"dixian/calendar"
)

// swift reads a good number of eighteen characters a word at a time. Anything else
// is left to scan, which is also its twin (TestSwiftTwin, FuzzParseID).
//
// In a word of eight digits, '0' taken away, the even and the odd ones are four
// numbers of sixteen bits each. Multiplied by four weights in the opposite order,
// the sum of the four products stands in the highest sixteen bits.
func swift(b []byte, today calendar.Date) (ID, bool) {
	if len(b) != 18 {
		return 0, false
	}
	front := binary.LittleEndian.Uint64(b) ^ zeros    // digits 1 to 8
	back := binary.LittleEndian.Uint64(b[8:]) ^ zeros // 9 to 16
	last, check := uint64(b[16]-'0'), uint64(b[17]-'0')
	if b[17] == 'X' || b[17] == 'x' {
		check = 10
	} else if check > 9 {
		return 0, false
	}
	if (front&lowBits+past9|front|(back&lowBits+past9)|back)&highBits != 0 || last > 9 {
		return 0, false
	}
	const even = 0x00FF00FF00FF00FF
	sum := (front&even*0x0007_000A_0008_0002+front>>8&even*0x0009_0005_0004_0001+
		back&even*0x0006_0007_000A_0008+back>>8&even*0x0003_0009_0005_0004)>>48 + last*2
	if (sum+check)%11 != 1 {
		return 0, false
	}
	front = (front*10 + front>>8) & even // twos: place, place, place, century
	back = (back*10 + back>>8) & even    // year, month, day, first of the order
	born, ok := calendar.Day(int(front>>48*100+back&0xFF), int(back>>16&0xFF), int(back>>32&0xFF))
	if !ok || born > today {
		return 0, false
	}
	return ID(fours(front)*1_000_000_000 + fours(back)*10 + last), true
}

// fours makes one number of four numbers of two digits, the first in the lowest
// sixteen bits.
func fours(x uint64) uint64 {
	x = (x*100 + x>>16) & 0x0000FFFF0000FFFF
	return (x*10_000 + x>>32) & 0xFFFFFFFF
}

const (
	zeros    = 0x3030303030303030
	lowBits  = 0x7F7F7F7F7F7F7F7F
	highBits = 0x8080808080808080
	past9    = 0x7676767676767676 // 0x80 − 10 in each byte
)

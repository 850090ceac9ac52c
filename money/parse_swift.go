package money

import "encoding/binary"

// swift reads an amount of at most eight digits before the point and none or two
// after it, without sign and separators, a word at a time. Anything else is left
// to scan, which is also its twin (FuzzParseMoney).
//
// Where less than a word is left of b, the word reaches past its end, into what
// the reader's buffer holds behind the cell, and those bytes are shifted out.
func swift(b []byte) (Fen, bool) {
	cents := int64(0)
	if n := len(b); n > 3 && b[n-3] == '.' {
		tens, ones := b[n-2]-'0', b[n-1]-'0'
		if tens > 9 || ones > 9 {
			return 0, false
		}
		cents = int64(tens)*10 + int64(ones)
		b = b[:n-3]
	}
	if len(b) == 0 || len(b) > 8 || cap(b) < 8 {
		return 0, false
	}
	x := (binary.LittleEndian.Uint64(b[:8]) ^ 0x3030303030303030) << (8 * (8 - uint(len(b)))) // zeros before it
	if (x&0x7F7F7F7F7F7F7F7F+0x7676767676767676|x)&0x8080808080808080 != 0 {
		return 0, false
	}
	x = (x*10 + x>>8) & 0x00FF00FF00FF00FF // twos
	x = (x*100 + x>>16) & 0x0000FFFF0000FFFF
	x = (x*10_000 + x>>32) & 0xFFFFFFFF
	return Fen(int64(x)*100 + cents), true
}

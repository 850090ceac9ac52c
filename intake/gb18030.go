package intake

import "encoding/binary"

// gbState walks through GB18030 a byte at a time, across chunks.
//
// A character is one byte (00–7F), two (81–FE, then 40–7E or 80–FE) or four (81–FE,
// 30–39, 81–FE, 30–39). All pairs mean a character; of the fours those do that
// number the rest of Unicode's basic plane and the planes beyond it.
//
// Source: GB 18030-2005, section 5.
type gbState struct {
	seen   int    // bytes of a character begun
	number uint32 // of the bytes seen, as a four-byte character
}

// begun says whether a character is still open.
func (s *gbState) begun() bool { return s.seen > 0 }

// highBits are set in a byte that is no character by itself.
const highBits = 0x8080808080808080

// Numbers of four-byte characters: the basic plane's, then a gap, then the others'.
const (
	endOfBasicPlane = 39420
	firstBeyond     = 189000
	endBeyond       = firstBeyond + 1<<20
)

// check says whether b goes on as GB18030.
func (s *gbState) check(b []byte) bool {
	for i := 0; i < len(b); i++ {
		for s.seen == 0 && i+8 <= len(b) && binary.NativeEndian.Uint64(b[i:])&highBits == 0 {
			i += 8 // eight characters of one byte
		}
		if i == len(b) {
			break
		}
		c := b[i]
		switch s.seen {
		case 0:
			if c < 0x80 {
				continue
			}
			if c == 0x80 || c == 0xFF {
				return false
			}
			s.seen, s.number = 1, uint32(c-0x81)
		case 1:
			switch {
			case c >= 0x30 && c <= 0x39:
				s.seen, s.number = 2, s.number*10+uint32(c-0x30)
			case c >= 0x40 && c != 0x7F && c != 0xFF:
				s.seen = 0
			default:
				return false
			}
		case 2:
			if c < 0x81 || c == 0xFF {
				return false
			}
			s.seen, s.number = 3, s.number*126+uint32(c-0x81)
		case 3:
			if c < 0x30 || c > 0x39 {
				return false
			}
			n := s.number*10 + uint32(c-0x30)
			if n >= endOfBasicPlane && (n < firstBeyond || n >= endBeyond) {
				return false
			}
			s.seen = 0
		}
	}
	return true
}

package intake

import (
	"encoding/binary"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"
)

// A character of GB18030 is one byte (00–7F), two (81–FE, then 40–7E or 80–FE) or
// four (81–FE, 30–39, 81–FE, 30–39). Of the pairs all but some dozens mean a
// character; of the fours those do that number the rest of Unicode's basic plane
// and the planes beyond it.
//
// Source: GB 18030-2005, section 5; GB 18030-2022 where it moved characters from
// the private area to Unicode's own.

// pairs has the character of each pair, 0 where there is none.
//
// The library's decoder knows the public ones. It lacks the three areas of the
// user's own characters, in which local systems keep rare names: they follow each
// other in Unicode's private area. And it lacks what GB 18030-2022 settled.
var pairs = sync.OnceValue(func() *[126 * 190]rune {
	var source []byte
	for lead := 0; lead < 126; lead++ {
		for trail := 0; trail < 190; trail++ {
			source = append(source, byte(0x81+lead), trailByte(trail))
		}
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().String(string(source))
	if err != nil {
		panic("intake: the decoder of GB18030 fails: " + err.Error()) // it only ever replaces
	}
	var table [126 * 190]rune
	i := 0
	for _, r := range text {
		if r != utf8.RuneError {
			table[i] = r
		}
		i++
	}
	private := rune(0xE000)
	for _, area := range [3]struct{ from, to, first, last int }{
		{0xAA, 0xAF, 0xA1, 0xFE}, {0xF8, 0xFE, 0xA1, 0xFE}, {0xA1, 0xA7, 0x40, 0xA0},
	} {
		for lead := area.from; lead <= area.to; lead++ {
			for trail := area.first; trail <= area.last; trail++ {
				if trail == 0x7F {
					continue
				}
				if i := pairIndex(byte(lead), byte(trail)); table[i] == 0 { // A3A0 has become a space
					table[i] = private
				}
				private++
			}
		}
	}
	for pair, r := range moved2022 {
		table[pairIndex(byte(pair>>8), byte(pair))] = r
	}
	return &table
})

// moved2022 are the pairs that had private characters until GB 18030-2022.
var moved2022 = map[uint16]rune{
	0xA6D9: 0xFE10, 0xA6DA: 0xFE12, 0xA6DB: 0xFE11, 0xA6DC: 0xFE13, 0xA6DD: 0xFE14, 0xA6DE: 0xFE15, 0xA6DF: 0xFE16,
	0xA6EC: 0xFE17, 0xA6ED: 0xFE18, 0xA6F3: 0xFE19, 0xA8BC: 0x1E3F,
	0xFE51: 0x20087, 0xFE52: 0x20089, 0xFE53: 0x200CC, 0xFE6C: 0x215D7, 0xFE76: 0x2298F, 0xFE91: 0x241FE,
	0xFE59: 0x9FB4, 0xFE61: 0x9FB5, 0xFE66: 0x9FB6, 0xFE67: 0x9FB7, 0xFE6D: 0x9FB8, 0xFE7E: 0x9FB9, 0xFE90: 0x9FBA, 0xFEA0: 0x9FBB,
}

func trailByte(i int) byte {
	if i < 0x3F {
		return byte(0x40 + i)
	}
	return byte(0x41 + i)
}

// pairIndex is the place of a pair whose bytes are in range.
func pairIndex(lead, trail byte) int {
	i := int(trail) - 0x40
	if trail > 0x7F {
		i--
	}
	return int(lead-0x81)*190 + i
}

// gbState walks through GB18030 a byte at a time, across chunks.
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
			case c < 0x40 || c == 0x7F || c == 0xFF || pairs()[pairIndex(byte(s.number)+0x81, c)] == 0:
				return false
			default:
				s.seen = 0
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

// gbDecoder makes UTF-8 of GB18030 that gbState has passed; what it has not
// passed becomes U+FFFD.
type gbDecoder struct{ transform.NopResetter }

func (gbDecoder) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	table := pairs()
	for nSrc < len(src) {
		c := src[nSrc]
		r, size := rune(c), 1
		if c >= 0x80 {
			if r, size = decodeGB(table, src[nSrc:]); size == 0 {
				if !atEOF {
					return nDst, nSrc, transform.ErrShortSrc
				}
				r, size = utf8.RuneError, len(src)-nSrc
			}
		}
		if nDst+utf8.UTFMax > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += utf8.EncodeRune(dst[nDst:], r)
		nSrc += size
	}
	return nDst, nSrc, nil
}

// decodeGB decodes the character of several bytes that b begins with; size 0 if b
// is too short to tell.
func decodeGB(table *[126 * 190]rune, b []byte) (r rune, size int) {
	switch {
	case b[0] == 0x80 || b[0] == 0xFF:
		return utf8.RuneError, 1
	case len(b) < 2:
		return 0, 0
	case b[1] >= 0x40 && b[1] != 0x7F && b[1] != 0xFF:
		if r := table[pairIndex(b[0], b[1])]; r != 0 {
			return r, 2
		}
		return utf8.RuneError, 2
	case b[1] < 0x30 || b[1] > 0x39:
		return utf8.RuneError, 1
	case len(b) < 4:
		return 0, 0
	}
	// Fours are rare enough to ask the library.
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b[:4])
	if err != nil {
		return utf8.RuneError, 1
	}
	r, _ = utf8.DecodeRune(text)
	return r, 4
}

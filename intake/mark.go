package intake

import "encoding/binary"

// markWords marks separators and line breaks by eight bytes at a time: bit i of
// blocks[k] stands for byte 64·k+i of text, which has a block for each.
//
// It is the twin of markAVX2, and what machines without AVX2 use.
func markWords(blocks []uint64, text []byte, separator byte) {
	separators := uint64(separator) * everyByte
	for k := range blocks {
		block := text[64*k : 64*k+64]
		var set uint64
		for i := 0; i < 64; i += 8 {
			set |= eightBits(marked(binary.LittleEndian.Uint64(block[i:]), separators)) << i
		}
		blocks[k] = set
	}
}

// eightBits are the high bits of the eight bytes of x, which has no others.
func eightBits(x uint64) uint64 { return x >> 7 * 0x0102040810204080 >> 56 }

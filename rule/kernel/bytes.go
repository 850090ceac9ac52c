package kernel

import (
	"encoding/binary"
)

// Bools and codes lie in a byte each, so that eight rows are compared at once in
// one word of 64 bits.

const (
	ones    = 0x0101010101010101 // 1 in every byte
	lows    = 0x7f7f7f7f7f7f7f7f // all but the highest bit of every byte
	gather8 = 0x0102040810204080 // brings the lowest bit of every byte to the top byte
)

// equalBytes sets the bits of the values that are c. Twin: equalConstant.
func equalBytes(out Bitmap, values []uint8, c uint8) {
	pattern := ones * uint64(c)
	for k := range out {
		v := values[k<<6 : min(k<<6+64, len(values))]
		var w uint64
		i := 0
		for ; i+8 <= len(v); i += 8 {
			x := binary.LittleEndian.Uint64(v[i:]) ^ pattern // 0 in the bytes that are c
			zero := ^(x&lows + lows | x | lows) >> 7         // 1 in the bytes that are 0
			w |= zero * gather8 >> 56 << (i & 63)
		}
		for ; i < len(v); i++ {
			w |= one(v[i] == c) << (i & 63)
		}
		out[k] = w
	}
}

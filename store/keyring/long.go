package keyring

import (
	"crypto/cipher"
	"crypto/subtle"
	"encoding/binary"
)

// The library opens GCM four blocks at a time, and eight in counter mode. So a long
// text is opened as GCM is defined, from its two halves: what authenticates it first,
// by the library's own sum over data that is not encrypted, then the counter mode.
//
// Twin: cipher.AEAD's Open, which short texts go by (TestLongTextsOpenAsShortOnes).
//
// Source: NIST SP 800-38D, 6.3 (multiplication), 6.4 (GHASH), 7.2 (decryption).

// longText is how long a text is that is opened by halves.
const longText = 4 << 10

const blockBytes = 16

// pad is how many bytes n lacks of whole blocks.
func pad(n int) int { return -n & (blockBytes - 1) }

// openLong is gcm.Open for a text that lies in room at from, sealed and with its tag.
// What stands before from is written over, and must be as long as headRoom says; room
// must reach tailRoom beyond the text.
func (k *key) openLong(dst, nonce, room []byte, from, to int, place string) ([]byte, bool) {
	body, tag := to-blockBytes-from, [blockBytes]byte(room[to-blockBytes:to])
	begin := from - len(place) - pad(len(place))
	clear(room[begin:from])
	copy(room[begin:], place)
	end := from + body + pad(body)
	clear(room[from+body : end])
	binary.BigEndian.PutUint64(room[end:], uint64(len(place))*8)
	binary.BigEndian.PutUint64(room[end+8:], uint64(body)*8)
	all := room[begin : end+blockBytes] // what GHASH of SP 800-38D goes over

	var counter, mask, hash [blockBytes]byte
	copy(counter[:], nonce)
	counter[blockBytes-1] = 1
	k.block.Encrypt(mask[:], counter[:])
	// The library sums all as data beside an empty text: one block with its length is
	// added and multiplied in. The same is done here with the sum that the tag claims.
	summed := k.gcm.Seal(nil, nonce, nil, all)
	subtle.XORBytes(hash[:], tag[:], mask[:])
	claimed := fieldOf(hash[:])
	claimed.high ^= uint64(len(all)) * 8
	k.block.Encrypt(hash[:], make([]byte, blockBytes))
	claimed.times(fieldOf(hash[:])).put(hash[:])
	subtle.XORBytes(hash[:], hash[:], mask[:])
	if subtle.ConstantTimeCompare(hash[:], summed) != 1 {
		return nil, false
	}
	counter[blockBytes-1] = 2
	at := len(dst)
	if cap(dst)-at < body {
		dst = append(make([]byte, 0, at+body), dst...)
	}
	dst = dst[:at+body]
	cipher.NewCTR(k.block, counter[:]).XORKeyStream(dst[at:], room[from:from+body])
	return dst, true
}

// headRoom and tailRoom are how many bytes openLong needs before and behind a text.
func headRoom(place string) int { return len(place) + pad(len(place)) }

const tailRoom = 2 * blockBytes

// field is an element of GF(2^128) in GCM's order of bits: the first is the highest
// of high.
type field struct{ high, low uint64 }

func fieldOf(b []byte) field {
	return field{binary.BigEndian.Uint64(b), binary.BigEndian.Uint64(b[8:])}
}

func (f field) put(b []byte) {
	binary.BigEndian.PutUint64(b, f.high)
	binary.BigEndian.PutUint64(b[8:], f.low)
}

// times is a product, bit by bit, in a time that does not depend on the bits.
func (f field) times(g field) (z field) {
	for i := range 128 {
		word := f.high
		if i >= 64 {
			word = f.low
		}
		set := -(word >> (63 - i&63) & 1)
		z.high ^= g.high & set
		z.low ^= g.low & set
		over := -(g.low & 1)
		g.low = g.low>>1 | g.high<<63
		g.high = g.high>>1 ^ 0xE1<<56&over
	}
	return z
}

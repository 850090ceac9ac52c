package intake

import (
	"hash/maphash"
	"math/bits"

	"dixian/column"
)

// hashes are of the keys of n rows, one after another; rows of one key have the
// same. They begin with a secret, so that nobody outside can make keys collide.
func (k *naturalKey) hashes(n int) []uint64 {
	seed := maphash.MakeSeed()
	out := make([]uint64, n)
	start := maphash.String(seed, "")
	for row := range out {
		out[row] = start
	}
	for _, c := range k.columns {
		mixColumn(out, c, seed)
	}
	if len(k.instead) == 0 {
		return out
	}
	for row := range out {
		if k.isUnknown(uint32(row)) {
			for _, c := range k.instead {
				out[row] = mix(out[row], partOf(c, row, seed))
			}
		}
	}
	return out
}

// mixColumn mixes the values of a column into the hashes of their rows.
func mixColumn(out []uint64, c column.Column, seed maphash.Seed) {
	switch c := c.(type) {
	case *column.Long:
		mixNumbers(out, c)
	case *column.Word:
		mixNumbers(out, c)
	case *column.Byte:
		mixNumbers(out, c)
	default:
		for row := range out {
			out[row] = mix(out[row], partOf(c, row, seed))
		}
	}
}

func mixNumbers[T column.Number](out []uint64, c *column.Numbers[T]) {
	for row, v := range c.Values {
		part := uint64(v)
		if !c.Known(row) {
			part = unknownPart
		}
		out[row] = mix(out[row], part)
	}
}

// partOf is what one cell adds to the hash of its row.
func partOf(c column.Column, row int, seed maphash.Seed) uint64 {
	if !c.Known(row) {
		return unknownPart
	}
	switch c := c.(type) {
	case *column.Long:
		return uint64(c.Values[row])
	case *column.Word:
		return uint64(c.Values[row])
	case *column.Byte:
		return uint64(c.Values[row])
	case *column.Text:
		return maphash.Bytes(seed, c.Bytes(row))
	}
	return 0
}

// unknownPart stands for a value that is not there. A value may have the same;
// then the keys themselves tell the rows apart.
const unknownPart = 0x51_7C_C1_B7_27_22_0A_95

func mix(h, part uint64) uint64 {
	high, low := bits.Mul64(h^part^0xA0761D6478BD642F, 0xE7037ED1A0B428DB)
	return high ^ low
}

package intake

import (
	"hash/maphash"
	"math/bits"

	"dixian/column"
)

// keys finds the row that holds a natural key. It stores row numbers and a part of
// each hash only; the keys themselves stand in the columns.
type keys struct {
	slots []slot // a power of two of them
	used  int
	seed  maphash.Seed
	start uint64 // what every hash begins with, so that nobody outside can make keys collide
}

// slot holds a row number plus one (0: free) and the upper half of its hash.
type slot struct{ row, hash uint32 }

func newKeys() *keys {
	seed := maphash.MakeSeed()
	return &keys{slots: make([]slot, 1<<10), seed: seed, start: maphash.String(seed, "")}
}

// put files a row under its key. If a row of the same key stands there, it takes
// its place, and put returns the earlier one.
func (k *keys) put(row uint32, hash uint64, same func(row uint32) bool) (earlier uint32, replaced bool) {
	if k.used*4 >= len(k.slots)*3 {
		k.grow()
	}
	high := uint32(hash >> 32)
	for i := k.home(high); ; i = (i + 1) & (len(k.slots) - 1) {
		s := &k.slots[i]
		if s.row == 0 {
			*s = slot{row + 1, high}
			k.used++
			return 0, false
		}
		if s.hash == high && same(s.row-1) {
			earlier = s.row - 1
			s.row = row + 1
			return earlier, true
		}
	}
}

// home is the slot where the search for a hash begins. It depends on nothing but
// the stored half, so that slots can move without reading keys again.
func (k *keys) home(hash uint32) int {
	spread := uint64(hash) * 0x9E3779B97F4A7C15
	return int(spread>>32) & (len(k.slots) - 1)
}

func (k *keys) grow() {
	old := k.slots
	k.slots = make([]slot, 2*len(old))
	for _, s := range old {
		if s.row == 0 {
			continue
		}
		i := k.home(s.hash)
		for k.slots[i].row != 0 {
			i = (i + 1) & (len(k.slots) - 1)
		}
		k.slots[i] = s
	}
}

// hash mixes the values of some columns. Unknown is a value of its own.
func (k *keys) hash(values []value, at []int) uint64 {
	h := k.start + uint64(len(at))
	for _, i := range at {
		v := &values[i]
		part := uint64(v.n)
		switch {
		case !v.known:
			part = 0x51_7C_C1_B7_27_22_0A_95
		case v.text != nil:
			part = maphash.Bytes(k.seed, v.text)
		}
		high, low := bits.Mul64(h^part^0xA0761D6478BD642F, 0xE7037ED1A0B428DB)
		h = high ^ low
	}
	return h
}

// sameKey says whether a stored row has these values in these columns.
func sameKey(columns []column.Column, values []value, at []int, row int) bool {
	for _, i := range at {
		if !values[i].equals(columns[i], row) {
			return false
		}
	}
	return true
}

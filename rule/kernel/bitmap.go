package kernel

import "math/bits"

// Bitmap has one bit a row of a slab; bits past the last row are 0.
type Bitmap []uint64

// Get reads the bit of a row, counted from the slab's first.
func (b Bitmap) Get(i int) bool { return b[i>>6]>>(i&63)&1 != 0 }

func (b Bitmap) set(i int) { b[i>>6] |= 1 << (i & 63) }

// bit is the bit of a row as 0 or 1.
func (b Bitmap) bit(i int) uint64 { return b[i>>6] >> (i & 63) & 1 }

// Count is the number of rows whose bit is set.
func (b Bitmap) Count() (n int) {
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

func (b Bitmap) empty() bool {
	for _, w := range b {
		if w != 0 {
			return false
		}
	}
	return true
}

// words is how many words n bits take.
func words(n int) int { return (n + 63) >> 6 }

// trim clears what lies past the last of n rows.
func (b Bitmap) trim(n int) Bitmap {
	if n&63 != 0 {
		b[len(b)-1] &= 1<<(n&63) - 1
	}
	return b
}

// fill sets the bits of all n rows.
func (b Bitmap) fill(n int) Bitmap {
	for i := range b {
		b[i] = ^uint64(0)
	}
	return b.trim(n)
}

// and, or and but combine b with o in place: both, either, b but not o.
func (b Bitmap) and(o Bitmap) {
	for i, w := range o {
		b[i] &= w
	}
}

func (b Bitmap) or(o Bitmap) {
	for i, w := range o {
		b[i] |= w
	}
}

func (b Bitmap) but(o Bitmap) {
	for i, w := range o {
		b[i] &^= w
	}
}

// flip turns the bits of all n rows.
func (b Bitmap) flip(n int) Bitmap {
	for i, w := range b {
		b[i] = ^w
	}
	return b.trim(n)
}

// cutOut copies bits from … of src to b.
func (b Bitmap) cutOut(src []uint64, from, n int) Bitmap {
	word, shift := from>>6, from&63
	if shift == 0 {
		copy(b, src[word:])
		return b.trim(n)
	}
	for i := range b {
		w := src[word+i] >> shift
		if word+i+1 < len(src) {
			w |= src[word+i+1] << (64 - shift)
		}
		b[i] = w
	}
	return b.trim(n)
}

// setRange sets the bits from … to-1.
func (b Bitmap) setRange(from, to int) {
	for from < to {
		if from&63 == 0 && to-from >= 64 {
			b[from>>6] = ^uint64(0)
			from += 64
			continue
		}
		stop := min(to, from|63+1)
		b[from>>6] |= (^uint64(0) >> (64 - (stop - from))) << (from & 63)
		from = stop
	}
}

// next is the first row from i on whose bit is set, or n.
func (b Bitmap) next(i, n int) int {
	if i >= n {
		return n
	}
	k := i >> 6
	if w := b[k] >> (i & 63); w != 0 {
		return i + bits.TrailingZeros64(w)
	}
	for k++; k < len(b); k++ {
		if b[k] != 0 {
			return k<<6 + bits.TrailingZeros64(b[k])
		}
	}
	return n
}

// eachRun tells of every run from start[i] to start[i+1] how many of its bits are
// set; bits are counted from first.
func (b Bitmap) eachRun(start []uint32, first int, tell func(i, n int)) {
	from := int(start[0]) - first
	for i, end := range start[1:] {
		to := int(end) - first
		if from < to {
			tell(i, b.countIn(from, to))
		}
		from = to
	}
}

// countIn is the number of set bits from … to-1; there is at least one bit.
func (b Bitmap) countIn(from, to int) int {
	k, last := from>>6, (to-1)>>6
	w := b[k] >> (from & 63) << (from & 63)
	n := 0
	for ; k < last; k++ {
		n += bits.OnesCount64(w)
		w = b[k+1]
	}
	return n + bits.OnesCount64(w<<(63-(to-1)&63))
}

package column

// Bits is a growing bitmap, one bit a row.
type Bits struct {
	words []uint64
	n     int
}

// Len is the number of bits appended.
func (b *Bits) Len() int { return b.n }

// Append adds one bit.
func (b *Bits) Append(v bool) {
	if b.n&63 == 0 {
		b.words = append(b.words, 0)
	}
	if v {
		b.words[b.n>>6] |= 1 << (b.n & 63)
	}
	b.n++
}

// Get reads bit i.
func (b *Bits) Get(i int) bool { return b.words[i>>6]&(1<<(i&63)) != 0 }

// Set changes bit i.
func (b *Bits) Set(i int, v bool) {
	if v {
		b.words[i>>6] |= 1 << (i & 63)
	} else {
		b.words[i>>6] &^= 1 << (i & 63)
	}
}

// Gather returns the bits at the given rows, in that order.
func (b *Bits) Gather(rows []uint32) Bits {
	out := Bits{words: make([]uint64, 0, len(rows)/64+1)}
	for _, r := range rows {
		out.Append(b.Get(int(r)))
	}
	return out
}

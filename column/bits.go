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
	out := Bits{words: make([]uint64, (len(rows)+63)/64), n: len(rows)}
	if b.All() {
		for i := range out.words {
			out.words[i] = ^uint64(0)
		}
		if rest := len(rows) & 63; rest != 0 {
			out.words[len(out.words)-1] = 1<<rest - 1
		}
		return out
	}
	for k := range out.words {
		var w uint64
		for i, r := range rows[k<<6 : min(k<<6+64, len(rows))] {
			w |= b.words[r>>6] >> (r & 63) & 1 << (i & 63)
		}
		out.words[k] = w
	}
	return out
}

// All says whether every bit is set.
func (b *Bits) All() bool {
	full := b.n >> 6
	for _, w := range b.words[:full] {
		if w != ^uint64(0) {
			return false
		}
	}
	return b.n&63 == 0 || b.words[full] == 1<<(b.n&63)-1
}

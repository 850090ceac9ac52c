package column

import "slices"

// Runs of rows: what a reader that fills many rows at once appends by.

// AppendRun adds a row for each value; bit i of known (64 a word) says whether
// value i is known. What stands under an unknown value is not kept. The values
// must fit the column's width.
func (c *Numbers[T]) AppendRun(values []int64, known []uint64) {
	at := len(c.Values)
	c.Values = slices.Grow(c.Values, len(values))[:at+len(values)]
	for i, v := range values {
		c.Values[at+i] = T(v)
	}
	if !c.known.appendWords(known, len(values)) {
		for i := range values {
			if known[i>>6]>>(i&63)&1 == 0 {
				c.Values[at+i] = 0
			}
		}
	}
}

// Grow makes room for n more rows.
func (c *Numbers[T]) Grow(n int) {
	c.Values = slices.Grow(c.Values, n)
	c.known.words = slices.Grow(c.known.words, n/64+1)
}

// Grow makes room for n more rows of together so many bytes.
func (c *Text) Grow(n, bytes int) {
	c.arena = slices.Grow(c.arena, bytes)
	c.ends = slices.Grow(c.ends, n)
	c.known.words = slices.Grow(c.known.words, n/64+1)
}

// appendWords adds the first n bits of words and says whether all of them are set.
func (b *Bits) appendWords(words []uint64, n int) (all bool) {
	all = true
	shift := b.n & 63
	for i := 0; i < n; i += 64 {
		w, mask := words[i>>6], ^uint64(0)
		if n-i < 64 {
			mask = 1<<(n-i) - 1
		}
		w &= mask
		all = all && w == mask
		if shift == 0 {
			b.words = append(b.words, w)
			continue
		}
		b.words[len(b.words)-1] |= w << shift
		if shift+min(64, n-i) > 64 {
			b.words = append(b.words, w>>(64-shift))
		}
	}
	b.n += n
	return all
}

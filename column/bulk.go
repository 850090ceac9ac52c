package column

import "slices"

// What a reader of millions of rows does to columns, many rows at a time.

// AppendAll adds the bits of o.
func (b *Bits) AppendAll(o *Bits) {
	shift := uint(b.n & 63)
	if shift == 0 {
		b.words = append(b.words, o.words...)
		b.n += o.n
		return
	}
	for _, w := range o.words {
		b.words[len(b.words)-1] |= w << shift
		b.words = append(b.words, w>>(64-shift))
	}
	b.n += o.n
	b.words = b.words[:(b.n+63)>>6]
}

// Extend adds n bits that are set or not.
func (b *Bits) Extend(n int, v bool) {
	for n > 0 && b.n&63 != 0 {
		b.Append(v)
		n--
	}
	word := uint64(0)
	if v {
		word = ^word
	}
	for ; n >= 64; n -= 64 {
		b.words = append(b.words, word)
		b.n += 64
	}
	for range n {
		b.Append(v)
	}
}

// Truncate keeps the first n bits.
func (b *Bits) Truncate(n int) {
	b.n, b.words = n, b.words[:(n+63)>>6]
	if n&63 != 0 {
		b.words[len(b.words)-1] &= 1<<(n&63) - 1
	}
}

// Drop takes out the bits at the rows, which are in ascending order.
func (b *Bits) Drop(rows []uint32) {
	if len(rows) == 0 {
		return
	}
	n := int(rows[0])
	eachRun(rows, b.n, func(from, to int) {
		for i := from; i < to; i++ {
			b.Set(n, b.Get(i))
			n++
		}
	})
	b.Truncate(n)
}

// eachRun calls for the runs of rows behind the first dropped one.
func eachRun(drop []uint32, n int, run func(from, to int)) {
	for i, r := range drop {
		to := n
		if i+1 < len(drop) {
			to = int(drop[i+1])
		}
		if from := int(r) + 1; from < to {
			run(from, to)
		}
	}
}

// Extend adds n rows of zeros that are known, to be set by the caller.
func (c *Numbers[T]) Extend(n int) {
	c.Values = slices.Grow(c.Values, n)[:len(c.Values)+n]
	clear(c.Values[len(c.Values)-n:])
	c.known.Extend(n, true)
}

// Set gives row i a value.
func (c *Numbers[T]) Set(i int, v T) {
	c.Values[i] = v
	c.known.Set(i, true)
}

// SetUnknown takes row i's value away.
func (c *Numbers[T]) SetUnknown(i int) {
	c.Values[i] = 0
	c.known.Set(i, false)
}

// AppendAll adds the rows of o.
func (c *Numbers[T]) AppendAll(o *Numbers[T]) {
	c.Values = append(c.Values, o.Values...)
	c.known.AppendAll(&o.known)
}

// Reserve makes room for n rows in all.
func (c *Numbers[T]) Reserve(n int) {
	c.Values = reserve(c.Values, n)
	c.known.words = reserve(c.known.words, n>>6+1)
}

// reserve is s with room for n elements in all, and no more than that.
func reserve[E any](s []E, n int) []E {
	if n <= cap(s) {
		return s
	}
	return append(make([]E, 0, n), s...)
}

// Truncate keeps the first n rows.
func (c *Numbers[T]) Truncate(n int) {
	c.Values = c.Values[:n]
	c.known.Truncate(n)
}

// Drop takes out the rows, which are in ascending order.
func (c *Numbers[T]) Drop(rows []uint32) {
	c.Values = Without(c.Values, rows)
	c.known.Drop(rows)
}

// Without is s without the elements at the rows, in its own memory.
func Without[E any](s []E, rows []uint32) []E {
	if len(rows) == 0 {
		return s
	}
	n := int(rows[0])
	eachRun(rows, len(s), func(from, to int) { n += copy(s[n:], s[from:to]) })
	return s[:n]
}

// AppendBytes adds a known text.
func (c *Text) AppendBytes(b []byte) {
	c.arena = append(c.arena, b...)
	c.ends = append(c.ends, uint64(len(c.arena)))
	c.known.Append(true)
}

// AppendAll adds the rows of o.
func (c *Text) AppendAll(o *Text) {
	base := uint64(len(c.arena))
	c.arena = append(c.arena, o.arena...)
	at := len(c.ends)
	c.ends = append(c.ends, o.ends...)
	for i := range c.ends[at:] {
		c.ends[at+i] += base
	}
	c.known.AppendAll(&o.known)
}

// Reserve makes room for n rows and for size bytes of text in all.
func (c *Text) Reserve(n, size int) {
	c.arena, c.ends = reserve(c.arena, size), reserve(c.ends, n)
	c.known.words = reserve(c.known.words, n>>6+1)
}

// Size is how many bytes the texts have together.
func (c *Text) Size() int { return len(c.arena) }

// Truncate keeps the first n rows.
func (c *Text) Truncate(n int) {
	c.ends = c.ends[:n]
	size := uint64(0)
	if n > 0 {
		size = c.ends[n-1]
	}
	c.arena = c.arena[:size]
	c.known.Truncate(n)
}

// Drop takes out the rows, which are in ascending order.
func (c *Text) Drop(rows []uint32) {
	if len(rows) == 0 {
		return
	}
	n := int(rows[0])
	size := uint64(0)
	if n > 0 {
		size = c.ends[n-1]
	}
	eachRun(rows, len(c.ends), func(from, to int) {
		start := c.ends[from-1] // a dropped row stands before it
		moved := start - size
		size += uint64(copy(c.arena[size:], c.arena[start:c.ends[to-1]]))
		for i := from; i < to; i++ {
			c.ends[n] = c.ends[i] - moved
			n++
		}
	})
	c.ends, c.arena = c.ends[:n], c.arena[:size]
	c.known.Drop(rows)
}

package column

import (
	"fmt"
	"slices"
)

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

// Span says where a text stands in a longer one.
type Span int64

// SpanOf is the span of text[from:to]; both are below 2³¹.
func SpanOf(from, to int) Span { return Span(from)<<32 | Span(to) }

// In is the part of a text that the span stands for.
func (s Span) In(text []byte) []byte { return text[s>>32 : s&(1<<32-1)] }

// AppendRun adds a row for each span of from that known says is known, like that of
// Numbers. Spans stand as numbers; that of an unknown row may be anything.
func (c *Text) AppendRun(from []byte, spans []int64, known []uint64) {
	arena := c.arena
	for i, s := range spans {
		if known[i>>6]>>(i&63)&1 != 0 {
			arena = append(arena, Span(s).In(from)...)
		}
		c.ends = append(c.ends, uint64(len(arena)))
	}
	c.arena = arena
	c.known.appendWords(known, len(spans))
}

// Expect makes room where n more rows do not fit any more: for those, and for as
// many times what there is and n as more says. A column that knows what is to come is
// copied once or twice; one that doubles is copied as a whole, and half of it is
// empty in the end.
func (c *Numbers[T]) Expect(n int, more float64) {
	c.Values = Expect(c.Values, n, more)
	c.known.words = Expect(c.known.words, n/64+2, more)
}

// Expect makes room like that of Numbers, for n rows of together so many bytes.
func (c *Text) Expect(n, bytes int, more float64) {
	c.arena = Expect(c.arena, bytes, more)
	c.ends = Expect(c.ends, n, more)
	c.known.words = Expect(c.known.words, n/64+2, more)
}

// Empty takes all rows of a column that grows and leaves its room for others.
func Empty(c Column) {
	switch c := c.(type) {
	case *Long:
		c.empty()
	case *Word:
		c.empty()
	case *Short:
		c.empty()
	case *Byte:
		c.empty()
	case *Text:
		c.arena, c.ends = c.arena[:0], c.ends[:0]
		c.known.empty()
	default:
		panic(fmt.Sprintf("column: a %T does not grow", c))
	}
}

func (c *Numbers[T]) empty() {
	c.Values = c.Values[:0]
	c.known.empty()
}

func (b *Bits) empty() { b.words, b.n = b.words[:0], 0 }

// Expect is s, or a copy of it with room for n more and as many times all that as
// more says.
func Expect[T any](s []T, n int, more float64) []T {
	need := len(s) + n
	if need <= cap(s) {
		return s
	}
	return append(make([]T, 0, need+int(float64(need)*more)), s...)
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

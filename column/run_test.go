package column

import (
	"testing"

	"pgregory.net/rapid"
)

// Runs say what their rows say one by one, wherever in a word of bits they begin.
func TestRunsAreRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var long Long
		var word Word
		var byte8 Byte
		var text Text
		var want cells
		for range rapid.IntRange(0, 5).Draw(t, "runs") {
			c := drawCells(t)
			if rapid.Bool().Draw(t, "all known") {
				for i := range c.known {
					c.known[i] = true
				}
			}
			known := make([]uint64, len(c.known)/64+1)
			for i, k := range c.known {
				if k {
					known[i>>6] |= 1 << (i & 63)
				}
			}
			known[len(c.known)>>6] |= ^uint64(0) << (len(c.known) & 63)                         // bits past the run say nothing
			if more := rapid.SampledFrom([]float64{-1, 0, 0.5, 3}).Draw(t, "more"); more >= 0 { // room changes nothing
				long.Expect(len(c.numbers), more)
				word.Expect(len(c.numbers), more)
				byte8.Expect(len(c.numbers), more)
			}
			long.AppendRun(c.numbers, known)
			word.AppendRun(c.numbers, known)
			byte8.AppendRun(c.numbers, known)
			from, spans := []byte("…"), make([]int64, len(c.texts))
			for i, s := range c.texts {
				spans[i] = int64(SpanOf(len(from), len(from)+len(s)))
				from = append(from, s...)
			}
			text.Expect(len(spans), len(from), 0)
			text.AppendRun(from, spans, known)
			want.numbers, want.texts, want.known = append(want.numbers, c.numbers...), append(want.texts, c.texts...), append(want.known, c.known...)
		}
		for _, c := range []Column{&long, &word, &byte8, &text} {
			check(t, c, want)
		}
		for i, known := range want.known {
			if !known && (long.Values[i] != 0 || word.Values[i] != 0 || byte8.Values[i] != 0) {
				t.Fatalf("row %d is unknown and holds a value", i)
			}
		}
		if last := long.known.n & 63; last != 0 && long.known.words[len(long.known.words)-1]>>last != 0 {
			t.Fatal("bits past the last row are set")
		}
	})
}

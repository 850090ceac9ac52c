package column

import (
	"math"
	"strings"
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

// Steps say what Compare says of each row and the one before.
func TestStepsTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		columns := []Column{new(Long), new(Word), new(Byte), new(Text)}
		unknown := rapid.Bool().Draw(t, "unknown")
		var numbers []int64
		for len(numbers) < rapid.SampledFrom([]int{0, 1, 63, 64, 65, 140}).Draw(t, "rows") {
			numbers = append(numbers, rapid.SampledFrom([]int64{0, 1, 2, 200, -1, math.MinInt64, math.MaxInt64}).Draw(t, "number"))
			if last := len(numbers) - 1; last > 0 && rapid.Bool().Draw(t, "again") {
				numbers[last] = numbers[last-1]
			}
		}
		for _, c := range columns {
			for _, n := range numbers {
				switch c := c.(type) {
				case *Long:
					c.Append(n)
				case *Word:
					c.Append(int32(n))
				case *Byte:
					c.Append(uint8(n))
				case *Text:
					c.Append(strings.Repeat("a", int(uint8(n))))
				}
			}
			if unknown {
				c.AppendUnknown()
			}
			steps := Steps(c)
			for row := range c.Len() {
				same, up := steps(row >> 6)
				is := [2]bool{same>>(row&63)&1 != 0, up>>(row&63)&1 != 0}
				want := [2]bool{false, true}
				if row > 0 {
					d := Compare(c, row-1, row)
					want = [2]bool{d == 0, d < 0}
				}
				if is != want {
					t.Fatalf("%T, row %d of %v: same and up are %v, not %v", c, row, numbers, is, want)
				}
			}
			if n := c.Len(); n&63 != 0 {
				if same, up := steps(n >> 6); (same|up)>>(n&63) != 0 {
					t.Fatalf("%T: bits past %d rows are set", c, n)
				}
			}
		}
	})
}

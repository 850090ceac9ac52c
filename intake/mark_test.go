package intake

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Both ways to look for marks find the same ones, and those that stand there.
func TestMarksTwin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		separator := rapid.SampledFrom([]byte{',', '\t'}).Draw(t, "separator")
		n := rapid.IntRange(0, 5).Draw(t, "blocks")
		text := make([]byte, 64*n)
		for i := range text {
			text[i] = rapid.SampledFrom([]byte{',', '\t', '\n', '\r', 'a', ',' | 0x80, '\n' | 0x80, 0, 0xFF, ',' + 1, '\n' - 1}).Draw(t, "byte")
		}
		want := make([]uint64, n)
		for i, c := range text {
			if c == separator || c == '\n' {
				want[i/64] |= 1 << (i % 64)
			}
		}
		words, blocks := make([]uint64, n), make([]uint64, n)
		markWords(words, text, separator)
		markBlocks(blocks, text, separator)
		if !slices.Equal(words, want) || !slices.Equal(blocks, want) {
			t.Fatalf("%q: %x by words, %x by blocks, not %x", text, words, blocks, want)
		}
	})
}

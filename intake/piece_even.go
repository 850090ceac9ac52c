package intake

import "math/bits"

// Most pieces are even: every row has as many cells as the header, and all end in
// one line break or all in two characters. Then the marks of a piece, separators
// and line breaks in the order in which they stand, are its bounds already; the
// row that a mark belongs to need not be asked for each.

// even finds where the cells of a piece without quotes begin and end, if it is
// even. It looks at 64 bytes at a time.
//
// Twin: index, which takes other pieces, too (TestEvenTwin).
func (w *pieceReader) even() bool {
	text, width := w.p.text, w.judge.head.width
	marks := w.rows * width
	w.bounds = sized(w.bounds, marks+1+64)
	w.bounds[0] = 0
	found := w.marks(text, w.bounds[1:], marks)
	if k := len(text); k > 0 && text[k-1] != '\n' && found < marks {
		w.bounds[found+1] = uint32(k + 1)
		found++
	}
	return found == marks && w.aligned(text, width)
}

// marks writes the offset behind each separator and line break of text, as long
// as they are no more than limit; bounds has room for 64 more than that. It says how
// many there are, more than limit if they are more.
func (w *pieceReader) marks(text []byte, bounds []uint32, limit int) (n int) {
	var blocks [64]uint64
	at := 0
	for len(text)-at >= 64 {
		some := blocks[:min(len(blocks), (len(text)-at)/64)]
		markBlocks(some, text[at:], w.csv.separator)
		for _, set := range some {
			if n = put(bounds, n, at+1, set); n > limit {
				return n
			}
			at += 64
		}
	}
	for ; at < len(text); at++ {
		if c := text[at]; c == w.csv.separator || c == '\n' {
			if n == limit {
				return n + 1
			}
			bounds[n] = uint32(at + 1)
			n++
		}
	}
	return n
}

// put appends to n bounds the places of the bits of set, the lowest of which is at.
// It writes four at a time: how many times is easier to foresee than how many bits.
func put(bounds []uint32, n, at int, set uint64) int {
	to := bounds[n : n+64]
	count := bits.OnesCount64(set)
	for ; set != 0; to = to[4:] {
		second := set & (set - 1)
		third := second & (second - 1)
		fourth := third & (third - 1)
		to[0] = uint32(at + bits.TrailingZeros64(set))
		to[1] = uint32(at + bits.TrailingZeros64(second))
		to[2] = uint32(at + bits.TrailingZeros64(third))
		to[3] = uint32(at + bits.TrailingZeros64(fourth))
		set = fourth & (fourth - 1)
	}
	return n + count
}

// aligned says whether each row has its line break where the bounds of a grid have
// it, and all the same one, and sets how the grid is read.
func (w *pieceReader) aligned(text []byte, width int) bool {
	longest := w.judge.opt.Limits.Cell
	start, returns := 0, 0
	for row := range w.rows {
		end := int(w.bounds[(row+1)*width]) - 1
		if end < len(text) && text[end] != '\n' || end-start > longest {
			return false
		}
		if end > start && text[end-1] == '\r' {
			returns++
		}
		start = end + 1
	}
	w.stride, w.tail = width, 0
	if returns > 0 {
		w.tail = 1
	}
	return returns == 0 || returns == w.rows
}

package intake

import (
	"encoding/binary"
	"math/bits"
)

// widestIndexed is how many cells the rows of a piece have at most if they are to
// be indexed; slack is as many bytes that a piece's text can be sliced past its end.
const (
	widestIndexed = 1000
	slack         = widestIndexed + 16
)

// index finds where the cells of a piece without quotes begin and end. Rows of
// more or fewer cells than the header are odd, and all their cells empty. It says
// false if the piece is not to be read by columns: a row is longer than a cell
// may be.
//
// Separators and line breaks are looked for in eight bytes at a time.
func (w *pieceReader) index() bool {
	text, width := w.p.text, w.judge.head.width
	w.bounds = sized(w.bounds, (w.rows+1)*(width+1))
	w.stride, w.tail = width+1, 0
	x := indexer{pieceReader: w, text: text, width: width, longest: w.judge.opt.Limits.Cell, fits: true}
	x.begin(0)
	separators := uint64(w.csv.separator) * everyByte
	whole := len(text) &^ 7
	for i := 0; i < whole; i += 8 {
		x.word(i, marked(binary.LittleEndian.Uint64(text[i:]), separators))
	}
	var last [8]byte
	copy(last[:], text[whole:])
	x.word(whole, marked(binary.LittleEndian.Uint64(last[:]), separators))
	if x.start < len(text) {
		x.cells++
		x.endRow(len(text))
	}
	return x.fits
}

// rowsIn is how many rows a text without quotes has, by its line breaks.
func rowsIn(text []byte, breaks int) int {
	if k := len(text); k > 0 && text[k-1] != '\n' {
		return breaks + 1
	}
	return breaks
}

const (
	everyByte = 0x0101010101010101
	otherBits = 0x7F7F7F7F7F7F7F7F
)

// marked has the high bit of each byte of x that is a separator or a line break.
func marked(x, separators uint64) uint64 {
	a, b := x^separators, x^'\n'*everyByte // 0 in the bytes looked for
	return ^((a&otherBits + otherBits | a) & (b&otherBits + otherBits | b)) & highBits
}

// indexer is where an index has come to.
type indexer struct {
	*pieceReader
	text    []byte
	width   int
	longest int
	fits    bool

	row, base int // the row, and where its bounds begin
	start     int // of the row
	cells     int // that have ended in it
}

func (x *indexer) begin(at int) {
	x.start, x.cells = at, 0
	x.bounds[x.base] = uint32(at)
}

// word takes the marks of the eight bytes at i.
func (x *indexer) word(i int, marks uint64) {
	for ; marks != 0; marks &= marks - 1 {
		at := i + bits.TrailingZeros64(marks)>>3
		x.cells++
		if x.text[at] == '\n' {
			x.endRow(at)
		} else if x.cells < x.width {
			x.bounds[x.base+x.cells] = uint32(at + 1)
		}
	}
}

func (x *indexer) endRow(at int) {
	end := at
	if end > x.start && x.text[end-1] == '\r' {
		end--
	}
	if end-x.start > x.longest {
		x.fits = false
	}
	if x.cells == x.width {
		x.bounds[x.base+x.width] = uint32(end + 1)
	} else {
		x.setOdd(x.row)
		for j := range x.width {
			x.bounds[x.base+j+1] = uint32(x.start + j + 1)
		}
	}
	x.row++
	x.base += x.width + 1
	x.begin(at + 1)
}

// sized is s with n elements, whatever they hold.
func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		s = make([]T, n+n/4)
	}
	return s[:n]
}

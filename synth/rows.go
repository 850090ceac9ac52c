package synth

import (
	"strconv"

	"dixian/calendar"
	"dixian/identity"
	"dixian/money"
)

// rows are a block's rows of one table as cells, one after the other in one
// buffer. Every row has as many cells as the table has columns, in their order.
// The buffer is used again for the next block.
type rows struct {
	width int // cells a row
	bytes []byte
	ends  []uint32 // where each cell ends in bytes
	odd   []oddity // how a row is misshapen; empty if none is
}

// oddity is what is wrong with a row as a line of a text file; formats without
// lines write the row as if nothing were.
type oddity struct {
	row   int
	cells int  // cells too many, or too few if negative
	blank bool // a line without content stands before the row
	quote bool // every cell stands in quotes
}

func (r *rows) reset() { r.bytes, r.ends, r.odd = r.bytes[:0], r.ends[:0], r.odd[:0] }

// count returns the number of rows.
func (r *rows) count() int { return len(r.ends) / r.width }

// cell returns a cell. It is good until the next cell is added.
func (r *rows) cell(row, column int) []byte {
	i := row*r.width + column
	start := uint32(0)
	if i > 0 {
		start = r.ends[i-1]
	}
	return r.bytes[start:r.ends[i]]
}

// cells returns a row's cells.
func (r *rows) cells(row int) [][]byte {
	cells := make([][]byte, r.width)
	for column := range cells {
		cells[column] = r.cell(row, column)
	}
	return cells
}

// add adds a row of cells.
func (r *rows) add(cells [][]byte) {
	for _, cell := range cells {
		r.copy(cell)
	}
}

// copyRow adds a row of another buffer.
func (r *rows) copyRow(from *rows, row int) {
	for column := range r.width {
		r.copy(from.cell(row, column))
	}
}

func (r *rows) end() { r.ends = append(r.ends, uint32(len(r.bytes))) }

// The methods below each add a cell.

func (r *rows) none() { r.end() }

func (r *rows) text(s string) {
	r.bytes = append(r.bytes, s...)
	r.end()
}

func (r *rows) copy(b []byte) {
	r.bytes = append(r.bytes, b...)
	r.end()
}

func (r *rows) id(id identity.ID) {
	if id != 0 {
		r.bytes = id.AppendTo(r.bytes)
	}
	r.end()
}

func (r *rows) int(n int) {
	r.bytes = strconv.AppendInt(r.bytes, int64(n), 10)
	r.end()
}

// fen writes whole yuan without decimals, as departments do.
func (r *rows) fen(f money.Fen) {
	if f%100 == 0 {
		r.bytes = strconv.AppendInt(r.bytes, int64(f/100), 10)
	} else {
		r.bytes = f.AppendTo(r.bytes)
	}
	r.end()
}

// optional writes an amount, zero as an empty cell.
func (r *rows) optional(f money.Fen) {
	if f == 0 {
		r.end()
		return
	}
	r.fen(f)
}

func (r *rows) date(d calendar.Date) {
	y, m, day := d.YMD()
	r.bytes = appendTwo(append(appendTwo(append(appendTwo(appendTwo(r.bytes, y/100), y%100), '-'), m), '-'), day)
	r.end()
}

func (r *rows) month(m calendar.Month) {
	y, n := m.YM()
	r.bytes = appendTwo(append(appendTwo(appendTwo(r.bytes, y/100), y%100), '-'), n)
	r.end()
}

// known writes a date, zero as an empty cell.
func (r *rows) known(d calendar.Date) {
	if d == 0 {
		r.end()
		return
	}
	r.date(d)
}

func (r *rows) bool(b answer) { r.text(answers[b]) }

func appendTwo(dst []byte, n int) []byte { return append(dst, byte('0'+n/10), byte('0'+n%10)) }

// answer is a bool that may be unknown.
type answer uint8

const (
	unsaid answer = iota
	yes
	no
)

var answers = [...]string{"", "是", "否"}

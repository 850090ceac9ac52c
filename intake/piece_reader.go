package intake

import "io"

// pieceReader reads pieces, one after another, with a judge and scratch memory of
// its own. It reads column by column; a row that one of the columns' scans does
// not take, for whatever reason, is odd: it is judged cell by cell, like all rows
// of the twin, and that decides.
type pieceReader struct {
	judge builder // a copy of the builder, whose findings go into the piece
	csv   *csvReader
	scans []scan // nil: all rows are judged
	p     *piece

	// Of the piece, if it has no quotes.
	rows   int
	bounds []uint32 // of each row where its cells begin, and one past where the last ends
	stride int      // how many bounds lie between two rows' first
	tail   int      // bytes of the last cell of each row that belong to the line break
	odd    []uint64 // a bit a row
	spare  strip    // for values that nobody wants
}

func newPieceReader(b *builder, separator byte) *pieceReader {
	w := &pieceReader{judge: *b, csv: &csvReader{separator: separator, limits: b.opt.Limits}}
	j := &w.judge
	j.out, j.file = &Loaded{Table: b.t, Columns: b.out.Columns, Files: make([]FileReport, 1)}, 0
	n := len(b.fields)
	j.cells, j.values, j.faults = make([]cell, n), make([]value, n), make([]fault, n)
	j.finders()
	if b.opt.Bad != nil {
		j.opt.Bad = func(p Problem) error { w.note(event{tell: b.opt.Bad, problem: p}); return nil }
	}
	if b.opt.Warn != nil {
		j.opt.Warn = func(p Problem) error { w.note(event{tell: b.opt.Warn, problem: p}); return nil }
	}
	if b.opt.SetAside != nil {
		j.opt.SetAside = func(row BadRow) error { w.note(event{bad: &row}); return nil }
	}
	w.scans = scansOf(j)
	return w
}

func (w *pieceReader) note(e event) { w.p.events = append(w.p.events, e) }

// read reads a piece whole.
func (w *pieceReader) read(p *piece) {
	w.p = p
	out := w.judge.out
	out.Read, out.Quarantined, out.Warnings = 0, 0, 0
	p.empty(w.judge.stored())
	if w.scans != nil && !p.quoted && w.cells() {
		p.err = w.byColumns()
	} else {
		p.err = w.byRows()
	}
	p.read, p.quarantined, p.warnings = out.Read, out.Quarantined, out.Warnings
}

// cells finds the cells of a piece without quotes. It says false if the piece is
// not to be read by columns.
func (w *pieceReader) cells() bool {
	w.rows = rowsIn(w.p.text, w.p.breaks)
	w.odd = sized(w.odd, w.rows/64+1)
	clear(w.odd)
	return w.even() || w.index()
}

// stored says of each column whether its values are stored.
func (b *builder) stored() []bool {
	stored := make([]bool, len(b.out.Columns))
	for i, c := range b.out.Columns {
		stored[i] = c != nil
	}
	return stored
}

// byRows reads the piece as the twin would.
func (w *pieceReader) byRows() error {
	r := w.csv
	// Cutting changes what it cuts, and held texts are put behind the piece.
	r.buf = append(r.buf[:0], w.p.text...)
	r.from, r.to, r.end, r.line = 0, len(r.buf), true, w.p.line
	for {
		line, cells, n, err := r.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		w.p.resize(len(w.p.lines) + 1)
		if _, err := w.row(line, cells, n, len(w.p.lines)); err != nil {
			return err
		}
		w.p.resize(len(w.p.lines))
	}
}

// row judges a row and stores it as row at of the piece, if it is good.
func (w *pieceReader) row(line int, cells []cell, n, at int) (good bool, err error) {
	good, err = w.judge.take(line, cells, n)
	if good && err == nil {
		w.judge.put(w.p, at)
		w.p.lines = append(w.p.lines, uint32(line))
	}
	return good, err
}

// byColumns scans every column for all rows, then judges the odd ones.
func (w *pieceReader) byColumns() error {
	w.p.resize(w.rows)
	w.spare.resize(w.rows)
	for i := range w.scans {
		w.scans[i].run(w)
	}
	for row := 0; row < w.rows; row++ {
		kept := len(w.p.lines)
		if row&63 == 0 && w.odd[row>>6] == 0 && kept == row {
			n := min(64, w.rows-row)
			for i := range n {
				w.p.lines = append(w.p.lines, uint32(w.p.line+row+i))
			}
			w.judge.out.Read += n
			row += n - 1
			continue
		}
		if w.isOdd(row) {
			if good, err := w.judgeOdd(row); err != nil || !good {
				if err != nil {
					return err
				}
				continue
			}
		} else {
			w.judge.out.Read++
			w.p.lines = append(w.p.lines, uint32(w.p.line+row))
		}
		if kept != row {
			w.p.move(kept, row)
		}
	}
	w.p.resize(len(w.p.lines))
	return nil
}

func (w *pieceReader) judgeOdd(row int) (good bool, err error) {
	line := w.p.line + row
	n, err := w.csv.split(withoutReturn(w.text(row)), line)
	if err != nil {
		return false, err
	}
	return w.row(line, w.csv.cells, n, row)
}

func (w *pieceReader) isOdd(row int) bool { return w.odd[row>>6]>>(row&63)&1 != 0 }

func (w *pieceReader) setOdd(row int) { w.odd[row>>6] |= 1 << (row & 63) }

// text is a row, perhaps with a carriage return.
func (w *pieceReader) text(row int) []byte {
	return w.p.text[w.bounds[row*w.stride] : w.bounds[(row+1)*w.stride]-1]
}

// cell is the text in a row at a place of the header.
func (w *pieceReader) cell(row, at int) []byte {
	from, to := w.span(row, at)
	return w.p.text[from:to]
}

// span is where that text stands.
func (w *pieceReader) span(row, at int) (from, to int) {
	bounds, tail := w.column(at)
	b := bounds[row*w.stride:]
	return int(b[0]), int(b[1] - tail)
}

// column is where the cells of a column begin, a stride from row to row, and how far
// behind them the next one does.
func (w *pieceReader) column(at int) (bounds []uint32, tail uint32) {
	if at == w.judge.head.width-1 {
		return w.bounds[at:], uint32(1 + w.tail)
	}
	return w.bounds[at:], 1
}

package intake

import (
	"fmt"
	"math"

	"dixian/column"
)

// piece is some rows of a CSV that follow each other, first as text, then as read.
type piece struct {
	text   []byte // whole rows; what held texts of spans has been put behind them
	bytes  int    // of the text as it was cut
	line   int    // of the first row
	breaks int    // line breaks in the text
	quoted bool   // there are quotation marks in it

	lines  []uint32 // of the accepted rows
	strips []strip  // by place in Table.Columns; of accepted rows, empty where nothing is stored

	read, quarantined, warnings int
	events                      []event
	err                         error         // ends the load behind these rows
	done                        chan struct{} // told when the piece is read
}

// strip is a column of a piece. Numbers are kept as numbers, texts as where they
// stand in piece.text.
type strip struct {
	stored bool
	values []int64
	known  []uint64 // a bit a row
}

// event is a bad row, or a cell that is listed.
type event struct {
	tell    func(Problem) error
	problem Problem
	bad     *BadRow
}

// span says where a text stands in piece.text, as a strip keeps it.
func span(from, to int) int64 { return int64(column.SpanOf(from, to)) }

// hold keeps a text that does not stand in the piece, or no longer will.
func (p *piece) hold(text []byte) int64 {
	from := len(p.text)
	p.text = append(p.text, text...)
	return span(from, len(p.text))
}

// stray keeps, in the strip of a reference that is stored by row, the key of one that
// leads nowhere, as the span of its text; inStray gives that back.
func stray(span int64) int64    { return -1 - span }
func inStray(value int64) int64 { return -1 - value }

// numberStrays gives the keys that lead nowhere the numbers they have in the table.
func (b *builder) numberStrays(p *piece, i int) {
	s := &p.strips[i]
	for row, v := range s.values {
		if v < 0 && s.known[row>>6]>>(row&63)&1 != 0 {
			s.values[row] = b.strayed(i, column.Span(inStray(v)).In(p.text))
		}
	}
}

// textBytes is how long the texts of a strip are together.
func (p *piece) textBytes(s *strip) (n int) {
	for row, where := range s.values {
		if s.known[row>>6]>>(row&63)&1 != 0 {
			n += len(column.Span(where).In(p.text))
		}
	}
	return n
}

// empty makes ready for other rows; stored says of which columns values are kept.
func (p *piece) empty(stored []bool) {
	p.err = nil
	clear(p.events)
	p.events, p.lines = p.events[:0], p.lines[:0]
	if p.strips == nil {
		p.strips = make([]strip, len(stored))
	}
	for i := range p.strips {
		p.strips[i].stored = stored[i]
		p.strips[i].resize(0)
	}
}

// resize makes room for n rows.
func (p *piece) resize(n int) {
	for i := range p.strips {
		if s := &p.strips[i]; s.stored {
			s.resize(n)
		}
	}
}

// resize makes room for n rows; of those that are added all values are known.
func (s *strip) resize(n int) {
	for len(s.known)*64 < n {
		s.known = append(s.known, ^uint64(0))
	}
	s.known = s.known[:(n+63)/64]
	if n > cap(s.values) {
		s.values = append(make([]int64, 0, n+n/2), s.values...)
	}
	s.values = s.values[:n]
}

func (s *strip) forget(row int) { s.known[row>>6] &^= 1 << (row & 63) }

// move has row to hold what row from does.
func (p *piece) move(to, from int) {
	for i := range p.strips {
		if s := &p.strips[i]; s.stored {
			s.values[to] = s.values[from]
			s.known[to>>6] = s.known[to>>6]&^(1<<(to&63)) | s.known[from>>6]>>(from&63)&1<<(to&63)
		}
	}
}

// put stores a row that was judged cell by cell.
func (b *builder) put(p *piece, row int) {
	for i, c := range b.out.Columns {
		if c == nil {
			continue
		}
		s, v := &p.strips[i], &b.values[i]
		if !v.known {
			s.forget(row)
			continue
		}
		s.known[row>>6] |= 1 << (row & 63)
		switch s.values[row] = v.n; {
		case isText(c):
			s.values[row] = p.hold(v.text)
		case v.n < 0 && b.fields[i].byRow:
			s.values[row] = stray(p.hold(v.text))
		}
	}
}

func isText(c column.Column) bool {
	_, ok := c.(*column.Text)
	return ok
}

// merge adds a piece that has been read to what was read before it, and tells of
// its bad rows and cells.
func (b *builder) merge(p *piece) error {
	b.out.Read += p.read
	b.report().Rows += p.read
	b.out.Quarantined += p.quarantined
	b.out.Warnings += p.warnings
	for i := range p.events {
		e := &p.events[i]
		if err := e.tellNow(b); err != nil {
			return err
		}
	}
	if p.err != nil {
		return p.err
	}
	if b.out.Len()+len(p.lines) >= math.MaxUint32 {
		return tooLong()
	}
	b.merged += int64(p.bytes)
	more := b.toCome()
	for i, c := range b.out.Columns {
		if c != nil {
			if b.fields[i].byRow {
				b.numberStrays(p, i)
			}
			p.appendTo(c, &p.strips[i], more)
		}
	}
	b.out.rows += len(p.lines)
	if !b.opt.Unplaced {
		b.out.File = column.Expect(b.out.File, len(p.lines), more)
		for range p.lines {
			b.out.File = append(b.out.File, uint16(b.file))
		}
		b.out.Line = append(column.Expect(b.out.Line, len(p.lines), more), p.lines...)
	}
	return b.handOver()
}

// toCome guesses how many times the rows that are merged are still to come, by the
// bytes of the files, and a sixteenth more. Of rows that are handed over none stay.
func (b *builder) toCome() float64 {
	if b.stream != nil {
		return 0
	}
	return float64(max(0, b.whole-b.merged))/float64(max(1, b.merged)) + 1.0/16
}

func (e *event) tellNow(b *builder) error {
	if e.bad != nil {
		return b.opt.SetAside(*e.bad)
	}
	return e.tell(e.problem)
}

// appendTo adds a strip to its column; more is how many times what there is then
// may follow.
func (p *piece) appendTo(c column.Column, s *strip, more float64) {
	switch c := c.(type) {
	case *column.Long:
		c.Expect(len(s.values), more)
		c.AppendRun(s.values, s.known)
	case *column.Word:
		c.Expect(len(s.values), more)
		c.AppendRun(s.values, s.known)
	case *column.Byte:
		c.Expect(len(s.values), more)
		c.AppendRun(s.values, s.known)
	case *column.Text:
		c.Expect(len(s.values), p.textBytes(s), more)
		c.AppendRun(p.text, s.values, s.known)
	default:
		panic(fmt.Sprintf("intake: a column of %T cannot be filled", c))
	}
}

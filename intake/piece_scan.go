package intake

import (
	"bytes"
	"encoding/binary"
	"slices"
	"unicode/utf8"

	"dixian/calendar"
	"dixian/identity"
	"dixian/money"
	"dixian/rule"
)

// scan reads one column of a piece. It takes the plain spellings of good values;
// a row with anything else becomes odd.
type scan struct {
	f        *field
	i, at    int // its place in Table.Columns, and in the file's rows: -1 if it is not there
	stored   bool
	mayEmpty bool // an empty cell is no reason to be odd
	run      func(w *pieceReader)
}

// scansOf makes the scans of a file's columns. Nil: all its rows are to be judged,
// because an empty one could pass for a row, or because they are very wide.
func scansOf(b *builder) (scans []scan) {
	required := false
	for _, i := range b.order {
		f := b.fields[i]
		s := scan{f: f, i: i, at: b.head.at[i], stored: b.out.Columns[i] != nil, mayEmpty: !f.column.Required}
		required = required || f.column.Required && s.at >= 0
		if len(b.other) > 0 && f.column.Key {
			s.mayEmpty = false // the row may name nobody
		}
		if s.tells() {
			s.run = s.runner(b)
			scans = append(scans, s)
		}
	}
	if !required || b.head.width > widestIndexed {
		return nil
	}
	return scans
}

// tells says whether a cell of the column makes any difference. Of a column that
// nobody stores or asks for only IDs and divisions have something to be listed.
func (s *scan) tells() bool {
	f := s.f
	return s.stored || f.decides || f.warns || f.held || f.byRow || f.instead >= 0 || f.kind == rule.ID || f.kind == rule.Division
}

func (s scan) runner(b *builder) func(w *pieceReader) {
	f := s.f
	switch {
	case f.instead >= 0:
		id := scan{i: f.instead, at: b.head.at[f.instead], stored: b.out.Columns[f.instead] != nil}
		return func(w *pieceReader) { s.derive(w, id) }
	case s.at < 0:
		return s.absent
	case f.byRow && f.kind == rule.Text && f.mapped == nil:
		return s.rows
	case f.mapped != nil || f.held || f.byRow:
		return s.carefully
	case f.words != nil && f.kind != rule.Codes && f.column.Type.Unit != "year":
		if words := newLexicon(f.words); words != nil {
			return func(w *pieceReader) { s.numbers(w, words.find) }
		}
	case f.kind == rule.Text:
		return s.texts
	}
	if parse := f.plainNumber(); parse != nil {
		return func(w *pieceReader) { s.numbers(w, parse) }
	}
	return s.carefully
}

// plainNumber is a parser that takes what field.parse takes without a notice, or
// less; nil if the column has none.
func (f *field) plainNumber() func(text []byte) (int64, bool) {
	switch f.kind {
	case rule.Money:
		return func(text []byte) (int64, bool) { fen, err := money.ParseBytes(text); return int64(fen), err == nil }
	case rule.ID:
		return func(text []byte) (int64, bool) {
			id, fifteen, err := identity.ParseBytes(text, f.today)
			return int64(id), err == nil && !fifteen
		}
	case rule.Date:
		return func(text []byte) (int64, bool) { d, err := calendar.ParseDateBytes(text); return int64(d), err == nil }
	case rule.Month:
		return func(text []byte) (int64, bool) { m, err := calendar.ParseMonthBytes(text); return int64(m), err == nil }
	case rule.SchoolYear:
		return func(text []byte) (int64, bool) {
			y, err := calendar.ParseSchoolYearBytes(text)
			return int64(y), err == nil
		}
	case rule.Int:
		if f.column.Type.Unit == "year" {
			return func(text []byte) (int64, bool) { y, err := calendar.ParseYearBytes(text); return int64(y), err == nil }
		}
		if f.words == nil {
			return parseInt
		}
	}
	return nil
}

// strip is where the scan's values go.
func (s *scan) strip(w *pieceReader) *strip {
	if s.stored {
		return &w.p.strips[s.i]
	}
	return &w.spare
}

// numbers scans cells that a parser takes without a look at spaces: it refuses
// them, and the row is odd. A cell that says what the one above says, as those of a
// person's rows do, is not parsed again.
func (s *scan) numbers(w *pieceReader, parse func(text []byte) (int64, bool)) {
	out := s.strip(w)
	values, text := out.values[:w.rows], w.p.text
	padded := slices.Grow(text, 8)[:len(text)+8] // eight bytes can be read wherever a cell begins
	bounds, tail := w.column(s.at)
	var last []byte
	var lastFirst uint64
	var n int64
	ok := false
	for row := range values {
		b := bounds[row*w.stride:]
		cell := text[b[0] : b[1]-tail]
		if len(cell) == 0 {
			s.empty(w, out, row)
			continue
		}
		first := binary.LittleEndian.Uint64(padded[b[0]:]) & firstBytes[min(len(cell), 8)]
		if first != lastFirst || len(cell) != len(last) || len(cell) > 8 && !bytes.Equal(cell[8:], last[8:]) {
			n, ok = parse(cell)
			last, lastFirst = cell, first
		}
		if !ok {
			w.setOdd(row)
		}
		values[row] = n
	}
}

// firstBytes are masks of so many bytes.
var firstBytes = [9]uint64{0, 1<<8 - 1, 1<<16 - 1, 1<<24 - 1, 1<<32 - 1, 1<<40 - 1, 1<<48 - 1, 1<<56 - 1, 1<<64 - 1}

// empty takes an empty cell.
func (s *scan) empty(w *pieceReader, out *strip, row int) {
	switch {
	case !s.mayEmpty:
		w.setOdd(row)
	case s.f.empty.known:
		out.values[row] = s.f.empty.n
	default:
		out.forget(row)
	}
}

// absent is a column that the file does not have: its cells are empty.
func (s *scan) absent(w *pieceReader) {
	out := s.strip(w)
	for row := range w.rows {
		s.empty(w, out, row)
	}
}

// texts scans texts of any content.
func (s *scan) texts(w *pieceReader) {
	out, limit := s.strip(w), s.f.column.Max
	if s.f.column.Type.Kind == rule.Ref {
		limit = 0
	}
	bounds, tail := w.column(s.at)
	for row := range w.rows {
		b := bounds[row*w.stride:]
		text, from := trimmed(w.p.text, int(b[0]), int(b[1]-tail))
		if len(text) == 0 {
			s.empty(w, out, row)
			continue
		}
		if limit > 0 && len(text) > limit && utf8.RuneCount(text) > limit {
			w.setOdd(row)
		}
		out.values[row] = span(from, from+len(text))
	}
}

// rows scans references by text of which the row is stored.
func (s *scan) rows(w *pieceReader) {
	out, find := s.strip(w), w.judge.find[s.i]
	bounds, tail := w.column(s.at)
	var last []byte
	var n int64
	for row := range w.rows {
		b := bounds[row*w.stride:]
		text, from := trimmed(w.p.text, int(b[0]), int(b[1]-tail))
		if len(text) == 0 {
			s.empty(w, out, row)
			continue
		}
		if last == nil || !bytes.Equal(text, last) {
			last = text
			if n = int64(find(text)); n < 0 {
				n = stray(span(from, from+len(text)))
			}
		}
		if n < 0 && s.f.held {
			w.setOdd(row)
		}
		out.values[row] = n
	}
}

// trimmed is text[from:to] without spaces at its ends, and where it begins.
func trimmed(text []byte, from, to int) ([]byte, int) {
	text = text[from:to]
	if mayBeSpace(text) {
		for n := leadingSpace(text); n > 0; n = leadingSpace(text) {
			text, from = text[n:], from+n
		}
		text = trim(text)
	}
	return text, from
}

// mayBeSpace looks at the first and the last byte: whether they are of a space,
// or of some other characters, too.
func mayBeSpace(text []byte) bool {
	if len(text) == 0 {
		return false
	}
	switch text[0] {
	case ' ', 0xC2, 0xE3:
		return true
	}
	switch text[len(text)-1] {
	case ' ', 0xA0, 0x80:
		return true
	}
	return false
}

// derive takes a column from the ID it is read instead of; a row without an ID is
// odd.
func (s *scan) derive(w *pieceReader, id scan) {
	out := s.strip(w)
	for row := range w.rows {
		switch {
		case w.isOdd(row):
		case id.at < 0 || len(w.cell(row, id.at)) == 0 || s.stored && !id.stored:
			w.setOdd(row)
		case s.stored:
			v := s.f.derived(value{n: w.p.strips[id.i].values[row], known: true})
			if out.values[row] = v.n; !v.known {
				out.forget(row)
			}
		}
	}
}

// carefully reads the cells as the judge does. Neighbours often say the same:
// what was said last is remembered.
func (s *scan) carefully(w *pieceReader) {
	out := s.strip(w)
	var last []byte
	var n int64
	ok := false
	for row := range w.rows {
		text := trim(w.cell(row, s.at))
		if len(text) == 0 {
			s.empty(w, out, row)
			continue
		}
		if last == nil || !bytes.Equal(text, last) {
			n, ok = s.careful(w, text)
			last = text
		}
		if !ok {
			w.setOdd(row)
		}
		out.values[row] = n
	}
}

func (s *scan) careful(w *pieceReader, text []byte) (int64, bool) {
	v, why := s.f.read(cell{text: text})
	if why != noFault || !v.known || v.notice != noNotice {
		return 0, false
	}
	if w.judge.find[s.i] != nil {
		if v, why = w.judge.follow(s.i, s.f, v); why != noFault {
			return 0, false
		}
	}
	if s.f.byRow && v.n < 0 {
		return stray(w.p.hold(v.text)), true
	}
	if s.stored && isText(w.judge.out.Columns[s.i]) {
		return w.p.hold(v.text), true
	}
	return v.n, true
}

package intake

import (
	"bytes"
	"io"
)

// csvReader splits CSV into rows of cells as RFC 4180 has it. A quotation mark
// that does not begin a cell is a character like others. It holds one row at a
// time; cells stay within its buffer.
//
// Twin: encoding/csv in csv_twin_test.go, on whatever is well-formed.
type csvReader struct {
	src       io.Reader
	separator byte
	limits    Limits

	buf      []byte
	from, to int // the unread bytes of buf
	end      bool
	line     int // number of the next row's first line
	cells    []cell
}

func newCSVReader(src io.Reader, limits Limits) *csvReader {
	return &csvReader{src: src, separator: ',', limits: limits, buf: make([]byte, chunkSize), line: 1}
}

// next returns the next row: its first line, its cells, and how many it has, which
// is more than len(cells) if it is wider than Limits.Columns. io.EOF follows the last.
// A file that ends inside quotes, and a row or cell over its limit, is a *FileError.
func (r *csvReader) next() (line int, cells []cell, n int, err error) {
	line = r.line
	searched := 0 // bytes that hold no line break
	for {
		unread := r.buf[r.from:r.to]
		i := bytes.IndexByte(unread[searched:], '\n')
		if i < 0 && !r.end {
			searched = len(unread)
			if err := r.fill(line); err != nil {
				return 0, nil, 0, err
			}
			continue
		}
		if i < 0 && len(unread) == 0 {
			return 0, nil, 0, io.EOF
		}
		row := unread
		if i >= 0 {
			row = unread[:searched+i]
		}
		if bytes.IndexByte(row, '"') >= 0 {
			return r.quotedRow()
		}
		r.from += len(row)
		if i >= 0 {
			r.from++
		}
		r.line++
		n, err = r.split(withoutReturn(row), line)
		return line, r.cells, n, err
	}
}

// fill reads more behind the unread bytes, making room as needed.
func (r *csvReader) fill(line int) error {
	if r.from > 0 {
		copy(r.buf, r.buf[r.from:r.to])
		r.from, r.to = 0, r.to-r.from
	}
	if r.to == len(r.buf) {
		if len(r.buf) >= r.limits.Row {
			return refuse("line %d begins a row of more than %d bytes, which no row is; a quotation mark may be missing, or the file is no CSV", line, r.limits.Row)
		}
		r.buf = append(r.buf, make([]byte, min(len(r.buf), r.limits.Row-len(r.buf)))...)
	}
	for range 100 {
		n, err := r.src.Read(r.buf[r.to:])
		r.to += n
		if err == io.EOF {
			r.end = true
			return nil
		}
		if err != nil {
			return refuse("cannot be read after line %d", line).becauseOf(err)
		}
		if n > 0 {
			return nil
		}
	}
	return refuse("cannot be read after line %d", line).becauseOf(io.ErrNoProgress)
}

// split cuts a row without quotes at its separators.
func (r *csvReader) split(row []byte, line int) (n int, err error) {
	r.cells = r.cells[:0]
	for {
		i := bytes.IndexByte(row, r.separator)
		text := row
		if i >= 0 {
			text = row[:i]
		}
		if err := r.add(cell{text: text}, n, line); err != nil {
			return 0, err
		}
		n++
		if i < 0 {
			return n, nil
		}
		row = row[i+1:]
	}
}

// add appends a cell, the nth of its row.
func (r *csvReader) add(c cell, n, line int) error {
	if len(c.text) > r.limits.Cell {
		return refuse("line %d: cell %d has more than %d bytes, which no cell has; a quotation mark may be missing, or the file is no CSV", line, n+1, r.limits.Cell)
	}
	if n < r.limits.Columns {
		r.cells = append(r.cells, c)
	}
	return nil
}

// withoutReturn drops the carriage return of a line that ended in two characters.
func withoutReturn(row []byte) []byte {
	if n := len(row); n > 0 && row[n-1] == '\r' {
		return row[:n-1]
	}
	return row
}

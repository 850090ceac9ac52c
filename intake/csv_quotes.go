package intake

import "bytes"

// quotedRow returns the row at r.from, in which there are quotation marks, so that
// it may go on over several lines. It looks for the whole row first, because more
// may have to be read, and cuts it only then: the cutting changes the buffer.
func (r *csvReader) quotedRow() (line int, cells []cell, n int, err error) {
	line = r.line
	var length, breaks int
	for {
		var whole bool
		length, breaks, whole = measure(r.buf[r.from:r.to], r.separator)
		if whole {
			break
		}
		if r.end {
			if opened := openQuote(r.buf[r.from:r.to], r.separator); opened >= 0 {
				return 0, nil, 0, refuse("line %d opens a quotation mark that the file never closes: it is cut off, or the mark is missing; ask for the file again",
					line+bytes.Count(r.buf[r.from:r.from+opened], newline))
			}
			break
		}
		// Twice as much before the next look, so that a long row is not read over and
		// over.
		for want := 2 * (r.to - r.from); r.to-r.from < want && !r.end; {
			if err := r.fill(line); err != nil {
				return 0, nil, 0, err
			}
		}
	}
	row := r.buf[r.from : r.from+length]
	r.from += length
	r.line += breaks
	n, err = r.cut(row, line)
	return line, r.cells, n, err
}

// measure finds the end of the row that b begins with: its length and how many
// line breaks it has, its own included. whole is false if b ends first.
func measure(b []byte, separator byte) (length, breaks int, whole bool) {
	for i := 0; i < len(b); {
		if b[i] == '"' { // a cell begins here, in quotes
			i = afterQuotes(b, i+1)
			if i > len(b) {
				return len(b), bytes.Count(b, newline), false
			}
		}
		for i < len(b) && b[i] != separator && b[i] != '\n' {
			i++
		}
		if i < len(b) && b[i] == '\n' {
			return i + 1, bytes.Count(b[:i+1], newline), true
		}
		i++ // past the separator
	}
	return len(b), bytes.Count(b, newline), false
}

// afterQuotes returns the offset behind the quotation mark that closes what was
// opened before i, or more than len(b) if none does. A mark at the very end of b
// may be the first of two, so it closes only if nothing more can come; measure's
// caller reads on in that case.
func afterQuotes(b []byte, i int) int {
	for {
		at := bytes.IndexByte(b[i:], '"')
		if at < 0 {
			return len(b) + 1
		}
		i += at + 1
		if i >= len(b) || b[i] != '"' {
			return i
		}
		i++
	}
}

// openQuote returns where b opens a quotation mark that it does not close, or -1.
func openQuote(b []byte, separator byte) int {
	for i := 0; i < len(b); {
		if b[i] == '"' {
			opened := i
			if i = afterQuotes(b, i+1); i > len(b) {
				return opened
			}
		}
		for i < len(b) && b[i] != separator && b[i] != '\n' {
			i++
		}
		i++
	}
	return -1
}

// cut takes a whole row apart, doubled quotation marks made one in place.
func (r *csvReader) cut(row []byte, line int) (n int, err error) {
	r.cells = r.cells[:0]
	if k := len(row); k > 0 && row[k-1] == '\n' {
		row = row[:k-1]
	}
	row = withoutReturn(row)
	for i := 0; ; i++ {
		var c cell
		if i < len(row) && row[i] == '"' {
			end := min(afterQuotes(row, i+1), len(row))
			c.text = single(row[i+1 : max(i+1, end-1)])
			rest := bytes.IndexByte(row[end:], r.separator)
			if rest < 0 {
				rest = len(row) - end
			}
			if rest > 0 {
				c.text, c.form = row[i:end+rest], brokenQuotes
			}
			i = end + rest
		} else {
			rest := bytes.IndexByte(row[i:], r.separator)
			if rest < 0 {
				rest = len(row) - i
			}
			c.text = row[i : i+rest]
			i += rest
		}
		if err := r.add(c, n, line); err != nil {
			return 0, err
		}
		n++
		if i >= len(row) {
			return n, nil
		}
	}
}

// single makes each doubled quotation mark one, in place.
func single(s []byte) []byte {
	first := bytes.IndexByte(s, '"')
	if first < 0 {
		return s
	}
	out := s[:first]
	for i := first; i < len(s); i++ {
		if s[i] == '"' {
			i++ // the first of two
		}
		out = append(out, s[min(i, len(s)-1)])
	}
	return out
}

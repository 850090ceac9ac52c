package intake

import (
	"bytes"
	"io"
	"math"
	"slices"
)

// cutter cuts the rows of a CSV into pieces that begin and end between two rows,
// so that each can be read by itself. It looks into quotes only where there are
// any. What it cannot cut it leaves to the csvReader, which says what is wrong.
type cutter struct {
	src       io.Reader
	separator byte
	size      int // bytes of a piece, if its last row is not longer
	limit     int // bytes that no row has

	rest []byte // read, and not yet in a piece
	line int    // of the next row
	end  bool   // src has nothing more
	err  error  // why src could not be read on; rest holds what was read before
}

// next makes p the next piece. It says false when there is none: at the end of
// the file, and where nothing can be cut off rest.
func (c *cutter) next(p *piece) bool {
	text := append(p.text[:0], c.rest...)
	for size := c.size; ; size *= 2 {
		text = c.fill(text, size)
		quote, at := bytes.IndexByte(text, '"'), len(text)
		if !c.end {
			at = c.border(text, quote)
		}
		breaks := bytes.Count(text[:at], newline)
		if at > 0 && c.err == nil && c.line+breaks < math.MaxUint32 {
			c.rest = append(c.rest[:0], text[at:]...)
			p.text, p.bytes, p.quoted = text[:at], at, quote >= 0 && quote < at
			p.line, p.breaks = c.line, breaks
			c.line += breaks
			return true
		}
		if c.end || c.err != nil || len(text) >= c.limit {
			c.rest = append(c.rest[:0], text...)
			return false
		}
	}
}

// fill reads until text has size bytes or the source ends.
func (c *cutter) fill(text []byte, size int) []byte {
	text = slices.Grow(text, max(0, size-len(text))+slack)
	for len(text) < size && !c.end && c.err == nil {
		n, err := io.ReadFull(c.src, text[len(text):size])
		text = text[:len(text)+n]
		if c.end = err == io.EOF || err == io.ErrUnexpectedEOF; !c.end {
			c.err = err
		}
	}
	return text
}

// border is where the last whole row of text ends, 0 if none does; quote is where
// its first quotation mark stands, or -1.
func (c *cutter) border(text []byte, quote int) int {
	if quote < 0 {
		return bytes.LastIndexByte(text, '\n') + 1
	}
	at := bytes.LastIndexByte(text[:quote], '\n') + 1
	for {
		length, _, whole := measure(text[at:], c.separator)
		if !whole {
			return at
		}
		at += length
	}
}

package intake

import (
	"bytes"
	"context"
	"io"

	"golang.org/x/text/transform"
)

// loadCSV reads the rows of a CSV that surveyFile has passed, from its beginning.
func (b *builder) loadCSV(ctx context.Context, src io.Reader, s survey, tick func()) error {
	if s.bom {
		if _, err := io.CopyN(io.Discard, src, int64(len(utf8BOM))); err != nil {
			return refuse("cannot be read").becauseOf(err)
		}
	}
	if s.encoding == encodingGB18030 {
		src = transform.NewReader(src, gbDecoder{})
	}
	r := newCSVReader(src, b.opt.Limits)
	if err := r.findSeparator(); err != nil {
		return err
	}
	if err := b.csvHeader(r); err != nil {
		return err
	}
	if b.opt.rowByRow {
		return b.loadRows(ctx, r, tick)
	}
	return b.loadPieces(ctx, r, tick)
}

// loadRows reads the rows behind the header one by one.
func (b *builder) loadRows(ctx context.Context, r *csvReader, tick func()) error {
	for i := 1; ; i++ {
		if i%rowsPerTick == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
			tick()
		}
		line, cells, n, err := r.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := b.row(line, cells, n); err != nil {
			return err
		}
	}
}

// rowsPerTick is how many rows pass between two looks at the clock outside.
const rowsPerTick = 4096

// csvHeader takes the first row with content as the header.
func (b *builder) csvHeader(r *csvReader) error {
	for {
		_, cells, n, err := r.next()
		if err == io.EOF {
			return refuse("the file is empty: it has not even a header; ask for it again")
		}
		if err != nil {
			return err
		}
		if n > len(cells) {
			return refuse("the header has %d cells, more than %d; the file is damaged or no CSV", n, b.opt.Limits.Columns)
		}
		names := make([]string, n)
		content := false
		for i := range cells {
			names[i] = string(trim(cells[i].text))
			content = content || names[i] != ""
		}
		if !content {
			continue
		}
		h, _, refused := readHeader(b.t, names, b.opt.Mapping)
		if refused != nil {
			return refused
		}
		b.setHeader(h, false)
		return nil
	}
}

// findSeparator looks ahead to the first line with content: the separator is the
// tab if it has more tabs than commas.
//
// Source: data contract, "its separator is the tab".
func (r *csvReader) findSeparator() error {
	start := 0
	for {
		unread := r.buf[r.from:r.to]
		i := bytes.IndexByte(unread[start:], '\n')
		if i < 0 && !r.end {
			if err := r.fill(r.line); err != nil {
				return err
			}
			continue
		}
		line := unread[start:]
		if i >= 0 {
			line = line[:i]
		}
		if i >= 0 && len(bytes.Trim(line, " \t,\"\r\u00a0\u3000")) == 0 {
			start += i + 1
			continue
		}
		if bytes.Count(line, []byte{'\t'}) > bytes.Count(line, []byte{','}) {
			r.separator = '\t'
		}
		return nil
	}
}

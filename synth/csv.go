package synth

import (
	"bufio"
	"bytes"
	"os"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// textFile is a CSV file; its rows come encoded.
type textFile struct {
	file   *os.File
	buffer *bufio.Writer
	closed bool
}

// createCSV starts a file in UTF-8 with its header.
func createCSV(path string, _ tableID, l *layout) (sheet, error) {
	header := appendHeader(nil, l)
	if l.mark {
		header = append([]byte("\ufeff"), header...)
	}
	return createText(path, header)
}

// createGB18030 starts a file in GB18030, which knows no byte order mark.
func createGB18030(path string, _ tableID, l *layout) (sheet, error) {
	return createText(path, toGB18030(appendHeader(nil, l)))
}

func createText(path string, header []byte) (sheet, error) {
	file, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	t := &textFile{file: file, buffer: bufio.NewWriterSize(file, 1<<16)}
	if _, err := t.buffer.Write(header); err != nil {
		t.abandon()
		return nil, err
	}
	return t, nil
}

func (t *textFile) write(_ *rows, encoded []byte) error {
	_, err := t.buffer.Write(encoded)
	return err
}

func (t *textFile) close() error {
	t.closed = true
	err := t.buffer.Flush()
	if closing := t.file.Close(); err == nil {
		err = closing
	}
	return err
}

func (t *textFile) abandon() {
	if !t.closed {
		t.closed = true
		t.file.Close()
	}
}

func appendHeader(dst []byte, l *layout) []byte {
	for i, word := range l.header {
		if i > 0 {
			dst = append(dst, l.separator)
		}
		dst = append(dst, word...)
	}
	return l.endLine(dst)
}

func (l *layout) endLine(dst []byte) []byte {
	if l.crlf {
		dst = append(dst, '\r')
	}
	return append(dst, '\n')
}

// encodeCSV appends rows as lines.
func encodeCSV(dst []byte, r *rows, l *layout) []byte {
	odd := r.odd
	for row := range r.count() {
		var o oddity
		if len(odd) > 0 && odd[0].row == row {
			o, odd = odd[0], odd[1:]
		}
		if o.blank {
			dst = appendBlank(dst, row, l)
		}
		dst = appendLine(dst, r, row, l, o)
	}
	return dst
}

func appendLine(dst []byte, r *rows, row int, l *layout, o oddity) []byte {
	cells := len(l.order)
	for i := range min(cells, cells+o.cells) {
		if i > 0 {
			dst = append(dst, l.separator)
		}
		dst = appendCell(dst, r.cell(row, l.order[i]), l.separator, o.quote)
	}
	if l.note && o.cells >= 0 {
		dst = append(dst, l.separator)
		if noted(row) {
			dst = append(dst, "已核"...)
		}
	}
	for range o.cells {
		dst = append(dst, l.separator)
		dst = append(dst, "多"...)
	}
	return l.endLine(dst)
}

// appendCell writes a cell, in quotes where RFC 4180 asks for them or quote does.
func appendCell(dst, cell []byte, separator byte, quote bool) []byte {
	if !quote && bytes.IndexByte(cell, separator) < 0 && bytes.IndexByte(cell, '"') < 0 &&
		bytes.IndexByte(cell, '\n') < 0 && bytes.IndexByte(cell, '\r') < 0 {
		return append(dst, cell...)
	}
	dst = append(dst, '"')
	for _, c := range cell {
		if c == '"' {
			dst = append(dst, '"')
		}
		dst = append(dst, c)
	}
	return append(dst, '"')
}

// appendBlank writes a line without content: nothing, or separators alone.
func appendBlank(dst []byte, row int, l *layout) []byte {
	if row%2 == 0 {
		for range len(l.header) - 1 {
			dst = append(dst, l.separator)
		}
	}
	return l.endLine(dst)
}

// encodeGB18030 is encodeCSV in GB18030.
func encodeGB18030(dst []byte, r *rows, l *layout) []byte {
	return append(dst, toGB18030(encodeCSV(nil, r, l))...)
}

// toGB18030 translates text, all of which GB18030 can write.
func toGB18030(utf8 []byte) []byte {
	b, err := simplifiedchinese.GB18030.NewEncoder().Bytes(utf8)
	if err != nil {
		panic("synth: GB18030 writes all of Unicode: " + err.Error())
	}
	return b
}

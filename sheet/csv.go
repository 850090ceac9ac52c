package sheet

import (
	"encoding/csv"
	"io"
)

// mark of UTF-8, without which Excel takes a CSV for the machine's own encoding.
const utf8Mark = "\ufeff"

type csvFile struct {
	w     *csv.Writer
	cells []string
	rows  int
}

func newCSV(w io.Writer, head Head) (*csvFile, error) {
	if _, err := io.WriteString(w, utf8Mark); err != nil {
		return nil, err
	}
	f := &csvFile{w: csv.NewWriter(w)}
	for _, line := range append([]string{head.Title}, head.Mark...) {
		if err := f.w.Write([]string{harmless(line)}); err != nil {
			return nil, err
		}
	}
	return f, f.w.Write(head.Columns)
}

// harmless puts an apostrophe before what may be a formula: a spreadsheet then
// shows a text.
func harmless(text string) string {
	if formula(text) {
		return "'" + text
	}
	return text
}

// Row writes a row.
func (f *csvFile) Row(cells ...any) error {
	f.cells = f.cells[:0]
	for _, cell := range cells {
		text, number, err := written(cell)
		if err != nil {
			return err
		}
		if !number {
			text = harmless(text)
		}
		f.cells = append(f.cells, text)
	}
	f.rows++
	return f.w.Write(f.cells)
}

// Close writes the end.
func (f *csvFile) Close() error {
	if err := f.w.Write([]string{whole(f.rows)}); err != nil {
		return err
	}
	f.w.Flush()
	return f.w.Error()
}

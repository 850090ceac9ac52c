package synth

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// workbook is an XLSX file with one sheet of text cells. Misshapen lines do not
// exist there: their rows are written whole.
type workbook struct {
	path   string
	book   *excelize.File
	stream *excelize.StreamWriter
	layout *layout
	line   int
	cells  []any
	closed bool
}

const sheetName = "Sheet1"

// createWorkbook starts a workbook with its header, below a title if the layout has
// one.
func createWorkbook(path string, t tableID, l *layout) (sheet, error) {
	w := &workbook{path: path, book: excelize.NewFile(), layout: l}
	var err error
	if w.stream, err = w.book.NewStreamWriter(sheetName); err != nil {
		w.abandon()
		return nil, err
	}
	var lines [][]any
	if l.title {
		lines = append(lines, []any{tables[t].label + "（合成数据）"}, nil)
	}
	header := make([]any, len(l.header))
	for i, word := range l.header {
		header[i] = word
	}
	for _, cells := range append(lines, header) {
		if err := w.row(cells); err != nil {
			w.abandon()
			return nil, err
		}
	}
	return w, nil
}

func (w *workbook) row(cells []any) error {
	w.line++
	return w.stream.SetRow(fmt.Sprintf("A%d", w.line), cells)
}

func (w *workbook) write(r *rows, _ []byte) error {
	for row := range r.count() {
		w.cells = w.cells[:0]
		for _, column := range w.layout.order {
			if cell := r.cell(row, column); len(cell) > 0 {
				w.cells = append(w.cells, string(cell))
			} else {
				w.cells = append(w.cells, nil)
			}
		}
		if w.layout.note && noted(row) {
			w.cells = append(w.cells, "已核")
		}
		if err := w.row(w.cells); err != nil {
			return err
		}
	}
	return nil
}

func (w *workbook) close() error {
	w.closed = true
	defer w.book.Close()
	if err := w.stream.Flush(); err != nil {
		return err
	}
	return w.book.SaveAs(w.path)
}

func (w *workbook) abandon() {
	if !w.closed {
		w.closed = true
		w.book.Close()
	}
}

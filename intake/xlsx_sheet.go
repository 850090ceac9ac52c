package intake

import (
	"context"
	"io"
	"strconv"
)

// headerRows is how many rows at the top of a sheet are searched for the header.
const headerRows = 10

// loadXLSX reads the first sheet of a workbook, row by row as it is unpacked.
func (b *builder) loadXLSX(ctx context.Context, src io.ReaderAt, size int64, tick func()) error {
	w, err := openWorkbook(src, size, b.opt.Limits)
	if err != nil {
		return err
	}
	texts, err := w.readStrings()
	if err != nil {
		return err
	}
	for _, f := range b.fields {
		if f != nil {
			f.excel04 = w.from1904
		}
	}
	s := &sheet{builder: b, texts: texts, limits: b.opt.Limits}
	rows := 0
	var stopped error
	err = w.walk(w.sheet, b.opt.Limits.Unzipped, func(x *xmlScanner) error {
		done, err := s.step(x)
		if err == nil && done {
			if rows++; rows%rowsPerTick == 0 {
				tick()
				err = ctx.Err()
			}
			if err == nil {
				err = s.endRow()
			}
			// What the reader of rows says is not about this file's form.
			stopped = err
		}
		if stopped != nil {
			return errStop
		}
		return err
	})
	if stopped != nil {
		return stopped
	}
	if err == nil && !s.found {
		err = s.noHeader()
	}
	return err
}

// sheet follows the tags of a worksheet: rows, in them cells, in them a value (v),
// a text (is) or a formula (f).
type sheet struct {
	*builder
	texts  *sharedStrings
	limits Limits

	found   bool       // the header is
	nearest *FileError // what the row that came closest to a header lacks
	lacking int

	inRow   bool
	line    int // of the row
	place   int // of the cell, from 0
	columns []sheetCell
	arena   []byte // texts of the row's cells

	inCell, inValue, inText, formula bool
	kind                             string // attribute t of the cell
	start                            int    // of the cell's text in arena
	rich                             richText
	row                              []cell
}

// sheetCell is a cell of the row being read: a stretch of arena or a shared text.
type sheetCell struct {
	start, end int
	shared     int // number of the shared text plus one
	form       form
}

// step takes one tag or text; done says that a row ended with it.
func (s *sheet) step(x *xmlScanner) (done bool, err error) {
	switch {
	case s.inCell && x.kind == xmlText:
		if s.inValue {
			s.arena = append(s.arena, x.text...)
		}
		if s.inText {
			s.arena = s.rich.collect(x, s.arena)
		}
		if len(s.arena) > s.limits.Row {
			return false, refuse("row %d has more than %d bytes, which no row has; the file is damaged", s.line, s.limits.Row)
		}
	case x.kind == xmlText:
	case string(x.name) == "row":
		if x.kind == xmlStart {
			if err := s.beginRow(x.attr("r")); err != nil {
				return false, err
			}
		}
		if x.kind == xmlEnd || x.empty {
			s.inRow = false
			return true, nil
		}
	case !s.inRow:
	case string(x.name) == "c":
		if x.kind == xmlStart {
			if err := s.beginCell(x); err != nil {
				return false, err
			}
		}
		if s.inCell && (x.kind == xmlEnd || x.empty) {
			return false, s.endCell()
		}
	case !s.inCell:
	case string(x.name) == "v":
		s.inValue = x.kind == xmlStart && !x.empty
	case string(x.name) == "is":
		s.inText = x.kind == xmlStart && !x.empty
	case string(x.name) == "f":
		s.formula = true
	case s.inText:
		s.arena = s.rich.collect(x, s.arena)
	}
	return false, nil
}

// beginRow opens a row. Its number is the attribute's, or one more than the last.
func (s *sheet) beginRow(number []byte) error {
	s.line++
	if number != nil {
		n, err := strconv.ParseUint(string(number), 10, 31)
		if err != nil || int(n) < s.line {
			return damaged("the rows of the sheet are not numbered upwards (after row "+strconv.Itoa(s.line-1)+")", nil)
		}
		s.line = int(n)
	}
	s.inRow, s.inCell = true, false
	s.place, s.columns, s.arena = -1, s.columns[:0], s.arena[:0]
	return nil
}

// beginCell opens a cell. Its place is the letters of the attribute r, or one
// right of the last.
func (s *sheet) beginCell(x *xmlScanner) error {
	s.place++
	if name := x.attr("r"); name != nil {
		place := 0
		for _, c := range name {
			if c < 'A' || c > 'Z' {
				break
			}
			place = min(place*26+int(c-'A')+1, s.limits.Columns+1)
		}
		s.place = place - 1
	}
	if s.place < 0 || s.place >= s.limits.Columns {
		return damaged("row "+strconv.Itoa(s.line)+" has a cell that stands in no column", nil)
	}
	s.inCell, s.inValue, s.inText, s.formula = true, false, false, false
	s.kind, s.start, s.rich = string(x.attr("t")), len(s.arena), richText{}
	return nil
}

// endRow hands the row on, as the header or to the builder.
func (s *sheet) endRow() error {
	s.row = s.row[:0]
	for _, c := range s.columns {
		text := s.arena[c.start:c.end]
		if c.shared > 0 {
			text = s.texts.at(c.shared - 1)
		}
		s.row = append(s.row, cell{text, c.form})
	}
	if s.found {
		return s.builder.row(s.line, s.row, len(s.row))
	}
	if s.line > headerRows {
		return s.noHeader()
	}
	names := make([]string, len(s.row))
	content := false
	for i, c := range s.row {
		names[i] = string(trim(c.text))
		content = content || names[i] != ""
	}
	if !content {
		return nil
	}
	h, lacking, refused := readHeader(s.t, names, s.opt.Mapping)
	switch {
	case lacking > 0:
		if s.nearest == nil || lacking < s.lacking {
			s.nearest, s.lacking = refused, lacking
		}
		return nil
	case refused != nil:
		return refused
	}
	s.found = true
	s.setHeader(h, true)
	return nil
}

// noHeader refuses a sheet without one.
func (s *sheet) noHeader() error {
	if s.nearest == nil {
		return refuse("the first sheet is empty at the top; move the sheet with the table to the front, its header among the first %d rows", headerRows)
	}
	s.nearest.Reason += " (searched in the first " + strconv.Itoa(headerRows) + " rows of the first sheet)"
	return s.nearest
}

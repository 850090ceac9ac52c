package document

import (
	"fmt"
	"io"

	"dixian/calendar"
)

// Sheet is a document ready to be written.
type Sheet struct {
	Title  string
	To     string  // whom it addresses; empty: nobody
	Blocks []Block // from top to bottom
	Code   string  // what the QR code under the blocks leads to; empty: there is none
	Sign   string  // who issues it, above the seal; empty: it bears none
	On     calendar.Date
	Lines  []string // who signs by hand, each with a date
	Foot   string   // small print after everything else
}

// Block is a part of a sheet: exactly one of its fields is set.
type Block struct {
	Heading string
	Text    string // a paragraph
	Table   *Table
	Form    []Item
}

// Table is a ruled table. Its head stands again where it goes on on a new page.
type Table struct {
	Head   []string
	Rows   [][]string
	Shares []int // of the width, by column; nil: all are equal
}

// Item is a question with its answer; empty: to be filled in by hand.
type Item struct{ Label, Answer string }

// Format is how a sheet is written.
type Format string

// The formats: a page for the screen and its printer, a page for good, a page to
// edit.
const (
	HTML Format = "html"
	PDF  Format = "pdf"
	DOCX Format = "docx"
)

// Write writes the sheet.
func (s *Sheet) Write(w io.Writer, f Format) error {
	switch f {
	case HTML:
		return s.writeHTML(w)
	case PDF:
		return writePDF(w, []*Sheet{s}, nil)
	case DOCX:
		return s.writeDOCX(w)
	}
	return fmt.Errorf("没有 %s 这种格式，可选 html、pdf、docx", f)
}

// Date is the day under the signature, in words.
func (s *Sheet) Date() string {
	if s.On == 0 {
		return blankDay
	}
	return Written(s.On)
}

// blankDay is a day to be filled in by hand.
const blankDay = "　　　　年　　月　　日"

// Written is a day in words: 2025年6月30日.
func Written(d calendar.Date) string {
	y, m, day := d.YMD()
	return fmt.Sprintf("%d年%d月%d日", y, m, day)
}

// dayOr is a day in words, or a blank for one not known.
func dayOr(d calendar.Date) string {
	if d == 0 {
		return blankDay
	}
	return Written(d)
}

// paragraphs are blocks of words.
func paragraphs(texts ...string) []Block {
	blocks := make([]Block, len(texts))
	for i, t := range texts {
		blocks[i] = Block{Text: t}
	}
	return blocks
}

// formTable is a form as a table of two columns.
func formTable(items []Item) *Table {
	t := &Table{Shares: []int{2, 3}}
	for _, i := range items {
		t.Rows = append(t.Rows, []string{i.Label, i.Answer})
	}
	return t
}

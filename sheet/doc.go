// Package sheet writes a list as a file for Excel, CSV or XLSX, row by row: what it
// holds in memory does not grow with the list, and the first row is under way
// before the last is read.
//
// A file says at its top who took it away, when, and what was chosen (the
// watermark; a workbook prints it on every page), and at its end how many rows
// there are: a file without its end was cut short. A cell that a spreadsheet would
// take for a formula is made a text.
package sheet

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"dixian/money"
)

// Format is how a list is written.
type Format string

// The formats.
const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
)

// MediaType is what a format is called on the wire; empty: there is no such format.
func (f Format) MediaType() string {
	switch f {
	case CSV:
		return "text/csv"
	case XLSX:
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	return ""
}

// Head is what stands above the rows.
type Head struct {
	Title   string
	Mark    []string // the watermark, a line each
	Columns []string
}

// Writer takes the rows of one list. A cell is a text, an int, an int64, an amount
// (money.Fen, written in yuan) or nil, which is unknown and stays empty.
type Writer interface {
	Row(cells ...any) error
	// Close writes the end. What lies below stays open.
	Close() error
}

// New begins a file. It fails for a format that there is not.
func New(w io.Writer, f Format, head Head) (Writer, error) {
	switch f {
	case CSV:
		return newCSV(w, head)
	case XLSX:
		return newXLSX(w, head)
	}
	return nil, fmt.Errorf("没有 %s 这种格式，可选 csv、xlsx", f)
}

// written is a cell as characters, and whether they are a number.
func written(cell any) (text string, number bool, err error) {
	switch v := cell.(type) {
	case nil:
		return "", false, nil
	case string:
		return v, false, nil
	case int:
		return strconv.Itoa(v), true, nil
	case int64:
		return strconv.FormatInt(v, 10), true, nil
	case money.Fen:
		return v.String(), true, nil
	}
	return "", false, fmt.Errorf("a sheet has no cells of type %T", cell)
}

// formula says whether a spreadsheet might take a text for a formula.
//
// Source: OWASP, CSV Injection: = + - @, tab and carriage return, and the signs as
// wide as a Chinese character, which spreadsheets read as the narrow ones.
func formula(text string) bool {
	first := strings.TrimLeft(text, " \n")
	return first != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(first)[0])
}

// whole is how many rows there were, in words.
func whole(rows int) string { return "共 " + strconv.Itoa(rows) + " 行，到此为止" }

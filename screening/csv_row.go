package screening

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// appendRow appends a row of CSV, as a csv.Writer writes it. Evidence is full of
// quotation marks, which a csv.Writer looks for character by character.
//
// Twin: csv.Writer (TestRowTwin).
func appendRow(dst []byte, cells ...string) []byte {
	for i, cell := range cells {
		if i > 0 {
			dst = append(dst, ',')
		}
		if !needsQuotes(cell) {
			dst = append(dst, cell...)
			continue
		}
		dst = append(dst, '"')
		for {
			before, rest, more := strings.Cut(cell, `"`)
			dst = append(dst, before...)
			if !more {
				break
			}
			dst, cell = append(dst, `""`...), rest
		}
		dst = append(dst, '"')
	}
	return append(dst, '\n')
}

// needsQuotes says whether a cell cannot stand as it is.
func needsQuotes(cell string) bool {
	if cell == `\.` || strings.IndexByte(cell, ',') >= 0 || strings.IndexByte(cell, '"') >= 0 || strings.IndexByte(cell, '\n') >= 0 || strings.IndexByte(cell, '\r') >= 0 {
		return true
	}
	first, _ := utf8.DecodeRuneInString(cell)
	return unicode.IsSpace(first)
}

package intake

import (
	"strings"
	"unicode/utf8"

	"dixian/identity"
	"dixian/rule"
)

// Problem is one bad row, or one cell listed as a warning.
type Problem struct {
	Table  string
	File   string // its name without folders
	Line   int    // of the file, the row's first; the header is usually 1
	Column string // its key; empty if the row as a whole is at fault
	Value  string // the cell, masked unless Options.Unmasked, cut after 200 characters
	Reason string // what is wrong and what to do, in Chinese
}

// BadRow is a quarantined row as it came, for the workbook that goes back to the
// department.
type BadRow struct {
	Problem
	// Cells has the row's cells by place in Table.Columns, masked like Problem.Value
	// but not cut; Surplus those that stand beyond the header.
	Cells   []string
	Surplus []string
	Marks   []Mark // every bad cell, in the order of Table.Columns
}

// Mark says what is wrong with one cell of a BadRow.
type Mark struct {
	Column int // place in Table.Columns
	Reason string
}

// longestValue is how many characters of a bad cell a Problem repeats.
const longestValue = 200

// mask hides what a column's cells must not show outside.
//
// Source: data contract, "In quarantine and warnings".
func mask(c *rule.Column, cell string) string {
	switch {
	case c.Mask == "id", c.Mask == "" && c.Type.Stored() == rule.ID:
		return identity.MaskID(cell)
	case c.Mask == "name":
		return identity.MaskName(cell)
	case c.Mask != "":
		return identity.MaskText(cell)
	}
	return hide(c, cell)
}

// cut keeps the first n characters of s, and says so where it cuts.
func cut(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i] + "…"
		}
		n--
	}
	return s
}

// shown is a cell as problems may show it.
func (b *builder) shown(c *rule.Column, cell []byte) string {
	s := string(cell)
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "�")
	}
	if b.opt.Unmasked {
		return s
	}
	return mask(c, s)
}

package intake

import (
	"dixian/column"
	"dixian/identity"
	"dixian/rule"
)

// value is what a cell means: n for everything stored as a number, text (within
// the cell) for the rest.
type value struct {
	n      int64
	text   []byte
	known  bool
	notice notice
}

// notice is something about a good value that is listed all the same.
type notice uint8

const (
	noNotice   notice = iota
	converted         // an ID of fifteen digits
	newVillage        // a village or town that the division table does not know
)

// append adds a value to the column that stores it.
func (v value) append(to column.Column) {
	if !v.known {
		to.AppendUnknown()
		return
	}
	switch to := to.(type) {
	case *column.Long:
		to.Append(v.n)
	case *column.Word:
		to.Append(int32(v.n))
	case *column.Byte:
		to.Append(uint8(v.n))
	case *column.Text:
		to.AppendBytes(v.text)
	}
}

// stored is the value of a row of a column of texts or longs, and whether it has one.
func stored(in column.Column, row int) (value, bool) {
	switch in := in.(type) {
	case *column.Long:
		return value{n: in.Values[row], known: in.Known(row)}, in.Known(row)
	case *column.Text:
		return value{text: in.Bytes(row), known: in.Known(row)}, in.Known(row)
	}
	return value{}, false
}

// keyText is a known value as the key of the row it refers to: text, or the 18
// characters of an ID.
func (v value) keyText(kind rule.Kind) []byte {
	if kind == rule.ID {
		return identity.ID(v.n).AppendTo(nil)
	}
	return v.text
}

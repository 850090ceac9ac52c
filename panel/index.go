package panel

import (
	"bytes"
	"hash/maphash"
	"math/bits"

	"dixian/column"
)

// The two indexes find a row by its key in one open table of row numbers, four
// bytes a place, three quarters full at most. A place says only which row; the key
// stands in the row's column. Who looks at many keys in
// order looks near the last one first (near.go). Twin: the maps of owner_test.go.

// idIndex finds persons by packed ID number.
type idIndex struct {
	places []uint32 // row+1, 0 empty
	shift  uint
	ids    []int64
	// repeats: an ID stands in more than one row.
	repeats bool
}

// places makes an empty table for n keys, and how far to shift a hash to a place
// in it.
func places(n int) ([]uint32, uint) {
	log := uint(bits.Len(uint(n + n/3)))
	at := make([]uint32, 1<<log)
	clear(at) // memory that is looked at before it is written to is given twice
	return at, 64 - log
}

// newIDIndex indexes the known IDs of a column; of equal ones the last is found.
func newIDIndex(c *column.Long) idIndex {
	x := idIndex{ids: c.Values}
	x.places, x.shift = places(c.Len())
	for row, id := range x.ids {
		if !c.Known(row) {
			continue
		}
		at := x.start(id)
		for x.places[at] != 0 && x.ids[x.places[at]-1] != id {
			at = (at + 1) & (len(x.places) - 1)
		}
		x.repeats = x.repeats || x.places[at] != 0
		x.places[at] = uint32(row) + 1
	}
	return x
}

// start is the place where the search for an ID begins. The high bits of the
// product mix all bits of the number.
func (x *idIndex) start(id int64) int { return int(uint64(id) * 0x9E3779B97F4A7C15 >> x.shift) }

// find is the row of an ID, or none.
func (x *idIndex) find(id int64) int32 {
	if x.places == nil {
		return none
	}
	for at := x.start(id); ; at = (at + 1) & (len(x.places) - 1) {
		row := int32(x.places[at]) - 1
		if row < 0 || x.ids[row] == id {
			return row
		}
	}
}

// codeIndex finds households by code.
type codeIndex struct {
	places []uint32 // row+1, 0 empty
	shift  uint
	seed   maphash.Seed
	codes  *column.Text
	// repeats: a code stands in more than one row.
	repeats bool
}

// newCodeIndex indexes the texts of a column; of equal ones the last is found.
func newCodeIndex(codes *column.Text) codeIndex {
	x := codeIndex{codes: codes, seed: maphash.MakeSeed()}
	x.places, x.shift = places(codes.Len())
	for row := range codes.Len() {
		code := codes.Bytes(row)
		at := x.start(code)
		for x.places[at] != 0 && !bytes.Equal(codes.Bytes(int(x.places[at]-1)), code) {
			at = (at + 1) & (len(x.places) - 1)
		}
		x.repeats = x.repeats || x.places[at] != 0
		x.places[at] = uint32(row) + 1
	}
	return x
}

func (x *codeIndex) start(code []byte) int { return int(maphash.Bytes(x.seed, code) >> x.shift) }

// find is the row of a code, or none.
func (x *codeIndex) find(code []byte) int32 {
	if x.places == nil {
		return none
	}
	for at := x.start(code); ; at = (at + 1) & (len(x.places) - 1) {
		row := int32(x.places[at]) - 1
		if row < 0 || bytes.Equal(x.codes.Bytes(int(row)), code) {
			return row
		}
	}
}

// none stands for a row that is not there.
const none = -1

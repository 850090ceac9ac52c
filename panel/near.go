package panel

import "bytes"

// Files mostly come in the order of the registry, so that whoever a row names
// stands close to whom the row before named. A look at some neighbours, which lie
// in the cache, spares most looks into the tables of the indexes, which do not.
// Twins: find of both indexes.

// How many neighbours are looked at: of persons, before and after, the family and
// the one next door; of households the next few.
const (
	personsBefore, personsAfter = 6, 10
	housesAfter                 = 3
)

// near is where a search has come to. The zero value has come nowhere.
type near struct {
	found  int32 // row+1 of the last that was found, 0: none
	strays int   // how many in a row were not found beside the one before
}

// tired says whether the file is in some other order: then only every so often a
// neighbour is looked at.
func (n *near) tired() bool { return n.strays > 16 && n.strays%64 != 0 }

// beside takes what was found beside the one before.
func (n *near) beside(row int) int32 {
	n.found, n.strays = int32(row)+1, 0
	return int32(row)
}

// elsewhere takes what was found by the index.
func (n *near) elsewhere(row int32) int32 {
	n.strays++
	if row >= 0 {
		n.found = row + 1
	}
	return row
}

// findNear is find for who asks for many IDs one after another.
func (x *idIndex) findNear(id int64, n *near) int32 {
	if n.found > 0 && !x.repeats && !n.tired() {
		from := max(int(n.found)-1-personsBefore, 0)
		for i, other := range x.ids[from:min(int(n.found)+personsAfter, len(x.ids))] {
			if other == id {
				return n.beside(from + i)
			}
		}
	}
	return n.elsewhere(x.find(id))
}

// findNear is find for who asks for many codes one after another.
func (x *codeIndex) findNear(code []byte, n *near) int32 {
	if n.found > 0 && !x.repeats && !n.tired() {
		for row := int(n.found); row < min(int(n.found)+housesAfter, x.codes.Len()); row++ {
			if bytes.Equal(x.codes.Bytes(row), code) {
				return n.beside(row)
			}
		}
	}
	return n.elsewhere(x.find(code))
}

// is says whether a row is the one that an ID is found in.
func (x *idIndex) is(row int32, id int64) bool {
	return x.ids[row] == id && (!x.repeats || x.find(id) == row)
}

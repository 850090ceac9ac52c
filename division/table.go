package division

import (
	"slices"
	"sort"
)

// Table holds the divisions of one province at a cut-off date. It does not
// change, so it may be read from everywhere at once.
type Table struct {
	codes []Code // ascending: a division stands right before all it contains
	names []string
	tiles []Tile
	class map[Code]Class
}

// find returns the place of the first code not below c.
func (t *Table) find(c Code) int {
	return sort.Search(len(t.codes), func(i int) bool { return t.codes[i] >= c })
}

// Known says whether the table has c.
func (t *Table) Known(c Code) bool {
	_, ok := t.Name(c)
	return ok
}

// Name returns c's own name, such as 开阳县.
func (t *Table) Name(c Code) (name string, ok bool) {
	if i := t.find(c); i < len(t.codes) && t.codes[i] == c {
		return t.names[i], true
	}
	return "", false
}

// FullName joins the names from the province down to c. A division that the table
// does not know stands there with its code, so that a new village reads
// "贵州省贵阳市开阳县…520121999201".
func (t *Table) FullName(c Code) string {
	if c == 0 {
		return ""
	}
	above := t.FullName(c.Parent())
	if name, ok := t.Name(c); ok {
		return above + name
	}
	return above + c.String()
}

// Children returns the divisions directly below c in order of their codes; none
// for a village and for what the table does not know. The slice is the caller's.
func (t *Table) Children(c Code) []Code {
	return t.below(c, c.Level()+1)
}

// Counties returns all counties in order of their codes. The slice is the caller's.
func (t *Table) Counties() []Code { return atLevel(t.codes, County) }

// Villages returns all villages and urban communities in order of their codes.
// The slice is the caller's.
func (t *Table) Villages() []Code { return atLevel(t.codes, Village) }

// VillagesOf returns the villages and urban communities that c contains, in order
// of their codes. The slice is the caller's.
func (t *Table) VillagesOf(c Code) []Code { return t.below(c, Village) }

// Codes returns every code in order. The slice is the caller's.
func (t *Table) Codes() []Code { return slices.Clone(t.codes) }

// below returns the divisions of a level that c contains.
func (t *Table) below(c Code, level Level) []Code {
	return atLevel(t.codes[t.find(c):t.find(c.End())], level)
}

// atLevel picks the codes of a level.
func atLevel(codes []Code, level Level) []Code {
	var found []Code
	for _, c := range codes {
		if c.Level() == level {
			found = append(found, c)
		}
	}
	return found
}

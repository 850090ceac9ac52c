package intake

import (
	"fmt"

	"dixian/rule"
)

// header says where in a file's rows the table's columns stand.
type header struct {
	width   int   // cells of the header row
	at      []int // by place in Table.Columns: the cell's place, or -1
	ignored []string
}

// readHeader finds the table's columns among the names of a header row. Without
// an error all required columns are there and none is there twice; lacking tells
// how many required ones are not, also with an error.
func readHeader(t *rule.Table, names []string, m *Mapping) (h header, lacking int, err *FileError) {
	h = header{width: len(names), at: make([]int, len(t.Columns))}
	for i := range h.at {
		h.at[i] = -1
	}
	var twice *FileError
	for place, name := range names {
		i := columnNamed(t, name, m)
		switch {
		case i < 0 && name == "":
			h.ignored = append(h.ignored, fmt.Sprintf("(no name, column %d)", place+1))
		case i < 0:
			h.ignored = append(h.ignored, cut(name, longestValue))
		case h.at[i] >= 0:
			if twice == nil {
				twice = &FileError{Column: t.Columns[i].Name, Reason: fmt.Sprintf(
					"column %s stands twice in the header, as %q in place %d and as %q in place %d; take one away and load the file again",
					titled(t.Columns[i]), names[h.at[i]], h.at[i]+1, name, place+1)}
			}
		default:
			h.at[i] = place
		}
	}
	var absent []*rule.Column
	for i, c := range t.Columns {
		if c.Required && !c.System && h.at[i] < 0 {
			absent = append(absent, c)
		}
	}
	if len(absent) > 0 {
		return h, len(absent), missing(absent)
	}
	return h, 0, twice
}

// columnNamed returns the place of the column that a header means, by the
// source's mapping, its key or its Chinese name; -1 if none.
func columnNamed(t *rule.Table, name string, m *Mapping) int {
	if m != nil {
		if key, ok := m.Headers[name]; ok {
			return t.ColumnIndex(key)
		}
	}
	if name == "" {
		return -1
	}
	for i, c := range t.Columns {
		if !c.System && (c.Name == name || c.Label == name) {
			return i
		}
	}
	return -1
}

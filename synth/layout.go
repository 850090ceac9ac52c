package synth

import (
	"fmt"
	"slices"
)

// layout is how a table's files look: in a clean run all alike, with dirt as
// differently as departments send them.
type layout struct {
	name      string // what file names begin with
	header    []string
	order     []int // the table's columns, in the file's order
	separator byte
	mark      bool // a byte order mark
	crlf      bool // lines end as on Windows
	title     bool // a workbook's title stands above the header
	note      bool // a column that the contract does not know stands last
	split     int  // the second file starts at this county; 0: one file
}

// noteHeader heads the column that the contract does not know.
const noteHeader = "备注"

// layoutOf returns the look of a table. With dirt each peculiarity falls on some
// tables of every run, by the seed on others.
func layoutOf(t tableID, o Options, counties int) layout {
	tb := &tables[t]
	l := layout{name: tb.key, separator: ','}
	for i := range tb.columns {
		l.header = append(l.header, tb.columns[i].key)
		l.order = append(l.order, i)
	}
	if share(o.Dirty) == 0 {
		return l
	}
	n := int(t) + int(o.Seed%1000)
	dice := newChance(o.Seed, uint64(t), 2)
	if n%2 == 0 {
		for i := range l.header {
			l.header[i] = tb.columns[i].label
		}
	}
	if n%3 != 0 {
		l.shuffle(&dice)
	}
	l.mark = n%3 == 1
	l.crlf = n%7 == 3
	l.title = n%4 == 2
	l.note = n%3 == 2
	if l.note {
		l.header = append(l.header, noteHeader)
	}
	if n%4 == 1 {
		l.separator = '\t'
	}
	if n%5 == 4 {
		l.split = counties / 2
	}
	if n%6 == 5 {
		l.name = tb.label
	}
	return l
}

func (l *layout) shuffle(dice *chance) {
	for i := len(l.order) - 1; i > 0; i-- {
		j := dice.below(i + 1)
		l.order[i], l.order[j] = l.order[j], l.order[i]
		l.header[i], l.header[j] = l.header[j], l.header[i]
	}
}

// startsAt says whether a file of its own begins with this county.
func (l *layout) startsAt(county int) bool {
	return l.split > 0 && (county == 0 || county == l.split)
}

// fileName returns the name of a file without its extension. Names sort as the
// files are written.
func (l *layout) fileName(six [6]byte, part int) string {
	name := l.name
	if l.split > 0 {
		name += "_" + string(six[:])
	}
	if part > 1 {
		name += fmt.Sprintf("_%03d", part)
	}
	return name
}

// noted says whether a row's note is filled.
func noted(row int) bool { return row%5 == 0 }

// place returns where a column of the table stands in the file.
func (l *layout) place(column int) int { return slices.Index(l.order, column) }

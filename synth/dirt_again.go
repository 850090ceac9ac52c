package synth

import (
	"bytes"
	"strings"
)

// deliverAgain has the row stand in the file a second time.
func (m *mess) deliverAgain() bool {
	m.again = true
	return true
}

// changed returns the row as it is delivered again: the same natural key, spelt
// otherwise where it can be, and one other value.
func (m *mess) changed() [][]byte {
	again := mess{table: m.table, dice: m.dice, before: m.before}
	for _, cell := range m.cells {
		again.cells = append(again.cells, bytes.Clone(cell))
	}
	again.change(func(c *column, _ []byte) bool { return !c.natural && c.key != "household_code" }, again.otherValue)
	for i := range again.cells {
		if c := &m.table.columns[i]; c.natural && len(again.cells[i]) > 0 {
			if now := again.otherSpelling(c, again.cells[i]); now != nil {
				again.cells[i] = now
			}
		}
	}
	return again.cells
}

// otherValue returns another value that the column takes.
func (m *mess) otherValue(c *column, cell []byte) []byte {
	switch c.kind {
	case money_:
		return m.one("1888.80", "320", "45.5")
	case date:
		return m.one("2019-05-04", "2020-11-11")
	case number:
		return m.one("0", "7")
	case decimal:
		return m.one("3.65", "88.5")
	case boolean:
		return m.one(answers[yes], answers[no])
	case list, numbered:
		return []byte(c.words[m.dice.below(len(c.words))])
	case wordsList:
		return m.one(c.words[0], c.words[1], strings.Join(c.words[1:3], "、"))
	case id18: // the car went to the owner in the row before
		for i := range m.before {
			if m.table.columns[i].kind == id18 && len(m.before[i]) > 0 {
				return bytes.Clone(m.before[i])
			}
		}
		return nil
	case text:
		return append(bytes.Clone(cell), "二"...)
	}
	return nil
}

// otherSpelling returns a key cell spelt otherwise, read as the same.
func (m *mess) otherSpelling(c *column, cell []byte) []byte {
	switch {
	case c.kind == date || c.kind == month:
		return m.otherDate(c.kind, cell)
	case c.kind == id18:
		return bytes.ToLower(cell)
	case m.dice.perMille(500):
		return []byte(m.around(string(cell)))
	}
	return nil
}

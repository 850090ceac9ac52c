package synth

import (
	"bytes"
	"fmt"
	"strings"
)

// The faults here leave a row that the contract reads as before.

// spaces puts spaces around a cell: ordinary, ideographic and no-break ones.
func (m *mess) spaces() bool {
	return m.change(func(*column, []byte) bool { return true }, func(_ *column, cell []byte) []byte {
		return []byte(m.around(string(cell)))
	})
}

func (m *mess) around(cell string) string {
	blanks := []string{" ", "\u3000", "\u00a0", "  "}
	return blanks[m.dice.below(4)] + cell + blanks[m.dice.below(4)]
}

// free are columns of free text that a clerk may write at length.
var free = map[string]bool{
	"group_name": true, "address": true, "hospital": true, "disease": true, "employer": true, "text": true,
}

// breakLines writes commas, quotation marks and a line break into free text.
func (m *mess) breakLines() bool {
	return m.change(func(c *column, _ []byte) bool { return free[c.key] }, func(_ *column, cell []byte) []byte {
		return append(bytes.Clone(cell), m.one(",东区", "\n二楼", "\"本部\"", ",见附件\n共\"2\"页")...)
	})
}

// respellDate writes a date or month in another of the forms allowed.
func (m *mess) respellDate() bool {
	return m.change(of(date, month), func(c *column, cell []byte) []byte { return m.otherDate(c.kind, cell) })
}

func (m *mess) otherDate(k kind, cell []byte) []byte {
	var y, mo, d int
	if k == month {
		if n, _ := fmt.Sscanf(string(cell), "%4d-%2d", &y, &mo); n != 2 {
			return nil
		}
		return fmt.Appendf(nil, []string{"%04d%02d", "%04d/%d", "%04d-%d", "%04d/%02d"}[m.dice.below(4)], y, mo)
	}
	if n, _ := fmt.Sscanf(string(cell), "%4d-%2d-%2d", &y, &mo, &d); n != 3 {
		return nil
	}
	forms := []string{"%04d%02d%02d", "%04d/%d/%d", "%04d-%d-%d", "%04d/%02d/%02d", "%04d-%02d-%02d 00:00:00", "%04d-%02d-%02dT08:30:00"}
	return fmt.Appendf(nil, forms[m.dice.below(len(forms))], y, mo, d)
}

// lowerX writes the check character X small.
func (m *mess) lowerX() bool {
	return m.change(func(c *column, cell []byte) bool { return c.kind == id18 && bytes.HasSuffix(cell, []byte("X")) },
		func(_ *column, cell []byte) []byte { return bytes.ToLower(cell) })
}

// shortenID writes an ID number in the old form of fifteen digits.
func (m *mess) shortenID() bool {
	return m.change(func(c *column, cell []byte) bool {
		return c.kind == id18 && len(cell) == 18 && string(cell[6:8]) == "19"
	},
		func(_ *column, cell []byte) []byte { return append(bytes.Clone(cell[:6]), cell[8:17]...) })
}

// separateThousands writes separators where they belong.
func (m *mess) separateThousands() bool {
	return m.change(of(money_), func(_ *column, cell []byte) []byte {
		whole, cents, _ := strings.Cut(string(cell), ".")
		if len(whole) < 4 || whole[0] == '-' {
			return nil
		}
		for at := len(whole) - 3; at > 0; at -= 3 {
			whole = whole[:at] + "," + whole[at:]
		}
		if cents != "" {
			whole += "." + cents
		}
		return []byte(whole)
	})
}

// addDecimals writes whole yuan with decimals.
func (m *mess) addDecimals() bool {
	return m.change(of(money_), func(_ *column, cell []byte) []byte {
		if bytes.IndexByte(cell, '.') >= 0 {
			return nil
		}
		return append(bytes.Clone(cell), m.one(".0", ".00")...)
	})
}

// numberForWord writes the number of a category or grade.
func (m *mess) numberForWord() bool {
	return m.change(of(numbered), func(c *column, cell []byte) []byte {
		for i, word := range c.words {
			if word == string(cell) {
				return fmt.Append(nil, i+1)
			}
		}
		return nil
	})
}

// respellBool writes 是 and 否 as other systems do.
func (m *mess) respellBool() bool {
	return m.change(of(boolean), func(_ *column, cell []byte) []byte {
		if string(cell) == answers[yes] {
			return m.one("1", "true", "TRUE", "Y", "y", "True")
		}
		return m.one("0", "false", "FALSE", "N", "n", "False")
	})
}

func (m *mess) blankLine() bool {
	m.odd.blank = true
	return true
}

func (m *mess) quoteAll() bool {
	m.odd.quote = true
	return true
}

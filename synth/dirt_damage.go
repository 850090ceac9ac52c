package synth

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// The faults here leave a cell or a row that the contract does not read.

// damageOptional spoils a cell whose row stays.
func (m *mess) damageOptional() bool {
	return m.change(func(c *column, _ []byte) bool { return c.kind != text && !c.required && !c.natural }, m.damaged)
}

// damageRequired spoils a cell without which the row cannot be used.
func (m *mess) damageRequired() bool {
	return m.change(func(c *column, _ []byte) bool { return c.kind != text && (c.required || c.natural) }, m.damaged)
}

// emptyRequired takes a cell away that must not be empty; one of spaces alone is
// empty too.
func (m *mess) emptyRequired() bool {
	return m.change(func(c *column, _ []byte) bool { return c.required }, func(*column, []byte) []byte { return m.one("", "", "　 ") })
}

func (m *mess) tooManyCells() bool {
	m.odd.cells = m.dice.between(1, 2)
	return true
}

func (m *mess) tooFewCells() bool {
	m.odd.cells = -m.dice.between(1, 2)
	return true
}

// orphan writes the code of a household that the registry does not hold.
func (m *mess) orphan() bool {
	return m.change(func(c *column, _ []byte) bool { return c.key == "household_code" && m.table.key != "households" },
		func(_ *column, cell []byte) []byte { return append(bytes.Clone(cell[:len(cell)-5]), "99999"...) })
}

// endlessCode writes a household code that is too long.
func (m *mess) endlessCode() bool {
	return m.change(func(c *column, _ []byte) bool { return c.key == "household_code" && m.table.key == "households" },
		func(_ *column, cell []byte) []byte {
			return append(bytes.Clone(cell), "-原编号-2014-0000000000-旧册第三页第十二行至第十六行重新登记一遍"...)
		})
}

// unknownVillage writes a village that the division table does not know, in a county
// that it knows.
func (m *mess) unknownVillage() bool {
	return m.change(of(code12), func(_ *column, cell []byte) []byte { return append(bytes.Clone(cell[:6]), "999399"...) })
}

// damaged returns a spelling of a cell that its type does not read.
func (m *mess) damaged(c *column, cell []byte) []byte {
	switch c.kind {
	case id18:
		return m.damagedID(cell)
	case code12:
		return m.one(string(cell[:11]), "99"+string(cell[2:]), string(cell[:9])+"000", "1"+string(cell))
	case date:
		return m.one("2025-02-30", "2024-13-01", "2025.6.30", "30/06/2025", "6月30日", "45838", "无", string(cell[:4]), "2024-00-10")
	case month:
		return m.one("2025-13", "2025年6月", "25-06", "202500", string(cell[:4]))
	case year:
		return m.one("25", string(cell)+"年", "1899", "二〇二四")
	case schoolYear:
		return m.one(string(cell[:4]), "2024-2026", string(cell[:4])+"学年", "2024-25")
	case money_:
		return m.damagedMoney(cell)
	case decimal:
		return m.one(string(cell)+"%", "约"+string(cell), "1,234.5", "不详")
	case number:
		return m.one(string(cell)+"天", "30.5", "-", "三十")
	case boolean:
		return m.one("对", "√", "有", "无", "2", "不清楚")
	case creditCode:
		return m.one(string(cell[:17])+string("0123456789ABCDEFGHJKLMNPQRTUWXY"[m.dice.below(31)]), string(cell[:17]), "O"+string(cell[1:]))
	case numbered:
		return m.one("9", "0", string(cell)+"残", "五级")
	case wordsList:
		return m.one(string(cell)+"，"+c.words[0], "亚健康", string(cell)+"、未知")
	}
	return m.misspelt(c, cell)
}

// misspelt returns a word that is not in the column's list.
func (m *mess) misspelt(c *column, cell []byte) []byte {
	letters := []rune(string(cell))
	for range 8 {
		word := string(cell)
		switch m.dice.below(4) {
		case 0:
			word = string(letters[:len(letters)-1])
		case 1:
			word += "类"
		case 2:
			word = strings.Repeat(string(letters[0]), 2) + string(letters[1:])
		case 3:
			word = fmt.Sprint(m.dice.between(1, 9))
		}
		if word != "" && !slices.Contains(c.words, word) {
			return []byte(word)
		}
	}
	return []byte("其它情况")
}

// damagedID returns what clerks and spreadsheets make of an ID number.
func (m *mess) damagedID(cell []byte) []byte {
	switch m.dice.below(6) {
	case 0: // the letter O for a zero
		if at := bytes.LastIndexByte(cell, '0'); at >= 0 {
			return slices.Concat(cell[:at], []byte("O"), cell[at+1:])
		}
	case 1: // two digits changed places
		if cell[15] != cell[16] {
			now := bytes.Clone(cell)
			now[15], now[16] = now[16], now[15]
			return now
		}
	case 2: // as a number
		return fmt.Appendf(nil, "%c.%sE+17", cell[0], cell[1:6])
	case 3: // one digit lost
		return slices.Concat(cell[:8], cell[9:])
	case 4: // no such day
		return slices.Concat(cell[:10], []byte("1340"), cell[14:])
	}
	// a wrong check character
	last := byte('0' + m.dice.below(10))
	if last == cell[17] {
		last = '0' + (last-'0'+1)%10
	}
	return append(bytes.Clone(cell[:17]), last)
}

// damagedMoney returns what is no amount.
func (m *mess) damagedMoney(cell []byte) []byte {
	s := string(cell)
	switch m.dice.below(7) {
	case 0:
		return []byte(strings.Replace(s+"0", "0", "O", 1))
	case 1:
		return []byte("12,34.50")
	case 2:
		return []byte("1234.567")
	case 3:
		return []byte("￥" + s)
	case 4:
		return []byte(s + "元")
	case 5:
		return m.one("无", "-", "null", "1e4")
	}
	return []byte("１２００")
}

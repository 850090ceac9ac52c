package intake

import (
	"strconv"
	"unicode/utf8"

	"dixian/calendar"
	"dixian/division"
	"dixian/identity"
	"dixian/money"
	"dixian/rule"
)

// field is a column made ready to read cells.
type field struct {
	column  *rule.Column
	kind    rule.Kind         // as stored: a reference is the kind of its key
	words   map[string]int64  // what the words of a code, set of codes, bool or named int are stored as
	mapped  map[string][]byte // our word for each of the source's codes
	empty   value             // what an empty cell means
	decides bool              // a bad cell makes the row bad
	warns   bool              // a bad cell is listed
	instead int               // place of the column without which alone this one is read, or -1
	held    bool              // the row that the reference leads to must be held
	byRow   bool              // that row is what is stored
	excel04 bool              // the file counts days from 1904
	today   calendar.Date
	male    int64 // of a column derived from an ID: how 男 and 女 are stored
	female  int64
}

// fault is why a cell is no value.
type fault uint8

const (
	noFault fault = iota
	isEmpty
	isUnreadable // the type refuses the text
	isMalformed  // the cell's form tells
	isNotHeld
	namesNobody // neither the key nor what stands in for it
)

// newField makes the column's field. mapped may be nil.
func newField(c *rule.Column, mapped map[string]string, today calendar.Date) *field {
	f := &field{column: c, kind: c.Type.Stored(), words: wordsOf(c.Type), instead: -1, today: today}
	if len(mapped) > 0 {
		f.mapped = map[string][]byte{}
		for theirs, ours := range mapped {
			f.mapped[theirs] = []byte(ours)
		}
	}
	if n, ok := f.words[c.Empty]; ok && c.Empty != "" {
		f.empty = value{n: n, known: true}
	}
	f.male, f.female = int64(c.Type.CodeIndex("男")), int64(c.Type.CodeIndex("女"))
	return f
}

// wordsOf lists what a cell of a type with words may hold and how each is stored:
// a code as its place, a set as the bit of the place, a bool as 0 or 1, a named
// int as its number. Nil for types without words.
func wordsOf(t rule.Type) map[string]int64 {
	words := map[string]int64{}
	switch {
	case t.Kind == rule.Code:
		for i, w := range t.Codes {
			words[w] = int64(i)
		}
	case t.Kind == rule.Codes:
		for i, w := range t.Codes {
			words[w] = 1 << i
		}
	case t.Kind == rule.Bool:
		words["是"], words["否"] = 1, 0
		words["1"], words["0"] = 1, 0
		words["true"], words["false"] = 1, 0
		words["Y"], words["N"] = 1, 0
	case t.Kind == rule.Int && len(t.Names) > 0:
		for i, w := range t.Names {
			words[w] = int64(i + 1)
			words[strconv.Itoa(i+1)] = int64(i + 1)
		}
	default:
		return nil
	}
	return words
}

// read says what a trimmed cell means.
func (f *field) read(c cell) (value, fault) {
	if len(c.text) == 0 && c.form == written {
		if f.column.Required {
			return value{}, isEmpty
		}
		return f.empty, noFault
	}
	switch c.form {
	case brokenQuotes, excelError, uncomputed, notText:
		return value{}, isMalformed
	case roundedNumber:
		return value{}, isMalformed
	case longNumber:
		if f.kind == rule.ID {
			return value{}, isMalformed
		}
	case number:
		if f.kind == rule.Date {
			d, ok := excelDate(c.text, f.excel04)
			return f.word(int64(d), ok)
		}
	}
	text := c.text
	if f.mapped != nil && f.kind != rule.Codes {
		if ours, ok := f.mapped[string(text)]; ok {
			text = ours
		}
	}
	return f.parse(text)
}

// parse reads a text by the column's type.
func (f *field) parse(text []byte) (value, fault) {
	switch f.kind {
	case rule.Money:
		fen, err := money.ParseBytes(text)
		return f.word(int64(fen), err == nil)
	case rule.ID:
		id, fifteen, err := identity.ParseBytes(text, f.today)
		v, fault := f.word(int64(id), err == nil)
		if fifteen {
			v.notice = converted
		}
		return v, fault
	case rule.Date:
		d, err := calendar.ParseDateBytes(text)
		return f.word(int64(d), err == nil)
	case rule.Month:
		m, err := calendar.ParseMonthBytes(text)
		return f.word(int64(m), err == nil)
	case rule.SchoolYear:
		y, err := calendar.ParseSchoolYearBytes(text)
		return f.word(int64(y), err == nil)
	case rule.Int:
		return f.parseInt(text)
	case rule.Code:
		n, ok := f.words[string(text)]
		return f.word(n, ok)
	case rule.Bool:
		n, ok := parseBool(text)
		return f.word(n, ok)
	case rule.Codes:
		n, ok := f.parseCodes(text)
		return f.word(n, ok)
	case rule.Division:
		return f.parseDivision(text)
	case rule.Credit:
		return f.text(text, identity.CheckCreditCode(string(text)) == nil)
	case rule.Decimal:
		return f.text(text, isDecimal(text))
	}
	fits := f.column.Max == 0 || f.column.Type.Kind == rule.Ref || len(text) <= f.column.Max || utf8.RuneCount(text) <= f.column.Max
	return f.text(text, fits)
}

func (f *field) parseInt(text []byte) (value, fault) {
	if f.column.Type.Unit == "year" {
		y, err := calendar.ParseYearBytes(text)
		return f.word(int64(y), err == nil)
	}
	if f.words != nil {
		if n, ok := f.words[string(text)]; ok {
			return f.word(n, true)
		}
		n, ok := parseInt(text)
		return f.word(n, ok && n >= 1 && n <= int64(len(f.column.Type.Names)))
	}
	n, ok := parseInt(text)
	return f.word(n, ok)
}

// parseDivision wants a village in a county that exists; that the village is
// known too is not asked, only noticed: villages merge every year.
//
// Source: data contract, code12.
func (f *field) parseDivision(text []byte) (value, fault) {
	code, err := division.ParseCodeBytes(text)
	if err != nil || code.Level() != division.Village || !division.Guizhou().Known(code.County()) {
		return value{}, isUnreadable
	}
	v, _ := f.text(text, true)
	if !division.Guizhou().Known(code) {
		v.notice = newVillage
	}
	return v, noFault
}

func (f *field) word(n int64, ok bool) (value, fault) {
	if !ok {
		return value{}, isUnreadable
	}
	return value{n: n, known: true}, noFault
}

func (f *field) text(text []byte, ok bool) (value, fault) {
	if !ok {
		return value{}, isUnreadable
	}
	return value{text: text, known: true}, noFault
}

// derived is what an ID tells of a column that is read only without one.
func (f *field) derived(id value) value {
	if !id.known {
		return value{}
	}
	switch f.column.Derive {
	case "birth_date":
		return value{n: int64(identity.ID(id.n).BirthDate()), known: true}
	case "sex":
		n := f.female
		if identity.ID(id.n).Male() {
			n = f.male
		}
		return value{n: n, known: n >= 0}
	}
	return value{}
}

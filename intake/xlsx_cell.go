package intake

import "strconv"

// endCell reads the cell by its kind.
func (s *sheet) endCell() error {
	s.inCell = false
	text := s.arena[s.start:]
	c := sheetCell{start: s.start, end: len(s.arena)}
	switch s.kind {
	case "s":
		n, err := strconv.Atoi(string(text))
		if len(text) > 0 {
			if err != nil || n < 0 || n >= len(s.texts.ends) {
				return damaged("row "+strconv.Itoa(s.line)+" names a text that the workbook does not have", nil)
			}
			c.shared = n + 1
		}
	case "inlineStr", "str":
		c.end = c.start + len(unescapeX(text))
	case "b":
		if string(text) == "1" || string(text) == "0" {
			word := "FALSE"
			if text[0] == '1' {
				word = "TRUE"
			}
			s.arena = append(s.arena[:s.start], word...)
			c.end = len(s.arena)
		}
	case "e":
		c.form = excelError
	case "", "n":
		c.form = s.number(text)
		c.end = len(s.arena)
	}
	if len(text) == 0 && s.formula && s.kind != "str" {
		c.form = uncomputed
	}
	for len(s.columns) <= s.place {
		s.columns = append(s.columns, sheetCell{})
	}
	s.columns[s.place] = c
	return nil
}

// number rewrites a number in the arena as its shortest decimal.
func (s *sheet) number(text []byte) form {
	for _, c := range text {
		if (c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E' {
			return written
		}
	}
	v, err := strconv.ParseFloat(string(text), 64)
	if err != nil {
		return written
	}
	var form form
	s.arena, form = appendDecimal(s.arena[:s.start], v, 64)
	return form
}

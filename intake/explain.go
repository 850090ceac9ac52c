package intake

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"dixian/calendar"
	"dixian/rule"
)

// explain says in words why a cell is no value. It decides nothing: that it is
// none was decided by the type's parser; here the cell is looked at again, slowly,
// for what a clerk can see and mend. It never repeats a cell that may be masked.
func (f *field) explain(why fault, c cell) string {
	switch why {
	case isEmpty:
		return reasonEmpty
	case namesNobody:
		return reasonNobody
	case isNotHeld:
		return fmt.Sprintf(reasonNotHeld, f.title(), f.column.Type.Table)
	case isMalformed:
		return f.explainForm(c.form)
	}
	s := string(c.text)
	switch f.kind {
	case rule.Code:
		return reasonNoChoice + oneOf(f.column.Type.Codes)
	case rule.Codes:
		return f.explainCodes(s)
	case rule.ID:
		return explainID(s, f.today)
	case rule.Credit:
		return explainCredit(s)
	case rule.Division:
		return explainDivision(s)
	case rule.Date, rule.Month:
		if c.form == number && f.kind == rule.Date {
			return reasonDateCell
		}
		return explainDate(f.kind, s)
	case rule.Int:
		return f.explainInt(s)
	case rule.Money, rule.Decimal:
		return explainCharacters(f.kind, s, "0123456789.-,")
	case rule.SchoolYear:
		return explainCharacters(f.kind, s, "0123456789-")
	case rule.Text:
		return fmt.Sprintf(reasonTooLong, f.column.Max, utf8.RuneCountInString(s))
	}
	return fmt.Sprintf(reasonHowWritten, notA[f.kind], howWritten[f.kind])
}

// title is what the department calls the column.
func (f *field) title() string {
	if f.column.Label != "" {
		return f.column.Label
	}
	return f.column.Name
}

func (f *field) explainForm(form form) string {
	switch form {
	case brokenQuotes:
		return reasonQuotes
	case excelError:
		return reasonExcelError
	case uncomputed:
		return reasonUncomputed
	case notText:
		return reasonNotText
	}
	if f.kind == rule.ID {
		return reasonRoundedID
	}
	return reasonRounded
}

// strange says where in s the first character stands that is none of those, ""
// if there is no such.
func strange(what, s, those string) string {
	place := 0
	for i, r := range s {
		place++
		if !strings.ContainsRune(those, r) {
			return fmt.Sprintf(reasonStrange, what, place, glyph(s[i:]))
		}
	}
	return ""
}

// explainCharacters blames the first character that never stands in the type, or
// else shows how it is written.
func explainCharacters(kind rule.Kind, s, those string) string {
	if reason := strange(notA[kind], s, those); reason != "" {
		return reason
	}
	return fmt.Sprintf(reasonHowWritten, notA[kind], howWritten[kind])
}

func (f *field) explainInt(s string) string {
	if names := f.column.Type.Names; len(names) > 0 {
		return fmt.Sprintf(reasonNamed, oneOf(names), len(names))
	}
	if f.column.Type.Unit == "year" {
		return reasonYear
	}
	if digits := strings.TrimPrefix(s, "-"); len(digits) > 9 && allDigits([]byte(digits)) {
		return fmt.Sprintf(reasonOutside, notA[rule.Int], fmt.Sprintf(reasonIntTooLong, len(digits)))
	}
	return explainCharacters(rule.Int, s, "0123456789-")
}

func (f *field) explainCodes(s string) string {
	for _, word := range strings.Split(s, string(comma)) {
		if _, ok := f.words[word]; !ok {
			return fmt.Sprintf(reasonWordAmong, cut(f.masked(word), 20), oneOf(f.column.Type.Codes))
		}
	}
	return reasonNoChoice + oneOf(f.column.Type.Codes)
}

// masked is for the one reason that repeats a part of the cell.
func (f *field) masked(s string) string { return mask(f.column, s) }

// explainDate looks for the numbers of a date or a month.
func explainDate(kind rule.Kind, s string) string {
	day, _, _ := strings.Cut(s, " ")
	if kind == rule.Date {
		day, _, _ = strings.Cut(day, "T")
	}
	var y, m, d int
	var err error
	switch {
	case kind == rule.Date && len(day) == 8 && allDigits([]byte(day)):
		_, err = fmt.Sscanf(day, "%4d%2d%2d", &y, &m, &d)
	case kind == rule.Date:
		_, err = fmt.Sscanf(strings.ReplaceAll(day, "/", "-")+".", "%4d-%2d-%2d.", &y, &m, &d)
	case len(day) == 6 && allDigits([]byte(day)):
		_, err = fmt.Sscanf(day, "%4d%2d", &y, &m)
	default:
		_, err = fmt.Sscanf(strings.ReplaceAll(day, "/", "-")+".", "%4d-%2d.", &y, &m)
	}
	if err != nil {
		return explainCharacters(kind, s, "0123456789-/ :T.")
	}
	if problem := noSuchDay(y, m, max(d, 1)); problem != "" {
		return fmt.Sprintf(reasonOutside, notA[kind], problem)
	}
	return explainCharacters(kind, s, "0123456789-/ :T.")
}

// noSuchDay says why the contract knows no such day, "" if it does.
func noSuchDay(y, m, d int) string {
	switch {
	case y < calendar.FirstYear || y > calendar.LastYear:
		return fmt.Sprintf(reasonYearOutside, y)
	case m < 1 || m > 12:
		return fmt.Sprintf(reasonNoMonth, m)
	case !calendar.Exists(y, m, d):
		return fmt.Sprintf(reasonNoDay, y, m, d)
	}
	return ""
}

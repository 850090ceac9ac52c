package calendar

import (
	"errors"
	"fmt"
)

// ParseMonth reads 2025-06, 2025-6, the same with /, or 202506.
//
// Source: data contract, type month.
func ParseMonth(s string) (Month, error) { return parseMonth(s) }

// ParseMonthBytes is ParseMonth for bytes; it allocates only to explain a refusal.
func ParseMonthBytes(b []byte) (Month, error) {
	if m, ok := swiftMonth(b); ok {
		return m, nil
	}
	return parseMonth(b)
}

func parseMonth[T text](s T) (Month, error) {
	y, rest, ok := digits(s, 4, 4)
	least := 2
	if ok && len(rest) > 0 && (rest[0] == '-' || rest[0] == '/') {
		rest, least = rest[1:], 1
	}
	m, rest, okMonth := digits(rest, least, 2)
	if !ok || !okMonth || len(rest) > 0 {
		return 0, errors.New("not a month: write it like 2025-06, 2025/6 or 202506")
	}
	if outside(y) {
		return 0, errOutside("month", y)
	}
	if m < 1 || m > 12 {
		return 0, fmt.Errorf("not a month: there is no month %d", m)
	}
	return NewMonth(y, m), nil
}

// ParseYear reads a year of four digits, 1900 to 2100.
//
// Source: data contract, type year.
func ParseYear(s string) (int32, error) { return parseYear(s) }

// ParseYearBytes is ParseYear for bytes; it allocates only to explain a refusal.
func ParseYearBytes(b []byte) (int32, error) {
	if y, ok := swiftYear(b); ok {
		return y, nil
	}
	return parseYear(b)
}

func parseYear[T text](s T) (int32, error) {
	y, rest, ok := digits(s, 4, 4)
	if !ok || len(rest) > 0 {
		return 0, errors.New("not a year: write four digits, like 2025")
	}
	if outside(y) {
		return 0, errOutside("year", y)
	}
	return int32(y), nil
}

// ParseSchoolYear reads 2024-2025, the second year being the one after the
// first. The first may be 1899 to 2100: the school years of the dates that a cell
// may hold.
//
// Source: data contract, type school_year.
func ParseSchoolYear(s string) (SchoolYear, error) { return parseSchoolYear(s) }

// ParseSchoolYearBytes is ParseSchoolYear for bytes; it allocates only to explain
// a refusal.
func ParseSchoolYearBytes(b []byte) (SchoolYear, error) { return parseSchoolYear(b) }

func parseSchoolYear[T text](s T) (SchoolYear, error) {
	if len(s) != len("2024-2025") || s[4] != '-' {
		return 0, errNotSchoolYear
	}
	first, _, ok := digits(s[:4], 4, 4)
	second, _, okSecond := digits(s[5:], 4, 4)
	switch {
	case !ok || !okSecond:
		return 0, errNotSchoolYear
	case second != first+1:
		return 0, fmt.Errorf("not a school year: the year after %04d is not %04d", first, second)
	case first < FirstYear-1 || first > LastYear:
		return 0, fmt.Errorf("not a school year: %04d lies outside %d to %d", first, FirstYear-1, LastYear)
	}
	return SchoolYear(first), nil
}

var errNotSchoolYear = errors.New("not a school year: write both years, like 2024-2025")

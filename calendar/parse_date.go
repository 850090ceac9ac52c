package calendar

import (
	"errors"
	"fmt"
)

// ParseDate reads 2025-06-30, 2025/6/30 or 20250630: a year from 1900 to 2100,
// then month and day, of one or two digits each where - or / stands between. A
// time of day after a space or T is dropped. The error does not repeat s.
//
// Source: data contract, type date.
func ParseDate(s string) (Date, error) { return parseDate(s) }

// ParseDateBytes is ParseDate for bytes; it allocates only to explain a refusal.
func ParseDateBytes(b []byte) (Date, error) {
	if d, ok := swiftDate(b); ok {
		return d, nil
	}
	return parseDate(b)
}

func parseDate[T text](s T) (Date, error) {
	y, m, d, time, ok := splitDate(s)
	switch {
	case len(s) == 0:
		return 0, errors.New("not a date: the cell is empty")
	case !ok:
		return 0, errors.New("not a date: write it like 2025-06-30, 20250630 or 2025/6/30")
	case len(time) > 0 && !isTimeOfDay(time[1:]):
		return 0, errors.New("not a date: what follows the day is no time of day")
	case outside(y):
		return 0, errOutside("date", y)
	case m < 1 || m > 12:
		return 0, fmt.Errorf("not a date: there is no month %d", m)
	case !Exists(y, m, d):
		return 0, fmt.Errorf("not a date: month %d of %d has no day %d", m, y, d)
	}
	return NewDate(y, m, d), nil
}

// splitDate takes a cell apart into a date's numbers and what follows the day,
// with the space or T that it begins with. It judges form only.
func splitDate[T text](s T) (y, m, d int, time T, ok bool) {
	y, rest, ok := digits(s, 4, 4)
	if !ok || len(rest) == 0 {
		return 0, 0, 0, s, false
	}
	if separator := rest[0]; separator == '-' || separator == '/' {
		if m, rest, ok = digits(rest[1:], 1, 2); !ok || len(rest) == 0 || rest[0] != separator {
			return 0, 0, 0, s, false
		}
		d, rest, ok = digits(rest[1:], 1, 2)
	} else {
		if m, rest, ok = digits(rest, 2, 2); !ok {
			return 0, 0, 0, s, false
		}
		d, rest, ok = digits(rest, 2, 2)
	}
	return y, m, d, rest, ok && (len(rest) == 0 || rest[0] == ' ' || rest[0] == 'T')
}

package calendar

// isTimeOfDay says whether s is a time of day: 8:00, 08:00:00 or 08:00:00.000,
// each perhaps followed by Z, by a zone such as +08:00, or by AM or PM.
func isTimeOfDay[T text](s T) bool {
	hour, s, ok := digits(skipSpaces(s), 1, 2)
	if !ok || hour > 24 {
		return false
	}
	if s, ok = skipSixtieth(s); !ok {
		return false
	}
	if rest, ok := skipSixtieth(s); ok {
		s = skipFraction(rest)
	}
	switch s = skipSpaces(s); string(s) {
	case "", "Z", "AM", "PM", "am", "pm":
		return true
	}
	return isZone(s)
}

// skipSixtieth skips a colon and the minutes or seconds after it.
func skipSixtieth[T text](s T) (rest T, ok bool) {
	if len(s) == 0 || s[0] != ':' {
		return s, false
	}
	n, rest, ok := digits(s[1:], 2, 2)
	return rest, ok && n <= 60 // a leap second
}

// skipFraction skips a point and the digits after it.
func skipFraction[T text](s T) T {
	if len(s) == 0 || s[0] != '.' {
		return s
	}
	_, rest, _ := digits(s[1:], 0, 9)
	return rest
}

func skipSpaces[T text](s T) T {
	for len(s) > 0 && s[0] == ' ' {
		s = s[1:]
	}
	return s
}

// isZone says whether s is a distance from Greenwich, +08:00 or +0800.
func isZone[T text](s T) bool {
	if len(s) < 5 || s[0] != '+' && s[0] != '-' {
		return false
	}
	_, rest, ok := digits(s[1:], 2, 2)
	if ok && rest[0] == ':' {
		rest = rest[1:]
	}
	_, rest, okMinutes := digits(rest, 2, 2)
	return ok && okMinutes && len(rest) == 0
}

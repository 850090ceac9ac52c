package intake

import "bytes"

// parseInt reads at most nine digits, perhaps after a "-".
//
// Source: data contract, type int.
func parseInt(s []byte) (n int64, ok bool) {
	digits, negative := bytes.CutPrefix(s, []byte("-"))
	if len(digits) == 0 || len(digits) > 9 {
		return 0, false
	}
	for _, c := range digits {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	if negative {
		n = -n
	}
	return n, true
}

// isDecimal says whether s is digits, perhaps with a "-" before them and a point
// between two of them.
//
// Source: data contract, type decimal.
func isDecimal(s []byte) bool {
	s = bytes.TrimPrefix(s, []byte("-"))
	whole, fraction, point := bytes.Cut(s, []byte("."))
	return allDigits(whole) && (!point || allDigits(fraction))
}

// allDigits says whether s is one digit or more and nothing else.
func allDigits(s []byte) bool {
	for _, c := range s {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(s) > 0
}

// parseBool reads 是, 1, true, Y as 1 and 否, 0, false, N as 0, letters in either
// case.
//
// Source: data contract, type bool.
func parseBool(s []byte) (n int64, ok bool) {
	switch len(s) {
	case 1:
		switch s[0] {
		case '1', 'Y', 'y':
			return 1, true
		case '0', 'N', 'n':
			return 0, true
		}
	case 3:
		switch string(s) {
		case "是":
			return 1, true
		case "否":
			return 0, true
		}
	case 4, 5:
		switch string(bytes.ToLower(s)) {
		case "true":
			return 1, true
		case "false":
			return 0, true
		}
	}
	return 0, false
}

// comma joins the words of a cell that may hold several.
var comma = []byte("、")

// parseCodes reads words joined by 、 as a set of bits. A word written twice
// counts once.
func (f *field) parseCodes(s []byte) (set int64, ok bool) {
	for {
		word, rest, more := bytes.Cut(s, comma)
		if ours, mapped := f.mapped[string(word)]; mapped {
			word = ours
		}
		bit, ok := f.words[string(word)]
		if !ok {
			return 0, false
		}
		set |= bit
		if !more {
			return set, true
		}
		s = rest
	}
}

package identity

import (
	"dixian/calendar"
)

// Parse reads a resident ID number: eighteen characters with the right check
// character (x stands for X) and a birth date that exists, from 1900 and not
// after today. A number of the old form of fifteen digits becomes one of
// eighteen, which converted tells, so that it can be listed.
//
// An error says what is wrong and, where a single character is, at which place;
// it does not repeat s.
//
// Source: data contract, type id18; GB 11643-1999.
func Parse(s string, today calendar.Date) (id ID, converted bool, err error) {
	id, converted, why := scan(s, today)
	if why != none {
		return 0, false, why.explain(s, today)
	}
	return id, converted, nil
}

// ParseBytes is Parse for bytes; it allocates only to explain a refusal.
func ParseBytes(b []byte, today calendar.Date) (id ID, converted bool, err error) {
	if id, ok := swift(b, today); ok {
		return id, false, nil
	}
	id, converted, why := scan(b, today)
	if why != none {
		return 0, false, why.explain(string(b), today)
	}
	return id, converted, nil
}

// scan takes the number apart. Both forms end in three digits and, in the new
// one, the check character; the old form leaves out the century, which is 19.
func scan[T string | []byte](s T, today calendar.Date) (id ID, converted bool, why fault) {
	switch len(s) {
	case 18:
		n, sum, ok := seventeen(s)
		if !ok {
			return 0, false, strangeCharacter
		}
		given := uint32(s[17] - '0')
		if s[17] == 'X' || s[17] == 'x' {
			given = 10
		} else if given > 9 {
			return 0, false, strangeCharacter
		}
		if why := checkBirth(n, today); why != none {
			return 0, false, why
		}
		if given != checkOf(sum) {
			return 0, false, wrongCheck
		}
		return ID(n), false, none
	case 15:
		n, ok := fifteen(s)
		if !ok {
			return 0, false, strangeCharacter
		}
		if why := checkBirth(n, today); why != none {
			return 0, false, why
		}
		return ID(n), true, none
	}
	return 0, false, wrongLength
}

// seventeen reads the first seventeen digits as a number and as the weighted sum
// that checkOf takes: doubling at each step gives each digit twice the weight of
// the next.
func seventeen[T string | []byte](s T) (n uint64, sum uint32, ok bool) {
	strange := byte(0)
	for i := 0; i < 17; i++ {
		d := s[i] - '0'
		if d > 9 {
			strange = 1
		}
		n = n*10 + uint64(d)
		sum = sum*2 + uint32(d)
	}
	return n, sum, strange == 0
}

// fifteen reads a number of the old form as the first seventeen digits of the new.
func fifteen[T string | []byte](s T) (n uint64, ok bool) {
	for i := 0; i < 15; i++ {
		d := s[i] - '0'
		if d > 9 {
			return 0, false
		}
		if i == 6 {
			n = n*100 + 19
		}
		n = n*10 + uint64(d)
	}
	return n, true
}

// checkBirth looks at digits 7 to 14 of the seventeen in n.
func checkBirth(n uint64, today calendar.Date) fault {
	birth := int(n / 1000 % 100_000_000)
	y, m, d := birth/10000, birth/100%100, birth%100
	switch {
	case y < calendar.FirstYear:
		return bornTooEarly
	case !calendar.Exists(y, m, d):
		return noSuchDay
	case calendar.NewDate(y, m, d) > today:
		return bornAfterToday
	}
	return none
}

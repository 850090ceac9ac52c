package kernel

import (
	"dixian/calendar"
	"dixian/identity"
)

// overDates is a function of one or two numbers that a row gives: of dates, or a
// date and a number of months, or an ID number.
type overDates struct {
	name string
	args []number
	of   func(a, b int64) int64
}

// dateFunctions are the functions that overDates computes.
var dateFunctions = map[string]func(a, b int64) int64{
	"age_on":      func(a, b int64) int64 { return int64(calendar.Age(calendar.Date(a), calendar.Date(b))) },
	"days_to":     func(a, b int64) int64 { return int64(calendar.Date(b) - calendar.Date(a)) },
	"plus_months": func(a, b int64) int64 { return int64(calendar.Date(a).AddMonths(int(b))) },
	"year":        func(a, _ int64) int64 { return int64(calendar.Date(a).Year()) },
	"birth_date":  func(a, _ int64) int64 { return int64(identity.ID(a).BirthDate()) },
	"male":        func(a, _ int64) int64 { return int64(one(identity.ID(a).Male())) },
}

func (k overDates) eval(s *slab, live Bitmap) vector {
	a, b := k.args[0].eval(s, live), constant(0)
	if len(k.args) > 1 {
		b = k.args[1].eval(s, live)
	}
	out := vector{known: s.bothKnown(a.known, b.known)}
	if a.isConstant() && b.isConstant() {
		out.c = k.of(a.c, b.c)
		return out
	}
	out.longs = s.longs()
	if k.name == "age_on" && b.isConstant() {
		s.frame.birthdays(calendar.Date(b.c)).ages(out.longs, a.long(s))
		return out
	}
	clear(out.longs)
	for i := s.nextLive(live, 0); i < s.n; i = s.nextLive(live, i+1) {
		out.longs[i] = k.of(a.at(i), b.at(i))
	}
	return out
}

// birthdays tells ages at a date without taking dates apart: turned[n] is the
// last day of birth of those who are n years old or more. Twin: calendar.Age;
// TestAges compares them.
type birthdays struct {
	on     calendar.Date
	turned [oldest + 2]int64
}

// oldest is the age up to which birthdays are laid out.
const oldest = 130

// birthdays lays out the ages at a date, once a frame.
func (f *Frame) birthdays(on calendar.Date) *birthdays {
	for _, b := range f.ages {
		if b.on == on {
			return b
		}
	}
	b := &birthdays{on: on}
	for n := range b.turned {
		day := on.AddMonths(-12*n) + 2
		for calendar.Age(day, on) < n {
			day--
		}
		b.turned[n] = int64(day)
	}
	f.ages = append(f.ages, b)
	return b
}

// ages guesses by the mean length of a year, which is off by one at most, and
// looks the guess up.
func (b *birthdays) ages(out, births []int64) {
	for i, birth := range births[:len(out)] {
		days := int64(b.on) - birth
		n := days * 400 / 146097
		if days < 0 || n >= oldest {
			out[i] = int64(calendar.Age(calendar.Date(birth), b.on))
			continue
		}
		n -= int64(one(birth > b.turned[n]))
		n += int64(one(birth <= b.turned[n+1]))
		out[i] = n
	}
}

// isMale is id.male() as a condition.
type isMale struct{ overDates }

func (k isMale) eval(s *slab, live Bitmap, both bool) truth {
	v := k.overDates.eval(s, live)
	return decided(s, s.compare("_==_", v, constant(1)), v.known, both)
}

func (k overDates) show() string { return k.name + "(" + shows(k.args) + ")" }

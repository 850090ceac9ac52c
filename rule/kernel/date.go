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
	if b.isConstant() {
		for i, x := range a.long(s) {
			out.longs[i] = k.of(x, b.c)
		}
		return out
	}
	y := b.long(s)
	for i, x := range a.long(s) {
		out.longs[i] = k.of(x, y[i])
	}
	return out
}

// isMale is id.male() as a condition.
type isMale struct{ overDates }

func (k isMale) eval(s *slab, live Bitmap, both bool) truth {
	v := k.overDates.eval(s, live)
	return decided(s, s.compare("_==_", v, constant(1)), v.known, both)
}

func (k overDates) show() string { return k.name + "(" + shows(k.args) + ")" }

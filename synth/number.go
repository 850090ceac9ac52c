package synth

import (
	"dixian/calendar"
	"dixian/identity"
)

// Numbers of people. Nobody keeps a list of those given out: a number follows from
// the place of the household in its county. Of a birth year, the household has one
// day and one of the first 400 orders of registration for each sex; the day and
// the order walk through all 365 × 400 pairs before they repeat. So two households
// of a county never share a number, and a household must only not have two people
// of one sex born in one year (family.add sees to that).
//
// Who must be born on an exact day takes one of the last fifty orders of that day
// instead; every c.every-th household may have one such person of each sex and
// day. Strangers, who stand in extracts alone, have the ten orders between.
const (
	daysAYear      = 365
	ordersOrdinary = 400
	ordersStranger = 440
	ordersExact    = 450
	exactPerDay    = 50
	countyCapacity = daysAYear * ordersOrdinary
	dayStep        = 57_943 // without a common divisor with countyCapacity
	yearStep       = 7_919
)

// born returns the birthday in year y of the h-th household's people of one sex
// and their order of registration, 0 to 399.
func (c *county) born(h, y int) (calendar.Date, int) {
	at := (c.offset + h*dayStep + y*yearStep) % countyCapacity
	return dayOf(y, at/ordersOrdinary), at % ordersOrdinary
}

// stranger returns the n-th person of the county whom the registry does not know.
func (c *county) strangerID(n int) identity.ID {
	y := 1950 + n%50
	at := n / 50 % (daysAYear * 10)
	return c.number(dayOf(y, at/10), ordersStranger+at%10, n%2 == 0)
}

// exact returns the number of somebody born on a given day in the h-th household,
// which must be one for which c.exactly holds.
func (c *county) exact(h int, birth calendar.Date, male bool) identity.ID {
	return c.number(birth, ordersExact+h/c.every, male)
}

// exactly says whether the h-th household may have somebody of an exact birth date.
func (c *county) exactly(h int) bool { return h%c.every == 0 }

// number puts together area code, birth date and order; men's order is odd.
func (c *county) number(birth calendar.Date, order int, male bool) identity.ID {
	n := uint64(0)
	for _, digit := range c.six {
		n = n*10 + uint64(digit-'0')
	}
	y, m, d := birth.YMD()
	n = n*100_000_000 + uint64(y*10_000+m*100+d)
	n = n*1000 + uint64(order*2)
	if male {
		n++
	}
	return identity.ID(n)
}

// dayOf returns day 0 to 364 of year y, leaving out 29 February.
func dayOf(y, day int) calendar.Date {
	d := calendar.NewDate(y, 1, 1) + calendar.Date(day)
	if day >= 31+28 && calendar.DaysIn(y, 2) == 29 {
		d++
	}
	return d
}

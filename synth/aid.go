package synth

import (
	"dixian/calendar"
	"dixian/identity"
	"dixian/money"
)

// aid is one row of social_assistance; no end is a running one.
type aid struct {
	id         identity.ID
	kind       string
	start, end calendar.Date
	monthly    money.Fen
}

// card is one row of disability: category and grade by number, from 1.
type card struct {
	at              int // whose, as a place in family.people
	category, grade int
	on              calendar.Date
	number          cardNumber
}

// cardNumber is how the certificate's number is written.
type cardNumber uint8

const (
	unwritten cardNumber = iota
	plainNumber
	reissued   // B1 stands after it
	wrongGrade // contradicts the row
	wrongID    // somebody else's
)

// help gives some households allowances that run on, or ended long ago.
func (f *family) help() {
	switch roll := f.dice.below(1000); {
	case roll < allowancePerMille:
		start := f.day(f.outside(72), f.outside(14))
		for i := range f.people {
			if f.people[i].member {
				f.assist(i, "低保", start, 0)
			}
		}
	case roll < allowancePerMille+8 && !f.anyAble() && f.members() == 1:
		f.assist(f.someone(), "特困", f.day(f.outside(72), f.outside(14)), 0)
	case roll < allowancePerMille+18: // ended before a rule looks
		start := f.day(f.outside(60), f.outside(30))
		f.assist(f.grown(), "低保", start, f.day(f.outside(24), f.outside(4)))
	case roll < allowancePerMille+45:
		start := f.within(10)
		f.assist(f.grown(), "临时救助", start, min(start+30, f.asOf))
	case roll < allowancePerMille+55:
		f.assist(f.grown(), "低保边缘", f.day(f.outside(40), f.outside(2)), 0)
	case roll < allowancePerMille+59:
		f.assist(f.grown(), "刚性支出困难", f.day(f.outside(11), f.outside(2)), 0)
	}
}

// assist adds a row, from the birth on if that was later.
func (f *family) assist(at int, kind string, start, end calendar.Date) {
	p := &f.people[at]
	if p.id == 0 {
		return
	}
	f.aids = append(f.aids, aid{p.id, kind, max(start, p.born), end, f.yuan(20, 68) * 10})
}

// certify gives some members disability certificates: older than a rule looks, or
// of a grade that it does not look at.
func (f *family) certify() {
	for i := range f.people {
		p := &f.people[i]
		if !p.member || p.id == 0 || p.age < 4 || !f.dice.perMille(disabledPerMille) {
			continue
		}
		c := card{at: i, category: f.dice.between(1, 7), grade: f.dice.between(1, 4), number: plainNumber}
		c.on = f.day(max(f.outside(150), p.born+900), f.outside(13))
		if f.dice.perMille(120) {
			c.category, c.grade, c.on = 4, f.dice.between(3, 4), f.within(12)
		}
		switch roll := f.dice.below(100); {
		case roll < 20:
			c.number = unwritten
		case roll < 28:
			c.number = reissued
		}
		f.cards = append(f.cards, c)
	}
}

// certificate replaces whatever certificate somebody has.
func (f *family) certificate(at, category, grade int, on calendar.Date, number cardNumber) {
	f.cards = append(f.cards[:0], card{at, category, grade, on, number})
}

package synth

import (
	"dixian/calendar"
	"dixian/identity"
	"dixian/money"
)

// bill is one settlement. A refund has a negative self.
type bill struct {
	id   identity.ID
	on   calendar.Date
	self money.Fen // 个人自付
}

// cover is what medical_enrolment says of a person for one year.
type cover uint8

const (
	uncovered   cover = iota // no row
	resident                 // 城乡居民 已参保
	employee                 // 城镇职工 已参保
	elsewhere                // 城乡居民 异地参保
	notEnrolled              // 城乡居民 未参保
	stopped                  // 城乡居民 停保
	changedOver              // 城乡居民 未参保 and 城镇职工 已参保
)

// insure enrols all members for last year and this.
func (f *family) insure() {
	for i := range f.people {
		p := &f.people[i]
		if p.id == 0 || !p.member && !f.dice.perMille(600) {
			continue
		}
		c := resident
		switch roll := f.dice.below(1000); {
		case roll < 25:
			c = elsewhere
		case roll < 50 && p.age >= 20 && p.age < 60:
			c = employee
		}
		born := p.born.Year()
		if born < f.year {
			p.insured[0] = c
		}
		switch {
		case f.collecting && !f.dice.perMille(newYearPerMille):
			// Not yet; whom last year does not cover is covered by nothing else.
			if p.insured[0] == uncovered {
				p.insured[1] = c
			}
		case f.asOf-p.born < 90 && f.dice.perMille(600):
			// A newborn may take ninety days.
		default:
			p.insured[1] = c
		}
	}
}

// uninsure leaves somebody with nothing but c for the years that count.
func (f *family) uninsure(at int, c cover) {
	p := &f.people[at]
	p.insured[1] = c
	if f.collecting {
		p.insured[0] = c
	}
}

// fallIll draws the bills of base life, within what the household may spend and
// well below any share of the rural income.
func (f *family) fallIll() {
	free := min(f.free, f.rural*2/5)
	for range f.dice.weighted([]int{330, 270, 180, 120, 60, 40}) {
		at := f.dice.below(len(f.people))
		p := &f.people[at]
		if p.id == 0 || !p.member && !p.dead {
			continue
		}
		self := money.Fen(f.dice.between(2000, 45_000))
		if f.dice.perMille(60) {
			self = money.Fen(f.dice.between(50_000, 250_000))
		}
		on := f.day(f.outside(15), f.asOf)
		if p.dead {
			on = f.outside(24) - calendar.Date(f.dice.below(90)) // before any death
		}
		if on < p.born {
			continue
		}
		if on > f.outside(12) {
			if self > free {
				continue
			}
			free -= self
			f.free -= self
		}
		f.bills = append(f.bills, bill{p.id, on, self})
		if f.dice.perMille(15) { // part of it is paid back
			f.bills = append(f.bills, bill{p.id, min(on+20, f.asOf), -self / 4})
		}
	}
}

// charge adds bills of somebody on a day that come to exactly total.
func (f *family) charge(at int, on calendar.Date, total money.Fen, parts int) {
	for range parts - 1 {
		part := whole(total / money.Fen(parts))
		f.bills = append(f.bills, bill{f.people[at].id, on, part})
		total -= part
		on = max(on-calendar.Date(f.dice.below(3)), f.inside(12), f.people[at].born)
	}
	f.bills = append(f.bills, bill{f.people[at].id, on, total})
}

// unspent takes away what the household spent on bills, schools and losses, so that
// a situation can lay an exact sum.
func (f *family) unspent() {
	f.bills = f.bills[:0]
	f.disaster = f.disaster[:0]
	f.accident = f.accident[:0]
	for i := range f.people {
		for s := range f.people[i].school {
			f.people[i].school[s].paid = 0
		}
	}
}

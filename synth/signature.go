package synth

import (
	"dixian/calendar"
	"dixian/identity"
)

// signature is one row of authorisations; no until is no end.
type signature struct {
	id        identity.ID
	on, until calendar.Date
	way       string
}

const unreachable = "联系不上"

var ways = []string{"纸质", "本人手机", "录音"}

// sign draws how far the household has authorised the comparison: seven in ten
// wholly, the others in each way that does not suffice.
func (f *family) sign(seed uint64) {
	switch at := spread(seed, authorisationStep, f.n); {
	case at < 620_000:
		f.allSign(f.adultSigns)
	case at < 660_000: // renewed: an older row has run out
		f.allSign(func(i int) {
			f.signature(i, f.day(f.outside(40), f.outside(26)), f.outside(20), ways[0])
			f.adultSigns(i)
		})
	case at < 710_000: // one of several could not be reached
		alone := true
		f.allSign(func(i int) {
			if alone {
				f.adultSigns(i)
			} else {
				f.signature(i, f.within(11), 0, unreachable)
			}
			alone = false
		})
	case at < 780_000: // run out, some the day before
		f.allSign(func(i int) {
			f.signature(i, f.day(f.outside(36), f.outside(13)), f.asOf-1-calendar.Date(f.dice.below(200)), ways[f.dice.below(3)])
		})
	case at < 840_000: // one adult is missing
		missing := f.first((*person).adult)
		f.allSign(func(i int) {
			if i != missing {
				f.adultSigns(i)
			}
		})
	case at < 860_000: // nobody could be reached
		f.allSign(func(i int) { f.signature(i, f.within(11), 0, unreachable) })
	case at < 875_000: // signed after the as-of date
		f.allSign(func(i int) { f.signature(i, f.asOf+calendar.Date(1+f.dice.below(20)), 0, ways[0]) })
	}
}

func (f *family) allSign(sign func(i int)) {
	for i := range f.people {
		if f.people[i].adult() && !f.people[i].visiting {
			sign(i)
		}
	}
}

// adultSigns adds a signature in force: without an end, or with one not before the
// as-of date.
func (f *family) adultSigns(i int) {
	until := calendar.Date(0)
	if f.dice.perMille(500) {
		until = f.asOf + calendar.Date(f.dice.below(700))
	}
	f.signature(i, f.within(24), until, ways[f.dice.below(3)])
}

func (f *family) signature(i int, on, until calendar.Date, way string) {
	f.signed = append(f.signed, signature{f.people[i].id, on, until, way})
}

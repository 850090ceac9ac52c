package synth

import "dixian/calendar"

// house is one assessment in housing.
type house struct {
	number         string
	grade          string
	on             calendar.Date
	occupied, only answer
	renovated      calendar.Date
}

// water is one assessment in drinking_water: quantity, quality, convenience and
// reliability.
type water struct {
	on     calendar.Date
	level  [4]string
	outage int // days; −1: unknown
}

const (
	good    = "达标"
	fair    = "基本达标"
	failing = "不达标"
)

// dwell gives the household a sound house and sound water.
func (f *family) dwell() {
	grade := "A"
	if f.dice.perMille(350) {
		grade = "B"
	}
	number := "1"
	if f.dice.perMille(300) {
		number = ""
	}
	h := house{number: number, grade: grade, on: f.day(f.outside(36), f.asOf), occupied: yes, only: yes}
	switch roll := f.dice.below(1000); {
	case roll < renovatedPerMille:
		h.renovated = h.on - calendar.Date(f.dice.between(30, 900))
	case roll < 150: // assessed twice, the second time better
		f.houses = append(f.houses, house{number: number, grade: "B", on: h.on - 700, occupied: yes, only: yes})
	case roll < 180: // an old house beside the new one
		h.only = no
		f.houses = append(f.houses, house{number: "2", grade: "C", on: h.on, occupied: no, only: no})
	case roll < 230:
		h.occupied, h.only = unsaid, unsaid
	}
	f.houses = append(f.houses, h)

	w := water{on: f.within(13), outage: -1}
	for i := range w.level {
		w.level[i] = good
		if f.dice.perMille(120) {
			w.level[i] = fair
		}
	}
	if f.dice.perMille(400) {
		w.outage = f.dice.below(12)
	}
	f.waters = append(f.waters, w)
	if f.dice.perMille(60) {
		w.on -= 380
		f.waters = append(f.waters, w)
	}
}

// house replaces all assessments by the given ones.
func (f *family) house(h ...house) { f.houses = append(f.houses[:0], h...) }

// water replaces all assessments: one that is good but for what spoil does to it.
func (f *family) water(on calendar.Date, spoil func(*water)) {
	w := water{on: on, level: [4]string{good, good, good, good}, outage: -1}
	spoil(&w)
	f.waters = append(f.waters[:0], w)
}

package synth

import (
	"dixian/calendar"
	"dixian/identity"
)

// change is one event of a person in population_change.
type change struct {
	id    identity.ID
	event string
	on    calendar.Date
}

// happen records an event without looking at what follows from it.
func (f *family) happen(at int, event string, on calendar.Date) {
	if p := &f.people[at]; p.id != 0 {
		f.changes = append(f.changes, change{p.id, event, on})
	}
}

// leave takes somebody out of the household by an event on a day up to the as-of date.
func (f *family) leave(at int, event string, on calendar.Date) {
	f.happen(at, event, on)
	p := &f.people[at]
	p.member, p.dead = false, event == "死亡"
	if p.id == 0 { // no event can be about who has no number
		p.status = event
	}
}

// register has the registry say that somebody is gone; no event need say it too.
func (f *family) register(at int, status string) {
	f.people[at].status = status
	f.people[at].member = false
	f.people[at].dead = status == "死亡"
}

// history adds those who are on paper and no longer, or not yet, at the table, and
// those who came. Nobody here had the labour that a rule would miss.
func (f *family) history() {
	if len(f.people) > 8 {
		return
	}
	head := f.people[0].age
	switch roll := f.dice.below(1000); {
	case roll < 25: // an old parent died, the registry knows
		f.register(f.elder(head), "死亡")
	case roll < 50: // an old parent died, the registry does not know yet
		f.leave(f.elder(head), "死亡", f.within(24))
	case roll < 85 && head >= 45:
		at := f.add(f.dice.between(21, head-22), false, "女")
		f.leave(at, "婚出", f.within(40))
	case roll < 95 && head >= 42:
		at := f.add(f.dice.between(18, 20), true, "子")
		if f.dice.perMille(500) {
			f.register(at, "参军")
			break
		}
		f.leave(at, "参军", f.within(14))
	case roll < 100 && head >= 45: // imprisoned longer ago than a rule looks
		at := f.add(f.dice.between(20, 24), true, "子")
		f.leave(at, "收监", f.day(f.outside(30), f.outside(12)))
	case roll < 120 && head >= 48: // lives elsewhere
		at := f.add(f.dice.between(23, head-24), true, "子")
		f.people[at].together = no
		f.people[at].member = false
	case roll < 128: // moved out and in on one day: here
		at := f.dice.below(len(f.people))
		on := f.within(12)
		f.happen(at, "迁出", on)
		f.happen(at, "迁入", on)
	case roll < 134 && head >= 45: // back from the army
		at := f.add(f.dice.between(21, 23), true, "子")
		f.people[at].status = "参军"
		f.happen(at, "参军", f.outside(30))
		f.happen(at, "退役", f.within(5))
		f.people[at].labor = nolabor
	case roll < 150 && len(f.people) > 1: // married in
		f.happen(1, "婚入", f.day(f.outside(60), f.asOf))
	}
	f.infants()
}

// elder adds an old parent and returns the place.
func (f *family) elder(head int) int {
	at := f.add(min(96, head+f.dice.between(22, 28)), f.dice.perMille(500), "父母")
	f.people[at].labor = nolabor
	return at
}

// infants records the births of the last twelve months; of those younger than
// thirty days most have no ID yet.
func (f *family) infants() {
	for i := range f.people {
		p := &f.people[i]
		switch {
		case !p.member || p.age > 0:
		case f.asOf-p.born < 30 && f.dice.perMille(provisionalPerMille):
			f.withoutID(i)
		default:
			f.happen(i, "出生", p.born)
		}
	}
}

// withoutID takes somebody's ID away; the registry keeps a provisional number.
func (f *family) withoutID(at int) {
	p := &f.people[at]
	p.id = 0
	p.provisional = at + 1
}

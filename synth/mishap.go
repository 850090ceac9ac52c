package synth

import (
	"dixian/calendar"
	"dixian/identity"
	"dixian/money"
)

// disaster is one row of disaster; a loss of 0 is unknown.
type disaster struct {
	event   string
	on      calendar.Date
	loss    money.Fen
	damaged answer
}

// accident is one row of accident; a loss of 0 is unknown.
type accident struct {
	id       identity.ID
	on       calendar.Date
	severity string
	loss     money.Fen
}

// loan is one row of microloan; overdue, in days, −1 is unknown.
type loan struct {
	owner           identity.ID
	amount, balance money.Fen
	granted         calendar.Date
	overdue         int
}

// petition is one row of petition.
type petition struct {
	id      identity.ID
	known   bool // the household's code stands in it
	strange bool // a code that the registry does not hold stands in it
	on      calendar.Date
	topic   string
}

var (
	disasterKinds = []string{"洪涝", "旱灾", "地质灾害", "风雹", "低温冷冻", "火灾", "疫病"}
	topics        = []string{"住房", "饮水", "医疗", "教育", "收入", "就业"} // those that a rule hears
	channels      = []string{"12317", "12345", "信访", "媒体"}
)

// suffer gives base life its small misfortunes, loans and letters.
func (f *family) suffer() {
	switch roll := f.dice.below(1000); {
	case roll < 8:
		if loss := f.yuan(200, 1500); loss <= f.free {
			f.free -= loss
			f.strike(f.day(f.outside(20), f.asOf), loss, no)
		}
	case roll < 13:
		if loss := f.yuan(100, 900); loss <= f.free {
			f.free -= loss
			f.hurt(f.someone(), f.day(f.outside(20), f.asOf), "轻伤", loss)
		}
	case roll < 17: // long ago
		f.strike(f.day(f.outside(30), f.outside(13)), f.yuan(3000, 20_000), yes)
	}
	if f.lifted && f.dice.perMille(110) {
		overdue := -1
		switch roll := f.dice.below(100); {
		case roll < 40:
			overdue = 0
		case roll < 43:
			overdue = f.dice.between(1, 20)
		}
		f.borrow(f.day(f.outside(34), f.outside(1)), f.yuan(100, 500)*100, overdue)
	}
	switch roll := f.dice.below(1000); {
	case roll < 2:
		f.write(f.someone(), true, f.within(12), []string{"社保", "其他"}[f.dice.below(2)])
	case roll < 5:
		f.write(f.someone(), true, f.day(f.outside(14), f.outside(4)), topics[f.dice.below(len(topics))])
	}
}

// strike adds a disaster; no two of a household are of one kind, so that none has
// the natural key of another.
func (f *family) strike(on calendar.Date, loss money.Fen, damaged answer) {
	kind := disasterKinds[(f.n+len(f.disaster))%len(disasterKinds)]
	f.disaster = append(f.disaster, disaster{kind, on, loss, damaged})
}

func (f *family) hurt(at int, on calendar.Date, severity string, loss money.Fen) {
	f.accident = append(f.accident, accident{f.people[at].id, on, severity, loss})
}

// borrow adds a loan of which half is still owed.
func (f *family) borrow(granted calendar.Date, amount money.Fen, overdue int) {
	f.loans = append(f.loans, loan{f.people[f.someone()].id, amount, whole(amount / 2), granted, overdue})
}

func (f *family) write(at int, known bool, on calendar.Date, topic string) {
	f.petition = append(f.petition, petition{id: f.people[at].id, known: known, on: on, topic: topic})
}

// ask leaves one letter.
func (f *family) ask(known bool, on calendar.Date, topic string) {
	f.petition = f.petition[:0]
	f.write(f.someone(), known, on, topic)
}

package synth

import "dixian/money"

// What several situations lay.

// percent draws a to b, as a factor of an amount.
func (f *family) percent(a, b int) money.Fen { return money.Fen(f.dice.between(a, b)) }

// spendDownTo lays bills that leave exactly the line and left.
func (f *family) spendDownTo(left money.Fen) {
	gap := whole(min(f.need()*15/100, f.rural*35/100)) // no medical burden of itself
	f.unspent()
	f.steady(f.need() + gap)
	f.charge(f.someone(), f.within(10), gap-left, 2)
}

// fall lays a fall by three tenths to what lies between the line and twice the
// line, and adds more to what is left.
func (f *family) fall(more money.Fen) {
	tenth := whole(f.need() * 22 / 100)
	f.unspent()
	f.income(tenth*7+more, tenth*10, tenth*10)
}

// burden lays an income of times/per needs and rigid spending of a share of it in
// percent and more: bills below any share of the rural income, and losses older than
// the disaster rule looks and younger than the sum does.
func (f *family) burden(times, per, percent, more money.Fen) {
	net := f.need() * times / per
	net -= net % 200
	rigid := net*percent/100 + more
	f.unspent()
	f.steady(net)
	bills := whole(min(rigid/4, f.rural*2/5))
	f.charge(f.someone(), f.within(10), bills, 3)
	f.strike(f.day(f.outside(11), f.outside(7)), rigid-bills, no)
}

// afford lifts the income so that spending this much fires no rule about income.
func (f *family) afford(spent money.Fen) { f.lift(f.need()*2 + spent*3) }

// grown returns somebody with an ID who is a year old or older, by chance.
func (f *family) grown() int {
	start := f.dice.below(len(f.people))
	for i := range f.people {
		at := (start + i) % len(f.people)
		if p := &f.people[at]; p.member && p.id != 0 && p.age >= 1 {
			return at
		}
	}
	return 0
}

// lastDead returns the place of the one who died last to be added, with the day.
func (f *family) lastDead() int {
	for i := len(f.people) - 1; i > 0; i-- {
		if f.people[i].dead {
			return i
		}
	}
	return 0
}

// idle takes all work away and, from the relocated, the reason of zero_employment.
// It returns who can work.
func (f *family) idle() int {
	at := f.first((*person).able)
	f.unemployed()
	if f.relocated {
		f.post(at, publicPost)
	}
	return at
}

// cripple leaves nobody labour-capable.
func (f *family) cripple() {
	for i := range f.people {
		if f.people[i].inLabour() {
			f.people[i].labor = unfit
		}
	}
}

// unfiled takes all returns away.
func (f *family) unfiled() { f.returns = [4]taxReturn{} }

// forget makes every department forget the household, but for what it owns.
func (f *family) forget() {
	f.unfiled()
	f.unspent()
	f.jobs, f.houses, f.waters, f.aids, f.cards = f.jobs[:0], f.houses[:0], f.waters[:0], f.aids[:0], f.cards[:0]
	f.loans, f.petition = f.loans[:0], f.petition[:0]
	f.eventless()
	for i := range f.people {
		p := &f.people[i]
		p.insured = [2]cover{}
		p.school = [2]schooling{}
	}
}

// eventless takes all events away and has the registry say what they said.
func (f *family) eventless() {
	f.changes = f.changes[:0]
	for i := range f.people {
		p := &f.people[i]
		switch {
		case p.member:
			p.status = ""
		case p.dead:
			p.status = "死亡"
		case p.together != no && (p.status == "" || p.status == "正常"):
			p.status = "迁出"
		}
	}
}

package synth

import "dixian/money"

// taxReturn is a household's row of one year in income. A zero cost or property is
// an empty cell; a zero of the other three is known unless it is marked as not.
type taxReturn struct {
	filed                                      bool
	wage, business, cost, property, allowances money.Fen
	noWage, noBusiness, noAllowances           bool
}

// Places in family.returns.
const (
	threeYearsAgo = iota
	twoYearsAgo
	lastYearAgo
	thisYear
)

func (t *taxReturn) net() money.Fen {
	return t.wage + t.business + t.property + t.allowances - t.cost
}

// earn draws a base income: half as much again as the line and upwards, with a mean
// near the rural income a head, growing slowly, so that neither the line nor a fall
// nor the spending of base life comes near a rule.
func (f *family) earn() {
	share := 150 + f.dice.below(30) + f.dice.below(30)
	if f.dice.perMille(60) {
		share += f.dice.below(220)
	}
	net := f.need() * money.Fen(share) / 100
	net -= net % 100
	f.file(lastYearAgo, net)
	net = net * money.Fen(f.dice.between(90, 103)) / 100
	f.file(twoYearsAgo, net)
	f.file(threeYearsAgo, net*money.Fen(f.dice.between(90, 101))/100)
	if f.dice.perMille(40) { // last year's return is late
		f.returns[lastYearAgo].filed = false
		f.allow(twoYearsAgo)
		return
	}
	f.allow(lastYearAgo)
}

// allow sets what base life may spend beside an income.
func (f *family) allow(income int) { f.free = f.returns[income].net() * 3 / 10 }

// file writes a return that comes to exactly net.
func (f *family) file(when int, net money.Fen) {
	t := taxReturn{filed: true}
	if net <= 0 { // costs ate the sales
		t.allowances = f.yuan(1000, 3000)
		t.business = f.yuan(4000, 15000)
		t.cost = t.business + t.allowances - net
		f.returns[when] = t
		return
	}
	wage := f.dice.between(5, 25)
	if f.anyAble() {
		wage = f.dice.between(40, 70)
	}
	t.wage = whole(net * money.Fen(wage) / 100)
	t.allowances = whole(net * money.Fen(f.dice.between(5, 20)) / 100)
	if f.dice.perMille(300) {
		t.property = whole(net * 2 / 100)
	}
	t.business = net - t.wage - t.allowances - t.property
	t.cost = whole(t.business * money.Fen(f.dice.between(10, 60)) / 100)
	t.business += t.cost
	f.returns[when] = t
}

// income sets the returns of the last three years to exact nets; the newest first.
func (f *family) income(last, before, first money.Fen) {
	f.file(lastYearAgo, last)
	f.file(twoYearsAgo, before)
	f.file(threeYearsAgo, first)
}

// steady sets three years of about the same net, the last of exactly this.
func (f *family) steady(net money.Fen) { f.income(net, net*102/100, net) }

// lift raises a lower income to at least net.
func (f *family) lift(net money.Fen) {
	if f.returns[lastYearAgo].net() < net || !f.returns[lastYearAgo].filed {
		f.steady(net)
	}
}

func whole(f money.Fen) money.Fen { return f - f%100 }

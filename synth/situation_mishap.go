package synth

// mishapSituations are those of disaster, accident and petition.
var mishapSituations = []situation{
	{"disaster", "lost the harvest", true, yellow, 3_600, anyShape, nil,
		func(f *family) { f.unspent(); f.strike(f.within(5), f.yuan(5_000, 20_000), no) }},
	{"disaster", "exactly the loss, on the first day of the window", true, yellow, 500, anyShape, nil,
		func(f *family) { f.unspent(); f.strike(f.inside(6), disasterLoss, unsaid) }},
	{"disaster", "the house is damaged", true, red, 500, anyShape, nil,
		func(f *family) { f.unspent(); f.strike(f.within(5), f.yuan(500, 9_000), yes) }},
	{"disaster", "the house is damaged, the loss is unknown", true, red, 300, anyShape, nil,
		func(f *family) { f.unspent(); f.strike(f.within(5), 0, yes) }},
	{"disaster", "one fen less than the loss", false, quiet, 800, anyShape, nil,
		func(f *family) { f.unspent(); f.strike(f.within(5), disasterLoss-1, no); f.afford(disasterLoss) }},
	{"disaster", "exactly six months ago", false, quiet, 600, anyShape, nil,
		func(f *family) { f.unspent(); f.strike(f.outside(6), 12_000_00, yes); f.afford(12_000_00) }},

	{"accident", "badly hurt", true, yellow, 2_200, anyShape, nil,
		func(f *family) { f.unspent(); f.hurt(f.grown(), f.within(5), "重伤", f.yuan(0, 6_000)) }},
	{"accident", "slightly hurt and dear", true, yellow, 600, anyShape, nil,
		func(f *family) { f.unspent(); f.hurt(f.grown(), f.within(5), "轻伤", accidentLoss) }},
	{"accident", "badly hurt, and lives elsewhere", true, yellow, 500, anyShape,
		func(f *family) {
			at := f.add(f.dice.between(24, 30), true, "兄弟姐妹")
			f.people[at].together, f.people[at].member = no, false
		},
		func(f *family) { f.unspent(); f.hurt(len(f.people)-1, f.within(5), "重伤", 0) }},
	{"accident", "a parent was killed", true, red, 600, anyShape,
		func(f *family) { f.leave(f.elder(f.people[0].age), "死亡", f.within(5)) },
		func(f *family) {
			f.unspent()
			f.hurt(f.lastDead(), f.changes[len(f.changes)-1].on, "死亡", f.yuan(0, 4_000))
		}},
	{"accident", "slightly hurt, one fen less than the loss", false, quiet, 700, anyShape, nil,
		func(f *family) {
			f.unspent()
			f.hurt(f.grown(), f.within(5), "轻伤", accidentLoss-1)
			f.afford(accidentLoss)
		}},
	{"accident", "badly hurt exactly six months ago", false, quiet, 600, anyShape, nil,
		func(f *family) { f.unspent(); f.hurt(f.grown(), f.outside(6), "重伤", 0) }},
	{"accident", "badly hurt after the as-of date", false, quiet, 300, anyShape, nil,
		func(f *family) { f.unspent(); f.hurt(f.grown(), f.asOf+2, "重伤", 0) }},

	{"petition", "asks for help", true, yellow, 2_400, anyShape, nil,
		func(f *family) { f.ask(true, f.within(3), f.topic()) }},
	{"petition", "asks under the own number alone", true, yellow, 700, anyShape, nil,
		func(f *family) { f.ask(false, f.within(3), f.topic()) }},
	{"petition", "the household's code is mistaken and the number is right", true, yellow, 500, anyShape, nil,
		func(f *family) { f.ask(false, f.within(3), f.topic()); f.petition[0].strange = true }},
	{"petition", "asks for something else", false, quiet, 700, anyShape, nil,
		func(f *family) { f.ask(true, f.within(3), "其他") }},
	{"petition", "asked exactly three months ago", false, quiet, 600, anyShape, nil,
		func(f *family) { f.ask(true, f.outside(3), f.topic()) }},
	{"petition", "asks after the as-of date", false, quiet, 300, anyShape, nil,
		func(f *family) { f.ask(true, f.asOf+1, f.topic()) }},
}

func (f *family) topic() string { return topics[f.dice.below(len(topics))] }

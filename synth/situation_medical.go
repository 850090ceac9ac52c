package synth

import (
	"dixian/calendar"
	"dixian/money"
)

func makeLifted(f *family)  { f.lifted = true }
func makeGeneral(f *family) { f.lifted = false }

// medicalSituations are those of medical_burden and uninsured.
var medicalSituations = []situation{
	{"medical_burden", "a lifted-out household pays half of the rural income and more", true, yellow, 4_500, anyShape, makeLifted,
		func(f *family) { f.treat(whole(f.rural * f.percent(52, 110) / 100)) }},
	{"medical_burden", "a general household pays the rural income and more", true, yellow, 3_300, anyShape, makeGeneral,
		func(f *family) { f.treat(whole(f.rural * f.percent(102, 190) / 100)) }},
	{"medical_burden", "exactly half of the rural income", true, yellow, 700, anyShape, makeLifted,
		func(f *family) { f.treat(f.rural / 2) }},
	{"medical_burden", "a general household with an open risk pays six tenths", true, yellow, 700, anyShape,
		func(f *family) { f.lifted, f.object, f.cleared = false, bordering, no },
		func(f *family) { f.treat(whole(f.rural * 6 / 10)) }},
	{"medical_burden", "the bills of one who has died since", true, yellow, 700, anyShape,
		func(f *family) { f.leave(f.elder(f.people[0].age), "死亡", f.within(8)) },
		func(f *family) {
			died := f.changes[len(f.changes)-1].on
			f.unspent()
			f.charge(f.lastDead(), died-5, whole(f.rural*f.percent(102, 150)/100), 2)
		}},
	{"medical_burden", "on the first day of the window", true, yellow, 500, anyShape, makeLifted,
		func(f *family) { f.unspent(); f.charge(f.grown(), f.inside(12), whole(f.rural*7/10), 1) }},
	{"medical_burden", "one fen short of half of the rural income", false, quiet, 700, anyShape, makeLifted,
		func(f *family) { f.treat(f.rural/2 - 1); f.afford(f.rural) }},
	{"medical_burden", "on the day before the window", false, quiet, 600, anyShape, makeLifted,
		func(f *family) { f.unspent(); f.charge(f.grown(), f.outside(12), f.rural, 1) }},
	{"medical_burden", "a refund brings it under", false, quiet, 700, anyShape, makeLifted,
		func(f *family) {
			f.treat(whole(f.rural * 6 / 10))
			last := f.bills[len(f.bills)-1]
			f.bills = append(f.bills, bill{last.id, f.asOf, -whole(f.rural * 2 / 10)})
			f.afford(f.rural)
		}},
	{"medical_burden", "a general household pays seven tenths", false, quiet, 800, anyShape, makeGeneral,
		func(f *family) { f.treat(whole(f.rural * 7 / 10)); f.afford(f.rural) }},
	{"medical_burden", "settled after the as-of date", false, quiet, 500, anyShape, makeLifted,
		func(f *family) {
			f.unspent()
			f.charge(f.grown(), f.asOf+1+calendar.Date(f.dice.below(9)), f.rural, 1)
		}},
	{"medical_burden", "the bills of a daughter who has married out", false, quiet, 500, anyShape,
		func(f *family) { f.leave(f.add(f.dice.between(21, 26), false, "女"), "婚出", f.within(14)) },
		func(f *family) { f.unspent(); f.charge(len(f.people)-1, f.within(10), f.rural*3/2, 2) }},
	{"medical_burden", "a general household cleared of its risk pays six tenths", false, quiet, 600, anyShape,
		func(f *family) { f.lifted, f.object, f.cleared = false, bordering, yes },
		func(f *family) { f.treat(whole(f.rural * 6 / 10)); f.afford(f.rural) }},

	{"uninsured", "one member has no row", true, blue, 5_500, anyShape, nil,
		func(f *family) { f.uninsure(f.grown(), uncovered) }},
	{"uninsured", "one member has stopped", true, blue, 1_300, anyShape, nil,
		func(f *family) { f.uninsure(f.grown(), stopped) }},
	{"uninsured", "one member has not joined", true, blue, 1_300, anyShape, nil,
		func(f *family) { f.uninsure(f.grown(), notEnrolled) }},
	{"uninsured", "nobody is insured", true, blue, 800, anyShape, nil,
		func(f *family) {
			for i := range f.people {
				f.uninsure(i, uncovered)
			}
		}},
	{"uninsured", "insured elsewhere", false, quiet, 600, anyShape, nil,
		func(f *family) { f.uninsure(f.grown(), elsewhere) }},
	{"uninsured", "not as a resident but as an employee", false, quiet, 700, anyShape, nil,
		func(f *family) { f.uninsure(f.grown(), changedOver) }},
	{"uninsured", "moved out, and insured by nobody here", false, quiet, 500, anyShape,
		func(f *family) { f.leave(f.add(f.dice.between(22, 30), true, "兄弟姐妹"), "迁出", f.within(20)) },
		func(f *family) { f.people[len(f.people)-1].insured = [2]cover{} }},
}

// treat lays bills of one member in the last eleven months that come to total.
func (f *family) treat(total money.Fen) {
	f.unspent()
	f.charge(f.grown(), f.within(11), total, 3)
}

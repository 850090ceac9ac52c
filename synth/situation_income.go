package synth

// incomeSituations are those of income_below_line, income_below_after_rigid,
// income_drop and rigid_spending. After unspent nothing but the laid sum is spent.
var incomeSituations = []situation{
	{"income_below_line", "a third to nine tenths of the line", true, yellow, 7_000, anyShape, nil,
		func(f *family) { f.steady(whole(f.need() * f.percent(35, 92) / 100)) }},
	{"income_below_line", "one fen short of the line", true, yellow, 700, anyShape, nil,
		func(f *family) { f.unspent(); f.steady(f.need() - 1) }},
	{"income_below_line", "costs ate the sales", true, yellow, 500, anyShape, nil,
		func(f *family) { before := f.need() * 4 / 5; f.income(-f.yuan(300, 4000), before, before) }},
	{"income_below_line", "last year's return is late and the year before lies below", true, yellow, 700, anyShape, nil,
		func(f *family) { f.steady(whole(f.need() * 7 / 10)); f.returns[lastYearAgo].filed = false }},
	{"income_below_line", "this year's return is in already and lies below", true, yellow, 500, anyShape, nil,
		func(f *family) { f.file(thisYear, whole(f.need()*6/10)) }},
	{"income_below_line", "not enough for one who is back from the army", true, yellow, 700, anyShape,
		func(f *family) {
			at := f.add(f.dice.between(22, 25), true, "兄弟姐妹")
			f.people[at].labor, f.people[at].status = nolabor, "参军"
			f.happen(at, "参军", f.outside(30))
			f.happen(at, "退役", f.within(5))
		},
		func(f *family) { f.unspent(); f.steady(f.need() - f.line/2) }},
	{"income_below_line", "exactly the line", false, quiet, 800, anyShape, nil,
		func(f *family) { f.unspent(); f.steady(f.need()) }},
	{"income_below_line", "enough, as one on paper has moved out", false, quiet, 600, anyShape,
		func(f *family) { f.leave(f.add(f.dice.between(22, 30), false, "兄弟姐妹"), "迁出", f.within(20)) },
		func(f *family) { f.unspent(); f.steady(f.need() + 1) }},

	{"income_below_after_rigid", "bills bring it under the line", true, yellow, 4_500, anyShape, nil,
		func(f *family) { f.spendDownTo(-f.yuan(1, 250)) }},
	{"income_below_after_rigid", "one fen under the line after the bills", true, yellow, 600, anyShape, nil,
		func(f *family) { f.spendDownTo(-1) }},
	{"income_below_after_rigid", "exactly the line after the bills", false, quiet, 800, anyShape, nil,
		func(f *family) { f.spendDownTo(0) }},

	{"income_drop", "fell by a third to a half", true, blue, 6_300, anyShape, nil,
		func(f *family) {
			net := whole(f.need() * f.percent(125, 190) / 100)
			before := net * 100 / f.percent(50, 66)
			f.unspent()
			f.income(net, before, before)
		}},
	{"income_drop", "fell by exactly three tenths", true, blue, 800, anyShape, nil,
		func(f *family) { f.fall(0) }},
	{"income_drop", "fell the year before last, and last year's return is late", true, blue, 700, anyShape, nil,
		func(f *family) {
			net := whole(f.need() * 3 / 2)
			f.unspent()
			f.income(net, net, net*2)
			f.returns[lastYearAgo].filed = false
		}},
	{"income_drop", "fell by one fen less than three tenths", false, quiet, 700, anyShape, nil,
		func(f *family) { f.fall(1) }},
	{"income_drop", "fell by half to exactly twice the line", false, quiet, 700, anyShape, nil,
		func(f *family) { f.unspent(); f.income(f.need()*2, f.need()*4, f.need()*4) }},
	{"income_drop", "the year before is unknown", false, quiet, 500, anyShape, nil,
		func(f *family) {
			net := whole(f.need() * 3 / 2)
			f.unspent()
			f.income(net, net*2, net*3)
			f.returns[twoYearsAgo].filed = false
		}},

	{"rigid_spending", "half of the income and more", true, blue, 2_600, anyShape, nil,
		func(f *family) { f.burden(13, 5, f.percent(50, 55), 0) }},
	{"rigid_spending", "exactly half of the income", true, blue, 700, anyShape, nil,
		func(f *family) { f.burden(13, 5, 50, 0) }},
	{"rigid_spending", "one fen less than half of the income", false, quiet, 700, anyShape, nil,
		func(f *family) { f.burden(13, 5, 50, -1) }},
	{"rigid_spending", "half of the income, and twice the line is left", false, quiet, 600, anyShape, nil,
		func(f *family) { f.burden(4, 1, 50, 0) }},
}

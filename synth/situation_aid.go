package synth

// aidSituations are those of assistance_stopped, new_disability and loan_overdue.
var aidSituations = []situation{
	{"assistance_stopped", "the allowance ended and the income is below the line", true, yellow, 900, anyShape, nil,
		func(f *family) { f.stop(3); f.steady(whole(f.need() * 6 / 10)) }},
	{"assistance_stopped", "the allowance ended and no income is known", true, yellow, 800, anyShape, nil,
		func(f *family) { f.stop(3); f.unfiled() }},
	{"assistance_stopped", "ended for one and runs for another", false, quiet, 600, largeShape, nil,
		func(f *family) {
			f.stop(3)
			f.assist(1, "特困", f.outside(30), 0)
			f.aids[0].id = f.people[0].id
			f.unfiled()
		}},
	{"assistance_stopped", "ended, and the income is above the line", false, quiet, 700, anyShape, nil,
		func(f *family) { f.stop(3) }},
	{"assistance_stopped", "ended on the day before the window", false, quiet, 500, anyShape, nil,
		func(f *family) { f.stop(3); f.aids[0].end = f.outside(3); f.unfiled() }},
	{"assistance_stopped", "ends the day after the as-of date", false, quiet, 500, anyShape, nil,
		func(f *family) { f.stop(3); f.aids[0].end = f.asOf + 1; f.unfiled() }},
	{"assistance_stopped", "only emergency aid ended", false, quiet, 500, anyShape, nil,
		func(f *family) { f.stop(3); f.aids[0].kind = "临时救助"; f.unfiled() }},

	{"new_disability", "first or second grade", true, yellow, 3_600, anyShape, nil,
		func(f *family) {
			f.certificate(f.grown(), f.dice.between(1, 7), f.dice.between(1, 2), f.within(11), plainNumber)
		}},
	{"new_disability", "of the mind, third grade", true, yellow, 1_000, anyShape, nil,
		func(f *family) { f.certificate(f.grown(), f.dice.between(5, 6), 3, f.within(11), plainNumber) }},
	{"new_disability", "on the first day of the window", true, yellow, 400, anyShape, nil,
		func(f *family) { f.certificate(f.grown(), 4, 2, f.inside(12), reissued) }},
	{"new_disability", "third grade of another kind", false, quiet, 700, anyShape, nil,
		func(f *family) { f.certificate(f.grown(), f.dice.between(1, 4), 3, f.within(11), plainNumber) }},
	{"new_disability", "of the mind, fourth grade", false, quiet, 500, anyShape, nil,
		func(f *family) { f.certificate(f.grown(), f.dice.between(5, 6), 4, f.within(11), unwritten) }},
	{"new_disability", "exactly twelve months ago", false, quiet, 500, anyShape, nil,
		func(f *family) { f.certificate(f.grown(), 1, 1, f.outside(12), reissued) }},
	{"new_disability", "after the as-of date", false, quiet, 300, anyShape, nil,
		func(f *family) { f.certificate(f.grown(), 1, 1, f.asOf+3, plainNumber) }},

	{"loan_overdue", "more than thirty days", true, blue, 2_900, anyShape, nil,
		func(f *family) { f.owe(f.dice.between(loanOverdueDays+1, 240)) }},
	{"loan_overdue", "thirty-one days", true, blue, 600, anyShape, nil,
		func(f *family) { f.owe(loanOverdueDays + 1) }},
	{"loan_overdue", "exactly thirty days", false, quiet, 800, anyShape, nil,
		func(f *family) { f.owe(loanOverdueDays) }},
	{"loan_overdue", "repaid", false, quiet, 600, anyShape, nil,
		func(f *family) { f.owe(90); f.loans[0].balance = 0 }},
	{"loan_overdue", "granted after the as-of date", false, quiet, 300, anyShape, nil,
		func(f *family) { f.owe(40); f.loans[0].granted = f.asOf + 1 }},
}

// stop leaves one allowance, of which the end lies in the last months.
func (f *family) stop(months int) {
	f.aids = f.aids[:0]
	f.assist(f.grown(), "低保", f.outside(40), f.within(months))
}

// owe leaves one loan, overdue by so many days.
func (f *family) owe(days int) {
	f.loans = f.loans[:0]
	f.borrow(f.day(f.outside(40), f.outside(26)), f.yuan(200, 500)*100, days)
}

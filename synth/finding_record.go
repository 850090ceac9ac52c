package synth

// recordFindings are situations of findings that stand in the departments' records
// and in authorisations.
var recordFindings = []situation{
	{"disability_no", "the number says another grade", true, quiet, 1_300, anyShape, nil,
		func(f *family) { f.certificate(f.grown(), 4, 3, f.outside(30), wrongGrade) }},
	{"disability_no", "the number is somebody else's", true, quiet, 900, anyShape, nil,
		func(f *family) { f.certificate(f.grown(), 2, 2, f.outside(30), wrongID) }},
	{"disability_no", "a reissue", false, quiet, 800, anyShape, nil,
		func(f *family) { f.certificate(f.grown(), 1, 4, f.outside(30), reissued) }},

	{"unreached", "for exactly twelve months", true, quiet, 800, anyShape, nil,
		func(f *family) { f.miss(12); f.signed[0].on = f.outside(12) }},
	{"unreached", "for years", true, quiet, 1_400, anyShape, nil,
		func(f *family) { f.miss(12) }},
	{"unreached", "for a day less than twelve months", false, quiet, 700, anyShape, nil,
		func(f *family) { f.miss(12); f.signed[0].on = f.inside(12) }},
	{"unreached", "for years, and signed since", false, quiet, 600, anyShape, nil,
		func(f *family) {
			f.miss(12)
			f.signature(f.first((*person).adult), f.within(10), 0, ways[1])
		}},

	{"silent", "no department knows them", true, blue, 1_200, anyShape, nil, (*family).forget},
	{"silent", "one line of years ago", false, blue, 600, anyShape, nil,
		func(f *family) { f.forget(); f.hurt(f.grown(), f.outside(60), "轻伤", 300_00) }},

	{"income_incomplete", "the wages were not asked for", true, quiet, 1_500, anyShape, nil,
		func(f *family) {
			t := f.recent()
			t.business, t.wage, t.noWage = t.business+t.wage, 0, true
		}},
	{"income_incomplete", "the allowances were not asked for", true, quiet, 800, anyShape, nil,
		func(f *family) {
			t := f.recent()
			t.business, t.allowances, t.noAllowances = t.business+t.allowances, 0, true
		}},
	{"income_incomplete", "property and costs alone are empty", false, quiet, 700, anyShape, nil,
		func(f *family) {
			t := f.recent()
			t.business += t.property - t.cost
			t.property, t.cost = 0, 0
		}},
	{"income_stale", "the newest return is three years old", true, quiet, 2_000, anyShape, nil,
		func(f *family) { f.returns[lastYearAgo].filed, f.returns[twoYearsAgo].filed = false, false }},
	{"income_stale", "the newest return is two years old", false, quiet, 700, anyShape, nil,
		func(f *family) { f.returns[lastYearAgo].filed = false }},
	{"no_income", "never filed", true, quiet, 1_500, anyShape, nil, (*family).unfiled},
	{"no_income", "filed an empty return", true, quiet, 700, anyShape, nil,
		func(f *family) {
			f.unfiled()
			f.returns[lastYearAgo] = taxReturn{filed: true, noWage: true, noBusiness: true, noAllowances: true}
		}},
}

// recent returns the return that a screening reads.
func (f *family) recent() *taxReturn {
	if f.returns[lastYearAgo].filed {
		return &f.returns[lastYearAgo]
	}
	return &f.returns[twoYearsAgo]
}

// miss leaves signatures of all adults, the first of whom could not be reached,
// longer ago than so many months.
func (f *family) miss(months int) {
	f.signed = f.signed[:0]
	first := true
	f.allSign(func(i int) {
		if first {
			f.signature(i, f.day(f.outside(months+18), f.outside(months)), 0, unreachable)
		} else {
			f.adultSigns(i)
		}
		first = false
	})
}

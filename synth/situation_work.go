package synth

// workSituations are those of job_lost and earner_lost. A job's months count back
// from the as-of month, 0.
var workSituations = []situation{
	{"job_lost", "came home and stays there", true, blue, 2_600, ableShape, nil,
		func(f *family) { f.loseJob(f.dice.between(3, 9), returned) }},
	{"job_lost", "out of work", true, blue, 1_300, ableShape, nil,
		func(f *family) { f.loseJob(f.dice.between(3, 9), jobless) }},
	{"job_lost", "the months simply end", true, blue, 1_200, ableShape, nil,
		func(f *family) { f.loseJob(3, "") }},
	{"job_lost", "last worked in the first month of the year that counts", true, blue, 500, ableShape, nil,
		func(f *family) { f.loseJob(11, "") }},
	{"job_lost", "works again in the month after the as-of date", true, blue, 500, ableShape, nil,
		func(f *family) {
			f.loseJob(f.dice.between(3, 6), jobless)
			f.job(f.first((*person).able), -1, -1, employed)
		}},
	{"job_lost", "worked in the first of the last three months", false, quiet, 800, ableShape, nil,
		func(f *family) { f.loseJob(2, returned) }},
	{"job_lost", "another member works", false, quiet, 700, ableShape,
		func(f *family) { f.people[1].labor = ordinary },
		func(f *family) { f.loseJob(5, returned); f.job(1, 2, 0, employed) }},
	{"job_lost", "nobody can work any more", false, quiet, 600, ableShape, nil,
		func(f *family) { f.loseJob(5, jobless); f.cripple() }},
	{"job_lost", "last worked a month before the year that counts", false, quiet, 600, ableShape, nil,
		func(f *family) { f.loseJob(12, "") }},

	{"earner_lost", "the only earner died", true, yellow, 1_400, agedShape,
		func(f *family) { f.lose(ordinary, "死亡", 11) }, nil},
	{"earner_lost", "the only earner is in prison", true, yellow, 600, agedShape,
		func(f *family) { f.lose(skilled, "收监", 11) }, nil},
	{"earner_lost", "a weak one was the only earner and died", true, yellow, 400, agedShape,
		func(f *family) { f.lose(weak, "死亡", 11) }, nil},
	{"earner_lost", "died and was released on paper since", true, yellow, 300, agedShape,
		func(f *family) {
			at := f.lose(ordinary, "死亡", 11)
			f.happen(at, "释放", f.asOf)
		}, nil},
	{"earner_lost", "died exactly twelve months ago", false, quiet, 600, agedShape,
		func(f *family) { f.leave(f.earner(ordinary), "死亡", f.outside(12)) }, nil},
	{"earner_lost", "another can work", false, quiet, 700, ableShape,
		func(f *family) { f.lose(ordinary, "死亡", 11) }, nil},
	{"earner_lost", "who died could not work", false, quiet, 500, agedShape,
		func(f *family) { f.lose(nolabor, "死亡", 11) }, nil},
	{"earner_lost", "the earner in prison did not live with them", false, quiet, 400, agedShape,
		func(f *family) { f.people[f.lose(ordinary, "收监", 11)].together = no }, nil},
}

// resettledSituations are those of zero_employment, in families of a million that
// were relocated.
var resettledSituations = []situation{
	{"zero_employment", "nobody ever worked", true, yellow, 18_000, ableShape, nil,
		func(f *family) { f.unemployed() }},
	{"zero_employment", "worked until two months ago", true, yellow, 12_000, ableShape, nil,
		func(f *family) {
			f.unemployed()
			f.job(f.first((*person).able), 9, 2, employed)
			f.job(f.first((*person).able), 1, 0, returned)
		}},
	{"zero_employment", "holds a public post", false, quiet, 12_000, ableShape, nil,
		func(f *family) { f.unemployed(); f.post(f.first((*person).able), publicPost) }},
	{"zero_employment", "is a forest ranger", false, quiet, 12_000, ableShape, nil,
		func(f *family) { f.unemployed(); f.post(f.first((*person).able), ranger) }},
	{"zero_employment", "worked until last month", false, quiet, 12_000, ableShape, nil,
		func(f *family) {
			f.unemployed()
			f.job(f.first((*person).able), 9, 1, employed)
			f.job(f.first((*person).able), 0, 0, returned)
		}},
	{"zero_employment", "nobody can work", false, quiet, 12_000, ableShape, nil,
		func(f *family) { f.unemployed(); f.cripple() }},
}

// loseJob lays a job that ended so many months ago, and what the months since say
// of it, if anything.
func (f *family) loseJob(ended int, since string) {
	at := f.idle()
	f.job(at, min(employmentMonths-1, ended+f.dice.between(2, 6)), ended, employed)
	if since != "" {
		f.job(at, ended-1, 0, since)
	}
}

// earner adds a son who feeds an old head and a grandchild.
func (f *family) earner(labor string) int {
	at := f.add(f.dice.between(33, 44), true, "子")
	f.people[at].labor = labor
	return at
}

// lose adds an earner and loses him in the last months, and returns the place.
func (f *family) lose(labor, event string, months int) int {
	at := f.earner(labor)
	f.leave(at, event, f.within(months))
	return at
}

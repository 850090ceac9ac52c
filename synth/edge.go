package synth

import "dixian/calendar"

// edges are situations of somebody born on an exact day, where an age turns. Each
// c.every-th household of a county is in the next of them, so the first of a county
// are always there.
var edges = []situation{
	{"uninsured", "a newborn of eighty-nine days", false, quiet, 0, ableShape,
		func(f *family) { f.bornOn(f.asOf-89, true, "子") },
		func(f *family) { f.people[f.latest()].insured = [2]cover{} }},
	{"uninsured", "a newborn of ninety days", true, blue, 0, ableShape,
		func(f *family) { f.bornOn(f.asOf-90, false, "女") },
		func(f *family) { f.people[f.latest()].insured = [2]cover{} }},
	{"school_dropout", "six on the day that counts", true, yellow, 0, ableShape,
		func(f *family) { f.bornOn(f.decides(6), true, "子") },
		func(f *family) { f.people[f.latest()].school = [2]schooling{} }},
	{"school_dropout", "six on the day after", false, quiet, 0, ableShape,
		func(f *family) { f.bornOn(f.decides(6)+1, false, "女") },
		func(f *family) { f.people[f.latest()].school = [2]schooling{} }},
	{"school_dropout", "fifteen on the day that counts", false, quiet, 0, ableShape,
		func(f *family) { f.bornOn(f.decides(15), true, "子") },
		func(f *family) { f.people[f.latest()].school[1] = schooling{"初中", "辍学", 0} }},
	{"school_dropout", "fifteen on the day after", true, yellow, 0, ableShape,
		func(f *family) { f.bornOn(f.decides(15)+1, false, "女") },
		func(f *family) { f.people[f.latest()].school[1] = schooling{"初中", "辍学", 0} }},
	{"school_dropout", "born on 29 February, at school", false, quiet, 0, ableShape,
		func(f *family) { f.bornOn(calendar.NewDate((f.year-9)/4*4, 2, 29), true, "子") }, nil},
	{"job_lost", "sixty-five on the as-of date", false, quiet, 0, agedShape,
		func(f *family) { f.bornOn(f.turning(65), true, "兄弟姐妹") },
		func(f *family) { f.people[f.latest()].labor = ordinary; f.lostBy(f.latest()) }},
	{"job_lost", "sixty-five on the day after", true, blue, 0, agedShape,
		func(f *family) { f.bornOn(f.turning(65)+1, false, "兄弟姐妹"); f.people[f.latest()].labor = weak },
		func(f *family) { f.lostBy(f.latest()) }},
	{"income_below_line", "born on the as-of date, one more at table", true, yellow, 0, ableShape,
		func(f *family) { f.bornOn(f.asOf, false, "女") },
		func(f *family) { f.unspent(); f.steady(f.need() - f.line/2) }},
	{"job_lost", "sixteen on the as-of date, and nobody else can work", true, blue, 0, agedShape,
		func(f *family) {
			f.bornOn(f.turning(16), true, "孙子女")
			f.people[f.latest()].labor, f.people[f.latest()].student = ordinary, false
		},
		func(f *family) { f.lostBy(f.latest()) }},
}

// bornOn adds somebody born on an exact day.
func (f *family) bornOn(born calendar.Date, male bool, relation string) {
	f.people = append(f.people, person{
		id: f.county.exact(f.h, born, male), born: born, male: male, age: f.age(born), relation: relation, member: true,
	})
	f.describe(f.latest())
	if f.asOf-born < 365 {
		f.happen(f.latest(), "出生", born)
	}
}

// latest is the place of who was added last.
func (f *family) latest() int { return len(f.people) - 1 }

// decides is the birthday of who is so old on the day that decides about school age.
func (f *family) decides(age int) calendar.Date {
	return calendar.NewDate(int(f.school)-age, 8, 31)
}

// turning is the last birthday of who is so old at the as-of date.
func (f *family) turning(age int) calendar.Date {
	born := f.asOf.AddMonths(-12 * age)
	for f.age(born+1) >= age {
		born++
	}
	return born
}

// lostBy lays a job of somebody that ended five months ago.
func (f *family) lostBy(at int) {
	f.unemployed()
	if f.relocated {
		f.post(at, publicPost)
	}
	f.job(at, 10, 5, employed)
	f.job(at, 4, 0, jobless)
}

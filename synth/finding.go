package synth

import "dixian/calendar"

// object_type as the registry words it.
const (
	unstable  = "脱贫不稳定户"
	bordering = "边缘易致贫户"
	sudden    = "突发严重困难户"
)

// registryFindings are situations of findings that stand in the registry.
var registryFindings = []situation{
	{"no_members", "all have moved away", true, quiet, 1_200, anyShape, func(f *family) { f.leaveAll("迁出") }, nil},
	{"no_members", "the last one died, the registry knows", true, quiet, 800, anyShape,
		func(f *family) {
			for i := range f.people {
				f.register(i, "死亡")
			}
		}, nil},
	{"no_head", "nobody is the head", true, quiet, 1_500, ableShape,
		func(f *family) { f.people[0].relation = "其他" }, nil},
	{"no_head", "the head is in prison", true, quiet, 600, ableShape,
		func(f *family) { f.leave(0, "收监", f.day(f.outside(30), f.outside(13))) }, nil},
	{"two_heads", "husband and wife", true, quiet, 1_500, ableShape,
		func(f *family) { f.people[1].relation = "户主" }, nil},
	{"two_heads", "the second lives elsewhere", true, quiet, 600, anyShape,
		func(f *family) {
			at := f.add(f.dice.between(24, 30), true, "户主")
			f.people[at].together, f.people[at].member = no, false
		}, nil},
	{"two_heads", "the first has died", false, quiet, 700, anyShape,
		func(f *family) {
			at := f.elder(f.people[0].age)
			f.people[at].relation = "户主"
			f.leave(at, "死亡", f.day(f.outside(30), f.outside(13)))
		}, nil},
	{"lifted_but_type2", "lifted out and listed as bordering", true, quiet, 2_000, anyShape,
		func(f *family) { f.lifted, f.object, f.cleared = true, bordering, yes }, nil},
	{"general_but_type1", "not lifted out and listed as unstable", true, quiet, 2_000, anyShape,
		func(f *family) { f.lifted, f.object, f.cleared = false, unstable, yes }, nil},
	{"type3_below_line", "sudden hardship, below the line", true, yellow, 1_500, anyShape,
		func(f *family) { f.object, f.cleared = sudden, yes },
		func(f *family) { f.steady(whole(f.need() * 7 / 10)) }},
	{"type3_below_line", "sudden hardship, exactly the line", false, quiet, 600, anyShape,
		func(f *family) { f.object, f.cleared = sudden, yes },
		func(f *family) { f.unspent(); f.steady(f.need()) }},
	{"sex_relation", "a son by number is a daughter by relation", true, quiet, 2_000, pupilShape,
		func(f *family) {
			p := &f.people[2]
			p.relation = map[bool]string{true: "女", false: "子"}[p.male]
		}, nil},
	{"sex_relation", "a grandson is no contradiction", false, quiet, 900, agedShape,
		func(f *family) { f.people[1].relation = "外孙子女" }, nil},
	{"no_id", "a child at school", true, quiet, 1_000, pupilShape, func(f *family) { f.withoutID(2) }, nil},
	{"no_id", "a baby of exactly thirty days", true, quiet, 800, anyShape, func(f *family) { f.baby(30) }, nil},
	{"no_id", "a baby of twenty-nine days", false, quiet, 800, anyShape, func(f *family) { f.baby(29) }, nil},
	{"no_id", "a baby that is still to be born", false, quiet, 500, anyShape,
		func(f *family) { f.people[f.baby(-9)].member = false }, nil},
	{"person_in_two_households", "a daughter-in-law still stands with her parents", true, quiet, 2_500, anyShape, nil, nil},
	{"monitored_uncovered", "an open risk and no alert", true, quiet, 2_500, anyShape,
		func(f *family) { f.monitor(no) }, nil},
	{"monitored_uncovered", "cleared, and no alert", false, quiet, 800, anyShape,
		func(f *family) { f.monitor(yes) }, nil},
}

// leaveAll takes all members out by one event.
func (f *family) leaveAll(event string) {
	f.eventless()
	on := f.within(20)
	for i := range f.people {
		if f.people[i].member {
			f.leave(i, event, on)
		}
	}
}

// baby adds a child without ID who is so many days old, and returns the place.
func (f *family) baby(days int) int {
	born := f.asOf - calendar.Date(days)
	f.people = append(f.people, person{born: born, male: f.dice.perMille(520), age: max(0, f.age(born)), member: true})
	at := len(f.people) - 1
	f.describe(at)
	f.withoutID(at)
	return at
}

// monitor puts the household under the object that fits its kind.
func (f *family) monitor(cleared answer) {
	f.object, f.cleared = bordering, cleared
	if f.lifted {
		f.object = unstable
	}
}

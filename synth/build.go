package synth

// notice hears of what was planted: a rule that fires for the family, or one that
// just does not.
type notice func(rule string, fires bool)

// build makes the h-th family of c. A guest is somebody who still stands in the
// household before and is kept by this one; nil for none.
func (f *family) build(e era, c *county, h int, seed uint64, guest *person, planted notice) {
	f.begin(e, c, h, seed)
	s := drawn(seed, c, h)
	if s == nil {
		s = &situation{}
	} else if !s.visits() {
		planted(s.rule, s.fires)
	}
	f.compose(s.shape)
	f.history()
	if s.people != nil {
		s.people(f)
	}
	if guest != nil {
		f.take(*guest)
		planted("person_in_two_households", true)
	}
	if f.members() == 0 {
		f.dwell()
		return
	}
	f.live()
	f.acquire(seed, planted)
	f.sign(seed)
	if s.lay != nil {
		s.lay(f)
	}
	f.watch(s)
}

// live gives the household its base life.
func (f *family) live() {
	f.earn()
	f.attend()
	f.fallIll()
	f.insure()
	f.dwell()
	f.work()
	f.help()
	f.certify()
	f.suffer()
}

// watch puts some under an object: of families in whom a rule fires three in ten,
// with an open risk; of the others few, cleared of it.
func (f *family) watch(s *situation) {
	if f.object != "" {
		return
	}
	switch {
	case s.urgency == quiet:
		if s.rule == "" && f.dice.perMille(monitoredPerMille) {
			f.monitor(yes)
		}
	case f.dice.perMille(300):
		f.monitor(no)
		if s.rule != "income_below_line" && s.rule != "assistance_stopped" && f.dice.perMille(250) {
			f.object = sudden
		}
	}
}

// visits says whether the situation is that of somebody who stands in two
// households: it comes true in the next family.
func (s *situation) visits() bool { return s.rule == "person_in_two_households" }

// visit adds a daughter who is also listed in the next household, which keeps her,
// and returns her.
func (f *family) visit() person {
	at := f.add(f.dice.between(22, 27), false, "女")
	p := &f.people[at]
	p.labor, p.together, p.status = nolabor, yes, "正常"
	p.member, p.visiting = false, true
	return *p
}

// take settles the guest.
func (f *family) take(guest person) {
	guest.relation, guest.member, guest.visiting = "儿媳", true, false
	f.people = append(f.people, guest)
}

package trial

// Plan lists trials.
type Plan struct {
	FirstSeed, Seeds int
	Dates            []string
	Households       int
	Dirty            float64 // 0: clean only; else every province clean and dirty
	Late, Thin       []string
	Vary             bool // late and thin tables by turns besides
}

// turns are the states of delivery that Vary goes through: whole, employment as
// late as it may be, a month too late, thin files.
var turns = []struct{ late, thin []string }{
	{},
	{late: []string{"employment=1"}},
	{late: []string{"employment=2"}},
	{late: []string{"employment=3"}},
	{thin: []string{"medical_enrolment=0.5"}},
	{thin: []string{"school_enrolment=0.5", "employment=0.3"}},
	{thin: []string{"income=0.5"}, late: []string{"employment=2"}},
}

// Trials are all seeds at all dates, clean and, where asked for, dirty.
func (p Plan) Trials() []Trial {
	var all []Trial
	for seed := p.FirstSeed; seed < p.FirstSeed+p.Seeds; seed++ {
		for i, date := range p.Dates {
			t := Trial{Seed: seed, AsOf: date, Households: p.Households, Late: p.Late, Thin: p.Thin}
			if p.Vary {
				turn := turns[(seed+i)%len(turns)]
				t.Late = append(append([]string{}, p.Late...), turn.late...)
				t.Thin = append(append([]string{}, p.Thin...), turn.thin...)
			}
			all = append(all, t)
			if p.Dirty > 0 {
				t.Dirty = p.Dirty
				all = append(all, t)
			}
		}
	}
	return all
}

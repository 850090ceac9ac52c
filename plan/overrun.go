package plan

import (
	"slices"

	"dixian/calendar"
	"dixian/division"
	"dixian/rule"
)

// Overrun is a place and a day on which the steps of a workflow take longer, at
// their worst, than its whole allows.
type Overrun struct {
	Workflow    string
	Division    division.Code
	On          calendar.Date
	Steps, Most int64 // days
}

// Overrun looks for one among the values in force from a day until another (0: for
// good) in a division, below it and above it: what plan check proves of the package
// alone, proved of it with the approved values. nil: the steps fit everywhere. Only
// days and divisions for which some value is named can differ, and those are tried.
//
// Source: casework contract, States: "plan check adds the limits … and refuses a
// workflow that cannot keep its whole".
func (pkg *Package) Overrun(p *rule.Program, at division.Code, from, to calendar.Date) *Overrun {
	for _, w := range p.Workflows {
		if w.Whole == nil || w.Whole.Limit == nil {
			continue
		}
		limits := []*Parameter{pkg.Parameter(w.Whole.Limit.Name)}
		for _, s := range w.Whole.Path {
			if s.Limit != nil {
				limits = append(limits, pkg.Parameter(s.Limit.Name))
			}
		}
		places, days := []division.Code{at}, []calendar.Date{from}
		for _, l := range limits {
			if l == nil {
				return nil
			}
			for _, v := range l.All() {
				if v.Division == at || v.Division.Contains(at) || at.Contains(v.Division) {
					places = append(places, v.Division)
				}
				for _, d := range []calendar.Date{v.From, v.To} {
					if d > from && (to == 0 || d < to) {
						days = append(days, d)
					}
				}
			}
		}
		slices.Sort(places)
		slices.Sort(days)
		for _, place := range slices.Compact(places) {
			for _, day := range slices.Compact(days) {
				if o := pkg.overrunOn(w, place, day); o != nil {
					return o
				}
			}
		}
	}
	return nil
}

func (pkg *Package) overrunOn(w *rule.Workflow, place division.Code, day calendar.Date) *Overrun {
	whole, ok := pkg.Parameter(w.Whole.Limit.Name).At(place, day)
	if !ok {
		return nil
	}
	o := &Overrun{Workflow: w.Label, Division: place, On: day, Most: whole.N}
	for _, s := range w.Whole.Path {
		if s.Limit == nil {
			return nil
		}
		v, ok := pkg.Parameter(s.Limit.Name).At(place, day)
		if !ok {
			return nil
		}
		if s.Workdays {
			v.N = int64(worstDays(int(v.N)))
		}
		o.Steps += v.N
	}
	if o.Steps <= o.Most {
		return nil
	}
	return o
}

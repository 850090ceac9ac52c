package kernel

import (
	"cmp"
	"slices"

	"dixian/rule"
)

// Firing is what one rule raises for a household, as the interpreter says it.
type Firing struct {
	Household int
	rule.Firing
}

// raised is a rule that fired for a household, not yet opened to its rows.
type raised struct {
	house  int32 // counted from the block's first
	rule   *rule.Rule
	urgent bool
}

// raised are the firings of the rules of a kind, by household, then in the order
// of the program's rules.
func (f *Frame) raised(kind rule.Raises) []raised {
	if f.told[kind] == nil {
		f.told[kind] = f.raise(kind, nil)
	}
	return f.told[kind]
}

func (f *Frame) raise(kind rule.Raises, only map[*rule.Rule]bool) []raised {
	out := []raised{}
	var screened Bitmap
	for _, r := range f.run.plan.Program.Rules {
		if r.Raises != kind || only != nil && !only[r] {
			continue
		}
		fired := f.fired(r)
		if fired.empty() {
			continue
		}
		if screened == nil {
			screened = f.Screened()
		}
		s := f.slab(r.About)
		houses, urgent := s.house(), f.urgent(r)
		last := int32(none)
		for i := fired.next(0, s.n); i < s.n; i = fired.next(i+1, s.n) {
			h := houses[i] - int32(f.from)
			if !r.Everyone && !screened.Get(int(h)) {
				continue
			}
			if h != last {
				out = append(out, raised{house: h, rule: r})
				last = h
			}
			if urgent != nil && urgent.Get(i) {
				out[len(out)-1].urgent = true
			}
		}
	}
	slices.SortStableFunc(out, func(a, b raised) int { return cmp.Compare(a.house, b.house) })
	return out
}

func (f *Frame) urgent(r *rule.Rule) Bitmap {
	if r.UrgentWhen == nil {
		return nil
	}
	return f.Holds(r.UrgentWhen)
}

// Screened are the households of the block of which alerts and hits are raised,
// counted from its first.
func (f *Frame) Screened() Bitmap {
	if f.run.plan.Program.Screened == nil {
		return Bitmap(f.kept.bits.take(words(f.to - f.from))).fill(f.to - f.from)
	}
	return f.Holds(f.run.plan.Program.Screened)
}

// Firings are the rules of one kind that fired in the block, by household, then
// in the order of the program's rules; of some rules only, or, if only is nil, of all.
func (f *Frame) Firings(kind rule.Raises, only map[*rule.Rule]bool) []Firing {
	var found []raised
	if only == nil {
		found = f.raised(kind)
	} else {
		found = f.raise(kind, only)
	}
	out := make([]Firing, len(found))
	for i, a := range found {
		out[i] = Firing{f.from + int(a.house), rule.Firing{Rule: a.rule, Urgent: a.urgent, Rows: f.rowsOf(a)}}
		out[i].Who = f.who(out[i])
	}
	return out
}

// rowsOf are the rows of the household that fired.
func (f *Frame) rowsOf(a raised) (rows []int) {
	s, fired := f.slab(a.rule.About), f.fired(a.rule)
	return s.rowsIn(f.from+int(a.house), fired)
}

// rowsIn are the set rows of a household, as rows of the table.
func (s *slab) rowsIn(h int, set Bitmap) (rows []int) {
	to := s.start(h + 1)
	for i := set.next(s.start(h), to); i < to; i = set.next(i+1, to) {
		rows = append(rows, s.first+i)
	}
	return rows
}

// who names the persons of a firing: those the rule's `who` says, else those of
// the rows that fired.
func (f *Frame) who(a Firing) []int {
	p := f.run.plan.Program
	switch {
	case a.Rule.Nameless:
		return nil
	case a.Rule.Who != nil:
		return f.slab(p.Persons).rowsIn(a.Household, f.Holds(a.Rule.Who))
	case a.Rule.About == p.Persons:
		return a.Rows
	case a.Rule.About == p.Households:
		return nil
	}
	s := f.slab(a.Rule.About)
	var out []int
	for _, row := range a.Rows {
		if person := s.person()[row-s.first]; person >= 0 && !slices.Contains(out, int(person)) {
			out = append(out, int(person))
		}
	}
	slices.Sort(out)
	return out
}

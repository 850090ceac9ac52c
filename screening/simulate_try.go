package screening

import (
	"math/bits"
	"slices"

	"dixian/division"
	"dixian/rule"
	"dixian/rule/kernel"
)

// Base is what is raised without a change.
func (s *Simulation) Base() *Counted { return s.base.clone() }

// Try counts what changes would do. They are checked as ParseChange does.
func (s *Simulation) Try(changes ...ParameterChange) (*Counted, error) {
	for _, c := range changes {
		if err := c.Check(s.Province.Package, s.program, s.Province.AsOf); err != nil {
			return nil, err
		}
	}
	t, err := s.prepare(changes)
	if err != nil {
		return nil, err
	}
	out := s.base.clone()
	desks := s.desks.take(s, s.workers)
	defer s.desks.put(desks)
	gained, lost := make([][]int32, len(s.blocks)), make([][]int32, len(s.blocks))
	err = eachBlock(len(t.blocks), 1, s.workers, func(worker, i, _, _ int) error {
		d, at := desks[worker], t.blocks[i]
		d.frame.Turn(t.run)
		gained[at], lost[at] = s.tryBlock(d, at, t)
		if t.moved.screened {
			t.screened[at] = d.frame.Screened().Count()
		}
		return s.Province.explain(d.frame.Err())
	})
	if err != nil {
		return nil, err
	}
	for _, d := range desks {
		out.plus(&d.delta)
	}
	out.Gained, out.Lost = slices.Concat(gained...), slices.Concat(lost...)
	if t.coverage == s.Province.coverage && !t.moved.screened {
		return out, nil
	}
	return out, s.thin(out, t)
}

// trial is a change as the kernels need it.
type trial struct {
	run      *kernel.Run
	moved    *moved
	coverage *coverage
	blocks   []int           // where something may change
	steps    []*kernel.Steps // by block; nil: comparisons are worked out again
	screened []int           // households of each block
}

func (s *Simulation) prepare(changes []ParameterChange) (*trial, error) {
	v := s.Province
	values := slices.Clone(s.input.Params)
	params := map[*rule.Param]bool{}
	for i, item := range v.params.items {
		if !slices.ContainsFunc(changes, func(c ParameterChange) bool { return c.Name == item.Name }) {
			continue
		}
		params[s.program.Params[i]] = true
		values[i] = make([]int64, len(v.params.villages))
		for j, village := range v.params.villages {
			values[i][j] = over(*v.params.values[i][j], item.Name, village, changes)
		}
	}
	t := &trial{run: s.run.With(values), moved: reach(s.program, s.run.Memos(), params, nil), coverage: v.coverage, screened: slices.Clone(s.screened)}
	covered, err := s.covered(changes, values, params, t.moved)
	if err != nil {
		return nil, err
	}
	var counties []bool
	if covered != nil {
		if err := s.under(t, covered, values, params); err != nil {
			return nil, err
		}
		counties = make([]bool, len(v.Panel.Counties))
		for i := range counties {
			counties[i] = !s.run.SameWindows(t.run, i)
		}
	}
	if slices.Contains(t.moved.Rules, true) || t.moved.screened || t.moved.alerts {
		for i, b := range s.blocks {
			first, last := v.params.villageOf[b.from], v.params.villageOf[b.to-1]
			differs := counties != nil && counties[b.county]
			for p := range params {
				differs = differs || !slices.Equal(values[p.Index][first:last+1], s.input.Params[p.Index][first:last+1])
			}
			if differs {
				t.blocks = append(t.blocks, i)
			}
		}
	}
	for p := range params {
		if len(params) == 1 && covered == nil {
			t.steps, err = s.steps.of(s, p, t.moved)
		}
	}
	return t, err
}

// covered is the coverage under changes; nil if they do not touch it.
func (s *Simulation) covered(changes []ParameterChange, values [][]int64, params map[*rule.Param]bool, m *moved) (*coverage, error) {
	v := s.Province
	touched := m.counts
	for _, c := range s.program.Coverages {
		touched = touched || params[c.Share] || c.Floor != nil && params[c.Floor]
	}
	if !touched {
		return nil, nil
	}
	out := *v.coverage
	if m.counts { // who is expected or present may be others: count again
		with := *v.params
		with.values = slices.Clone(with.values)
		for i := range with.values {
			if params[s.program.Params[i]] {
				with.values[i] = slices.Clone(with.values[i])
				for j := range with.values[i] {
					v := *with.values[i][j]
					v.N = values[i][j]
					with.values[i][j] = &v
				}
			}
		}
		kernels, err := kernel.Compile(s.program)
		if err != nil {
			return nil, err
		}
		counted, err := measureFast(kernels, v.Panel, v.AsOf, &with, s.workers)
		if err != nil {
			return nil, err
		}
		out = *counted
	}
	out.tables = slices.Clone(out.tables)
	for i, tc := range out.tables {
		if tc == nil {
			continue
		}
		copied := *tc
		copied.counties = make([]*countyCoverage, len(tc.counties))
		for j, c := range tc.counties {
			county := *c
			for _, p := range []struct {
				param *rule.Param
				to    *int64
			}{{tc.def.Share, &county.share}, {tc.def.Floor, &county.floor}} {
				if p.param == nil {
					continue
				}
				item := v.params.items[p.param.Index]
				value, ok := v.params.lookup(item, v.Panel.Counties[j])
				if !ok {
					return nil, &MissingParameters{v.AsOf, []string{item.Name}, v.Panel.Counties[j], v.Package.Dir}
				}
				*p.to = over(value, item.Name, v.Panel.Counties[j], changes)
			}
			copied.counties[j] = &county
		}
		out.tables[i] = &copied
	}
	return &out, nil
}

// under prepares the kernels for another coverage.
func (s *Simulation) under(t *trial, covered *coverage, values [][]int64, params map[*rule.Param]bool) error {
	v := s.Province
	run := *v.run
	run.Coverage = covered
	in := s.input
	in.Run, in.Params = &run, values
	now, facts, err := s.run.Under(in)
	if err != nil {
		return err
	}
	t.run, t.coverage, t.moved = now, covered, reach(s.program, s.run.Memos(), params, facts)
	return nil
}

// tryBlock evaluates what moved in a block and counts the difference.
func (s *Simulation) tryBlock(d *desk, at int, t *trial) (gained, lost []int32) {
	f, b, m := d.frame, &s.blocks[at], t.moved
	f.Resume(b.kept, &m.Moved)
	if t.steps != nil {
		f.Step(t.steps[at], s.run)
	}
	d.clear(len(b.alerted))
	do := func(r *rule.Rule) {
		d.raised[r.Index] = b.raised[r.Index]
		if m.Rules[r.Index] || m.screened && !r.Everyone {
			d.raised[r.Index] = f.Raised(r)
			s.add(&d.delta.Rules[r.Index], b, b.raised[r.Index], d.raised[r.Index])
		}
	}
	for _, r := range s.program.Rules {
		if r.Raises == rule.Alert {
			do(r)
		}
	}
	if m.alerts {
		for _, r := range s.program.Rules {
			if raised := d.raised[r.Index]; raised != nil && r.Raises == rule.Alert {
				d.alerts = append(d.alerts, raised)
				d.alerted.Or(raised)
			}
		}
		f.CountAlerts(d.alerts, nil)
		s.add(&d.delta.Alerted, b, b.alerted, d.alerted)
		eachFlip(b.alerted, d.alerted, func(i int, gain bool) {
			if gain {
				gained = append(gained, int32(b.from+i))
			} else {
				lost = append(lost, int32(b.from+i))
			}
		})
	}
	for _, r := range s.program.Rules {
		if r.Raises != rule.Alert {
			do(r)
		}
	}
	return gained, lost
}

// add counts the difference between two sets of households of a block.
func (s *Simulation) add(to *RuleCount, b *block, old, now kernel.Bitmap) {
	var all Counts
	eachFlip(old, now, func(i int, gain bool) {
		c := Counts{After: -1, Lost: 1}
		if gain {
			c = Counts{After: 1, Gained: 1}
		}
		sum(&all, c)
		s.addTypes(to, b.from+i, c)
	})
	sum(&to.Total, all)
	sum(&to.Counties[b.county], all)
}

// addTypes counts a household by its types.
func (s *Simulation) addTypes(to *RuleCount, h int, c Counts) {
	for k := range s.Types {
		sum(&to.Types[k][s.Types[k].word(h)], c)
	}
}

// eachFlip tells who is in one of two sets only: in the new one, or in the old.
// A set that is nil holds nobody.
func eachFlip(old, now kernel.Bitmap, tell func(i int, gain bool)) {
	for k := range max(len(old), len(now)) {
		was, is := word(old, k), word(now, k)
		for w := was ^ is; w != 0; w &= w - 1 {
			i := bits.TrailingZeros64(w)
			tell(k<<6+i, is>>i&1 != 0)
		}
	}
}

// word is 64 households of a set; nil is a set of nobody.
func word(set kernel.Bitmap, i int) uint64 {
	if set == nil {
		return 0
	}
	return set[i]
}

// count makes the counts without a change.
func (s *Simulation) count() (err error) {
	s.base = *s.nothing()
	put := func(to *RuleCount, b *block, set kernel.Bitmap) {
		n := set.Count()
		sum(&to.Total, Counts{Before: n, After: n})
		sum(&to.Counties[b.county], Counts{Before: n, After: n})
		set.Each(func(i int) { s.addTypes(to, b.from+i, Counts{Before: 1, After: 1}) })
	}
	for i := range s.blocks {
		b := &s.blocks[i]
		for _, r := range s.program.Rules {
			put(&s.base.Rules[r.Index], b, b.raised[r.Index])
		}
		put(&s.base.Alerted, b, b.alerted)
	}
	if s.thins, err = s.thinLines(s.Province.coverage, s.screened); err != nil {
		return err
	}
	thin := &s.base.Rules[len(s.base.Rules)-1]
	for county, lines := range s.thins {
		sum(&thin.Counties[county], Counts{Before: len(lines), After: len(lines)})
		sum(&thin.Total, Counts{Before: len(lines), After: len(lines)})
	}
	return nil
}

// thin counts the lines about counties that a table does not cover.
func (s *Simulation) thin(out *Counted, t *trial) error {
	now, err := s.thinLines(t.coverage, t.screened)
	if err != nil {
		return err
	}
	c := &out.Rules[len(out.Rules)-1]
	for county, lines := range now {
		g, l := 0, 0
		for line := range lines {
			if !s.thins[county][line] {
				g++
			}
		}
		for line := range s.thins[county] {
			if !lines[line] {
				l++
			}
		}
		sum(&c.Counties[county], Counts{After: g - l, Gained: g, Lost: l})
		sum(&c.Total, Counts{After: g - l, Gained: g, Lost: l})
	}
	return nil
}

// thinLines are the tables and periods that do not cover each county; screened
// counts the screened households of each block.
func (s *Simulation) thinLines(covered *coverage, screened []int) ([]map[string]bool, error) {
	p := s.Province.Panel
	counties, at := make([]bool, len(p.Counties)), map[division.Code]int{}
	for i, n := range screened {
		counties[s.blocks[i].county] = counties[s.blocks[i].county] || n > 0
	}
	for i, code := range p.Counties {
		at[code] = i
	}
	thins, err := covered.thinLines(counties)
	if err != nil {
		return nil, err
	}
	out := make([]map[string]bool, len(p.Counties))
	for _, t := range thins {
		i := at[t.county]
		if out[i] == nil {
			out[i] = map[string]bool{}
		}
		out[i][t.table+" "+t.period] = true
	}
	return out, nil
}

// nothing counts nobody, of every rule.
func (s *Simulation) nothing() *Counted {
	one := func(name string, raises rule.Raises) RuleCount {
		c := RuleCount{Rule: name, Raises: raises, Counties: make([]Counts, len(s.Province.Panel.Counties))}
		for _, t := range s.Types {
			c.Types = append(c.Types, make([]Counts, len(t.Words)))
		}
		return c
	}
	out := &Counted{Alerted: one("", rule.Alert)}
	for _, r := range s.program.Rules {
		out.Rules = append(out.Rules, one(r.Name, r.Raises))
	}
	out.Rules = append(out.Rules, one("coverage_thin", rule.Finding))
	return out
}

func (c *Counted) clone() *Counted {
	copied := func(r RuleCount) RuleCount {
		r.Counties, r.Types = slices.Clone(r.Counties), slices.Clone(r.Types)
		for i := range r.Types {
			r.Types[i] = slices.Clone(r.Types[i])
		}
		return r
	}
	out := &Counted{Alerted: copied(c.Alerted)}
	for _, r := range c.Rules {
		out.Rules = append(out.Rules, copied(r))
	}
	return out
}

// plus adds a difference.
func (c *Counted) plus(d *Counted) {
	add := func(to, from *RuleCount) {
		sum(&to.Total, from.Total)
		for i := range to.Counties {
			sum(&to.Counties[i], from.Counties[i])
		}
		for i := range to.Types {
			for w := range to.Types[i] {
				sum(&to.Types[i][w], from.Types[i][w])
			}
		}
	}
	for i := range c.Rules {
		add(&c.Rules[i], &d.Rules[i])
	}
	add(&c.Alerted, &d.Alerted)
}

func sum(to *Counts, c Counts) {
	to.Before, to.After, to.Gained, to.Lost = to.Before+c.Before, to.After+c.After, to.Gained+c.Gained, to.Lost+c.Lost
}

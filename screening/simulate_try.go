package screening

import (
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
	frames := make([]*kernel.Frame, s.workers)
	deltas := make([]*Counted, s.workers)
	gained, lost := make([][]int32, len(s.blocks)), make([][]int32, len(s.blocks))
	err = eachBlock(len(t.blocks), 1, s.workers, func(worker, i, _, _ int) error {
		if frames[worker] == nil {
			frames[worker], deltas[worker] = t.run.NewFrame(), s.nothing()
		}
		at := t.blocks[i]
		gained[at], lost[at] = s.tryBlock(frames[worker], &s.blocks[at], t.moved, deltas[worker])
		if t.moved.screened {
			t.screened[at] = frames[worker].Screened().Count()
		}
		return s.Province.explain(frames[worker].Err())
	})
	if err != nil {
		return nil, err
	}
	for _, d := range deltas {
		if d != nil {
			out.plus(d)
		}
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
	blocks   []int // where something may change
	screened []int // households of each block
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
			values[i][j] = over(v.params.values[i][j], item.Name, village, changes)
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
	return t, nil
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
					with.values[i][j].N = values[i][j]
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
func (s *Simulation) tryBlock(f *kernel.Frame, b *block, m *moved, d *Counted) (gained, lost []int32) {
	f.Resume(b.kept, &m.Moved)
	none := make(kernel.Bitmap, len(b.alerted))
	raised := make([]kernel.Bitmap, len(s.program.Rules))
	var alerts []kernel.Bitmap
	alerted := make(kernel.Bitmap, len(b.alerted))
	do := func(r *rule.Rule) {
		raised[r.Index] = b.raised[r.Index]
		if m.Rules[r.Index] || m.screened && !r.Everyone {
			raised[r.Index] = f.Raised(r)
		}
	}
	for _, r := range s.program.Rules {
		if r.Raises == rule.Alert {
			do(r)
			if raised[r.Index] != nil {
				alerts = append(alerts, raised[r.Index])
				alerted.Or(raised[r.Index])
			}
		}
	}
	if m.alerts {
		f.CountAlerts(alerts)
	}
	for _, r := range s.program.Rules {
		if r.Raises != rule.Alert {
			do(r)
		}
		if m.Rules[r.Index] || m.screened {
			s.add(&d.Rules[r.Index], b, orNone(b.raised[r.Index], none), orNone(raised[r.Index], none))
		}
	}
	if !m.alerts {
		return nil, nil
	}
	s.add(&d.Alerted, b, b.alerted, alerted)
	for i, w := range alerted {
		b.alerted[i : i+1].Each(func(k int) {
			if w>>k&1 == 0 {
				lost = append(lost, int32(b.from+i<<6+k))
			}
		})
		alerted[i : i+1].Each(func(k int) {
			if b.alerted[i]>>k&1 == 0 {
				gained = append(gained, int32(b.from+i<<6+k))
			}
		})
	}
	return gained, lost
}

func orNone(b, none kernel.Bitmap) kernel.Bitmap {
	if b == nil {
		return none
	}
	return b
}

// add counts the difference between two sets of households of a block.
func (s *Simulation) add(to *RuleCount, b *block, old, now kernel.Bitmap) {
	if slices.Equal(old, now) {
		return
	}
	gained, lost := make(kernel.Bitmap, len(old)), make(kernel.Bitmap, len(old))
	for i := range old {
		gained[i], lost[i] = now[i]&^old[i], old[i]&^now[i]
	}
	count := func(c *Counts, g, l int) {
		c.Gained, c.Lost, c.After = c.Gained+g, c.Lost+l, c.After+g-l
	}
	g, l := gained.Count(), lost.Count()
	count(&to.Total, g, l)
	count(&to.Counties[b.county], g, l)
	for i, words := range b.types {
		for w, set := range words {
			count(&to.Types[i][w], size(gained, set), size(lost, set))
		}
	}
}

// count makes the counts without a change.
func (s *Simulation) count() (err error) {
	s.base = *s.nothing()
	put := func(to *RuleCount, b *block, set kernel.Bitmap) {
		put := func(c *Counts, n int) { c.Before, c.After = c.Before+n, c.After+n }
		put(&to.Total, set.Count())
		put(&to.Counties[b.county], set.Count())
		for i, words := range b.types {
			for w, of := range words {
				put(&to.Types[i][w], size(set, of))
			}
		}
	}
	for i := range s.blocks {
		b := &s.blocks[i]
		for _, r := range s.program.Rules {
			if b.raised[r.Index] != nil {
				put(&s.base.Rules[r.Index], b, b.raised[r.Index])
			}
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

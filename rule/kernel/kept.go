package kernel

import (
	"math/bits"
	"slices"

	"dixian/rule"
)

// Kept is what was worked out of a block of households and stays, so that a frame
// can go on from there with other values of parameters: facts as columns, and the
// rows of which rules and conditions are true. It does not change and may be
// resumed by many frames.
type Kept struct {
	from, to int
	facts    []keptFact
	rules    []Bitmap // by rule
	holds    []Bitmap // by condition; nil: not kept
	memos    []keptFact
}

type keptFact struct {
	index int
	value derived
}

// Keep works the given facts, all rules, and the conditions of the block out and
// takes copies, and of the given memos those that came up. Conditions are such as
// Holds knows.
func (f *Frame) Keep(facts []*rule.Fact, conditions []*rule.Expr, memos []int) *Kept {
	p := f.run.plan.Program
	k := &Kept{from: f.from, to: f.to, rules: make([]Bitmap, len(p.Rules)), holds: make([]Bitmap, len(f.holds))}
	for _, r := range p.Rules {
		k.rules[r.Index] = slices.Clone(f.fired(r))
	}
	for _, fact := range facts {
		k.facts = append(k.facts, keptFact{fact.Index, f.fact(fact).clone()})
	}
	for _, e := range conditions {
		k.holds[f.run.plan.conditions[e]] = slices.Clone(f.Holds(e))
	}
	for _, m := range memos {
		if d := &f.memos[m]; d.made {
			k.memos = append(k.memos, keptFact{m, d.clone()})
		}
	}
	return k
}

// clone copies what lies in the memory of a block.
func (d *derived) clone() derived {
	out := *d
	out.vector.longs, out.vector.wide = slices.Clone(d.vector.longs), slices.Clone(d.vector.wide)
	out.vector.words = slices.Clone(d.vector.words) // of a narrow column
	out.vector.known = slices.Clone(d.vector.known)
	out.truth.yes, out.truth.no = slices.Clone(d.truth.yes), slices.Clone(d.truth.no)
	out.rows = slices.Clone(d.rows)
	return out
}

// Moved says what has to be worked out again, by place among the program's facts
// and rules and the run's memos.
type Moved struct {
	Facts, Rules, Memos []bool
	Conditions          map[*rule.Expr]bool
}

// Resume moves to a block that was kept, under the frame's run, and takes what is
// kept of it, but for what has moved.
func (f *Frame) Resume(k *Kept, but *Moved) {
	f.Move(k.from, k.to)
	f.resumed = true
	for _, fact := range k.facts {
		if !but.Facts[fact.index] {
			f.facts[fact.index] = fact.value
		}
	}
	for i, r := range k.rules {
		if !but.Rules[i] {
			f.rules[i] = r
		}
	}
	for _, m := range k.memos {
		if !but.Memos[m.index] {
			f.memos[m.index] = m.value
		}
	}
	copy(f.holds, k.holds)
	for e := range but.Conditions {
		f.holds[f.run.plan.conditions[e]] = nil
	}
}

// Turn makes the frame work for another run of the same plan.
func (f *Frame) Turn(r *Run) { f.run = r }

// With is the run with other values of parameters; see Input.
func (r *Run) With(params [][]int64) *Run {
	out := *r
	out.params = params
	return &out
}

// Under is the run with another coverage, and the facts that see other rows or
// know other things by it in some county.
func (r *Run) Under(in Input) (*Run, []*rule.Fact, error) {
	out, err := r.plan.Bind(in)
	if err != nil {
		return nil, nil, err
	}
	var moved []*rule.Fact
	for i, f := range r.plan.Program.Facts {
		if !slices.Equal(r.windows[i], out.windows[i]) {
			moved = append(moved, f)
		}
	}
	return out, moved, nil
}

// SameWindows says whether two runs look at a county alike.
func (r *Run) SameWindows(o *Run, county int) bool {
	for i := range r.windows {
		if r.windows[i] != nil && r.windows[i][county] != o.windows[i][county] {
			return false
		}
	}
	return true
}

// Raised are the households of the block about which a rule raises something,
// counted from its first.
func (f *Frame) Raised(r *rule.Rule) Bitmap {
	fired := f.fired(r)
	out := Bitmap(f.kept.bits.take(words(f.to - f.from)))
	s := f.slab(r.About)
	if s.table == f.run.plan.Program.Households {
		out.copyOf(fired)
	} else {
		clear(out)
		if !fired.empty() {
			s.households(fired, out)
		}
	}
	if !r.Everyone {
		out.and(f.Screened())
	}
	return out
}

// CountAlerts makes the facts that only count a household's alerts from the
// households of each alert, which Raised gives, instead of laying the alerts out
// as rows. others are those of each household of the block that are known already and
// not among them; nil: none. Twin: layAlerts; TestCountAlerts.
func (f *Frame) CountAlerts(raised []Bitmap, others []int64) {
	p := f.run.plan
	for _, fact := range p.Program.Facts {
		if p.alerts == nil || !countsAlerts(p, fact) || f.facts[fact.Index].made {
			continue
		}
		counts := f.kept.longs.take(f.to - f.from)
		clear(counts)
		copy(counts, others)
		for _, b := range raised {
			b.Each(func(i int) { counts[i]++ })
		}
		f.facts[fact.Index] = derived{made: true, vector: vector{longs: counts}}
	}
}

// OnlyCountAlerts says whether expressions look at a household's alerts by nothing but
// facts that CountAlerts makes.
func (p *Plan) OnlyCountAlerts(exprs ...*rule.Expr) bool {
	looks := func(e *rule.Expr) bool {
		return e != nil && (e.About == p.alerts || slices.ContainsFunc(e.Names, func(n *rule.Name) bool { return n.Table == p.alerts }))
	}
	for _, e := range exprs {
		if e == nil || p.alerts == nil {
			continue
		}
		only := !looks(e)
		e.Facts(func(f *rule.Fact) bool {
			only = only && (f.From != p.alerts || countsAlerts(p, f)) && !looks(f.Is) && !looks(f.Where) && !looks(f.Arg)
			return only
		})
		if !only {
			return false
		}
	}
	return true
}

func countsAlerts(p *Plan, f *rule.Fact) bool {
	return f.From == p.alerts && f.About == p.Program.Households && f.Form == rule.FoldForm && f.Aggregate == rule.CountRows &&
		f.Where == nil && f.Within == nil && !f.Picks && f.Coverage != rule.CoverageRequired
}

// Or adds the rows of o.
func (b Bitmap) Or(o Bitmap) { b.or(o) }

// Each tells of every row whose bit is set, rising.
func (b Bitmap) Each(tell func(i int)) {
	for w, word := range b {
		for ; word != 0; word &= word - 1 {
			tell(w<<6 + bits.TrailingZeros64(word))
		}
	}
}

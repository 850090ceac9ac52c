package kernel

import (
	"fmt"

	"dixian/money"
	"dixian/rule"
)

// Frame is where one goroutine evaluates one block of households after another.
type Frame struct {
	run      *Run
	from, to int // households of the block

	slabs []slab    // by table
	facts []derived // by fact
	rules []Bitmap  // by rule; nil: not asked yet
	holds []Bitmap  // by condition of the plan; nil: not asked yet
	paths [][]int32 // by path; nil: not asked yet
	memos []derived // by memo of the plan

	resumed    bool        // the block goes on from what was kept
	told       [3][]raised // by rule.Raises; nil: not asked yet
	alertsLaid bool
	kept, temp arena
	ages       []*birthdays // of the dates that ages were asked at
	err        error
}

// derived is a fact's column for a block: of the three the one that its type has.
type derived struct {
	made   bool
	vector vector
	truth  truth
	rows   []int32 // of a pick: rows of the table it is from, or none
}

// NewFrame makes a frame for a run.
func (r *Run) NewFrame() *Frame {
	p := r.plan.Program
	return &Frame{
		run: r, slabs: make([]slab, len(p.Tables)), facts: make([]derived, len(p.Facts)),
		rules: make([]Bitmap, len(p.Rules)), holds: make([]Bitmap, len(r.plan.conditions)), paths: make([][]int32, len(r.plan.paths)),
		memos: make([]derived, len(r.plan.memos)),
	}
}

// Move goes to the block of households from … to-1 and forgets the one before.
// There must be at least one household in it.
func (f *Frame) Move(from, to int) {
	f.from, f.to, f.err, f.alertsLaid, f.resumed = from, to, nil, false, false
	f.kept.cut(arenaMark{})
	f.temp.cut(arenaMark{})
	clear(f.facts)
	clear(f.rules)
	clear(f.holds)
	clear(f.paths)
	clear(f.memos)
	clear(f.told[:])
	for i, t := range f.run.plan.Program.Tables {
		s := slab{frame: f, table: t, data: f.run.data.Tables[i]}
		switch {
		case t == f.run.plan.Program.Households:
			s.first, s.n = from, to-from
		case s.data != nil && len(s.data.Start) > 0:
			s.first = int(s.data.Start[from])
			s.n = int(s.data.Start[to]) - s.first
		default:
			s.data = nil
		}
		f.slabs[i] = s
	}
}

// slab is the block's rows of a table.
func (f *Frame) slab(t *rule.Table) *slab {
	if t == f.run.plan.alerts && !f.alertsLaid {
		f.layAlerts()
	}
	return &f.slabs[t.Index]
}

// fact is the column of a fact, made when it is first asked for.
func (f *Frame) fact(of *rule.Fact) *derived {
	d := &f.facts[of.Index]
	if !d.made {
		m := f.temp.mark()
		f.run.plan.facts[of.Index].fill(f.slab(of.About), d)
		f.temp.cut(m)
		d.made = true
	}
	return d
}

// fired are the rows of which a rule is true.
func (f *Frame) fired(r *rule.Rule) Bitmap {
	if f.rules[r.Index] == nil {
		f.rules[r.Index] = f.trues(f.slab(r.About), f.run.plan.rules[r.Index])
	}
	return f.rules[r.Index]
}

// Holds are the rows of the block of which a condition of the program is true:
// one of those that stand in its rules, coverages or `screening`. It is good until
// the next Move.
func (f *Frame) Holds(e *rule.Expr) Bitmap {
	i, ok := f.run.plan.conditions[e]
	if !ok {
		f.fail(fmt.Errorf("%s is no condition of the plan", e.Source))
		return nil
	}
	if f.holds[i] == nil {
		f.holds[i] = f.trues(f.slab(e.About), f.run.plan.holds[i])
	}
	return f.holds[i]
}

// trues evaluates a condition for all rows and keeps where it is true.
func (f *Frame) trues(s *slab, c condition) Bitmap {
	out := Bitmap(f.kept.bits.take(words(s.n)))
	m := f.temp.mark()
	copy(out, c.eval(s, nil, false).yes)
	f.temp.cut(m)
	return out
}

// Rows is the range of a table's rows in the block.
func (f *Frame) Rows(t *rule.Table) (from, to int) {
	s := f.slab(t)
	return s.first, s.first + s.n
}

// Err is the first error since the last Move.
func (f *Frame) Err() error { return f.err }

func (f *Frame) fail(err error) {
	if f.err == nil {
		f.err = err
	}
}

// Failure is a value that cannot be computed, and whose it is.
type Failure struct {
	Household int
	What      string
}

func (e *Failure) Error() string { return e.What }

// fail reports that a row's value cannot be computed.
func (s *slab) fail(row int, what string) {
	s.frame.fail(&Failure{int(s.house()[row]), what})
}

// Value is a fact's value at a row of the panel that lies in the block, as the
// interpreter would say it; nil is unknown.
func (f *Frame) Value(of *rule.Fact, row int) rule.Val {
	plan := f.run.plan.facts[of.Index]
	s := f.slab(of.About)
	i := row - s.first
	if t, ok := plan.(textFact); ok {
		m := f.temp.mark()
		defer f.temp.cut(m)
		if text, known := t.is.open(s, nil)(i); known {
			return rule.TextOf(string(text))
		}
		return nil
	}
	d := f.fact(of)
	switch {
	case of.Form == rule.PickForm:
		if d.rows[i] < 0 {
			return nil
		}
		return rule.ValueOf(of.Type, int64(d.rows[i]))
	case of.Type.Kind == rule.Bool:
		if d.truth.yes.Get(i) {
			return rule.Truth(true)
		}
		if d.truth.no.Get(i) {
			return rule.Truth(false)
		}
		return nil
	case !d.vector.isKnown(i):
		return nil
	}
	return f.number(of, d.vector, i)
}

// Fires says whether a rule is true of a row of the panel that lies in the block.
func (f *Frame) Fires(r *rule.Rule, row int) bool {
	return f.fired(r).Get(row - f.slab(r.About).first)
}

// number is a known number as expressions see it.
func (f *Frame) number(of *rule.Fact, v vector, i int) rule.Val {
	switch {
	case v.wide != nil:
		return rule.AmountOf(v.wide[i])
	case f.run.plan.types[of.Index].Kind == rule.Money && f.run.plan.scaled[of.Index]:
		return rule.AmountOf(money.Fen(v.at(i)).Times(1))
	}
	return rule.ValueOf(f.run.plan.types[of.Index], v.at(i))
}

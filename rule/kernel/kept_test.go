package kernel

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"dixian/rule"
)

// TestKeptAgainstInterpreter draws random programs and rows, keeps what blocks
// give, changes parameters, goes on from what was kept, and compares every fact,
// rule and firing with the interpreter's under the changed values.
func TestKeptAgainstInterpreter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		w.drawProgram()
		w.lay()
		_, fast, err := w.bind()
		if err != nil {
			t.Fatal(err)
		}
		run := fast.Remembering()
		f := run.NewFrame()
		var blocks []*Kept
		conditions := w.conditions(run)
		all := make([]int, len(run.Memos()))
		for i := range all {
			all[i] = i
		}
		for from := 0; from < w.data.Households; {
			to := rapid.IntRange(from+1, w.data.Households).Draw(t, "block ends")
			f.Move(from, to)
			blocks = append(blocks, f.Keep(w.program.Facts, conditions, all))
			if err := f.Err(); err != nil {
				t.Fatal(err)
			}
			from = to
		}
		steps := w.steps(run, f, blocks)
		changed := map[*rule.Param]bool{}
		w.params = slices.Clone(w.params)
		for i, p := range w.program.Params {
			if rapid.Bool().Draw(t, "changes "+p.Name) {
				changed[p] = true
				w.params[i] = slices.Clone(w.params[i])
				for v := range w.params[i] {
					if rapid.Bool().Draw(t, "in the village") {
						w.params[i][v] = w.params[i][rapid.IntRange(0, len(w.params[i])-1).Draw(t, "like")]*2 + 1
					}
				}
			}
		}
		slow, _, err := w.bind()
		if err != nil {
			t.Fatal(err)
		}
		in := rule.NewInterpreter(slow)
		f.Turn(run.With(w.params))
		moved := w.moved(run, changed)
		for b, k := range blocks {
			f.Resume(k, moved)
			for p := range changed {
				if len(changed) == 1 {
					f.Step(steps[p][b], run)
				}
			}
			if rapid.Bool().Draw(t, "alerts are counted") {
				var raised []Bitmap
				for _, r := range w.program.Rules {
					if r.Raises == rule.Alert {
						raised = append(raised, slices.Clone(f.Raised(r)))
					}
				}
				f.CountAlerts(raised, nil)
			}
			for h := k.from; h < k.to; h++ {
				in.Household(h)
				w.compareHousehold(in, f, h)
				w.compareRaised(in, f, h)
			}
			if err := f.Err(); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// steps are those of every parameter, by block.
func (w *world) steps(run *Run, f *Frame, blocks []*Kept) map[*rule.Param][]*Steps {
	out := map[*rule.Param][]*Steps{}
	f.Turn(run)
	for _, p := range w.program.Params {
		moved, probe := w.moved(run, map[*rule.Param]bool{p: true}), run.Probe(p)
		for _, k := range blocks {
			out[p] = append(out[p], f.Steps(k, p, moved, probe))
		}
	}
	return out
}

// compareRaised compares the households of a rule, taken together, with the
// interpreter's firings.
func (w *world) compareRaised(in *rule.Interpreter, f *Frame, h int) {
	for _, r := range w.program.Rules {
		want := slices.ContainsFunc(in.Firings(r.Raises), func(a rule.Firing) bool { return a.Rule == r })
		if got := f.Raised(r).Get(h - f.from); got != want {
			w.t.Fatalf("rule %s is raised about household %d: %v, not %v", r.Name, h, got, want)
		}
	}
}

// conditions are those that Keep may be asked for.
func (w *world) conditions(run *Run) (out []*rule.Expr) {
	for e := range run.plan.conditions {
		out = append(out, e)
	}
	return out
}

// moved is what reads the parameters, looked for the obvious way: again and again
// until nothing more is found.
func (w *world) moved(run *Run, params map[*rule.Param]bool) *Moved {
	p := w.program
	m := &Moved{Facts: make([]bool, len(p.Facts)), Rules: make([]bool, len(p.Rules)), Conditions: map[*rule.Expr]bool{}}
	alerts := false
	names := func(names []*rule.Name) bool {
		return slices.ContainsFunc(names, func(n *rule.Name) bool {
			return params[n.Param] || n.Target.Fact != nil && m.Facts[n.Target.Fact.Index] || n.Target.Rule != nil && m.Rules[n.Target.Rule.Index] ||
				alerts && n.Table != nil && n.Table == run.plan.alerts ||
				slices.ContainsFunc(n.Hops, func(hop rule.Hop) bool { return hop.Pick != nil && m.Facts[hop.Pick.Index] })
		})
	}
	reads := func(e *rule.Expr) bool { return e != nil && names(e.Names) }
	for range len(p.Facts) + len(p.Rules) + 2 {
		for _, f := range p.Facts {
			m.Facts[f.Index] = m.Facts[f.Index] || reads(f.Is) || reads(f.Where) || reads(f.Arg) || alerts && f.From == run.plan.alerts
		}
		for _, r := range p.Rules {
			m.Rules[r.Index] = m.Rules[r.Index] || reads(r.Where) || reads(r.When) || alerts && r.About == run.plan.alerts
			alerts = alerts || r.Raises == rule.Alert && (m.Rules[r.Index] || reads(r.UrgentWhen)) || reads(p.Screened)
		}
	}
	for e := range run.plan.conditions {
		if reads(e) {
			m.Conditions[e] = true
		}
	}
	for _, memo := range run.Memos() {
		m.Memos = append(m.Memos, names(memo.Names))
	}
	return m
}

// A comparison turns where the naive way, one value after the other, sees it turn;
// and one that cannot be known to turn once has no steps.
func TestStepsAgainstEveryValue(t *testing.T) {
	for _, c := range []struct {
		when  string
		steps bool
	}{
		{"cash < param.line", true},
		{"cash >= param.line * number", true},
		{"cash - param.line <= yuan(0)", true},
		{"yuan(1) > param.share * cash", true},
		{"number > param.count", true},
		{"cash - param.line < param.line * number", false}, // it stands twice
		{"cash == param.line", false},                      // it turns there and back
		{"number * param.count > 12", false},               // a product of ints may fail
	} {
		t.Run(c.when, func(t *testing.T) {
			w := small(t)
			w.fill("households", "number", 2, -1)
			w.fill("households", "cash", 999, -250)
			when := w.must(t, c.when, "households")
			r := &rule.Rule{Name: "asked", Raises: rule.Finding, About: w.program.Households, When: when, Everyone: true}
			w.program.Rules = append(w.program.Rules, r)
			_, fast, err := w.bind()
			if err != nil {
				t.Fatal(err)
			}
			run := fast.Remembering()
			var p *rule.Param
			for _, n := range when.Names {
				if n.Param != nil {
					p = n.Param
				}
			}
			f, moved := run.NewFrame(), w.moved(run, map[*rule.Param]bool{p: true})
			f.Move(0, w.data.Households)
			kept := f.Keep(nil, nil, nil)
			steps := f.Steps(kept, p, moved, run.Probe(p))
			if (steps != nil) != c.steps {
				t.Fatalf("it has steps: %v", steps != nil)
			}
			turned := false
			for v := int64(-30); v < 1100; v++ {
				values := slices.Clone(w.params)
				values[p.Index] = slices.Repeat([]int64{v}, len(values[p.Index]))
				f.Turn(run.With(values))
				f.Resume(kept, moved)
				want := slices.Clone(f.Raised(r))
				f.Resume(kept, moved)
				f.Step(steps, run)
				if got := f.Raised(r); !slices.Equal(got, want) {
					t.Fatalf("with %d it is %b, not %b", v, got, want)
				}
				turned = turned || !slices.Equal(want, kept.rules[r.Index])
			}
			if !turned {
				t.Error("it never turns: the comparison says little")
			}
		})
	}
}

// A memo works all rows out, and must not fail for a row about which nobody asks.
func TestAMemoAsksNoMoreThanItsRule(t *testing.T) {
	for _, c := range []struct {
		what, when string
		fails      bool
	}{
		{"a product that passes 64 bits", "number * number * number > param.count", true},
		{"the same where something else has decided", "cash < yuan(0) && number * number * number > param.count", false},
	} {
		t.Run(c.what, func(t *testing.T) {
			w := small(t)
			w.fill("households", "number", 2, math.MaxInt32)
			w.fill("households", "cash", 100, math.MaxInt64)
			when := w.must(t, c.when, "households")
			w.program.Rules = append(w.program.Rules, &rule.Rule{Name: "asked", Raises: rule.Finding, About: w.program.Households, When: when, Everyone: true})
			_, fast, err := w.bind()
			if err != nil {
				t.Fatal(err)
			}
			f := fast.Remembering().NewFrame()
			f.Move(0, 2)
			f.fired(w.program.Rules[0])
			if got := f.Err() != nil; got != c.fails {
				t.Errorf("the memos say %v", f.Err())
			}
		})
	}
}

package kernel

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"dixian/rule"
)

// TestKernelsAgainstInterpreter draws random programs and rows and compares every
// fact and rule of every row, and every firing, with the interpreter's, cut into
// random blocks of households.
func TestKernelsAgainstInterpreter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		w.drawProgram()
		w.lay()
		slow, fast, err := w.bind()
		if err != nil {
			t.Fatal(err)
		}
		in, f := rule.NewInterpreter(slow), fast.NewFrame()
		for from := 0; from < w.data.Households; {
			to := rapid.IntRange(from+1, w.data.Households).Draw(t, "block ends")
			f.Move(from, to)
			for h := from; h < to; h++ {
				in.Household(h)
				w.compareHousehold(in, f, h)
			}
			if err := f.Err(); err != nil {
				t.Fatal(err)
			}
			from = to
		}
	})
	if refused*20 > tried {
		t.Errorf("%d of %d expressions drawn were refused: the grammar misses the language", refused, tried)
	}
}

func (w *world) compareHousehold(in *rule.Interpreter, f *Frame, h int) {
	w.t.Helper()
	for _, fact := range w.program.Facts {
		from, to := in.RowsOf(fact.About)
		for row := from; row < to; row++ {
			if want, got := in.Fact(fact, row), f.Value(fact, row); !rule.Same(want, got) {
				w.t.Fatalf("fact %s of row %d of %s (household %d) is %s, not %s: %s",
					fact.Name, row, fact.About.Name, h, rule.Show(got, true), rule.Show(want, true), f.run.plan.facts[fact.Index].show())
			}
		}
	}
	for _, r := range w.program.Rules {
		from, to := in.RowsOf(r.About)
		first, _ := f.Rows(r.About)
		for row := from; row < to; row++ {
			if want, got := in.Fires(r, row), f.fired(r).Get(row-first); want != got {
				w.t.Fatalf("rule %s of row %d is %v, not %v: %s", r.Name, row, got, want, f.run.plan.rules[r.Index].show())
			}
		}
	}
	for _, kind := range []rule.Raises{rule.Alert, rule.Hit, rule.Finding} {
		var got []rule.Firing
		for _, a := range f.Firings(kind, nil) {
			if a.Household == h {
				got = append(got, a.Firing)
			}
		}
		if want := in.Firings(kind); len(want)+len(got) > 0 && !reflect.DeepEqual(want, got) {
			w.t.Fatalf("%ss of household %d are %+v, not %+v", kind, h, got, want)
		}
	}
	if err := in.Err(); err != nil {
		w.t.Fatal(err)
	}
}

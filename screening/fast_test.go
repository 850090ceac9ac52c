package screening

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"dixian/calendar"
	"dixian/panel"
	"dixian/plan"
	"dixian/rule"
	"dixian/rule/kernel"
	"dixian/synth"
)

// synthetic writes a synthetic province and says how it is screened.
func synthetic(t testing.TB, o synth.Options) Options {
	t.Helper()
	o.Out = filepath.Join(t.TempDir(), "province")
	if _, err := synth.Write(context.Background(), o); err != nil {
		t.Fatal(err)
	}
	return Options{
		Registry: filepath.Join(o.Out, "registry"), Extracts: filepath.Join(o.Out, "extracts"), Plan: guizhou,
		AsOf: o.AsOf, Today: o.AsOf + 15, MaxQuarantine: 0.9,
	}
}

// TestFastAgainstSlow screens synthetic provinces by kernels and by the
// interpreter, and compares what both write byte for byte.
func TestFastAgainstSlow(t *testing.T) {
	for _, c := range []struct {
		name string
		of   synth.Options
		asOf calendar.Date // 0: the date the files are meant for
	}{
		{name: "a clean province", of: synth.Options{Households: 700, Seed: 1, AsOf: calendar.NewDate(2025, 6, 30)}},
		{name: "a dirty one, in school holidays", of: synth.Options{Households: 700, Seed: 2, AsOf: calendar.NewDate(2023, 8, 31), Dirty: 0.1}},
		{name: "files that are late", of: synth.Options{Households: 500, Seed: 3, AsOf: calendar.NewDate(2024, 2, 29),
			Late: map[string]int{"employment": 2, "medical_enrolment": 13, "school_enrolment": 12}}},
		{name: "files that are thin", of: synth.Options{Households: 700, Seed: 4, AsOf: calendar.NewDate(2026, 3, 31), Counties: []string{"520123", "520181"},
			Thin: map[string]float64{"employment": 0.3, "medical_enrolment": 0.62, "school_enrolment": 0.6, "income": 0.3}}},
		{name: "a date long before the files", of: synth.Options{Households: 300, Seed: 5, AsOf: calendar.NewDate(2025, 6, 30)}, asOf: calendar.NewDate(2024, 9, 1)},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			o := synthetic(t, c.of)
			if c.asOf != 0 {
				o.AsOf = c.asOf
			}
			slow, fast := filepath.Join(t.TempDir(), "slow"), filepath.Join(t.TempDir(), "fast")
			o.Interpreter = true
			screenTo(t, o, slow)
			o.Interpreter, o.Workers = false, 1+len(c.name)%3
			s := screenTo(t, o, fast)
			if s.Households.Alerted == 0 {
				t.Error("nobody has an alert: the comparison says nothing")
			}
			for _, name := range []string{"alerts.csv", "hits.csv", "findings.csv", "run.json"} {
				sameBytes(t, filepath.Join(slow, name), filepath.Join(fast, name))
			}
		})
	}
}

func screenTo(t *testing.T, o Options, out string) *Summary {
	t.Helper()
	s, err := Screen(context.Background(), o, out)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func sameBytes(t *testing.T, want, got string) {
	t.Helper()
	a, err := os.ReadFile(want)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(got)
	if err != nil {
		t.Fatal(err)
	}
	x, y := bytes.Split(a, []byte("\n")), bytes.Split(b, []byte("\n"))
	for i := range max(len(x), len(y)) {
		switch {
		case i >= len(x):
			t.Fatalf("%s line %d is too much: %s", filepath.Base(got), i+1, y[i])
		case i >= len(y):
			t.Fatalf("%s lacks line %d: %s", filepath.Base(got), i+1, x[i])
		case !bytes.Equal(x[i], y[i]):
			t.Fatalf("%s line %d: %s\nnot %s", filepath.Base(got), i+1, y[i], x[i])
		}
	}
}

// TestFastOnWorkedCases holds what kernels raise in every worked case of the
// package against the interpreter.
func TestFastOnWorkedCases(t *testing.T) {
	pkg, program, err := openPackage(Options{Plan: guizhou, AsOf: calendar.NewDate(2025, 6, 30)})
	if err != nil {
		t.Fatal(err)
	}
	kernels, err := kernel.Compile(program)
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]*plan.Test{}
	for _, test := range pkg.Tests {
		byName[test.Name] = test
	}
	raised := 0
	for _, test := range pkg.Tests {
		c := &workedCase{pkg: pkg, program: program, test: test}
		if err := c.work(byName); err != nil {
			t.Fatalf("%s: %v", test.Name, err)
		}
		p := c.province
		run, err := kernels.Bind(p.params.input(p.run, p.Panel))
		if err != nil {
			t.Fatal(err)
		}
		in, f := rule.NewInterpreter(p.run), run.NewFrame()
		f.Move(0, p.Panel.Households)
		for _, kind := range []rule.Raises{rule.Alert, rule.Hit, rule.Finding} {
			var want []kernel.Firing
			for h := range p.Panel.Households {
				in.Household(h)
				for _, firing := range in.Firings(kind) {
					want = append(want, kernel.Firing{Household: h, Firing: firing})
				}
			}
			if got := f.Firings(kind, nil); len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %ss are %+v, not %+v", test.Name, kind, got, want)
			}
			raised += len(want)
		}
	}
	if raised < len(pkg.Tests)/2 {
		t.Errorf("%d cases raise %d alerts, hits and findings: the comparison says little", len(pkg.Tests), raised)
	}
}

// BenchmarkKernels and BenchmarkInterpreter measure coverage and screen the same
// province on one core, evidence included; BenchmarkRules is what the kernels
// alone have of it: every rule of every household.
func BenchmarkKernels(b *testing.B)     { benchmark(b, readyFast) }
func BenchmarkInterpreter(b *testing.B) { benchmark(b, readySlow) }

func BenchmarkRules(b *testing.B) {
	p, pkg, asOf := benchmarked(b)
	v, err := readyFast(p, pkg, asOf, 1)
	if err != nil {
		b.Fatal(err)
	}
	f := v.kernels.NewFrame()
	for b.Loop() {
		for from := 0; from < p.Households; from += fastBlock {
			f.Move(from, min(from+fastBlock, p.Households))
			for _, kind := range []rule.Raises{rule.Alert, rule.Hit, rule.Finding} {
				f.Firings(kind, nil)
			}
		}
	}
	b.ReportMetric(float64(p.Households*b.N)/b.Elapsed().Seconds(), "households/s")
}

func benchmark(b *testing.B, ready func(*panel.Panel, *plan.Package, calendar.Date, int) (*Province, error)) {
	p, pkg, asOf := benchmarked(b)
	for b.Loop() {
		v, err := ready(p, pkg, asOf, 1)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := v.Evaluate(1, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(p.Households*b.N)/b.Elapsed().Seconds(), "households/s")
}

// benchmarked is a synthetic province of 20 000 households, read.
func benchmarked(b *testing.B) (*panel.Panel, *plan.Package, calendar.Date) {
	b.Helper()
	o := synthetic(b, synth.Options{Households: 20_000, Seed: 1, AsOf: calendar.NewDate(2025, 6, 30)}).withDefaults()
	pkg, program, err := openPackage(o)
	if err != nil {
		b.Fatal(err)
	}
	in, err := read(context.Background(), o, pkg, program, noSinks{})
	if err != nil {
		b.Fatal(err)
	}
	return in.Panel, pkg, o.AsOf
}

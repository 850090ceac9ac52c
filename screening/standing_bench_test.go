package screening

import (
	"context"
	"encoding/csv"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dixian/calendar"
	"dixian/plan"
	"dixian/store/keyring"
	"dixian/synth"
)

// -panel names a folder that `dixian panel build` made, for figures of a province:
// go test -bench Try ./screening -panel DIR. Only what leaves it as it is may use it.
var (
	benchFolder = flag.String("panel", "", "folder of a standing panel for BenchmarkTry")
	benchLate   = flag.String("late", "", "file of medical_settlement for BenchmarkAddBatch")
)

// benchPanel is a panel of 20 000 households.
func benchPanel(b *testing.B) (*Standing, Options, *keyring.Ring) {
	b.Helper()
	o := synthetic(b, synth.Options{Households: 20_000, Seed: 1, AsOf: calendar.NewDate(2025, 6, 30)})
	keys, err := keyring.New()
	if err != nil {
		b.Fatal(err)
	}
	pkg, err := plan.Load(guizhou)
	if err != nil {
		b.Fatal(err)
	}
	program, err := plan.Check(pkg)
	if err != nil {
		b.Fatal(err)
	}
	dir := filepath.Join(b.TempDir(), "panel")
	if _, err := BuildStandingWith(context.Background(), o, pkg, program, dir, keys, "bench", time.Unix(0, 0)); err != nil {
		b.Fatal(err)
	}
	s, err := OpenStandingWith(dir, pkg, program, keys)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return s, o, keys
}

// openBenchPanel is the panel that -panel names, or else that of benchPanel.
func openBenchPanel(b *testing.B) *Standing {
	b.Helper()
	if *benchFolder == "" {
		s, _, _ := benchPanel(b)
		return s
	}
	keys, err := keyring.ReadFile(filepath.Join(filepath.Dir(*benchFolder), "keys.json"))
	if err != nil {
		b.Fatal(err)
	}
	s, err := OpenStanding(*benchFolder, guizhou, keys)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return s
}

func BenchmarkOpenStanding(b *testing.B) {
	s, _, keys := benchPanel(b)
	for b.Loop() {
		again, err := OpenStandingWith(s.Dir, s.Package, s.Program, keys)
		if err != nil {
			b.Fatal(err)
		}
		again.Close()
	}
}

// BenchmarkAddBatch adds a file of medical_settlement to an open panel and takes it
// back; adding is timed. -late names the file; without it, it is 3000 bills that
// the panel has.
func BenchmarkAddBatch(b *testing.B) {
	var s *Standing
	late, today := *benchLate, calendar.NewDate(2026, 1, 1)
	if *benchFolder != "" && late != "" {
		s = copyOfBenchPanel(b)
	} else {
		var o Options
		s, o, _ = benchPanel(b)
		late, today = someBills(b, o), o.Today
	}
	for b.Loop() {
		c, err := s.Add(context.Background(), Delivery{Table: "medical_settlement", Files: []string{late}, Today: today, MaxQuarantine: 1})
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if _, err := s.Undo(c.Batch.Number, time.Unix(1, 0)); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

// copyOfBenchPanel is the panel that -panel names, in a folder that may be changed.
func copyOfBenchPanel(b *testing.B) *Standing {
	b.Helper()
	dir := filepath.Join(b.TempDir(), "panel")
	if err := os.CopyFS(dir, os.DirFS(*benchFolder)); err != nil {
		b.Fatal(err)
	}
	keys, err := keyring.ReadFile(filepath.Join(filepath.Dir(*benchFolder), "keys.json"))
	if err != nil {
		b.Fatal(err)
	}
	s, err := OpenStanding(dir, guizhou, keys)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return s
}

// someBills is a file of 3000 bills.
func someBills(b *testing.B, o Options) string {
	b.Helper()
	text, err := os.ReadFile(filepath.Join(o.Extracts, "medical_settlement.csv"))
	if err != nil {
		b.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	if err != nil {
		b.Fatal(err)
	}
	late := filepath.Join(b.TempDir(), "late.csv")
	var out strings.Builder
	for i, r := range rows {
		if i == 0 || i%10 == 0 && i <= 30_000 {
			out.WriteString(strings.Join(r, ",") + "\n")
		}
	}
	if err := os.WriteFile(late, []byte(out.String()), 0o644); err != nil {
		b.Fatal(err)
	}
	return late
}

// BenchmarkTry changes a parameter that one rule reads, one that five read, and
// a share of coverage.
func BenchmarkTry(b *testing.B) {
	s := openBenchPanel(b)
	v, err := s.Province()
	if err != nil {
		b.Fatal(err)
	}
	sim, err := Simulate(v, 0)
	if err != nil {
		b.Fatal(err)
	}
	for _, text := range []string{"medical_share_lifted=0.4", "monitoring_line=7000", "coverage_share_medical_enrolment=0.995"} {
		name, _, _ := strings.Cut(text, "=")
		b.Run(name, func(b *testing.B) {
			c, err := ParseChange(s.Package, s.Program, s.AsOf, text)
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if _, err := sim.Try(c); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(v.Panel.Households)*float64(b.N)/b.Elapsed().Seconds(), "households/s")
		})
	}
}

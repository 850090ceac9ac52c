package race

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dixian/bench/twin"
)

// program is a script that plays the product or the SQL: synth makes a province
// of one row, screen and run write one alert about household, compare and
// --version answer. What the script does before it writes is given.
func program(t *testing.T, household, before string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "program")
	script := `#!/bin/sh
set -e
command=$1
limit=1000000
while [ $# -gt 0 ]; do
	[ "$1" = --out ] && out=$2
	[ "$1" = --memory ] && limit=${2%MiB}
	last=$1
	shift
done
` + before + `
case $command in
synth) mkdir -p "$out/registry" "$out/extracts"; printf 'a\n1\n' > "$out/registry/households.csv";;
screen|run) mkdir -p "$out"; for list in alerts hits findings; do printf "head\n` + household + `\n" > "$out/$list.csv"; done;;
compare) cmp "$(dirname "$last")/product/alerts.csv" "$last/alerts.csv";;
--version|engine) echo version 1;;
esac
`
	if err := os.WriteFile(path, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

func options(t *testing.T, product, sql string) Options {
	t.Helper()
	return Options{Dixian: product, Twin: sql, Plan: "none", Work: filepath.Join(t.TempDir(), "work"), Runs: 3, Threads: 2, Told: &bytes.Buffer{},
		Province: Province{Households: 1, Seed: 1, AsOf: "2025-06-30"}, Forms: []twin.Form{twin.Typed}}
}

func TestRefusals(t *testing.T) {
	for says, c := range map[string]struct {
		change func(*Options)
		want   string
	}{
		"the typed SQL does not race on dirty files": {func(o *Options) { o.Province.Dirty = 0.1 }, ErrTyped.Error()},
		"results that differ give no ratio":          {func(o *Options) { o.Twin = program(t, "H2", "") }, ErrDiffer.Error()},
		"a product that fails is shown":              {func(o *Options) { o.Dixian = program(t, "H1", "[ $command != screen ] || { echo no memory; exit 3; }") }, "no memory"},
		"a product that finds something else the second time": {func(o *Options) {
			o.Dixian = program(t, "$$", "")
		}, "does not write the same bytes twice"},
	} {
		t.Run(says, func(t *testing.T) {
			o := options(t, program(t, "H1", ""), program(t, "H1", ""))
			c.change(&o)
			_, err := Run(context.Background(), o)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestRace(t *testing.T) {
	o := options(t, program(t, "H1", ""), program(t, "H1", ""))
	report, err := Run(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	report.Compare()
	var table, file bytes.Buffer
	if err := errors.Join(report.Print(&table), report.JSON(&file)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"1 households, seed 1, at 2025-06-30", "1 rows", "product: version 1, 3 lines found", "typed SQL / product", "median of 3"} {
		if !strings.Contains(table.String(), want) {
			t.Errorf("the table lacks %q:\n%s", want, table.String())
		}
	}
	if !strings.Contains(file.String(), `"ratios"`) {
		t.Errorf("no ratios in %s", file.String())
	}
	told := strings.Split(strings.TrimSpace(o.Told.(*bytes.Buffer).String()), "\n")
	for i, line := range told {
		if name := []string{"product", "typed"}[i%2]; !strings.HasPrefix(line, fmt.Sprintf("round %d of 3: %s", i/2+1, name)) {
			t.Errorf("run %d is %q: the contenders must alternate", i+1, line)
		}
	}
	if len(told) != 6 {
		t.Errorf("%d runs, want 6", len(told))
	}
}

func TestProvinceIsMadeOnce(t *testing.T) {
	counter := filepath.Join(t.TempDir(), "counter")
	o := options(t, program(t, "H1", `[ $command != synth ] || echo made >> `+counter), program(t, "H1", ""))
	for _, seed := range []int{1, 1, 2} {
		o.Province.Seed = seed
		if _, err := Run(context.Background(), o); err != nil {
			t.Fatal(err)
		}
	}
	if made, _ := os.ReadFile(counter); string(made) != "made\nmade\n" {
		t.Errorf("three races over two provinces made %q", made)
	}
}

func TestLowest(t *testing.T) {
	sql := program(t, "H1", `if [ $command = run ] && [ $limit -lt 300 ]; then echo out of memory; exit 1; fi`)
	o := options(t, program(t, "H1", ""), sql)
	report, err := Run(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	typed := &report.Contenders[1]
	typed.Median = Sample{Wall: 10, Peak: 1000 << 20} // so much does the default need
	if err := FindLowest(context.Background(), o, report); err != nil {
		t.Fatal(err)
	}
	if limit := report.Lowest[0].Limit >> 20; limit < 300 || limit > 330 {
		t.Errorf("300 MiB are needed, found %d", limit)
	}
	typed.result = "another"
	if err := FindLowest(context.Background(), o, report); err == nil {
		t.Error("a run that finds something else was taken for one that finishes")
	}
}

func TestMedian(t *testing.T) {
	for says, c := range map[string]struct {
		walls []float64
		want  float64
	}{
		"none":                          {nil, 0},
		"the middle one, in any order":  {[]float64{9, 1, 2}, 2},
		"between the two in the middle": {[]float64{4, 1, 3, 100}, 3.5},
	} {
		var samples []Sample
		for _, w := range c.walls {
			samples = append(samples, Sample{Wall: w})
		}
		if got := Median(samples).Wall; got != c.want {
			t.Errorf("%s: got %v, want %v", says, got, c.want)
		}
	}
}

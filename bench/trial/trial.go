// Package trial sets the product against the twin on synthetic provinces.
//
// A trial is one province (seed, households, share of dirt, late and thin
// tables) at one date: `dixian synth` makes it, `dixian screen` and the twin
// screen it, and their results must agree household by household. On clean files
// the twin's typed form must agree as well.
package trial

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"dixian/bench/compare"
	"dixian/bench/twin"
)

// Product is the program under trial.
type Product struct {
	Binary string // path of dixian
	Plan   string // the plan package it screens by
}

// Trial is one province at one date.
type Trial struct {
	Seed       int
	AsOf       string // 2025-06-30
	Households int
	Dirty      float64  // share of dirty rows, 0 is clean
	Late       []string // TABLE=MONTHS
	Thin       []string // TABLE=SHARE
}

// String names a trial by what repeats it.
func (t Trial) String() string {
	words := []string{fmt.Sprintf("seed %d, %s, %d households", t.Seed, t.AsOf, t.Households)}
	if t.Dirty > 0 {
		words = append(words, "dirty "+strconv.FormatFloat(t.Dirty, 'g', -1, 64))
	}
	for _, late := range t.Late {
		words = append(words, "late "+late)
	}
	for _, thin := range t.Thin {
		words = append(words, "thin "+thin)
	}
	return strings.Join(words, ", ")
}

// Verdict is where product and twin differ; both empty means that they agree.
type Verdict struct {
	Checked, Typed []compare.Difference
	Lines          int // alerts, hits and findings of the product
}

// Agrees says whether nothing differs.
func (v Verdict) Agrees() bool { return len(v.Checked)+len(v.Typed) == 0 }

// Run makes the province in directory and screens it by both. The directory
// holds registry/, extracts/, product/, checked/ and, when clean, typed/.
func (t Trial) Run(ctx context.Context, p Product, directory string) (Verdict, error) {
	if err := os.MkdirAll(directory, 0o755); err != nil {
		return Verdict{}, err
	}
	if err := p.run(ctx, t.synth(directory)); err != nil {
		return Verdict{}, err
	}
	product := filepath.Join(directory, "product")
	registry, extracts := filepath.Join(directory, "registry"), filepath.Join(directory, "extracts")
	if err := p.run(ctx, []string{"screen", "--registry", registry, "--extracts", extracts, "--plan", p.Plan,
		"--as-of", t.AsOf, "--today", t.AsOf, "--out", product}); err != nil {
		return Verdict{}, err
	}
	var v Verdict
	forms := map[twin.Form]*[]compare.Difference{twin.Checked: &v.Checked}
	if t.Dirty == 0 {
		forms[twin.Typed] = &v.Typed
	}
	for form, differences := range forms {
		out := filepath.Join(directory, string(form))
		if err := twin.Run(ctx, twin.Options{Registry: registry, Extracts: extracts, AsOf: t.AsOf, Today: t.AsOf, Form: form, Out: out}); err != nil {
			return v, fmt.Errorf("twin, %s form: %w", form, err)
		}
		var err error
		if *differences, err = compare.Directories(product, out); err != nil {
			return v, err
		}
	}
	lines, err := countLines(product)
	v.Lines = lines
	return v, err
}

func (t Trial) synth(directory string) []string {
	arguments := []string{"synth", "--households", strconv.Itoa(t.Households), "--seed", strconv.Itoa(t.Seed), "--as-of", t.AsOf, "--out", directory}
	if t.Dirty > 0 {
		arguments = append(arguments, "--dirty", strconv.FormatFloat(t.Dirty, 'g', -1, 64))
	}
	for _, late := range t.Late {
		arguments = append(arguments, "--late", late)
	}
	for _, thin := range t.Thin {
		arguments = append(arguments, "--thin", thin)
	}
	return arguments
}

func (p Product) run(ctx context.Context, arguments []string) error {
	output, err := exec.CommandContext(ctx, p.Binary, arguments...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s %s: %w\n%s", p.Binary, strings.Join(arguments, " "), err, output)
	}
	return nil
}

func countLines(directory string) (int, error) {
	lines := 0
	for _, name := range []string{"alerts", "hits", "findings"} {
		content, err := os.ReadFile(filepath.Join(directory, name+".csv"))
		if err != nil {
			return 0, err
		}
		lines += max(0, strings.Count(string(content), "\n")-1)
	}
	return lines, nil
}

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"dixian/bench/compare"
	"dixian/bench/trial"
)

type randomCommand struct {
	Dixian     string   `required:"" type:"existingfile" help:"The product's binary."`
	Plan       string   `default:"plans/guizhou" help:"The plan package it screens by."`
	Seeds      int      `default:"20" help:"How many seeds."`
	FirstSeed  int      `default:"1" help:"The first seed."`
	Dates      []string `default:"2025-06-30,2025-01-31,2024-02-29,2025-08-31,2025-09-01" help:"As-of dates, separated by commas."`
	Households int      `default:"3000" help:"Households of a province."`
	Dirty      float64  `default:"0" help:"Share of dirty rows; above 0 every province is tried clean and dirty."`
	Late       []string `help:"TABLE=MONTHS, given to synth."`
	Thin       []string `help:"TABLE=SHARE, given to synth."`
	Vary       bool     `help:"Go through late and thin tables by turns."`
	Work       string   `required:"" help:"Directory for the provinces; what agrees is removed, what differs stays."`
	First      bool     `help:"Stop at the first difference."`
}

func (c randomCommand) Run(ctx context.Context) error {
	trials := trial.Plan{FirstSeed: c.FirstSeed, Seeds: c.Seeds, Dates: c.Dates, Households: c.Households,
		Dirty: c.Dirty, Late: c.Late, Thin: c.Thin, Vary: c.Vary}.Trials()
	product := trial.Product{Binary: c.Dixian, Plan: c.Plan}
	statements, err := product.Statements(ctx)
	if err != nil {
		return err
	}
	lines, differing := 0, 0
	for i, t := range trials {
		started := time.Now()
		directory := filepath.Join(c.Work, fmt.Sprintf("trial-%03d", i+1))
		if err := os.RemoveAll(directory); err != nil {
			return err
		}
		verdict, err := t.Run(ctx, product, directory)
		if err != nil {
			return fmt.Errorf("%s: %w", t, err)
		}
		generated, err := t.Generated(ctx, statements, directory)
		if err != nil {
			return fmt.Errorf("%s: %w", t, err)
		}
		lines += verdict.Lines
		if verdict.Agrees() && len(generated) == 0 {
			fmt.Printf("%d/%d %s: agree on %d lines, %.1f s\n", i+1, len(trials), t, verdict.Lines, time.Since(started).Seconds())
			if err := os.RemoveAll(directory); err != nil {
				return err
			}
			continue
		}
		differing++
		fmt.Printf("%d/%d %s: DIFFER, see %s\n", i+1, len(trials), t, directory)
		compare.Print(os.Stdout, "product", "twin checked", verdict.Checked)
		compare.Print(os.Stdout, "product", "twin typed", verdict.Typed)
		for _, difference := range generated {
			fmt.Println("  " + difference)
		}
		if c.First {
			break
		}
	}
	if differing > 0 {
		return fmt.Errorf("%w in %d of %d trials", errDiffer, differing, len(trials))
	}
	fmt.Printf("product, twin and generated SQL agree in %d trials on %d lines\n", len(trials), lines)
	return nil
}

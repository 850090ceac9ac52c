package main

import (
	"context"
	"fmt"
	"os"
	"slices"

	"dixian/bench/mutant"
	"dixian/bench/trial"
)

type mutantsCommand struct {
	Dixian     string   `required:"" type:"existingfile" help:"The product's binary."`
	Plan       string   `default:"plans/guizhou" help:"The plan package whose rules are changed."`
	Seeds      int      `default:"3" help:"How many seeds of provinces must notice."`
	Dates      []string `default:"2025-06-30,2025-01-31" help:"As-of dates, separated by commas."`
	Households int      `default:"3000" help:"Households of a province."`
	Rule       []string `help:"Only these rules."`
	Work       string   `required:"" help:"Directory for the provinces."`
}

// Run changes each rule's conditions, one at a time. It fails if a changed rule
// goes unnoticed, or if a rule has no change that checks and is noticed.
func (c mutantsCommand) Run(ctx context.Context) error {
	all, err := mutant.Of(c.Plan)
	if err != nil {
		return err
	}
	hunt := trial.Hunt{
		Product: trial.Product{Binary: c.Dixian, Plan: c.Plan}, Work: c.Work,
		Trials: trial.Plan{FirstSeed: 1, Seeds: c.Seeds, Dates: c.Dates, Households: c.Households}.Trials(),
	}
	if err := os.RemoveAll(c.Work); err != nil {
		return err
	}
	if err := hunt.Prepare(ctx); err != nil {
		return err
	}
	killed, refused := 0, 0
	noticed := map[string]bool{}
	var survivors []mutant.Mutant
	for _, m := range all {
		if len(c.Rule) > 0 && !slices.Contains(c.Rule, m.Rule) {
			continue
		}
		fate, err := hunt.Try(ctx, m)
		if err != nil {
			return fmt.Errorf("%s: %w", m, err)
		}
		switch fate {
		case trial.Killed:
			killed++
			noticed[m.Rule] = true
		case trial.Refused:
			refused++
		default:
			survivors = append(survivors, m)
			fmt.Println("survives:", m)
		}
	}
	fmt.Printf("%d mutants noticed by the comparison, %d refused by the language, %d survive\n", killed, refused, len(survivors))
	for _, rule := range mutant.Rules(all) {
		if !noticed[rule] && (len(c.Rule) == 0 || slices.Contains(c.Rule, rule)) {
			return fmt.Errorf("no change of %s is noticed by the comparison", rule)
		}
	}
	if len(survivors) > 0 {
		return fmt.Errorf("%d mutants go unnoticed", len(survivors))
	}
	return os.RemoveAll(c.Work)
}

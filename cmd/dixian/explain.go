package main

import (
	"context"
	"os"

	"dixian/screening"
)

type explainCmd struct {
	Out       string `required:"" type:"existingdir" help:"Folder of a run."`
	Household string `required:"" help:"The household's code (户编号)."`
	Rule      string `help:"Only this rule, in full, whether it fired or not."`
	Unmasked  bool   `help:"Show ID numbers and names unmasked. Handle what you see accordingly."`
}

// Run opens the run and explains the household.
func (c *explainCmd) Run(ctx context.Context) error {
	o, err := screening.Open(ctx, c.Out)
	if err != nil {
		return err
	}
	return o.Explain(os.Stdout, c.Household, screening.ExplainOptions{Rule: c.Rule, Unmasked: c.Unmasked})
}

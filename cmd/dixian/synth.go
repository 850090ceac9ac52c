package main

import (
	"context"
	"fmt"
	"time"

	"dixian/synth"
)

type synthCmd struct {
	Households int                `default:"2000" help:"Households in the registry."`
	Seed       uint64             `default:"1" help:"The same seed writes the same bytes."`
	AsOf       day                `required:"" help:"The date the files are meant to be screened at."`
	Out        string             `required:"" help:"Folder for registry/ and extracts/."`
	Dirty      float64            `help:"Share of rows that are spelt otherwise or damaged, 0 to 1."`
	Late       map[string]int     `help:"Months that a table is late, such as employment=2."`
	Thin       map[string]float64 `help:"Share of a table's rows that arrive, such as school_enrolment=0.02."`
	Format     string             `default:"csv" enum:"csv,gb18030,xlsx,parquet" help:"csv, gb18030, xlsx or parquet."`
	Counties   []string           `help:"Six-digit counties to use; as many as fit by default."`
}

// Run writes the files and says what they hold.
func (c *synthCmd) Run(ctx context.Context) error {
	r, err := synth.Write(ctx, synth.Options{
		Households: c.Households, Seed: c.Seed, AsOf: c.AsOf.Date, Out: c.Out, Dirty: c.Dirty,
		Late: c.Late, Thin: c.Thin, Format: c.Format, Counties: c.Counties,
	})
	if err != nil {
		return err
	}
	fmt.Printf("%s: %d households, %d persons, %d rows in %d tables, %.1f MB in %s\n",
		c.Out, r.Households, r.Persons, r.Rows, len(r.Tables), float64(r.Bytes)/1e6, r.Elapsed.Round(10*time.Millisecond))
	return nil
}

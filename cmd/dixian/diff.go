package main

import (
	"context"
	"fmt"
	"os"

	"dixian/screening"
)

type diffCmd struct {
	Old   string `arg:"" type:"existingdir" help:"Folder of the earlier run."`
	New   string `arg:"" type:"existingdir" help:"Folder of the later run."`
	CSV   string `name:"csv" help:"Also write every change to this file, for Excel."`
	Limit int    `default:"200" help:"Changes told one by one on the terminal; 0 for all."`
}

// Run compares the two runs and says why they differ.
func (c *diffCmd) Run(ctx context.Context) error {
	d, err := screening.Diff(ctx, c.Old, c.New)
	if err != nil {
		return err
	}
	if err := d.Write(os.Stdout, c.Limit); err != nil || c.CSV == "" {
		return err
	}
	f, err := os.Create(c.CSV)
	if err != nil {
		return fmt.Errorf("the list of changes cannot be written: %w", err)
	}
	if err := d.WriteCSV(f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

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
	if c.CSV != "" {
		if err := writeChanges(d, c.CSV); err != nil {
			return err
		}
	}
	return d.Write(os.Stdout, c.Limit)
}

// writeChanges writes the list for Excel, whole or not at all.
func writeChanges(d *screening.Difference, path string) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".part-")
	if err != nil {
		return fmt.Errorf("the list of changes cannot be written: %w", err)
	}
	err = errors.Join(d.WriteCSV(f), f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
		return fmt.Errorf("the list of changes cannot be written: %w", err)
	}
	return nil
}

package main

import (
	"context"
	"errors"
)

type diffCmd struct {
	Old string `arg:"" type:"existingdir" help:"Folder of the earlier run."`
	New string `arg:"" type:"existingdir" help:"Folder of the later run."`
}

// Run compares.
func (c *diffCmd) Run(context.Context) error { return errors.New("diff is being written") }

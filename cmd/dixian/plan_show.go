package main

import (
	"os"

	"dixian/plan"
	"dixian/rule/kernel"
)

type planShowCmd struct {
	Dir     string `arg:"" default:"plans/guizhou" help:"Folder of the package."`
	Kernels bool   `help:"Print the kernels of every fact and rule, too."`
}

// Run lowers the package to kernels and prints them, or their order only.
func (c *planShowCmd) Run() error {
	pkg, err := plan.Load(c.Dir)
	if err != nil {
		return err
	}
	program, err := plan.Check(pkg)
	if err != nil {
		return err
	}
	kernels, err := kernel.Compile(program)
	if err != nil {
		return err
	}
	if c.Kernels {
		return kernels.Kernels(os.Stdout)
	}
	return kernels.Outline(os.Stdout)
}

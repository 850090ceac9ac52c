package main

import (
	"os"

	"dixian/plan"
	"dixian/rule/kernel"
	"dixian/rule/sql"
)

type planShowCmd struct {
	Dir     string `arg:"" default:"builtin:guizhou" help:"Folder of the package; by default the one built in."`
	Kernels bool   `xor:"form" help:"Print the kernels of every fact and rule, too."`
	SQL     bool   `xor:"form" name:"sql" help:"Print the package as SQL for DuckDB instead."`
}

// Run lowers the package to kernels and prints them, or their order only; or to
// SQL.
func (c *planShowCmd) Run() error {
	pkg, err := plan.Load(c.Dir)
	if err != nil {
		return err
	}
	program, err := plan.Check(pkg)
	if err != nil {
		return err
	}
	if c.SQL {
		return sql.Write(os.Stdout, program)
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

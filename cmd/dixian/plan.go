package main

import (
	"bufio"
	"fmt"
	"os"

	"dixian/plan"
	"dixian/screening"
)

type planCmd struct {
	Check planCheckCmd `cmd:"" help:"Check a package as a compiler does."`
	Test  planTestCmd  `cmd:"" help:"Work out the package's cases."`
	Docs  planDocsCmd  `cmd:"" help:"Print the package as a page a clerk can read."`
	Show  planShowCmd  `cmd:"" help:"Print how the package is evaluated: levels, rules and the columns they demand."`
}

type planCheckCmd struct {
	Dir string `arg:"" default:"builtin:guizhou" help:"Folder of the package; by default the one built in."`
}

// Run checks the package and counts what is in it.
func (c *planCheckCmd) Run() error {
	pkg, err := plan.Load(c.Dir)
	if err != nil {
		return err
	}
	program, err := plan.Check(pkg)
	if err != nil {
		return err
	}
	levels := 0
	for _, f := range program.Facts {
		levels = max(levels, f.Level+1)
	}
	fmt.Printf("%s: %d tables, %d parameters, %d facts in %d levels, %d rules, %d tests: no problem found\n",
		c.Dir, len(program.Tables), len(program.Params), len(program.Facts), levels, len(program.Rules), len(pkg.Tests))
	return nil
}

type planTestCmd struct {
	Dir     string `arg:"" default:"builtin:guizhou" help:"Folder of the package; by default the one built in."`
	Verbose bool   `short:"v" help:"Name the tests that hold, too."`
}

// Run works out the cases and fails if one does not hold.
func (c *planTestCmd) Run() error {
	pkg, err := plan.Load(c.Dir)
	if err != nil {
		return err
	}
	program, err := plan.Check(pkg)
	if err != nil {
		return err
	}
	failed := 0
	for _, o := range screening.RunTests(pkg, program, pkg.Tests) {
		if len(o.Faults) == 0 {
			if c.Verbose {
				fmt.Println("holds ", o.Test.Name, o.Test.Label)
			}
			continue
		}
		failed++
		fmt.Println("FAILS ", o.Test.Name, o.Test.Label)
		for _, f := range o.Faults {
			fmt.Println("   ", f)
		}
	}
	fmt.Printf("%d tests hold, %d fail\n", len(pkg.Tests)-failed, failed)
	if failed > 0 {
		return fmt.Errorf("%d of the package's tests fail", failed)
	}
	return nil
}

type planDocsCmd struct {
	Dir string `arg:"" default:"builtin:guizhou" help:"Folder of the package; by default the one built in."`
}

// Run prints the page.
func (c *planDocsCmd) Run() error {
	pkg, err := plan.Load(c.Dir)
	if err != nil {
		return err
	}
	if _, err := plan.Check(pkg); err != nil {
		return err
	}
	w := bufio.NewWriter(os.Stdout)
	if err := plan.WritePage(w, pkg); err != nil {
		return err
	}
	return w.Flush()
}

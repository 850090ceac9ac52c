// Command twin is the SQL twin at the command line: it screens a province, sets
// two results side by side, tries the product on random provinces, and races it.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"

	"dixian/bench/compare"
	"dixian/bench/twin"

	"github.com/alecthomas/kong"
)

var commands struct {
	Run     runCommand     `cmd:"" help:"Screen a registry and extracts at a date."`
	Compare compareCommand `cmd:"" help:"Compare two result directories household by household."`
	Random  randomCommand  `cmd:"" help:"Try the product against the twin on synthetic provinces."`
	Race    raceCommand    `cmd:"" help:"Set the product against the SQL on the clock, on one synthetic province."`
	WhatIf  whatIfCommand  `cmd:"" name:"whatif" help:"Ask the product and the SQL by turns what a changed parameter would do, on a standing province."`
	Engine  engineCommand  `cmd:"" help:"Print the version of DuckDB."`
	Mutants mutantsCommand `cmd:"" help:"Change each rule of the package and see that the comparison notices."`
}

// errDiffer ends the program with exit code 1 after the differences are printed.
var errDiffer = errors.New("the results differ")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	command := kong.Parse(&commands, kong.Name("twin"), kong.BindTo(ctx, (*context.Context)(nil)))
	if err := command.Run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

type runCommand struct {
	Registry   string `required:"" help:"Directory of the registry's tables."`
	Extracts   string `required:"" help:"Directory of the departments' extracts."`
	AsOf       string `required:"" help:"The date D, 2025-06-30."`
	Today      string `help:"The day of loading; by default the as-of date."`
	Form       string `enum:"checked,typed" default:"checked" help:"checked or typed."`
	Out        string `required:"" help:"Directory for the results."`
	Parameters string `help:"A parameters.csv in place of the contract's values."`
	Threads    int    `help:"Threads of DuckDB; by default as many as cores."`
	Memory     string `help:"DuckDB's memory limit, 2GB."`
}

func (c runCommand) Run(ctx context.Context) error {
	return twin.Run(ctx, twin.Options{Registry: c.Registry, Extracts: c.Extracts, AsOf: c.AsOf, Today: c.Today,
		Form: twin.Form(c.Form), Out: c.Out, Parameters: c.Parameters, Threads: c.Threads, MemoryLimit: c.Memory})
}

type compareCommand struct {
	A string `arg:"" help:"A result directory."`
	B string `arg:"" help:"Another."`
}

func (c compareCommand) Run() error {
	differences, err := compare.Directories(c.A, c.B)
	if err != nil {
		return err
	}
	if len(differences) > 0 {
		compare.Print(os.Stdout, c.A, c.B, differences)
		return errDiffer
	}
	fmt.Println("the results agree")
	return nil
}

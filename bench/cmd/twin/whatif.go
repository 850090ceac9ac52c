package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"dixian/bench/race"
	"dixian/bench/twin"
)

type whatIfCommand struct {
	Dixian   string `required:"" type:"existingfile" help:"The product's binary."`
	Plan     string `required:"" type:"existingdir" help:"The plan package it screens by."`
	Panel    string `required:"" type:"existingdir" help:"A panel of the same files, from dixian panel build."`
	Registry string `required:"" type:"existingdir" help:"Directory of the registry's tables."`
	Extracts string `required:"" type:"existingdir" help:"Directory of the departments' extracts."`
	AsOf     string `required:"" help:"The date D, 2025-06-30."`
	Set      string `default:"monitoring_line=7000" help:"The changed value, for the whole province."`
	Rounds   int    `default:"5" help:"Rounds; each contender answers in each."`
	Times    int    `default:"21" help:"Answers in a round, of which the median counts."`
	Threads  int    `default:"2" help:"Threads of each contender."`
}

// Run keeps the province in DuckDB and asks both.
func (c whatIfCommand) Run(ctx context.Context) error {
	parameter, value, found := strings.Cut(c.Set, "=")
	if !found {
		return fmt.Errorf("%q is not name=value, such as monitoring_line=7000", c.Set)
	}
	facts, err := twin.Stand(ctx, twin.Options{Registry: c.Registry, Extracts: c.Extracts, AsOf: c.AsOf, Threads: c.Threads})
	if err != nil {
		return err
	}
	defer facts.Close()
	answers, err := race.WhatIf{Dixian: c.Dixian, Plan: c.Plan, Panel: c.Panel, Parameter: parameter, Value: value,
		Rounds: c.Rounds, Times: c.Times, Threads: c.Threads, Told: os.Stdout}.Run(ctx, facts)
	if err != nil {
		return err
	}
	return answers.Print(os.Stdout)
}

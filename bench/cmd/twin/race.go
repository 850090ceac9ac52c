package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"dixian/bench/race"
	"dixian/bench/twin"
)

type raceCommand struct {
	Dixian     string   `required:"" type:"existingfile" help:"The product's binary."`
	Plan       string   `default:"plans/guizhou" help:"The plan package it screens by."`
	Households int      `default:"50000" help:"Households of the province."`
	Seed       int      `default:"1" help:"Its seed."`
	AsOf       string   `default:"2025-06-30" help:"The date D."`
	Dirty      float64  `default:"0" help:"Share of dirty rows; above 0 only the checked SQL can compete."`
	Forms      []string `default:"typed,checked" enum:"typed,checked,none" help:"The SQL that competes: typed, checked, or none for the product alone."`
	Runs       int      `default:"5" help:"Rounds; each contender runs once in each."`
	Threads    int      `default:"2" help:"Threads of each contender."`
	Lowest     bool     `help:"Find the lowest memory_limit at which DuckDB still finishes, too."`
	Work       string   `required:"" help:"Directory for the province, which is kept for the next race, and the results."`
	JSON       string   `help:"File for the report; by default race.json in the work directory."`
}

// Run races and prints; the figures stand in the JSON file with every run.
func (c raceCommand) Run(ctx context.Context) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	o := race.Options{Dixian: c.Dixian, Plan: c.Plan, Twin: self, Work: c.Work, Runs: c.Runs, Threads: c.Threads, Told: os.Stdout,
		Province: race.Province{Households: c.Households, Seed: c.Seed, AsOf: c.AsOf, Dirty: c.Dirty}}
	for _, form := range c.Forms {
		if form != "none" {
			o.Forms = append(o.Forms, twin.Form(form))
		}
	}
	report, err := race.Run(ctx, o)
	if err != nil {
		return err
	}
	if c.Lowest {
		if err := race.FindLowest(ctx, o, report); err != nil {
			return err
		}
	}
	report.Compare()
	if c.JSON == "" {
		c.JSON = filepath.Join(c.Work, "race.json")
	}
	if err := written(c.JSON, report.JSON); err != nil {
		return err
	}
	return report.Print(os.Stdout)
}

func written(path string, write func(io.Writer) error) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := write(file); err != nil {
		file.Close()
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return file.Close()
}

type engineCommand struct{}

// Run prints DuckDB's version, "DuckDB v1.5.6".
func (engineCommand) Run(ctx context.Context) error {
	version, err := twin.Engine(ctx)
	if err != nil {
		return err
	}
	fmt.Println(version)
	return nil
}

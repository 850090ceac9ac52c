package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"dixian/screening"
)

// input says what is read, how, and for which date.
type input struct {
	Registry      string  `required:"" type:"existingdir" help:"Folder of the registry's files (households, persons, authorisations)."`
	Extracts      string  `required:"" type:"existingdir" help:"Folder of the departments' files."`
	Plan          string  `default:"builtin:guizhou" help:"Folder of the plan package; by default the one built in."`
	AsOf          day     `required:"" help:"The date that is screened, such as 2025-06-30."`
	Today         day     `help:"The day of loading, for birth dates in the future; the machine's by default."`
	Mapping       string  `help:"File that maps a source's own headers and codes to ours."`
	MaxQuarantine float64 `default:"0.2" help:"Largest share of a table's rows that may be bad."`
	JSON          bool    `name:"json" help:"Log progress as JSON lines."`
}

// options are the flags as screening takes them.
func (i *input) options() (screening.Options, error) {
	return screening.Options{
		Registry: i.Registry, Extracts: i.Extracts, Plan: i.Plan, Mapping: i.Mapping, AsOf: i.AsOf.Date, Today: i.Today.orToday(),
		MaxQuarantine: i.MaxQuarantine, Progress: newProgress(os.Stderr, i.JSON),
	}, checkShare(i.MaxQuarantine)
}

func checkShare(maxQuarantine float64) error {
	if !(maxQuarantine >= 0 && maxQuarantine <= 1) {
		return fmt.Errorf("--max-quarantine is a share from 0 to 1, such as 0.2, not %v", maxQuarantine)
	}
	return nil
}

type screenCmd struct {
	input
	Out         string `required:"" help:"Folder for the result; an earlier run's is replaced."`
	CheckAll    bool   `help:"List bad cells of columns that no rule reads, too."`
	Unmasked    bool   `help:"Write ID numbers unmasked. Handle the result accordingly."`
	Interpreter bool   `hidden:"" help:"Evaluate row by row instead of by kernels: slow, the same answers."`
}

// Run screens and prints the summary.
func (c *screenCmd) Run(ctx context.Context) error {
	o, err := c.options()
	if err != nil {
		return err
	}
	o.Unmasked, o.CheckAll, o.Interpreter = c.Unmasked, c.CheckAll, c.Interpreter
	defer sparingly()()
	s, err := screening.Screen(ctx, o, c.Out)
	if err != nil {
		return err
	}
	printSummary(os.Stdout, s, c.Out)
	return nil
}

// printSummary tells what a run found, for people.
func printSummary(w io.Writer, s *screening.Summary, out string) {
	printScreened(w, s)
	fmt.Fprintf(w, "\nResult: %s (alerts.csv, hits.csv, findings.csv, summary.json, quarantine/)\n", filepath.Clean(out))
}

// printScreened is what printSummary tells, without where the result lies.
func printScreened(w io.Writer, s *screening.Summary) {
	fmt.Fprintf(w, "\nScreened %d households as of %s; %d have an alert (%.1f %%).\n",
		s.Households.Screened, s.AsOf, s.Households.Alerted, 100*float64(s.Households.Alerted)/float64(max(1, s.Households.Screened)))
	fmt.Fprintf(w, "Alerts by urgency: 红 %d · 黄 %d · 蓝 %d\n", s.Urgencies["红"], s.Urgencies["黄"], s.Urgencies["蓝"])
	fmt.Fprintln(w, "\nRules:")
	names := slices.SortedFunc(maps.Keys(s.Rules), func(a, b string) int {
		return cmp.Or(s.Rules[b]-s.Rules[a], cmp.Compare(a, b))
	})
	for _, name := range names {
		fmt.Fprintf(w, "  %-28s %7d\n", name, s.Rules[name])
	}
	for _, name := range slices.Sorted(maps.Keys(s.Tables)) {
		if t := s.Tables[name]; t.Quarantined > 0 || t.Warnings > 0 {
			fmt.Fprintf(w, "%s: %d of %d rows set aside, %d cells listed as warnings\n", name, t.Quarantined, t.Read, t.Warnings)
		}
	}
	for _, n := range s.Notes {
		fmt.Fprintln(w, "note:", n)
	}
	examples := 0
	for _, p := range s.Parameters {
		if p.Status == "example" {
			examples++
		}
	}
	if examples > 0 {
		fmt.Fprintf(w, "\n%d of %d parameter values are examples, not set by a document: results that rest on them say so.\n", examples, len(s.Parameters))
	}
}

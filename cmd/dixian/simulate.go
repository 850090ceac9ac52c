package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"dixian/panel/standing"
	"dixian/screening"
)

type simulateCmd struct {
	Panel string   `required:"" type:"existingdir" help:"Folder of a panel that dixian panel build made."`
	Set   []string `required:"" sep:"none" help:"A changed value, such as medical_share_lifted=0.4, or medical_share_lifted@5203=0.4 for a division; may be given several times."`
	Plan  string   `help:"Folder of the plan package; by default the one the panel was built with."`
	Times int      `default:"1" help:"Answer that many times, one after the other, and print the median time."`
	Out   string   `help:"Folder for counts.csv, households.csv and visits.csv; a new or an empty one."`
	keyFlag
}

// Run tries the values and prints what they would change.
func (c *simulateCmd) Run() (err error) {
	if _, err := standing.Read(c.Panel); err != nil { // before keys are looked for beside something else
		return err
	}
	ring, err := c.ring(c.Panel, false)
	if err != nil {
		return err
	}
	begin := time.Now()
	s, err := screening.OpenStanding(c.Panel, c.Plan, ring)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	opened := time.Since(begin)
	var changes []screening.ParameterChange
	for _, text := range c.Set {
		change, err := screening.ParseChange(s.Package, s.Program, s.AsOf, text)
		if err != nil {
			return fmt.Errorf("--set %w", err)
		}
		changes = append(changes, change)
	}
	v, err := s.Province()
	if err != nil {
		return err
	}
	sim, err := screening.Simulate(v, 0)
	if err != nil {
		return err
	}
	evaluated := time.Since(begin) - opened
	var counted *screening.Counted
	tried := make([]time.Duration, max(1, c.Times))
	for i := range tried {
		begin := time.Now()
		if counted, err = sim.Try(changes...); err != nil {
			return err
		}
		tried[i] = time.Since(begin)
	}
	slices.Sort(tried)
	printSimulated(os.Stdout, sim, counted)
	fmt.Printf("\nOpened in %.2f s, evaluated in %.2f s, tried in %.1f ms.\n", opened.Seconds(), evaluated.Seconds(), float64(tried[len(tried)/2].Microseconds())/1000)
	if c.Out == "" {
		return nil
	}
	if err := writeSimulated(c.Out, sim, counted); err != nil {
		return err
	}
	fmt.Printf("Lists: %s (counts.csv, households.csv, visits.csv)\n", filepath.Clean(c.Out))
	return nil
}

func printSimulated(w io.Writer, sim *screening.Simulation, c *screening.Counted) {
	line := func(name string, n screening.Counts) {
		fmt.Fprintf(w, "  %-28s %8d → %8d   +%d −%d\n", name, n.Before, n.After, n.Gained, n.Lost)
	}
	fmt.Fprintln(w, "Households by rule, before → after:")
	moved := false
	for _, r := range c.Rules {
		if r.Total.Gained+r.Total.Lost > 0 {
			line(r.Rule, r.Total)
			moved = true
		}
	}
	if !moved {
		fmt.Fprintln(w, "  nothing would change")
		return
	}
	fmt.Fprintln(w, "\nHouseholds with an alert:")
	line("all", c.Alerted.Total)
	for i, t := range sim.Types {
		for j, word := range t.Words {
			if n := c.Alerted.Types[i][j]; n.Gained+n.Lost > 0 {
				if word == "" {
					word = "(none)"
				}
				line(t.Label+" "+word, n)
			}
		}
	}
	for i, n := range c.Alerted.Counties {
		if n.Gained+n.Lost > 0 {
			line(sim.Province.Panel.Counties[i].String()[:6], n)
		}
	}
	visits := sim.Visits(c)
	more, fewer := 0, 0
	for _, v := range visits {
		more, fewer = more+v.Gained, fewer+v.Lost
	}
	fmt.Fprintf(w, "\nVisits: %d more and %d fewer, in %d villages.\n", more, fewer, len(visits))
}

// writeSimulated writes the lists, whole or not at all.
func writeSimulated(out string, sim *screening.Simulation, c *screening.Counted) error {
	out = filepath.Clean(out)
	if entries, err := os.ReadDir(out); err == nil && len(entries) > 0 {
		return fmt.Errorf("%s holds something already; name a new folder, or an empty one", out)
	}
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return err
	}
	part, err := os.MkdirTemp(filepath.Dir(out), "."+filepath.Base(out)+".part-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(part)
	p := sim.Province.Panel
	counts := [][]string{{"rule", "by", "value", "before", "after", "gained", "lost"}}
	add := func(rule, by, value string, n screening.Counts) {
		if n != (screening.Counts{}) {
			counts = append(counts, []string{rule, by, value, strconv.Itoa(n.Before), strconv.Itoa(n.After), strconv.Itoa(n.Gained), strconv.Itoa(n.Lost)})
		}
	}
	for _, r := range append([]screening.RuleCount{c.Alerted}, c.Rules...) {
		name := r.Rule
		if name == "" {
			name = "any alert"
		}
		add(name, "", "", r.Total)
		for i, n := range r.Counties {
			add(name, "county", p.Counties[i].String(), n)
		}
		for i, words := range r.Types {
			for j, n := range words {
				add(name, sim.Types[i].Column, sim.Types[i].Words[j], n)
			}
		}
	}
	households := [][]string{{"division_code", "household_code", "change"}}
	for _, list := range []struct {
		of     []int32
		change string
	}{{c.Gained, "gained"}, {c.Lost, "lost"}} {
		for _, h := range list.of {
			households = append(households, []string{p.Division[h].String(), p.Code(int(h)), list.change})
		}
	}
	visits := [][]string{{"division_code", "before", "after", "gained", "lost"}}
	for _, v := range sim.Visits(c) {
		visits = append(visits, []string{v.Village.String(), strconv.Itoa(v.Before), strconv.Itoa(v.After), strconv.Itoa(v.Gained), strconv.Itoa(v.Lost)})
	}
	for name, rows := range map[string][][]string{"counts.csv": counts, "households.csv": households, "visits.csv": visits} {
		if err := writeRows(filepath.Join(part, name), rows); err != nil {
			return fmt.Errorf("%s cannot be written: %w", out, err)
		}
	}
	if err := os.Remove(out); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return errors.Join(os.Chmod(part, 0o755), os.Rename(part, out))
}

func writeRows(path string, rows [][]string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := csv.NewWriter(f)
	return errors.Join(w.WriteAll(rows), f.Close())
}

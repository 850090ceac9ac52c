package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"dixian/panel/standing"
	"dixian/screening"
	"dixian/store"
	"dixian/store/keyring"
)

type panelCmd struct {
	Build panelBuildCmd `cmd:"" help:"Screen a province and keep it in a folder, to be changed batch by batch."`
	Add   panelAddCmd   `cmd:"" help:"Apply one more batch of a table; write what it changes."`
	Undo  panelUndoCmd  `cmd:"" help:"Take a batch back; write what that changes."`
	Show  panelShowCmd  `cmd:"" help:"List a panel's batches."`
}

// keyFlag says where the keys are that a panel's ID numbers are sealed with.
type keyFlag struct {
	Keys string `help:"Key file (JSON, for its owner's eyes alone); by default keys.json beside the panel. DIXIAN_KEYS in the environment comes first."`
}

// ring finds the keys of a panel. create makes a new file where there is none.
func (k keyFlag) ring(dir string, create bool) (*keyring.Ring, error) {
	path := k.Keys
	if path == "" {
		path = filepath.Join(filepath.Dir(filepath.Clean(dir)), store.KeyFile)
	}
	ring, err := store.KeysAt(path)
	switch {
	case !errors.Is(err, fs.ErrNotExist):
		return ring, err
	case create:
		return store.NewKeys(path)
	}
	return nil, fmt.Errorf("there is no key file %s, and the panel's ID numbers are sealed with one; name it with --keys or put it in %s", path, store.KeysVariable)
}

type panelBuildCmd struct {
	input
	Out string `required:"" help:"Folder for the panel; a new or an empty one."`
	By  string `help:"Who loads the files; by default the user of the machine."`
	keyFlag
}

// Run builds the panel and prints what a screening would.
func (c *panelBuildCmd) Run(ctx context.Context) error {
	o, err := c.options()
	if err != nil {
		return err
	}
	keys, err := c.ring(c.Out, true)
	if err != nil {
		return err
	}
	defer sparingly()()
	s, err := screening.BuildStanding(ctx, o, c.Out, keys, byWhom(c.By), time.Now())
	if err != nil {
		return err
	}
	printScreened(os.Stdout, s)
	fmt.Printf("\nPanel: %s; its batches: dixian panel show %s\n", filepath.Clean(c.Out), filepath.Clean(c.Out))
	return nil
}

// byWhom is who loads a batch.
func byWhom(name string) string {
	if name != "" {
		return name
	}
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return "unknown"
}

type panelAddCmd struct {
	Dir           string   `arg:"" type:"existingdir" help:"Folder of the panel."`
	Files         []string `arg:"" type:"existingfile" help:"The files of the batch, in the order in which they are loaded."`
	Table         string   `required:"" help:"The table they are, by key or Chinese name, such as medical_settlement."`
	Division      []string `help:"A division that the batch covers, of a table that is delivered whole; the whole panel by default."`
	Plan          string   `help:"Folder of the plan package; by default the one the panel was built with."`
	Today         day      `help:"The day of loading; the machine's by default."`
	Mapping       string   `help:"File that maps a source's own headers and codes to ours."`
	MaxQuarantine float64  `default:"0.2" help:"Largest share of the rows that may be bad."`
	By            string   `help:"Who loads the files; by default the user of the machine."`
	keyFlag
}

// Run adds the batch and prints what it changed.
func (c *panelAddCmd) Run(ctx context.Context) error {
	if err := checkShare(c.MaxQuarantine); err != nil {
		return err
	}
	return changePanel(c.Dir, c.Plan, c.keyFlag, func(s *screening.Standing) (*screening.StandingChange, error) {
		return s.Add(ctx, screening.Delivery{
			Table: c.Table, Files: c.Files, Divisions: c.Division, Mapping: c.Mapping, Today: c.Today.orToday(),
			MaxQuarantine: c.MaxQuarantine, By: byWhom(c.By), At: time.Now(),
		})
	})
}

type panelUndoCmd struct {
	Dir   string `arg:"" type:"existingdir" help:"Folder of the panel."`
	Batch int    `required:"" help:"Number of the batch, as panel show lists it."`
	Plan  string `help:"Folder of the plan package; by default the one the panel was built with."`
	keyFlag
}

// Run takes the batch back and prints what that changed.
func (c *panelUndoCmd) Run() error {
	return changePanel(c.Dir, c.Plan, c.keyFlag, func(s *screening.Standing) (*screening.StandingChange, error) {
		return s.Undo(c.Batch, time.Now())
	})
}

// changePanel changes a panel that nobody else changes meanwhile.
func changePanel(dir, plan string, keys keyFlag, change func(*screening.Standing) (*screening.StandingChange, error)) (err error) {
	if _, err := standing.Read(dir); err != nil { // before a lock file is laid into something else
		return err
	}
	lock, err := openAlone(filepath.Join(dir, "panel.lock"))
	if errors.Is(err, errHeld) {
		return fmt.Errorf("another command changes %s at this moment; wait until it is done", dir)
	}
	if err != nil {
		return fmt.Errorf("%s cannot be made this command's own: %w", dir, err)
	}
	defer lock.Close() // gives it back
	ring, err := keys.ring(dir, false)
	if err != nil {
		return err
	}
	hasty()
	s, err := screening.OpenStanding(dir, plan, ring)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	c, err := change(s)
	if err != nil {
		return err
	}
	printChange(os.Stdout, dir, c)
	return nil
}

func printChange(w io.Writer, dir string, c *screening.StandingChange) {
	for _, s := range c.Same {
		fmt.Fprintln(w, s)
	}
	if c.Folder == "" {
		fmt.Fprintln(w, "Nothing changed.")
		return
	}
	b := c.Batch
	if b.Undone != nil {
		fmt.Fprintf(w, "Batch %d (%s) was taken back.\n", b.Number, b.Table)
	} else {
		fmt.Fprintf(w, "Batch %d (%s): %d rows read, %d accepted, %d repeated a key, %d set aside, %d about nobody in the registry", b.Number, b.Table, b.Read, b.Accepted, b.Duplicate, b.Quarantined, b.Unmatched)
		if b.Unread > 0 {
			fmt.Fprintf(w, ", %d about households that have not authorised", b.Unread)
		}
		fmt.Fprintln(w, ".")
	}
	fmt.Fprintf(w, "%d households were evaluated again", c.Touched)
	if len(c.Counties) > 0 {
		fmt.Fprintf(w, ", all of those in %s, whose coverage changed", strings.Join(c.Counties, " "))
	}
	fmt.Fprintln(w, ".")
	for _, list := range []string{"alerts", "hits", "findings"} {
		d := c.Lists[list]
		fmt.Fprintf(w, "  %-9s %6d new %6d gone %6d changed\n", list, d.New, d.Gone, d.Changed)
	}
	fmt.Fprintf(w, "%d households have an alert now.\nThe difference line by line: %s\n", c.Alerted, filepath.Join(dir, c.Folder))
	if c.Bad != "" {
		fmt.Fprintf(w, "The rows that were set aside: %s\n", filepath.Join(dir, c.Bad))
	}
}

type panelShowCmd struct {
	Dir string `arg:"" type:"existingdir" help:"Folder of the panel."`
}

// Run lists the batches. It opens no columns and needs no key.
func (c *panelShowCmd) Run() error {
	m, err := standing.Read(c.Dir)
	if err != nil {
		return err
	}
	results, alerted, err := screening.StandingResults(m)
	if err != nil {
		return err
	}
	fmt.Printf("%s: %d households as of %s, %d with an alert; version %d\n\n", filepath.Clean(c.Dir), m.Households, m.AsOf, alerted, m.Version)
	for _, b := range m.Batches {
		state := ""
		if b.Undone != nil {
			state = ", taken back " + b.Undone.Format("2006-01-02 15:04")
		}
		names := make([]string, len(b.Files))
		for i, f := range b.Files {
			names[i] = f.Name
		}
		where := ""
		if len(b.Divisions) > 0 {
			where = " in " + strings.Join(b.Divisions, " ")
		}
		fmt.Printf("%5d  %-20s %9d rows%s, %s, %s by %s%s\n", b.Number, b.Table, b.Accepted, where, strings.Join(names, " "), b.At.Format("2006-01-02 15:04"), b.By, state)
	}
	fmt.Println("\nResults:")
	for _, name := range slices.Sorted(slices.Values(results)) {
		fmt.Println(" ", filepath.Join(c.Dir, name))
	}
	return nil
}

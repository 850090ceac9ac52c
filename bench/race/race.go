package race

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"dixian/bench/twin"
)

// Options is one race.
type Options struct {
	Dixian, Plan string // the product's binary and its package
	Twin         string // the program that runs the SQL: this one
	Work         string // directory for province and results
	Province     Province
	Forms        []twin.Form // the SQL that competes; none: the product alone
	Runs         int
	Threads      int
	Told         io.Writer // every run as it ends
}

func (o Options) directory() string { return filepath.Join(o.Work, "province") }
func (o Options) registry() string  { return filepath.Join(o.directory(), "registry") }
func (o Options) extracts() string  { return filepath.Join(o.directory(), "extracts") }

// Errors of a race.
var (
	// ErrDiffer: two contenders do not find the same, so that their times compare
	// nothing.
	ErrDiffer = errors.New("the results differ, so no ratio is given")
	// ErrTyped: the typed SQL presumes clean files.
	ErrTyped = errors.New("the typed SQL cannot read a dirty province: leave --dirty away, or race with --forms checked")
)

// Run makes the province, warms it, and lets the contenders screen it by turns.
func Run(ctx context.Context, o Options) (*Report, error) {
	contenders := []Contender{o.product(filepath.Join(o.Work, "product"))}
	for _, form := range o.Forms {
		if form == twin.Typed && o.Province.Dirty > 0 {
			return nil, ErrTyped
		}
		contenders = append(contenders, o.twin(form, filepath.Join(o.Work, string(form)), ""))
	}
	for i := range contenders {
		if err := contenders[i].ask(ctx); err != nil {
			return nil, err
		}
	}
	if err := os.MkdirAll(o.Work, 0o755); err != nil {
		return nil, err
	}
	if err := o.Province.Make(ctx, o.Dixian, o.directory()); err != nil {
		return nil, err
	}
	if err := o.Province.Warm(o.directory()); err != nil {
		return nil, err
	}
	for round := range o.Runs {
		for i := range contenders {
			if err := contenders[i].screen(ctx); err != nil {
				return nil, err
			}
			fmt.Fprintf(o.Told, "round %d of %d: %s\n", round+1, o.Runs, told(contenders[i].Name, contenders[i].Runs[round]))
		}
	}
	for _, c := range contenders[1:] {
		if err := o.agree(ctx, contenders[0].out, c.out); err != nil {
			return nil, err
		}
	}
	return &Report{Machine: ThisMachine(), Province: o.Province, Threads: o.Threads, Contenders: contenders}, nil
}

// ask learns the contender's version.
func (c *Contender) ask(ctx context.Context) error {
	argument := "--version"
	if c.Name != "product" {
		argument = "engine"
	}
	version, err := command{program: c.command.program, arguments: []string{argument}}.output(ctx)
	c.Version = strings.TrimSpace(version)
	return err
}

// screen runs the contender once more; its results must be those of its first run.
func (c *Contender) screen(ctx context.Context) error {
	if err := os.RemoveAll(c.out); err != nil {
		return err
	}
	sample, err := c.command.run(ctx)
	if err != nil {
		return err
	}
	result, lines, err := hashLists(c.out)
	if err != nil {
		return err
	}
	if c.result != "" && c.result != result {
		return fmt.Errorf("%s does not write the same bytes twice, see %s", c.Name, c.out)
	}
	c.result, c.Lines = result, lines
	c.Runs = append(c.Runs, sample)
	c.Median = Median(c.Runs)
	return nil
}

// agree compares two results household by household, in a process of its own:
// this one must stay small, or its memory would count as theirs.
func (o Options) agree(ctx context.Context, a, b string) error {
	if differences, err := (command{program: o.Twin, arguments: []string{"compare", a, b}}).output(ctx); err != nil {
		return fmt.Errorf("%w: %w\n%s", ErrDiffer, err, differences)
	}
	return nil
}

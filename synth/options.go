package synth

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"dixian/calendar"
)

// Options says what to write.
type Options struct {
	// Households in the registry, at least 1. Persons follow, 3.5 a household.
	Households int
	// Seed decides everything that Options leaves open. The same options write
	// the same bytes, on any number of processors.
	Seed uint64
	// AsOf is the date a screening of these files is meant for: the newest months,
	// school years and returns end there. Years 2021 to 2026 are calibrated.
	AsOf calendar.Date
	// Out is the folder to write, which must not exist or be empty. It appears
	// when everything is written, and not at all if anything fails.
	Out string
	// Dirty is the share of rows, 0 to 1, that are spelt otherwise or damaged; with
	// it files also get Chinese headers, shuffled columns, tabs and the like.
	Dirty float64
	// Late leaves out what is newer than so many months before AsOf, by table key.
	// Of tables by year or school year it leaves out the newest one for each twelve
	// months begun.
	Late map[string]int
	// Thin keeps only this share of a table's rows, by table key.
	Thin map[string]float64
	// Format is csv (the default), gb18030, xlsx or parquet.
	Format string
	// Counties restricts the run to these six-digit codes. Empty: as many counties
	// as give each some 600 households.
	Counties []string
	// Progress, if set, is told after each block how many rows of a table are
	// written so far. It is called from one goroutine at a time.
	Progress func(table string, rows int)
}

// Report says what was written.
type Report struct {
	Households int
	Persons    int // rows of persons; who is in two households counts twice
	Tables     []TableReport
	Planted    []Planted
	Rows       int   // over all tables
	Bytes      int64 // over all files
	Elapsed    time.Duration
}

// TableReport is one table of a Report.
type TableReport struct {
	Table string // key
	Files []string
	Rows  int
	Bytes int64
}

// Planted counts the families that were put into situations about one rule.
type Planted struct {
	Rule  string // key of the alert rule, hit or finding
	Fires int    // families for whom it was made to fire
	Near  int    // families for whom it just does not
}

// formats are the values of Options.Format.
var formats = []string{"csv", "gb18030", "xlsx", "parquet"}

// check completes o and refuses what cannot be written.
func (o *Options) check() error {
	if o.Format == "" {
		o.Format = "csv"
	}
	year := o.AsOf.Year()
	switch {
	case o.Households < 1:
		return fmt.Errorf("synth: %d households cannot be written; ask for at least 1", o.Households)
	case year < firstYear || year > lastYear:
		return fmt.Errorf("synth: incomes are calibrated for %d to %d, and the as-of date is %s; choose a date in those years",
			firstYear, lastYear, o.AsOf)
	case o.Out == "":
		return errors.New("synth: no folder to write to; name one with --out")
	case o.Dirty < 0 || o.Dirty > 1 || o.Dirty != o.Dirty:
		return fmt.Errorf("synth: --dirty %v is not a share; write 0 for clean files, 0.05 for every twentieth row", o.Dirty)
	case !slices.Contains(formats, o.Format):
		return fmt.Errorf("synth: no format %q; choose one of %s", o.Format, strings.Join(formats, ", "))
	}
	for name, months := range o.Late {
		t, err := extract(name, "--late")
		switch {
		case err != nil:
			return err
		case t.period == undated:
			return fmt.Errorf("synth: --late %s: this table has no date that rows could be late by; use --thin", name)
		case months < 1 || months > 120:
			return fmt.Errorf("synth: --late %s=%d: write how many months are missing, 1 to 120", name, months)
		}
	}
	for name, share := range o.Thin {
		if _, err := extract(name, "--thin"); err != nil {
			return err
		}
		if share < 0 || share > 1 || share != share {
			return fmt.Errorf("synth: --thin %s=%v is not a share; write 0.02 to keep one row in fifty", name, share)
		}
	}
	return nil
}

// extract finds the table that an option names; the registry itself is always whole.
func extract(name, option string) (*table, error) {
	for i := range tables {
		if t := &tables[i]; t.key == name && !t.registry {
			return t, nil
		}
	}
	if name == "households" || name == "persons" || name == "authorisations" {
		return nil, fmt.Errorf("synth: %s %s: the registry is the system's own and arrives whole; name an extract", option, name)
	}
	return nil, fmt.Errorf("synth: %s %s: there is no such extract; the contract's tables are %s", option, name, strings.Join(extractKeys(), ", "))
}

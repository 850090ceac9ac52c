package twin

import (
	"fmt"
	"time"
)

// Form is how files are read.
type Form string

// The two forms.
const (
	Checked Form = "checked" // every cell checked: types, quarantine, duplicates
	Typed   Form = "typed"   // clean files, typed reading, needed columns only
)

// Options is one run.
type Options struct {
	Registry    string // directory with households, persons, authorisations
	Extracts    string // directory with the departments' extracts
	AsOf        string // D, 2025-06-30
	Today       string // the day of loading; "" is AsOf
	Form        Form   // "" is Checked
	Out         string // directory for the results, made if missing
	Parameters  string // a parameters.csv in place of the contract's values; "" is the contract's
	Threads     int    // 0 leaves it to DuckDB
	MemoryLimit string // DuckDB's memory_limit, "2GB"; "" leaves it to DuckDB
}

// complete fills what was left open and refuses what cannot be run.
func (o Options) complete() (Options, error) {
	if o.Form == "" {
		o.Form = Checked
	}
	if o.Today == "" {
		o.Today = o.AsOf
	}
	if o.Form != Checked && o.Form != Typed {
		return o, fmt.Errorf("form %q is neither checked nor typed", o.Form)
	}
	for _, day := range []struct{ name, text string }{{"as-of date", o.AsOf}, {"today", o.Today}} {
		if _, err := time.Parse(time.DateOnly, day.text); err != nil {
			return o, fmt.Errorf("%s %q is not a date like 2025-06-30", day.name, day.text)
		}
	}
	if o.Out == "" {
		return o, fmt.Errorf("no directory for the results was given")
	}
	return o, nil
}

package calendar

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

// holidaysCSV lists the holidays of the mainland: a line a holiday with the
// notice of the General Office of the State Council that arranges it, its first
// and last day off, and the weekend days worked instead. A notice arranges one
// calendar year; that of 2023 begins its New Year on 31 December 2022.
//
//go:embed data/holidays.csv
var holidaysCSV string

// Holiday is one line of a notice.
type Holiday struct {
	Notice      string // number of the notice that arranges it
	Name        string
	First, Last Date   // both off
	Worked      []Date // weekend days worked instead
}

// arrangement is what the notices say.
type arrangement struct {
	years    map[int]string // year arranged → notice
	off      map[Date]bool  // off[d]: true for a holiday, false for a weekend day worked
	holidays []Holiday      // in order of the notices
}

// arranged reads the embedded notices once. They are part of the program, and a
// test reads every line of them, so a line that cannot be read is a broken build.
var arranged = sync.OnceValue(func() arrangement {
	a, err := readHolidays(holidaysCSV)
	if err != nil {
		panic("calendar: embedded data/holidays.csv: " + err.Error())
	}
	return a
})

// ArrangedYears are the years whose holidays are known, in order.
func ArrangedYears() []int { return slices.Sorted(maps.Keys(arranged().years)) }

// Holidays are those of a year in order, none where its notice is not on record. One
// that reaches over New Year belongs to the year in which it ends.
func Holidays(year int) []Holiday {
	var out []Holiday
	for _, h := range arranged().holidays {
		if h.Last.Year() == year {
			out = append(out, h)
		}
	}
	return out
}

func readHolidays(text string) (arrangement, error) {
	a := arrangement{years: map[int]string{}, off: map[Date]bool{}}
	lines, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		return a, err
	}
	for i, cell := range lines[1:] {
		if err := a.add(cell); err != nil {
			return a, fmt.Errorf("line %d: %w", i+2, err)
		}
	}
	return a, nil
}

// add takes in one line: notice, holiday, first, last, workdays.
func (a *arrangement) add(cell []string) error {
	first, err := ParseDate(cell[2])
	if err != nil {
		return fmt.Errorf("column first: %w", err)
	}
	last, err := ParseDate(cell[3])
	if err != nil {
		return fmt.Errorf("column last: %w", err)
	}
	if cell[0] == "" || last < first {
		return fmt.Errorf("%s to %s of notice %q is no holiday", first, last, cell[0])
	}
	a.years[last.Year()] = cell[0]
	for d := first; d <= last; d++ {
		a.off[d] = true
	}
	h := Holiday{Notice: cell[0], Name: cell[1], First: first, Last: last}
	for worked := range strings.FieldsSeq(cell[4]) {
		d, err := ParseDate(worked)
		if err != nil {
			return fmt.Errorf("column workdays: %w", err)
		}
		if a.off[d] {
			return fmt.Errorf("%s is both off and worked", d)
		}
		a.off[d] = false
		h.Worked = append(h.Worked, d)
	}
	a.holidays = append(a.holidays, h)
	return nil
}

package main

import (
	"time"

	"dixian/calendar"
)

// day is a date flag.
type day struct{ calendar.Date }

// UnmarshalText reads the spellings of a date that the data contract knows.
func (d *day) UnmarshalText(text []byte) (err error) {
	d.Date, err = calendar.ParseDate(string(text))
	return err
}

// orToday is the flag's date, or the machine's.
func (d day) orToday() calendar.Date {
	if d.Date != 0 {
		return d.Date
	}
	return dayOf(time.Now())
}

// dayOf is the day of a moment, where it is told.
func dayOf(t time.Time) calendar.Date { return calendar.NewDate(t.Year(), int(t.Month()), t.Day()) }

package workflow

import (
	"errors"

	"dixian/calendar"
)

// Light is how a wait stands against its limit.
type Light string

// The lights of a clock: in time, past half of the limit, past the limit, and
// standing still.
const (
	InTime   Light = "in_time"
	PastHalf Light = "past_half"
	Late     Light = "late"
	Paused   Light = "paused"
	NoLimit  Light = "none"
)

// Due is the last day of a limit: the day after since is day 1, and the wait is
// in time until midnight of the last. Working days that reach into a year
// without a holiday table count weekdays, and the date is provisional.
//
// Source: casework contract, "The day after the event is day 1".
func Due(since calendar.Date, days int, workdays bool) (due calendar.Date, provisional bool) {
	if !workdays {
		return since + calendar.Date(days), false
	}
	due, err := calendar.AddWorkdays(since, days)
	var missing calendar.MissingYearError
	if err == nil || !errors.As(err, &missing) {
		return due, false
	}
	due = since
	for n := 0; n < days; {
		due++
		open, err := calendar.IsWorkday(due)
		if err != nil {
			open = due.Weekday() <= 5
		}
		if open {
			n++
		}
	}
	return due, true
}

// Clock is a wait: since when, until when at the latest, since when it stands
// still and the day on which whoever wished it to is asked again. 0: none.
type Clock struct {
	Since, Due, Paused, AskAgain calendar.Date
}

// LightAt tells the light of a wait on a day. What was late when its clock was
// stopped stays late, and so does a wait whose household was to be asked again
// and was not.
//
// Source: casework contract, "Clocks pause only for".
func (c Clock) LightAt(today calendar.Date) Light {
	now := today
	if c.Paused != 0 {
		now = c.Paused
	}
	switch {
	case c.Paused != 0 && c.AskAgain != 0 && today > c.AskAgain, c.Due != 0 && now > c.Due:
		return Late
	case c.Due == 0:
		return NoLimit
	case c.Paused != 0:
		return Paused
	case 2*(today-c.Since) >= c.Due-c.Since && c.Due > c.Since:
		return PastHalf
	}
	return InTime
}

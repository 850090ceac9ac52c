package workflow

import (
	"testing"

	"dixian/calendar"
)

func TestLights(t *testing.T) {
	d := calendar.NewDate(2025, 6, 9)
	for says, c := range map[string]struct {
		clock Clock
		today calendar.Date
		want  Light
	}{
		"a wait without a limit has no light":                          {Clock{Since: d}, d + 100, NoLimit},
		"the first day of ten is in time":                              {Clock{Since: d, Due: d + 10}, d + 1, InTime},
		"the day before half is in time":                               {Clock{Since: d, Due: d + 10}, d + 4, InTime},
		"half is yellow":                                               {Clock{Since: d, Due: d + 10}, d + 5, PastHalf},
		"the last day is not late":                                     {Clock{Since: d, Due: d + 10}, d + 10, PastHalf},
		"the day after is":                                             {Clock{Since: d, Due: d + 10}, d + 11, Late},
		"what is due the same day is in time on it":                    {Clock{Since: d, Due: d}, d, InTime},
		"and late on the next":                                         {Clock{Since: d, Due: d}, d + 1, Late},
		"a stopped clock is neither in time nor late":                  {Clock{Since: d, Due: d + 3, Paused: d + 2}, d + 90, Paused},
		"it says so past its half too":                                 {Clock{Since: d, Due: d + 3, Paused: d + 3}, d + 3, Paused},
		"what was late when it stopped stays late":                     {Clock{Since: d, Due: d + 3, Paused: d + 4}, d + 4, Late},
		"a stopped clock without a limit has no light":                 {Clock{Since: d, Paused: d + 4}, d + 4, NoLimit},
		"who is to be asked again is waited for":                       {Clock{Since: d, Due: d + 3, Paused: d + 1, AskAgain: d + 31}, d + 31, Paused},
		"whoever was not asked again is late, with or without a limit": {Clock{Since: d, Paused: d + 1, AskAgain: d + 31}, d + 32, Late},
	} {
		t.Run(says, func(t *testing.T) {
			if got := c.clock.LightAt(c.today); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

func TestDue(t *testing.T) {
	friday, beforeNewYear := calendar.NewDate(2025, 6, 6), calendar.NewDate(2026, 12, 28)
	for says, c := range map[string]struct {
		since       calendar.Date
		days        int
		workdays    bool
		want        calendar.Date
		provisional bool
	}{
		"the day after is day one":                          {friday, 3, false, friday + 3, false},
		"no days are the same day":                          {friday, 0, false, friday, false},
		"working days leave the weekend out":                {friday, 5, true, friday + 7, false},
		"a year without a holiday table counts weekdays":    {beforeNewYear, 5, true, calendar.NewDate(2027, 1, 4), true},
		"natural days are sure in a year that nobody knows": {beforeNewYear, 5, false, beforeNewYear + 5, false},
		"working days before that year are sure":            {beforeNewYear, 2, true, beforeNewYear + 2, false},
	} {
		t.Run(says, func(t *testing.T) {
			if due, provisional := Due(c.since, c.days, c.workdays); due != c.want || provisional != c.provisional {
				t.Errorf("%s %v, want %s %v", due, provisional, c.want, c.provisional)
			}
		})
	}
}

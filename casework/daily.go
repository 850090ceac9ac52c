package casework

import (
	"context"
	"fmt"
	"slices"
	"time"

	"dixian/calendar"
	"dixian/division"
)

// CheckDay is one day's round of the checks over all cases.
type CheckDay struct {
	Day    calendar.Date
	At     time.Time
	Looked int // cases
	Found  int // findings that were not there before
	Gone   int // that no longer hold
}

// checked are the states that the daily checks look at: monitored, on the way to
// clearing, and watched after it.
var checked = append(slices.Clone(clearable), "cleared", "watch")

// rounds are the cases of a daily round: those in the checked states, and the 红 clues
// that are owed their first help.
var rounds = []Filter{{States: checked}, {States: UrgentStates, Urgency: "红"}}

// maxChecked is how many cases are read at once, checkedAtOnce how many of them one
// transaction checks: few enough that whoever writes does not wait for a round, and
// enough that the disk is not waited for at each.
const (
	maxChecked    = 500
	checkedAtOnce = 20
)

// CheckAll runs the checks over all cases, once a day: a second call of the day
// gives the first one's account. What it finds is kept for people to see; it
// moves no case, no clock and no help. A round that was cut off begins anew.
//
// Source: casework contract, "Checks of policy §1.6 and §1.8 run over all cases
// daily".
func (s *Service) CheckAll(ctx context.Context) (*CheckDay, error) {
	today := s.Today()
	held, err := s.Store.CheckDays(ctx, 1)
	if err != nil || len(held) > 0 && held[0].Day >= today {
		return firstOf(held), err
	}
	round := &CheckDay{Day: today, At: s.Now()}
	for _, f := range rounds {
		if err := s.checkEach(ctx, f, round); err != nil {
			return nil, err
		}
	}
	err = s.Store.Atomically(ctx, func(ctx context.Context) error {
		if err := s.Store.AddCheckDay(ctx, round); err != nil {
			return err
		}
		return s.logAbout(ctx, "-", "checks.daily", "day/"+today.String(), fmt.Sprintf("%d looked at, %d found, %d gone", round.Looked, round.Found, round.Gone))
	})
	return round, err
}

func firstOf(days []CheckDay) *CheckDay {
	if len(days) == 0 {
		return nil
	}
	return &days[0]
}

func (s *Service) checkEach(ctx context.Context, f Filter, round *CheckDay) error {
	f.Scope, f.Limit = []division.Code{Everywhere}, maxChecked
	for {
		cases, err := s.Store.Cases(ctx, f)
		if err != nil {
			return err
		}
		for some := range slices.Chunk(cases, checkedAtOnce) {
			if err := s.checkSome(ctx, some, round); err != nil {
				return err
			}
		}
		if len(cases) < maxChecked {
			return nil
		}
		last := cases[len(cases)-1]
		f.After = Cursor{DueOn: int32(last.DueOn), ID: last.ID}
	}
}

func (s *Service) checkSome(ctx context.Context, cases []*Case, round *CheckDay) error {
	return s.Store.Atomically(ctx, func(ctx context.Context) error {
		for _, c := range cases {
			if err := s.checkOne(ctx, c.ID, round); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Service) checkOne(ctx context.Context, id int64, round *CheckDay) error {
	c, err := s.Store.Case(ctx, id, []division.Code{Everywhere})
	if err != nil {
		return err
	}
	now, err := s.checksOf(ctx, c)
	if err != nil {
		return err
	}
	round.Looked++
	gone, err := s.endFindings(ctx, c, now)
	if err != nil {
		return err
	}
	round.Gone += gone
	held, err := s.Store.Findings(ctx, id)
	if err != nil {
		return err
	}
	for _, f := range now {
		if f.early || slices.ContainsFunc(held, func(h Finding) bool { return h.Check == f.Check }) {
			continue
		}
		round.Found++
		if err := s.Store.SaveFinding(ctx, &f); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) checksOf(ctx context.Context, c *Case) ([]Finding, error) {
	if c.Urgency == "红" && slices.Contains(UrgentStates, c.State) {
		measures, err := s.Store.Measures(ctx, c.ID)
		if err != nil {
			return nil, err
		}
		return s.urgentFinding(c, measures)
	}
	if !slices.Contains(checked, c.State) {
		return nil, nil
	}
	h, err := s.Registry.Household(ctx, c.Household, false)
	if err != nil {
		return nil, err
	}
	measures, err := s.Store.Measures(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	return Checks(c, h, measures, s.Today()), nil
}

// endFindings ends what the daily checks once found of a case and would not find
// now. Of a record that is closed nothing stands out any more.
func (s *Service) endFindings(ctx context.Context, c *Case, now []Finding) (gone int, err error) {
	held, err := s.Store.Findings(ctx, c.ID)
	if err != nil {
		return 0, err
	}
	for _, f := range held {
		if f.Run != 0 && c.Open() || slices.ContainsFunc(now, func(n Finding) bool { return n.Check == f.Check }) {
			continue
		}
		gone++
		f.GoneOn = s.Today()
		if err := s.Store.SaveFinding(ctx, &f); err != nil {
			return gone, err
		}
	}
	return gone, nil
}

// recheck ends the findings that an act has just answered, so that nobody waits a
// day for the list to tell so. New ones are left to the daily round.
func (s *Service) recheck(ctx context.Context, c *Case) error {
	now, err := s.checksOf(ctx, c)
	if err != nil {
		return err
	}
	_, err = s.endFindings(ctx, c, now)
	return err
}

// Standing are a case's findings as they are now: the checks as the case stands
// at this moment, with the day on which a daily round first saw them, and what
// the newest screening found.
func (s *Service) Standing(ctx context.Context, c *Case) ([]Finding, error) {
	out, err := s.checksOf(ctx, c)
	if err != nil {
		return nil, err
	}
	held, err := s.Store.Findings(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	for _, h := range held {
		i := slices.IndexFunc(out, func(f Finding) bool { return f.Check == h.Check })
		switch {
		case i >= 0:
			out[i].Since = h.Since
		case h.Run != 0:
			out = append(out, h)
		}
	}
	return out, nil
}

package casework

import (
	"context"
	"slices"

	"dixian/access"
)

// TakenBack says what became of the records whose alerts rested on a delivery
// that was undone.
type TakenBack struct {
	Withdrawn int // clues that nobody had touched, and that have no other alert
	Marked    int // records that somebody works on
}

// Live are the alerts of open records where the user loads that runs still raise,
// by number.
func (s *Service) Live(ctx context.Context, u *access.User) (map[int64]bool, error) {
	open, err := s.Store.OpenCases(ctx)
	out := map[int64]bool{}
	for _, c := range open {
		for _, a := range c.Alerts {
			if !a.Gone && loads(u, c.Division) {
				out[a.ID] = true
			}
		}
	}
	return out, err
}

// TakeBack follows the undoing of a delivery through the records, after a
// screening without it: of the alerts that were live before, those of rules that
// read its table and are gone now have lost their source. A clue that nobody has
// touched is withdrawn, a record that somebody works on is marked and stays. Who
// undid the delivery withdraws: no clue closes by itself.
//
// Source: casework contract, "Kept how long".
func (s *Service) TakeBack(ctx context.Context, u *access.User, before map[int64]bool, reads func(rule string) bool, why string) (*TakenBack, error) {
	out := &TakenBack{}
	err := s.Store.Atomically(ctx, func(ctx context.Context) error {
		w, err := s.Flow()
		if err != nil {
			return err
		}
		open, err := s.Store.OpenCases(ctx)
		if err != nil {
			return err
		}
		for _, c := range open {
			lost := slices.ContainsFunc(c.Alerts, func(a Alert) bool { return a.Gone && before[a.ID] && reads(a.Rule) })
			if !lost || !loads(u, c.Division) {
				continue
			}
			untouched, err := s.untouched(ctx, c)
			if err != nil {
				return err
			}
			if !untouched {
				out.Marked++
				if err := s.event(ctx, u, c, Event{Act: "source_withdrawn", From: c.State, To: c.State, Reason: why}); err != nil {
					return err
				}
				continue
			}
			from := c.State
			if err := s.enter(c, w, w.State("settled")); err != nil {
				return err
			}
			if err := s.Store.SaveCase(ctx, c); err != nil {
				return err
			}
			out.Withdrawn++
			if err := s.event(ctx, u, c, Event{Act: "source_withdrawn", From: from, To: c.State, Reason: why}); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// untouched says whether a clue lies at the desk as runs left it, with nothing
// but alerts that are gone.
func (s *Service) untouched(ctx context.Context, c *Case) (bool, error) {
	if c.State != "triage" || c.Channel != FromDepartments || slices.ContainsFunc(c.Alerts, func(a Alert) bool { return !a.Gone }) {
		return false, nil
	}
	events, err := s.Store.Events(ctx, c.ID)
	if err != nil {
		return false, err
	}
	return !slices.ContainsFunc(events, func(e Event) bool { return e.Act != "open" && e.Act != "alert" }), nil
}

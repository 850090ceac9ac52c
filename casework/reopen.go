package casework

import (
	"context"
	"slices"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
	"dixian/rule"
)

// Reopened is the act by which a city or the province sends a closed record back to
// work.
const Reopened = "reopen"

// toldFor is for how many days a message about a re-opened record is still made,
// should no server have run.
const toldFor = 7

// Reopen sends a closed clue or case back to work, with a reason. Nothing is decided
// by it: what a desk had settled lies at the desk again, a household that was found
// without risk or refused is visited anew, a record that was ended goes on where
// it stood.
//
// Source: casework contract, Who may see and do what, "re-open".
func (s *Service) Reopen(ctx context.Context, u *access.User, id int64, version int, reason string) (*Case, error) {
	w, err := s.Flow()
	if err != nil {
		return nil, err
	}
	var c *Case
	err = s.Store.Atomically(ctx, func(ctx context.Context) (err error) {
		if c, err = s.open(ctx, u, id, version); err != nil {
			return err
		}
		if orderingLevel(u, c.Division) == 0 {
			return access.ErrForbidden
		}
		if err := worded(Reopened, "reason", reason, "请写明为什么发回重新办理"); err != nil {
			return err
		}
		from := c.State
		to, err := s.wayBack(ctx, c, w)
		if err != nil {
			return err
		}
		if held, err := s.Store.OpenCase(ctx, c.Household); err != nil {
			return err
		} else if held != nil {
			return refuse(Reopened, "", "这一户另有在办的线索，请在那一件里办")
		}
		if c.WholeDueOn = 0; w.Whole != nil && slices.Contains(w.Whole.Path, to) {
			c.T0 = s.Today()
		}
		if err := s.enter(c, w, to); err != nil {
			return err
		}
		if err := s.nextVisit(ctx, c, ""); err != nil {
			return err
		}
		if err := s.Store.SaveCase(ctx, c); err != nil {
			return err
		}
		if from != "ended" {
			if err := s.wakeAlerts(ctx, c); err != nil {
				return err
			}
		}
		return s.event(ctx, u, c, Event{Act: Reopened, From: from, To: c.State, Reason: reason})
	})
	return c, err
}

// wayBack is the state a closed record is sent back to.
func (s *Service) wayBack(ctx context.Context, c *Case, w *rule.Workflow) (*rule.State, error) {
	switch c.State {
	case "settled":
		return w.State("triage"), nil
	case "closed_no_risk", "refused":
		return w.State("dispatched"), nil
	case "ended":
		events, err := s.Store.Events(ctx, c.ID)
		if err != nil {
			return nil, err
		}
		for _, e := range slices.Backward(events) {
			if st := w.State(e.From); e.To == c.State && e.From != c.State && st != nil && !st.Final {
				return st, nil
			}
		}
		return nil, refuse(Reopened, "", "看不出这一件是从哪一步终止的，请按新情况登记线索")
	case "attached", "transferred":
		return nil, refuse(Reopened, "", "这一件已经并入或移交，请在接下去办的那一件里办")
	}
	return nil, refuse(Reopened, "", "这一件还在办，不用发回")
}

// sentBackLately are the records of which the county is to be told.
func (s *Service) sentBackLately(ctx context.Context, today calendar.Date) ([]Acted, error) {
	const most = 500
	held, err := s.Store.Acted(ctx, Reopened, []division.Code{Everywhere}, 0, most)
	return slices.DeleteFunc(held, func(a Acted) bool { return a.Event.Day < today-toldFor }), err
}

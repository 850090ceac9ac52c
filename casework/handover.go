package casework

import (
	"context"
	"slices"

	"dixian/access"
	"dixian/division"
	"dixian/rule"
)

// Tasks are what falls to a role in a place on a day, and goes with it to whoever
// has the role next.
type Tasks struct {
	Steps  []StateCount // of the states that wait for the role, by state
	Visits int          // households where somebody is to go within two weeks
	// Signed are the records on whose next step the successor may not act, because it
	// wants another person than who did the step before, and that was the successor.
	Signed []int64
}

// visitsAhead is how many days of visits are told when a role is handed over.
const visitsAhead = 14

// TasksOf tells what falls to a role in a place, and what of it the successor may
// not do.
//
// Source: casework contract, "Handover of a rotated cadre's tasks is one step".
func (s *Service) TasksOf(ctx context.Context, g access.Grant, successor string) (Tasks, error) {
	var t Tasks
	w, err := s.Flow()
	if err != nil {
		return t, err
	}
	today, scope := s.Today(), []division.Code{g.Division}
	counts, err := s.Store.CountStates(ctx, scope, 0, int32(today))
	if err != nil {
		return t, err
	}
	for _, n := range counts {
		if st := w.State(n.State); st != nil && !st.Final && n.State != "closed_no_risk" && slices.Contains(st.Owners, g.Role) {
			t.Steps = append(t.Steps, n)
		}
	}
	if slices.ContainsFunc(w.Moves, func(m *rule.Move) bool { return IsVisit(m.Name) && slices.Contains(m.By, g.Role) }) {
		if t.Visits, err = s.Store.CountCases(ctx, Filter{Scope: scope, Visit: DueVisit{By: int32(today) + visitsAhead, States: waitingForVisit(w)}}); err != nil {
			return t, err
		}
	}
	t.Signed, err = s.signedBy(ctx, w, g, successor)
	return t, err
}

// signedAtOnce is how many acts are read in one go.
const signedAtOnce = 500

func (s *Service) signedBy(ctx context.Context, w *rule.Workflow, g access.Grant, login string) (out []int64, err error) {
	scope := []division.Code{g.Division}
	for _, m := range w.Moves {
		if m.NotBy == nil || !slices.Contains(m.By, g.Role) {
			continue
		}
		var states []string
		for _, from := range m.From {
			states = append(states, from.Name)
		}
		waiting, err := s.Store.Cases(ctx, Filter{Scope: scope, States: states})
		if err != nil {
			return nil, err
		}
		last := map[int64]bool{} // record → whether the successor did the step before last
		for l := (Listing{Scope: scope, Limit: signedAtOnce}); len(waiting) > 0; {
			acts, err := s.Store.EventLines(ctx, l, []string{m.NotBy.Name})
			if err != nil {
				return nil, err
			}
			for i := range acts {
				l.After = acts[i].ID
				last[acts[i].CaseID] = slices.Contains(acts[i].persons(), login)
			}
			if len(acts) < l.Limit {
				break
			}
		}
		for _, c := range waiting {
			if last[c.ID] && !slices.Contains(out, c.ID) {
				out = append(out, c.ID)
			}
		}
	}
	return out, nil
}

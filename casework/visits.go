package casework

import (
	"context"
	"slices"

	"dixian/calendar"
	"dixian/rule"
)

// keepsVisitLog says whether a move only writes a visit down: the case stays
// where it is, since when it is there, and with its clocks.
func keepsVisitLog(m *rule.Move) bool { return m.Name == "follow_visit" || m.Name == "watch_visit" }

// visits are the acts that tell of somebody having been at the household's.
var visits = []string{"visit", "clear_visit", "follow_visit", "watch_visit"}

// IsVisit says whether an act tells of a visit.
func IsVisit(act string) bool { return slices.Contains(visits, act) }

// nextVisit sets the last day of a case's next visit: of a monitored household by
// its cadence, after clearing that of the first visit owed. Elsewhere the clock of
// the state says when somebody goes. now is the day of a visit that is being
// written down; "" for a move that is none.
//
// Source: casework contract, "Measures and visits" and States, "cleared → watch".
func (s *Service) nextVisit(ctx context.Context, c *Case, now string) error {
	switch c.State {
	case "monitored":
		every := "visit_plain_days"
		focus, err := s.inFocus(ctx, c)
		if err != nil {
			return err
		}
		if focus {
			every = "visit_key_days"
		}
		days, err := s.Param(every, c.Division)
		if err != nil {
			return err
		}
		from := s.Today()
		if day, err := calendar.ParseDate(now); err == nil && day != 0 {
			from = day
		}
		c.VisitDueOn = from + calendar.Date(days)
	case "cleared", "watch":
		owed, err := s.watchVisitsOwed(ctx, c, now)
		if err != nil {
			return err
		}
		c.VisitDueOn = 0
		if len(owed) > 0 {
			c.VisitDueOn = owed[0]
		}
	}
	return nil
}

// inFocus says whether a monitored household is visited more often: it came into
// hardship at a stroke, is urgent, or the data cannot speak for it.
func (s *Service) inFocus(ctx context.Context, c *Case) (bool, error) {
	if c.ObjectType == "突发严重困难户" || c.Urgency == "红" {
		return true, nil
	}
	held, err := s.Store.Findings(ctx, c.ID)
	return slices.ContainsFunc(held, func(f Finding) bool { return s.callsForVisit(f.Check) }), err
}

// watchVisitsOwed are the days of the visits after clearing that nobody has made.
// One visit answers one of them, from some days before it on; a late one is still
// owed.
//
// Source: casework contract, States, "visits at 3 and 12 months".
func (s *Service) watchVisitsOwed(ctx context.Context, c *Case, now string) ([]calendar.Date, error) {
	if c.ClearedOn == 0 {
		return nil, nil
	}
	events, err := s.Store.Events(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	made := []string{now}
	for _, e := range events {
		if IsVisit(e.Act) {
			made = append(made, e.Form["visited_on"])
		}
	}
	first, err := s.Param("watch_first_months", c.Division)
	if err != nil {
		return nil, err
	}
	last, err := s.Param("watch_months", c.Division)
	if err != nil {
		return nil, err
	}
	early, err := s.Param("watch_visit_early_days", c.Division)
	if err != nil {
		return nil, err
	}
	due := []calendar.Date{c.ClearedOn.AddMonths(int(first)), c.ClearedOn.AddMonths(int(last))}
	return owed(due, days(made), calendar.Date(early)), nil
}

// days reads dates, sorted, each once; what is none is left out.
func days(texts []string) []calendar.Date {
	var out []calendar.Date
	for _, text := range texts {
		if day, err := calendar.ParseDate(text); err == nil && day != 0 {
			out = append(out, day)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// owed are the due days that no visit answers: each takes the first visit that is
// left and not more than early days before it.
func owed(due, made []calendar.Date, early calendar.Date) (out []calendar.Date) {
	for _, d := range due {
		i := slices.IndexFunc(made, func(v calendar.Date) bool { return v >= d-early })
		if i < 0 {
			out = append(out, d)
			continue
		}
		made = made[i+1:]
	}
	return out
}

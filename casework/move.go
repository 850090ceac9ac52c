package casework

import (
	"context"
	"errors"
	"slices"
	"strings"

	"dixian/access"
	"dixian/calendar"
	"dixian/rule"
	"dixian/workflow"
)

// MoveRequest is a move that a user asks for.
type MoveRequest struct {
	Move    string            `json:"move"`
	Version int               `json:"version"` // of the case as the user saw it
	Reason  string            `json:"reason,omitempty"`
	Form    map[string]string `json:"form,omitempty"`
}

// Move makes a move of the workflow. It fails with ErrNotFound, ErrStale, or a
// *workflow.Refused that names everything in the way.
func (s *Service) Move(ctx context.Context, u *access.User, id int64, r MoveRequest) (*Case, error) {
	w, err := s.Flow()
	if err != nil {
		return nil, err
	}
	var c *Case
	err = s.Store.Atomically(ctx, func(ctx context.Context) error {
		if c, err = s.open(ctx, u, id, r.Version); err != nil {
			return err
		}
		m, err := s.check(ctx, u, c, w, r)
		if err != nil {
			return err
		}
		if atDesk(c) && m.To.Name == "dispatched" {
			open, err := s.Store.CountVillages(ctx, u.Scope(), []string{"dispatched"})
			if err != nil {
				return err
			}
			if err := s.room(c, m, open); err != nil {
				return err
			}
		}
		return s.make(ctx, u, c, w, m, r)
	})
	return c, err
}

func (s *Service) check(ctx context.Context, u *access.User, c *Case, w *rule.Workflow, r MoveRequest) (*rule.Move, error) {
	record, done, err := s.seen(ctx, u, c, w)
	if err != nil {
		return nil, err
	}
	who, err := s.whom(ctx, c, w.Move(r.Move))
	if err != nil {
		return nil, err
	}
	m, err := workflow.Check(w, workflow.Request{
		Move: r.Move, State: c.State, Actor: s.Actor(u, c),
		Done: done, Reason: r.Reason, Form: r.Form, Who: who, Record: record,
	})
	if err != nil {
		return nil, err
	}
	if err := letterTellsNoPetition(m, r.Form); err != nil {
		return nil, err
	}
	return m, notBackdated(c, m, r.Form)
}

// whom are the members that a line of a move's form may name, by masked number.
func (s *Service) whom(ctx context.Context, c *Case, m *rule.Move) (map[string]string, error) {
	if m == nil || !slices.ContainsFunc(m.Asks, func(a *rule.Ask) bool { return a.Lines != nil && a.Lines.Who }) {
		return nil, nil
	}
	h, err := s.Registry.Household(ctx, c.Household, false)
	if err != nil {
		return nil, err
	}
	out := make(map[string]string, len(h.Members))
	for _, p := range h.Members {
		out[p.Number] = p.Name
	}
	return out, nil
}

// seen is what the guards of a move read, and who made which earlier moves.
func (s *Service) seen(ctx context.Context, u *access.User, c *Case, w *rule.Workflow) (rule.Record, map[string][]string, error) {
	record, err := s.record(ctx, c, w)
	if err != nil {
		return nil, nil, err
	}
	before, err := s.past(ctx, c)
	if err != nil {
		return nil, nil, err
	}
	before.into(record, u, c, s.Today())
	return record, before.done, nil
}

// Actor is a user as a case's workflow sees them: with the roles for its village,
// those of whom they stand in for too,
// and, where its wait is late, in place of the level below.
func (s *Service) Actor(u *access.User, c *Case) workflow.Actor {
	roles, lent := u.ActingFor(c.Division)
	return workflow.Actor{User: u.Login, Roles: roles, Lent: lent, Late: s.late(c)}
}

// notBackdated refuses a meeting, a posting or a decision from before the case
// had come so far: it would make a publicity of no days, or months of watching
// that nobody watched.
func notBackdated(c *Case, m *rule.Move, form map[string]string) error {
	for _, a := range m.Asks {
		switch a.Name {
		case "held_on", "posted_on", "decided_on", "cleared_on":
		default:
			continue
		}
		if day, err := calendar.ParseDate(strings.TrimSpace(form[a.Name])); err == nil && day < c.StateSince {
			return refuse(m.Name, a.Name, "“"+a.Label+"”早于上一步办结的 "+c.StateSince.String()+"，请核对")
		}
	}
	return nil
}

// make carries a checked move out: the state with its clocks, what the form says
// about the case, the event, the log.
func (s *Service) make(ctx context.Context, u *access.User, c *Case, w *rule.Workflow, m *rule.Move, r MoveRequest) error {
	from, whose := c.State, s.Actor(u, c).For(m)
	who, err := s.whom(ctx, c, m)
	if err != nil {
		return err
	}
	r.Form = workflow.Kept(m, r.Form, who)
	if m.Offer {
		return s.offer(ctx, u, c, m, r, whose)
	}
	if m.Name == "attach" {
		if err := s.attach(ctx, u, c, r.Form["into"]); err != nil {
			return err
		}
	}
	switch m.Name {
	case moveAsk:
		if err := s.askDepartment(ctx, u, c, r); err != nil {
			return err
		}
	case moveAnswer:
		if r.Form, err = s.answeredByLetter(ctx, u, c, r); err != nil {
			return err
		}
	}
	if m.FirstDay {
		c.T0, c.WholeDueOn = s.Today(), 0
	}
	if slices.Contains(reasonsOf(c), PauseWish) {
		s.release(c, PauseWish)
	}
	if !keepsVisitLog(m) {
		if err := s.enter(c, w, m.To); err != nil {
			return err
		}
	}
	if err := s.take(c, m, r.Form); err != nil {
		return err
	}
	if err := s.nextVisit(ctx, c, r.Form["visited_on"]); err != nil {
		return err
	}
	if slices.Contains(askingAgain, m.Name) {
		days, err := s.Param("review_days", c.Division)
		if err != nil {
			return err
		}
		c.DueOn = s.Today() + calendar.Date(days)
	}
	if c.State == "monitored" && !keepsVisitLog(m) {
		if err := s.awaitMeasures(ctx, c, m); err != nil {
			return err
		}
	}
	if err := s.Store.SaveCase(ctx, c); err != nil {
		return err
	}
	if m.Name == "overturn_refusal" {
		if err := s.wakeAlerts(ctx, c); err != nil {
			return err
		}
	}
	if slices.Contains(lookedInto, c.State) {
		if err := s.settleAlerts(ctx, c); err != nil {
			return err
		}
	}
	if m.Name == "approve" || m.Name == "clear" || m.Name == "monitor_again" {
		if err := s.Registry.Monitored(ctx, c.Household, c.ObjectType, m.Name == "clear"); err != nil {
			return err
		}
	}
	if err := errors.Join(s.recheck(ctx, c), s.askAboutHits(ctx, c)); err != nil {
		return err
	}
	return s.event(ctx, u, c, Event{Act: m.Name, From: from, To: m.To.Name, Reason: r.Reason, Form: r.Form, For: whose})
}

// lookedInto are the states in which a person has looked into every alert: what
// comes again and is not worse sleeps.
var lookedInto = []string{"settled", "closed_no_risk", "refused", "cleared"}

// take writes to the case what a move's form decides about it.
func (s *Service) take(c *Case, m *rule.Move, form map[string]string) error {
	var errs []error
	day := func(name string) calendar.Date {
		d, err := calendar.ParseDate(form[name])
		errs = append(errs, err)
		return d
	}
	yes := func(name string) bool { return form[name] == "是" || form[name] == "true" || form[name] == "1" }
	switch m.Name {
	case "visit":
		c.Confirmed, c.RiskFound = yes("members_confirmed"), yes("risk_found")
	case "follow_visit", "watch_visit":
		c.RiskFound = yes("risk_found")
	case "post", "clear_post":
		c.PostedOn = day("posted_on")
	case "prepare_decision":
		c.ObjectType, c.MainRisk = form["object_type"], form["main_risk"]
	case "approve":
		if c.IdentifiedOn != 0 {
			c.Round++
		}
		c.IdentifiedOn, c.ClearedOn = day("decided_on"), 0
	case "monitor_again":
		c.ClearedOn = 0
	case "clear":
		c.ClearedOn = day("cleared_on")
	}
	return errors.Join(errs...)
}

// NextMove is a move that a user may make, with the reasons it would be refused
// whatever the form says.
type NextMove struct {
	Move   *rule.Move
	Blocks []string
}

// Next lists what a user may do with a case now.
func (s *Service) Next(ctx context.Context, u *access.User, c *Case) ([]NextMove, error) {
	w, err := s.Flow()
	if err != nil {
		return nil, err
	}
	record, done, err := s.seen(ctx, u, c, w)
	if err != nil {
		return nil, err
	}
	var out []NextMove
	actor := s.Actor(u, c)
	for _, m := range workflow.Open(w, c.State, actor) {
		if c.State == "closed_no_risk" && (!declared(c.Channel) || !slices.Contains(askingAgain, m.Name)) {
			continue // it is over; who declared may ask for a review
		}
		blocks, err := workflow.Blocks(m, record)
		if err != nil {
			return nil, err
		}
		if m.NotBy != nil && actor.Same(m, done[m.NotBy.Name]) {
			blocks = append(blocks, "“"+m.NotBy.Label+"”是您办的，这一步要由另一个人办")
		}
		out = append(out, NextMove{m, blocks})
	}
	return out, nil
}

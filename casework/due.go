package casework

import (
	"cmp"
	"context"
	"slices"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
	"dixian/rule"
	"dixian/workflow"
)

// What can be due at a household.
const (
	DueStep    = "visit"     // a step of the case's way: identification or clearing
	DueRound   = "round"     // the monthly or quarterly visit of a monitored household
	DueWatch   = "watch"     // a visit after clearing
	DueAsk     = "ask_again" // who wished to wait is asked again
	DueAlert   = "alert"     // a risk that nobody has looked into
	DueFinding = "finding"   // what the checks or a screening found
)

// Thing is one thing that a visit answers.
type Thing struct {
	Kind string
	On   calendar.Date // last day; 0: it has none of its own and goes with the visit
	Name string        // of an alert or finding: its rule or check
	Says string        // of a finding in words; else empty
}

// Due is a household where somebody is to go, with everything one visit answers:
// the move's form is handed in once.
type Due struct {
	Case   *Case
	Move   *rule.Move // that writes the visit down; nil: not for this user, or somebody else acts first
	On     calendar.Date
	Things []Thing
	Known  map[string]string // what the last visit was told, for questions not to be asked again
	Told   calendar.Date     // day of that visit; 0: none counts
}

// Due lists where somebody is to go in the user's scope by a day, below a division
// (0: everywhere in it), the most urgent first: late ones, then by day.
//
// Source: casework contract, "The visit form" ("one form serves every task due for
// a household that day") and "Measures and visits".
func (s *Service) Due(ctx context.Context, u *access.User, under division.Code, by calendar.Date) ([]Due, error) {
	w, err := s.Flow()
	if err != nil {
		return nil, err
	}
	cases, err := s.Store.Cases(ctx, Filter{Scope: u.Scope(), Under: under, Visit: DueVisit{By: int32(by), States: waitingForVisit(w)}})
	if err != nil {
		return nil, err
	}
	ids := make([]int64, len(cases))
	for i, c := range cases {
		ids[i] = c.ID
	}
	found, err := s.Store.FindingsOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make([]Due, len(cases))
	for i, c := range cases {
		out[i] = s.dueAt(u, w, c, found[c.ID])
	}
	slices.SortStableFunc(out, func(a, b Due) int { return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.Case.ID, b.Case.ID)) })
	return out, nil
}

// waitingForVisit are the states out of which a visit leads elsewhere: their limit
// is the visit's.
func waitingForVisit(w *rule.Workflow) (out []string) {
	for _, m := range w.Moves {
		if !IsVisit(m.Name) || keepsVisitLog(m) {
			continue
		}
		for _, from := range m.From {
			out = append(out, from.Name)
		}
	}
	return out
}

func (s *Service) dueAt(u *access.User, w *rule.Workflow, c *Case, found []Finding) Due {
	d := Due{Case: c, Move: visitMove(w, c, s.Actor(u, c))}
	day := func(kind string, on calendar.Date) {
		if on == 0 {
			return
		}
		d.Things = append(d.Things, Thing{Kind: kind, On: on})
		if d.On == 0 || on < d.On {
			d.On = on
		}
	}
	switch {
	case slices.Contains(waitingForVisit(w), c.State):
		if c.PausedOn == 0 {
			day(DueStep, c.DueOn)
		}
	case watched(c):
		day(DueWatch, c.VisitDueOn)
	default:
		day(DueRound, c.VisitDueOn)
	}
	day(DueAsk, c.AskAgainOn)
	for _, a := range c.Alerts {
		if !a.Gone && !a.Settled {
			d.Things = append(d.Things, Thing{Kind: DueAlert, Name: a.Rule})
		}
	}
	for _, f := range found {
		d.Things = append(d.Things, Thing{Kind: DueFinding, Name: f.Check, Says: f.Says})
	}
	return d
}

// visitMove is the move by which an actor writes a visit down where a case is; nil
// where there is none.
func visitMove(w *rule.Workflow, c *Case, a workflow.Actor) *rule.Move {
	moves := workflow.Open(w, c.State, a)
	if i := slices.IndexFunc(moves, func(m *rule.Move) bool { return IsVisit(m.Name) }); i >= 0 {
		return moves[i]
	}
	return nil
}

// Goes says whether a user holds a role that writes visits down, somewhere.
func (s *Service) Goes(u *access.User) bool {
	w, err := s.Flow()
	return err == nil && slices.ContainsFunc(w.Moves, func(m *rule.Move) bool {
		return IsVisit(m.Name) && slices.ContainsFunc(u.Held(), func(g access.Grant) bool { return slices.Contains(m.By, g.Role) })
	})
}

// judged are answers that every visit gives anew: who went, and what those who
// went think. The system never fills in a conclusion.
var judged = []string{"visited_on", "visitor_1", "visitor_2", "members_confirmed", "risk_found", "conclusion", "disagrees"}

// GiveKnown fills in what the last visit within reask_days was told: the form has
// it already, and nobody asks it again unless it has changed.
//
// Source: casework contract, "The visit form", "nothing asked twice within 90 days".
func (s *Service) GiveKnown(ctx context.Context, d *Due) error {
	if d.Move == nil {
		return nil
	}
	days, err := s.Param("reask_days", d.Case.Division)
	if err != nil {
		return err
	}
	events, err := s.Store.Events(ctx, d.Case.ID)
	if err != nil {
		return err
	}
	for _, e := range slices.Backward(events) {
		if !IsVisit(e.Act) {
			continue
		}
		told, err := calendar.ParseDate(e.Form["visited_on"])
		if err != nil || s.Today()-told > calendar.Date(days) {
			return nil
		}
		d.Told, d.Known = told, map[string]string{}
		for _, a := range d.Move.Asks {
			if v := e.Form[a.Name]; v != "" && !slices.Contains(judged, a.Name) {
				d.Known[a.Name] = v
			}
		}
		return nil
	}
	return nil
}

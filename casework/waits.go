package casework

import (
	"context"
	"slices"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
	"dixian/inbox"
	"dixian/rule"
	"dixian/workflow"
)

// Clock is what the case waits against in its state.
func (c *Case) Clock() workflow.Clock {
	return workflow.Clock{Since: c.StateSince, Due: c.DueOn, Paused: c.PausedOn, AskAgain: c.AskAgainOn}
}

// DueCount counts the open cases of a village in a state that have a limit: all,
// those whose last day it is, those past it.
type DueCount struct {
	Division          division.Code
	State             string
	Open, Today, Late int
}

// waits hands the inbox what waits.
type waits struct{ *Service }

// Waits is where the inbox learns what waits for whom.
func (s *Service) Waits() inbox.Source { return waits{s} }

func (s waits) Waits(ctx context.Context, today calendar.Date) ([]inbox.Wait, error) {
	w, err := s.Flow()
	if err != nil {
		return nil, err
	}
	cases, err := s.Store.WaitingCases(ctx, today)
	if err != nil {
		return nil, err
	}
	out := make([]inbox.Wait, 0, len(cases))
	for _, c := range cases {
		state := w.State(c.State)
		if c.DueOn != 0 {
			state = limited(w, c.State)
		}
		if state != nil {
			wait := inbox.Wait{Case: c.ID, Household: c.Household, Round: c.Round, State: state.Name, Owners: state.Owners, Division: c.Division, Urgent: c.Urgency == "红", Clock: c.Clock()}
			if c.State == "dispatched" {
				wait.Fresh = inbox.Dispatched
			}
			out = append(out, wait)
		}
		if c.VisitDueOn != 0 && c.VisitDueOn < today {
			out = append(out, inbox.Wait{
				Case: c.ID, Household: c.Household, Round: c.Round, State: owedVisit, Owners: visitors(w, c.State), Division: c.Division, Clock: workflow.Clock{Since: c.VisitDueOn, Due: c.VisitDueOn},
			})
		}
	}
	if out, err = s.urgentWaits(ctx, out); err != nil {
		return nil, err
	}
	if out, err = s.questions(ctx, out); err != nil {
		return nil, err
	}
	if out, err = s.answers(ctx, out); err != nil {
		return nil, err
	}
	return s.fromAbove(ctx, out, today)
}

// limited is the state whose owners must act where a case has a last day. In the watch
// after clearing only the review of a refusal has one, and waits as it does elsewhere.
func limited(w *rule.Workflow, state string) *rule.State {
	if state == "watch" {
		state = "refused"
	}
	return w.State(state)
}

// asked is the name under which a question to a department waits.
const asked = "question"

// questions adds what departments are asked. The department is told of its county and
// the day, not of case and village; when it is late the county is told of the case.
func (s waits) questions(ctx context.Context, out []inbox.Wait) ([]inbox.Wait, error) {
	held, err := s.Store.Questions(ctx, QuestionFilter{Everyone: true, Open: true})
	for _, q := range held {
		county := q.Case.Division.County()
		out = append(out,
			inbox.Wait{Round: int(q.ID), State: asked, Owners: []string{access.Department}, Of: q.Owner, Above: []string{}, Fresh: inbox.Asked, Division: county, Household: q.Case.Household, Clock: q.Clock()},
			inbox.Wait{Case: q.CaseID, Round: int(q.ID), State: asked, Above: countyRoles, Division: q.Case.Division, Household: q.Case.Household, Clock: q.Clock()})
	}
	return out, err
}

// answers adds what households said to hits that the town has settled already: it is to
// settle them again.
func (s waits) answers(ctx context.Context, out []inbox.Wait) ([]inbox.Wait, error) {
	held, err := s.Store.UnheardAnswers(ctx, []division.Code{Everywhere})
	for _, a := range held {
		out = append(out, inbox.Wait{Case: a.CaseID, Household: a.Case.Household, Round: int(a.ID), State: actSaid, Owners: []string{"town_clerk", "town_head"}, Fresh: inbox.HitSaid, Division: a.Case.Division, Urgent: a.Case.Urgency == "红"})
	}
	return out, err
}

// owedVisit is the name under which a visit that is overdue waits. It is told when
// its last day is over and not before: its half would ring at every round.
const owedVisit = "owed_visit"

// visitors are the lowest roles that may write a visit down in a state.
func visitors(w *rule.Workflow, state string) (out []string) {
	for _, m := range w.Moves {
		if IsVisit(m.Name) && slices.ContainsFunc(m.From, func(f *rule.State) bool { return f.Name == state }) {
			for _, role := range m.By {
				if levels[role] == levels["village_cadre"] && !slices.Contains(out, role) {
					out = append(out, role)
				}
			}
		}
	}
	return out
}

// supervised is the name under which an answer to a supervision waits.
const supervised = "supervised"

// fromAbove adds what a city or the province has ordered: supervisions without an
// answer, and records sent back to work.
func (s waits) fromAbove(ctx context.Context, out []inbox.Wait, today calendar.Date) ([]inbox.Wait, error) {
	held, err := s.Store.Supervisions(ctx, []division.Code{Everywhere}, true, 0, 0)
	if err != nil {
		return nil, err
	}
	for _, v := range held {
		if v.AnsweredOn == 0 {
			out = append(out, inbox.Wait{
				Case: v.CaseID, Household: v.Case.Household, Round: int(v.ID), State: supervised, Owners: s.answering(v.Case.State, &v.Supervision), Above: []string{orderers[v.Level-levels["city"]]},
				Fresh: inbox.Supervised, Division: v.Case.Division, Urgent: v.Case.Urgency == "红", Clock: v.Clock(),
			})
		}
	}
	sent, err := s.sentBackLately(ctx, today)
	for _, a := range sent {
		out = append(out, inbox.Wait{Case: a.Case.ID, Household: a.Case.Household, Round: int(a.Event.ID), State: a.Event.To, Owners: countyRoles, Fresh: inbox.Reopened, Division: a.Case.Division})
	}
	return out, err
}

func (s waits) Concerned(ctx context.Context) (map[string][]string, error) {
	return s.Store.Concerned(ctx)
}

func (s waits) Standings(ctx context.Context, today calendar.Date, apart []string) ([]inbox.Standing, error) {
	w, err := s.Flow()
	if err != nil {
		return nil, err
	}
	counts, err := s.Store.CountDue(ctx, today, apart)
	if err != nil {
		return nil, err
	}
	out := make([]inbox.Standing, 0, len(counts))
	for _, n := range counts {
		if state := limited(w, n.State); state != nil {
			out = append(out, inbox.Standing{Division: n.Division, State: state.Name, Owners: state.Owners, Tally: inbox.Tally{Open: n.Open, Today: n.Today, Late: n.Late}})
		}
	}
	for _, household := range apart {
		c, err := s.Store.OpenCase(ctx, household)
		if err != nil {
			return nil, err
		}
		if c == nil || c.DueOn == 0 {
			continue
		}
		if state := limited(w, c.State); state != nil {
			out = append(out, inbox.Standing{Division: c.Division, Household: household, State: state.Name, Owners: state.Owners, Tally: inbox.One(c.Clock(), today)})
		}
	}
	return s.owedBesides(ctx, out, today)
}

// owedBesides adds the answers that are owed outside of the states of cases: to
// supervisions, and to who asks that a record be put right.
func (s waits) owedBesides(ctx context.Context, out []inbox.Standing, today calendar.Date) ([]inbox.Standing, error) {
	held, err := s.Store.Supervisions(ctx, []division.Code{Everywhere}, true, 0, 0)
	if err != nil {
		return nil, err
	}
	for _, v := range held {
		if v.AnsweredOn == 0 {
			out = append(out, inbox.Standing{Division: v.Case.Division, Household: v.Case.Household, State: supervised, Owners: s.answering(v.Case.State, &v.Supervision), Tally: inbox.One(v.Clock(), today)})
		}
	}
	open, err := s.Store.Questions(ctx, QuestionFilter{Everyone: true, Open: true})
	if err != nil {
		return nil, err
	}
	for _, q := range open {
		out = append(out, inbox.Standing{Division: q.Case.Division.County(), Household: q.Case.Household, State: asked, Owners: []string{access.Department}, Of: q.Owner, Tally: inbox.One(q.Clock(), today)})
	}
	corrections, err := s.Store.Corrections(ctx, []division.Code{Everywhere}, true, 0)
	for _, c := range corrections {
		out = append(out, inbox.Standing{Division: c.Division, Household: c.Household, State: correcting, Owners: townAndUp, Tally: inbox.One(workflow.Clock{Since: c.ReceivedOn, Due: c.DueOn}, today)})
	}
	return out, err
}

// correcting is the name under which an answer to a request for correction stands.
const correcting = "correction"

func (s waits) Label(name string) string {
	switch name {
	case supervised:
		return "督办待答复"
	case asked:
		return "部门待答复的问题"
	case actSaid:
		return "农户对命中有答复"
	}
	if w, err := s.Flow(); err == nil {
		if state := w.State(name); state != nil {
			return state.Label
		}
	}
	if name == urgentHelp {
		return "急件先行帮扶"
	}
	if name == owedVisit {
		return "入户走访"
	}
	if role := access.Labels[name]; role != "" { // of a handover
		return role
	}
	return name
}

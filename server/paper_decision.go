package server

import (
	"fmt"
	"slices"

	"dixian/calendar"
	"dixian/casework"
	"dixian/document"
	"dixian/registry"
)

// meeting is the record of the villagers' meeting; blank until one was held.
func (p *paper) meeting(d document.Decision) (sheeted, error) {
	f, err := p.family()
	m := document.Meeting{Family: f, Decision: d}
	e := p.latest(about(d, "hold_meeting", "clear_hold_meeting"))
	if e == nil {
		return m, err
	}
	if m.HeldOn, err = dayOf(e, "held_on"); err != nil {
		return nil, err
	}
	m.Entitled, m.Attended, m.Agreed, m.Against = number(e.Form, "entitled"), number(e.Form, "attended"), number(e.Form, "agreed"), number(e.Form, "against")
	m.Recused = affirmed(e.Form, "relatives_recused")
	minutes, _ := p.who.softenWords(e.Form["minutes"])
	m.Minutes = document.Starred(minutes)
	return m, nil
}

// dayOf is a day that an event's form says; it was checked when it was filled in.
func dayOf(e *casework.Event, name string) (calendar.Date, error) {
	d, err := calendar.ParseDate(e.Form[name])
	if err != nil {
		return 0, fmt.Errorf("the event %d of case %d says no day for %s: %w", e.ID, e.CaseID, name, err)
	}
	return d, nil
}

// approval has the opinions of village, town and county one under the other.
func (p *paper) approval(d document.Decision) (sheeted, error) {
	f, err := p.family()
	a := document.Approval{Family: f, Decision: d, ObjectType: p.c.ObjectType, MainRisk: p.c.MainRisk}
	if e := p.latest(about(d, "hold_meeting", "clear_hold_meeting")); e != nil {
		a.Meeting = document.Opinion{Says: fmt.Sprintf("到会 %d 人，同意 %d 票，不同意 %d 票，拟%s。", number(e.Form, "attended"), number(e.Form, "agreed"), number(e.Form, "against"), d), Name: e.Name, On: e.Day}
	}
	if e := p.latest(about(d, "town_review", "clear_town_review")); e != nil {
		a.Town = p.opinion(e, "spot_check")
	}
	if e := p.latest(about(d, "prepare_decision", "prepare_clearing")); e != nil {
		a.County = p.opinion(e, "opinion")
	}
	return a, err
}

// opinion is what an event's form says, as the reader may see it.
func (p *paper) opinion(e *casework.Event, name string) document.Opinion {
	says, _ := p.who.softenWords(p.who.withoutPetition(e.Form[name]))
	return document.Opinion{Says: document.Starred(says), Name: e.Name, On: e.Day}
}

// decision tells the family that it was taken in or that its risk is gone.
func (p *paper) decision(d document.Decision) (sheeted, error) {
	f, err := p.family()
	if err != nil {
		return nil, err
	}
	days, err := p.s.Casework.Param("measure_days", p.c.Division)
	l := document.Letter{Family: f, Decision: document.Entry, On: p.c.IdentifiedOn, MeasureDays: int(days)}
	if d == document.Clearing && p.c.ClearedOn != 0 {
		l.Decision, l.On = document.Clearing, p.c.ClearedOn
	}
	return l, err
}

// refusal tells the family why not, and how to have another person look; of a
// refusal that a review kept, that it did.
func (p *paper) refusal(document.Decision) (sheeted, error) {
	e := p.refused()
	if e == nil {
		return nil, casework.ErrNotFound
	}
	return p.refusalOf(e)
}

// refused is the act by which the family is not taken in as things stand: the
// newest refusal, or the review that kept it; nil where something has been begun
// since.
func (p *paper) refused() *casework.Event {
	for _, e := range slices.Backward(p.file.Events) {
		if p.refuses(e.Act) {
			return &e
		}
		if e.From != "" && e.To == "dispatched" || e.Act == "roll_back" {
			return nil
		}
	}
	return nil
}

// refuses says whether an act tells the family that it is not taken in.
func (p *paper) refuses(act string) bool {
	_, refuses := p.c.Refuses(act)
	return refuses || casework.Upholds(act)
}

func (p *paper) refusalOf(e *casework.Event) (sheeted, error) {
	head, err := document.Named(p.h.Head())
	if err != nil {
		return nil, unprintable(err)
	}
	says := func(text string) string {
		text, _ = p.who.softenWords(text)
		return document.Starred(text)
	}
	r := document.Refusal{
		Village: p.c.Division, Head: head, Ground: e.Form["ground"], WouldChange: says(e.Form["would_change"]), Watched: e.To == "watch", On: e.Day,
	}
	switch {
	case casework.Upholds(e.Act):
		r.By, r.Reason, r.County = document.OnReview, says(e.Reason), p.reviewedByCounty(e)
	case e.Act == "close_no_risk":
		r.By = document.WithoutRisk
	case e.Act == "refuse_at_town":
		r.By = document.ByTown
	}
	return r, nil
}

// reviewedByCounty says whether a review was the county's: of what the town refused.
func (p *paper) reviewedByCounty(review *casework.Event) bool {
	county := false
	for _, e := range p.file.Events {
		if e.ID >= review.ID {
			break
		}
		if level, refuses := p.c.Refuses(e.Act); refuses {
			county = level == townLevel
		}
	}
	return county
}

// townLevel is the level of a refusal by the town.
const townLevel = 2

func (p *paper) publicity(d document.Decision) (sheeted, error) { return p.notice(document.Posted, d) }
func (p *paper) announcement(d document.Decision) (sheeted, error) {
	return p.notice(document.Announced, d)
}

// notice is what hangs on the board.
func (p *paper) notice(stage document.Stage, d document.Decision) (sheeted, error) {
	head, err := p.s.head(p.c, p.h)
	if err != nil {
		return nil, err
	}
	n := document.Notice{Stage: stage, Decision: d, Village: p.c.Division, Head: head, Group: p.h.Group, Size: living(p.h)}
	n.From, n.To, err = p.term(stage, d)
	return n, err
}

// term are the first and the last day of a notice. One that does not hang yet
// begins today.
func (p *paper) term(stage document.Stage, d document.Decision) (from, to calendar.Date, err error) {
	days, err := p.s.Casework.Param("publicity_days", p.c.Division)
	if err != nil {
		return 0, 0, err
	}
	switch {
	case stage == document.Announced && d == document.Clearing:
		from = p.c.ClearedOn
	case stage == document.Announced:
		from = p.c.IdentifiedOn
	default:
		if e := p.latest(about(d, "post", "clear_post")); e != nil && p.c.State != "meeting" && p.c.State != "clear_meeting" {
			if from, err = dayOf(e, "posted_on"); err != nil {
				return 0, 0, err
			}
		}
	}
	if from == 0 {
		from = p.s.Casework.Today()
	}
	return from, from + calendar.Date(days), nil
}

// hangs says whether a notice's term is not over. While an objection is open the
// posted words are still in question, and hang on.
//
// Source: casework contract, "gone when their term ends".
func (p *paper) hangs(stage document.Stage) bool {
	_, to, err := p.term(stage, p.now())
	return err == nil && (to >= p.s.Casework.Today() || stage == document.Posted && p.c.PausedOn != 0)
}

// head is how a public notice calls the household's head.
func (s *Server) head(c *casework.Case, h *registry.Household) (document.Head, error) {
	hide, err := s.numbered(c, h)
	if hide || err != nil {
		return document.Numbered(c.ID), err
	}
	head, err := document.Named(h.Head())
	return head, unprintable(err)
}

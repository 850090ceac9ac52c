package casework

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
	"dixian/workflow"
)

// Supervision is the order of a city or the province to see to a clue or case by a
// day. Who is to act answers in writing; the level that ordered it closes it.
// It moves no case and no clock, and outlives the record's end.
//
// Source: casework contract, Who may see and do what, "re-open, 督办".
type Supervision struct {
	ID         int64
	CaseID     int64
	Level      int    // that ordered: 4 city, 5 province
	OrderedBy  string // login
	OrderedAs  string // name
	OrderedOn  calendar.Date
	DueOn      calendar.Date // last day of the answer
	Reason     string
	Answer     string
	AnsweredBy string        // login
	AnsweredAs string        // name
	AnsweredOn calendar.Date // 0: not yet
	Verdict    string        // of who closes it
	ClosedBy   string        // login
	ClosedOn   calendar.Date // 0: it is open
}

// Late says whether the answer came, or is still out, after its last day.
func (v *Supervision) Late(today calendar.Date) bool {
	if v.AnsweredOn != 0 {
		return v.AnsweredOn > v.DueOn
	}
	return today > v.DueOn
}

// Clock is what the answer waits against.
func (v *Supervision) Clock() workflow.Clock {
	return workflow.Clock{Since: v.OrderedOn, Due: v.DueOn}
}

// Supervised is a supervision with its case as it is today.
type Supervised struct {
	Supervision
	Case *Case
}

// SupervisionStore keeps them.
type SupervisionStore interface {
	// SaveSupervision inserts (ID 0) or updates one.
	SaveSupervision(ctx context.Context, v *Supervision) error
	// SupervisionsOf gives a case's as they were ordered.
	SupervisionsOf(ctx context.Context, caseID int64) ([]Supervision, error)
	// Supervisions gives those of a scope with their cases, without the alerts, newest
	// first; open: only those not closed; before: those before this one, 0: all.
	Supervisions(ctx context.Context, scope []division.Code, open bool, before int64, limit int) ([]Supervised, error)
}

const (
	actSupervise = "supervise"
	actReport    = "supervise_answer"
	actConclude  = "supervise_close"
)

// orderers are the roles that supervise and send back to work.
var orderers = []string{"city", "province"}

// Supervise orders that a case or clue be seen to by a day.
func (s *Service) Supervise(ctx context.Context, u *access.User, id int64, version int, reason string, due calendar.Date) (*Case, error) {
	return s.supervising(ctx, u, id, version, actSupervise, func(ctx context.Context, c *Case, held []Supervision) (*Event, error) {
		level := orderingLevel(u, c.Division)
		if level == 0 {
			return nil, access.ErrForbidden
		}
		longest, err := s.Param("supervision_days", c.Division)
		if err != nil {
			return nil, err
		}
		if err := worded(actSupervise, "reason", reason, "请写明为什么督办、要办成什么"); err != nil {
			return nil, err
		}
		switch {
		case !c.Open() && c.State != "refused":
			return nil, refuse(actSupervise, "", "这件已经办结；要再办的，请发回重新办理")
		case due <= s.Today():
			return nil, refuse(actSupervise, "due_on", "答复期限要在今天以后")
		case due > s.Today()+calendar.Date(longest):
			return nil, refuse(actSupervise, "due_on", fmt.Sprintf("答复期限最长 %d 天", longest))
		case slices.ContainsFunc(held, func(v Supervision) bool { return v.ClosedOn == 0 && v.Level == level }):
			return nil, refuse(actSupervise, "", "本级对这一件的督办还没有办结")
		}
		v := &Supervision{CaseID: c.ID, Level: level, OrderedBy: u.Login, OrderedAs: u.Name, OrderedOn: s.Today(), DueOn: due, Reason: reason}
		return &Event{Reason: reason, Form: map[string]string{"due_on": due.String()}}, s.Store.SaveSupervision(ctx, v)
	})
}

// AnswerSupervision is the written answer of who is to act.
func (s *Service) AnswerSupervision(ctx context.Context, u *access.User, id int64, version int, supervision int64, says string) (*Case, error) {
	return s.supervising(ctx, u, id, version, actReport, func(ctx context.Context, c *Case, held []Supervision) (*Event, error) {
		v, err := among(held, supervision, actReport)
		if err != nil {
			return nil, err
		}
		whose, may := s.answers(u, c, v)
		switch {
		case !may:
			return nil, access.ErrForbidden
		case v.AnsweredOn != 0:
			return nil, refuse(actReport, "", "这次督办已经答复")
		}
		if err := worded(actReport, "says", says, "请写明办了什么、结果怎样"); err != nil {
			return nil, err
		}
		v.Answer, v.AnsweredBy, v.AnsweredAs, v.AnsweredOn = says, u.Login, u.Name, s.Today()
		e := &Event{Reason: says, For: whose}
		if v.Late(s.Today()) {
			e.Form = map[string]string{"days_late": strconv.Itoa(int(v.AnsweredOn - v.DueOn))}
		}
		return e, s.Store.SaveSupervision(ctx, v)
	})
}

// CloseSupervision ends a supervision that has been answered, for the level that
// ordered it.
func (s *Service) CloseSupervision(ctx context.Context, u *access.User, id int64, version int, supervision int64, says string) (*Case, error) {
	return s.supervising(ctx, u, id, version, actConclude, func(ctx context.Context, c *Case, held []Supervision) (*Event, error) {
		v, err := among(held, supervision, actConclude)
		switch {
		case err != nil:
			return nil, err
		case !MayClose(u, c, v):
			return nil, access.ErrForbidden
		case v.AnsweredOn == 0:
			return nil, refuse(actConclude, "", "还没有书面答复，不能办结")
		}
		if err := worded(actConclude, "says", says, "请写明是否办到位、为什么办结"); err != nil {
			return nil, err
		}
		v.Verdict, v.ClosedBy, v.ClosedOn = says, u.Login, s.Today()
		return &Event{Reason: says}, s.Store.SaveSupervision(ctx, v)
	})
}

// supervising runs one act of a supervision: on a record in the user's scope, open
// or closed, in one transaction with its event.
func (s *Service) supervising(ctx context.Context, u *access.User, id int64, version int, act string, do func(ctx context.Context, c *Case, held []Supervision) (*Event, error)) (*Case, error) {
	var c *Case
	err := s.Store.Atomically(ctx, func(ctx context.Context) (err error) {
		if c, err = s.open(ctx, u, id, version); err != nil {
			return err
		}
		held, err := s.Store.SupervisionsOf(ctx, id)
		if err != nil {
			return err
		}
		e, err := do(ctx, c, held)
		if err != nil {
			return err
		}
		if err := s.Store.SaveCase(ctx, c); err != nil { // the version rises: who saw it before looks again
			return err
		}
		e.Act = act
		return s.event(ctx, u, c, *e)
	})
	return c, err
}

// worded refuses words that are missing, and such with numbers of people in them.
func worded(act, field, says, missing string) error {
	switch {
	case strings.TrimSpace(says) == "":
		return refuse(act, field, missing)
	case numberInWords.MatchString(says):
		return refuse(act, field, "这里的话很多人看得到，不要写证件号、电话或账号")
	}
	return nil
}

// among finds a supervision of a case that is not closed.
func among(held []Supervision, id int64, act string) (*Supervision, error) {
	i := slices.IndexFunc(held, func(v Supervision) bool { return v.ID == id })
	switch {
	case i < 0:
		return nil, refuse(act, "", "这一件没有这次督办")
	case held[i].ClosedOn != 0:
		return nil, refuse(act, "", "这次督办已经办结")
	}
	return &held[i], nil
}

// orderingLevel is the level by which a user supervises in a place; 0: by none.
func orderingLevel(u *access.User, at division.Code) int {
	return levelOf(slices.DeleteFunc(u.RolesFor(at), func(r string) bool { return !slices.Contains(orderers, r) }))
}

// answering are the roles that answer a supervision of a case in a state: whose step
// it is, and the county that answers for all of its own; never the level that
// ordered it.
func (s *Service) answering(state string, v *Supervision) []string {
	out := slices.Clone(countyRoles)
	if w, err := s.Flow(); err == nil {
		if st := w.State(state); st != nil {
			out = append(out, st.Owners...)
		}
	}
	return slices.DeleteFunc(out, func(r string) bool { return levels[r] >= v.Level })
}

// answers says whether a user answers a supervision of a case, and in whose place;
// empty: by an own role.
func (s *Service) answers(u *access.User, c *Case, v *Supervision) (whose string, may bool) {
	roles, lent := u.ActingFor(c.Division)
	i := slices.IndexFunc(roles, func(r string) bool { return slices.Contains(s.answering(c.State, v), r) })
	if i < 0 {
		return "", false
	}
	return lent[roles[i]], true
}

// MayAnswer says whether a user answers a supervision of a case.
func (s *Service) MayAnswer(u *access.User, c *Case, v *Supervision) bool {
	_, may := s.answers(u, c, v)
	return may
}

// MayClose says whether a user is of the level that ordered a supervision.
func MayClose(u *access.User, c *Case, v *Supervision) bool {
	return slices.ContainsFunc(u.RolesFor(c.Division), func(r string) bool { return levels[r] == v.Level })
}

// Supervisions lists those of a user's scope with their cases, newest first.
func (s *Service) Supervisions(ctx context.Context, u *access.User, open bool, before int64, limit int) ([]Supervised, error) {
	return s.Store.Supervisions(ctx, u.Scope(), open, before, limit)
}

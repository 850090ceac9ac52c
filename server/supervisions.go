package server

import (
	"context"
	"net/http"

	"dixian/access"
	"dixian/casework"
)

// supervisionView is an order of the city or the province to see to a case by a day.
type supervisionView struct {
	ID         int64  `json:"id"`
	Level      string `json:"level" enum:"city,province" doc:"that ordered it and closes it"`
	OrderedBy  string `json:"ordered_by" doc:"name"`
	OrderedOn  string `json:"ordered_on"`
	DueOn      string `json:"due_on" doc:"last day of the answer"`
	Reason     string `json:"reason"`
	Answer     string `json:"answer"`
	AnsweredBy string `json:"answered_by" doc:"name"`
	AnsweredOn string `json:"answered_on" doc:"empty: not yet"`
	Late       bool   `json:"late" doc:"the answer came after its last day, or is still out"`
	DaysLate   int    `json:"days_late"`
	Verdict    string `json:"verdict" doc:"of who closed it"`
	ClosedOn   string `json:"closed_on" doc:"empty: it is open"`
	MayAnswer  bool   `json:"may_answer" doc:"the reader, now"`
	MayClose   bool   `json:"may_close" doc:"the reader, now"`
}

// supervisedView is a supervision in a list, with how far its case is today.
type supervisedView struct {
	Supervision  supervisionView `json:"supervision"`
	CaseID       int64           `json:"case_id"`
	Head         string          `json:"head"`
	Division     string          `json:"division" doc:"village, 12 digits"`
	DivisionName string          `json:"division_name"`
	State        string          `json:"state" doc:"of the case today"`
	StateLabel   string          `json:"state_label"`
}

// supervisionsAsked chooses supervisions.
type supervisionsAsked struct {
	Open   bool  `query:"open" doc:"only those not closed"`
	Before int64 `query:"before" minimum:"0" doc:"next of the page before"`
	Limit  int   `query:"limit" minimum:"1" maximum:"200" default:"50"`
}

type supervisionList struct {
	Supervisions []supervisedView `json:"supervisions" doc:"newest first"`
	Next         int64            `json:"next" doc:"before of the next page; 0: there is none"`
}

// reopenedView is a closed record that was sent back to work, and how far it is today.
type reopenedView struct {
	ID           int64  `json:"id" doc:"of the act"`
	CaseID       int64  `json:"case_id"`
	Head         string `json:"head"`
	DivisionName string `json:"division_name"`
	FromLabel    string `json:"from_label" doc:"state it was sent back from"`
	StateLabel   string `json:"state_label" doc:"of the case today"`
	Day          string `json:"day"`
	By           string `json:"by" doc:"name of who sent it back"`
	Reason       string `json:"reason"`
}

type reopenedList struct {
	Reopened []reopenedView `json:"reopened" doc:"newest first"`
	Next     int64          `json:"next" doc:"before of the next page; 0: there is none"`
}

func (s *Server) supervisionRoutes() {
	route(s, operation{id: "supervise", method: http.MethodPost, path: "/api/cases/{id}/supervisions", summary: "督办一件线索或案件", tag: "cases", may: lifting}, s.supervise)
	route(s, operation{id: "answer-supervision", method: http.MethodPost, path: "/api/cases/{id}/supervisions/{supervision}/answer", summary: "书面答复督办", tag: "cases", may: moving}, s.answerSupervision)
	route(s, operation{id: "close-supervision", method: http.MethodPost, path: "/api/cases/{id}/supervisions/{supervision}/close", summary: "办结督办：由督办的一级", tag: "cases", may: lifting}, s.closeSupervision)
	route(s, operation{id: "list-supervisions", method: http.MethodGet, path: "/api/supervisions", summary: "督办登记，逐件", tag: "cases", may: caseRoles}, s.supervisions)
	route(s, operation{id: "reopen-case", method: http.MethodPost, path: "/api/cases/{id}/reopened", summary: "把已办结的发回重新办理", tag: "cases", may: lifting}, s.reopen)
	route(s, operation{id: "list-reopened", method: http.MethodGet, path: "/api/reopened", summary: "发回重新办理的，逐件", tag: "cases", may: overseeing}, s.reopened)
}

func (s *Server) supervise(ctx context.Context, u *access.User, in *struct {
	ID   int64 `path:"id"`
	Body struct {
		Version int    `json:"version"`
		Reason  string `json:"reason" maxLength:"500" doc:"why, and what is to be reached"`
		DueOn   string `json:"due_on" maxLength:"10" doc:"last day of the answer"`
	}
}) (*body[caseView], error) {
	due, err := day("due_on", in.Body.DueOn)
	if err != nil {
		return nil, err
	}
	c, err := s.Casework.Supervise(ctx, u, in.ID, in.Body.Version, in.Body.Reason, due)
	return s.after(ctx, u, c, err)
}

// supervisionSays is what is said to one supervision.
type supervisionSays struct {
	ID          int64 `path:"id"`
	Supervision int64 `path:"supervision"`
	Body        struct {
		Version int    `json:"version" doc:"of the case"`
		Says    string `json:"says" maxLength:"2000"`
	}
}

func (s *Server) answerSupervision(ctx context.Context, u *access.User, in *supervisionSays) (*body[caseView], error) {
	c, err := s.Casework.AnswerSupervision(ctx, u, in.ID, in.Body.Version, in.Supervision, in.Body.Says)
	return s.after(ctx, u, c, err)
}

func (s *Server) closeSupervision(ctx context.Context, u *access.User, in *supervisionSays) (*body[caseView], error) {
	c, err := s.Casework.CloseSupervision(ctx, u, in.ID, in.Body.Version, in.Supervision, in.Body.Says)
	return s.after(ctx, u, c, err)
}

func (s *Server) reopen(ctx context.Context, u *access.User, in *struct {
	ID   int64 `path:"id"`
	Body struct {
		Version int    `json:"version"`
		Reason  string `json:"reason" maxLength:"500"`
	}
}) (*body[caseView], error) {
	c, err := s.Casework.Reopen(ctx, u, in.ID, in.Body.Version, in.Body.Reason)
	return s.after(ctx, u, c, err)
}

func (s *Server) supervisionView(u *access.User, c *casework.Case, v *casework.Supervision) supervisionView {
	today, who := s.Casework.Today(), s.readerFor(u, c.Division)
	out := supervisionView{
		ID: v.ID, Level: "city", OrderedBy: v.OrderedAs, OrderedOn: dated(v.OrderedOn), DueOn: dated(v.DueOn), Reason: who.withoutPetition(v.Reason),
		Answer: who.withoutPetition(v.Answer), AnsweredBy: v.AnsweredAs, AnsweredOn: dated(v.AnsweredOn), Late: v.Late(today), Verdict: who.withoutPetition(v.Verdict), ClosedOn: dated(v.ClosedOn),
		MayAnswer: v.AnsweredOn == 0 && s.Casework.MayAnswer(u, c, v), MayClose: v.AnsweredOn != 0 && v.ClosedOn == 0 && casework.MayClose(u, c, v),
	}
	if v.Level > 4 {
		out.Level = "province"
	}
	if out.Late {
		until := today
		if v.AnsweredOn != 0 {
			until = v.AnsweredOn
		}
		out.DaysLate = int(until - v.DueOn)
	}
	return out
}

func (s *Server) supervisionsOf(ctx context.Context, u *access.User, c *casework.Case) ([]supervisionView, error) {
	held, err := s.Casework.Store.SupervisionsOf(ctx, c.ID)
	out := []supervisionView{}
	for i := range held {
		out = append(out, s.supervisionView(u, c, &held[i]))
	}
	return out, err
}

func (s *Server) supervisions(ctx context.Context, u *access.User, in *supervisionsAsked) (*body[supervisionList], error) {
	held, err := s.Casework.Supervisions(ctx, u, in.Open, in.Before, in.Limit)
	out := supervisionList{Supervisions: []supervisedView{}}
	for i := range held {
		c := held[i].Case
		out.Supervisions = append(out.Supervisions, supervisedView{
			Supervision: s.supervisionView(u, c, &held[i].Supervision), CaseID: c.ID, Head: c.Head, Division: c.Division.String(),
			DivisionName: s.placeName(c.Division.County()) + s.shortName(c.Division), State: c.State, StateLabel: s.stateLabel(c.State),
		})
	}
	if len(held) == in.Limit {
		out.Next = held[len(held)-1].ID
	}
	return answer(out, err)
}

func (s *Server) reopened(ctx context.Context, u *access.User, in *struct {
	Before int64 `query:"before" minimum:"0" doc:"next of the page before"`
	Limit  int   `query:"limit" minimum:"1" maximum:"200" default:"50"`
}) (*body[reopenedList], error) {
	held, err := s.Casework.SentBack(ctx, u, in.Before, in.Limit)
	out := reopenedList{Reopened: []reopenedView{}}
	for _, a := range held {
		who := s.readerFor(u, a.Case.Division)
		out.Reopened = append(out.Reopened, reopenedView{
			ID: a.Event.ID, CaseID: a.Case.ID, Head: a.Case.Head, DivisionName: s.placeName(a.Case.Division.County()) + s.shortName(a.Case.Division),
			FromLabel: s.stateLabel(a.Event.From), StateLabel: s.stateLabel(a.Case.State), Day: dated(a.Event.Day), By: a.Event.Name, Reason: who.withoutPetition(a.Event.Reason),
		})
	}
	if len(held) == in.Limit {
		out.Next = held[len(held)-1].Event.ID
	}
	return answer(out, err)
}

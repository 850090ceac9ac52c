package server

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"slices"

	"dixian/access"
	"dixian/casework"
	"dixian/workflow"
)

func sorted(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }

func (s *Server) actRoutes() {
	route(s, operation{id: "open-case", method: http.MethodPost, path: "/api/cases", summary: "登记一条线索（申报、代报、排查、交办）", tag: "cases", may: workRoles, status: http.StatusCreated}, s.openCase)
	route(s, operation{id: "move-case", method: http.MethodPost, path: "/api/cases/{id}/moves", summary: "办下一步", tag: "cases", may: moving}, s.moveCase)
	route(s, operation{id: "authorise", method: http.MethodPost, path: "/api/cases/{id}/authorisations", summary: "登记一个成年人的授权", tag: "cases", may: workRoles}, s.authorise)
	route(s, operation{id: "settle-hit", method: http.MethodPost, path: "/api/cases/{id}/hits", summary: "核实一条命中", tag: "cases", may: townUp}, s.settleHit)
	route(s, operation{id: "record-measure", method: http.MethodPost, path: "/api/cases/{id}/measures", summary: "登记或更改一条帮扶措施", tag: "cases", may: workRoles}, s.recordMeasure)
	route(s, operation{id: "object", method: http.MethodPost, path: "/api/cases/{id}/objections", summary: "登记一条异议，或写处理结果", tag: "cases", may: workRoles}, s.object)
	route(s, operation{id: "settle-alerts", method: http.MethodPost, path: "/api/cases/{id}/alerts", summary: "了结在办案件上的预警", tag: "cases", may: townUp}, s.settleAlerts)
	route(s, operation{id: "bulk", method: http.MethodPost, path: "/api/cases/bulk", summary: "成批办一步", tag: "desk", may: townUp}, s.bulk)
	route(s, operation{id: "loads", method: http.MethodPost, path: "/api/cases/loads", summary: "派单前看各村要接多少", tag: "desk", may: townUp, reads: true}, s.loads)
}

func (s *Server) openCase(ctx context.Context, u *access.User, in *struct {
	Body struct {
		Household string `json:"household" maxLength:"32"`
		Channel   string `json:"channel" maxLength:"20" doc:"自主申报 代报 干部排查 热线信访交办"`
		Says      string `json:"says" maxLength:"1000"`
	}
}) (*body[caseView], error) {
	c, err := s.Casework.Open(ctx, u, in.Body.Household, in.Body.Channel, in.Body.Says)
	return s.after(ctx, u, c, err)
}

// form is a move's answers as text, by question.
type form map[string]string

type moveAsked struct {
	Move    string `json:"move" maxLength:"40"`
	Version int    `json:"version"`
	Reason  string `json:"reason,omitempty" maxLength:"500"`
	Form    form   `json:"form,omitempty"`
}

func (s *Server) moveCase(ctx context.Context, u *access.User, in *struct {
	ID   int64 `path:"id"`
	Body moveAsked
}) (*body[caseView], error) {
	c, err := s.Casework.Move(ctx, u, in.ID, casework.MoveRequest{Move: in.Body.Move, Version: in.Body.Version, Reason: in.Body.Reason, Form: in.Body.Form})
	if err != nil {
		return nil, s.forbidden(ctx, u, in.ID, in.Body.Move, err)
	}
	return s.after(ctx, u, c, nil)
}

// forbidden makes a refused move a forbidden one where it is not for any of the
// user's roles, whatever the form says.
func (s *Server) forbidden(ctx context.Context, u *access.User, id int64, move string, err error) error {
	var refused *workflow.Refused
	m := s.flow.Move(move)
	if m == nil || !errors.As(err, &refused) {
		return err
	}
	c, e := s.Casework.Store.Case(ctx, id, u.Scope())
	if e != nil {
		return e
	}
	if workflow.May(m, s.Casework.Actor(u, c)) {
		return err
	}
	return newProblem(http.StatusForbidden, "“"+m.Label+"”不由您的角色办理")
}

// after is the answer to an act: the whole case as it is now.
func (s *Server) after(ctx context.Context, u *access.User, c *casework.Case, err error) (*body[caseView], error) {
	if err != nil {
		return nil, err
	}
	return answer(s.caseView(ctx, u, c.ID))
}

func (s *Server) authorise(ctx context.Context, u *access.User, in *struct {
	ID   int64 `path:"id"`
	Body struct {
		Version  int    `json:"version"`
		Number   string `json:"number" maxLength:"20" doc:"masked, as the household has it"`
		Way      string `json:"way" maxLength:"10" doc:"纸质 本人手机 录音 联系不上"`
		SignedOn string `json:"signed_on" maxLength:"10"`
		ValidTo  string `json:"valid_to,omitempty" maxLength:"10"`
		File     string `json:"file,omitempty" maxLength:"200" doc:"scan or recording, by name"`
	}
}) (*body[caseView], error) {
	a := casework.Authorisation{Number: in.Body.Number, Way: in.Body.Way, File: in.Body.File}
	var err error
	if a.SignedOn, err = day("signed_on", in.Body.SignedOn); err != nil {
		return nil, err
	}
	if a.ValidTo, err = day("valid_to", in.Body.ValidTo); err != nil {
		return nil, err
	}
	c, err := s.Casework.Authorise(ctx, u, in.ID, in.Body.Version, a)
	return s.after(ctx, u, c, err)
}

func (s *Server) settleHit(ctx context.Context, u *access.User, in *struct {
	ID   int64 `path:"id"`
	Body struct {
		Version    int    `json:"version"`
		ID         int64  `json:"id"`
		Status     string `json:"status" maxLength:"20" doc:"true_excluded true_exempt data_error"`
		Reason     string `json:"reason" maxLength:"500"`
		Department string `json:"department" maxLength:"500" doc:"what the owning department answered, or that it was silent"`
	}
}) (*body[caseView], error) {
	h := casework.Hit{ID: in.Body.ID, Status: in.Body.Status, Reason: in.Body.Reason, Department: in.Body.Department}
	c, err := s.Casework.SettleHit(ctx, u, in.ID, in.Body.Version, h)
	return s.after(ctx, u, c, err)
}

func (s *Server) settleAlerts(ctx context.Context, u *access.User, in *struct {
	ID   int64 `path:"id"`
	Body struct {
		Version int     `json:"version"`
		Alerts  []int64 `json:"alerts" maxItems:"100" doc:"numbers of alerts of the case"`
		Reason  string  `json:"reason" maxLength:"500"`
	}
}) (*body[caseView], error) {
	c, err := s.Casework.SettleAlerts(ctx, u, in.ID, in.Body.Version, in.Body.Alerts, in.Body.Reason)
	return s.after(ctx, u, c, err)
}

func (s *Server) recordMeasure(ctx context.Context, u *access.User, in *struct {
	ID   int64 `path:"id"`
	Body struct {
		Version int    `json:"version"`
		ID      int64  `json:"id,omitempty" doc:"to change one; 0: a new one"`
		Class   string `json:"class" maxLength:"40"`
		Kind    string `json:"kind" maxLength:"10" doc:"开发式 保障式 兜底"`
		Owner   string `json:"owner" maxLength:"60" doc:"department"`
		Person  string `json:"person,omitempty" maxLength:"30"`
		From    string `json:"from" maxLength:"10"`
		To      string `json:"to,omitempty" maxLength:"10"`
		Fen     int64  `json:"fen,omitempty" minimum:"0" maximum:"100000000000"`
		Proof   string `json:"proof,omitempty" maxLength:"300"`
		Done    bool   `json:"done,omitempty" doc:"carried out"`
	}
}) (*body[caseView], error) {
	b := in.Body
	m := casework.Measure{ID: b.ID, Class: b.Class, Kind: b.Kind, Owner: b.Owner, Person: b.Person, Fen: b.Fen, Proof: b.Proof, Done: b.Done}
	var err error
	if m.From, err = day("from", b.From); err != nil {
		return nil, err
	}
	if m.To, err = day("to", b.To); err != nil {
		return nil, err
	}
	c, err := s.Casework.RecordMeasure(ctx, u, in.ID, b.Version, m)
	return s.after(ctx, u, c, err)
}

func (s *Server) object(ctx context.Context, u *access.User, in *struct {
	ID   int64 `path:"id"`
	Body struct {
		Version int    `json:"version"`
		ID      int64  `json:"id,omitempty" doc:"to answer one; 0: a new one"`
		Says    string `json:"says,omitempty" maxLength:"1000"`
		Answer  string `json:"answer,omitempty" maxLength:"1000"`
	}
}) (*body[caseView], error) {
	o := casework.Objection{ID: in.Body.ID, Says: in.Body.Says, Answer: in.Body.Answer}
	c, err := s.Casework.Object(ctx, u, in.ID, in.Body.Version, o)
	return s.after(ctx, u, c, err)
}

// outcomeView is what a bulk act did to one case.
type outcomeView struct {
	ID   int64  `json:"id"`
	Done bool   `json:"done"`
	Says string `json:"says" doc:"why not"`
}

type outcomes struct {
	Outcomes []outcomeView `json:"outcomes"`
}

func (s *Server) bulk(ctx context.Context, u *access.User, in *struct {
	Body struct {
		Move   string  `json:"move" maxLength:"40"`
		IDs    []int64 `json:"ids" maxItems:"500"`
		Reason string  `json:"reason,omitempty" maxLength:"500"`
		Form   form    `json:"form,omitempty"`
		DryRun bool    `json:"dry_run,omitempty" doc:"only say what would happen"`
	}
}) (*body[outcomes], error) {
	b := in.Body
	done, err := s.Casework.Bulk(ctx, u, casework.BulkRequest{Move: b.Move, IDs: b.IDs, Reason: b.Reason, Form: b.Form, DryRun: b.DryRun})
	out := outcomes{[]outcomeView{}}
	for _, o := range done {
		out.Outcomes = append(out.Outcomes, outcomeView(o))
	}
	return answer(out, err)
}

// loadView is what a dispatch would give a village.
type loadView struct {
	Village string `json:"village" doc:"12 digits"`
	Name    string `json:"name"`
	Open    int    `json:"open" doc:"clues waiting for its visit now"`
	More    int    `json:"more" doc:"that the dispatch adds"`
	Limit   int    `json:"limit" doc:"above it the rest waits at the desk"`
}

type loads struct {
	Loads []loadView `json:"loads"`
}

func (s *Server) loads(ctx context.Context, u *access.User, in *struct {
	Body struct {
		IDs []int64 `json:"ids" maxItems:"500"`
	}
}) (*body[loads], error) {
	found, err := s.Casework.Loads(ctx, u, in.Body.IDs)
	out := loads{[]loadView{}}
	for _, l := range found {
		out.Loads = append(out.Loads, loadView{l.Village.String(), s.shortName(l.Village), l.Open, l.More, l.Limit})
	}
	return answer(out, err)
}

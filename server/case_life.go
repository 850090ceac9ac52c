package server

import (
	"context"
	"net/http"

	"dixian/access"
	"dixian/casework"
	"dixian/division"
)

var (
	moving      = append(append([]string{}, workRoles...), "city", "province")                           // make moves: reviews are the level above's
	lifting     = []string{"city", "province"}                                                           // lift blocks with a reason
	handingOver = []string{"county_clerk", "county_head", "city"}                                        // between counties
	overseeing  = []string{"town_clerk", "town_head", "county_clerk", "county_head", "city", "province"} // see what is handed over
)

func (s *Server) caseLifeRoutes() {
	route(s, operation{id: "pause-case", method: http.MethodPost, path: "/api/cases/{id}/pauses", summary: "暂停或恢复时限", tag: "cases", may: workRoles}, s.pauseCase)
	route(s, operation{id: "lift-block", method: http.MethodPost, path: "/api/cases/{id}/lifted", summary: "准许整户无劳动力的消除（市级书面决定）", tag: "cases", may: lifting}, s.liftBlock)
	route(s, operation{id: "list-transfers", method: http.MethodGet, path: "/api/transfers", summary: "移交他县的案件", tag: "cases", may: overseeing}, s.listTransfers)
	route(s, operation{id: "answer-transfer", method: http.MethodPost, path: "/api/transfers/{id}", summary: "接收、不接收或撤回移交", tag: "cases", may: handingOver}, s.answerTransfer)
}

func (s *Server) pauseCase(ctx context.Context, u *access.User, in *struct {
	ID   int64 `path:"id"`
	Body struct {
		Version int    `json:"version"`
		Reason  string `json:"reason" maxLength:"20" doc:"灾害 or 本户意愿; an objection pauses by itself"`
		Says    string `json:"says" maxLength:"500"`
		Resume  bool   `json:"resume,omitempty" doc:"true: the reason is over"`
	}
}) (*body[caseView], error) {
	act := s.Casework.Pause
	if in.Body.Resume {
		act = s.Casework.Resume
	}
	c, err := act(ctx, u, in.ID, in.Body.Version, in.Body.Reason, in.Body.Says)
	return s.after(ctx, u, c, err)
}

func (s *Server) liftBlock(ctx context.Context, u *access.User, in *struct {
	ID   int64 `path:"id"`
	Body struct {
		Version int    `json:"version"`
		Number  string `json:"number" maxLength:"60" doc:"of the written decision"`
		Reason  string `json:"reason" maxLength:"500"`
	}
}) (*body[caseView], error) {
	c, err := s.Casework.LiftBlock(ctx, u, in.ID, in.Body.Version, in.Body.Number, in.Body.Reason)
	return s.after(ctx, u, c, err)
}

// transferView is a case on its way to another county. The receiver reads the
// case itself once it is taken.
type transferView struct {
	ID         int64  `json:"id"`
	CaseID     int64  `json:"case_id"`
	Household  string `json:"household"`
	Head       string `json:"head"`
	StateLabel string `json:"state_label" doc:"of the case"`
	FromCounty string `json:"from_county" doc:"12 digits"`
	FromName   string `json:"from_name"`
	ToCounty   string `json:"to_county"`
	ToName     string `json:"to_name"`
	AskedBy    string `json:"asked_by"`
	AskedOn    string `json:"asked_on"`
	DueOn      string `json:"due_on" doc:"then the receiving county's city may answer"`
	Reason     string `json:"reason"`
	State      string `json:"state" enum:"pending,taken,declined,withdrawn"`
	DecidedBy  string `json:"decided_by"`
	DecidedOn  string `json:"decided_on"`
	Answer     string `json:"answer"`
}

type transferList struct {
	Transfers []transferView `json:"transfers"`
}

// transfersAsked chooses transfers.
type transfersAsked struct {
	AtDay
	Open bool `query:"open" doc:"only those not answered yet"`
}

func (s *Server) listTransfers(ctx context.Context, u *access.User, in *transfersAsked) (*body[transferList], error) {
	held, err := s.Casework.Transfers(ctx, u, in.Open)
	out := transferList{[]transferView{}}
	for _, t := range held {
		out.Transfers = append(out.Transfers, s.transferView(u, &t.Transfer, t.Case))
	}
	return answer(out, err)
}

func (s *Server) transferView(u *access.User, t *casework.Transfer, c *casework.Case) transferView {
	who := s.readerFor(u, c.Division)
	return transferView{
		ID: t.ID, CaseID: t.CaseID, Household: c.Household, Head: c.Head, StateLabel: s.stateLabel(c.State),
		FromCounty: t.FromCounty.String(), FromName: s.placeName(t.FromCounty), ToCounty: t.ToCounty.String(), ToName: s.placeName(t.ToCounty),
		AskedBy: t.AskedBy, AskedOn: dated(t.AskedOn), DueOn: dated(t.DueOn), Reason: who.withoutPetition(t.Reason),
		State: t.State, DecidedBy: t.DecidedBy, DecidedOn: dated(t.DecidedOn), Answer: who.withoutPetition(t.Answer),
	}
}

func (s *Server) answerTransfer(ctx context.Context, u *access.User, in *struct {
	ID   int64 `path:"id"`
	Body struct {
		State   string `json:"state" enum:"taken,declined,withdrawn"`
		Village string `json:"village,omitempty" maxLength:"12" doc:"12 digits, of the receiving county, where it is taken"`
		Answer  string `json:"answer" maxLength:"500"`
	}
}) (*body[transferView], error) {
	a := casework.TransferAnswer{State: in.Body.State, Answer: in.Body.Answer}
	if in.Body.Village != "" {
		code, err := division.ParseCode(in.Body.Village)
		if err != nil {
			return nil, invalid("village", "请选本县接收的村")
		}
		a.Village = code
	}
	t, err := s.Casework.AnswerTransfer(ctx, u, in.ID, a)
	if err != nil {
		return nil, err
	}
	return answer(s.transferView(u, &t.Transfer, t.Case), nil)
}

package server

import (
	"context"
	"net/http"

	"dixian/access"
)

// liftedView is a block of clearing that was lifted, and how far the case is today.
type liftedView struct {
	ID           int64  `json:"id" doc:"of the act"`
	CaseID       int64  `json:"case_id"`
	Head         string `json:"head"`
	Division     string `json:"division" doc:"village, 12 digits"`
	DivisionName string `json:"division_name"`
	State        string `json:"state" doc:"of the case today"`
	StateLabel   string `json:"state_label"`
	Day          string `json:"day"`
	By           string `json:"by" doc:"name of who lifted it"`
	Number       string `json:"number" doc:"of the written decision"`
	Reason       string `json:"reason"`
}

type liftedList struct {
	Lifted []liftedView `json:"lifted" doc:"newest first"`
	Next   int64        `json:"next" doc:"before of the next page; 0: there is none"`
}

func (s *Server) liftedRoutes() {
	route(s, operation{id: "list-lifted", method: http.MethodGet, path: "/api/lifted", summary: "市级准许消除的整户无劳动力户，逐件", tag: "cases", may: lifting}, s.lifted)
}

// lifted lists each block that a city lifted, for the city and the province.
func (s *Server) lifted(ctx context.Context, u *access.User, in *struct {
	Before int64 `query:"before" minimum:"0" doc:"next of the page before"`
	Limit  int   `query:"limit" minimum:"1" maximum:"200" default:"50"`
}) (*body[liftedList], error) {
	held, err := s.Casework.LiftedBlocks(ctx, u, in.Before, in.Limit)
	out := liftedList{Lifted: []liftedView{}}
	for _, l := range held {
		out.Lifted = append(out.Lifted, liftedView{
			ID: l.Event.ID, CaseID: l.Case.ID, Head: l.Case.Head, Division: l.Case.Division.String(), DivisionName: s.placeName(l.Case.Division.County()) + s.shortName(l.Case.Division),
			State: l.Case.State, StateLabel: s.stateLabel(l.Case.State), Day: dated(l.Event.Day), By: l.Event.Name,
			Number: inWordsNumber.ReplaceAllString(l.Event.Form["number"], "******"), Reason: inWordsNumber.ReplaceAllString(l.Event.Reason, "******"),
		})
	}
	if len(held) == in.Limit {
		out.Next = held[len(held)-1].Event.ID
	}
	return answer(out, err)
}

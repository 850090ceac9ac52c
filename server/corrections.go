package server

import (
	"context"
	"net/http"

	"dixian/access"
	"dixian/casework"
)

// correctionView is a request that what is recorded about somebody be put right.
type correctionView struct {
	ID           int64  `json:"id"`
	Version      int    `json:"version"`
	Household    string `json:"household"`
	Division     string `json:"division" doc:"village, 12 digits"`
	DivisionName string `json:"division_name"`
	Number       string `json:"number" doc:"of the person, masked"`
	Name         string `json:"name"`
	Says         string `json:"says" doc:"what is wrong, in their words"`
	ReceivedBy   string `json:"received_by" doc:"login"`
	ReceivedOn   string `json:"received_on"`
	DueOn        string `json:"due_on"`
	Late         bool   `json:"late" doc:"the answer came after its last day, or is still out"`
	Outcome      string `json:"outcome" doc:"已更正 部分更正 不更正; empty: it waits"`
	Answer       string `json:"answer"`
	Change       int64  `json:"change" doc:"number of the change request; 0: none"`
	AnsweredBy   string `json:"answered_by" doc:"login"`
	AnsweredOn   string `json:"answered_on"`
	MayAnswer    bool   `json:"may_answer" doc:"the reader, now"`
}

// correctionsAsked chooses requests for correction.
type correctionsAsked struct {
	Answered bool `query:"answered" doc:"those answered, newest first; else those that wait, by last day"`
}

type correctionList struct {
	Corrections []correctionView `json:"corrections"`
}

// correctionReceipt is what who asked is told.
type correctionReceipt struct {
	ID    int64  `json:"id"`
	DueOn string `json:"due_on" doc:"last day of the answer"`
}

// mostCorrections is how many answered ones are listed.
const mostCorrections = 500

func (s *Server) correctionRoutes() {
	route(s, operation{id: "ask-correction", method: http.MethodPost, path: "/api/corrections", summary: "登记一件更正个人信息的要求", tag: "households", may: workRoles, status: http.StatusCreated}, s.askCorrection)
	route(s, operation{id: "corrections", method: http.MethodGet, path: "/api/corrections", summary: "更正要求登记簿", tag: "households", may: overseeing}, s.corrections)
	route(s, operation{id: "answer-correction", method: http.MethodPost, path: "/api/corrections/{id}", summary: "答复一件更正要求", tag: "households", may: townUp}, s.answerCorrection)
}

func (s *Server) correctionView(u *access.User, c *casework.Correction) correctionView {
	return correctionView{
		ID: c.ID, Version: c.Version, Household: c.Household, Division: c.Division.String(), DivisionName: s.placeName(c.Division.County()) + s.shortName(c.Division), Number: c.Number, Name: c.Name,
		Says: inWordsNumber.ReplaceAllString(c.Says, "******"), ReceivedBy: c.ReceivedBy, ReceivedOn: dated(c.ReceivedOn), DueOn: dated(c.DueOn), Late: c.Late(s.Casework.Today()),
		Outcome: c.Outcome, Answer: c.Answer, Change: c.Change, AnsweredBy: c.AnsweredBy, AnsweredOn: dated(c.AnsweredOn),
		MayAnswer: c.AnsweredOn == 0 && casework.MayCorrect(u, c),
	}
}

func (s *Server) askCorrection(ctx context.Context, u *access.User, in *struct {
	Body struct {
		Household string `json:"household" maxLength:"32"`
		Number    string `json:"number" maxLength:"20" doc:"of the member, masked, as the household has it"`
		Says      string `json:"says" maxLength:"1000" doc:"what is wrong and what it should be, in their words"`
	}
}) (*body[correctionReceipt], error) {
	c, err := s.Casework.AskCorrection(ctx, u, in.Body.Household, in.Body.Number, in.Body.Says)
	if err != nil {
		return nil, err
	}
	return answer(correctionReceipt{c.ID, dated(c.DueOn)}, nil)
}

func (s *Server) corrections(ctx context.Context, u *access.User, in *correctionsAsked) (*body[correctionList], error) {
	held, err := s.Casework.Corrections(ctx, u, !in.Answered, mostCorrections)
	out := correctionList{[]correctionView{}}
	for _, c := range held {
		out.Corrections = append(out.Corrections, s.correctionView(u, c))
	}
	return answer(out, err)
}

func (s *Server) answerCorrection(ctx context.Context, u *access.User, in *struct {
	ID   int64 `path:"id"`
	Body struct {
		Version int    `json:"version"`
		Outcome string `json:"outcome" maxLength:"10" doc:"已更正 部分更正 不更正"`
		Says    string `json:"says" maxLength:"1000" doc:"what was found, why, what the person was told"`
		Change  int64  `json:"change,omitempty" minimum:"0" doc:"number of the change request by which the register was put right"`
	}
}) (*body[correctionView], error) {
	c, err := s.Casework.AnswerCorrection(ctx, u, in.ID, in.Body.Version, in.Body.Outcome, in.Body.Says, in.Body.Change)
	if err != nil {
		return nil, err
	}
	return answer(s.correctionView(u, c), nil)
}

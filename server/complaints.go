package server

import (
	"context"
	"net/http"

	"dixian/access"
	"dixian/casework"
)

// complaintView is a complaint as who is above it reads it.
type complaintView struct {
	ID           int64  `json:"id"`
	Version      int    `json:"version"`
	Division     string `json:"division" doc:"12 digits"`
	DivisionName string `json:"division_name"`
	Kind         string `json:"kind" doc:"人员 拖延 泄露 其他"`
	About        string `json:"about"`
	AboutLevel   int    `json:"about_level" doc:"1 village, 2 town, 3 county, 4 city"`
	Says         string `json:"says"`
	Name         string `json:"name" doc:"who complains; empty: nobody is named"`
	Phone        string `json:"phone" doc:"masked"`
	ReceivedBy   string `json:"received_by"`
	ReceivedOn   string `json:"received_on"`
	DueOn        string `json:"due_on"`
	Provisional  bool   `json:"provisional" doc:"the day lies in a year whose holidays are not known"`
	Late         bool   `json:"late"`
	Answer       string `json:"answer"`
	AnsweredBy   string `json:"answered_by"`
	AnsweredOn   string `json:"answered_on" doc:"empty: it waits"`
}

type complaintList struct {
	Complaints []complaintView `json:"complaints"`
}

// complaintReceipt is what who wrote a complaint down is told: it may be about
// somebody whose register they do not see.
type complaintReceipt struct {
	ID    int64  `json:"id"`
	DueOn string `json:"due_on" doc:"last day of the answer"`
}

func (s *Server) complaintRoutes() {
	route(s, operation{id: "complain", method: http.MethodPost, path: "/api/complaints", summary: "登记一件投诉", tag: "complaints", may: caseRoles, status: http.StatusCreated}, s.complain)
	route(s, operation{id: "complaints", method: http.MethodGet, path: "/api/complaints", summary: "投诉登记簿：只给被投诉的上一级看", tag: "complaints", may: overseeing}, s.complaints)
	route(s, operation{id: "answer-complaint", method: http.MethodPost, path: "/api/complaints/{id}", summary: "答复一件投诉", tag: "complaints", may: overseeing}, s.answerComplaint)
}

func (s *Server) complaintView(c *casework.Complaint) complaintView {
	return complaintView{
		ID: c.ID, Version: c.Version, Division: c.Division.String(), DivisionName: s.placeName(c.Division), Kind: c.Kind, About: c.About, AboutLevel: c.AboutLevel,
		Says: inWordsNumber.ReplaceAllString(c.Says, "******"), Name: c.Name, Phone: maskedPhone(c.Phone), ReceivedBy: c.ReceivedBy, ReceivedOn: dated(c.ReceivedOn),
		DueOn: dated(c.DueOn), Provisional: c.Provisional, Late: c.AnsweredOn == 0 && s.Casework.Today() > c.DueOn,
		Answer: c.Answer, AnsweredBy: c.AnsweredBy, AnsweredOn: dated(c.AnsweredOn),
	}
}

func (s *Server) complain(ctx context.Context, u *access.User, in *struct {
	Body struct {
		Division   string `json:"division" pattern:"^[0-9]{12}$" doc:"where it belongs"`
		Kind       string `json:"kind" maxLength:"10" doc:"人员 拖延 泄露 其他"`
		About      string `json:"about,omitempty" maxLength:"60" doc:"whom or what, in words"`
		AboutLogin string `json:"about_login,omitempty" maxLength:"64" doc:"account of the person complained of, where it is known"`
		AboutLevel int    `json:"about_level" doc:"1 village, 2 town, 3 county, 4 city"`
		Says       string `json:"says" maxLength:"2000"`
		Name       string `json:"name,omitempty" maxLength:"30" doc:"who complains"`
		Phone      string `json:"phone,omitempty" maxLength:"20"`
	}
}) (*body[complaintReceipt], error) {
	at, err := under(in.Body.Division)
	if err != nil {
		return nil, err
	}
	b := in.Body
	c := &casework.Complaint{
		Division: at, Kind: b.Kind, AboutLogin: b.AboutLogin, AboutLevel: b.AboutLevel,
		ComplaintWords: casework.ComplaintWords{About: b.About, Says: b.Says, Name: b.Name, Phone: b.Phone},
	}
	err = s.Casework.Complain(ctx, u, c)
	return answer(complaintReceipt{c.ID, dated(c.DueOn)}, err)
}

func (s *Server) complaints(ctx context.Context, u *access.User, _ *AtOnly) (*body[complaintList], error) {
	held, err := s.Casework.Complaints(ctx, u)
	out := complaintList{[]complaintView{}}
	for _, c := range held {
		out.Complaints = append(out.Complaints, s.complaintView(c))
	}
	return answer(out, err)
}

func (s *Server) answerComplaint(ctx context.Context, u *access.User, in *struct {
	ID   int64 `path:"id"`
	Body struct {
		Version int    `json:"version"`
		Answer  string `json:"answer" maxLength:"2000" doc:"what was found, what was done, what the person was told"`
	}
}) (*body[complaintView], error) {
	c, err := s.Casework.AnswerComplaint(ctx, u, in.ID, in.Body.Version, in.Body.Answer)
	if err != nil {
		return nil, err
	}
	return answer(s.complaintView(c), nil)
}

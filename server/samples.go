package server

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
	"dixian/registry"
)

// sampling draw samples; evaluating fill in their forms.
var (
	sampling   = []string{"city", "province"}
	evaluating = []string{"evaluator"}
	bothSides  = append(slices.Clone(sampling), evaluating...)
)

// sampleView is a sample, without its households.
type sampleView struct {
	ID            int64     `json:"id"`
	Division      string    `json:"division"`
	DivisionName  string    `json:"division_name"`
	Evaluator     string    `json:"evaluator" doc:"login"`
	EvaluatorName string    `json:"evaluator_name"`
	DrawnName     string    `json:"drawn_name"`
	DrawnAt       time.Time `json:"drawn_at"`
	From          string    `json:"from"`
	To            string    `json:"to" doc:"both days in it"`
	Seed          int64     `json:"seed"`
	Frame         int       `json:"frame" doc:"households it was drawn from"`
	Size          int       `json:"size"`
	Sent          int       `json:"sent" doc:"forms"`
	Open          bool      `json:"open" doc:"today is one of its days"`
}

type evaluatorView struct {
	Login    string `json:"login"`
	Name     string `json:"name"`
	Division string `json:"division"`
}

type sampleList struct {
	Samples    []sampleView    `json:"samples" doc:"newest first"`
	Evaluators []evaluatorView `json:"evaluators" doc:"for whom the reader may draw; none for an evaluator"`
}

// formCompared is a question of the form with both answers, once the form is sent.
type formCompared struct {
	Name  string `json:"name" enum:"risk,members,food,clothes,schooling,medical,housing,water,work"`
	Said  string `json:"said" doc:"by the evaluator"`
	Held  string `json:"held" doc:"by the system when the form was sent"`
	Agree bool   `json:"agree"`
}

// sampledView is a household of a sample.
type sampledView struct {
	Position     int            `json:"position"`
	Head         string         `json:"head"`
	Household    string         `json:"household" doc:"code; empty for the evaluator"`
	DivisionName string         `json:"division_name"`
	Sent         bool           `json:"sent"`
	Met          string         `json:"met" doc:"once it is sent: met, absent or moved"`
	Compared     []formCompared `json:"compared" doc:"empty before the form is sent"`
	Differs      int            `json:"differs"`
}

type sampleWhole struct {
	Sample     sampleView    `json:"sample"`
	Households []sampledView `json:"households" doc:"in the order in which they were drawn"`
	Agreed     int           `json:"agreed" doc:"answers of the forms that were sent"`
	Differing  int           `json:"differing"`
}

// blindMember is a person as an evaluator may know before going there.
type blindMember struct {
	Name     string `json:"name"`
	Sex      string `json:"sex"`
	Age      int    `json:"age"`
	Relation string `json:"relation"`
}

// blindView is what an evaluator needs to find a household, and no more: nothing
// that the system has concluded of it.
type blindView struct {
	Household sampledView   `json:"household"`
	Group     string        `json:"group"`
	Address   string        `json:"address"`
	Members   []blindMember `json:"members"`
}

func (s *Server) sampleRoutes() {
	route(s, operation{id: "list-samples", method: http.MethodGet, path: "/api/samples", summary: "第三方评估的抽样：抽样人看自己地方的，评估人看给自己的", tag: "samples", may: bothSides}, s.listSamples)
	route(s, operation{id: "draw-sample", method: http.MethodPost, path: "/api/samples", summary: "为评估人抽样：地方、户数、种子、起止日期", tag: "samples", may: sampling, status: http.StatusCreated}, s.drawSample)
	route(s, operation{id: "get-sample", method: http.MethodGet, path: "/api/samples/{id}", summary: "一次抽样的户；评估表交了以后才有对照", tag: "samples", may: bothSides}, s.getSample)
	route(s, operation{id: "get-sampled", method: http.MethodGet, path: "/api/samples/{id}/households/{position}", summary: "抽中的一户：评估人找到这一户要知道的，没有系统的结论", tag: "samples", may: evaluating}, s.getSampled)
	route(s, operation{id: "send-form", method: http.MethodPost, path: "/api/samples/{id}/households/{position}/form", summary: "交一户的评估表，交了不能再改", tag: "samples", may: evaluating}, s.sendForm)
}

func (s *Server) sampleView(x *casework.Sample) sampleView {
	return sampleView{
		ID: x.ID, Division: x.Division.String(), DivisionName: s.placeName(x.Division), Evaluator: x.Evaluator, EvaluatorName: x.EvaluatorName, DrawnName: x.DrawnName, DrawnAt: x.DrawnAt,
		From: dated(x.From), To: dated(x.To), Seed: x.Seed, Frame: x.Frame, Size: x.Size, Sent: x.Sent, Open: x.Open(s.Casework.Today()),
	}
}

func (s *Server) listSamples(ctx context.Context, u *access.User, _ *struct{}) (*body[sampleList], error) {
	held, err := s.Casework.SamplesOf(ctx, u)
	if err != nil {
		return nil, err
	}
	out := sampleList{Samples: []sampleView{}, Evaluators: []evaluatorView{}}
	for _, x := range held {
		out.Samples = append(out.Samples, s.sampleView(x))
	}
	if !u.Has(sampling...) {
		return answer(out, nil)
	}
	users, err := s.Desk.Store.Users(ctx)
	for _, e := range users {
		for _, g := range e.Grants {
			if g.Role == "evaluator" && !e.Disabled && casework.Blind(e) && (u.Sees(g.Division) || slices.ContainsFunc(u.Scope(), g.Division.Contains)) {
				out.Evaluators = append(out.Evaluators, evaluatorView{e.Login, e.Name, g.Division.String()})
			}
		}
	}
	return answer(out, err)
}

func (s *Server) drawSample(ctx context.Context, u *access.User, in *struct {
	Body struct {
		Division  string `json:"division" pattern:"^[0-9]{12}$"`
		Evaluator string `json:"evaluator" maxLength:"32" doc:"login"`
		Size      int    `json:"size" doc:"households"`
		Seed      int64  `json:"seed" minimum:"1" doc:"the same seed draws the same households"`
		From      string `json:"from" maxLength:"10"`
		To        string `json:"to" maxLength:"10"`
	}
}) (*body[sampleView], error) {
	x := &casework.Sample{Size: in.Body.Size, Seed: in.Body.Seed}
	var err error
	if x.Division, err = division.ParseCode(in.Body.Division); err != nil {
		return nil, invalid("division", "没有这个地方")
	}
	for _, d := range []struct {
		field, text string
		to          *calendar.Date
	}{{"from", in.Body.From, &x.From}, {"to", in.Body.To, &x.To}} {
		if *d.to, err = day(d.field, d.text); err != nil {
			return nil, err
		}
		if *d.to == 0 {
			return nil, invalid(d.field, "请填日期")
		}
	}
	users, err := s.Desk.Store.Users(ctx)
	if err != nil {
		return nil, err
	}
	var evaluator *access.User
	if i := slices.IndexFunc(users, func(e *access.User) bool { return e.Login == in.Body.Evaluator && !e.Disabled }); i >= 0 {
		evaluator = users[i]
	}
	if err := s.Casework.Draw(ctx, u, evaluator, x); err != nil {
		return nil, err
	}
	return answer(s.sampleView(x), nil)
}

// sampleFor is a sample for who may read it now, in words where its days are over.
func (s *Server) sampleFor(ctx context.Context, u *access.User, id int64) (*casework.Sample, []casework.Sampled, error) {
	x, drawn, err := s.Casework.SampleFor(ctx, u, id)
	if errors.Is(err, casework.ErrNotItsDays) {
		err = newProblem(http.StatusForbidden, casework.ErrNotItsDays.Error()).withCode("not_its_days")
	}
	return x, drawn, err
}

func (s *Server) getSample(ctx context.Context, u *access.User, in *struct {
	ID int64 `path:"id"`
}) (*body[sampleWhole], error) {
	x, drawn, err := s.sampleFor(ctx, u, in.ID)
	if err != nil {
		return nil, err
	}
	var codes []string
	for _, d := range drawn {
		codes = append(codes, d.Household)
	}
	held, err := s.Casework.Registry.Households(ctx, codes, false)
	if err != nil {
		return nil, err
	}
	out := sampleWhole{Sample: s.sampleView(x), Households: []sampledView{}}
	for i := range drawn {
		v := s.sampledView(u, &drawn[i], held[drawn[i].Household])
		out.Differing += v.Differs
		out.Agreed += len(v.Compared) - v.Differs
		out.Households = append(out.Households, v)
	}
	return answer(out, nil)
}

func (s *Server) sampledView(u *access.User, d *casework.Sampled, h *registry.Household) sampledView {
	v := sampledView{Position: d.Position, DivisionName: s.shortName(d.Division), Sent: !d.SentAt.IsZero(), Met: d.Said["met"], Compared: []formCompared{}}
	if h != nil {
		v.Head = h.Head()
	}
	if !u.Has(evaluating...) {
		v.Household = d.Household
	}
	for _, c := range d.Compare() {
		v.Compared = append(v.Compared, formCompared{c.Name, c.Said, c.Held, c.Agree})
		if !c.Agree {
			v.Differs++
		}
	}
	return v
}

func (s *Server) getSampled(ctx context.Context, u *access.User, in *struct {
	ID       int64 `path:"id"`
	Position int   `path:"position" minimum:"1"`
}) (*body[blindView], error) {
	_, drawn, err := s.sampleFor(ctx, u, in.ID)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(drawn, func(d casework.Sampled) bool { return d.Position == in.Position })
	if i < 0 {
		return nil, access.ErrNotFound
	}
	h, err := s.Casework.Registry.Household(ctx, drawn[i].Household, false)
	if err != nil {
		return nil, err
	}
	out := blindView{Household: s.sampledView(u, &drawn[i], h), Group: h.Group, Address: h.Address, Members: []blindMember{}}
	for _, p := range h.Members {
		if p.Belongs() {
			out.Members = append(out.Members, blindMember{p.Name, p.Sex, calendar.Age(p.BirthDate, s.Casework.Today()), p.Relation})
		}
	}
	return answer(out, s.Casework.Registry.AddLook(ctx, s.look(u, h.Code, registry.LookedAtPage)))
}

// formAsked is the blind form. What is not asked of who was not met is empty.
type formAsked struct {
	Met       string `json:"met" maxLength:"10" doc:"met, absent or moved"`
	Members   string `json:"members,omitempty" maxLength:"3" doc:"who live together now"`
	Food      string `json:"food,omitempty" maxLength:"10" doc:"ok, trouble or unsure"`
	Clothes   string `json:"clothes,omitempty" maxLength:"10"`
	Schooling string `json:"schooling,omitempty" maxLength:"10"`
	Medical   string `json:"medical,omitempty" maxLength:"10"`
	Housing   string `json:"housing,omitempty" maxLength:"10"`
	Water     string `json:"water,omitempty" maxLength:"10"`
	Work      string `json:"work,omitempty" maxLength:"10"`
	Risk      string `json:"risk,omitempty" maxLength:"10" doc:"yes, no or unsure"`
	Words     string `json:"words,omitempty" maxLength:"1000" doc:"what was seen and heard"`
}

func (s *Server) sendForm(ctx context.Context, u *access.User, in *struct {
	ID       int64 `path:"id"`
	Position int   `path:"position" minimum:"1"`
	Body     formAsked
}) (*body[sampledView], error) {
	b := in.Body
	said := map[string]string{}
	for name, value := range map[string]string{
		"met": b.Met, "members": b.Members, "food": b.Food, "clothes": b.Clothes, "schooling": b.Schooling, "medical": b.Medical, "housing": b.Housing, "water": b.Water, "work": b.Work, "risk": b.Risk, "words": b.Words,
	} {
		if value != "" {
			said[name] = value
		}
	}
	d, err := s.Casework.Send(ctx, u, in.ID, in.Position, said)
	if errors.Is(err, casework.ErrNotItsDays) {
		return nil, newProblem(http.StatusForbidden, err.Error()).withCode("not_its_days")
	}
	if err != nil {
		return nil, err
	}
	return answer(s.sampledView(u, d, nil), nil)
}

package server

import (
	"context"
	"net/http"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
	"dixian/plan"
	"dixian/screening"
	"dixian/setting"
)

type parameterList struct {
	Division   string          `json:"division" doc:"whose values in force are told, 12 digits"`
	Name       string          `json:"name" doc:"of the division"`
	Parameters []parameterView `json:"parameters"`
}

type settingAsked struct {
	Body struct {
		Parameter string `json:"parameter" maxLength:"60"`
		Division  string `json:"division" pattern:"^[0-9]{12}$"`
		Value     string `json:"value" maxLength:"20" doc:"yuan, a share such as 0.5, or a whole number"`
		From      string `json:"from" maxLength:"10" doc:"first day it holds"`
		To        string `json:"to,omitempty" maxLength:"10" doc:"first day it no longer holds; empty: open"`
		Number    string `json:"number" maxLength:"60" doc:"of the document that sets it"`
		Reason    string `json:"reason" maxLength:"200"`
	}
}

type settingDecided struct {
	ID   int64 `path:"id"`
	Body struct {
		Version int    `json:"version" minimum:"0" doc:"of the request as it was seen"`
		Reason  string `json:"reason,omitempty" maxLength:"200"`
	}
}

type settingList struct {
	Requests []settingView `json:"requests" doc:"newest first"`
	Next     int64         `json:"next" doc:"for before; 0 on the last page"`
}

func (s *Server) settingRoutes() {
	route(s, operation{id: "list-parameters", method: http.MethodGet, path: "/api/parameters", summary: "参数和现在生效的值", tag: "parameters", may: setting.Setters}, s.listParameters)
	route(s, operation{id: "list-settings", method: http.MethodGet, path: "/api/settings", summary: "参数申请", tag: "parameters", may: setting.Setters}, s.listSettings)
	route(s, operation{id: "ask-setting", method: http.MethodPost, path: "/api/settings", summary: "申请改一个参数，等另一人批准", tag: "parameters", may: setting.Setters, status: http.StatusCreated}, s.askSetting)
	route(s, operation{id: "get-setting", method: http.MethodGet, path: "/api/settings/{id}", summary: "一项参数申请和它的影响", tag: "parameters", may: setting.Setters}, s.getSetting)
	route(s, operation{id: "try-setting", method: http.MethodPost, path: "/api/settings/{id}/effect", summary: "用现在的数据算一算影响：会多哪些户、少哪些户，各村多走几户", tag: "parameters", may: setting.Setters, status: http.StatusAccepted}, s.trySetting)
	route(s, operation{id: "approve-setting", method: http.MethodPost, path: "/api/settings/{id}/approve", summary: "批准一项参数申请", tag: "parameters", may: setting.Setters}, s.approveSetting)
	route(s, operation{id: "refuse-setting", method: http.MethodPost, path: "/api/settings/{id}/refuse", summary: "不批准，写明理由", tag: "parameters", may: setting.Setters}, s.refuseSetting)
	route(s, operation{id: "withdraw-setting", method: http.MethodPost, path: "/api/settings/{id}/withdraw", summary: "撤回自己提出的参数申请", tag: "parameters", may: setting.Setters}, s.withdrawSetting)
}

func (s *Server) listParameters(ctx context.Context, u *access.User, in *struct {
	Under string `query:"under" pattern:"^([0-9]{12})?$" doc:"whose values; by default the first of the user's divisions"`
}) (*body[parameterList], error) {
	place, err := under(in.Under)
	if err != nil {
		return nil, err
	}
	if place == 0 || !setting.MaySet(u, place) {
		place = setting.Scope(u)[0]
	}
	pkg, err := s.Settings.InForce(ctx)
	if err != nil {
		return nil, err
	}
	out := parameterList{Division: place.String(), Name: s.placeName(place), Parameters: []parameterView{}}
	for _, p := range pkg.Parameters {
		out.Parameters = append(out.Parameters, s.parameterView(p, place))
	}
	return answer(out, nil)
}

// settingsAsked chooses parameter requests.
type settingsAsked struct {
	State     string `query:"state" enum:"pending,approved,refused,withdrawn"`
	Parameter string `query:"parameter" maxLength:"60"`
	Before    int64  `query:"before" minimum:"0" doc:"next of the page before"`
	Limit     int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
}

func (s *Server) listSettings(ctx context.Context, u *access.User, in *settingsAsked) (*body[settingList], error) {
	requests, err := s.Settings.Store.Settings(ctx, setting.Filter{Scope: setting.Scope(u), State: in.State, Parameter: in.Parameter, Before: in.Before, Limit: in.Limit + 1})
	if err != nil {
		return nil, err
	}
	out := settingList{Requests: []settingView{}}
	if len(requests) > in.Limit {
		requests = requests[:in.Limit]
		out.Next = requests[in.Limit-1].ID
	}
	for _, r := range requests {
		out.Requests = append(out.Requests, s.settingView(u, r))
	}
	return answer(out, nil)
}

func (s *Server) askSetting(ctx context.Context, u *access.User, in *settingAsked) (*body[settingView], error) {
	b := in.Body
	p := s.Casework.Package.Parameter(b.Parameter)
	if p == nil {
		return nil, invalid("parameter", "没有这个参数")
	}
	r := &setting.Request{Parameter: b.Parameter, Number: b.Number, Reason: b.Reason}
	var err error
	if r.Division, err = division.ParseCode(b.Division); err != nil {
		return nil, invalid("division", "行政区划代码要 12 位数字")
	}
	if r.From, err = day("from", b.From); err != nil {
		return nil, err
	}
	if r.To, err = day("to", b.To); err != nil {
		return nil, err
	}
	if r.Value, err = plan.ParseValue(p.Type, b.Value); err != nil {
		return nil, invalid("value", valueHow(p))
	}
	if err := s.Settings.Ask(ctx, u, r); err != nil {
		return nil, err
	}
	return answer(s.settingView(u, r), nil)
}

func (s *Server) getSetting(ctx context.Context, u *access.User, in *struct {
	ID int64 `path:"id"`
}) (*body[settingView], error) {
	r, err := s.Settings.Store.Setting(ctx, in.ID, setting.Scope(u))
	return s.setting(u, r, err)
}

func (s *Server) approveSetting(ctx context.Context, u *access.User, in *settingDecided) (*body[settingView], error) {
	r, err := s.Settings.Approve(ctx, u, in.ID, in.Body.Version, in.Body.Reason)
	return s.setting(u, r, err)
}

func (s *Server) refuseSetting(ctx context.Context, u *access.User, in *settingDecided) (*body[settingView], error) {
	r, err := s.Settings.Refuse(ctx, u, in.ID, in.Body.Version, in.Body.Reason)
	return s.setting(u, r, err)
}

func (s *Server) withdrawSetting(ctx context.Context, u *access.User, in *settingDecided) (*body[settingView], error) {
	r, err := s.Settings.Withdraw(ctx, u, in.ID, in.Body.Version)
	return s.setting(u, r, err)
}

func (s *Server) setting(u *access.User, r *setting.Request, err error) (*body[settingView], error) {
	if err != nil {
		return nil, err
	}
	return answer(s.settingView(u, r), nil)
}

func (s *Server) trySetting(ctx context.Context, u *access.User, in *settingDecided) (*body[jobStarted], error) {
	r, err := s.Settings.Store.Setting(ctx, in.ID, setting.Scope(u))
	if err != nil {
		return nil, err
	}
	if err := s.Settings.MayShow(r, in.Body.Version); err != nil {
		return nil, err
	}
	j, err := s.jobs.start(u.ID, func(ctx context.Context, j *job) (*jobResult, string, error) {
		return nil, "影响算好了", s.effect(ctx, j, u, r)
	})
	if err != nil {
		return nil, err
	}
	j.about(jobTrial, label(s.Settings.Current().Parameter(r.Parameter).Label, r.Parameter))
	v, _ := j.look()
	return answer(jobStarted{v}, nil)
}

// effect screens the standing data of a request's division with what is in force
// and with the value, and keeps the difference with the request.
func (s *Server) effect(ctx context.Context, j *job, u *access.User, r *setting.Request) error {
	return s.laidOut(ctx, j, []division.Code{r.Division}, s.Casework.Today(), func(files *upload) error {
		e, err := s.simulated(ctx, j, files, r)
		if err == nil {
			_, err = s.Settings.Show(ctx, u, r.ID, r.Version, e)
		}
		return s.settingInWords(ctx, err)
	})
}

func (s *Server) simulated(ctx context.Context, j *job, files *upload, r *setting.Request) (*setting.Effect, error) {
	sim, counted, err := s.simulate(ctx, j, files, screening.ParameterChange{Name: r.Parameter, Division: r.Division, N: r.Value, From: r.From})
	if err != nil {
		return nil, err
	}
	return effectOf(sim, counted, files.asOf), nil
}

// simulate counts what a changed value makes of files that are laid out.
func (s *Server) simulate(ctx context.Context, j *job, files *upload, change screening.ParameterChange) (*screening.Simulation, *screening.Counted, error) {
	sim, err := s.simulation(ctx, j, files)
	if err != nil {
		return nil, nil, err
	}
	counted, err := sim.Try(change)
	return sim, counted, err
}

// simulation screens files that are laid out, with what is in force.
func (s *Server) simulation(ctx context.Context, j *job, files *upload) (*screening.Simulation, error) {
	pkg, err := s.Settings.InForce(ctx)
	if err != nil {
		return nil, err
	}
	o := screening.Options{
		Registry: files.registry(), Extracts: files.extracts(), AsOf: files.asOf, Today: files.asOf, MaxQuarantine: maxQuarantine, WholeRegistry: true, Progress: j,
	}
	return screening.SimulateFiles(ctx, o, pkg, s.Casework.Program)
}

// effectOf is what a simulation counted, as a request keeps it.
func effectOf(sim *screening.Simulation, c *screening.Counted, asOf calendar.Date) *setting.Effect {
	e := &setting.Effect{AsOf: asOf.String(), Alerted: setting.Counts(c.Alerted.Total), Rules: []setting.OfRule{}, Villages: []setting.Village{}}
	for _, r := range c.Rules {
		if r.Total.Gained+r.Total.Lost > 0 {
			e.Rules = append(e.Rules, setting.OfRule{Rule: r.Rule, Counts: setting.Counts(r.Total)})
		}
	}
	for _, v := range sim.Visits(c) {
		e.Villages = append(e.Villages, setting.Village{Village: v.Village, Counts: setting.Counts{Before: v.Before, After: v.After, Gained: v.Gained, Lost: v.Lost}})
	}
	codes := func(of []int32) []string {
		out := []string{}
		for _, h := range of[:min(len(of), setting.MostHouseholds)] {
			out = append(out, sim.Province.Panel.Code(int(h)))
		}
		return out
	}
	e.Gained, e.Lost = codes(c.Gained), codes(c.Lost)
	return e
}

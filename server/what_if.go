package server

import (
	"context"
	"net/http"
	"slices"

	"dixian/access"
	"dixian/casework"
	"dixian/division"
	"dixian/plan"
	"dixian/screening"
	"dixian/setting"
)

// whatIf is what another value of a parameter would change on the data as they
// stand, if it were in force today. Nothing is kept of it.
type whatIf struct {
	Parameter string     `json:"parameter"`
	Label     string     `json:"label"`
	Unit      string     `json:"unit"`
	Value     string     `json:"value"`
	Division  string     `json:"division"`
	Name      string     `json:"name" doc:"of the division"`
	Visits    int        `json:"visits" doc:"households with an alert then, less those with one now: what village cadres would walk more"`
	Known     int        `json:"known" doc:"households that would have no alert any more and are monitored today: without the alert nobody would have gone there"`
	Effect    effectView `json:"effect" doc:"for who does not see cases without codes of households"`
}

// trying may ask what a value would change: who may ask for it, and analysts.
//
// Source: casework contract, "Who may see and do what": analysts have what-if.
var trying = append(slices.Clone(setting.Setters), "analyst")

type whatIfAsked struct {
	Body struct {
		Parameter string `json:"parameter" maxLength:"60"`
		Division  string `json:"division" pattern:"^[0-9]{12}$" doc:"in which it would hold"`
		Value     string `json:"value" maxLength:"20" doc:"yuan, a share such as 0.5, or a whole number"`
	}
}

func (s *Server) whatIfRoute() {
	route(s, operation{id: "what-if", method: http.MethodPost, path: "/api/what-if", summary: "试算：一个参数改成别的值，现在的数据会多哪些户、少哪些户；不保存", tag: "parameters", may: trying, status: http.StatusAccepted, reads: true}, s.whatIf)
}

func (s *Server) whatIf(ctx context.Context, u *access.User, in *whatIfAsked) (*body[jobStarted], error) {
	p, at, err := s.toTry(u, in.Body.Parameter, in.Body.Division)
	if err != nil {
		return nil, err
	}
	n, err := plan.ParseValue(p.Type, in.Body.Value)
	if err != nil {
		return nil, invalid("value", valueHow(p))
	}
	if b := p.Breach(at, n, s.Casework.Today()); b != nil {
		return nil, invalid("value", s.breachSays(p, b))
	}
	return s.tries(u, p, func(ctx context.Context, j *job, out *jobResult) (err error) {
		out.WhatIf, err = s.tryValue(ctx, j, u, p, at, n)
		return err
	})
}

// toTry is the parameter and the place that somebody wants to try values in, refused
// where no rule reads it or the place is not the user's to try in.
func (s *Server) toTry(u *access.User, parameter, place string) (*plan.Parameter, division.Code, error) {
	p := s.Settings.Current().Parameter(parameter)
	if p == nil || !s.Settings.Read(parameter) {
		return nil, 0, invalid("parameter", "没有规则用到这个参数，改了也没有变化")
	}
	at, err := division.ParseCode(place)
	switch {
	case err != nil:
		return nil, 0, invalid("division", "行政区划代码要 12 位数字")
	case !within(tryingScope(u), at):
		return nil, 0, casework.ErrNotFound
	}
	return p, at, nil
}

// tries begins the job that tries values of a parameter; do fills in what comes of it.
func (s *Server) tries(u *access.User, p *plan.Parameter, do func(ctx context.Context, j *job, out *jobResult) error) (*body[jobStarted], error) {
	j, err := s.jobs.start(u.ID, func(ctx context.Context, j *job) (*jobResult, string, error) {
		out := &jobResult{Left: []string{}, Tables: []tableView{}}
		if err := do(ctx, j, out); err != nil {
			return nil, "", s.settingInWords(ctx, err)
		}
		return out, "算好了", nil
	})
	if err != nil {
		return nil, err
	}
	j.about(jobTrial, label(p.Label, p.Name))
	v, _ := j.look()
	return answer(jobStarted{v}, nil)
}

// breachSays tells why a value may not be set in a division.
func (s *Server) breachSays(p *plan.Parameter, b *plan.Breach) string {
	switch b.Why {
	case plan.BreachNegative:
		return "不能小于零"
	case plan.BreachPlace, plan.BreachLevel:
		return "这一级不能定这个参数，请在能定的一级试算"
	}
	way := map[string]string{"up": "高", "down": "低"}[p.Safer]
	return "上一级是 " + setting.Worded(p.Type, b.Above.N) + "，下级只能一样或更" + way
}

// tryingScope are the divisions in which a user may try values.
func tryingScope(u *access.User) []division.Code {
	out := setting.Scope(u)
	for _, g := range u.Grants {
		if g.Role == "analyst" && !slices.Contains(out, g.Division) {
			out = append(out, g.Division)
		}
	}
	return out
}

// tryValue screens the standing data of a division twice: with what is in force,
// and with the value.
func (s *Server) tryValue(ctx context.Context, j *job, u *access.User, p *plan.Parameter, at division.Code, n int64) (out *whatIf, err error) {
	change := screening.ParameterChange{Name: p.Name, Division: at, N: n}
	err = s.laidOut(ctx, j, []division.Code{at}, s.Casework.Today(), func(files *upload) error {
		sim, counted, err := s.simulate(ctx, j, files, change)
		if err != nil {
			return err
		}
		out = &whatIf{
			Parameter: p.Name, Label: label(p.Label, p.Name), Unit: unit(p.Type), Value: plan.FormatValue(p.Type, n), Division: at.String(), Name: s.placeName(at),
			Visits: counted.Alerted.Total.After - counted.Alerted.Total.Before, Effect: *s.effectView(effectOf(sim, counted, files.asOf)),
		}
		out.Effect.At = s.Casework.Now()
		listed, err := s.Casework.Store.Cases(ctx, casework.Filter{Scope: []division.Code{at}, States: monitoredStates})
		if err != nil {
			return err
		}
		monitored := map[string]bool{}
		for _, c := range listed {
			monitored[c.Household] = true
		}
		for _, h := range counted.Lost {
			if monitored[sim.Province.Panel.Code(int(h))] {
				out.Known++
			}
		}
		if !within(u.Scope(), at) {
			out.Effect.Gained, out.Effect.Lost = []string{}, []string{}
		}
		return nil
	})
	return out, err
}

package server

import (
	"context"
	"errors"
	"strings"
	"time"

	"dixian/access"
	"dixian/division"
	"dixian/plan"
	"dixian/rule"
	"dixian/setting"
	"dixian/workflow"
)

// parameterView is a parameter with what holds in a division today.
type parameterView struct {
	Parameter string      `json:"parameter"`
	Label     string      `json:"label"`
	Unit      string      `json:"unit" doc:"元, 天 …; empty: a share or a bare number"`
	Kind      string      `json:"kind" enum:"money,share,int"`
	SetBy     string      `json:"set_by" enum:"province,prefecture,county" doc:"the lowest level that may set it"`
	Safer     string      `json:"safer" enum:"up,down," doc:"the way a level below may move; empty: either"`
	Screened  bool        `json:"screened" doc:"a rule of the screening reads it: its effect is shown before it is approved"`
	Value     string      `json:"value" doc:"in force today; empty: none"`
	Status    string      `json:"status" enum:"verified,example," doc:"example: no document sets it"`
	Number    string      `json:"number" doc:"of the document"`
	MaySet    bool        `json:"may_set" doc:"the division may set it at all"`
	Values    []valueView `json:"values" doc:"all there are, for every division and time"`
}

// valueView is one value of a parameter.
type valueView struct {
	Division string `json:"division"`
	Name     string `json:"name" doc:"of the division"`
	From     string `json:"from"`
	To       string `json:"to" doc:"first day it no longer holds; empty: open"`
	Value    string `json:"value"`
	Status   string `json:"status" enum:"verified,example"`
	Number   string `json:"number"`
}

// settingView is a request for a value.
type settingView struct {
	ID           int64       `json:"id"`
	Version      int         `json:"version" doc:"to be sent back with a decision"`
	State        string      `json:"state" enum:"pending,approved,refused,withdrawn"`
	Parameter    string      `json:"parameter"`
	Label        string      `json:"label" doc:"of the parameter"`
	Unit         string      `json:"unit"`
	Division     string      `json:"division"`
	DivisionName string      `json:"division_name"`
	From         string      `json:"from"`
	To           string      `json:"to" doc:"first day it no longer holds; empty: open"`
	Value        string      `json:"value"`
	Now          string      `json:"now" doc:"what holds there today; empty: nothing"`
	Number       string      `json:"number" doc:"of the document"`
	Reason       string      `json:"reason"`
	Screened     bool        `json:"screened" doc:"its effect has to be shown before it is approved"`
	Effect       *effectView `json:"effect,omitempty" doc:"once it was worked out"`
	AskedBy      string      `json:"asked_by"`
	AskedName    string      `json:"asked_name"`
	AskedAt      time.Time   `json:"asked_at"`
	DecidedName  string      `json:"decided_name"`
	DecidedAt    time.Time   `json:"decided_at"`
	Decision     string      `json:"decision"`
	MayDecide    bool        `json:"may_decide" doc:"pending, and the reader has the role and did not ask"`
	MayWithdraw  bool        `json:"may_withdraw"`
}

type effectView struct {
	AsOf     string              `json:"as_of"`
	At       time.Time           `json:"at"`
	Alerted  setting.Counts      `json:"alerted" doc:"households with any alert"`
	Rules    []effectRuleView    `json:"rules" doc:"those that move"`
	Villages []effectVillageView `json:"villages" doc:"visits: those of villages where they change"`
	Gained   []string            `json:"gained" doc:"codes of households, at most 200"`
	Lost     []string            `json:"lost" doc:"codes of households, at most 200"`
}

type effectRuleView struct {
	Rule   string         `json:"rule"`
	Label  string         `json:"label"`
	Counts setting.Counts `json:"counts" doc:"households"`
}

type effectVillageView struct {
	Village string         `json:"village"`
	Name    string         `json:"name"`
	Counts  setting.Counts `json:"counts" doc:"visits"`
}

func (s *Server) parameterView(p *plan.Parameter, at division.Code) parameterView {
	v := parameterView{
		Parameter: p.Name, Label: label(p.Label, p.Name), Unit: unit(p.Type), Kind: kindWords[p.Type.Kind], SetBy: p.Lowest().String(), Safer: p.Safer,
		Screened: s.Settings.Read(p.Name), MaySet: at.Level() <= p.Lowest(), Values: []valueView{},
	}
	if now, ok := p.At(at, s.Casework.Today()); ok {
		v.Value, v.Status, v.Number = plan.FormatValue(p.Type, now.N), now.Status, now.Number
	}
	for _, x := range p.All() {
		v.Values = append(v.Values, valueView{x.Division.String(), s.placeName(x.Division), dated(x.From), dated(x.To), plan.FormatValue(p.Type, x.N), x.Status, x.Number})
	}
	return v
}

var kindWords = map[rule.Kind]string{rule.Money: "money", rule.Share: "share", rule.Int: "int"}

// valueHow says how a parameter's value is written.
func valueHow(p *plan.Parameter) string {
	switch p.Type.Kind {
	case rule.Money:
		return "请填金额（元），例如 5000"
	case rule.Share:
		return "请填比例，例如 0.5"
	}
	return "请填整数，例如 5"
}

func (s *Server) settingView(u *access.User, r *setting.Request) settingView {
	v := settingView{
		ID: r.ID, Version: r.Version, State: r.State, Parameter: r.Parameter, Label: r.Parameter, Division: r.Division.String(), DivisionName: s.placeName(r.Division),
		From: dated(r.From), To: dated(r.To), Number: r.Number, Reason: r.Reason, Screened: s.Settings.Read(r.Parameter),
		AskedBy: r.AskedBy, AskedName: r.AskedName, AskedAt: r.AskedAt, DecidedName: r.DecidedName, DecidedAt: r.DecidedAt, Decision: r.Decision,
	}
	if p := s.Settings.Current().Parameter(r.Parameter); p != nil {
		v.Label, v.Unit, v.Value = label(p.Label, p.Name), unit(p.Type), plan.FormatValue(p.Type, r.Value)
		if now, ok := p.At(r.Division, s.Casework.Today()); ok {
			v.Now = plan.FormatValue(p.Type, now.N)
		}
	}
	pending := r.State == setting.Pending
	v.MayDecide = pending && r.AskedBy != u.Login && setting.MaySet(u, r.Division)
	v.MayWithdraw = pending && r.AskedBy == u.Login
	if e := r.Effect; e != nil {
		v.Effect = s.effectView(e)
	}
	return v
}

func (s *Server) effectView(e *setting.Effect) *effectView {
	v := &effectView{AsOf: e.AsOf, At: e.At, Alerted: e.Alerted, Rules: []effectRuleView{}, Villages: []effectVillageView{}, Gained: list(e.Gained), Lost: list(e.Lost)}
	for _, r := range e.Rules {
		v.Rules = append(v.Rules, effectRuleView{r.Rule, s.words.rule(r.Rule), r.Counts})
	}
	for _, x := range e.Villages {
		v.Villages = append(v.Villages, effectVillageView{x.Village.String(), s.shortName(x.Village), x.Counts})
	}
	return v
}

// settingInWords is why an effect could not be worked out, for who asked for it.
func (s *Server) settingInWords(ctx context.Context, err error) error {
	var refused *workflow.Refused
	var breach *plan.Breach
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refused):
		return errors.New(refused.Error())
	case errors.As(err, &breach):
		return errors.New("上一级的值改过了，这个值现在不许定；请撤回再提")
	}
	return errors.New(strings.ReplaceAll(s.inWords(ctx, err).Error(), "没有加载", "没有算成"))
}

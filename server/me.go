package server

import (
	"context"

	"dixian/access"
	"dixian/rule"
)

// askView is one question of a move's form.
type askView struct {
	Name     string   `json:"name"`
	Label    string   `json:"label"`
	Type     string   `json:"type" enum:"text,int,money,date,bool,code,lines,division"`
	Options  []string `json:"options"`
	Required bool     `json:"required"`
	Unsure   bool     `json:"unsure" doc:"说不清 is an answer"`
	Max      int      `json:"max" doc:"most characters; 0: no limit"`
	Section  string   `json:"section"`
	Unit     string   `json:"unit"`

	Who   bool      `json:"who" doc:"a line may name a member: its who is the masked number; empty: the whole household"`
	Lines []lineAsk `json:"lines" doc:"what a line tells, of a question in lines: its answer is a JSON array of objects of texts, as text"`
}

// lineAsk is one thing that a line of an answer tells.
type lineAsk struct {
	Name     string   `json:"name"`
	Label    string   `json:"label"`
	Type     string   `json:"type" enum:"text,int,money,date,bool,code"`
	Options  []string `json:"options"`
	Required bool     `json:"required"`
	Max      int      `json:"max" doc:"most characters; 0: no limit"`
	Unit     string   `json:"unit"`
	Less     bool     `json:"less" doc:"this money is taken off the sum"`
}

// stateView is a state of the workflow.
type stateView struct {
	Name   string   `json:"name"`
	Label  string   `json:"label"`
	Owners []string `json:"owners" doc:"roles that must act"`
	Final  bool     `json:"final"`

	Group stateGroup `json:"group" enum:"desk,way,listed,out,over" doc:"at the desk, on the way, in the list of the monitored, cleared, over"`
}

// moveView is a move of the workflow.
type moveView struct {
	Name   string    `json:"name"`
	Label  string    `json:"label"`
	From   []string  `json:"from"`
	To     string    `json:"to"`
	By     []string  `json:"by"`
	Bulk   bool      `json:"bulk"`
	Reason bool      `json:"reason" doc:"a reason in words is demanded"`
	Asks   []askView `json:"asks"`
}

// flowView is the workflow that cases run by.
type flowView struct {
	States []stateView `json:"states"`
	Moves  []moveView  `json:"moves"`
}

// ruleView is a rule of the plan package.
type ruleView struct {
	Name    string `json:"name"`
	Label   string `json:"label"`
	Risk    string `json:"risk"`
	Urgency string `json:"urgency"`
	Raises  string `json:"raises" enum:"alert,hit,finding"`
}

type meView struct {
	User  userView     `json:"user"`
	Today string       `json:"today"`
	Demo  bool         `json:"demo" doc:"the county is invented"`
	Owes  bool         `json:"owes_factor" doc:"a role demands a second proof, and there is none yet: nothing else is open"`
	Scope []scopePlace `json:"scope" doc:"where the user sees cases, with everything below"`
	Flow  flowView     `json:"flow"`
	Rules []ruleView   `json:"rules"`
}

func (s *Server) me(_ context.Context, u *access.User, _ *struct{}) (*body[meView], error) {
	out := meView{User: s.userView(u), Today: s.Casework.Today().String(), Demo: s.Demo != nil, Owes: s.Desk.MustEnrol(u), Scope: []scopePlace{}, Flow: s.flowView(), Rules: []ruleView{}}
	for _, code := range u.Scope() {
		out.Scope = append(out.Scope, scopePlace{code.String(), s.divisions.FullName(code), code.Level().String()})
	}
	for _, r := range s.Casework.Program.Rules {
		out.Rules = append(out.Rules, ruleView{r.Name, label(r.Label, r.Name), r.Risk, r.Urgency, r.Raises.String()})
	}
	return answer(out, nil)
}

func (s *Server) flowView() flowView {
	out := flowView{States: []stateView{}, Moves: []moveView{}}
	for _, st := range s.flow.States {
		out.States = append(out.States, stateView{st.Name, st.Label, list(st.Owners), st.Final || st.Name == "closed_no_risk", s.groupOf(st.Name)})
	}
	for _, m := range s.flow.Moves {
		v := moveView{Name: m.Name, Label: m.Label, From: []string{}, To: m.To.Name, By: list(m.By), Bulk: m.Bulk, Reason: m.Reason, Asks: asks(m)}
		for _, from := range m.From {
			v.From = append(v.From, from.Name)
		}
		out.Moves = append(out.Moves, v)
	}
	return out
}

func asks(m *rule.Move) []askView {
	out := []askView{}
	for _, a := range m.Asks {
		v := askView{Name: a.Name, Label: label(a.Label, a.Name), Required: a.Required, Unsure: a.Unsure, Max: a.Max, Section: a.Section, Unit: unit(a.Column.Type), Lines: []lineAsk{}}
		v.Type, v.Options = asked(a.Column.Type)
		if m.Offer && v.Type == "text" { // it asks which county is to take the case
			v.Type = "division"
		}
		if a.Lines != nil {
			v.Type, v.Unit, v.Who = "lines", "", a.Lines.Who
			for _, q := range a.Lines.Asks {
				l := lineAsk{Name: q.Name, Label: label(q.Label, q.Name), Required: q.Required, Max: q.Max, Unit: unit(q.Type), Less: q.Less}
				l.Type, l.Options = asked(q.Type)
				v.Lines = append(v.Lines, l)
			}
		}
		out = append(out, v)
	}
	return out
}

// asked is how a page asks for a value of a type, with what there is to choose from.
func asked(t rule.Type) (string, []string) {
	switch t.Kind {
	case rule.Int:
		return "int", []string{}
	case rule.Money:
		return "money", []string{}
	case rule.Date:
		return "date", []string{}
	case rule.Bool:
		return "bool", []string{}
	case rule.Code:
		return "code", list(t.Codes)
	}
	return "text", []string{}
}

// list is a list that JSON never writes as null.
func list[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}

// label is what something is called; what the package does not label has its key.
func label(label, name string) string {
	if label == "" {
		return name
	}
	return label
}

package server

import (
	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
	"dixian/rule"
	"dixian/workflow"
)

// daysUntil counts the days until the last one of a limit, negative once it has
// passed; nil where there is no limit. A paused clock counts from its pause.
func daysUntil(c workflow.Clock, today calendar.Date) *int {
	if c.Due == 0 {
		return nil
	}
	if c.Paused != 0 {
		today = c.Paused
	}
	left := int(c.Due - today)
	return &left
}

// stepView is one step of the way that has a limit as a whole.
type stepView struct {
	State       string `json:"state"`
	Label       string `json:"label"`
	Limit       int    `json:"limit" doc:"0: the same day"`
	Unit        string `json:"unit" enum:"days,workdays"`
	LatestStart string `json:"latest_start" doc:"the last day the state may begin if the whole is to hold; empty before the clock runs"`
}

// clockView is every clock of a case.
type clockView struct {
	T0          string     `json:"t0"`
	StateSince  string     `json:"state_since"`
	DueOn       string     `json:"due_on"`
	WholeDueOn  string     `json:"whole_due_on"`
	Light       string     `json:"light" enum:"in_time,past_half,late,paused,none"`
	DaysLeft    *int       `json:"days_left"`
	Provisional bool       `json:"provisional" doc:"due dates lie in a year whose holidays are not known"`
	PausedOn    string     `json:"paused_on"`
	PauseReason string     `json:"pause_reason"`
	AskAgainOn  string     `json:"ask_again_on" doc:"the day on which who wished to wait is asked again"`
	VisitDueOn  string     `json:"visit_due_on" doc:"last day of the next visit"`
	Steps       []stepView `json:"steps"`
}

func (s *Server) clockView(c *casework.Case) (clockView, error) {
	today := s.Casework.Today()
	steps, err := s.steps(c)
	return clockView{
		T0: dated(c.T0), StateSince: dated(c.StateSince), DueOn: dated(c.DueOn), WholeDueOn: dated(c.WholeDueOn),
		Light: string(c.Clock().LightAt(today)), DaysLeft: daysUntil(c.Clock(), today), Provisional: c.Provisional,
		PausedOn: dated(c.PausedOn), PauseReason: c.PauseReason, AskAgainOn: dated(c.AskAgainOn), VisitDueOn: dated(c.VisitDueOn), Steps: steps,
	}, err
}

// steps counts the latest beginnings of the states of the whole back from its
// last day: a state must begin as many days before it as it and those behind it
// may take.
func (s *Server) steps(c *casework.Case) ([]stepView, error) {
	out := []stepView{}
	if s.flow.Whole == nil {
		return out, nil
	}
	path := s.flow.Whole.Path
	latest := c.WholeDueOn
	for i := len(path) - 1; i >= 0; i-- {
		v, err := s.step(path[i], c.Division)
		if err != nil {
			return nil, err
		}
		if c.WholeDueOn != 0 {
			latest = before(latest, v.Limit, path[i].Workdays)
			v.LatestStart = dated(latest)
		}
		out = append([]stepView{v}, out...)
	}
	return out, nil
}

func (s *Server) step(st *rule.State, code division.Code) (stepView, error) {
	v := stepView{State: st.Name, Label: st.Label, Unit: "days"}
	if st.Workdays {
		v.Unit = "workdays"
	}
	if st.Limit == nil {
		return v, nil
	}
	n, err := s.Casework.Param(st.Limit.Name, code)
	v.Limit = int(n)
	return v, err
}

// before goes so many days back; of working days those count that are known as
// such, and weekdays in years without a holiday table.
func before(d calendar.Date, days int, workdays bool) calendar.Date {
	if !workdays {
		return d - calendar.Date(days)
	}
	for n := 0; n < days; d-- {
		open, err := calendar.IsWorkday(d)
		if err != nil {
			open = d.Weekday() <= 5
		}
		if open {
			n++
		}
	}
	return d
}

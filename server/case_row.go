package server

import (
	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
)

// alertMark is an alert in a list.
type alertMark struct {
	Rule    string `json:"rule"`
	Label   string `json:"label"`
	Urgency string `json:"urgency"`
	Gone    bool   `json:"gone" doc:"数据已变: the newest run no longer raises it"`
}

// caseRow is a case in a list.
type caseRow struct {
	ID           int64       `json:"id"`
	Version      int         `json:"version" doc:"to be sent back with every change"`
	Household    string      `json:"household"`
	Division     string      `json:"division" doc:"village, 12 digits"`
	DivisionName string      `json:"division_name" doc:"town and village"`
	Head         string      `json:"head"`
	Channel      string      `json:"channel"`
	Urgency      string      `json:"urgency" doc:"红 黄 蓝; pages say 急 一般 留意"`
	State        string      `json:"state"`
	StateLabel   string      `json:"state_label"`
	Round        int         `json:"round"`
	OpenedOn     string      `json:"opened_on"`
	T0           string      `json:"t0"`
	StateSince   string      `json:"state_since"`
	DueOn        string      `json:"due_on"`
	WholeDueOn   string      `json:"whole_due_on"`
	Provisional  bool        `json:"provisional"`
	PausedOn     string      `json:"paused_on"`
	PauseReason  string      `json:"pause_reason"`
	PostedOn     string      `json:"posted_on"`
	IdentifiedOn string      `json:"identified_on"`
	ClearedOn    string      `json:"cleared_on"`
	ObjectType   string      `json:"object_type"`
	MainRisk     string      `json:"main_risk"`
	RiskFound    bool        `json:"risk_found"`
	Confirmed    bool        `json:"members_confirmed"`
	Light        string      `json:"light" enum:"in_time,past_half,late,paused,none"`
	DaysLeft     *int        `json:"days_left" doc:"until the last day of the state's limit; null without one"`
	Alerts       []alertMark `json:"alerts"`
	Checks       int         `json:"checks" doc:"in lists: how many findings stand, as of the last daily checks and screening"`
	VisitDueOn   string      `json:"visit_due_on" doc:"last day of the next visit"`
}

// caseRow is a case as it stands on a day.
func (s *Server) caseRow(u *access.User, c *casework.Case, today calendar.Date) caseRow {
	who := s.readerFor(u, c.Division)
	row := caseRow{
		ID: c.ID, Version: c.Version, Household: c.Household, Division: c.Division.String(), DivisionName: s.shortName(c.Division),
		Head: c.Head, Channel: who.channel(c.Channel), Urgency: c.Urgency, State: c.State, StateLabel: s.stateLabel(c.State), Round: c.Round,
		OpenedOn: dated(c.OpenedOn), T0: dated(c.T0), StateSince: dated(c.StateSince), DueOn: dated(c.DueOn), WholeDueOn: dated(c.WholeDueOn),
		Provisional: c.Provisional, PausedOn: dated(c.PausedOn), PauseReason: c.PauseReason, PostedOn: dated(c.PostedOn),
		IdentifiedOn: dated(c.IdentifiedOn), ClearedOn: dated(c.ClearedOn), ObjectType: c.ObjectType, MainRisk: c.MainRisk,
		RiskFound: c.RiskFound, Confirmed: c.Confirmed,
		Light: string(c.Clock().LightAt(today)), DaysLeft: daysUntil(c.Clock(), today), Alerts: []alertMark{}, VisitDueOn: dated(c.VisitDueOn),
	}
	for _, a := range c.Alerts {
		name, label := s.ruleFor(who, a.Rule)
		row.Alerts = append(row.Alerts, alertMark{name, label, a.Urgency, a.Gone})
	}
	return row
}

// ruleFor is a rule's name and label as a reader may know them.
func (s *Server) ruleFor(who reader, name string) (shown, label string) {
	if who.hidesRule(s.words.rules[name]) {
		return hiddenRule, assigned
	}
	return name, s.words.rule(name)
}

func (s *Server) stateLabel(name string) string {
	if st := s.flow.State(name); st != nil {
		return st.Label
	}
	return name
}

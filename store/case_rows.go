package store

import (
	"math"

	"github.com/uptrace/bun"

	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
)

type caseRow struct {
	bun.BaseModel    `bun:"table:cases,alias:c"`
	ID               int64 `bun:"id,pk,autoincrement"`
	Version          int
	Household        string
	Division         int64
	Head             string
	Channel          string
	Urgency          string
	State            string
	IsOpen           bool
	Round            int
	OpenedOn         int32
	T0               int32 `bun:"t0"`
	StateSince       int32
	DueOn            int32
	DueOrder         int32
	WholeDueOn       int32
	Provisional      bool
	PausedOn         int32
	PauseReason      string
	PostedOn         int32
	IdentifiedOn     int32
	ClearedOn        int32
	ObjectType       string
	MainRisk         string
	RiskFound        bool
	MembersConfirmed bool
	IntoCase         int64
	AskAgainOn       int32
	VisitDueOn       int32
}

// dueOrder puts cases without a limit behind all others.
func dueOrder(dueOn int32) int32 {
	if dueOn == 0 {
		return math.MaxInt32
	}
	return dueOn
}

func caseRowOf(c *casework.Case) *caseRow {
	return &caseRow{
		ID: c.ID, Version: c.Version, Household: c.Household, Division: int64(c.Division), Head: c.Head, Channel: c.Channel,
		Urgency: c.Urgency, State: c.State, IsOpen: c.Open(), Round: c.Round,
		OpenedOn: int32(c.OpenedOn), T0: int32(c.T0), StateSince: int32(c.StateSince), DueOn: int32(c.DueOn), DueOrder: dueOrder(int32(c.DueOn)),
		WholeDueOn: int32(c.WholeDueOn), Provisional: c.Provisional, PausedOn: int32(c.PausedOn), PauseReason: c.PauseReason,
		PostedOn: int32(c.PostedOn), IdentifiedOn: int32(c.IdentifiedOn), ClearedOn: int32(c.ClearedOn),
		ObjectType: c.ObjectType, MainRisk: c.MainRisk, RiskFound: c.RiskFound, MembersConfirmed: c.Confirmed,
		IntoCase: c.IntoCase, AskAgainOn: int32(c.AskAgainOn), VisitDueOn: int32(c.VisitDueOn),
	}
}

func (r *caseRow) record() *casework.Case {
	return &casework.Case{
		ID: r.ID, Version: r.Version, Household: r.Household, Division: division.Code(r.Division), Head: r.Head, Channel: r.Channel,
		Urgency: r.Urgency, State: r.State, Round: r.Round,
		OpenedOn: calendar.Date(r.OpenedOn), T0: calendar.Date(r.T0), StateSince: calendar.Date(r.StateSince), DueOn: calendar.Date(r.DueOn),
		WholeDueOn: calendar.Date(r.WholeDueOn), Provisional: r.Provisional, PausedOn: calendar.Date(r.PausedOn), PauseReason: r.PauseReason,
		PostedOn: calendar.Date(r.PostedOn), IdentifiedOn: calendar.Date(r.IdentifiedOn), ClearedOn: calendar.Date(r.ClearedOn),
		ObjectType: r.ObjectType, MainRisk: r.MainRisk, RiskFound: r.RiskFound, Confirmed: r.MembersConfirmed,
		IntoCase: r.IntoCase, AskAgainOn: calendar.Date(r.AskAgainOn), VisitDueOn: calendar.Date(r.VisitDueOn),
	}
}

package server

import (
	"context"
	"time"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
	"dixian/registry"
)

// dueView is what one department owes a county in a month.
type dueView struct {
	Table      string `json:"table"`
	Label      string `json:"label"`
	Owner      string `json:"owner" doc:"department"`
	County     string `json:"county" doc:"12 digits"`
	CountyName string `json:"county_name"`
	DueOn      string `json:"due_on"`
	State      string `json:"state" enum:"delivered,later,soon,overdue" doc:"soon: due within days, a reminder is in order"`
	DaysLate   int    `json:"days_late"`
	Batch      int64  `json:"batch" doc:"newest of the month; 0: none"`
	UploadedAt string `json:"uploaded_on"`
}

type dueList struct {
	Month   string    `json:"month"`
	Due     []dueView `json:"due"`
	Soon    int       `json:"soon"`
	Overdue int       `json:"overdue"`
}

// A delivery is due on this day of the month; who has not delivered is reminded
// so many days before. No document of ours sets either.
const (
	dueDay     = 10
	remindDays = 3
)

// deliveries is the calendar of a month: which table of which department has come
// for which county.
func (s *Server) deliveries(ctx context.Context, u *access.User, in *struct {
	Month string `query:"month" pattern:"^([0-9]{4}-[0-9]{2})?$" doc:"2025-06; none: this month"`
}) (*body[dueList], error) {
	today := s.Casework.Today()
	y, m, _ := today.YMD()
	if in.Month != "" {
		month, err := calendar.ParseDate(in.Month + "-01")
		if err != nil {
			return nil, invalid("month", "月份要写成 2025-06")
		}
		y, m, _ = month.YMD()
	}
	first := calendar.NewDate(y, m, 1)
	came, err := s.cameIn(ctx, u, first, first.AddMonths(1))
	if err != nil {
		return nil, err
	}
	out := dueList{Month: first.String()[:7], Due: []dueView{}}
	due := first + dueDay - 1
	for _, county := range countiesOf(u) {
		for _, t := range s.Casework.Program.Tables {
			if t.Folder != "extracts" {
				continue
			}
			v := dueView{Table: t.Name, Label: label(t.Label, t.Name), Owner: t.Owner, County: county.String(), CountyName: s.placeName(county), DueOn: dated(due), State: "later"}
			switch b := came[tableIn{t.Name, county}]; {
			case b != nil:
				v.State, v.Batch, v.UploadedAt = "delivered", b.ID, b.UploadedAt.Format(time.DateOnly)
			case today > due:
				v.State, v.DaysLate = "overdue", int(today-due)
				out.Overdue++
			case today >= due-remindDays:
				v.State = "soon"
				out.Soon++
			}
			out.Due = append(out.Due, v)
		}
	}
	return answer(out, nil)
}

// countiesOf are the counties that a user brings files for.
func countiesOf(u *access.User) []division.Code {
	var out []division.Code
	for _, d := range deliveryScope(u) {
		if d.Level() == division.County {
			out = append(out, d)
		}
	}
	return out
}

// tableIn is a table of a county.
type tableIn struct {
	table  string
	county division.Code
}

// cameIn finds the newest batch of each table and county that was uploaded from a
// day on, before another, and counts or has counted.
func (s *Server) cameIn(ctx context.Context, u *access.User, from, to calendar.Date) (map[tableIn]*registry.Batch, error) {
	out := map[tableIn]*registry.Batch{}
	f := registry.BatchFilter{Scope: countiesOf(u), Limit: 500}
	for {
		batches, err := s.Casework.Registry.Batches(ctx, f)
		if err != nil {
			return nil, err
		}
		for _, b := range batches {
			at := b.UploadedAt.In(s.Casework.Now().Location())
			on := calendar.NewDate(at.Year(), int(at.Month()), at.Day())
			key := tableIn{b.Table, b.Division.County()}
			if on >= from && on < to && out[key] == nil && b.State != registry.BatchStaged && b.State != registry.BatchUndone {
				out[key] = b
			}
			if f.Before = b.ID; on < from {
				return out, nil // newest first: what follows is older
			}
		}
		if len(batches) < f.Limit {
			return out, nil
		}
	}
}

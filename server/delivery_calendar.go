package server

import (
	"context"
	"slices"
	"time"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
	"dixian/registry"
)

// dueView is what one department owes a county in a month.
type dueView struct {
	Month      string `json:"month" doc:"2025-06"`
	Table      string `json:"table"`
	Label      string `json:"label"`
	Owner      string `json:"owner" doc:"department"`
	County     string `json:"county" doc:"12 digits"`
	CountyName string `json:"county_name"`
	DueOn      string `json:"due_on"`
	State      string `json:"state" enum:"delivered,later,soon,overdue,before" doc:"soon: due within days, a reminder is in order; before: the county had not begun to bring files"`
	DaysLate   int    `json:"days_late" doc:"of an overdue table until today, of a delivered one until its first file came"`
	Batch      int64  `json:"batch" doc:"newest of the month; 0: none"`
	Files      int    `json:"files" doc:"that came in the month"`
	Accepted   int    `json:"accepted" doc:"rows of them"`
	Waiting    int    `json:"waiting" doc:"rows of them that are still in quarantine"`
	UploadedAt string `json:"uploaded_on"`
}

type dueList struct {
	Month   string    `json:"month" doc:"the last one"`
	Months  []string  `json:"months" doc:"oldest first"`
	Due     []dueView `json:"due"`
	Soon    int       `json:"soon" doc:"of the last month"`
	Overdue int       `json:"overdue" doc:"of the last month"`
}

// A delivery is due on this day of the month; who has not delivered is reminded
// so many days before. No document of ours sets either.
const (
	dueDay     = 10
	remindDays = 3
)

// deliveries is the calendar of some months: which table of which department has
// come for which county.
func (s *Server) deliveries(ctx context.Context, u *access.User, in *struct {
	Month  string `query:"month" pattern:"^([0-9]{4}-[0-9]{2})?$" doc:"2025-06, the last; none: this month"`
	Months int    `query:"months" minimum:"1" maximum:"12" default:"1"`
}) (*body[dueList], error) {
	last, err := s.monthAsked(in.Month)
	if err != nil {
		return nil, err
	}
	return answer(s.calendarOf(ctx, u, last, in.Months))
}

// calendarOf is the calendar of so many months up to one.
func (s *Server) calendarOf(ctx context.Context, u *access.User, last calendar.Date, months int) (dueList, error) {
	first := last.AddMonths(1 - months)
	scope := s.countiesFor(u)
	came, err := s.cameIn(ctx, scope, first, last.AddMonths(1))
	if err != nil {
		return dueList{}, err
	}
	began, err := s.Casework.Registry.Began(ctx, placesOf(scope))
	if err != nil {
		return dueList{}, err
	}
	out := dueList{Month: monthOf(last), Months: []string{}, Due: []dueView{}}
	for month := first; month <= last; month = month.AddMonths(1) {
		out.Months = append(out.Months, monthOf(month))
		for _, county := range placesOf(scope) {
			for _, t := range s.Casework.Program.Tables {
				if t.Folder != "extracts" || !slices.ContainsFunc(scope, func(r registry.Reach) bool { return r.Has(t.Name, county) }) {
					continue
				}
				v := dueView{Month: monthOf(month), Table: t.Name, Label: label(t.Label, t.Name), Owner: t.Owner, County: county.String(), CountyName: s.placeName(county)}
				s.judgeDue(&v, month, came[tableIn{t.Name, county, month}], s.dayOf(began[county]))
				if month == last && v.State == "soon" {
					out.Soon++
				}
				if month == last && v.State == "overdue" {
					out.Overdue++
				}
				out.Due = append(out.Due, v)
			}
		}
	}
	return out, nil
}

// judgeDue says how a table stands in a month of which these files have come.
// began is the county's first delivery ever; 0: there is none, and it begins this month.
func (s *Server) judgeDue(v *dueView, month calendar.Date, c *arrived, began calendar.Date) {
	today, due := s.Casework.Today(), dueOn(month)
	if began == 0 {
		y, m, _ := today.YMD()
		began = calendar.NewDate(y, m, 1)
	}
	v.DueOn = dated(due)
	switch {
	case c != nil:
		v.State, v.Batch, v.Files, v.Accepted, v.Waiting, v.UploadedAt = "delivered", c.newest, len(c.batches), c.accepted, c.waiting, dated(c.last)
		v.DaysLate = max(0, int(c.first-due))
	case due < began:
		v.State = "before"
	case today > due:
		v.State, v.DaysLate = "overdue", int(today-due)
	case today >= due-remindDays:
		v.State = "soon"
	default:
		v.State = "later"
	}
}

// monthAsked is the first day of the month that is asked for.
func (s *Server) monthAsked(written string) (calendar.Date, error) {
	y, m, _ := s.Casework.Today().YMD()
	if written != "" {
		month, err := calendar.ParseDate(written + "-01")
		if err != nil {
			return 0, invalid("month", "月份要写成 2025-06")
		}
		y, m, _ = month.YMD()
	}
	return calendar.NewDate(y, m, 1), nil
}

func monthOf(first calendar.Date) string { return first.String()[:len("2025-06")] }

// dueOn is the day in a month by which a table is due.
func dueOn(first calendar.Date) calendar.Date { return first + dueDay - 1 }

// dayOf is the day of a moment in the province; 0: there is none.
func (s *Server) dayOf(at time.Time) calendar.Date {
	if at.IsZero() {
		return 0
	}
	at = at.In(s.Casework.Now().Location())
	return calendar.NewDate(at.Year(), int(at.Month()), at.Day())
}

// countiesFor are the counties that a user brings files for: with all tables, or a
// department with its own.
func (s *Server) countiesFor(u *access.User) []registry.Reach {
	return slices.DeleteFunc(s.deliveryScope(u), func(r registry.Reach) bool { return r.Division.Level() != division.County })
}

// tableIn is a table of a county in a month, by the month's first day.
type tableIn struct {
	table  string
	county division.Code
	month  calendar.Date
}

// arrived are the files of a table that came in a month and count or have counted.
type arrived struct {
	newest      int64
	first, last calendar.Date     // days on which one came
	batches     []*registry.Batch // oldest first, without corrected rows
	accepted    int               // rows, corrected ones too
	waiting     int               // rows in quarantine, corrected ones that are bad again too
}

// cameIn finds the files of each table and county that were uploaded from a day on,
// before another, and count or have counted. Corrected rows belong to the file that
// they come from, whenever they were corrected.
func (s *Server) cameIn(ctx context.Context, counties []registry.Reach, from, to calendar.Date) (map[tableIn]*arrived, error) {
	batches, err := s.deliveredSince(ctx, counties, from)
	if err != nil {
		return nil, err
	}
	out, at := map[tableIn]*arrived{}, map[int64]*arrived{}
	var all []int64
	for _, b := range slices.Backward(batches) { // oldest first: a file before its corrections
		on := s.dayOf(b.UploadedAt)
		c := at[b.Parent]
		if b.Parent == 0 && on < to {
			y, m, _ := on.YMD()
			key := tableIn{b.Table, b.Division.County(), calendar.NewDate(y, m, 1)}
			if c = out[key]; c == nil {
				c = &arrived{first: on}
				out[key] = c
			}
			c.newest, c.last = b.ID, on
			c.batches = append(c.batches, b)
		}
		if c != nil {
			c.accepted += b.Accepted
			all, at[b.ID] = append(all, b.ID), c
		}
	}
	waiting, err := s.Casework.Registry.Waiting(ctx, all)
	for id, n := range waiting {
		at[id].waiting += n
	}
	return out, err
}

// deliveredSince are the batches that were uploaded from a day on and count or have
// counted, newest first.
func (s *Server) deliveredSince(ctx context.Context, counties []registry.Reach, from calendar.Date) ([]*registry.Batch, error) {
	var out []*registry.Batch
	f := registry.BatchFilter{Scope: counties, Limit: 500}
	for {
		batches, err := s.Casework.Registry.Batches(ctx, f)
		if err != nil {
			return nil, err
		}
		for _, b := range batches {
			if f.Before = b.ID; s.dayOf(b.UploadedAt) < from {
				return out, nil // newest first: what follows is older
			}
			if b.State != registry.BatchStaged && b.State != registry.BatchUndone {
				out = append(out, b)
			}
		}
		if len(batches) < f.Limit {
			return out, nil
		}
	}
}

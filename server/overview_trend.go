package server

import (
	"context"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
)

// monthCount is what a month has brought.
type monthCount struct {
	Month   string `json:"month" doc:"2025-06"`
	Opened  int    `json:"opened" doc:"new clues"`
	Decided int    `json:"decided" doc:"decided by the county, or ended without a decision"`
	Cleared int    `json:"cleared" doc:"risk declared cleared"`
}

type trend struct {
	Months []monthCount `json:"months" doc:"twelve, the current one last"`
}

// trendMonths is how far back a trend looks, the current month included.
const trendMonths = 12

func (s *Server) overviewTrend(ctx context.Context, u *access.User, in *struct {
	AtDay
	Under string `query:"under" pattern:"^[0-9]{12}$" doc:"a division of the own scope; none: the whole scope"`
}) (*body[trend], error) {
	scope, top, err := counted(u, in.Under)
	if err != nil {
		return nil, err
	}
	first := s.today(ctx).Month() - trendMonths + 1
	out := trend{Months: make([]monthCount, trendMonths)}
	for i := range out.Months {
		out.Months[i].Month = (first + calendar.Month(i)).String()
	}
	add := map[casework.Milestone]func(m *monthCount, n int){
		casework.Opened:  func(m *monthCount, n int) { m.Opened += n },
		casework.Decided: func(m *monthCount, n int) { m.Decided += n },
		casework.Cleared: func(m *monthCount, n int) { m.Cleared += n },
	}
	for milestone, add := range add {
		days, err := s.Casework.Store.CountDays(ctx, casework.Filter{Scope: scope, Under: top}, milestone, first.First())
		if err != nil {
			return nil, err
		}
		for day, n := range days {
			if at := int(day.Month() - first); at < trendMonths {
				add(&out.Months[at], n)
			}
		}
	}
	return answer(out, nil)
}

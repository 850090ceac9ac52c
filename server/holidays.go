package server

import (
	"context"
	"net/http"
	"slices"
	"time"

	"dixian/access"
	"dixian/calendar"
)

// holidaysView is a year as the State Council's notice arranges it. Nobody changes
// it here: a year's notice comes with the program.
type holidaysView struct {
	Year     int           `json:"year"`
	Years    []int         `json:"years" doc:"whose notices are on record"`
	Known    bool          `json:"known" doc:"false: limits that reach into the year count weekdays and are provisional"`
	Notice   string        `json:"notice" doc:"number of the notice; empty: none is on record"`
	Holidays []holidayView `json:"holidays"`
	Missing  int           `json:"missing" doc:"a year that begins soon and whose notice is not on record, from 1 November on; 0: none"`
}

type holidayView struct {
	Name   string   `json:"name"`
	First  string   `json:"first"`
	Last   string   `json:"last" doc:"the last day off"`
	Days   int      `json:"days"`
	Worked []string `json:"worked" doc:"weekend days worked instead"`
}

func (s *Server) holidayRoutes() {
	route(s, operation{id: "holidays", method: http.MethodGet, path: "/api/holidays", summary: "一年的放假和调休，按国务院办公厅通知", tag: "operation", may: anybody}, s.holidays)
}

func (s *Server) holidays(_ context.Context, _ *access.User, in *struct {
	Year int `query:"year" minimum:"0" maximum:"2100" doc:"0: this year"`
}) (*body[holidaysView], error) {
	today := s.Casework.Today()
	out := holidaysView{Year: in.Year, Years: calendar.ArrangedYears(), Holidays: []holidayView{}, Missing: missingYear(today)}
	if out.Year == 0 {
		out.Year = today.Year()
	}
	for _, h := range calendar.Holidays(out.Year) {
		v := holidayView{Name: h.Name, First: h.First.String(), Last: h.Last.String(), Days: int(h.Last-h.First) + 1, Worked: []string{}}
		for _, d := range h.Worked {
			v.Worked = append(v.Worked, d.String())
		}
		out.Known, out.Notice, out.Holidays = true, h.Notice, append(out.Holidays, v)
	}
	return answer(out, nil)
}

// missingYear is the year that people have to be warned of: the running one, and
// from 1 November the next, where its notice is not on record; 0: none.
//
// Source: casework contract, "the server warns from 1 November".
func missingYear(today calendar.Date) int {
	year, month, _ := today.YMD()
	years := []int{year}
	if month >= int(time.November) {
		years = append(years, year+1)
	}
	for _, year := range years {
		if !slices.Contains(calendar.ArrangedYears(), year) {
			return year
		}
	}
	return 0
}

package server

import (
	"context"
	"net/http"
	"strconv"

	"dixian/access"
)

// dayView is the day of the county.
type dayView struct {
	Today string `json:"today"`
}

func (s *Server) demoRoutes() {
	route(s, operation{id: "pass-days", method: http.MethodPost, path: "/api/demo/days", summary: "演示县：让日子往后过几天", tag: "demo", may: anybody}, s.passDays)
}

// passDays moves a demo county's day on, so that a case can be walked through in
// minutes. Where the county is real it is not there.
func (s *Server) passDays(ctx context.Context, u *access.User, in *struct {
	Body struct {
		Days int `json:"days" minimum:"1" maximum:"400"`
	}
}) (*body[dayView], error) {
	if s.Demo == nil {
		return nil, newProblem(http.StatusNotFound, "这不是演示县，日子不能往后拨")
	}
	if err := s.Demo(ctx, in.Body.Days); err != nil {
		return nil, err
	}
	return answer(dayView{s.Casework.Today().String()}, s.log(ctx, u, "demo.days", "demo", strconv.Itoa(in.Body.Days)))
}

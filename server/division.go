package server

import (
	"context"
	"net/http"

	"dixian/access"
	"dixian/casework"
	"dixian/division"
)

// place is a division by code and name.
type place struct {
	Code string `json:"code" doc:"12 digits"`
	Name string `json:"name"`
}

// scopePlace is a place with its level.
type scopePlace struct {
	Code  string `json:"code" doc:"12 digits"`
	Name  string `json:"name" doc:"from the province down"`
	Level string `json:"level" enum:"province,prefecture,county,town,village"`
}

type divisionView struct {
	Code     string  `json:"code" doc:"12 digits"`
	Name     string  `json:"name"`
	FullName string  `json:"full_name"`
	Level    string  `json:"level" enum:"province,prefecture,county,town,village"`
	Children []place `json:"children"`
}

func (s *Server) divisionRoutes() {
	route(s, operation{id: "division", method: http.MethodGet, path: "/api/divisions/{code}", summary: "行政区划和下一级", tag: "divisions", may: anybody}, s.division)
}

func (s *Server) division(_ context.Context, _ *access.User, in *struct {
	Code string `path:"code" pattern:"^[0-9]{12}$"`
}) (*body[divisionView], error) {
	code, err := division.ParseCode(in.Code)
	if err != nil || !s.divisions.Known(code) {
		return nil, casework.ErrNotFound
	}
	out := divisionView{Code: code.String(), Name: s.placeName(code), FullName: s.divisions.FullName(code), Level: code.Level().String(), Children: []place{}}
	for _, child := range s.divisions.Children(code) {
		out.Children = append(out.Children, place{child.String(), s.placeName(child)})
	}
	return answer(out, nil)
}

// placeName is a division's own name, its code where the table does not know it.
func (s *Server) placeName(code division.Code) string {
	if name, ok := s.divisions.Name(code); ok {
		return name
	}
	return code.String()
}

// shortName is a village with its town, enough for who works in the county.
func (s *Server) shortName(code division.Code) string {
	if code.Level() == division.Village {
		return s.placeName(code.Town()) + s.placeName(code)
	}
	return s.placeName(code)
}

// under reads the division of a filter; empty is none.
func under(text string) (division.Code, error) {
	if text == "" {
		return 0, nil
	}
	code, err := division.ParseCode(text)
	if err != nil {
		return 0, invalid("under", "行政区划代码要 12 位数字")
	}
	return code, nil
}

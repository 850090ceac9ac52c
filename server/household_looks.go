package server

import (
	"context"
	"slices"
	"time"

	"dixian/access"
	"dixian/division"
	"dixian/registry"
)

// mayView is somebody who may see the household.
type mayView struct {
	Name         string `json:"name"`
	Role         string `json:"role"`
	RoleLabel    string `json:"role_label"`
	DivisionName string `json:"division_name"`
}

// lookView is one look at the household.
type lookView struct {
	At     time.Time `json:"at"`
	Name   string    `json:"name"`
	User   string    `json:"user"`
	What   string    `json:"what" enum:"page,case,unmask,print"`
	Field  string    `json:"field" doc:"that was shown whole, or the kind of document"`
	Reason string    `json:"reason"`
}

type looksView struct {
	May    []mayView  `json:"may"`
	Looked []lookView `json:"looked" doc:"newest first; a page once a day and person"`
}

// mostLooks is how many looks are told.
const mostLooks = 500

// look is a look of a user at a household, now.
func (s *Server) look(u *access.User, code, what string) *registry.Look {
	return &registry.Look{Household: code, At: s.Casework.Now().UnixNano(), Day: s.Casework.Today(), User: u.Login, Name: u.Name, What: what}
}

// householdLooks is what is printed for somebody who asks who may see what is
// recorded about them, and who has looked.
//
// Source: casework contract, "Declaration by a farmer".
func (s *Server) householdLooks(ctx context.Context, u *access.User, in *struct {
	Code string `path:"code" maxLength:"32"`
}) (*body[looksView], error) {
	h, err := s.household(ctx, u, in.Code, false)
	if err != nil {
		return nil, err
	}
	users, err := s.Desk.Store.Users(ctx)
	if err != nil {
		return nil, err
	}
	out := looksView{s.maySee(users, h.Division), []lookView{}}
	looks, err := s.Casework.Registry.Looks(ctx, h.Code, mostLooks)
	for _, l := range looks {
		out.Looked = append(out.Looked, lookView{time.Unix(0, l.At), l.Name, l.User, l.What, l.Field, l.Reason})
	}
	return answer(out, err)
}

// maySee are those who may see a household of a village.
func (s *Server) maySee(users []*access.User, village division.Code) []mayView {
	out := []mayView{}
	for _, other := range users {
		for _, g := range other.Grants {
			if !other.Disabled && slices.Contains(caseRoles, g.Role) && g.Division.Contains(village) {
				out = append(out, mayView{other.Name, g.Role, roleLabels[g.Role], s.placeName(g.Division)})
			}
		}
	}
	return out
}

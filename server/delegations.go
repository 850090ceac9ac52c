package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
)

// delegationView is somebody standing in for somebody.
type delegationView struct {
	ID       int64     `json:"id"`
	From     string    `json:"from" doc:"login"`
	FromName string    `json:"from_name"`
	To       string    `json:"to" doc:"login"`
	ToName   string    `json:"to_name"`
	Grant    grantView `json:"grant"`
	Since    string    `json:"since"`
	Until    string    `json:"until" doc:"the last day"`
	Reason   string    `json:"reason"`
	EndedOn  string    `json:"ended_on" doc:"first day on which it no longer held; empty: it was not ended early"`
	Holds    bool      `json:"holds" doc:"today"`
}

// standInView is a role of the reader's with those who may stand in for it.
type standInView struct {
	Grant      grantView   `json:"grant"`
	Colleagues []loginView `json:"colleagues"`
}

type loginView struct {
	Login string `json:"login"`
	Name  string `json:"name"`
}

type delegationList struct {
	Given    []delegationView `json:"given"`
	Received []delegationView `json:"received"`
	Mine     []standInView    `json:"mine" doc:"roles that the reader may delegate"`
}

func (s *Server) delegationRoutes() {
	route(s, operation{id: "delegations", method: http.MethodGet, path: "/api/delegations", summary: "我委托的、委托给我的，和可以委托给谁", tag: "inbox", may: workRoles}, s.delegations)
	route(s, operation{id: "delegate", method: http.MethodPost, path: "/api/delegations", summary: "外出期间委托同事代办", tag: "inbox", may: workRoles, status: http.StatusCreated}, s.delegate)
	route(s, operation{id: "end-delegation", method: http.MethodPost, path: "/api/delegations/{id}/end", summary: "提前收回或退回一项委托", tag: "inbox", may: workRoles}, s.endDelegation)
}

func (s *Server) delegations(ctx context.Context, u *access.User, _ *struct{}) (*body[delegationList], error) {
	out := delegationList{[]delegationView{}, []delegationView{}, []standInView{}}
	users, err := s.Desk.Store.Users(ctx)
	if err != nil {
		return nil, err
	}
	held, err := s.Desk.Store.DelegationsOf(ctx, u.Login, s.Casework.Today())
	if err != nil {
		return nil, err
	}
	named := map[string]*access.User{}
	for _, who := range users {
		named[who.Login] = who
	}
	for _, d := range held {
		v := s.delegationView(&d, named)
		if d.From == u.Login {
			out.Given = append(out.Given, v)
		} else {
			out.Received = append(out.Received, v)
		}
	}
	for _, g := range u.Grants {
		if !slices.Contains(access.Delegable, g.Role) {
			continue
		}
		v := standInView{s.grantView(g), []loginView{}}
		for _, who := range users {
			if who.MayStandIn(u.Login, g) {
				v.Colleagues = append(v.Colleagues, loginView{who.Login, who.Name})
			}
		}
		out.Mine = append(out.Mine, v)
	}
	return answer(out, nil)
}

func (s *Server) delegationView(d *access.Delegation, named map[string]*access.User) delegationView {
	v := delegationView{
		ID: d.ID, From: d.From, To: d.To, Grant: s.grantView(d.Grant), Since: dated(d.Since), Until: dated(d.Until), Reason: d.Reason, EndedOn: dated(d.EndedOn),
	}
	from, to := named[d.From], named[d.To]
	if from != nil && to != nil {
		v.FromName, v.ToName, v.Holds = from.Name, to.Name, d.Holds(s.Casework.Today(), from, to)
	}
	return v
}

// delegationFields say which field of the form an error is about.
var delegationFields = []struct {
	err   error
	field string
}{{access.ErrNotDelegable, "role"}, {access.ErrNoStandIn, "to"}, {access.ErrTerm, "until"}, {access.ErrNoReason, "reason"}, {access.ErrDelegated, "since"}}

func (s *Server) delegate(ctx context.Context, u *access.User, in *struct {
	Body struct {
		Role     string `json:"role" maxLength:"32"`
		Division string `json:"division" pattern:"^[0-9]{12}$"`
		To       string `json:"to" maxLength:"32" doc:"login"`
		Since    string `json:"since" maxLength:"10"`
		Until    string `json:"until" maxLength:"10" doc:"the last day"`
		Reason   string `json:"reason" maxLength:"200"`
	}
}) (*body[delegationList], error) {
	b := in.Body
	code, err := division.ParseCode(b.Division)
	if err != nil {
		return nil, invalid("division", "行政区划代码要 12 位数字")
	}
	d := &access.Delegation{To: b.To, Grant: access.Grant{Role: b.Role, Division: code}, Reason: b.Reason}
	var errSince, errUntil error
	d.Since, errSince = calendar.ParseDate(b.Since)
	d.Until, errUntil = calendar.ParseDate(b.Until)
	if errSince != nil || errUntil != nil {
		return nil, invalid("until", access.ErrTerm.Error())
	}
	err = s.Desk.Store.Atomically(ctx, func(ctx context.Context) error {
		if err := s.Desk.Delegate(ctx, u, d); err != nil {
			return err
		}
		detail := fmt.Sprintf("%s %s 委托 %s %s 至 %s", d.Grant.Role, d.Grant.Division, d.To, d.Since, d.Until)
		return s.log(ctx, u, "delegation.give", fmt.Sprintf("delegation/%d", d.ID), detail)
	})
	if err != nil {
		for _, f := range delegationFields {
			if errors.Is(err, f.err) {
				return nil, invalid(f.field, err.Error())
			}
		}
		return nil, err
	}
	return s.delegations(ctx, u, nil)
}

func (s *Server) endDelegation(ctx context.Context, u *access.User, in *struct {
	ID int64 `path:"id"`
}) (*body[delegationList], error) {
	err := s.Desk.Store.Atomically(ctx, func(ctx context.Context) error {
		if err := s.Desk.EndDelegation(ctx, u, in.ID); err != nil {
			return err
		}
		return s.log(ctx, u, "delegation.end", fmt.Sprintf("delegation/%d", in.ID), "")
	})
	if err != nil {
		return nil, err
	}
	return s.delegations(ctx, u, nil)
}

package server

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"dixian/access"
	"dixian/division"
)

func subjectUser(id int64) string { return "user/" + strconv.FormatInt(id, 10) }

// grantAsked is a role for a place as a request names it.
type grantAsked struct {
	Role     string `json:"role" maxLength:"32"`
	Division string `json:"division" pattern:"^[0-9]{12}$" doc:"12 digits"`
	Owner    string `json:"owner,omitempty" maxLength:"60" doc:"of the role department: whose tables it brings, as the plan package names the owner"`
}

func grants(asked []grantAsked) ([]access.Grant, error) {
	out := make([]access.Grant, len(asked))
	for i, g := range asked {
		code, err := division.ParseCode(g.Division)
		if err != nil {
			return nil, invalid("grants", "行政区划代码要 12 位数字")
		}
		out[i] = access.Grant{Role: g.Role, Division: code, Owner: strings.TrimSpace(g.Owner)}
	}
	return out, nil
}

// userAsked is an account that is asked for.
type userAsked struct {
	Login  string       `json:"login" maxLength:"64"`
	Name   string       `json:"name" maxLength:"30"`
	Grants []grantAsked `json:"grants" maxItems:"20"`
	// IDNumber says who the user is, so that the own household is not there for them.
	IDNumber string `json:"id_number,omitempty" maxLength:"18" doc:"the user's own, so that nobody sees or moves what concerns the own household; sealed, told to nobody"`
}

type usersList struct {
	Users  []userView `json:"users"`
	Owners []string   `json:"owners" doc:"departments that own tables: what a grant of the role department may name"`
}

type userMade struct {
	User            userView `json:"user"`
	OneTimePassword string   `json:"one_time_password" doc:"shown this once, kept nowhere"`
}

type userChanged struct {
	User userView `json:"user"`
}

type passwordMade struct {
	OneTimePassword string `json:"one_time_password" doc:"shown this once, kept nowhere"`
}

func (s *Server) userRoutes() {
	route(s, operation{id: "list-users", method: http.MethodGet, path: "/api/users", summary: "用户名单", tag: "users", may: sysadmins}, s.listUsers)
	route(s, operation{id: "create-user", method: http.MethodPost, path: "/api/users", summary: "新建用户", tag: "users", may: sysadmins, status: http.StatusCreated}, s.createUser)
	route(s, operation{id: "update-user", method: http.MethodPatch, path: "/api/users/{id}", summary: "改用户的姓名、角色或停用", tag: "users", may: sysadmins}, s.updateUser)
	route(s, operation{id: "reset-password", method: http.MethodPost, path: "/api/users/{id}/reset", summary: "重设为一次性密码", tag: "users", may: sysadmins}, s.resetPassword)
}

func (s *Server) listUsers(ctx context.Context, _ *access.User, _ *struct{}) (*body[usersList], error) {
	users, err := s.Desk.Store.Users(ctx)
	if err != nil {
		return nil, err
	}
	locked, err := s.Desk.Store.Locked(ctx, s.Desk.Now())
	out := usersList{Users: []userView{}, Owners: list(s.Desk.Owners)}
	for _, u := range users {
		v := s.userView(u)
		if until, is := locked[u.ID]; is {
			v.Locked = &until
		}
		out.Users = append(out.Users, v)
	}
	return answer(out, err)
}

func (s *Server) createUser(ctx context.Context, by *access.User, in *struct {
	Body userAsked
}) (*body[userMade], error) {
	u := &access.User{Login: in.Body.Login, Name: in.Body.Name}
	err := named(u)
	if err != nil {
		return nil, err
	}
	if u.Grants, err = grants(in.Body.Grants); err != nil {
		return nil, err
	}
	var password string
	err = s.Desk.Store.Atomically(ctx, func(ctx context.Context) error {
		if password, err = s.Desk.CreateUser(ctx, by, u); err != nil {
			return err
		}
		if err := s.log(ctx, by, "user.create", subjectUser(u.ID), ""); err != nil || in.Body.IDNumber == "" {
			return err
		}
		return s.link(ctx, by, u, in.Body.IDNumber)
	})
	return answer(userMade{s.userView(u), password}, account(err))
}

func (s *Server) updateUser(ctx context.Context, by *access.User, in *struct {
	ID   int64 `path:"id"`
	Body struct {
		Name     *string       `json:"name,omitempty" maxLength:"30"`
		Grants   *[]grantAsked `json:"grants,omitempty" maxItems:"20"`
		Disabled *bool         `json:"disabled,omitempty"`
		IDNumber *string       `json:"id_number,omitempty" maxLength:"18" doc:"as when an account is made; empty: nobody says any more who the user is"`
	}
}) (*body[userChanged], error) {
	u, err := s.Desk.Store.User(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if in.Body.Name != nil {
		u.Name = *in.Body.Name
	}
	if in.Body.Disabled != nil {
		u.Disabled = *in.Body.Disabled
	}
	if in.Body.Grants != nil {
		if u.Grants, err = grants(*in.Body.Grants); err != nil {
			return nil, err
		}
	}
	if err := named(u); err != nil {
		return nil, err
	}
	err = s.Desk.Store.Atomically(ctx, func(ctx context.Context) error {
		if err := s.Desk.UpdateUser(ctx, by, u); err != nil {
			return err
		}
		if err := s.log(ctx, by, "user.update", subjectUser(u.ID), ""); err != nil || in.Body.IDNumber == nil {
			return err
		}
		return s.link(ctx, by, u, *in.Body.IDNumber)
	})
	return answer(userChanged{s.userView(u)}, account(err))
}

// link says who a user is, or takes that back; the log says that it was done, and by
// whom.
func (s *Server) link(ctx context.Context, by, u *access.User, number string) error {
	if err := s.Desk.Link(ctx, by, u.ID, number); err != nil {
		return err
	}
	u.Linked = strings.TrimSpace(number) != ""
	action := "user.link"
	if !u.Linked {
		action = "user.unlink"
	}
	return s.log(ctx, by, action, subjectUser(u.ID), "")
}

func (s *Server) resetPassword(ctx context.Context, by *access.User, in *struct {
	ID int64 `path:"id"`
}) (*body[passwordMade], error) {
	var password string
	err := s.Desk.Store.Atomically(ctx, func(ctx context.Context) (err error) {
		if password, err = s.Desk.ResetPassword(ctx, by, in.ID); err != nil {
			return err
		}
		return s.log(ctx, by, "user.reset", subjectUser(in.ID), "")
	})
	return answer(passwordMade{password}, err)
}

// named refuses a user without a name.
func named(u *access.User) error {
	if strings.TrimSpace(u.Name) == "" {
		return invalid("name", "请填写姓名")
	}
	return nil
}

// account gives the refusals of an account the field they are about.
func account(err error) error {
	switch {
	case errors.Is(err, access.ErrLogin):
		return invalid("login", err.Error())
	case errors.Is(err, access.ErrNumber):
		return invalid("id_number", err.Error())
	case errors.Is(err, access.ErrGrant):
		return invalid("grants", err.Error())
	}
	return err
}

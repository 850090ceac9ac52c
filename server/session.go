package server

import (
	"context"
	"net/http"
	"time"

	"dixian/access"
	"dixian/audit"
)

// cookieName is the session's cookie: not for scripts, not from foreign pages.
const cookieName = "dixian_session"

func (s *Server) cookie(token string) http.Cookie {
	c := http.Cookie{Name: cookieName, Value: token, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: s.Secure}
	if token == "" {
		c.MaxAge = -1
	}
	return c
}

// grantView is a role for a place, with the words for both.
type grantView struct {
	Role         string `json:"role"`
	RoleLabel    string `json:"role_label"`
	Division     string `json:"division" doc:"12 digits"`
	DivisionName string `json:"division_name"`
	Owner        string `json:"owner" doc:"of the role department: whose tables it brings; empty: an old one, which opens nothing until it names its department"`
}

// userView is a user as pages show one.
type userView struct {
	ID         int64       `json:"id"`
	Login      string      `json:"login"`
	Name       string      `json:"name"`
	Grants     []grantView `json:"grants"`
	Standing   []grantView `json:"standing" doc:"roles in the place of others who are away; only of who asks"`
	MustChange bool        `json:"must_change" doc:"a one-time password is in force"`
	Disabled   bool        `json:"disabled"`
	Locked     *time.Time  `json:"locked_until,omitempty" doc:"too many wrong passwords; nobody signs in before this moment, unless the password is reset"`

	Linked       bool `json:"linked" doc:"it is said by an ID number who the user is, so that the own household is not there for them"`
	SecondFactor bool `json:"second_factor" doc:"signs in with a code of the own phone, too"`
}

func (s *Server) userView(u *access.User) userView {
	v := userView{
		ID: u.ID, Login: u.Login, Name: u.Name, Grants: s.grantViews(u.Grants), Standing: []grantView{}, MustChange: u.MustChange, Disabled: u.Disabled, SecondFactor: u.SecondFactor, Linked: u.Linked,
	}
	for _, held := range u.Standing {
		v.Standing = append(v.Standing, s.grantView(held.Grant))
	}
	return v
}

func (s *Server) grantViews(grants []access.Grant) []grantView {
	out := []grantView{}
	for _, g := range grants {
		out = append(out, s.grantView(g))
	}
	return out
}

func (s *Server) grantView(g access.Grant) grantView {
	return grantView{g.Role, roleLabels[g.Role], g.Division.String(), s.divisions.FullName(g.Division), g.Owner}
}

// roleLabels are what roles are called.
var roleLabels = access.Labels

// signedInAs is the answer to a sign-in, with the session's cookie.
type signedInAs struct {
	Cookie http.Cookie `header:"Set-Cookie"`
	Body   struct {
		User userView `json:"user"`
	}
}

// signedOut takes the cookie away.
type signedOut struct {
	Cookie http.Cookie `header:"Set-Cookie"`
}

func (s *Server) sessionRoutes() {
	route(s, operation{id: "login", method: http.MethodPost, path: "/api/login", summary: "登录", tag: "session", may: everywhere}, s.login)
	route(s, operation{id: "logout", method: http.MethodPost, path: "/api/logout", summary: "退出登录", tag: "session", may: anybody, status: http.StatusNoContent, first: true, own: true}, s.logout)
	route(s, operation{id: "change-password", method: http.MethodPost, path: "/api/password", summary: "改自己的密码", tag: "session", may: anybody, status: http.StatusNoContent, first: true, own: true}, s.changePassword)
	route(s, operation{id: "me", method: http.MethodGet, path: "/api/me", summary: "我是谁，管哪里，流程和规则有哪些", tag: "session", may: anybody, first: true}, s.me)
}

func (s *Server) login(ctx context.Context, _ *access.User, in *struct {
	Body struct {
		Login    string `json:"login" maxLength:"64"`
		Password string `json:"password" maxLength:"256"`
		Code     string `json:"code,omitempty" maxLength:"40" doc:"of the phone, or a recovery code; for who has a second proof"`
	}
}) (*signedInAs, error) {
	token, u, err := s.Desk.SignIn(ctx, in.Body.Login, in.Body.Password, in.Body.Code)
	if err != nil {
		return nil, err
	}
	if err := s.log(ctx, u, "sign_in", subjectUser(u.ID), ""); err != nil {
		return nil, err
	}
	out := &signedInAs{Cookie: s.cookie(token)}
	out.Body.User = s.userView(u)
	return out, nil
}

func (s *Server) logout(ctx context.Context, u *access.User, _ *struct{}) (*signedOut, error) {
	if err := s.Desk.SignOut(ctx, callOf(ctx).token); err != nil {
		return nil, err
	}
	return &signedOut{s.cookie("")}, s.log(ctx, u, "sign_out", subjectUser(u.ID), "")
}

func (s *Server) changePassword(ctx context.Context, u *access.User, in *struct {
	Body struct {
		Old string `json:"old" maxLength:"256"`
		New string `json:"new" maxLength:"256"`
	}
}) (*signedOut, error) {
	token, err := s.Desk.ChangePassword(ctx, callOf(ctx).token, in.Body.Old, in.Body.New)
	switch {
	case err == access.ErrSignIn:
		return nil, invalid("old", "原来的密码不对")
	case err != nil:
		return nil, err
	}
	return &signedOut{s.cookie(token)}, s.log(ctx, u, "password", subjectUser(u.ID), "")
}

// log writes an act that is not on a case to the audit log.
func (s *Server) log(ctx context.Context, u *access.User, action, subject, detail string) error {
	return s.Casework.Audit.Append(ctx, &audit.Entry{At: s.Casework.Now(), User: u.Login, Action: action, Subject: subject, Detail: detail})
}

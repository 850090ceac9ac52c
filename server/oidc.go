package server

import (
	"context"
	"errors"
	"net/http"
	"time"

	"dixian/access"
	"dixian/access/oidc"
)

// signInWays is how one may sign in here.
type signInWays struct {
	Password bool `json:"password" doc:"false: only the three administrators sign in with one"`
	OIDC     bool `json:"oidc" doc:"at the house's provider, by /api/oidc/start"`
}

// attemptCookie holds an attempt until the provider sends the browser back. That is a
// navigation from another site, which a strict cookie would not go along with.
const (
	attemptCookie = "dixian_oidc"
	attemptLasts  = 10 * time.Minute
)

func (s *Server) attemptCookie(value string) http.Cookie {
	c := http.Cookie{Name: attemptCookie, Value: value, Path: "/api/oidc", HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: s.Secure, MaxAge: int(attemptLasts.Seconds())}
	if value == "" {
		c.MaxAge = -1
	}
	return c
}

// elsewhere sends the browser to another address.
type elsewhere struct {
	Location string        `header:"Location"`
	Cookies  []http.Cookie `header:"Set-Cookie"`
}

func (s *Server) oidcRoutes() {
	route(s, operation{id: "sign-in-ways", method: http.MethodGet, path: "/api/login", summary: "这里怎么登录：密码、统一登录", tag: "session", may: everywhere}, func(context.Context, *access.User, *struct{}) (*body[signInWays], error) {
		return answer(signInWays{!s.Desk.PasswordsOff, s.OIDC != nil}, nil)
	})
	route(s, operation{id: "oidc-start", method: http.MethodGet, path: "/api/oidc/start", summary: "去统一登录", tag: "session", may: everywhere, status: http.StatusFound}, s.oidcStart)
	route(s, operation{id: "oidc-callback", method: http.MethodGet, path: "/api/oidc/callback", summary: "统一登录送回来", tag: "session", may: everywhere, status: http.StatusFound}, s.oidcCallback)
}

var errNoProvider = newProblem(http.StatusNotFound, "这里没有开通统一登录，请用账号和密码登录")

func (s *Server) oidcStart(context.Context, *access.User, *struct{}) (*elsewhere, error) {
	if s.OIDC == nil {
		return nil, errNoProvider
	}
	address, attempt, err := s.OIDC.Begin()
	if err != nil {
		s.Log.Error("failed", "route", "GET /api/oidc/start", "error", err.Error())
		return &elsewhere{Location: "/login?sso=failed"}, nil
	}
	return &elsewhere{address, []http.Cookie{s.attemptCookie(attempt.String())}}, nil
}

// oidcCallback opens a session for whom the provider vouches for. Whatever goes wrong
// is told on the sign-in page, by a word.
func (s *Server) oidcCallback(ctx context.Context, _ *access.User, in *struct {
	Attempt string `cookie:"dixian_oidc" maxLength:"400"`
	State   string `query:"state" maxLength:"400"`
	Code    string `query:"code" maxLength:"4000"`
	Error   string `query:"error" maxLength:"400" doc:"of the provider"`
}) (*elsewhere, error) {
	if s.OIDC == nil {
		return nil, errNoProvider
	}
	token, u, err := s.vouched(ctx, in.Attempt, in.State, in.Code, in.Error)
	out := &elsewhere{"/", []http.Cookie{s.attemptCookie("")}}
	switch {
	case err == nil:
		if err := s.log(ctx, u, "sign_in", subjectUser(u.ID), "through the OpenID provider"); err != nil {
			return nil, err
		}
		out.Cookies = append(out.Cookies, s.cookie(token))
		return out, nil
	case errors.Is(err, errDenied):
		out.Location = "/login?sso=denied"
	case errors.Is(err, oidc.ErrOther):
		out.Location = "/login?sso=expired"
	case errors.Is(err, access.ErrNotVouched), errors.Is(err, oidc.ErrNoName):
		out.Location = "/login?sso=unknown"
	case errors.Is(err, access.ErrOwnProof):
		out.Location = "/login?sso=factor"
	default:
		s.Log.Error("failed", "route", "GET /api/oidc/callback", "error", err.Error())
		out.Location = "/login?sso=failed"
	}
	return out, nil
}

var errDenied = errors.New("the OpenID provider turned somebody away")

func (s *Server) vouched(ctx context.Context, kept, state, code, refused string) (token string, u *access.User, err error) {
	attempt, ok := oidc.ReadAttempt(kept)
	switch {
	case !ok:
		return "", nil, oidc.ErrOther
	case refused != "":
		return "", nil, errDenied
	}
	login, err := s.OIDC.Finish(ctx, attempt, state, code)
	if err != nil {
		return "", nil, err
	}
	return s.Desk.SignInVouched(ctx, login)
}

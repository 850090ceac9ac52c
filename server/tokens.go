package server

import (
	"context"
	"errors"
	"net/http"
	"time"

	"dixian/access"
)

// tokenView is a token of a user, without its text.
type tokenView struct {
	ID      int64       `json:"id"`
	Name    string      `json:"name"`
	Grants  []grantView `json:"grants" doc:"a part of the user's"`
	Writes  bool        `json:"writes" doc:"may change what the user may change"`
	Made    string      `json:"made" format:"date-time"`
	Expires string      `json:"expires" format:"date-time"`
	Used    string      `json:"used" doc:"last, to the minute; empty: never"`
	Over    bool        `json:"over" doc:"it has expired"`
}

type tokensList struct {
	Tokens []tokenView `json:"tokens"`
}

type tokenMade struct {
	Token tokenView `json:"token"`
	Text  string    `json:"text" doc:"sent as Authorization: Bearer …; shown this once, kept nowhere"`
}

func (s *Server) tokenRoutes() {
	route(s, operation{id: "list-tokens", method: http.MethodGet, path: "/api/tokens", summary: "自己的令牌", tag: "session", may: anybody, own: true}, s.listTokens)
	route(s, operation{id: "create-token", method: http.MethodPost, path: "/api/tokens", summary: "建一个给程序用的令牌", tag: "session", may: anybody, status: http.StatusCreated, own: true}, s.createToken)
	route(s, operation{id: "delete-token", method: http.MethodDelete, path: "/api/tokens/{id}", summary: "撤掉自己的一个令牌", tag: "session", may: anybody, status: http.StatusNoContent, own: true}, s.deleteToken)
}

func (s *Server) tokenView(t *access.Token) tokenView {
	v := tokenView{
		ID: t.ID, Name: t.Name, Grants: s.grantViews(t.Grants), Writes: t.Writes,
		Made: t.CreatedAt.UTC().Format(time.RFC3339), Expires: t.ExpiresAt.UTC().Format(time.RFC3339), Over: !s.Desk.Now().Before(t.ExpiresAt),
	}
	if !t.UsedAt.IsZero() {
		v.Used = t.UsedAt.UTC().Format(time.RFC3339)
	}
	return v
}

func (s *Server) listTokens(ctx context.Context, u *access.User, _ *struct{}) (*body[tokensList], error) {
	tokens, err := s.Desk.Store.Tokens(ctx, u.ID)
	out := tokensList{Tokens: []tokenView{}}
	for i := range tokens {
		out.Tokens = append(out.Tokens, s.tokenView(&tokens[i]))
	}
	return answer(out, err)
}

func (s *Server) createToken(ctx context.Context, u *access.User, in *struct {
	Body struct {
		Name   string       `json:"name" maxLength:"40"`
		Days   int          `json:"days" doc:"how long it holds, 1 to 365"`
		Writes bool         `json:"writes"`
		Grants []grantAsked `json:"grants" maxItems:"20" doc:"a part of the own; none: all of them"`
	}
}) (*body[tokenMade], error) {
	t := &access.Token{Name: in.Body.Name, Writes: in.Body.Writes}
	var err error
	if t.Grants, err = grants(in.Body.Grants); err != nil {
		return nil, err
	}
	var text string
	err = s.Desk.Store.Atomically(ctx, func(ctx context.Context) error {
		if text, err = s.Desk.CreateToken(ctx, u, t, in.Body.Days); err != nil {
			return err
		}
		return s.log(ctx, u, "token.create", subjectUser(u.ID), t.Name)
	})
	return answer(tokenMade{s.tokenView(t), text}, tokenFault(err))
}

func (s *Server) deleteToken(ctx context.Context, u *access.User, in *struct {
	ID int64 `path:"id"`
}) (*nothing, error) {
	err := s.Desk.Store.Atomically(ctx, func(ctx context.Context) error {
		if err := s.Desk.Store.DeleteToken(ctx, u.ID, in.ID); err != nil {
			return err
		}
		return s.log(ctx, u, "token.delete", subjectUser(u.ID), "")
	})
	return &nothing{}, err
}

// tokenFault gives the refusals of a token the field they are about.
func tokenFault(err error) error {
	for field, refusals := range map[string][]error{
		"name": {access.ErrTokenName, access.ErrTokenMany}, "days": {access.ErrTokenDays}, "grants": {access.ErrTokenGrants}, "writes": {access.ErrTokenWrites},
	} {
		for _, refusal := range refusals {
			if errors.Is(err, refusal) {
				return invalid(field, refusal.Error())
			}
		}
	}
	return err
}

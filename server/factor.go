package server

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"net/http"

	"dixian/access"
	"dixian/document"
)

// factorView is how a user's second proof stands.
type factorView struct {
	On       bool `json:"on"`
	Demanded bool `json:"demanded" doc:"by one of the user's roles"`
	Recovery int  `json:"recovery" doc:"recovery codes not used yet"`
}

// factorBegun is what an authenticator needs; it holds once a code is shown for it.
type factorBegun struct {
	Secret string `json:"secret" doc:"base 32, to be typed where no code can be scanned"`
	Link   string `json:"link" doc:"otpauth://…, the same as the QR code"`
	QR     string `json:"qr" doc:"the link as a QR code, a PNG in base 64"`
}

// factorOn are the recovery codes.
type factorOn struct {
	Recovery []string `json:"recovery" doc:"each serves once in place of the phone; shown this once, kept nowhere"`
}

func (s *Server) factorRoutes() {
	route(s, operation{id: "second-factor", method: http.MethodGet, path: "/api/second-factor", summary: "自己的动态口令开通了没有", tag: "session", may: anybody, first: true, own: true}, s.factor)
	route(s, operation{id: "begin-second-factor", method: http.MethodPost, path: "/api/second-factor", summary: "开通动态口令：先扫码", tag: "session", may: anybody, first: true, own: true}, s.beginFactor)
	route(s, operation{id: "confirm-second-factor", method: http.MethodPost, path: "/api/second-factor/confirm", summary: "开通动态口令：再输入一个口令", tag: "session", may: anybody, first: true, own: true}, s.confirmFactor)
	route(s, operation{id: "drop-second-factor", method: http.MethodPost, path: "/api/second-factor/drop", summary: "关掉自己的动态口令", tag: "session", may: anybody, status: http.StatusNoContent, own: true}, s.dropFactor)
	route(s, operation{id: "reset-second-factor", method: http.MethodPost, path: "/api/users/{id}/second-factor/reset", summary: "替丢了手机的人关掉动态口令", tag: "users", may: sysadmins, status: http.StatusNoContent}, s.resetFactor)
}

func (s *Server) factor(ctx context.Context, u *access.User, _ *struct{}) (*body[factorView], error) {
	left, err := s.Desk.RecoveryLeft(ctx, u)
	return answer(factorView{On: u.SecondFactor, Demanded: len(s.Desk.FactorFor) > 0 && u.Has(s.Desk.FactorFor...), Recovery: left}, err)
}

func (s *Server) beginFactor(ctx context.Context, u *access.User, in *struct {
	Body struct {
		Password string `json:"password" maxLength:"256"`
	}
}) (*body[factorBegun], error) {
	secret, err := s.Desk.StartFactor(ctx, u, in.Body.Password)
	if err != nil {
		return nil, factorFault(err)
	}
	link := access.FactorURI(u.Login, secret)
	var picture bytes.Buffer
	if err := document.WriteQR(&picture, link, "png"); err != nil {
		return nil, err
	}
	return answer(factorBegun{secret, link, base64.StdEncoding.EncodeToString(picture.Bytes())}, nil)
}

func (s *Server) confirmFactor(ctx context.Context, u *access.User, in *struct {
	Body struct {
		Code string `json:"code" maxLength:"40"`
	}
}) (*body[factorOn], error) {
	var out factorOn
	err := s.Desk.Store.Atomically(ctx, func(ctx context.Context) (err error) {
		if out.Recovery, err = s.Desk.ConfirmFactor(ctx, u, in.Body.Code); err != nil {
			return err
		}
		return s.log(ctx, u, "second_factor.on", subjectUser(u.ID), "")
	})
	return answer(out, factorFault(err))
}

// nothing is an answer without a body.
type nothing struct{}

func (s *Server) dropFactor(ctx context.Context, u *access.User, in *struct {
	Body struct {
		Password string `json:"password" maxLength:"256"`
		Code     string `json:"code" maxLength:"40"`
	}
}) (*nothing, error) {
	if in.Body.Code == "" {
		return nil, invalid("code", access.ErrCodeNeeded.Error())
	}
	if err := s.Desk.DropFactor(ctx, u, in.Body.Password, in.Body.Code); err != nil {
		return nil, factorFault(err)
	}
	return &nothing{}, s.log(ctx, u, "second_factor.off", subjectUser(u.ID), "")
}

func (s *Server) resetFactor(ctx context.Context, by *access.User, in *struct {
	ID int64 `path:"id"`
}) (*nothing, error) {
	err := s.Desk.Store.Atomically(ctx, func(ctx context.Context) error {
		if err := s.Desk.ResetFactor(ctx, by, in.ID); err != nil {
			return err
		}
		return s.log(ctx, by, "second_factor.reset", subjectUser(in.ID), "")
	})
	if errors.Is(err, access.ErrFactorOff) {
		return nil, newProblem(http.StatusConflict, "这个人还没有开通动态口令")
	}
	return &nothing{}, err
}

// factorFault gives the refusals of somebody signed in their field; the session
// goes on.
func factorFault(err error) error {
	switch {
	case errors.Is(err, access.ErrSignIn):
		return invalid("password", "密码不对")
	case errors.Is(err, access.ErrLocked):
		return invalid("password", access.ErrLocked.Error())
	case errors.Is(err, access.ErrCode):
		return invalid("code", access.ErrCode.Error())
	case errors.Is(err, access.ErrFactorOn), errors.Is(err, access.ErrFactorOff):
		return newProblem(http.StatusConflict, err.Error())
	}
	return err
}

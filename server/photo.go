package server

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"dixian/access"
	"dixian/casework"
	"dixian/registry"
)

// photoView is a photo in a case's list.
type photoView struct {
	ID      int64     `json:"id"`
	Of      string    `json:"of" enum:"入户,评议,张贴,期满,部门答复"`
	TakenAt time.Time `json:"taken_at" doc:"as the phone says"`
	Day     string    `json:"day" doc:"on which it arrived"`
	By      string    `json:"by" doc:"who took it"`
	URL     string    `json:"url"`
}

func (s *Server) photoRoutes() {
	route(s, operation{id: "add-photo", method: http.MethodPost, path: "/api/cases/{id}/photos", summary: "存一张入户、评议或公示的照片", tag: "cases", may: workRoles, status: http.StatusCreated}, s.addPhoto)
	route(s, operation{id: "photo", method: http.MethodGet, path: "/api/cases/{id}/photos/{photo}", summary: "一张照片；谁看过有记录", tag: "cases", may: caseRoles, files: []string{"image/jpeg"}}, s.photo)
}

func viewOf(p casework.Photo) photoView {
	return photoView{ID: p.ID, Of: p.Of, TakenAt: p.TakenAt, Day: dated(p.Day), By: p.ByName, URL: fmt.Sprintf("/api/cases/%d/photos/%d", p.CaseID, p.ID)}
}

func (s *Server) photos(ctx context.Context, id int64) ([]photoView, error) {
	out := []photoView{}
	held, err := s.Casework.Store.Photos(ctx, id)
	for _, p := range held {
		out = append(out, viewOf(p))
	}
	return out, err
}

func (s *Server) addPhoto(ctx context.Context, u *access.User, in *struct {
	ID   int64 `path:"id"`
	Body struct {
		Of      string    `json:"of" maxLength:"10" doc:"入户 评议 张贴 期满"`
		Once    string    `json:"once" maxLength:"32" doc:"16 letters of Crockford's base 32, made where it is taken: sent twice it is one"`
		TakenAt time.Time `json:"taken_at" doc:"on the phone's clock"`
		SentAt  time.Time `json:"sent_at,omitzero" doc:"now, on the same clock: a clock that is wrong is set right by it"`
		Data    []byte    `json:"data" doc:"JPEG of at most 1600 pixels a side and 700 KB, base64; what it tells besides its pixels is taken out"`
	}
}) (*body[photoView], error) {
	p := &casework.Photo{Of: in.Body.Of, Once: in.Body.Once, TakenAt: in.Body.TakenAt, Data: in.Body.Data}
	if !in.Body.SentAt.IsZero() {
		p.TakenAt = p.TakenAt.Add(s.Casework.Now().Sub(in.Body.SentAt))
	}
	if err := s.Casework.AddPhoto(ctx, u, in.ID, p); err != nil {
		return nil, err
	}
	return answer(viewOf(*p), nil)
}

// photo gives a photo to who may read its case.
func (s *Server) photo(ctx context.Context, u *access.User, in *struct {
	ID    int64 `path:"id"`
	Photo int64 `path:"photo"`
}) (*played, error) {
	c, err := s.Casework.Store.Case(ctx, in.ID, u.Scope())
	if err != nil {
		return nil, err
	}
	p, err := s.Casework.Store.Photo(ctx, c.ID, in.Photo)
	if err != nil {
		return nil, err
	}
	if err := s.Casework.Registry.AddLook(ctx, s.look(u, c.Household, registry.LookedAtCase)); err != nil {
		return nil, err
	}
	return &played{"image/jpeg", p.Data}, s.log(ctx, u, "case.photo_seen", fmt.Sprintf("case/%d", c.ID), fmt.Sprint(p.ID))
}

package server

import (
	"bytes"
	"context"
	"net/http"
	"strings"

	"dixian/access"
	"dixian/casework"
	"dixian/document"
)

// villageCodeView is the code by which a village's families declare.
type villageCodeView struct {
	URL    string `json:"url" doc:"of the page without sign-in; empty: the village has no code yet"`
	MadeOn string `json:"made_on"`
}

// posterFiles are what a code can be had as.
var posterFiles = []string{"image/png", "image/svg+xml", "application/pdf"}

func (s *Server) posterRoutes() {
	route(s, operation{id: "village-code", method: http.MethodGet, path: "/api/divisions/{code}/declare-code", summary: "一个村的申报码", tag: "declarations", may: workRoles}, s.villageCode)
	route(s, operation{id: "renew-village-code", method: http.MethodPost, path: "/api/divisions/{code}/declare-code", summary: "生成申报码，或换一个（旧的立即作废）", tag: "declarations", may: townUp}, s.renewVillageCode)
	route(s, operation{id: "poster", method: http.MethodGet, path: "/api/divisions/{code}/poster/{format}", summary: "申报码：图片、矢量图，或可以张贴的 A4 海报", tag: "declarations", may: workRoles, files: posterFiles}, s.poster)
}

// farmerURL is where a village's page is. Its code is the only thing that it holds.
func (s *Server) farmerURL(ctx context.Context, c *casework.VillageCode) string {
	base := strings.TrimRight(s.PublicURL, "/")
	if base == "" {
		base = "http://" + callOf(ctx).host
		if s.Secure {
			base = "https://" + callOf(ctx).host
		}
	}
	return base + "/d/" + c.Code
}

func (s *Server) villageCode(ctx context.Context, u *access.User, in *struct {
	Code string `path:"code" pattern:"^[0-9]{12}$"`
}) (*body[villageCodeView], error) {
	village, err := s.villageOf(u, in.Code)
	if err != nil {
		return nil, err
	}
	c, err := s.Casework.Store.VillageCode(ctx, village)
	if c == nil {
		return answer(villageCodeView{}, err)
	}
	return answer(villageCodeView{s.farmerURL(ctx, c), dated(c.MadeOn)}, err)
}

func (s *Server) renewVillageCode(ctx context.Context, u *access.User, in *struct {
	Code string `path:"code" pattern:"^[0-9]{12}$"`
}) (*body[villageCodeView], error) {
	village, err := s.villageOf(u, in.Code)
	if err != nil {
		return nil, err
	}
	c, err := s.Casework.NewVillageCode(ctx, u, village)
	if err != nil {
		return nil, err
	}
	return answer(villageCodeView{s.farmerURL(ctx, c), dated(c.MadeOn)}, nil)
}

func (s *Server) poster(ctx context.Context, u *access.User, in *struct {
	Code   string `path:"code" pattern:"^[0-9]{12}$"`
	Format string `path:"format" enum:"png,svg,pdf"`
}) (*printed, error) {
	village, err := s.villageOf(u, in.Code)
	if err != nil {
		return nil, err
	}
	c, err := s.Casework.Store.VillageCode(ctx, village)
	if err != nil {
		return nil, err
	}
	if c == nil {
		return nil, newProblem(http.StatusNotFound, "这个村还没有申报码，请乡镇先生成")
	}
	days, err := s.Casework.Param("visit_days", village)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	kind := map[string]string{"png": posterFiles[0], "svg": posterFiles[1], "pdf": posterFiles[2]}[in.Format]
	if in.Format == "pdf" {
		err = document.Poster{Village: village, URL: s.farmerURL(ctx, c), VisitDays: int(days)}.Write(&b)
	} else {
		err = document.WriteQR(&b, s.farmerURL(ctx, c), in.Format)
	}
	if err != nil {
		return nil, unprintable(err)
	}
	return &printed{kind, "inline", policy, b.Bytes()}, nil
}

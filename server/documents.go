package server

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"dixian/access"
	"dixian/casework"
	"dixian/document"
	"dixian/registry"
)

// documentView is a document that can be printed of a case now.
type documentView struct {
	Kind    string   `json:"kind" enum:"application,consent,visit,hits,meeting,publicity,announcement,approval,decision,refusal,help_leaflet,help_plan,archive"`
	Label   string   `json:"label"`
	URL     string   `json:"url" doc:"a format is put behind it: /html"`
	Formats []string `json:"formats" doc:"html to look at and print, pdf to keep, docx to edit"`
}

// printed is a document as a file.
type printed struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Policy      string `header:"Content-Security-Policy"`
	Body        []byte
}

// mediaTypes are the formats of a document.
var mediaTypes = map[document.Format]string{
	document.HTML: "text/html; charset=utf-8",
	document.PDF:  "application/pdf",
	document.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

// documentFiles are what a route that prints may answer with.
var documentFiles = []string{"text/html", "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}

func (s *Server) documentRoutes() {
	route(s, operation{id: "document", method: http.MethodGet, path: "/api/cases/{id}/documents/{kind}/{format}", summary: "一份文书：网页、PDF 或可以改的 Word；一户一档是一个 PDF", tag: "documents", may: caseRoles, files: documentFiles}, s.document)
	route(s, operation{id: "declare-leaflet", method: http.MethodGet, path: "/api/divisions/{code}/leaflet/{format}", summary: "一个村的申报明白纸", tag: "documents", may: caseRoles, files: documentFiles}, s.declareLeaflet)
}

// documents are those that a case's state allows its reader.
func (s *Server) documents(u *access.User, file *casework.File, h *registry.Household) []documentView {
	p := s.paper(u, file, h)
	out := []documentView{}
	for _, k := range documentKinds {
		if p.has(k) {
			out = append(out, documentView{k.name, k.label, fmt.Sprintf("/api/cases/%d/documents/%s", file.Case.ID, k.name), k.formats})
		}
	}
	return out
}

// document prints a document that the state allows; one whose time is over is
// gone. Who printed what is written down as a look at the household, and of the
// whole file its digest, so that a copy can be told from another.
//
// Source: casework contract, "Notices are noindex and gone when their term ends".
func (s *Server) document(ctx context.Context, u *access.User, in *struct {
	ID     int64  `path:"id"`
	Kind   string `path:"kind" enum:"application,consent,visit,hits,meeting,publicity,announcement,approval,decision,refusal,help_leaflet,help_plan,archive"`
	Format string `path:"format" enum:"html,pdf,docx"`
}) (*printed, error) {
	file, err := s.Casework.File(ctx, u, in.ID)
	if err != nil {
		return nil, err
	}
	h, err := s.Casework.Registry.Household(ctx, file.Case.Household, false)
	if err != nil {
		return nil, err
	}
	p := s.paper(u, file, h)
	k := documentKinds[slices.IndexFunc(documentKinds, func(k documentKind) bool { return k.name == in.Kind })]
	switch {
	case !slices.ContainsFunc(u.RolesFor(file.Case.Division), func(r string) bool { return slices.Contains(k.may, r) }):
		return nil, access.ErrForbidden
	case !p.has(k):
		return nil, newProblem(http.StatusNotFound, "现在是“"+s.stateLabel(file.Case.State)+"”，没有"+k.label+"可以打印")
	case !slices.Contains(k.formats, in.Format):
		return nil, newProblem(http.StatusNotFound, k.label+"没有这种格式，只有 PDF")
	}
	var b bytes.Buffer
	detail := in.Kind + " " + in.Format
	if k.sheet == nil {
		if err = p.archive(&b); err == nil {
			digest := sha256.Sum256(b.Bytes())
			detail += " sha256:" + hex.EncodeToString(digest[:])
		}
	} else {
		err = p.write(&b, k, document.Format(in.Format))
	}
	if err != nil {
		return nil, err
	}
	err = s.Casework.Store.Atomically(ctx, func(ctx context.Context) error {
		look := s.look(u, h.Code, registry.LookedPrinted)
		look.Field = in.Kind
		if err := s.Casework.Registry.AddLook(ctx, look); err != nil {
			return err
		}
		return s.log(ctx, u, "document", fmt.Sprintf("case/%d", in.ID), detail)
	})
	if err != nil {
		return nil, err
	}
	return asFile(b.Bytes(), document.Format(in.Format), fmt.Sprintf("%s-%d", k.label, in.ID)), nil
}

// asFile is a document with what a browser must know of it: a page and a PDF are
// shown, a file to edit is saved. The name holds no person's.
func asFile(content []byte, f document.Format, name string) *printed {
	how := "inline"
	if f == document.DOCX {
		how = "attachment"
	}
	return &printed{mediaTypes[f], how + "; filename*=UTF-8''" + url.PathEscape(name+"."+string(f)), printedPolicy, content}
}

// unprintable is a document that its own rules refuse.
func unprintable(err error) error {
	if err == nil {
		return nil
	}
	return newProblem(http.StatusUnprocessableEntity, "不能打印："+err.Error()).withCode("unprintable")
}

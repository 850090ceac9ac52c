package server

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"slices"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
	"dixian/document"
	"dixian/registry"
)

// noticeView is a document that can be printed of a case now.
type noticeView struct {
	Kind  string `json:"kind" enum:"publicity,announcement,refusal,visit"`
	Label string `json:"label"`
	URL   string `json:"url"`
}

// printed is a document as a page.
type printed struct {
	ContentType string `header:"Content-Type"`
	Policy      string `header:"Content-Security-Policy"`
	Body        []byte
}

// The states in which a document can be printed: a poster from the meeting on,
// an announcement after the decision.
var (
	entryPosting    = []string{"meeting", "publicity", "town_review", "county_decision"}
	clearingPosting = []string{"clear_meeting", "clear_publicity", "clear_town_review", "clear_county_decision"}
	visiting        = []string{"dispatched", "visited", "comparing", "clear_applied", "clear_visited"}
)

// documentLabels are what documents are called.
var documentLabels = map[string]string{"publicity": "公示", "announcement": "公告", "refusal": "办理结果告知书", "visit": "入户核查表"}

func (s *Server) documentRoutes() {
	route(s, operation{id: "document", method: http.MethodGet, path: "/api/cases/{id}/documents/{kind}", summary: "公示、公告、告知书、核查表，打印用（publicity.html …）", tag: "documents", may: caseRoles, page: true}, s.document)
}

// notices are the documents that a case's state allows.
func notices(c *casework.Case) []noticeView {
	out := []noticeView{}
	add := func(kind string, in []string) {
		if slices.Contains(in, c.State) {
			out = append(out, noticeView{kind, documentLabels[kind], fmt.Sprintf("/api/cases/%d/documents/%s.html", c.ID, kind)})
		}
	}
	add("visit", visiting)
	add("publicity", slices.Concat(entryPosting, clearingPosting))
	add("announcement", []string{"monitored", "cleared"})
	add("refusal", []string{"refused"})
	return out
}

// document prints a document that the state allows; one whose time is over is
// gone.
//
// Source: casework contract, "Notices are noindex and gone when their term ends".
func (s *Server) document(ctx context.Context, u *access.User, in *struct {
	ID   int64  `path:"id"`
	Kind string `path:"kind" enum:"publicity.html,announcement.html,refusal.html,visit.html"`
}) (*printed, error) {
	file, err := s.Casework.File(ctx, u, in.ID)
	if err != nil {
		return nil, err
	}
	c, kind := file.Case, in.Kind[:len(in.Kind)-len(".html")]
	if !slices.ContainsFunc(notices(c), func(n noticeView) bool { return n.Kind == kind }) {
		return nil, newProblem(http.StatusNotFound, "现在是“"+s.stateLabel(c.State)+"”，没有"+documentLabels[kind]+"可以打印")
	}
	h, err := s.Casework.Registry.Household(ctx, c.Household, false)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	switch kind {
	case "publicity", "announcement":
		err = s.notice(&b, c, h, kind)
	case "refusal":
		err = refusal(&b, file, h)
	case "visit":
		err = s.visitForm(&b, file, h)
	}
	if err != nil {
		return nil, err
	}
	return &printed{"text/html; charset=utf-8", printedPolicy, b.Bytes()}, nil
}

// notice prints a public notice.
func (s *Server) notice(b *bytes.Buffer, c *casework.Case, h *registry.Household, kind string) error {
	days, err := s.Casework.Param("publicity_days", c.Division)
	if err != nil {
		return err
	}
	head, err := s.head(c, h)
	if err != nil {
		return err
	}
	n := document.Notice{Stage: document.Posted, Decision: document.Entry, Village: c.Division, Head: head, Group: h.Group, Size: living(h)}
	n.From = c.PostedOn
	if c.State == "meeting" || c.State == "clear_meeting" || n.From == 0 {
		n.From = s.Casework.Today()
	}
	if slices.Contains(clearingPosting, c.State) {
		n.Decision = document.Clearing
	}
	if kind == "announcement" {
		n.Stage, n.From = document.Announced, c.IdentifiedOn
		if c.State == "cleared" {
			n.Decision, n.From = document.Clearing, c.ClearedOn
		}
	}
	n.To = n.From + calendar.Date(days)
	if kind == "announcement" && n.To < s.Casework.Today() {
		return newProblem(http.StatusNotFound, "公告期已满，公告已经撤下")
	}
	return write(b, n)
}

// head is how a public notice calls the household's head.
func (s *Server) head(c *casework.Case, h *registry.Household) (document.Head, error) {
	hide, err := s.numbered(c, h)
	if hide || err != nil {
		return document.Numbered(c.ID), err
	}
	head, err := document.Named(h.Head())
	return head, unprintable(err)
}

// living counts who lives in the household.
func living(h *registry.Household) int {
	n := 0
	for _, p := range h.Members {
		if p.LivingTogether && (p.Status == "正常" || p.Status == "") {
			n++
		}
	}
	return max(1, n)
}

func refusal(b *bytes.Buffer, file *casework.File, h *registry.Household) error {
	head, err := document.Named(h.Head())
	if err != nil {
		return unprintable(err)
	}
	for _, e := range slices.Backward(file.Events) {
		if e.Act == "refuse_entry" {
			return write(b, document.Refusal{Village: file.Case.Division, Head: head, Ground: e.Form["ground"], WouldChange: e.Form["would_change"], On: e.Day})
		}
	}
	return casework.ErrNotFound
}

// visitForm prints the form of a visit, with the answers of the latest one.
func (s *Server) visitForm(b *bytes.Buffer, file *casework.File, h *registry.Household) error {
	head, err := document.Named(h.Head())
	if err != nil {
		return unprintable(err)
	}
	move := "visit"
	if slices.Contains([]string{"clear_applied", "clear_visited"}, file.Case.State) {
		move = "clear_visit"
	}
	v := document.Visit{Village: file.Case.Division, Head: head, Group: h.Group, Size: living(h)}
	answers := map[string]string{}
	for _, e := range file.Events {
		if e.Act == move {
			answers = e.Form
		}
	}
	m := s.flow.Move(move)
	if m == nil {
		return casework.ErrNotFound
	}
	for _, a := range m.Asks {
		if n := len(v.Sections); n == 0 || v.Sections[n-1].Title != a.Section {
			v.Sections = append(v.Sections, document.Section{Title: a.Section})
		}
		section := &v.Sections[len(v.Sections)-1]
		section.Items = append(section.Items, document.Item{Label: label(a.Label, a.Name), Answer: answers[a.Name]})
	}
	return write(b, v)
}

// write writes a document as a page.
func write(b *bytes.Buffer, d interface {
	Sheet() (*document.Sheet, error)
}) error {
	sheet, err := d.Sheet()
	if err != nil {
		return unprintable(err)
	}
	return sheet.Write(b, document.HTML)
}

// unprintable is a document that its own rules refuse.
func unprintable(err error) error {
	if err == nil {
		return nil
	}
	return newProblem(http.StatusUnprocessableEntity, "不能打印："+err.Error()).withCode("unprintable")
}

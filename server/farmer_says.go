package server

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"dixian/access"
	"dixian/casework"
	"dixian/document"
	"dixian/workflow"
)

// Beside a declaration a villager may say two things without signing in: that
// somebody deserves a complaint, and that something on the board is not so. Both
// are short forms without files.

const maxSaid = 64 << 10 // bytes of such a form

func (s *Server) farmerSaysRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET /d/{code}/complaint", func(w http.ResponseWriter, r *http.Request) {
		if c := s.villageOfCode(w, r); c != nil {
			s.showComplaint(w, c, &casework.Complaint{}, nil)
		}
	})
	mux.HandleFunc("POST /d/{code}/complaint", s.takeComplaint)
	mux.HandleFunc("GET /d/{code}/board", func(w http.ResponseWriter, r *http.Request) {
		if c := s.villageOfCode(w, r); c != nil {
			s.showBoard(w, r, c, saidOf{}, nil)
		}
	})
	mux.HandleFunc("POST /d/{code}/board", s.takeObjection)
}

// mayStillSay reads the form of who has not said too much in this hour; else the
// answer is written.
func (s *Server) mayStillSay(w http.ResponseWriter, r *http.Request) bool {
	if !s.strangers.take("say "+addressOf(r), declarationsPerHour, s.Casework.Now()) {
		s.gone(w, http.StatusTooManyRequests, "请歇一歇再交", "这个网络刚才交的次数太多，您的还没有收到。")
		return false
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxSaid)
	if err := r.ParseForm(); err != nil {
		s.gone(w, http.StatusBadRequest, "没有交上去", "写的太长，或者网络断了，请再试一次。")
		return false
	}
	return true
}

func wrote(r *http.Request, name string) string {
	return strings.TrimSpace(strings.ToValidUTF8(r.PostFormValue(name), ""))
}

// aboutWhom are the levels that a villager may complain of.
var aboutWhom = []string{"村里", "乡镇", "县里", "市里"}

func (s *Server) showComplaint(w http.ResponseWriter, c *casework.VillageCode, of *casework.Complaint, refused *workflow.Refused) {
	data := struct {
		amiss
		Code, Village, Once string
		Kinds, Levels       []tick
		C                   *casework.Complaint
	}{Code: c.Code, Village: s.shortName(c.Village), Once: of.Once, C: of}
	if data.Once == "" {
		data.Once = casework.NewOnce()
	}
	for _, kind := range casework.ComplaintKinds {
		data.Kinds = append(data.Kinds, tick{kind, kind == of.Kind})
	}
	for i, level := range aboutWhom {
		data.Levels = append(data.Levels, tick{level, i+1 == of.AboutLevel})
	}
	status := http.StatusOK
	if refused != nil {
		data.amiss, status = amissOf(refused.Faults), http.StatusUnprocessableEntity
	}
	s.show(w, status, "complaint", data)
}

func (s *Server) takeComplaint(w http.ResponseWriter, r *http.Request) {
	c := s.villageOfCode(w, r)
	if c == nil || !s.mayStillSay(w, r) {
		return
	}
	of := &casework.Complaint{Kind: wrote(r, "kind"), ComplaintWords: casework.ComplaintWords{
		About: wrote(r, "about"), Says: wrote(r, "says"), Name: wrote(r, "name"), Phone: wrote(r, "phone"), Once: casework.OnceOf(wrote(r, "once")),
	}}
	for i, level := range aboutWhom {
		if wrote(r, "level") == level {
			of.AboutLevel = i + 1
		}
	}
	err := s.Casework.ComplainUnsigned(r.Context(), c.Village, of)
	var refused *workflow.Refused
	switch {
	case errors.As(err, &refused):
		s.showComplaint(w, c, of, refused)
	case err != nil:
		s.broke(w, r, err)
	default:
		s.show(w, http.StatusOK, "heard", struct{ Code, Title, Says string }{c.Code, "投诉已经收到", "编号 " + strconv.FormatInt(of.ID, 10) + "。由被投诉的上一级查，最迟 " + inWords(of.DueOn) + "有结果；留了电话的会打给您。"})
	}
}

// hanging is a posting as the board has it: the row of its notice and nothing else.
type hanging struct {
	ID         int64
	Head, Rest string
	From, To   string
	Chosen     bool
}

// saidOf is an objection as it was filled in.
type saidOf struct {
	ID   int64
	Says string
}

// board are the postings of a village. A household whose notice cannot be made is
// left out: what cannot hang on the board does not stand on the page.
func (s *Server) board(ctx context.Context, c *casework.VillageCode, chosen int64) ([]hanging, error) {
	cases, err := s.Casework.Postings(ctx, c.Village)
	if err != nil {
		return nil, err
	}
	reader := &access.User{Grants: []access.Grant{{Role: "village_cadre", Division: c.Village}}}
	var out []hanging
	for _, of := range cases {
		file, err := s.Casework.File(ctx, reader, of.ID)
		if err != nil {
			return nil, err
		}
		h, err := s.Casework.Registry.Household(ctx, of.Household, false)
		if err != nil {
			return nil, err
		}
		p := s.paper(reader, file, h)
		made, err := p.notice(document.Posted, p.now())
		if err != nil {
			continue
		}
		n, isNotice := made.(document.Notice)
		sheet, err := n.Sheet()
		if !isNotice || err != nil {
			continue
		}
		row := sheet.Blocks[1].Table.Rows[0]
		out = append(out, hanging{ID: of.ID, Head: row[0], Rest: strings.Join(row[1:], " · "), From: inWords(n.From), To: inWords(n.To), Chosen: of.ID == chosen})
	}
	return out, nil
}

func (s *Server) showBoard(w http.ResponseWriter, r *http.Request, c *casework.VillageCode, o saidOf, refused *workflow.Refused) {
	all, err := s.board(r.Context(), c, o.ID)
	if err != nil {
		s.broke(w, r, err)
		return
	}
	data := struct {
		amiss
		Code, Village, Words string
		Hanging              []hanging
	}{Code: c.Code, Village: s.shortName(c.Village), Words: o.Says, Hanging: all}
	status := http.StatusOK
	if refused != nil {
		data.amiss, status = amissOf(refused.Faults), http.StatusUnprocessableEntity
	}
	s.show(w, status, "board", data)
}

func (s *Server) takeObjection(w http.ResponseWriter, r *http.Request) {
	c := s.villageOfCode(w, r)
	if c == nil || !s.mayStillSay(w, r) {
		return
	}
	o := saidOf{Says: wrote(r, "says")}
	err := error(&workflow.Refused{Move: "objection", Faults: []workflow.Fault{{Field: "case", Says: "请选是哪一户的公示"}}})
	if id, wrong := strconv.ParseInt(wrote(r, "case"), 10, 64); wrong == nil {
		o.ID = id
		err = s.Casework.ObjectUnsigned(r.Context(), c.Village, id, o.Says)
	}
	var refused *workflow.Refused
	switch {
	case errors.As(err, &refused):
		s.showBoard(w, r, c, o, refused)
	case err != nil:
		s.broke(w, r, err)
	default:
		s.show(w, http.StatusOK, "heard", struct{ Code, Title, Says string }{c.Code, "意见已经收到", "乡镇核实清楚以前，这一户的公示不往下办。您的姓名没有记下。"})
	}
}

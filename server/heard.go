package server

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"dixian/access"
	"dixian/casework"
	"dixian/division"
	"dixian/document"
	"dixian/workflow"
)

func (s *Server) heardRoutes() {
	route(s, operation{id: "tell-hits", method: http.MethodPost, path: "/api/cases/{id}/hits/told", summary: "登记已把比对命中告知农户", tag: "cases", may: workRoles}, s.tellHits)
	route(s, operation{id: "answer-hit", method: http.MethodPost, path: "/api/cases/{id}/hits/said", summary: "登记农户对一条命中的答复", tag: "cases", may: workRoles}, s.answerHit)
}

// saidView is what a household said to a hit.
type saidView struct {
	Says      string `json:"says"`
	Way       string `json:"way"`
	SaidOn    string `json:"said_on"`
	WrittenBy string `json:"written_by"`
	Heard     bool   `json:"heard" doc:"the hit was settled with it"`
}

// hitAnswers are a household's answers to a hit, as they came.
func hitAnswers(file *casework.File, hit int64, who reader) []saidView {
	out := []saidView{}
	for _, a := range file.HitAnswers {
		if a.Hit == hit {
			says, _ := who.softenWords(who.withoutPetition(a.Says))
			out = append(out, saidView{says, a.Way, dated(a.SaidOn), a.WrittenBy, a.HeardOn != 0})
		}
	}
	return out
}

func (s *Server) tellHits(ctx context.Context, u *access.User, in *struct {
	ID   int64 `path:"id"`
	Body struct {
		Version int    `json:"version"`
		ToldOn  string `json:"told_on" maxLength:"10"`
		Way     string `json:"way" maxLength:"20" doc:"当面念给本人 送告知单 电话"`
	}
}) (*body[caseView], error) {
	on, err := day("told_on", in.Body.ToldOn)
	if err != nil {
		return nil, err
	}
	c, err := s.Casework.TellHits(ctx, u, in.ID, in.Body.Version, on, in.Body.Way)
	return s.after(ctx, u, c, err)
}

func (s *Server) answerHit(ctx context.Context, u *access.User, in *struct {
	ID   int64 `path:"id"`
	Body struct {
		Version int    `json:"version"`
		ID      int64  `json:"id" doc:"of the hit"`
		Says    string `json:"says" maxLength:"1000" doc:"in the household's words"`
		Way     string `json:"way" maxLength:"20" doc:"当面 书面 电话"`
		SaidOn  string `json:"said_on" maxLength:"10"`
	}
}) (*body[caseView], error) {
	on, err := day("said_on", in.Body.SaidOn)
	if err != nil {
		return nil, err
	}
	c, err := s.Casework.AnswerHit(ctx, u, in.ID, in.Body.Version, casework.HitAnswer{Hit: in.Body.ID, Says: in.Body.Says, Way: in.Body.Way, SaidOn: on})
	return s.after(ctx, u, c, err)
}

// answers are what households said to hits that the town has settled already.
func (a *agenda) answers(ctx context.Context) error {
	var scope []division.Code
	for _, g := range a.u.Held() {
		if slices.Contains(townUp, g.Role) {
			scope = append(scope, g.Division)
		}
	}
	held, err := a.s.Casework.Store.UnheardAnswers(ctx, scope)
	for _, h := range held {
		a.ofCase(h.Case, dueItem{Kind: "hit_said", ID: h.CaseID, Label: a.s.stateLabel(h.Case.State)}, workflow.Clock{})
	}
	return err
}

// hitsNotice tells the family of its hits, in the words that who prints it may see.
func (p *paper) hitsNotice(document.Decision) (sheeted, error) {
	f, err := p.family()
	if err != nil {
		return nil, err
	}
	days, err := p.s.Casework.Param("hit_answer_days", p.c.Division)
	if err != nil {
		return nil, err
	}
	views, err := p.s.hits(p.file, p.who)
	n := document.HitsNotice{Family: f, Days: int(days), On: p.s.Casework.Today()}
	untold := false
	for i, v := range views {
		var who []string
		for _, number := range v.Members {
			for _, m := range p.h.Members {
				if m.Number == number {
					who = append(who, m.Name)
				}
			}
		}
		n.Hits = append(n.Hits, document.Found{What: v.Label, Who: strings.Join(who, "、"), Says: v.Says})
		n.Last = max(n.Last, p.file.Hits[i].AnswerableTo(days))
		untold = untold || p.file.Hits[i].ToldOn == 0
	}
	if untold { // of what came later the days have not begun: all run from this notice
		n.Last = 0
	}
	return n, err
}

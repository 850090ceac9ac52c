package server

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"dixian/access"
	"dixian/casework"
)

// checkLabels are what the daily checks are called.
var checkLabels = map[string]string{
	"no_measure": "满一个月没有措施", "unmatched": "措施与风险不对应", "no_development": "有劳动力没有开发式措施",
	"no_last_resort": "整户无劳动力没有兜底", "type": "对象类别与户类型不符", "missed_visit": "该走访没走访", "urgent_help": "急件还没有先给帮扶",
}

// checkView is what stands out about a case.
type checkView struct {
	Check string `json:"check"`
	Label string `json:"label"`
	Says  string `json:"says"`
	Run   int64  `json:"run" doc:"the screening that found it; 0: the daily checks"`
	Since string `json:"since"`
}

func (s *Server) checks(ctx context.Context, c *casework.Case, who reader) ([]checkView, error) {
	held, err := s.Casework.Standing(ctx, c)
	out := []checkView{}
	for _, f := range held {
		if v, seen := s.checkView(f, who); seen {
			out = append(out, v)
		}
	}
	return out, err
}

// checkView is a finding as a reader may know it; what is hidden from them is not
// there at all.
func (s *Server) checkView(f casework.Finding, who reader) (checkView, bool) {
	v := checkView{f.Check, checkLabels[f.Check], f.Says, f.Run, dated(f.Since)}
	if f.Run != 0 {
		name, label := s.ruleFor(who, f.Check)
		if name == hiddenRule {
			return v, false
		}
		v.Label, v.Says = label, label
	}
	return v, true
}

// countChecks writes into a page of a list how many findings stand about each case.
func (s *Server) countChecks(ctx context.Context, rows []caseRow) error {
	ids := make([]int64, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	held, err := s.Casework.Store.FindingsOf(ctx, ids)
	for i := range rows {
		rows[i].Checks = len(held[rows[i].ID])
	}
	return err
}

// checkCount is how many cases a finding stands about.
type checkCount struct {
	Check string `json:"check"`
	Label string `json:"label"`
	Count int    `json:"count"`
}

// checkDayView is one day's round of the checks over the whole province.
type checkDayView struct {
	Day    string    `json:"day"`
	At     time.Time `json:"at"`
	Looked int       `json:"looked" doc:"cases"`
	Found  int       `json:"found" doc:"findings that were not there before"`
	Gone   int       `json:"gone" doc:"that no longer hold"`
}

type checkList struct {
	Days   []checkDayView `json:"days" doc:"the newest first"`
	Counts []checkCount   `json:"counts" doc:"standing now, of the caller's cases"`
}

// shownDays is how many days of the checks are told.
const shownDays = 14

func (s *Server) checkRoutes() {
	route(s, operation{id: "list-checks", method: http.MethodGet, path: "/api/checks", summary: "每日检查：哪天查的，现在有哪些问题", tag: "cases", may: caseRoles}, s.listChecks)
}

func (s *Server) listChecks(ctx context.Context, u *access.User, in *struct {
	Under string `query:"under" pattern:"^[0-9]{12}$" doc:"a division and everything below it"`
}) (*body[checkList], error) {
	out := checkList{Days: []checkDayView{}, Counts: []checkCount{}}
	at, err := under(in.Under)
	if err != nil {
		return nil, err
	}
	days, err := s.Casework.Store.CheckDays(ctx, shownDays)
	if err != nil {
		return nil, err
	}
	for _, d := range days {
		out.Days = append(out.Days, checkDayView{dated(d.Day), d.At, d.Looked, d.Found, d.Gone})
	}
	counts, err := s.Casework.Store.CountFindings(ctx, u.Scope(), at)
	for check, n := range counts {
		if s.hidden(u, check) {
			continue
		}
		out.Counts = append(out.Counts, checkCount{check, s.checkLabel(check), n})
	}
	slices.SortFunc(out.Counts, func(a, b checkCount) int { return strings.Compare(a.Check, b.Check) })
	return answer(out, err)
}

// checkLabel is what a check is called: a daily one, or a screening's rule.
func (s *Server) checkLabel(check string) string {
	if l := checkLabels[check]; l != "" {
		return l
	}
	return s.words.rule(check)
}

package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
)

type caseList struct {
	Cases []caseRow `json:"cases"`
	Total int       `json:"total" doc:"of the filter, whatever the page"`
	Next  string    `json:"next" doc:"for after; empty on the last page"`
}

type caseFilter struct {
	AtDay
	State   string `query:"state" maxLength:"600" doc:"one state, or several with commas"`
	Under   string `query:"under" pattern:"^([0-9]{12})?$" doc:"a division and everything below it"`
	Urgency string `query:"urgency" enum:"红,黄,蓝"`
	Rule    string `query:"rule" maxLength:"64" doc:"with an open alert of it"`
	Late    int    `query:"late" minimum:"0" maximum:"1" doc:"1: past the limit only"`
	Alerted string `query:"alerted" enum:"yes,no" doc:"has an alert that is raised still"`
	Helped  string `query:"helped" enum:"yes,no" doc:"has a measure"`
	Risk    string `query:"risk" maxLength:"40" doc:"of an alert that is raised still"`
	Main    string `query:"main_risk" maxLength:"40" doc:"of the county's decision; 未知: none was written"`
	Opened  string `query:"opened" pattern:"^[0-9]{4}(-[0-9]{2}(~[0-9]{4}-[0-9]{2})?)?$" doc:"year, month or months (2025-01~2025-06) of the clue"`
	Decided string `query:"decided" pattern:"^[0-9]{4}(-[0-9]{2}(~[0-9]{4}-[0-9]{2})?)?$" doc:"the same of the county's decision, else of the end"`
	Cleared string `query:"cleared" pattern:"^[0-9]{4}(-[0-9]{2}(~[0-9]{4}-[0-9]{2})?)?$" doc:"the same in which the risk was declared cleared"`
	Became  string `query:"became" pattern:"^((raised|visited|ended|listed):[a-z0-9_]{1,64})?$" doc:"with an alert of a rule that has come so far: listed:medical_burden"`
	Raised  string `query:"raised" pattern:"^[0-9]{4}(-[0-9]{2}(~[0-9]{4}-[0-9]{2})?)?$" doc:"of became: year, month or months of the alert; none: any"`
	Missed  int    `query:"missed" minimum:"0" maximum:"1" doc:"1: monitored, and no rule had spoken before"`
	Check   string `query:"check" maxLength:"64" doc:"with a standing finding of it; any: with any"`
	Q       string `query:"q" maxLength:"64" doc:"household code or head's name, from its beginning"`
	After   string `query:"after" maxLength:"40" doc:"next of the page before"`
	Limit   int    `query:"limit" minimum:"1" maximum:"500" default:"50"`
}

func (s *Server) caseRoutes() {
	route(s, operation{id: "list-cases", method: http.MethodGet, path: "/api/cases", summary: "线索和案件，按剩余时间排", tag: "cases", may: caseRoles}, s.listCases)
	route(s, operation{id: "get-case", method: http.MethodGet, path: "/api/cases/{id}", summary: "一个案件：为什么，下一步，时钟，经过", tag: "cases", may: caseRoles}, s.getCase)
}

func (s *Server) listCases(ctx context.Context, u *access.User, in *caseFilter) (*body[caseList], error) {
	out := caseList{Cases: []caseRow{}}
	f, err := s.filter(ctx, u, in)
	if err != nil {
		return nil, err
	}
	if in.Rule != "" && s.hidden(u, in.Rule) || f.Became.Rule != "" && s.hidden(u, f.Became.Rule) || in.Check != "" && s.hidden(u, in.Check) {
		return answer(out, nil)
	}
	if out.Total, err = s.Casework.Store.CountCases(ctx, f); err != nil {
		return nil, err
	}
	f.Limit++
	cases, err := s.Casework.Store.Cases(ctx, f)
	if err != nil {
		return nil, err
	}
	if len(cases) > in.Limit {
		cases = cases[:in.Limit]
		last := cases[in.Limit-1]
		out.Next = fmt.Sprintf("%d.%d", last.DueOn, last.ID)
	}
	for _, c := range cases {
		out.Cases = append(out.Cases, s.caseRow(u, c, s.today(ctx)))
	}
	return answer(out, s.countChecks(ctx, out.Cases))
}

func (s *Server) filter(ctx context.Context, u *access.User, in *caseFilter) (casework.Filter, error) {
	f := casework.Filter{
		Scope: u.Scope(), Urgency: in.Urgency, Rule: in.Rule, Check: in.Check, Text: strings.TrimSpace(in.Q), Limit: in.Limit,
		Alerted: whether(in.Alerted), Helped: whether(in.Helped), Risk: in.Risk, MainRisk: in.Main, Missed: in.Missed == 1,
	}
	if in.AsOf != "" && in.Became != "" {
		return f, invalid("became", "规则成效按现在的结果算，不能和截至日期一起用")
	}
	if part, name, ok := strings.Cut(in.Became, ":"); ok {
		f.Became = casework.Became{Part: casework.Part(part), Rule: name, Raised: casework.Span{Before: s.Casework.Today() + 1}}
	}
	if f.Risk != "" {
		f.NotRules = s.hiddenRules(u)
	}
	var err error
	for _, of := range []struct {
		span        *casework.Span
		field, text string
	}{{&f.Opened, "opened", in.Opened}, {&f.Decided, "decided", in.Decided}, {&f.Cleared, "cleared", in.Cleared}, {&f.Became.Raised, "raised", in.Raised}} {
		if of.text == "" {
			continue
		}
		if *of.span, err = spanOf(of.text); err != nil {
			return f, invalid(of.field, err.Error())
		}
	}
	if f.Under, err = under(in.Under); err != nil {
		return f, err
	}
	for name := range strings.SplitSeq(in.State, ",") {
		switch name = strings.TrimSpace(name); {
		case name == "":
		case s.flow.State(name) == nil:
			return f, invalid("state", "没有“"+name+"”这个状态")
		default:
			f.States = append(f.States, name)
		}
	}
	if in.Late == 1 {
		f.LateOn = int32(s.today(ctx))
	}
	f.After, err = cursor(in.After)
	return f, err
}

func whether(text string) casework.Whether {
	switch text {
	case "yes":
		return casework.With
	case "no":
		return casework.Without
	}
	return casework.Either
}

// spanOf reads a year, a month, or a first and a last month (2025-01~2025-06).
func spanOf(text string) (casework.Span, error) {
	if first, last, several := strings.Cut(text, "~"); several {
		from, err1 := spanOf(first)
		to, err2 := spanOf(last)
		return casework.Span{From: from.From, Before: to.Before}, errors.Join(err1, err2)
	}
	if month, err := calendar.ParseMonth(text); err == nil {
		return casework.Span{From: month.First(), Before: (month + 1).First()}, nil
	}
	year, err := calendar.ParseYear(text)
	if err != nil {
		return casework.Span{}, errors.New("请写年份或者年月，如 2025 或 2025-06")
	}
	first := calendar.NewMonth(int(year), 1)
	return casework.Span{From: first.First(), Before: (first + 12).First()}, nil
}

// cursor reads the place that next has told.
func cursor(text string) (casework.Cursor, error) {
	if text == "" {
		return casework.Cursor{}, nil
	}
	due, id, ok := strings.Cut(text, ".")
	day, err1 := strconv.ParseInt(due, 10, 32)
	number, err2 := strconv.ParseInt(id, 10, 64)
	if !ok || err1 != nil || err2 != nil {
		return casework.Cursor{}, invalid("after", "翻页位置不对，请从第一页看起")
	}
	return casework.Cursor{DueOn: int32(day), ID: number}, nil
}

// hidden says whether a rule is hidden from a user in some part of the scope; to
// ask for its cases would tell which they are.
func (s *Server) hidden(u *access.User, name string) bool {
	for _, code := range u.Scope() {
		if s.readerFor(u, code).hidesRule(s.words.rules[name]) {
			return true
		}
	}
	return false
}

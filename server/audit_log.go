package server

import (
	"context"
	"errors"
	"net/http"
	"time"

	"dixian/access"
	"dixian/audit"
	"dixian/calendar"
)

// entryView is one line of the audit log.
type entryView struct {
	Seq     int64     `json:"seq"`
	At      time.Time `json:"at"`
	User    string    `json:"user" doc:"login; - for the system itself"`
	Action  string    `json:"action"`
	Subject string    `json:"subject"`
	Detail  string    `json:"detail"`
	Prev    string    `json:"prev"`
	Hash    string    `json:"hash"`
}

// verified is how the chain stands.
type verified struct {
	Count  int64  `json:"count" doc:"entries that hold"`
	OK     bool   `json:"ok"`
	Broken string `json:"broken" doc:"where it is broken; empty where it is not"`
}

type auditPage struct {
	Entries  []entryView `json:"entries"`
	Verified *verified   `json:"verified,omitempty" doc:"only where verify=1 asked for it"`
}

// auditAsked chooses entries of the log.
type auditAsked struct {
	Before  int64  `query:"before" minimum:"0" doc:"entries before this number; 0: from the end"`
	Limit   int    `query:"limit" minimum:"1" maximum:"500" default:"100"`
	User    string `query:"user" maxLength:"64" doc:"login of who did it; - for the system itself"`
	Action  string `query:"action" maxLength:"60" doc:"what was done, such as unmask; with a dot at its end a family, such as setting."`
	Subject string `query:"subject" maxLength:"80" doc:"to what, such as case/12"`
	From    string `query:"from" maxLength:"10" doc:"first day"`
	To      string `query:"to" maxLength:"10" doc:"last day"`
	Under   string `query:"under" pattern:"^[0-9]{12}$" doc:"what was done by those who have a role there or below"`
	Verify  bool   `query:"verify" doc:"1: verify the chain from its first entry, which takes as long as it is"`
}

func (in *auditAsked) filter() (audit.Filter, error) {
	f := audit.Filter{Before: in.Before, Limit: in.Limit, User: in.User, Action: in.Action, Subject: in.Subject}
	from, err := day("from", in.From)
	if err != nil {
		return f, err
	}
	to, err := day("to", in.To)
	if err != nil {
		return f, err
	}
	if to != 0 && to < from {
		return f, invalid("to", "止的日期在起的日期之前")
	}
	if from != 0 {
		f.From = midnight(from)
	}
	if to != 0 {
		f.To = midnight(to + 1)
	}
	f.People, err = under(in.Under)
	return f, err
}

// midnight is when a day begins in the province.
func midnight(d calendar.Date) time.Time {
	y, m, dd := d.YMD()
	return time.Date(y, time.Month(m), dd, 0, 0, 0, 0, provinceZone)
}

var provinceZone = time.FixedZone("Asia/Shanghai", 8*60*60)

func (s *Server) auditRoutes() {
	route(s, operation{id: "audit-log", method: http.MethodGet, path: "/api/audit", summary: "审计日志；verify=1 时核验整条链", tag: "audit", may: auditors}, s.auditLog)
}

// auditLog gives a page of the log, newest first. Where it is asked for, it
// verifies the whole chain, which reads every entry there is.
func (s *Server) auditLog(ctx context.Context, _ *access.User, in *auditAsked) (*body[auditPage], error) {
	log := s.Casework.Audit
	f, err := in.filter()
	if err != nil {
		return nil, err
	}
	entries, err := log.Page(ctx, f)
	if err != nil {
		return nil, err
	}
	out := auditPage{Entries: []entryView{}}
	for _, e := range entries {
		out.Entries = append(out.Entries, entryView(*e))
	}
	if !in.Verify {
		return answer(out, nil)
	}
	count, err := audit.Verify(ctx, log)
	var broken *audit.Broken
	out.Verified = &verified{}
	switch {
	case errors.As(err, &broken):
		out.Verified.Broken = broken.Error()
	case err != nil:
		return nil, err
	}
	out.Verified.Count, out.Verified.OK = count, broken == nil
	return answer(out, nil)
}

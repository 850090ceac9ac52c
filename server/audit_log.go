package server

import (
	"context"
	"errors"
	"net/http"
	"time"

	"dixian/access"
	"dixian/audit"
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

func (s *Server) auditRoutes() {
	route(s, operation{id: "audit-log", method: http.MethodGet, path: "/api/audit", summary: "审计日志；verify=1 时核验整条链", tag: "audit", may: auditors}, s.auditLog)
}

// auditLog gives a page of the log, newest first. Where it is asked for, it
// verifies the whole chain, which reads every entry there is.
func (s *Server) auditLog(ctx context.Context, _ *access.User, in *struct {
	Before int64 `query:"before" minimum:"0" doc:"entries before this number; 0: from the end"`
	Limit  int   `query:"limit" minimum:"1" maximum:"500" default:"100"`
	Verify bool  `query:"verify" doc:"1: verify the chain from its first entry, which takes as long as it is"`
}) (*body[auditPage], error) {
	log := s.Casework.Audit
	entries, err := log.Page(ctx, in.Before, in.Limit)
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

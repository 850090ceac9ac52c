package server

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"dixian/access"
)

type jobAsked struct {
	ID string `path:"id" maxLength:"40"`
}

// jobEvent describes one event of the stream.
//
// Source: OpenAPI 3.1, where the schema of a sequential media type is an item's.
var jobEvent = &huma.Schema{
	Type: huma.TypeObject, Required: []string{"data"},
	Properties: map[string]*huma.Schema{"data": {Type: huma.TypeString, Description: "a Job in JSON"}},
}

// starting may start some job and then look at it: who loads files, and who tries
// a parameter's value.
var starting = append(slices.Clone(delivering), "city", "province", "analyst")

func (s *Server) jobRoutes() {
	s.jobListRoute()
	route(s, operation{id: "get-job", method: http.MethodGet, path: "/api/jobs/{id}", summary: "一项作业跑到哪里了", tag: "jobs", may: starting}, s.getJob)
	route(s, operation{id: "cancel-job", method: http.MethodPost, path: "/api/jobs/{id}/cancel", summary: "停下自己的一项作业，什么都不改动", tag: "jobs", may: starting}, s.cancelJob)
	op := s.describe(operation{id: "job-events", method: http.MethodGet, path: "/api/jobs/{id}/events", summary: "同上，有变化就发来（server-sent events）", tag: "jobs", may: starting})
	op.Responses = map[string]*huma.Response{"200": {
		Description: "an event at each change, its data a Job in JSON, until the job ends",
		Content:     map[string]*huma.MediaType{"text/event-stream": {Schema: jobEvent}},
	}}
	op.Errors = []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound}
	huma.Register(s.api, op, s.jobEvents)
}

func (s *Server) getJob(_ context.Context, u *access.User, in *jobAsked) (*body[jobView], error) {
	j, err := s.jobs.find(in.ID, u)
	if err != nil {
		return nil, err
	}
	v, _ := j.look()
	return answer(v, nil)
}

// cancelJob tells a job to stop; what it has not committed is as if it had never
// begun. One that has ended stays as it ended.
func (s *Server) cancelJob(_ context.Context, u *access.User, in *jobAsked) (*body[jobView], error) {
	j, err := s.jobs.find(in.ID, u)
	if err != nil {
		return nil, err
	}
	j.cancel()
	v, _ := j.look()
	return answer(v, nil)
}

// eventTimeout is how long one event may take to be sent.
const eventTimeout = 10 * time.Second

func (s *Server) jobEvents(ctx context.Context, in *jobAsked) (*huma.StreamResponse, error) {
	mayLast(ctx)
	j, err := s.jobs.find(in.ID, callOf(ctx).user)
	if err != nil {
		return nil, problem(err)
	}
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		r, w := humago.Unwrap(hc)
		conn := http.NewResponseController(w)
		w.Header().Set("Content-Type", "text/event-stream")
		j.follow(r.Context(), s.jobs.ctx, func(v jobView) error {
			_ = conn.SetWriteDeadline(time.Now().Add(eventTimeout)) // a recorder in tests has none
			data, err := json.Marshal(v)
			if err != nil {
				return err
			}
			if _, err := fmt.Fprintf(w, "data: %s\n\n", data); err != nil {
				return err
			}
			return conn.Flush()
		})
	}}, nil
}

// breath is the least time between two events of a job.
const breath = 250 * time.Millisecond

// follow tells every change, at most one a breath, until the job ends, the
// listener goes or the server stops.
func (j *job) follow(ctx, stop context.Context, tell func(jobView) error) {
	for {
		v, changed := j.look()
		if err := tell(v); err != nil || v.State != "running" {
			return
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return
		case <-stop.Done():
			return
		}
		select {
		case <-time.After(breath):
		case <-ctx.Done():
			return
		}
	}
}

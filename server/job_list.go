package server

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"time"

	"dixian/access"
	"dixian/registry"
)

// Kinds of jobs.
const (
	jobLoad    = "load"    // a delivered file is read into the standing data
	jobScreen  = "screen"  // files, or what stands, are screened
	jobUndo    = "undo"    // what stands is screened after a batch was taken back
	jobCompare = "compare" // a list of the national system is compared
	jobTrial   = "trial"   // a value is tried; nothing is kept
)

// mostJobsListed is how many jobs a list shows: who works a day long starts fewer.
const mostJobsListed = 50

type jobList struct {
	Jobs []jobView `json:"jobs" doc:"the reader's own, of this server: those that run or wait, and those that ended within a day; newest first, without bad rows and results"`
}

func (s *Server) jobListRoute() {
	route(s, operation{id: "list-jobs", method: http.MethodGet, path: "/api/jobs", summary: "自己的作业：在跑的、排队的和一天内结束的", tag: "jobs", may: starting}, s.listJobs)
}

// listJobs lists what the user may look at one by one: their own jobs, and nobody
// else's. A second tab, or one that was opened again, finds them here.
func (s *Server) listJobs(_ context.Context, u *access.User, _ *struct{}) (*body[jobList], error) {
	out := jobList{[]jobView{}}
	for _, j := range s.jobs.of(u) {
		v, _ := j.look()
		v.Bad, v.Result = []badRow{}, nil
		out.Jobs = append(out.Jobs, v)
	}
	slices.SortFunc(out.Jobs, func(a, b jobView) int {
		return cmp.Or(b.Started.Compare(a.Started), cmp.Compare(b.ID, a.ID))
	})
	out.Jobs = out.Jobs[:min(len(out.Jobs), mostJobsListed)]
	return answer(out, nil)
}

// of are the jobs of a user.
func (js *jobs) of(u *access.User) (out []*job) {
	js.mu.Lock()
	defer js.mu.Unlock()
	for _, j := range js.held {
		if j.owner == u.ID {
			out = append(out, j)
		}
	}
	return out
}

// about says what a job is for, for who finds it in a list.
func (j *job) about(kind, title string) {
	j.change(func(v *jobView) { v.Kind, v.Title = kind, title })
}

// loading says which file a job loads.
func (j *job) loading(b *registry.Batch, table string) {
	j.change(func(v *jobView) { v.Kind, v.Title, v.File, v.Batch = jobLoad, table, b.File, b.ID })
}

// left is how much of a job's stage is done, 0 to 1, and how many seconds it would
// take from here at the pace so far; 0 where too little is done to tell.
func left(v *jobView, since, now time.Time) (share float64, seconds int) {
	switch {
	case v.State != "running":
		return 0, 0
	case v.bytes > 0:
		share = min(1, float64(v.read)/float64(v.bytes))
	case v.Total > 0:
		share = min(1, float64(v.Done)/float64(v.Total))
	}
	if share < 0.05 {
		return share, 0
	}
	passed := now.Sub(since).Seconds()
	return share, int(passed*(1-share)/share + 0.999)
}

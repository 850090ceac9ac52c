package server

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"dixian/access"
	"dixian/casework"
)

// job is work that takes longer than a request: who started it looks at it again.
// Jobs live as long as the server; what they did is in the database.
type job struct {
	mu      sync.Mutex
	view    jobView
	owner   int64
	changed chan struct{} // closed and replaced at every change
	stage   time.Time     // when the stage began
	ctx     context.Context
	cancel  context.CancelFunc
	ended   time.Time
}

// jobView is a job as clients see it.
type jobView struct {
	ID      string     `json:"id"`
	Kind    string     `json:"kind" enum:"load,screen,undo,compare,trial"`
	Title   string     `json:"title" doc:"of a load its table, of a trial the parameter"`
	File    string     `json:"file" doc:"of a load"`
	Batch   int64      `json:"batch" doc:"of a load or an undo; 0: none"`
	State   string     `json:"state" enum:"running,done,failed"`
	Stage   string     `json:"stage" enum:"waiting,read,screen,registry,receive,end"`
	Done    int64      `json:"done" doc:"of the stage: rows or households"`
	Total   int64      `json:"total" doc:"0: not known"`
	Share   float64    `json:"share" doc:"of the stage that is done, 0 to 1; 0: not known"`
	Seconds int        `json:"seconds_left" doc:"of the stage, at the pace so far; 0: not known"`
	Started time.Time  `json:"started_at"`
	Ended   time.Time  `json:"ended_at" doc:"zero while it runs"`
	Message string     `json:"message"`
	Bad     []badRow   `json:"bad" doc:"the first rows that were set aside"`
	Result  *jobResult `json:"result,omitempty" doc:"once it is done"`

	read, bytes int64 // of a file: how much of it is read
}

// badRow is a row that was set aside, its cell masked.
type badRow struct {
	Table  string `json:"table"`
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column string `json:"column"`
	Value  string `json:"value"`
	Reason string `json:"reason"`
}

// jobResult is what a screening did.
type jobResult struct {
	Run        int64       `json:"run"`
	Screened   int         `json:"screened"`
	Alerted    int         `json:"alerted"`
	Added      int         `json:"households_added"`
	Kept       int         `json:"households_kept" doc:"that the registry has as the file has them"`
	Proposed   int         `json:"changes_proposed" doc:"differences from the registry, now change requests"`
	Waiting    int         `json:"changes_waiting" doc:"differences that were proposed before and wait for a decision"`
	Outside    int         `json:"outside" doc:"alerts and hits outside the loader's divisions, left out"`
	Opened     int         `json:"opened"`
	Joined     int         `json:"joined"`
	Updated    int         `json:"updated"`
	Gone       int         `json:"gone"`
	Slept      int         `json:"slept"`
	Hits       int         `json:"hits"`
	Urgent     int         `json:"urgent"`
	Unheld     int         `json:"unheld"`
	Quarantine int         `json:"quarantined"`
	Left       []string    `json:"left" doc:"files whose name is no table's"`
	Tables     []tableView `json:"tables"`
	WhatIf     *whatIf     `json:"what_if,omitempty" doc:"of a trial"`

	WhatIfRange *whatIfRange `json:"what_if_range,omitempty" doc:"of a trial of several values"`
}

// change changes what is seen of the job and tells who listens.
func (j *job) change(do func(*jobView)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	do(&j.view)
	close(j.changed)
	j.changed = make(chan struct{})
}

// look is what is seen of the job now, and a channel that closes at the next change.
func (j *job) look() (jobView, <-chan struct{}) {
	j.mu.Lock()
	defer j.mu.Unlock()
	v := j.view
	v.Share, v.Seconds = left(&v, j.stage, time.Now())
	v.Bad = append([]badRow{}, v.Bad...)
	return v, j.changed
}

// Stage and Advance make a job hear the progress of a screening.
func (j *job) Stage(name string, total int64) {
	j.change(func(v *jobView) {
		j.stage = time.Now()
		v.Stage, v.Done, v.Total, v.Message = name, 0, total, stageWords[name]
	})
}

// Advance adds work done in the stage.
func (j *job) Advance(_ string, n int64) { j.change(func(v *jobView) { v.Done += n }) }

var stageWords = map[string]string{
	"waiting": "排队：前面还有一次筛查在跑", "read": "正在读取文件", "screen": "正在逐户筛查", "registry": "正在和登记比对", "receive": "正在并入线索",
}

// jobs are the jobs of a server. One runs at a time, in this server and in those
// beside it on one database: a screening takes the whole machine, and two that
// receive at once would find each other's clues.
type jobs struct {
	ctx  context.Context
	stop context.CancelFunc
	turn chan struct{}
	wait sync.WaitGroup

	log   *slog.Logger
	ended *prometheus.CounterVec // by state
	alone func(ctx context.Context, work string) (release func(), held bool, err error)

	mu   sync.Mutex
	held map[string]*job
}

// How long an ended job may be looked at, and how many may wait.
const (
	keepEnded = 24 * time.Hour
	mostJobs  = 10
)

func newJobs(log *slog.Logger) *jobs {
	ctx, stop := context.WithCancel(context.Background())
	return &jobs{log: log, ctx: ctx, stop: stop, turn: make(chan struct{}, 1), held: map[string]*job{}}
}

func (js *jobs) close() {
	js.stop()
	js.wait.Wait()
}

// start starts a job; do runs when it is its turn, or, of a job that is stopped
// before, with a context that is over. What do returns is its result or why there
// is none.
func (js *jobs) start(owner int64, do func(context.Context, *job) (*jobResult, string, error)) (*job, error) {
	js.mu.Lock()
	defer js.mu.Unlock()
	for id, j := range js.held {
		if v, _ := j.look(); v.State != "running" && time.Since(j.ended) > keepEnded {
			delete(js.held, id)
		}
	}
	if js.underWay() >= mostJobs {
		return nil, newProblem(http.StatusTooManyRequests, "排队的筛查太多了，请等前面的跑完")
	}
	j := &job{owner: owner, changed: make(chan struct{}), view: jobView{ID: rand.Text(), Kind: jobScreen, State: "running", Started: time.Now(), Stage: "waiting", Message: stageWords["waiting"], Bad: []badRow{}}}
	j.ctx, j.cancel = context.WithCancel(js.ctx)
	js.held[j.view.ID] = j
	js.wait.Go(func() { js.run(j, js.caught(do)) })
	return j, nil
}

// caught makes a panic of a job an internal error: one county's job does not stop
// the others' server.
func (js *jobs) caught(do func(context.Context, *job) (*jobResult, string, error)) func(context.Context, *job) (*jobResult, string, error) {
	return func(ctx context.Context, j *job) (result *jobResult, says string, err error) {
		defer func() {
			if p := recover(); p != nil {
				js.log.Error("panic", "what", p, "stack", string(debug.Stack()))
				err = errors.New(internal)
			}
		}()
		return do(ctx, j)
	}
}

// running counts the jobs that run or wait for their turn.
func (js *jobs) running() int {
	js.mu.Lock()
	defer js.mu.Unlock()
	return js.underWay()
}

func (js *jobs) underWay() int {
	n := 0
	for _, j := range js.held {
		if v, _ := j.look(); v.State == "running" {
			n++
		}
	}
	return n
}

func (js *jobs) run(j *job, do func(context.Context, *job) (*jobResult, string, error)) {
	var result *jobResult
	var says string
	var err error
	select {
	case js.turn <- struct{}{}:
		result, says, err = js.runAlone(j, do)
		<-js.turn
	case <-j.ctx.Done():
		result, says, err = do(j.ctx, j) // it finds its time is over, and cleans up
	}
	j.cancel()
	j.change(func(v *jobView) {
		v.State, v.Stage, v.Message, v.Result = "done", "end", says, result
		if err != nil {
			v.State, v.Message = "failed", err.Error()
		}
		js.ended.WithLabelValues(v.State).Inc()
		j.ended = time.Now()
		v.Ended = j.ended
	})
}

// find is a job of the user's own; another's is not there.
func (js *jobs) find(id string, u *access.User) (*job, error) {
	js.mu.Lock()
	defer js.mu.Unlock()
	if j := js.held[id]; j != nil && j.owner == u.ID {
		return j, nil
	}
	return nil, casework.ErrNotFound
}

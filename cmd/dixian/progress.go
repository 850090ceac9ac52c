package main

import (
	"io"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"dixian/screening"
)

// newProgress shows stages on a terminal, logs them as JSON lines if asked, and
// is quiet elsewhere.
func newProgress(w *os.File, json bool) screening.Progress {
	switch {
	case json:
		return &logged{log: slog.New(slog.NewJSONHandler(w, nil))}
	case term.IsTerminal(int(w.Fd())):
		return &bar{w: w}
	}
	return nil
}

// bar draws one bar a stage: rows, rows a second, time left where it is known.
type bar struct {
	mu  sync.Mutex
	w   io.Writer
	now *progressbar.ProgressBar
}

func (b *bar) Stage(name string, total int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.finish()
	if total == 0 {
		total = -1
	}
	b.now = progressbar.NewOptions64(total, progressbar.OptionSetWriter(b.w), progressbar.OptionSetDescription(name),
		progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("rows"),
		progressbar.OptionThrottle(200*time.Millisecond), progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(total > 0))
}

func (b *bar) Advance(_ string, n int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.now != nil {
		b.now.Add64(n)
	}
}

func (b *bar) finish() {
	if b.now != nil {
		b.now.Finish()
	}
}

// logged writes one line a stage and one every few seconds in it.
type logged struct {
	mu    sync.Mutex
	log   *slog.Logger
	stage string
	done  int64
	total int64
	began time.Time
	told  time.Time
}

func (l *logged) Stage(name string, total int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stage, l.total, l.done, l.began = name, total, 0, time.Now()
	l.told = l.began
	l.log.Info("stage", "stage", name, "total", total)
}

func (l *logged) Advance(_ string, n int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.done += n
	if now := time.Now(); now.Sub(l.told) >= 2*time.Second {
		l.told = now
		perSecond := float64(l.done) / now.Sub(l.began).Seconds()
		args := []any{"stage", l.stage, "done", l.done, "per_second", int64(perSecond)}
		if l.total > 0 && perSecond > 0 {
			args = append(args, "seconds_left", int64(float64(l.total-l.done)/perSecond))
		}
		l.log.Info("progress", args...)
	}
}

package server

import (
	"context"
	"errors"
	"time"
)

// lookAgain is how often a job that waits for another server's asks.
const lookAgain = time.Second

// aloneInWords is Config.Alone, its failure for who looks at the job.
func (s *Server) aloneInWords(ctx context.Context, work string) (release func(), held bool, err error) {
	if s.Alone == nil {
		return func() {}, true, nil
	}
	if release, held, err = s.Alone(ctx, work); err != nil {
		if ctx.Err() != nil {
			return nil, false, ctx.Err() // it was stopped while it asked: no failure of the database's
		}
		s.Log.Error("asking whether another server works", "error", err.Error())
		return nil, false, errors.New(internal)
	}
	return release, held, nil
}

// runAlone waits until no other server on the database runs a job.
func (js *jobs) runAlone(j *job, do func(context.Context, *job) (*jobResult, string, error)) (*jobResult, string, error) {
	for {
		release, held, err := js.alone(j.ctx, "job")
		switch {
		case err != nil && j.ctx.Err() != nil:
			return do(j.ctx, j) // as below
		case err != nil:
			return nil, "", err
		case held:
			defer release()
			return do(j.ctx, j)
		}
		select {
		case <-j.ctx.Done():
			return do(j.ctx, j) // it finds its time is over, and cleans up
		case <-time.After(lookAgain):
		}
	}
}

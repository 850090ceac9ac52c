package server

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
)

// twoServers are two servers on one database.
func twoServers(t *testing.T) (one, two *Server) {
	t.Helper()
	w := newWorldIn(t, inPostgres)
	for _, s := range []**Server{&one, &two} {
		c := w.server.Config
		c.Uploads, c.Alone = t.TempDir(), w.db.Alone
		made, err := New(c)
		must(t, err)
		t.Cleanup(made.Close)
		*s = made
	}
	return one, two
}

func TestAJobWaitsForTheOneOfAnotherServer(t *testing.T) {
	one, two := twoServers(t)
	begun, end := make(chan struct{}), make(chan struct{})
	_, err := one.jobs.start(1, func(context.Context, *job) (*jobResult, string, error) {
		close(begun)
		<-end
		return nil, "", nil
	})
	must(t, err)
	<-begun
	var ended atomic.Bool
	early := make(chan bool, 1)
	asked := make(chan struct{}, 100)
	alone := two.jobs.alone
	two.jobs.alone = func(ctx context.Context, work string) (func(), bool, error) {
		defer func() { asked <- struct{}{} }()
		return alone(ctx, work)
	}
	second, err := two.jobs.start(1, func(context.Context, *job) (*jobResult, string, error) {
		early <- !ended.Load()
		return nil, "", nil
	})
	must(t, err)
	<-asked
	if v, _ := second.look(); v.State != "running" || v.Stage != "waiting" {
		t.Errorf("the second is %s, %s", v.State, v.Stage)
	}
	ended.Store(true)
	close(end)
	if <-early {
		t.Error("both servers ran a job at once")
	}
}

func TestAJobWhoseLockCannotBeAskedForFails(t *testing.T) {
	one, _ := twoServers(t)
	one.Alone = func(context.Context, string) (func(), bool, error) { return nil, false, errors.New("gone") }
	j, err := one.jobs.start(1, func(context.Context, *job) (*jobResult, string, error) { return nil, "", nil })
	must(t, err)
	one.jobs.wait.Wait()
	if v, _ := j.look(); v.State != "failed" || v.Message != internal {
		t.Errorf("%+v", v)
	}
}

// A job that is stopped while it asks cleans up what it was given, and nothing failed.
func TestAJobThatIsStoppedWhileItAsksCleansUp(t *testing.T) {
	w := newWorld(t)
	one := w.server
	asked := make(chan struct{})
	one.Alone = func(ctx context.Context, _ string) (func(), bool, error) {
		close(asked)
		<-ctx.Done()
		return nil, false, ctx.Err()
	}
	var cleaned atomic.Bool
	j, err := one.jobs.start(1, func(ctx context.Context, _ *job) (*jobResult, string, error) {
		cleaned.Store(true)
		return nil, "", ctx.Err()
	})
	must(t, err)
	<-asked
	j.cancel()
	one.jobs.wait.Wait()
	if v, _ := j.look(); v.State != "failed" || v.Message == internal || !cleaned.Load() || strings.Contains(w.log.String(), `"level":"ERROR"`) {
		t.Errorf("%+v, cleaned up %t: %s", v, cleaned.Load(), w.log)
	}
}

package server

import (
	"context"
	"net/http"
	"testing"
	"time"
)

// A job is found again by who started it, in another tab or after a reload, and by
// nobody else: not in the list, nor by its number.
func TestJobsAreListedForWhoStartedThem(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	w.user("county_head", someVillage)
	w.user("village_cadre", someVillage)
	clerk, head := w.as("county_clerk"), w.as("county_head")
	var none jobList
	if clerk.get("/api/jobs", &none); len(none.Jobs) != 0 {
		t.Fatalf("%+v", none)
	}
	if r := w.as("village_cadre").do("GET", "/api/jobs", nil); r.status != http.StatusForbidden {
		t.Errorf("a village: %s", r)
	}
	begun, end := make(chan struct{}), make(chan struct{})
	var me meView
	clerk.get("/api/me", &me)
	j, err := w.server.jobs.start(me.User.ID, func(ctx context.Context, j *job) (*jobResult, string, error) {
		j.Stage("read", 400)
		j.stage = j.stage.Add(-10 * time.Second)
		j.Advance("read", 100)
		close(begun)
		select {
		case <-end:
		case <-ctx.Done():
		}
		return nil, "装好了", ctx.Err()
	})
	must(t, err)
	j.about(jobLoad, "医保结算")
	<-begun
	var list jobList
	clerk.get("/api/jobs", &list)
	if len(list.Jobs) != 1 || list.Jobs[0].ID != j.view.ID || list.Jobs[0].Title != "医保结算" || list.Jobs[0].State != "running" || !list.Jobs[0].Ended.IsZero() {
		t.Fatalf("%+v", list)
	}
	if got := list.Jobs[0]; got.Share != 0.25 || got.Seconds < 30 || got.Seconds > 90 {
		t.Errorf("a quarter in ten seconds leaves thirty: share %v, %d s", got.Share, got.Seconds)
	}
	var others jobList
	if head.get("/api/jobs", &others); len(others.Jobs) != 0 {
		t.Errorf("another's list has it: %+v", others)
	}
	if r := head.do("POST", "/api/jobs/"+j.view.ID+"/cancel", nil); r.status != http.StatusNotFound {
		t.Errorf("another stops it: %s", r)
	}
	if r := clerk.do("POST", "/api/jobs/"+j.view.ID+"/cancel", nil); r.status != http.StatusOK {
		t.Errorf("%s", r)
	}
	w.server.jobs.wait.Wait()
	if clerk.get("/api/jobs", &list); list.Jobs[0].State != "failed" || list.Jobs[0].Ended.IsZero() || list.Jobs[0].Seconds != 0 {
		t.Errorf("stopped: %+v", list.Jobs)
	}
	// What ended longer than a day ago is gone when the next one starts.
	j.ended = j.ended.Add(-keepEnded - time.Minute)
	_, err = w.server.jobs.start(me.User.ID, func(context.Context, *job) (*jobResult, string, error) { return nil, "", nil })
	must(t, err)
	w.server.jobs.wait.Wait()
	if clerk.get("/api/jobs", &list); len(list.Jobs) != 1 || list.Jobs[0].ID == j.view.ID {
		t.Errorf("%+v", list.Jobs)
	}
}

func TestTheTimeLeft(t *testing.T) {
	since := time.Date(2025, 6, 30, 8, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		says    string
		v       jobView
		share   float64
		seconds int
	}{
		{"of a job that has ended is none", jobView{State: "done", Done: 1, Total: 2}, 0, 0},
		{"is not known where nothing tells how much there is", jobView{State: "running", Done: 7}, 0, 0},
		{"is not told of the first twentieth", jobView{State: "running", Done: 4, Total: 100}, 0.04, 0},
		{"is that of the pace so far", jobView{State: "running", Done: 20, Total: 100}, 0.2, 40},
		{"of a file goes by its bytes", jobView{State: "running", Done: 9, read: 50, bytes: 100}, 0.5, 10},
		{"is never below nothing", jobView{State: "running", Done: 3, Total: 2}, 1, 0},
	} {
		if share, seconds := left(&c.v, since, since.Add(10*time.Second)); share != c.share || seconds != c.seconds {
			t.Errorf("%s: %v, %d", c.says, share, seconds)
		}
	}
}

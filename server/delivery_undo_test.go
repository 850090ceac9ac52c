package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"
)

// A list that comes whole and was sent by mistake: taken back, the one before
// counts again, and the same file may be loaded once more.
func TestAWholeListTakenBackLeavesTheOneBefore(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	c := w.as("county_clerk")
	list := func(plate string) parcel {
		return parcel{"vehicle.csv": []byte("plate,id_number,kind,status\n" + plate + "," + numberOf(t, 1) + ",小型轿车,正常\n")}
	}
	load := func(b batchView) {
		t.Helper()
		if job := c.loaded(b, nil); job.State != "done" {
			t.Fatalf("%+v", job)
		}
	}
	state := func(b batchView) string {
		var now batchView
		c.get(fmt.Sprintf("/api/batches/%d", b.ID), &now)
		return now.State
	}
	first, second := c.delivered(list("贵A00001")), c.delivered(list("贵A00002"))
	load(first)
	again := c.delivered(list("贵A00001"))
	if again.SameAs != first.ID {
		t.Fatalf("%+v", again)
	}
	load(second)
	if state(first) != "replaced" || state(second) != "loaded" {
		t.Fatalf("%s, %s", state(first), state(second))
	}
	r := c.do("POST", fmt.Sprintf("/api/batches/%d/undo", second.ID), map[string]any{"version": 2, "reason": "发错了"})
	var undone batchUndone
	if r.into(t, &undone); r.status != http.StatusOK || fmt.Sprint(undone.Again) != fmt.Sprint([]int64{first.ID}) {
		t.Fatalf("%s", r)
	}
	if state(first) != "loaded" || state(second) != "undone" {
		t.Errorf("%s, %s", state(first), state(second))
	}
	path := fmt.Sprintf("/api/batches/%d/", again.ID)
	if r := c.do("POST", path+"load", map[string]any{"version": again.Version}); r.status != http.StatusUnprocessableEntity {
		t.Errorf("the same file while the first counts: %s", r)
	}
	c.do("POST", fmt.Sprintf("/api/batches/%d/undo", first.ID), map[string]any{"version": 4, "reason": "再来一次"})
	if state(first) != "undone" {
		t.Fatal(state(first))
	}
	load(again)
}

// A job that breaks ends as a failure in words, and the next one runs.
func TestAJobThatBreaksStopsNobody(t *testing.T) {
	w := newWorld(t)
	run := func(do func() error) jobView {
		j, err := w.server.jobs.start(1, func(context.Context, *job) (*jobResult, string, error) { return nil, "", do() })
		must(t, err)
		for {
			v, changed := j.look()
			if v.State != "running" {
				return v
			}
			<-changed
		}
	}
	if v := run(func() error { panic("甲某") }); v.State != "failed" || v.Message != internal {
		t.Errorf("%+v", v)
	}
	if v := run(func() error { return nil }); v.State != "done" {
		t.Errorf("%+v", v)
	}
	if v := run(func() error { return errors.New("不行") }); v.Message != "不行" {
		t.Errorf("%+v", v)
	}
}

package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"dixian/registry"
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

// Files of a table that comes whole, uploaded together, are one delivery: they count
// together, are replaced together and taken back together. Uploaded apart, the later
// replaces the earlier.
func TestFilesUploadedTogetherAreOneDelivery(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	c := w.as("county_clerk")
	list := func(plate string) []byte {
		return []byte("plate,id_number,kind,status\n" + plate + "," + numberOf(t, 1) + ",小型轿车,正常\n")
	}
	deliver := func(p parcel) []batchView {
		var out batchList
		c.deliver(p).into(t, &out)
		return out.Batches
	}
	load := func(b batchView) jobView {
		t.Helper()
		return c.loaded(b, nil)
	}
	states := func(batches ...batchView) string {
		var all []string
		for _, b := range batches {
			var now batchView
			c.get(fmt.Sprintf("/api/batches/%d", b.ID), &now)
			all = append(all, now.State)
		}
		return fmt.Sprint(all)
	}
	two := deliver(parcel{"vehicle_1.csv": list("贵A00001"), "vehicle_2.csv": list("贵A00002"), "income.csv": []byte("household_code,year\nH1,2024\n")})
	var cars []batchView
	for _, b := range two {
		if b.Table == "vehicle" {
			cars = append(cars, b)
		} else if b.Delivery != 0 {
			t.Errorf("a table that comes by rows is no delivery of several: %+v", b)
		}
	}
	load(cars[0])
	second := cars[1]
	if load(second); states(cars...) != "[loaded loaded]" || second.Delivery != cars[0].ID {
		t.Fatalf("%s %+v", states(cars...), second)
	}
	three := deliver(parcel{"vehicle_1.csv": list("贵A00003"), "vehicle_2.csv": list("贵A00004")})
	load(three[0])
	if states(cars...) != "[replaced replaced]" {
		t.Fatal(states(cars...))
	}
	late := deliver(parcel{"vehicle_9.csv": list("贵A00009")})
	load(late[0])
	if job := load(three[1]); job.State != "failed" || job.Message != registry.ErrDeliveryOver.Error() {
		t.Errorf("half of a delivery that was replaced is loaded: %+v", job)
	}
	r := c.do("POST", fmt.Sprintf("/api/batches/%d/undo", late[0].ID), map[string]any{"version": 2, "reason": "发错了"})
	if r.status != http.StatusOK || states(three[0], late[0]) != "[loaded undone]" {
		t.Fatalf("%s %s", states(three[0], late[0]), r)
	}
	var now batchView
	c.get(fmt.Sprintf("/api/batches/%d", three[0].ID), &now)
	c.do("POST", fmt.Sprintf("/api/batches/%d/undo", now.ID), map[string]any{"version": now.Version, "reason": "也发错了"})
	if states(cars...) != "[loaded loaded]" {
		t.Errorf("a delivery comes back whole: %s", states(cars...))
	}
	c.get(fmt.Sprintf("/api/batches/%d", cars[1].ID), &now)
	c.do("POST", fmt.Sprintf("/api/batches/%d/undo", now.ID), map[string]any{"version": now.Version, "reason": "整批撤销"})
	if states(cars...) != "[undone undone]" {
		t.Errorf("half of a delivery is left: %s", states(cars...))
	}
}

// A row that was good when it was corrected and is not when it is loaded is set
// aside again, under its line, and can be mended once more.
func TestACorrectionsOwnBadRowsAreMended(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	c := w.as("county_clerk")
	text := "household_code,year,wage_income\n"
	for i := range 20 {
		text += fmt.Sprintf("H%d,2024,1\n", i)
	}
	b := c.delivered(parcel{"income.csv": []byte(text + "H30,20X4,1\nH31,20X4,1\n")})
	c.loaded(b, nil)
	path := fmt.Sprintf("/api/batches/%d", b.ID)
	for _, line := range []string{"22", "23"} {
		if r := c.do("PATCH", path+"/quarantine/"+line, map[string]any{"cells": map[string]string{"year": "2024"}}); r.status != http.StatusOK {
			t.Fatalf("%s", r)
		}
	}
	rows, err := w.db.BadRows(context.Background(), b.ID, 22, 1)
	must(t, err)
	rows[0].Cells["year"] = "二〇二四" // as a package would read it that has changed since
	must(t, w.db.SaveBadRow(context.Background(), rows[0]))
	var fresh batchView
	c.do("POST", path+"/resubmit", nil).into(t, &fresh)
	if fresh.Accepted != 1 || fresh.Quarantined != 1 {
		t.Fatalf("%+v", fresh)
	}
	again := fmt.Sprintf("/api/batches/%d", fresh.ID)
	var left badLines
	if c.get(again+"/quarantine", &left); len(left.Rows) != 1 || left.Rows[0].Line != 23 || left.Rows[0].Column != "year" {
		t.Fatalf("%+v", left)
	}
	if r := c.do("PATCH", again+"/quarantine/23", map[string]any{"cells": map[string]string{"year": "2024"}}); r.status != http.StatusOK {
		t.Fatalf("%s", r)
	}
	var last batchView
	if c.do("POST", again+"/resubmit", nil).into(t, &last); last.Parent != fresh.ID || last.Accepted != 1 || last.Quarantined != 0 {
		t.Errorf("%+v", last)
	}
}

// The words of a source stay the source's in a row that is mended elsewhere.
func TestARowIsMendedWithItsSourcesCodes(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	c := w.as("county_clerk")
	if r := c.do("PUT", "/api/mappings", map[string]any{"source": "交管", "table": "vehicle", "headers": map[string]string{}, "codes": map[string]any{"kind": map[string]string{"K33": "小型轿车"}}}); r.status != http.StatusOK {
		t.Fatalf("%s", r)
	}
	text := "plate,id_number,kind,status\n"
	for i := range 9 {
		text += fmt.Sprintf("贵A0000%d,%s,K33,正常\n", i, numberOf(t, 1))
	}
	b := c.delivered(parcel{"vehicle.csv": []byte(text + "贵A00010,52,K33,正常\n")})
	if job := c.loaded(b, map[string]any{"source": "交管"}); job.Result == nil || job.Result.Quarantine != 1 {
		t.Fatalf("%+v", job)
	}
	path := fmt.Sprintf("/api/batches/%d", b.ID)
	if r := c.do("PATCH", path+"/quarantine/11", map[string]any{"cells": map[string]string{"id_number": numberOf(t, 2)}}); r.status != http.StatusOK {
		t.Fatalf("%s", r)
	}
	var fresh batchView
	if c.do("POST", path+"/resubmit", nil).into(t, &fresh); fresh.Accepted != 1 {
		t.Fatalf("%+v", fresh)
	}
	var kept strings.Builder
	must(t, w.db.Parts(context.Background(), fresh.ID, registry.RowsPart, func(data []byte) error { kept.Write(data); return nil }))
	if !strings.Contains(kept.String(), "小型轿车") {
		t.Errorf("kept: %s", kept.String())
	}
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

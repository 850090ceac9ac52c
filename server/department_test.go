package server

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"dixian/access"
)

// water is a file of the water department with a row that cannot be read.
var water = parcel{"drinking_water.csv": []byte("household_code,assessed_on,quantity,quality\n" +
	"H0,2025-06-01,达标,达标\nH1,2025-06-02,达标,达标\nH2,2025-06-03,达标,达标\nH3,2025-06-04,达标,达标\nH4,2025-06-05,达标,达标\nH5,2025年,不达标,达标\n")}

// A department brings its own tables for its own county, from the file to the row put
// right and the batch taken back; of another's it is told nothing.
func TestADepartmentDelivers(t *testing.T) {
	w := newWorld(t)
	w.userWith("water", access.Grant{Role: access.Department, Division: home, Owner: "水务"})
	w.userWith("water_elsewhere", access.Grant{Role: access.Department, Division: foreign, Owner: "水务"})
	w.userWith("medical", access.Grant{Role: access.Department, Division: home, Owner: "医保"})
	w.user("county_clerk", someVillage)
	c, clerk := w.as("water"), w.as("county_clerk")

	for says, refused := range map[string]struct {
		p    parcel
		want string
	}{
		"another department's table":            {parcel{"vehicle.csv": []byte("x")}, "是公安交管的机动车，不是您的部门报送的表"},
		"the register of households":            {parcel{"households.csv": []byte("x")}, "不是您的部门报送的表"},
		"authorisations":                        {parcel{"authorisations.csv": []byte("x")}, "不是您的部门报送的表"},
		"a list of the national system":         {parcel{"national_households.csv": []byte("x")}, ""},
		"its own with another's: none is taken": {parcel{"drinking_water.csv": water["drinking_water.csv"], "vehicle.csv": []byte("x")}, "一个文件也没有收下"},
	} {
		if r := c.deliver(refused.p); r.status != http.StatusForbidden && refused.want != "" || r.status < 400 || !strings.Contains(string(r.body), refused.want) {
			t.Errorf("%s: %s", says, r)
		}
	}
	w.nothingLeft()

	b := c.delivered(water)
	others := clerk.delivered(parcel{"vehicle.csv": []byte("plate,id_number,kind,status\n贵A00001," + numberOf(t, 1) + ",小型轿车,正常\n")})
	mapping := map[string]any{"source": "水务局", "table": "drinking_water", "headers": map[string]string{"户号": "household_code"}}
	if r := c.do("PUT", "/api/mappings", mapping); r.status != http.StatusOK {
		t.Errorf("saving a mapping: %s", r)
	}
	for says, r := range map[string]response{
		"another's mapping":        c.do("PUT", "/api/mappings", map[string]any{"source": "交管", "table": "vehicle", "headers": map[string]string{}}),
		"a mapping of households":  c.do("PUT", "/api/mappings", map[string]any{"source": "农业", "table": "households", "headers": map[string]string{}}),
		"cases":                    c.do("GET", "/api/cases", nil),
		"households":               c.do("GET", "/api/households", nil),
		"screening":                c.do("POST", "/api/screenings/standing", map[string]any{"as_of": "2025-06-30"}),
		"the county's letter":      c.do("GET", "/api/deliveries/letter?owner=%E6%B0%B4%E5%8A%A1", nil),
		"the findings of the data": c.do("GET", "/api/findings", nil),
	} {
		if r.status != http.StatusForbidden && r.status != http.StatusNotFound {
			t.Errorf("%s: %s", says, r)
		}
	}
	seen := func(as *client) (ids []int64) {
		var list batchList
		as.get("/api/batches", &list)
		for _, b := range list.Batches {
			ids = append(ids, b.ID)
		}
		return ids
	}
	if got := fmt.Sprint(seen(c), seen(w.as("medical")), seen(w.as("water_elsewhere")), len(seen(clerk))); got != fmt.Sprintf("[%d] [] [] 2", b.ID) {
		t.Errorf("batches: %s", got)
	}
	var mappings mappingList
	w.as("medical").get("/api/mappings", &mappings)
	for _, m := range mappings.Mappings {
		t.Errorf("another's mapping: %+v", m)
	}

	job := c.loaded(b, nil)
	if job.State != "done" || job.Result.Quarantine != 1 || len(job.Result.Tables) != 1 {
		t.Fatalf("loaded: %+v", job)
	}
	var bad badLines
	c.get(fmt.Sprintf("/api/batches/%d/quarantine", b.ID), &bad)
	if len(bad.Rows) != 1 || bad.Rows[0].Line != 7 {
		t.Fatalf("quarantine: %+v", bad)
	}
	path := fmt.Sprintf("/api/batches/%d/quarantine/7", b.ID)
	for _, as := range []string{"medical", "water_elsewhere"} {
		if r := w.as(as).do("PATCH", path, map[string]any{"cells": map[string]string{"assessed_on": "2025-06-06"}}); r.status != http.StatusNotFound {
			t.Errorf("%s mends it: %s", as, r)
		}
	}
	if r := c.do("PATCH", path, map[string]any{"cells": map[string]string{"assessed_on": "2025-06-06"}}); r.status != http.StatusOK {
		t.Errorf("mending: %s", r)
	}
	var again batchView
	c.do("POST", fmt.Sprintf("/api/batches/%d/resubmit", b.ID), nil).into(t, &again)
	if again.Accepted != 1 || again.Parent != b.ID || again.UploadedName != "甲部门经办" {
		t.Errorf("resubmitted: %+v", again)
	}
	if r := c.do("POST", fmt.Sprintf("/api/batches/%d/undo", others.ID), map[string]any{"version": others.Version, "reason": "错"}); r.status != http.StatusNotFound {
		t.Errorf("another's batch is taken back: %s", r)
	}
	var held batchView
	c.get(fmt.Sprintf("/api/batches/%d", b.ID), &held)
	if r := c.do("POST", fmt.Sprintf("/api/batches/%d/undo", b.ID), map[string]any{"version": held.Version, "reason": "发错了"}); r.status != http.StatusOK {
		t.Errorf("undo: %s", r)
	}
}

// What a department owes is on its calendar and in its inbox, and nobody else's.
func TestADepartmentsCalendar(t *testing.T) {
	w := newWorld(t)
	w.userWith("medical", access.Grant{Role: access.Department, Division: home, Owner: "医保"})
	two := w.userWith("two", access.Grant{Role: access.Department, Division: home, Owner: "医保"}, access.Grant{Role: access.Department, Division: home, Owner: "水务"})
	tables := func(c *client) string {
		var list dueList
		c.get("/api/deliveries", &list)
		var out []string
		for _, v := range list.Due {
			out = append(out, v.Table)
		}
		return fmt.Sprint(out)
	}
	c := w.as("medical")
	if got := tables(c); got != "[medical_settlement medical_enrolment]" {
		t.Errorf("medical insurance owes %s", got)
	}
	if got := tables(w.as("two")); got != "[medical_settlement medical_enrolment drinking_water]" {
		t.Errorf("two departments owe %s", got)
	}
	w.later(12)
	var due dueInbox
	if w.as("medical").get("/api/inbox", &due); due.Total != 1 || due.Late != 1 || due.Groups[0].Items[0].Kind != "delivery" || due.Groups[0].Items[0].Count != 2 {
		t.Errorf("the inbox after the day: %+v", due)
	}
	two.Grants = []access.Grant{{Role: access.Department, Division: home}}
	two.MustChange = false
	must(t, w.db.UpdateUser(context.Background(), two))
	if got := tables(w.as("two")); got != "[]" {
		t.Errorf("a grant that names no department opens %s", got)
	}
}

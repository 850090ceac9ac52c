package server

import (
	"context"
	"fmt"
	"net/http"
	"testing"
)

// Each block that a city lifts is seen by the province, with number, reason and how
// far the case is; by other cities and below it is not.
func TestTheProvinceSeesEachLiftedBlock(t *testing.T) {
	w := newWorld(t)
	w.screened()
	own := w.cases(home)[:3]
	w.userAs("city", "city", own[0].Division.Prefecture())
	w.userAs("province", "province", own[0].Division.Province())
	w.userAs("elsewhere", "city", w.cases(foreign)[0].Division.Prefecture())
	w.userAs("county", "county_head", own[0].Division.County())
	for i, c := range own {
		c.State, c.DueOn = "monitored", 0
		must(t, w.db.SaveCase(context.Background(), c))
		r := w.as("city").do("POST", fmt.Sprintf("/api/cases/%d/lifted", c.ID), map[string]any{"version": c.Version, "number": fmt.Sprintf("市防贫〔2025〕%d号", i), "reason": "子女已接走赡养"})
		if r.status != http.StatusOK {
			t.Fatalf("%s", r)
		}
	}
	for login, want := range map[string]int{"province": 3, "city": 3, "elsewhere": 0} {
		var got liftedList
		w.as(login).get("/api/lifted", &got)
		if len(got.Lifted) != want || got.Next != 0 {
			t.Errorf("%s sees %+v", login, got)
		}
	}
	if r := w.as("county").do("GET", "/api/lifted", nil); r.status != http.StatusForbidden {
		t.Errorf("a county: %s", r)
	}
	var page, rest liftedList
	w.as("province").get("/api/lifted?limit=2", &page)
	w.as("province").get(fmt.Sprintf("/api/lifted?limit=2&before=%d", page.Next), &rest)
	if len(page.Lifted) != 2 || len(rest.Lifted) != 1 || page.Lifted[0].Number != "市防贫〔2025〕2号" || rest.Lifted[0].CaseID != own[0].ID || rest.Lifted[0].StateLabel != "监测中" || rest.Lifted[0].Reason == "" {
		t.Errorf("page by page, newest first: %+v, then %+v", page, rest)
	}
}

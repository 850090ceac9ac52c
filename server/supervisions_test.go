package server

import (
	"context"
	"fmt"
	"net/http"
	"testing"
)

// waits are the kinds of what waits for somebody about a household.
func (c *client) waits(household string) (kinds []string, late int) {
	var in dueInbox
	c.get("/api/inbox", &in)
	for _, g := range in.Groups {
		if g.Household == household {
			for _, i := range g.Items {
				kinds = append(kinds, i.Kind)
			}
		}
	}
	return kinds, in.Late
}

// The order of a city waits in the inbox of who acts until it is answered, then in
// the city's until it is closed; other cities and the county do not close it.
func TestASupervisionGoesByTheInbox(t *testing.T) {
	w := newWorld(t)
	w.screened()
	own := w.cases(home)[0]
	own.State, own.DueOn = "monitored", 0
	must(t, w.db.SaveCase(context.Background(), own))
	w.userAs("city", "city", own.Division.Prefecture())
	w.userAs("elsewhere", "city", w.cases(foreign)[0].Division.Prefecture())
	w.userAs("head", "county_head", own.Division.County())
	at := fmt.Sprintf("/api/cases/%d/supervisions", own.ID)

	var seen caseView
	r := w.as("city").do("POST", at, map[string]any{"version": own.Version, "reason": "两个月没有措施", "due_on": "2025-07-10"})
	if r.status != http.StatusOK {
		t.Fatal(r)
	}
	w.as("city").get(fmt.Sprintf("/api/cases/%d", own.ID), &seen)
	v := seen.Supervisions[0]
	if v.Level != "city" || v.DueOn != "2025-07-10" || v.MayAnswer || v.MayClose {
		t.Errorf("for the city: %+v", v)
	}
	if kinds, _ := w.as("head").waits(own.Household); fmt.Sprint(kinds) != "[supervision]" {
		t.Errorf("who answers waits for %v", kinds)
	}
	if kinds, _ := w.as("city").waits(own.Household); len(kinds) != 0 {
		t.Errorf("before the answer the city waits for %v", kinds)
	}
	w.later(10)
	if _, late := w.as("head").waits(own.Household); late == 0 {
		t.Error("a late answer is not late in the inbox")
	}
	says := map[string]any{"version": seen.Case.Version, "says": "本周落实产业帮扶"}
	if r := w.as("elsewhere").do("POST", fmt.Sprintf("%s/%d/close", at, v.ID), says); r.status != http.StatusNotFound {
		t.Errorf("another city: %s", r)
	}
	if r := w.as("head").do("POST", fmt.Sprintf("%s/%d/answer", at, v.ID), says); r.status != http.StatusOK {
		t.Fatal(r)
	}
	if kinds, _ := w.as("city").waits(own.Household); fmt.Sprint(kinds) != "[supervision_close]" {
		t.Errorf("after the answer the city waits for %v", kinds)
	}
	var list supervisionList
	w.as("head").get("/api/supervisions?open=true", &list)
	if len(list.Supervisions) != 1 || !list.Supervisions[0].Supervision.Late || list.Supervisions[0].Supervision.DaysLate != 1 {
		t.Errorf("a late answer shows as late: %+v", list)
	}
	w.as("elsewhere").get("/api/supervisions", &list)
	if len(list.Supervisions) != 0 {
		t.Errorf("another city sees %+v", list)
	}
}

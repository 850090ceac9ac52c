package server

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

func (c *client) delegates(otherwise map[string]any) response {
	c.w.t.Helper()
	body := map[string]any{"role": "county_head", "division": home.String(), "to": "county_clerk", "since": "2025-07-01", "until": "2025-07-05", "reason": "外出学习"}
	for key, value := range otherwise {
		body[key] = value
	}
	return c.do("POST", "/api/delegations", body)
}

// Whoever stands in does what falls to the role, with both names written down; and
// is nowhere another person than whom they stand in for.
func TestStandingIn(t *testing.T) {
	w := newWorld(t)
	w.screened()
	c := w.inState(home, "triage")
	for _, role := range []string{"county_clerk", "county_head", "town_clerk"} {
		w.user(role, c.Division)
	}
	head := w.as("county_head")
	for says, otherwise := range map[string]map[string]any{
		"without an end": {"until": ""}, "a day that is none": {"since": "明天"}, "to a town": {"to": "town_clerk"}, "another role": {"role": "county_clerk"}, "without a reason": {"reason": ""},
	} {
		if r := head.delegates(otherwise); r.status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %s", says, r)
		}
	}
	c.State, c.IdentifiedOn = "county_decision", 0
	must(t, w.db.SaveCase(context.Background(), c))
	signs := func(who *client) response {
		held, err := w.db.OpenCase(context.Background(), c.Household)
		must(t, err)
		return who.do("POST", fmt.Sprintf("/api/cases/%d/moves", c.ID), map[string]any{
			"move": "refuse_entry", "version": held.Version, "reason": "核实过", "form": map[string]string{"ground": "目前不需要", "would_change": "再有大病"},
		})
	}
	clerk := w.as("county_clerk")
	if r := signs(clerk); r.status != http.StatusForbidden || !strings.Contains(r.problem(t).Detail, "不由您的角色办理") {
		t.Errorf("before the delegation: %s", r)
	}
	if r := head.delegates(nil); r.status != http.StatusCreated {
		t.Fatalf("%s", r)
	}
	var list delegationList
	clerk.get("/api/delegations", &list)
	if len(list.Received) != 1 || !list.Received[0].Holds || list.Received[0].FromName == "" || len(list.Given) != 0 {
		t.Errorf("the stand-in sees: %+v", list)
	}
	if i := slices.IndexFunc(list.Mine[0].Colleagues, func(v loginView) bool { return v.Login == "town_clerk" || v.Login == "county_clerk" }); i >= 0 {
		t.Errorf("who may not stand in is offered: %+v", list.Mine)
	}
	if items := clerk.due().of(c.Household); !slices.Contains(items, "step 待县级签发") {
		t.Errorf("what waits for the head waits for the stand-in: %v", items)
	}
	var me meView
	clerk.get("/api/me", &me)
	if len(me.User.Standing) != 1 || me.User.Standing[0].Role != "county_head" || len(me.User.Grants) != 1 {
		t.Errorf("%+v", me.User)
	}
	if r := signs(clerk); r.status != http.StatusOK {
		t.Fatalf("the stand-in signs: %s", r)
	}
	events, err := w.db.Events(context.Background(), c.ID)
	must(t, err)
	if e := events[len(events)-1]; e.Act != "refuse_entry" || e.User != "county_clerk" || e.For != "county_head" {
		t.Errorf("both are written down: %+v", e)
	}
	w.later(5)
	c.Version, c.State = c.Version+1, "county_decision"
	must(t, w.db.SaveCase(context.Background(), c))
	if r := signs(w.as("county_clerk")); r.status != http.StatusForbidden || !strings.Contains(r.problem(t).Detail, "不由您的角色办理") {
		t.Errorf("after its last day: %s", r)
	}
}

// Who stands in for the head has prepared a decision neither for nor as the head.
func TestAStandInIsNotASecondPerson(t *testing.T) {
	w := newWorld(t)
	w.screened()
	c := w.inState(home, "triage")
	w.user("county_clerk", c.Division)
	w.user("county_head", c.Division)
	c.State = "town_review"
	must(t, w.db.SaveCase(context.Background(), c))
	clerk := w.as("county_clerk")
	if r := w.as("county_head").delegates(nil); r.status != http.StatusCreated {
		t.Fatalf("%s", r)
	}
	move := func(name string, form map[string]string) response {
		held, err := w.db.OpenCase(context.Background(), c.Household)
		must(t, err)
		return clerk.do("POST", fmt.Sprintf("/api/cases/%d/moves", c.ID), map[string]any{"move": name, "version": held.Version, "reason": "依据材料", "form": form})
	}
	if r := move("prepare_decision", map[string]string{"object_type": "突发严重困难户", "main_risk": "因病", "opinion": "拟纳入"}); r.status != http.StatusOK {
		t.Fatalf("%s", r)
	}
	if r := move("approve", map[string]string{"decided_on": w.service.Today().String()}); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.problem(t).Detail, "要由两个人办") {
		t.Errorf("prepared as a clerk, signed in the head's place: %s", r)
	}
}

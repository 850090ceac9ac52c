package server

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"dixian/casework"
	"dixian/division"
	"dixian/registry"
)

// ask asks for a change over the API.
func (c *client) ask(household string, body map[string]any) response {
	c.w.t.Helper()
	if body["version"] == nil {
		body["version"] = 1
	}
	if body["reason"] == nil {
		body["reason"] = "入户核实"
	}
	return c.do("POST", "/api/households/"+household+"/changes", body)
}

func TestAChangeOverTheAPI(t *testing.T) {
	w := newWorld(t)
	w.screened()
	own := w.cases(home)[0]
	h := w.whole(own)
	for _, role := range []string{"village_cadre", "county_clerk", "county_head", "analyst"} {
		w.user(role, own.Division)
	}
	cadre, clerk := w.as("village_cadre"), w.as("county_clerk")
	phone := map[string]any{"kind": "correct", "fields": []any{map[string]any{"field": "phone", "value": "13800009999"}}}
	if r := w.as("analyst").ask(h.Code, phone); r.status != http.StatusForbidden {
		t.Errorf("an analyst asks: %s", r)
	}
	if r := cadre.ask(w.cases(foreign)[0].Household, phone); r.status != http.StatusNotFound {
		t.Errorf("a foreign household: %s", r)
	}
	for says, body := range map[string]map[string]any{
		"a member that is not there": {"kind": "death", "on": "2025-06-01", "member": 99},
		"an undo by hand":            {"kind": "undo"},
		"a word that is none":        {"kind": "correct", "fields": []any{map[string]any{"field": "kind", "value": "富户"}}},
		"a day that is none":         {"kind": "leave", "on": "昨天"},
	} {
		if r := cadre.ask(h.Code, body); r.status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %s", says, r)
		}
	}
	r := cadre.ask(h.Code, phone)
	var asked changeView
	r.into(t, &asked)
	if r.status != http.StatusCreated || asked.State != "pending" || asked.MayDecide || !asked.MayWithdraw || strings.Contains(string(r.body), "13800009999") {
		t.Fatalf("%s", r)
	}
	if r := cadre.do("POST", fmt.Sprintf("/api/changes/%d/approve", asked.ID), map[string]any{"version": 1}); r.status != http.StatusForbidden {
		t.Errorf("a cadre approves: %s", r)
	}
	var list changeList
	clerk.get("/api/changes?state=pending&household="+h.Code, &list)
	if list.Total != 1 || len(list.Changes) != 1 || !list.Changes[0].MayDecide {
		t.Errorf("%+v", list)
	}
	var detail changeDetail
	clerk.get(fmt.Sprintf("/api/changes/%d", asked.ID), &detail)
	if len(detail.Compare) != 1 || detail.Compare[0].Field != "phone" || detail.Compare[0].Conflict || detail.Compare[0].Proposed != "138********" {
		t.Errorf("%+v", detail)
	}
	if r := clerk.do("POST", fmt.Sprintf("/api/changes/%d/approve", asked.ID), map[string]any{"version": 9}); r.status != http.StatusUnprocessableEntity {
		t.Errorf("a version that is none: %s", r)
	}
	if r := clerk.do("POST", fmt.Sprintf("/api/changes/%d/approve", asked.ID), map[string]any{"version": asked.Version}); r.status != http.StatusOK {
		t.Fatalf("%s", r)
	}
	if got := w.whole(own); got.Phone != "13800009999" || got.Version != 2 {
		t.Errorf("%+v", got)
	}
	stale := cadre.ask(h.Code, map[string]any{"kind": "correct", "version": 1, "fields": []any{map[string]any{"field": "address", "value": "新村"}}})
	if p := stale.problem(t); stale.status != http.StatusConflict || p.Code != "stale" || len(p.Errors) != 1 || p.Errors[0].Field != "phone" || !strings.Contains(p.Errors[0].Says, "138****") {
		t.Errorf("%s", stale)
	}
	var page householdPageView
	clerk.get("/api/households/"+h.Code+"/page", &page)
	if len(page.Revisions) != 1 || page.Revisions[0].Change != asked.ID || page.Revisions[0].Differences[0].Label != "联系电话" {
		t.Errorf("%+v", page.Revisions)
	}
	undone := cadre.do("POST", fmt.Sprintf("/api/changes/%d/undo", asked.ID), map[string]any{"reason": "号码记错了"})
	var undo changeView
	undone.into(t, &undo)
	if r := clerk.do("POST", fmt.Sprintf("/api/changes/%d/approve", undo.ID), map[string]any{"version": undo.Version}); r.status != http.StatusOK || w.whole(own).Phone != h.Phone {
		t.Errorf("%s %s", undone, r)
	}
}

// A merge takes the open case along, and two open cases do not meet.
func TestAMergeTakesTheCaseAlong(t *testing.T) {
	w := newWorld(t)
	w.screened()
	own := w.cases(home)[0]
	var second *casework.Case
	for _, c := range w.cases(home) {
		if c.Household != own.Household && c.Division.County() == own.Division.County() && c.Open() {
			second = c
			break
		}
	}
	ctx := context.Background()
	alone := registry.Household{Code: "独户", Division: own.Division, Kind: "一般农户", Members: []registry.Person{{Name: "甲某", Number: "LS77", Relation: "户主", Status: "正常", LivingTogether: true}}}
	_, _, err := w.db.Replace(ctx, []registry.Household{alone})
	must(t, err)
	w.user("county_clerk", own.Division)
	w.user("county_head", own.Division)
	clerk, head := w.as("county_clerk"), w.as("county_head")
	merge := func(into string, from *registry.Household) response {
		var relations []any
		for i, p := range from.Members {
			if p.Belongs() {
				relations = append(relations, map[string]any{"of": "other", "member": i, "relation": "其他"})
			}
		}
		r := clerk.ask(into, map[string]any{"kind": "merge", "on": "2025-06-30", "other": from.Code, "relations": relations})
		var asked changeView
		if r.into(t, &asked); r.status != http.StatusCreated {
			return r
		}
		return head.do("POST", fmt.Sprintf("/api/changes/%d/approve", asked.ID), map[string]any{"version": asked.Version})
	}
	if second != nil {
		if r := merge(own.Household, w.whole(second)); r.status != http.StatusUnprocessableEntity || !strings.Contains(string(r.body), "两户都有在办") {
			t.Errorf("two open cases meet: %s", r)
		}
	}
	if r := merge("独户", w.whole(own)); r.status != http.StatusOK {
		t.Fatalf("%s", r)
	}
	moved, err := w.db.Case(ctx, own.ID, []division.Code{home})
	must(t, err)
	events, err := w.db.Events(ctx, own.ID)
	must(t, err)
	if moved.Household != "独户" || moved.Head != "甲某" || events[len(events)-1].Act != "rehouse" || len(events) < 2 {
		t.Errorf("%+v %+v", moved, events)
	}
}

// A file that differs from the registry writes nothing into it: what differs waits
// in groups, each decided at once by somebody else.
func TestAnUploadedRegistryIsAProposal(t *testing.T) {
	w := newWorld(t)
	w.screened()
	village := w.cases(home)[0].Division
	w.user("county_clerk", village)
	w.user("county_head", village)
	clerk, head := w.as("county_clerk"), w.as("county_head")
	p := files(t)
	lines := strings.Split(string(p["registry/households.csv"]), "\n")
	at := -1
	for i, name := range strings.Split(strings.TrimSpace(lines[0]), ",") {
		if name == "address" {
			at = i
		}
	}
	changed := 0
	for i := 1; i < len(lines) && changed < 30; i++ {
		if cells := strings.Split(lines[i], ","); len(cells) > at && strings.Contains(lines[i], home.Six()) {
			cells[at] = "新村"
			lines[i] = strings.Join(cells, ",")
			changed++
		}
	}
	p["registry/households.csv"] = []byte(strings.Join(lines, "\n"))
	job := clerk.wait(clerk.upload(p, "2025-06-30"))
	if job.State != "done" || job.Result.Added != 0 || job.Result.Proposed != 30 || !strings.Contains(job.Message, "变更申请") {
		t.Fatalf("%+v %+v", job, job.Result)
	}
	if again := clerk.wait(clerk.upload(p, "2025-06-30")); again.Result.Proposed != 0 || again.Result.Waiting != 30 {
		t.Errorf("%+v", again.Result)
	}
	var groups groupList
	clerk.get("/api/changes/groups", &groups)
	if len(groups.Groups) != 1 || groups.Groups[0].Count != 30 || groups.Groups[0].Label != "更正 户 家庭住址" {
		t.Fatalf("%+v", groups)
	}
	g := groups.Groups[0]
	decide := map[string]any{"batch": g.Batch, "group": g.Key, "count": g.Count}
	if r := clerk.do("POST", "/api/changes/groups/approve", decide); r.status != http.StatusUnprocessableEntity {
		t.Errorf("who uploaded it approves: %s", r)
	}
	r := head.do("POST", "/api/changes/groups/approve", decide)
	var done groupDone
	if r.into(t, &done); r.status != http.StatusOK || done.Done != 30 {
		t.Errorf("%s", r)
	}
	var batches batchList
	head.get("/api/batches?table=households", &batches)
	if len(batches.Batches) != 2 || batches.Batches[1].Proposed != 30 || batches.Batches[0].SameAs != batches.Batches[1].ID || batches.Batches[1].Read == 0 || len(batches.Batches[0].SHA256) != 64 {
		t.Errorf("%+v", batches)
	}
	if last := clerk.wait(clerk.upload(p, "2025-06-30")); last.Result.Proposed != 0 || last.Result.Waiting != 0 || last.Result.Kept == 0 {
		t.Errorf("%+v", last.Result)
	}
}

// What a page offers to correct is what the registry keeps, in the package's words.
func TestFieldsThatMayBeCorrected(t *testing.T) {
	w := newWorld(t)
	w.screened()
	w.user("village_cadre", w.cases(home)[0].Division)
	var kinds struct {
		Household, Member []struct {
			Field, Label string
			Codes        []string
			Several      bool
		}
	}
	w.as("village_cadre").get("/api/changes/kinds", &kinds)
	found := map[string]bool{}
	for _, f := range kinds.Member {
		found[f.Field] = true
		if f.Field == "health" && (!f.Several || len(f.Codes) != 4) || f.Field == "living_together" && len(f.Codes) != 2 || f.Field == "name" && len(f.Codes) != 0 {
			t.Errorf("%+v", f)
		}
	}
	for _, f := range kinds.Household {
		found[f.Field] = true
	}
	for _, never := range []string{"object_type", "risk_cleared", "household_code"} {
		if found[never] {
			t.Errorf("%s is offered, though nobody may ask to change it", never)
		}
	}
	for _, kept := range []string{"name", "relation", "labor", "phone", "address"} {
		if !found[kept] {
			t.Errorf("%s is not offered", kept)
		}
	}
}

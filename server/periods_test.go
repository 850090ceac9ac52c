package server

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"dixian/audit"
	"dixian/casework"
	"dixian/division"
	"dixian/registry"
)

// lockedJuly asks for July as the county's clerk, has the head agree and lets the
// month end; then it is locked, as the daily round does.
func (w *world) lockedJuly() periodView {
	w.t.Helper()
	r := w.as("county_clerk").do("POST", "/api/periods", map[string]any{"division": home.String(), "kind": "month", "from": "2025-07-01", "day": "2025-07-31"})
	var v periodView
	if r.into(w.t, &v); r.status != http.StatusCreated {
		w.t.Fatalf("asked: %s", r)
	}
	if r := w.as("county_head").do("POST", fmt.Sprintf("/api/periods/%d/agree", v.ID), map[string]any{"version": v.Version}); r.status != http.StatusOK {
		w.t.Fatalf("agreed: %s", r)
	}
	w.later(31)
	n, err := w.server.periods.Lock(context.Background())
	must(w.t, err)
	if n != 1 {
		w.t.Fatalf("%d locked", n)
	}
	return v
}

const asOfJuly = "as_of=2025-07-31"

// Every list that opens as of a day, with who reads it.
var datedLists = []struct{ who, path string }{
	{"county_clerk", "/api/cases?late=1"},
	{"county_clerk", "/api/cases?alerted=yes&helped=no"},
	{"village_cadre", "/api/cases?limit=5"},
	{"town_clerk", "/api/overview"},
	{"county_head", "/api/overview"},
	{"county_head", "/api/overview/households"},
	{"county_head", "/api/overview/risks"},
	{"county_head", "/api/overview/trend"},
	{"county_clerk", "/api/changes?state=pending"},
	{"town_clerk", "/api/declarations?state=waiting"},
	{"county_clerk", "/api/transfers"},
	{"county_clerk", "/api/complaints"},
	{"county_clerk", "/api/national/differences"},
}

// Every file that is taken as of a day.
var datedFiles = []string{
	"cases", "measures", "visits", "households", "persons", "declarations", "changes", "transfers", "national_households", "national_persons", "national_income", "national_measures",
}

func at(path string) string {
	if strings.Contains(path, "?") {
		return path + "&" + asOfJuly
	}
	return path + "?" + asOfJuly
}

// What was reported of a locked month stays, in every list and every file, however
// much is done later; and what was done later is told with the reasons.
func TestALockedMonthStays(t *testing.T) {
	for name, open := range stores {
		t.Run(name, func(t *testing.T) {
			w := newWorldIn(t, open)
			w.screened()
			c := w.inState(home, "triage")
			for _, role := range []string{"village_cadre", "town_clerk", "county_clerk", "county_head", "city", "province"} {
				w.user(role, c.Division)
			}
			w.askedChange(c)
			must(t, w.db.SaveMeasure(t.Context(), &casework.Measure{CaseID: c.ID, Class: "产业帮扶", Kind: casework.Development, From: asOf, Recorded: asOf, Proof: "收据"}))
			p := w.lockedJuly()

			told := func() map[string]string {
				out := map[string]string{}
				for _, l := range datedLists {
					r := w.as(l.who).do("GET", at(l.path), nil)
					if r.status != http.StatusOK {
						t.Fatalf("%s as of July: %s", l.path, r)
					}
					out[l.who+l.path] = string(r.body)
				}
				for _, list := range datedFiles {
					rows := w.takenAsOf(list)
					data, err := json.Marshal(rows)
					must(t, err)
					out[list] = string(data)
				}
				return out
			}
			before := told()
			if before["cases"] == before["measures"] || !strings.Contains(before["measures"], "收据") {
				t.Errorf("nothing is told: %.300s", before["measures"])
			}
			now := w.listed("state", "triage")

			w.afterwards(c)
			for what, is := range told() {
				if was := before[what]; is != was {
					t.Errorf("%s as of July was\n%.600s\nand is\n%.600s", what, was, is)
				}
			}
			if after := w.listed("state", "triage"); after == now {
				t.Error("nothing has changed since")
			}
			var changes periodChangeList
			head := w.as("county_head")
			head.get(fmt.Sprintf("/api/periods/%d/changes", p.ID), &changes)
			says := fmt.Sprint(changes)
			for _, word := range []string{"因灾", "帮扶措施", "打算改", c.Head} {
				if !strings.Contains(says, word) {
					t.Errorf("the changes do not tell %q: %s", word, says)
				}
			}
			head.get(fmt.Sprintf("/api/periods/%d/changes?what=households", p.ID), &changes)
			if says := fmt.Sprint(changes); !strings.Contains(says, "核对后更正") || strings.Contains(says, "13900001111") {
				t.Errorf("the registry's changes: %s", says)
			}
			v := w.as("county_clerk").asked("period_changes", map[string]any{"filter": map[string]string{"period": fmt.Sprint(p.ID)}})
			if rows := w.as("county_clerk").taken(v); !strings.Contains(fmt.Sprint(rows), "打算改") {
				t.Errorf("the file of changes: %v", rows)
			}
			var proved provedView
			head.do("POST", fmt.Sprintf("/api/periods/%d/proof", p.ID), nil).into(t, &proved)
			if !proved.Same {
				t.Error("what was locked is not what is kept")
			}
			if n, err := audit.Verify(t.Context(), w.db); n == 0 || err != nil {
				t.Errorf("the log: %d, %v", n, err)
			}
		})
	}
}

// takenAsOf is a file of the locked July without what stands above and below its
// rows; where there are many persons the head agrees.
func (w *world) takenAsOf(list string) [][]string {
	w.t.Helper()
	clerk := w.as("county_clerk")
	v := clerk.asked(list, map[string]any{"filter": map[string]string{"as_of": "2025-07-31"}, "reason": "核对"})
	if v.State == "pending" {
		if r := w.as("county_head").do("POST", fmt.Sprintf("/api/exports/%d/approve", v.ID), map[string]any{"version": v.Version}); r.status != http.StatusOK {
			w.t.Fatalf("approved: %s", r)
		}
	}
	rows := clerk.taken(v)
	for len(rows) > 0 && len(rows[0]) < 3 {
		rows = rows[1:]
	}
	return rows[:len(rows)-1]
}

// listed counts what the county's clerk sees now.
func (w *world) listed(pairs ...string) int {
	w.t.Helper()
	return w.as("county_clerk").listed(pairs...)
}

// afterwards does what is done after a month was locked.
func (w *world) afterwards(c *casework.Case) {
	w.t.Helper()
	ctx := context.Background()
	c, err := w.db.Case(ctx, c.ID, []division.Code{casework.Everywhere})
	must(w.t, err)
	c.State, c.StateSince, c.MainRisk = "monitored", w.service.Today(), "因灾"
	must(w.t, w.db.SaveCase(ctx, c))
	must(w.t, w.db.AddEvent(ctx, &casework.Event{CaseID: c.ID, At: w.clock(), Day: w.service.Today(), User: "county_head", Name: "县长", Act: "note", Reason: "打算改"}))
	must(w.t, w.db.AddEvent(ctx, &casework.Event{CaseID: c.ID, At: w.clock(), Day: w.service.Today(), User: "county_head", Name: "县长", Act: "visit", Form: map[string]string{"income_wage": "[]"}}))
	must(w.t, w.db.SaveMeasure(ctx, &casework.Measure{CaseID: c.ID, Class: "就业帮扶", Kind: casework.Development, From: asOf, Recorded: asOf}))
	h := w.whole(c)
	after := *h
	after.Version, after.Kind, after.Phone = h.Version+1, "一般农户", "13900001111"
	must(w.t, w.db.Atomically(ctx, func(ctx context.Context) error {
		return w.db.Apply(ctx, registry.Applied{Revisions: []registry.Revision{{Household: h.Code, Version: after.Version, At: w.clock(), User: "county_head", Name: "县长", Why: "核对后更正", Before: h, After: &after}}})
	}))
	requests, err := w.db.Requests(ctx, registry.RequestFilter{Scope: []division.Code{home}, State: registry.Pending})
	must(w.t, err)
	for _, r := range requests {
		r.State, r.Version = registry.Withdrawn, r.Version+1
	}
	must(w.t, w.db.Atomically(ctx, func(ctx context.Context) error { return w.db.SaveRequests(ctx, requests) }))
}

func TestALockedDayIsRefused(t *testing.T) {
	w, _ := county(t)
	village := w.cases(home)[0].Division
	for _, role := range []string{"town_clerk", "county_head", "city", "province"} {
		w.user(role, village)
	}
	w.userAs("elsewhere", "county_head", foreign)
	p := w.lockedJuly()
	for _, c := range []struct {
		says, who, path string
		status          int
		told            string
	}{
		{"a day that is none", "county_clerk", "/api/cases?as_of=2025-07-40", http.StatusUnprocessableEntity, "2025-06-30"},
		{"a day that nobody locked", "county_clerk", "/api/cases?as_of=2025-06-30", http.StatusUnprocessableEntity, "可以看的日子：2025-07-31"},
		{"a county that locked none", "elsewhere", at("/api/cases"), http.StatusUnprocessableEntity, "还没有锁定过任何一天"},
		{"a province of which one county did", "province", at("/api/overview"), http.StatusUnprocessableEntity, "这些地方没有锁定 2025-07-31 的数据"},
		{"what was made of rules until now", "county_clerk", at("/api/cases?became=listed:income_drop"), http.StatusUnprocessableEntity, "不能和截至日期一起用"},
		{"a place that is not one's own", "town_clerk", at("/api/overview?under=" + foreign.String()), http.StatusNotFound, ""},
		{"another county's period", "elsewhere", fmt.Sprintf("/api/periods/%d/changes", p.ID), http.StatusNotFound, ""},
		{"its changes outside the scope", "county_clerk", fmt.Sprintf("/api/periods/%d/changes?under=%s", p.ID, foreign), http.StatusNotFound, ""},
		{"its changes, by a town", "town_clerk", fmt.Sprintf("/api/periods/%d/changes", p.ID), http.StatusForbidden, ""},
	} {
		r := w.as(c.who).do("GET", c.path, nil)
		if r.status != c.status || !strings.Contains(r.problem(t).says(), c.told) {
			t.Errorf("%s: %s", c.says, r)
		}
	}
	// Of the county that was locked who is above it reads the day, too.
	if r := w.as("province").do("GET", at("/api/overview?under="+home.String()), nil); r.status != http.StatusOK {
		t.Errorf("the province, of the county: %s", r)
	}
	for who, want := range map[string]int{"county_clerk": 1, "town_clerk": 1, "city": 0, "elsewhere": 0} {
		var list periodList
		w.as(who).get("/api/periods", &list)
		if len(list.Days) != want {
			t.Errorf("the days of %s: %v", who, list.Days)
		}
	}
	r := w.as("elsewhere").do("POST", fmt.Sprintf("/api/periods/%d/agree", p.ID), map[string]any{"version": 1})
	if r.status != http.StatusNotFound {
		t.Errorf("another county agrees: %s", r)
	}
	if r := w.as("county_clerk").do("POST", "/api/periods", map[string]any{"division": home.String(), "kind": "month", "from": "2025-07-01", "day": "2025-07-31"}); r.status != http.StatusUnprocessableEntity {
		t.Errorf("a month that is over: %s", r)
	}
}

// Who asks does not agree: what was asked waits in the inbox of the others.
func TestALockWaitsForAnother(t *testing.T) {
	w, _ := county(t)
	w.user("county_head", w.cases(home)[0].Division)
	r := w.as("county_clerk").do("POST", "/api/periods", map[string]any{"division": home.String(), "kind": "collection", "name": "秋季信息采集", "from": "2025-07-01", "day": "2025-07-20"})
	var v periodView
	r.into(t, &v)
	waiting := func(who string) int {
		n := 0
		var due dueInbox
		w.as(who).get("/api/inbox", &due)
		for _, g := range due.Groups {
			for _, item := range g.Items {
				if item.Kind == "period" && item.ID == v.ID {
					n++
				}
			}
		}
		return n
	}
	if waiting("county_clerk") != 0 || waiting("county_head") != 1 {
		t.Error("it does not wait for the other person alone")
	}
	if r := w.as("county_clerk").do("POST", fmt.Sprintf("/api/periods/%d/agree", v.ID), map[string]any{"version": v.Version}); r.status != http.StatusUnprocessableEntity {
		t.Errorf("agreed by who asked: %s", r)
	}
	if r := w.as("county_head").do("POST", fmt.Sprintf("/api/periods/%d/refuse", v.ID), map[string]any{"version": v.Version, "reason": "还没采完"}); r.status != http.StatusOK {
		t.Errorf("refused: %s", r)
	}
	if waiting("county_head") != 0 {
		t.Error("it waits still")
	}
}

package server

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"dixian/division"
)

// changesOf asks for what differs, by pairs of a parameter and its value.
func (c *client) changesOf(pairs ...any) changedList {
	c.w.t.Helper()
	q := url.Values{"limit": {"200"}}
	for i := 0; i < len(pairs); i += 2 {
		q.Set(fmt.Sprint(pairs[i]), fmt.Sprint(pairs[i+1]))
	}
	var l changedList
	c.get(runChangesPath+"?"+q.Encode(), &l)
	return l
}

// standingCounty is a county whose registry and deliveries are all loaded, and its
// batches by table.
func standingCounty(t *testing.T) (w *world, c *client, batches map[string]batchView) {
	t.Helper()
	w = newWorld(t)
	w.screened()
	w.user("county_clerk", w.cases(home)[0].Division)
	c = w.as("county_clerk")
	parcels := parcel{}
	for name, data := range files(t) {
		if base, ok := strings.CutPrefix(name, "extracts/"); ok {
			parcels[base] = data
		}
	}
	var staged batchList
	c.deliver(parcels).into(t, &staged)
	batches = map[string]batchView{}
	for _, b := range staged.Batches {
		if job := c.loaded(b, nil); job.State != "done" {
			t.Fatalf("%s: %+v", b.Table, job)
		}
		batches[b.Table] = b
	}
	return w, c, batches
}

func (c *client) screenStanding(asOf string) int64 {
	c.w.t.Helper()
	job := c.wait(c.do("POST", "/api/screenings/standing", map[string]any{"as_of": asOf}))
	if job.State != "done" {
		c.w.t.Fatalf("%+v", job)
	}
	return job.Result.Run
}

// whys are the reasons of alerts, each set once.
func whys(alerts []changedAlert) (out []string) {
	for _, a := range alerts {
		if w := strings.Join(a.Why, "+"); !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	slices.Sort(out)
	return out
}

// What is otherwise than in the screening before is told with why: nothing where
// nothing changed, the day where only the day moved, rows by their batch where a
// delivery was taken back or came again.
func TestWhatChangedSinceTheLastScreening(t *testing.T) {
	w, c, batches := standingCounty(t)
	if l := c.changesOf(); l.Run != nil || l.Total.all() != 0 {
		t.Errorf("before anything is kept: %+v", l)
	}
	first := c.screenStanding("2025-06-30")
	if l := c.changesOf(); l.Run == nil || l.Run.ID != first || len(l.Before) != 0 || l.Total.all() != 0 {
		t.Errorf("the first has nothing to be compared with: %+v", l)
	}
	second := c.screenStanding("2025-06-30")
	if l := c.changesOf(); l.Run.ID != second || len(l.Before) != 1 || l.Before[0].ID != first || l.Total.all() != 0 {
		t.Errorf("nothing changed: %+v", l)
	}
	c.screenStanding("2025-05-31")
	day := c.changesOf()
	if day.Total.all() == 0 || !slices.Equal(whys(day.Alerts), []string{"day"}) {
		t.Errorf("a month earlier: %+v, %v", day.Total, whys(day.Alerts))
	}
	c.screenStanding("2025-06-30")
	if back := c.changesOf(); back.Total.New != day.Total.Gone || back.Total.Gone != day.Total.New || back.Total.Altered != day.Total.Altered {
		t.Errorf("there and back: %+v, %+v", day.Total, back.Total)
	}

	medical := batches["medical_settlement"]
	var undone batchUndone
	c.do("POST", fmt.Sprintf("/api/batches/%d/undo", medical.ID), map[string]any{"version": 2, "reason": "发错了文件"}).into(t, &undone)
	if job := c.waitJob(undone.Job.ID); job.State != "done" {
		t.Fatalf("%+v", job)
	}
	gone := c.changesOf("kind", "gone")
	if gone.Total.Gone == 0 || gone.Total.New != 0 || gone.Total.Altered != 0 {
		t.Fatalf("%+v", gone.Total)
	}
	for _, a := range gone.Alerts {
		if !slices.Equal(a.Why, []string{"rows"}) || len(a.Rows) == 0 || a.Is != "" || a.Was == "" {
			t.Fatalf("%+v", a)
		}
		for _, r := range a.Rows {
			if r.How != "withdrawn" || r.Table != "medical_settlement" || r.Was == nil || r.Was.Batch != medical.ID || r.Was.Line == 0 || r.Is != nil {
				t.Fatalf("%+v", r)
			}
		}
	}
	again := c.delivered(parcel{"medical_settlement.csv": files(t)["extracts/medical_settlement.csv"]})
	c.loaded(again, nil)
	last := c.screenStanding("2025-06-30")
	came := c.changesOf("kind", "new")
	if came.Total.New != gone.Total.Gone {
		t.Errorf("the delivery that came again raises %+v, it had raised %+v", came.Total, gone.Total)
	}
	for _, a := range came.Alerts {
		if !slices.Equal(a.Why, []string{"rows"}) || a.Rows[0].How != "arrived" || a.Rows[0].Is.Batch != again.ID {
			t.Fatalf("%+v", a)
		}
	}

	// Numbers open lists: each count is the total of the list behind it.
	all := c.changesOf()
	for _, r := range all.Rules {
		if got := c.changesOf("rule", r.Rule); got.Total != r.Counts {
			t.Errorf("%s: %+v, the list has %+v", r.Rule, r.Counts, got.Total)
		}
	}
	for _, p := range all.Places {
		if got := c.changesOf("under", p.Division); got.Total != p.Counts {
			t.Errorf("%s: %+v, the list has %+v", p.Name, p.Counts, got.Total)
		}
	}
	for _, r := range all.Reasons {
		if got := c.changesOf("why", r.Why); got.Total.all() != r.Count {
			t.Errorf("%s: %d, the list has %+v", r.Why, r.Count, got.Total)
		}
	}
	of := c.changesOf("household", gone.Alerts[0].Household)
	if n := len(of.Alerts); n < 2 || of.Alerts[n-1].Run.ID != last {
		t.Errorf("a household's changes over the runs: %+v", of.Alerts)
	}
	w.nothingLeft()
}

// Who else reads it: the county's own towns within theirs, nobody of another county,
// and no village.
func TestWhoReadsWhatChanged(t *testing.T) {
	w, c, _ := standingCounty(t)
	village := w.cases(home)[0].Division
	for _, role := range []string{"village_cadre", "evaluator", "analyst"} {
		w.user(role, village)
	}
	w.userAs("neighbour", "county_clerk", foreign)
	c.screenStanding("2025-06-30")
	run := c.screenStanding("2024-12-31")
	all := c.changesOf("run", run)
	place := all.Places[0]
	at, err := division.ParseCode(place.Division)
	must(t, err)
	w.userAs("town_clerk", "town_clerk", at)
	town := w.as("town_clerk").changesOf("run", run)
	want := 0
	for _, a := range all.Alerts {
		if strings.HasPrefix(a.Division, place.Division[:9]) && w.server.words.rules[a.Rule].About.Name != petitions {
			want++
		}
	}
	if town.Total.all() != want || want == 0 {
		t.Errorf("%+v of %+v, of which %d are the town's to read", town.Total, all.Total, want)
	}
	for _, a := range town.Alerts {
		if !strings.HasPrefix(a.Division, place.Division[:9]) {
			t.Errorf("%s is not of the town", a.Division)
		}
	}
	if l := w.as("neighbour").changesOf("run", run); l.Total.all() != 0 || len(l.Alerts) != 0 {
		t.Errorf("a neighbour reads %+v", l.Total)
	}
	for _, role := range []string{"village_cadre", "evaluator", "analyst"} {
		if r := w.as(role).do("GET", runChangesPath, nil); r.status != http.StatusForbidden {
			t.Errorf("%s: %s", role, r)
		}
	}
	if data := c.do("GET", runChangesPath+"?limit=200", nil).body; leak(data) != "" {
		t.Errorf("a whole number: %s", leak(data))
	}
}

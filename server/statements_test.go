package server

import (
	"context"
	"strings"
	"sync"
	"testing"

	"dixian/casework"
	"dixian/registry"
)

// A list of a department takes as many statements for thirty rows as for two: none
// asks the database for each of its rows.
func TestADepartmentsListsDoNotAskForEachRow(t *testing.T) {
	w := newWorld(t)
	w.screened()
	ctx := context.Background()
	var counting sync.Mutex
	var sent []string
	w.db.Statements(func(statement string) {
		counting.Lock()
		defer counting.Unlock()
		sent = append(sent, statement)
	})
	w.user("department", home)
	c := w.as("department")
	cases := w.cases(home)
	made := 0
	more := func(n int) {
		t.Helper()
		for range n {
			about := cases[made%len(cases)]
			made++
			about.State = "asked_back"
			must(t, w.db.SaveCase(ctx, about))
			asked := &casework.Question{CaseID: about.ID, Owner: "医保", Asks: "属实吗", AskedOn: w.service.Today()}
			if made%2 == 0 {
				h := &casework.Hit{CaseID: about.ID, Rule: "has_vehicle", Status: casework.HitPending}
				must(t, w.db.SaveHit(ctx, h))
				about.State, asked.Hit = "visited", h.ID
				must(t, w.db.SaveCase(ctx, about))
			}
			must(t, w.db.SaveQuestion(ctx, asked))
			answered := &casework.Question{CaseID: about.ID, Owner: "医保", Asks: "上次问的", AskedOn: w.service.Today()}
			answered.On, answered.Says, answered.Finding = w.service.Today(), "属实", casework.FoundRight
			must(t, w.db.SaveQuestion(ctx, answered))
			must(t, w.db.CreateBatch(ctx, &registry.Batch{State: registry.BatchLoaded, Table: "medical_settlement", Division: home, File: "x.csv", UploadedAt: w.clock(), From: w.service.Today(), To: w.service.Today()}))
		}
	}
	count := func(path string) (statements []string, rows int) {
		t.Helper()
		counting.Lock()
		sent = nil
		counting.Unlock()
		r := c.do("GET", path, nil)
		if r.status != 200 {
			t.Fatalf("%s: %s", path, r)
		}
		counting.Lock()
		defer counting.Unlock()
		return sent, len(r.body)
	}
	lists := []string{"/api/questions", "/api/questions?state=answered", "/api/batches", "/api/deliveries", "/api/inbox", "/api/mappings"}
	more(2)
	few, short := map[string]int{}, map[string]int{}
	for _, path := range lists {
		sent, size := count(path)
		few[path], short[path] = len(sent), size
	}
	more(28)
	for _, path := range lists {
		sent, size := count(path)
		if len(sent) > few[path] {
			t.Errorf("%s: %d statements for two rows, %d for thirty:\n%s", path, few[path], len(sent), strings.Join(sent, "\n"))
		}
		if size <= short[path] && path != "/api/mappings" && path != "/api/deliveries" {
			t.Errorf("%s: it has not grown, and the test counts nothing", path)
		}
		t.Logf("%s: %d statements", path, len(sent))
	}
}

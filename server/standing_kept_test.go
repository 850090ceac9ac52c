package server

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"dixian/division"
	"dixian/registry"
)

// Files that came with a screening are not kept. What stands is without their rows:
// screened, every alert that rests on them would look gone, and a clue that nobody
// has touched would be withdrawn with the next file that is taken back.
func TestWhatStandsIsNotScreenedWithoutTheFilesOfTheNewestScreening(t *testing.T) {
	w := newWorld(t)
	u := w.user("county_clerk", someVillage)
	c := w.as("county_clerk")
	if job := c.wait(c.upload(files(t), "2025-06-30")); job.State != "done" {
		t.Fatalf("%+v", job)
	}
	county := []division.Code{u.Grants[0].Division}
	raised := func() (alerts, clues int) {
		for _, one := range w.cases(county[0]) {
			clues += b2i(one.Open())
			for _, a := range one.Alerts {
				alerts += b2i(!a.Gone)
			}
		}
		return alerts, clues
	}
	alerts, clues := raised()
	if alerts == 0 {
		t.Fatal("nothing was raised, and this test finds nothing")
	}
	unchanged := func(after string) {
		t.Helper()
		if a, n := raised(); a != alerts || n != clues {
			t.Errorf("%s: %d alerts on %d records, before %d on %d", after, a, n, alerts, clues)
		}
	}
	job := c.wait(c.do("POST", "/api/screenings/standing", map[string]any{"as_of": "2025-06-30"}))
	if job.State != "failed" || !strings.Contains(job.Message, "没有留存") {
		t.Errorf("what stands is screened: %+v", job)
	}
	unchanged("a screening of what stands")

	b := c.delivered(parcel{"medical_settlement.csv": []byte("record_no,id_number,settle_date,total_cost,self_paid\nJ1," + numberOf(t, 1) + ",2025-06-01,100.00,10.00\n")})
	if job := c.loaded(b, nil); job.State != "done" {
		t.Fatalf("%+v", job)
	}
	r := c.do("POST", fmt.Sprintf("/api/batches/%d/undo", b.ID), map[string]any{"version": 2, "reason": "发错了"})
	var undone batchUndone
	if r.into(t, &undone); r.status != http.StatusOK || undone.Batch.State != registry.BatchUndone {
		t.Fatalf("%s", r)
	}
	if undone.Job != nil {
		c.waitJob(undone.Job.ID)
		t.Error("taking back a file that no screening has read screens what stands")
	}
	unchanged("a file taken back")
}

package server

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"dixian/access"
	"dixian/casework"
	"dixian/division"
	"dixian/registry"
)

// deliver uploads files to be looked at.
func (c *client) deliver(p parcel) response {
	c.w.t.Helper()
	contentType, body := p.form(c.w.t, "")
	return c.send("POST", deliveryPath, contentType, body)
}

func (c *client) delivered(p parcel) batchView {
	c.w.t.Helper()
	r := c.deliver(p)
	var out batchList
	if r.into(c.w.t, &out); r.status != http.StatusCreated || len(out.Batches) == 0 {
		c.w.t.Fatalf("upload: %s", r)
	}
	return out.Batches[0]
}

func (c *client) loaded(b batchView, body map[string]any) jobView {
	c.w.t.Helper()
	if body == nil {
		body = map[string]any{}
	}
	body["version"] = b.Version
	return c.wait(c.do("POST", fmt.Sprintf("/api/batches/%d/load", b.ID), body))
}

func TestDeliveriesAreRefused(t *testing.T) {
	w := newWorld(t)
	for _, role := range []string{"county_clerk", "town_clerk", "village_cadre", "county_head"} {
		w.user(role, someVillage)
	}
	w.userAs("neighbour", "county_clerk", foreign)
	clerk, town := w.as("county_clerk"), w.as("town_clerk")
	income := parcel{"income.csv": []byte("household_code,year,wage_income\nH1,2024,100\n")}
	for _, c := range []struct {
		says   string
		as     *client
		p      parcel
		status int
		want   string
	}{
		{"nothing", clerk, parcel{}, http.StatusUnprocessableEntity, "没有选文件"},
		{"a file of no table", clerk, parcel{"notes.csv": []byte("x")}, http.StatusUnprocessableEntity, "不是任何一张表"},
		{"a file of the registry", clerk, parcel{"households.csv": []byte("x")}, http.StatusUnprocessableEntity, "变更申请"},
		{"one good, one bad: none is kept", clerk, parcel{"income.csv": income["income.csv"], "persons.csv": []byte("x")}, http.StatusUnprocessableEntity, "变更申请"},
		{"a table that comes whole, by a town", town, parcel{"vehicle.csv": []byte("x")}, http.StatusUnprocessableEntity, "整表"},
		{"by a village", w.as("village_cadre"), income, http.StatusForbidden, ""},
	} {
		if r := c.as.deliver(c.p); r.status != c.status || !strings.Contains(string(r.body), c.want) {
			t.Errorf("%s: %s", c.says, r)
		}
	}
	w.nothingLeft()
	var none batchList
	if clerk.get("/api/batches", &none); len(none.Batches) != 0 {
		t.Errorf("refused files are kept: %+v", none)
	}
	b := clerk.delivered(income)
	neighbour := w.as("neighbour")
	for _, path := range []string{"", "/preview", "/quarantine"} {
		if r := neighbour.do("GET", fmt.Sprintf("/api/batches/%d%s", b.ID, path), nil); r.status != http.StatusNotFound {
			t.Errorf("another county reads %s: %s", path, r)
		}
	}
	if r := neighbour.do("POST", fmt.Sprintf("/api/batches/%d/load", b.ID), map[string]any{"version": 1}); r.status != http.StatusNotFound {
		t.Errorf("another county loads it: %s", r)
	}
	if r := clerk.do("POST", fmt.Sprintf("/api/batches/%d/load", b.ID), map[string]any{"version": 7}); r.status != http.StatusConflict {
		t.Errorf("a version that is none: %s", r)
	}
	if r := clerk.do("POST", fmt.Sprintf("/api/batches/%d/undo", b.ID), map[string]any{"version": 1, "reason": "x"}); r.status != http.StatusConflict {
		t.Errorf("an undo of what is not loaded: %s", r)
	}
	dirt := parcel{"income.csv": []byte("household_code,year\nH1,二〇二四\nH2,2024\n")}
	if job := clerk.loaded(clerk.delivered(dirt), nil); job.State != "failed" || !strings.Contains(job.Message, "超过允许") {
		t.Errorf("a file of dirt: %+v", job)
	}
	if job := clerk.loaded(b, nil); job.State != "done" || job.Result.Tables[0].Accepted != 1 {
		t.Fatalf("%+v", job)
	}
	again := clerk.delivered(income)
	if again.SameAs != b.ID {
		t.Errorf("the same bytes are not known: %+v", again)
	}
	if r := clerk.do("POST", fmt.Sprintf("/api/batches/%d/load", again.ID), map[string]any{"version": 1}); r.status != http.StatusUnprocessableEntity || !strings.Contains(string(r.body), "同一个文件") {
		t.Errorf("the same file again: %s", r)
	}
	w.nothingLeft()
}

// A preview tells how the header is read and what would be set aside, and shows
// nobody's number; a saved mapping makes a foreign header readable.
func TestPreviewAndMapping(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	c := w.as("county_clerk")
	number := numberOf(t, 1)
	text := "结算编号,证件号码,结算日期,总费用（元）,个人自付,备注\n" +
		"J1," + number + ",2025-03-01,100.00,40.00,电话13900001111\n" +
		"J2," + number + ",2025年3月,100.00,40.00,\n" +
		"J3," + number + ",2025-04-01,200.00,50.00,\n"
	for i := range 5 {
		text += fmt.Sprintf("J%d,%s,2025-05-0%d,10.00,1.00,\n", 4+i, number, i+1)
	}
	b := c.delivered(parcel{"医保结算_某局.csv": []byte(text)})
	var p previewView
	r := c.do("GET", fmt.Sprintf("/api/batches/%d/preview", b.ID), nil)
	r.into(t, &p)
	if leak(r.body) != "" {
		t.Errorf("the preview holds %s", leak(r.body))
	}
	if len(p.Header) != 6 || p.Header[1].How != "name" || p.Header[3].How != "guess" || p.Header[3].Key != "total_cost" || strings.Join(p.Missing, ",") != "结算单号,总费用" || p.Problem == "" {
		t.Fatalf("%+v", p)
	}
	if len(p.Columns) == 0 || !p.Columns[0].Required || p.Columns[0].Label != "结算单号" {
		t.Errorf("columns: %+v", p.Columns)
	}
	for says, m := range map[string]map[string]any{
		"a column that is none": {"source": "医保局", "table": "medical_settlement", "headers": map[string]string{"结算编号": "nummer"}},
		"a word that is none":   {"source": "医保局", "table": "medical_settlement", "headers": map[string]string{}, "codes": map[string]any{"hospital_level": map[string]string{"3": "特级"}}},
		"a table that is none":  {"source": "医保局", "table": "x", "headers": map[string]string{}},
		"no source":             {"source": " ", "table": "medical_settlement", "headers": map[string]string{}},
	} {
		if r := c.do("PUT", "/api/mappings", m); r.status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %s", says, r)
		}
	}
	if r := c.do("PUT", "/api/mappings", map[string]any{"source": "医保局", "table": "medical_settlement", "headers": map[string]string{"结算编号": "record_no", "总费用（元）": "total_cost"}}); r.status != http.StatusOK {
		t.Fatalf("%s", r)
	}
	if r := c.do("GET", fmt.Sprintf("/api/batches/%d/preview?source=没有", b.ID), nil); r.status != http.StatusUnprocessableEntity {
		t.Errorf("a source without a mapping: %s", r)
	}
	r = c.do("GET", fmt.Sprintf("/api/batches/%d/preview?source=医保局", b.ID), nil)
	p = previewView{}
	r.into(t, &p)
	if p.Problem != "" || len(p.Missing) != 0 || p.Read != 8 || p.Bad != 1 || len(p.Refused) != 1 || p.Refused[0].Line != 3 || p.Encoding != "UTF-8" || len(p.Rows) != 8 || leak(r.body) != "" {
		t.Errorf("%s", r)
	}
	w.nothingLeft()
	job := c.loaded(b, map[string]any{"source": "医保局"})
	if job.State != "done" || job.Result.Quarantine != 1 {
		t.Fatalf("%+v", job)
	}
	w.corrected(c, b, number)
}

// corrected mends the row in quarantine and loads it again.
func (w *world) corrected(c *client, b batchView, number string) {
	t := w.t
	t.Helper()
	path := fmt.Sprintf("/api/batches/%d", b.ID)
	var q badLines
	r := c.do("GET", path+"/quarantine", nil)
	r.into(t, &q)
	if len(q.Rows) != 1 || q.Rows[0].Line != 3 || q.Rows[0].Column != "settle_date" || leak(r.body) != "" {
		t.Fatalf("%s", r)
	}
	if r := c.do("POST", path+"/resubmit", nil); r.status != http.StatusUnprocessableEntity {
		t.Errorf("nothing is corrected: %s", r)
	}
	for says, cells := range map[string]map[string]string{"still wrong": {"settle_date": "昨天"}, "a column that is none": {"x": "y"}, "another fault": {"settle_date": "2025-03-02", "total_cost": "很多"}} {
		if r := c.do("PATCH", path+"/quarantine/3", map[string]any{"cells": cells}); r.status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %s", says, r)
		}
	}
	if r := c.do("PATCH", path+"/quarantine/4", map[string]any{"cells": map[string]string{}}); r.status != http.StatusNotFound {
		t.Errorf("a line that is not set aside: %s", r)
	}
	if r := c.do("PATCH", path+"/quarantine/3", map[string]any{"cells": map[string]string{"settle_date": "2025-03-02"}}); r.status != http.StatusOK {
		t.Fatalf("%s", r)
	}
	r = c.do("POST", path+"/resubmit", nil)
	var fresh batchView
	if r.into(t, &fresh); r.status != http.StatusOK || fresh.Parent != b.ID || fresh.Accepted != 1 || fresh.State != "loaded" {
		t.Fatalf("%s", r)
	}
	if r := c.do("PATCH", path+"/quarantine/3", map[string]any{"cells": map[string]string{"settle_date": "2025-03-03"}}); r.status != http.StatusUnprocessableEntity {
		t.Errorf("a row that is loaded again is changed: %s", r)
	}
	var kept bytes.Buffer
	must(t, w.db.Parts(context.Background(), fresh.ID, registry.RowsPart, func(data []byte) error { kept.Write(data); return nil }))
	if !strings.Contains(kept.String(), "J2,"+number+",2025-03-02") {
		t.Errorf("kept: %s", kept.String())
	}
}

// A screening of the registry and the loaded batches finds what one of the files
// themselves finds; a batch that is undone counts no more.
func TestAStandingScreeningFindsWhatTheFilesSay(t *testing.T) {
	for _, by := range []string{"county_clerk", access.Department} {
		t.Run("undone by "+by, func(t *testing.T) { undoneAndScreened(t, by) })
	}
}

func undoneAndScreened(t *testing.T, by string) {
	w := newWorld(t)
	w.screened()
	own := w.cases(home)[0]
	w.user("county_clerk", own.Division)
	c := w.as("county_clerk")
	p := files(t)
	direct := c.wait(c.upload(p, "2025-06-30"))
	if direct.State != "done" {
		t.Fatalf("%+v", direct)
	}
	parcels := parcel{}
	for name, data := range p {
		if base, ok := strings.CutPrefix(name, "extracts/"); ok {
			parcels[base] = data
		}
	}
	if data := p["registry/authorisations.csv"]; data != nil {
		parcels["authorisations.csv"] = data
	}
	r := c.deliver(parcels)
	var staged batchList
	r.into(t, &staged)
	medical := batchView{}
	for _, b := range staged.Batches {
		if job := c.loaded(b, nil); job.State != "done" {
			t.Fatalf("%s: %+v", b.Table, job)
		}
		if b.Table == "medical_settlement" {
			medical = b
		}
	}
	standing := func() jobView {
		return c.wait(c.do("POST", "/api/screenings/standing", map[string]any{"as_of": "2025-06-30"}))
	}
	if r := c.do("POST", "/api/screenings/standing", map[string]any{"as_of": "2025-07-09"}); r.status != http.StatusUnprocessableEntity {
		t.Errorf("a day that has not come: %s", r)
	}
	got := standing()
	inHome := direct.Result.Updated + direct.Result.Opened + direct.Result.Joined
	if got.State != "done" || got.Result.Gone != 0 || got.Result.Opened != 0 || got.Result.Updated != inHome || got.Result.Proposed != 0 {
		t.Fatalf("%+v %+v; the files: %+v", got, got.Result, direct.Result)
	}
	if r := c.do("POST", fmt.Sprintf("/api/batches/%d/undo", medical.ID), map[string]any{"version": 2, "reason": ""}); r.status != http.StatusUnprocessableEntity {
		t.Errorf("without a reason: %s", r)
	}
	alone, touched := w.resting(home, "medical_settlement")
	if by == access.Department {
		w.user(by, own.Division)
	}
	undoes := w.as(by)
	c.do("POST", fmt.Sprintf("/api/cases/%d/moves", touched.ID), map[string]any{"move": "dispatch", "version": touched.Version, "reason": "先去看看", "form": map[string]string{}})
	r = undoes.do("POST", fmt.Sprintf("/api/batches/%d/undo", medical.ID), map[string]any{"version": 2, "reason": "医保局发错了文件"})
	var undone batchUndone
	if r.into(t, &undone); r.status != http.StatusOK || undone.Batch.State != "undone" || undone.Job == nil {
		t.Fatalf("%s", r)
	}
	after := undoes.waitJob(undone.Job.ID)
	told := after.Result != nil && after.Result.Gone > 0 && strings.Contains(after.Message, "撤下")
	if after.State != "done" || told != (by != access.Department) {
		t.Errorf("a batch that is undone still counts, or a department is told of cases: %+v", after)
	}
	if by == access.Department && (after.Result != nil || len(after.Bad) > 0 || strings.Contains(after.Message, "线索")) {
		t.Errorf("a department is told of cases: %+v", after)
	}
	w.takenBack(alone, touched)
	w.nothingLeft()
}

// resting are a clue at the desk with one alert, which reads a table, and another
// with such an alert.
func (w *world) resting(under division.Code, table string) (alone, other *casework.Case) {
	w.t.Helper()
	for _, c := range w.cases(under) {
		switch has := slices.ContainsFunc(c.Alerts, func(a casework.Alert) bool {
			return casework.Reads(w.service.Program.Rule(a.Rule), w.service.Program.Table(table))
		}); {
		case !has || c.State != "triage":
		case len(c.Alerts) == 1 && alone == nil:
			alone = c
		default:
			other = c
		}
	}
	if alone == nil || other == nil {
		w.t.Fatalf("no two clues read %s, and this test finds nothing", table)
	}
	return alone, other
}

// takenBack checks that a record under way stays, marked, and that a clue nobody
// touched is withdrawn with the reason.
func (w *world) takenBack(alone, touched *casework.Case) {
	w.t.Helper()
	marked, withdrawn := false, 0
	for _, c := range w.cases(home) {
		events, err := w.db.Events(context.Background(), c.ID)
		must(w.t, err)
		last := events[len(events)-1]
		if last.Act != "source_withdrawn" {
			continue
		}
		if !strings.Contains(last.Reason, "医保局发错了文件") {
			w.t.Errorf("%+v", last)
		}
		switch {
		case c.ID == touched.ID:
			marked = c.State == "dispatched"
		case c.ID == alone.ID && c.State == "settled":
			withdrawn++
		}
	}
	if !marked || withdrawn == 0 {
		w.t.Errorf("marked: %t, withdrawn: %d", marked, withdrawn)
	}
}

// What is deleted is gone, and what counts still counts.
func TestPurge(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	c := w.as("county_clerk")
	good := parcel{"income.csv": []byte("household_code,year,wage_income\nH1,2024,100\nH2,2024,1\nH3,2024,1\nH4,2024,1\nH5,2024,1\nH6,20X4,1\n")}
	loaded, staged := c.delivered(good), c.delivered(parcel{"income.csv": []byte("household_code,year\nH9,2024\n")})
	c.loaded(loaded, nil)
	ctx := context.Background()
	now := w.clock()
	if n, err := w.db.Purge(ctx, now.AddDate(0, 0, -30), now); err != nil || len(n) != 0 {
		t.Errorf("young files are deleted: %v %v", n, err)
	}
	later := now.AddDate(0, 0, 31)
	n, err := w.db.Purge(ctx, later.AddDate(0, 0, -30), later)
	if err != nil || len(n) != 2 {
		t.Fatalf("%v %v", n, err)
	}
	for says, left := range map[string]struct {
		batch int64
		kind  string
		want  bool
	}{
		"the loaded file":           {loaded.ID, registry.RawPart, false},
		"the rows that count":       {loaded.ID, registry.RowsPart, true},
		"the file nobody loaded":    {staged.ID, registry.RawPart, false},
		"rows that were never read": {staged.ID, registry.RowsPart, false},
	} {
		found := false
		must(t, w.db.Parts(ctx, left.batch, left.kind, func([]byte) error { found = true; return nil }))
		if found != left.want {
			t.Errorf("%s: there is %t", says, found)
		}
	}
	left, err := w.db.Kept(ctx, later)
	if err != nil || left.Files != 0 || left.Rows != 0 {
		t.Errorf("%+v %v", left, err)
	}
	b, err := w.db.Batch(ctx, loaded.ID, registry.Whole(home))
	must(t, err)
	b.State = registry.BatchReplaced
	must(t, w.db.SaveBatch(ctx, b))
	if left, err := w.db.Kept(ctx, later); err != nil || left.Files != 1 {
		t.Errorf("rows that count no more are not told of: %+v %v", left, err)
	}
	if n, err := w.db.Purge(ctx, later, later); err != nil || len(n) != 0 {
		t.Errorf("%v %v", n, err)
	}
	must(t, w.db.Parts(ctx, loaded.ID, registry.RowsPart, func([]byte) error {
		t.Error("rows of a batch that was purged while it counted, and replaced since, are left")
		return nil
	}))
	if rows, err := w.db.BadRows(ctx, loaded.ID, 0, 10); err != nil || len(rows) != 0 {
		t.Errorf("bad rows are left: %v %v", rows, err)
	}
	if r := c.do("GET", fmt.Sprintf("/api/batches/%d/preview", staged.ID), nil); r.status != http.StatusUnprocessableEntity || !strings.Contains(string(r.body), "保存期限") {
		t.Errorf("%s", r)
	}
}

// numberOf is a synthetic ID number.
func numberOf(t *testing.T, n int) string {
	t.Helper()
	for check := range 11 {
		number := fmt.Sprintf("52263119850101%03d", n) + string("0123456789X"[check])
		if leak([]byte(number)) != "" {
			return number
		}
	}
	t.Fatal("no check digit fits")
	return ""
}

// What has not come is reminded of before its day and overdue after it; a file
// that was only looked at, or taken back, has not come.
func TestTheDeliveryCalendar(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	due := func(day int) map[string]dueView {
		w.mu.Lock()
		w.now = time.Date(2025, 7, day, 9, 0, 0, 0, zone)
		w.mu.Unlock()
		var list dueList
		w.as("county_clerk").get("/api/deliveries", &list)
		out := map[string]dueView{}
		for _, d := range list.Due {
			out[d.Table] = d
		}
		if len(out) != len(list.Due) || len(out) < 15 || list.Month != "2025-07" {
			t.Fatalf("%+v", list)
		}
		return out
	}
	if d := due(6)["income"]; d.State != "later" || d.DueOn != "2025-07-10" || d.Owner != "农业农村" {
		t.Errorf("%+v", d)
	}
	if d := due(7)["income"]; d.State != "soon" {
		t.Errorf("three days before: %+v", d)
	}
	b := w.as("county_clerk").delivered(parcel{"income.csv": []byte("household_code,year\nH1,2024\n")})
	if d := due(10)["income"]; d.State != "soon" {
		t.Errorf("a file that was only looked at has come: %+v", d)
	}
	if d := due(12)["income"]; d.State != "overdue" || d.DaysLate != 2 {
		t.Errorf("two days after: %+v", d)
	}
	if job := w.as("county_clerk").loaded(b, nil); job.State != "done" {
		t.Fatalf("%+v", job)
	}
	if all := due(12); all["income"].State != "delivered" || all["income"].Batch != b.ID || all["vehicle"].State != "overdue" {
		t.Errorf("%+v", all["income"])
	}
	r := w.as("county_clerk").do("POST", fmt.Sprintf("/api/batches/%d/undo", b.ID), map[string]any{"version": 2, "reason": "发错了"})
	if d := due(12)["income"]; r.status != http.StatusOK || d.State != "overdue" {
		t.Errorf("a file that was taken back has come: %s %+v", r, d)
	}
	var june dueList
	if w.as("county_clerk").get("/api/deliveries?month=2025-06", &june); june.Overdue != 0 || june.Due[0].State != "before" {
		t.Errorf("%+v", june)
	}
	if r := w.as("county_clerk").do("GET", "/api/deliveries?month=2025-13", nil); r.status != http.StatusUnprocessableEntity {
		t.Errorf("a month that is none: %s", r)
	}
}

// A job that is told to stop leaves nothing behind; another's cannot be stopped.
func TestAJobIsStopped(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	w.userAs("neighbour", "county_clerk", foreign)
	c := w.as("county_clerk")
	hold, release := make(chan struct{}), make(chan struct{})
	other, err := w.server.jobs.start(0, func(context.Context, *job) (*jobResult, string, error) {
		close(hold)
		<-release
		return &jobResult{}, "", nil
	})
	must(t, err)
	<-hold
	var started jobStarted
	c.upload(files(t), "2025-06-30").into(t, &started)
	path := "/api/jobs/" + started.Job.ID + "/cancel"
	if r := w.as("neighbour").do("POST", path, nil); r.status != http.StatusNotFound {
		t.Errorf("another stops it: %s", r)
	}
	if r := c.do("POST", path, nil); r.status != http.StatusOK {
		t.Fatalf("%s", r)
	}
	events := c.events("/api/jobs/" + started.Job.ID + "/events")
	close(release)
	if last := events[len(events)-1]; last.State != "failed" || !strings.Contains(last.Message, "停了下来") {
		t.Errorf("%+v", last)
	}
	<-other.ctx.Done()
	w.nothingLeft()
	if n, err := w.db.CountCases(context.Background(), casework.Filter{Scope: []division.Code{home}}); err != nil || n != 0 {
		t.Errorf("a stopped job opened %d clues (%v)", n, err)
	}
}

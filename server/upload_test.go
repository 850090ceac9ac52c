package server

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dixian/access"
	"dixian/casework"
	"dixian/division"
)

// parcel is an upload: files by the name a client gives them.
type parcel map[string][]byte

// files reads the synthetic counties; the extracts named only, all where none is.
func files(t *testing.T) parcel {
	t.Helper()
	dir, err := input()
	must(t, err)
	out := parcel{}
	for _, folder := range []string{"registry", "extracts"} {
		entries, err := os.ReadDir(filepath.Join(dir, folder))
		must(t, err)
		for _, e := range entries {
			data, err := os.ReadFile(filepath.Join(dir, folder, e.Name()))
			must(t, err)
			out[folder+"/"+e.Name()] = data
		}
	}
	return out
}

func (p parcel) form(t *testing.T, asOf string) (contentType string, body *bytes.Buffer) {
	t.Helper()
	body = &bytes.Buffer{}
	m := multipart.NewWriter(body)
	for name, data := range p {
		h := textproto.MIMEHeader{}
		h.Set("Content-Disposition", fmt.Sprintf(`form-data; name="files"; filename="%s"`, name))
		h.Set("Content-Type", "application/octet-stream")
		part, err := m.CreatePart(h)
		must(t, err)
		_, err = part.Write(data)
		must(t, err)
	}
	if asOf != "" {
		must(t, m.WriteField("as_of", asOf))
	}
	must(t, m.Close())
	return m.FormDataContentType(), body
}

func (c *client) upload(p parcel, asOf string) response {
	c.w.t.Helper()
	contentType, body := p.form(c.w.t, asOf)
	return c.send("POST", uploadPath, contentType, body)
}

// wait follows a job to its end.
func (c *client) wait(r response) jobView {
	c.w.t.Helper()
	if r.status != http.StatusAccepted {
		c.w.t.Fatalf("upload: %s", r)
	}
	var started jobStarted
	r.into(c.w.t, &started)
	return c.waitJob(started.Job.ID)
}

func (c *client) waitJob(id string) jobView {
	c.w.t.Helper()
	for range 600 {
		var v jobView
		if c.get("/api/jobs/"+id, &v); v.State != "running" {
			return v
		}
		time.Sleep(50 * time.Millisecond)
	}
	c.w.t.Fatal("the job does not end")
	return jobView{}
}

func (w *world) nothingLeft() {
	w.t.Helper()
	left, err := os.ReadDir(w.server.Uploads)
	must(w.t, err)
	if len(left) > 0 {
		w.t.Errorf("of the uploads is left: %v", left)
	}
}

func TestUploadsAreRefused(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	w.user("village_cadre", someVillage)
	c := w.as("county_clerk")
	good := parcel{"registry/households.csv": []byte("x")}
	for _, r := range []struct {
		says   string
		p      parcel
		asOf   string
		status int
		field  string
	}{
		{"nothing at all", parcel{}, "2025-06-30", http.StatusUnprocessableEntity, "files"},
		{"no date", good, "", http.StatusUnprocessableEntity, "as_of"},
		{"a date that is none", good, "yesterday", http.StatusUnprocessableEntity, "as_of"},
		{"a date that has not come", good, "2025-07-02", http.StatusUnprocessableEntity, "as_of"},
		{"a file of no table", parcel{"notes.docx": nil}, "2025-06-30", http.StatusUnprocessableEntity, "files"},
		{"a file without a name", parcel{"/": nil}, "2025-06-30", http.StatusUnprocessableEntity, "files"},
		{"one file twice", parcel{"registry/households.csv": nil, "old/registry/households.csv": nil}, "2025-06-30", http.StatusUnprocessableEntity, "files"},
	} {
		t.Run(r.says, func(t *testing.T) {
			got := c.upload(r.p, r.asOf)
			if p := got.problem(t); got.status != r.status || len(p.Errors) != 1 || p.Errors[0].Field != r.field {
				t.Errorf("%s", got)
			}
		})
	}
	if r := c.send("POST", uploadPath, "application/json", strings.NewReader("{}")); r.status != http.StatusUnsupportedMediaType {
		t.Errorf("no multipart: %s", r)
	}
	if r := w.as("village_cadre").upload(good, "2025-06-30"); r.status != http.StatusForbidden {
		t.Errorf("a village uploads: %s", r)
	}
	w.server.MaxUpload = 1000
	if r := c.upload(parcel{"registry/households.csv": make([]byte, 5000)}, "2025-06-30"); r.status != http.StatusRequestEntityTooLarge {
		t.Errorf("too much: %s", r)
	}
	w.nothingLeft()
}

// A name cannot lead out of the upload's folder.
func TestUploadsStayInTheirFolder(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	c := w.as("county_clerk")
	job := c.wait(c.upload(parcel{"../../../registry/households.csv": []byte("x"), `..\..\persons.csv`: []byte("x")}, "2025-06-30"))
	if job.State != "failed" {
		t.Errorf("%+v", job)
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(w.server.Uploads), "persons.csv")); err == nil {
		t.Error("a file lies outside")
	}
	w.nothingLeft()
}

func TestAFirstLoad(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	w.userAs("neighbour", "county_clerk", foreign)
	c := w.as("county_clerk")
	r := c.upload(files(t), "2025-06-30")
	var started jobStarted
	r.into(t, &started)
	if r := w.as("neighbour").do("GET", "/api/jobs/"+started.Job.ID, nil); r.status != http.StatusNotFound {
		t.Errorf("another's job: %s", r)
	}
	if r := w.as("neighbour").do("GET", "/api/jobs/"+started.Job.ID+"/events", nil); r.status != http.StatusNotFound {
		t.Errorf("another's job's events: %s", r)
	}
	events := c.events("/api/jobs/" + started.Job.ID + "/events")
	job := events[len(events)-1]
	if job.State != "done" || job.Result == nil {
		t.Fatalf("%+v", job)
	}
	if job.Result.Opened == 0 || job.Result.Added < 250 || job.Result.Outside == 0 || !strings.Contains(job.Message, "新线索") {
		t.Errorf("%+v: %s", job.Result, job.Message)
	}
	if _, err := w.db.Cases(context.Background(), casework.Filter{Scope: []division.Code{foreign}}); err != nil {
		t.Fatal(err)
	}
	if n, err := w.db.CountCases(context.Background(), casework.Filter{Scope: []division.Code{foreign}}); err != nil || n != 0 {
		t.Errorf("a county opened %d clues of another (%v)", n, err)
	}
	w.nothingLeft()
	var list caseList
	c.get("/api/cases?limit=500", &list)
	if list.Total != job.Result.Opened || len(list.Cases) != list.Total {
		t.Errorf("%d cases listed of %d, %d opened", len(list.Cases), list.Total, job.Result.Opened)
	}
	var run runSummary
	c.get("/api/screenings/1", &run)
	if run.Run.AsOf != "2025-06-30" || len(run.Tables) < 10 || len(run.Coverage) == 0 || len(run.Parameters) == 0 || run.Parameters[0].Label == "" {
		t.Errorf("%+v", run)
	}
	for _, cov := range run.Coverage {
		if cov.County != home.String() {
			t.Errorf("coverage of %s is not this county's", cov.County)
		}
	}
	again := c.wait(c.upload(files(t), "2025-06-30"))
	if again.State != "done" || again.Result.Opened != 0 || again.Result.Added != 0 || again.Result.Updated == 0 {
		t.Errorf("the same files again: %+v", again.Result)
	}
}

// A county's files say nothing about another county.
func TestALoadLeavesOtherCountiesAlone(t *testing.T) {
	w := newWorld(t)
	w.screened()
	w.user("county_clerk", someVillage)
	c := w.as("county_clerk")
	if job := c.wait(c.upload(files(t), "2025-06-30")); job.State != "done" || job.Result.Gone != 0 {
		t.Fatalf("%+v", job)
	}
	p := files(t)
	for name := range p {
		if strings.HasPrefix(name, "extracts/") {
			delete(p, name)
		}
	}
	job := c.wait(c.upload(p, "2025-06-30"))
	if job.State != "done" || job.Result.Gone == 0 {
		t.Fatalf("without extracts nothing is raised, and nothing is marked: %+v", job)
	}
	for _, held := range w.cases(foreign) {
		for _, a := range held.Alerts {
			if a.Gone {
				t.Errorf("%s of %s is marked gone by another county's load", a.Rule, held.Household)
			}
		}
	}
}

func TestAFileOfDirtFailsTheJob(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	c := w.as("county_clerk")
	p := files(t)
	lines := bytes.Split(p["extracts/medical_settlement.csv"], []byte("\n"))
	for i := 1; i < len(lines); i += 2 {
		lines[i] = bytes.ReplaceAll(lines[i], []byte("2025-"), []byte("2025年"))
		lines[i] = bytes.ReplaceAll(lines[i], []byte("2024-"), []byte("2024年"))
	}
	p["extracts/medical_settlement.csv"] = bytes.Join(lines, []byte("\n"))
	job := c.wait(c.upload(p, "2025-06-30"))
	if job.State != "failed" || !strings.Contains(job.Message, "医保结算") || !strings.Contains(job.Message, "20%") {
		t.Errorf("%+v", job)
	}
	if len(job.Bad) == 0 || job.Bad[0].File != "medical_settlement.csv" || job.Bad[0].Line == 0 || job.Bad[0].Reason == "" {
		t.Errorf("the bad rows are not listed: %+v", job.Bad)
	}
	delete(p, "registry/persons.csv")
	if job := c.wait(c.upload(p, "2025-06-30")); job.State != "failed" || !strings.Contains(job.Message, "persons") {
		t.Errorf("without persons: %s", job.Message)
	}
	p = files(t)
	p["extracts/medical_settlement.csv"] = []byte("record_no,hospital\n1,x\n")
	if job := c.wait(c.upload(p, "2025-06-30")); job.State != "failed" || !strings.Contains(job.Message, "medical_settlement.csv") {
		t.Errorf("without required columns: %s", job.Message)
	}
	if n, err := w.db.CountCases(context.Background(), casework.Filter{Scope: []division.Code{home}}); err != nil || n != 0 {
		t.Errorf("failed jobs opened %d clues (%v)", n, err)
	}
	w.nothingLeft()
}

// events reads a job's event stream to its end.
func (c *client) events(path string) []jobView {
	c.w.t.Helper()
	req, err := http.NewRequest("GET", c.w.http.URL+path, nil)
	must(c.w.t, err)
	resp, err := c.http.Do(req)
	must(c.w.t, err)
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK || resp.Header.Get("Content-Type") != "text/event-stream" {
		c.w.t.Fatalf("%d %s", resp.StatusCode, resp.Header.Get("Content-Type"))
	}
	var out []jobView
	for lines := bufio.NewScanner(resp.Body); lines.Scan(); {
		data, ok := strings.CutPrefix(lines.Text(), "data: ")
		if !ok {
			continue
		}
		var v jobView
		must(c.w.t, json.Unmarshal([]byte(data), &v))
		out = append(out, v)
	}
	if len(out) == 0 {
		c.w.t.Fatal("no event came")
	}
	return out
}

// rows keeps the rows of a CSV whose cell in a column passes.
func (p parcel) rows(t *testing.T, name, column string, keep func(cell string) bool) (kept []string) {
	t.Helper()
	in := csv.NewReader(bytes.NewReader(p[name]))
	all, err := in.ReadAll()
	must(t, err)
	at := slices.Index(all[0], column)
	if at < 0 {
		t.Fatalf("%s has no column %s: %v", name, column, all[0])
	}
	var text bytes.Buffer
	out := csv.NewWriter(&text)
	must(t, out.Write(all[0]))
	for _, row := range all[1:] {
		if keep(row[at]) {
			must(t, out.Write(row))
			kept = append(kept, row[0])
		}
	}
	out.Flush()
	p[name] = text.Bytes()
	return kept
}

// Files of a part of the county say nothing about its other villages.
func TestALoadOfAVillageLeavesTheOthersAlone(t *testing.T) {
	w := newWorld(t)
	w.screened()
	w.user("county_clerk", someVillage)
	village := w.cases(home)[0].Division
	p := files(t)
	for name := range p {
		if strings.HasPrefix(name, "extracts/") {
			delete(p, name)
		}
	}
	p.rows(t, "registry/households.csv", "division_code", func(code string) bool { return code == village.String() })
	households := map[string]bool{}
	for _, c := range p.rows(t, "registry/households.csv", "household_code", func(string) bool { return true }) {
		households[c] = true
	}
	p.rows(t, "registry/persons.csv", "household_code", func(code string) bool { return households[code] })
	job := w.as("county_clerk").wait(w.as("county_clerk").upload(p, "2025-06-30"))
	if job.State != "done" || job.Result.Gone == 0 {
		t.Fatalf("%+v %+v", job, job.Result)
	}
	others := 0
	for _, held := range w.cases(home) {
		for _, a := range held.Alerts {
			if held.Division == village {
				continue
			}
			if others++; a.Gone {
				t.Errorf("%s in %s is marked gone by a load of %s", a.Rule, held.Division, village)
			}
		}
	}
	if others == 0 {
		t.Fatal("only one village has alerts, and this test finds nothing")
	}
}

// Who loads for a county and reads in another city loads for the county.
func TestALoadIsForWhereOneLoads(t *testing.T) {
	w := newWorld(t)
	u := w.user("county_clerk", someVillage)
	u.Grants = append(u.Grants, access.Grant{Role: "city", Division: foreign.Prefecture()})
	u.MustChange = false
	must(t, w.db.UpdateUser(context.Background(), u))
	c := w.as("county_clerk")
	job := c.wait(c.upload(files(t), "2025-06-30"))
	if job.State != "done" || job.Result.Opened == 0 || job.Result.Outside == 0 {
		t.Fatalf("%+v", job)
	}
	if n, err := w.db.CountCases(context.Background(), casework.Filter{Scope: []division.Code{foreign}}); err != nil || n != 0 {
		t.Errorf("%d clues opened where the clerk does not load (%v)", n, err)
	}
}

package server

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"dixian/access"
	"dixian/casework"
	"dixian/screening"
)

// water is a file of the water department with a row that cannot be read.
var water = parcel{"drinking_water.csv": []byte("household_code,assessed_on,quantity,quality\n" +
	"H0,2025-06-01,达标,达标\nH1,2025-06-02,达标,达标\nH2,2025-06-03,达标,达标\nH3,2025-06-04,达标,达标\nH4,2025-06-05,达标,达标\nH5,2025年,不达标,达标\n")}

// A department brings its own tables for its own county, from the file to the row put
// right and the batch taken back; of another's it is told nothing.
func TestADepartmentDelivers(t *testing.T) {
	w := newWorld(t)
	w.userWith("water", access.Grant{Role: access.Department, Division: home, Owner: "水务"})
	w.userWith("water_elsewhere", access.Grant{Role: access.Department, Division: foreign, Owner: "水务"})
	w.userWith("medical", access.Grant{Role: access.Department, Division: home, Owner: "医保"})
	w.user("county_clerk", someVillage)
	c, clerk := w.as("water"), w.as("county_clerk")

	for says, refused := range map[string]struct {
		p    parcel
		want string
	}{
		"another department's table":            {parcel{"vehicle.csv": []byte("x")}, "是公安交管的机动车，不是您的部门报送的表"},
		"the register of households":            {parcel{"households.csv": []byte("x")}, "不是您的部门报送的表"},
		"authorisations":                        {parcel{"authorisations.csv": []byte("x")}, "不是您的部门报送的表"},
		"a list of the national system":         {parcel{"national_households.csv": []byte("x")}, ""},
		"its own with another's: none is taken": {parcel{"drinking_water.csv": water["drinking_water.csv"], "vehicle.csv": []byte("x")}, "一个文件也没有收下"},
	} {
		if r := c.deliver(refused.p); r.status != http.StatusForbidden && refused.want != "" || r.status < 400 || !strings.Contains(string(r.body), refused.want) {
			t.Errorf("%s: %s", says, r)
		}
	}
	w.nothingLeft()

	b := c.delivered(water)
	others := clerk.delivered(parcel{"vehicle.csv": []byte("plate,id_number,kind,status\n贵A00001," + numberOf(t, 1) + ",小型轿车,正常\n")})
	mapping := map[string]any{"source": "水务局", "table": "drinking_water", "headers": map[string]string{"户号": "household_code"}}
	if r := c.do("PUT", "/api/mappings", mapping); r.status != http.StatusOK {
		t.Errorf("saving a mapping: %s", r)
	}
	for says, r := range map[string]response{
		"another's mapping":        c.do("PUT", "/api/mappings", map[string]any{"source": "交管", "table": "vehicle", "headers": map[string]string{}}),
		"a mapping of households":  c.do("PUT", "/api/mappings", map[string]any{"source": "农业", "table": "households", "headers": map[string]string{}}),
		"cases":                    c.do("GET", "/api/cases", nil),
		"households":               c.do("GET", "/api/households", nil),
		"screening":                c.do("POST", "/api/screenings/standing", map[string]any{"as_of": "2025-06-30"}),
		"the county's letter":      c.do("GET", "/api/deliveries/letter?owner=%E6%B0%B4%E5%8A%A1", nil),
		"the findings of the data": c.do("GET", "/api/findings", nil),
	} {
		if r.status != http.StatusForbidden && r.status != http.StatusNotFound {
			t.Errorf("%s: %s", says, r)
		}
	}
	seen := func(as *client) (ids []int64) {
		var list batchList
		as.get("/api/batches", &list)
		for _, b := range list.Batches {
			ids = append(ids, b.ID)
		}
		return ids
	}
	if got := fmt.Sprint(seen(c), seen(w.as("medical")), seen(w.as("water_elsewhere")), len(seen(clerk))); got != fmt.Sprintf("[%d] [] [] 2", b.ID) {
		t.Errorf("batches: %s", got)
	}
	var mappings mappingList
	w.as("medical").get("/api/mappings", &mappings)
	for _, m := range mappings.Mappings {
		t.Errorf("another's mapping: %+v", m)
	}

	job := c.loaded(b, nil)
	if job.State != "done" || job.Result.Quarantine != 1 || len(job.Result.Tables) != 1 {
		t.Fatalf("loaded: %+v", job)
	}
	var bad badLines
	c.get(fmt.Sprintf("/api/batches/%d/quarantine", b.ID), &bad)
	if len(bad.Rows) != 1 || bad.Rows[0].Line != 7 {
		t.Fatalf("quarantine: %+v", bad)
	}
	path := fmt.Sprintf("/api/batches/%d/quarantine/7", b.ID)
	for _, as := range []string{"medical", "water_elsewhere"} {
		if r := w.as(as).do("PATCH", path, map[string]any{"cells": map[string]string{"assessed_on": "2025-06-06"}}); r.status != http.StatusNotFound {
			t.Errorf("%s mends it: %s", as, r)
		}
	}
	if r := c.do("PATCH", path, map[string]any{"cells": map[string]string{"assessed_on": "2025-06-06"}}); r.status != http.StatusOK {
		t.Errorf("mending: %s", r)
	}
	var again batchView
	c.do("POST", fmt.Sprintf("/api/batches/%d/resubmit", b.ID), nil).into(t, &again)
	if again.Accepted != 1 || again.Parent != b.ID || again.UploadedName != "甲部门经办" {
		t.Errorf("resubmitted: %+v", again)
	}
	if r := c.do("POST", fmt.Sprintf("/api/batches/%d/undo", others.ID), map[string]any{"version": others.Version, "reason": "错"}); r.status != http.StatusNotFound {
		t.Errorf("another's batch is taken back: %s", r)
	}
	var held batchView
	c.get(fmt.Sprintf("/api/batches/%d", b.ID), &held)
	if r := c.do("POST", fmt.Sprintf("/api/batches/%d/undo", b.ID), map[string]any{"version": held.Version, "reason": "发错了"}); r.status != http.StatusOK {
		t.Errorf("undo: %s", r)
	}
}

// What a department owes is on its calendar and in its inbox, and nobody else's.
func TestADepartmentsCalendar(t *testing.T) {
	w := newWorld(t)
	w.userWith("medical", access.Grant{Role: access.Department, Division: home, Owner: "医保"})
	two := w.userWith("two", access.Grant{Role: access.Department, Division: home, Owner: "医保"}, access.Grant{Role: access.Department, Division: home, Owner: "水务"})
	tables := func(c *client) string {
		var list dueList
		c.get("/api/deliveries", &list)
		var out []string
		for _, v := range list.Due {
			out = append(out, v.Table)
		}
		return fmt.Sprint(out)
	}
	c := w.as("medical")
	if got := tables(c); got != "[medical_settlement medical_enrolment]" {
		t.Errorf("medical insurance owes %s", got)
	}
	if got := tables(w.as("two")); got != "[medical_settlement medical_enrolment drinking_water]" {
		t.Errorf("two departments owe %s", got)
	}
	w.later(12)
	var due dueInbox
	if w.as("medical").get("/api/inbox", &due); due.Total != 1 || due.Late != 1 || due.Groups[0].Items[0].Kind != "delivery" || due.Groups[0].Items[0].Count != 2 {
		t.Errorf("the inbox after the day: %+v", due)
	}
	two.Grants = []access.Grant{{Role: access.Department, Division: home}}
	two.MustChange = false
	must(t, w.db.UpdateUser(context.Background(), two))
	if got := tables(w.as("two")); got != "[]" {
		t.Errorf("a grant that names no department opens %s", got)
	}
}

// What a department is asked it finds in a list and in its inbox, with the rows of its
// own tables and no more, and its answer is what the desk reads.
func TestADepartmentAnswersWhatItIsAsked(t *testing.T) {
	w := newWorld(t)
	w.screened()
	var about *casework.Case
	for _, c := range w.cases(home) {
		for _, a := range c.Alerts {
			if a.Rule == "medical_burden" && c.State == "triage" {
				about = c
			}
		}
	}
	if about == nil {
		t.Fatal("no clue rests on medical costs, and this test finds nothing")
	}
	w.user("county_clerk", about.Division)
	w.user("department", about.Division)
	clerk, c := w.as("county_clerk"), w.as("department")
	decides := func(table, column, text string) casework.DecidingRow {
		return casework.DecidingRow{Deciding: screening.Deciding{Table: table, Cells: []screening.Cell{{Column: column, Text: text}, {Column: "net_income", Text: "1"}}, From: screening.RowPlace{Line: 12}}, File: "7月.csv"}
	}
	must(t, w.db.AddRaised(context.Background(), []casework.Raised{{
		Run: 1, Division: about.Division, Household: about.Household, Rule: "medical_burden",
		Rows: []casework.DecidingRow{decides("medical_settlement", "self_paid", "9100.00"), decides("income", "wage_income", "12345.67")},
	}}))
	r := clerk.do("POST", fmt.Sprintf("/api/cases/%d/moves", about.ID), map[string]any{"move": "ask_department", "version": about.Version, "reason": "这几笔对吗", "form": map[string]string{"department": "医保"}})
	if r.status != http.StatusOK {
		t.Fatal(r)
	}
	var list questionList
	if c.get("/api/questions", &list); len(list.Questions) != 1 || list.Questions[0].Asks != "这几笔对吗" || list.Questions[0].DueOn == "" || len(list.Questions[0].Names) == 0 {
		t.Fatalf("%+v", list)
	}
	id := list.Questions[0].ID
	r = c.do("GET", fmt.Sprintf("/api/questions/%d", id), nil)
	var whole questionWhole
	if r.into(t, &whole); len(whole.Rows) == 0 {
		t.Fatalf("no row of its own: %s", r)
	}
	if !strings.Contains(string(r.body), "9100.00") || !strings.Contains(string(r.body), "7月.csv") {
		t.Errorf("its row is not told: %s", r)
	}
	medical := w.service.Program.Table("medical_settlement")
	for _, row := range whole.Rows {
		for _, cell := range row.Cells {
			if row.Of != "medical_settlement" || medical.Column(cell.Name) == nil && cell.Name != "file" && cell.Name != "line" {
				t.Errorf("not of its own table: %s %+v", row.Of, cell)
			}
		}
	}
	for _, word := range []string{about.Head, about.Household, "net_income", "12345.67", w.server.shortName(about.Division)} {
		if strings.Contains(string(r.body), word) {
			t.Errorf("the department reads %q: %s", word, r)
		}
	}
	if leak(r.body) != "" {
		t.Errorf("a whole number: %s", r)
	}
	var due dueInbox
	if c.get("/api/inbox", &due); due.Total < 1 || !strings.Contains(fmt.Sprintf("%+v", due), "question") {
		t.Errorf("the inbox: %+v", due)
	}
	unmask := fmt.Sprintf("/api/questions/%d/unmask", id)
	for says, body := range map[string]map[string]any{"no reason": {"name": whole.Question.Names[0], "reason": " "}, "another's number": {"name": "522631********0000", "reason": "查底册"}} {
		if r := c.do("POST", unmask, body); r.status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %s", says, r)
		}
	}
	var number unmasked
	if c.do("POST", unmask, map[string]any{"name": whole.Question.Names[0], "reason": "查结算底册"}).into(t, &number); len(number.Value) != 18 || w.told("question.unmask") == "" {
		t.Errorf("%+v; the log: %q", number, w.told("question.unmask"))
	}
	r = c.do("POST", fmt.Sprintf("/api/questions/%d/answer", id), map[string]any{"finding": "数据有误", "corrected": "8200 元", "says": "同一笔报了两次"})
	if r.status != http.StatusOK {
		t.Fatal(r)
	}
	var file caseView
	clerk.get(fmt.Sprintf("/api/cases/%d", about.ID), &file)
	if file.Case.State != "triage" || len(file.Questions) != 1 || file.Questions[0].Corrected != "8200 元" || file.Questions[0].AnsweredName != "甲部门经办" {
		t.Errorf("%s %+v", file.Case.State, file.Questions)
	}
	if c.get("/api/questions?state=answered", &list); len(list.Questions) != 1 || list.Questions[0].Open {
		t.Errorf("answered: %+v", list)
	}
	for _, path := range []string{"", "/documents", "/photos/1"} {
		if r := c.do("GET", fmt.Sprintf("/api/cases/%d%s", about.ID, path), nil); r.status != http.StatusForbidden && r.status != http.StatusNotFound && r.status != http.StatusMethodNotAllowed {
			t.Errorf("the case itself, %s: %s", path, r)
		}
	}
}

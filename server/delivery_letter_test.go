package server

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// A letter tells a department what came, which rows were set aside by column and
// kind with their lines, and what has not come; it repeats no cell.
func TestTheLetterToADepartment(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	w.user("town_clerk", someVillage)
	w.mu.Lock()
	w.now = time.Date(2025, 7, 12, 9, 0, 0, 0, zone)
	w.mu.Unlock()
	c := w.as("county_clerk")
	letter := func(query string) response { return c.do("GET", "/api/deliveries/letter?"+query, nil) }
	for says, want := range map[string]struct {
		query  string
		status int
	}{
		"a month that is none":           {"owner=医保&month=2025-13", http.StatusUnprocessableEntity},
		"another county's":               {"owner=医保&county=" + foreign.String(), http.StatusNotFound},
		"a department that owes nothing": {"owner=气象", http.StatusUnprocessableEntity},
		"no department":                  {"", http.StatusUnprocessableEntity},
	} {
		if r := letter(want.query); r.status != want.status {
			t.Errorf("%s: %s", says, r)
		}
	}
	if r := w.as("town_clerk").do("GET", "/api/deliveries/letter?owner=医保", nil); r.status != http.StatusForbidden {
		t.Errorf("a town writes to departments: %s", r)
	}
	if r := letter("owner=医保"); r.status != http.StatusOK || !strings.Contains(string(r.body), "催报函") || !strings.Contains(string(r.body), "2025年7月10日前报送") {
		t.Errorf("nothing has come: %s", r)
	}
	number := numberOf(t, 1)
	text := "record_no,id_number,settle_date,total_cost,self_paid\n"
	for i := range 40 {
		text += fmt.Sprintf("J%d,%s,2025-05-01,10.00,1.00\n", i, number)
	}
	text += "X1," + number + ",2025-05-01,1O.00,1.00\nX2," + number[:17] + ",2025-05-01,10.00,1.00\nX3," + number + ",2025-05-01,1l.00,1.00\n"
	b := c.delivered(parcel{"medical_settlement.csv": []byte(text)})
	if job := c.loaded(b, nil); job.State != "done" || job.Result.Quarantine != 3 {
		t.Fatalf("%+v", job)
	}
	r := letter("owner=医保&month=2025-07")
	page := string(r.body)
	for _, want := range []string{"反馈函", "共 43 行，其中 3 行有错", "金额写法", "42、44", "应为18位，这里有17位", "至今没有收到"} {
		if !strings.Contains(page, want) {
			t.Errorf("the letter lacks %s", want)
		}
	}
	if leak(r.body) != "" || strings.Contains(page, "1O.00") {
		t.Errorf("the letter repeats a cell: %s", page)
	}
	for format, begins := range map[string]string{"pdf": "%PDF-", "docx": "PK"} {
		r := letter("owner=医保&month=2025-07&format=" + format)
		if r.status != http.StatusOK || !strings.HasPrefix(string(r.body), begins) || leak(r.body) != "" {
			t.Errorf("as %s: %d", format, r.status)
		}
	}
	if other := letter("owner=民政&month=2025-07"); strings.Contains(string(other.body), "医保") || !strings.Contains(string(other.body), "催报函") {
		t.Error("another department reads of this one's tables")
	}
	for _, line := range []int{42, 44} {
		if r := c.do("PATCH", fmt.Sprintf("/api/batches/%d/quarantine/%d", b.ID, line), map[string]any{"cells": map[string]string{"total_cost": "10.00"}}); r.status != http.StatusOK {
			t.Fatalf("%s", r)
		}
	}
	if page := string(letter("owner=医保").body); strings.Contains(page, "金额写法") || !strings.Contains(page, "证件号码") {
		t.Error("a row that was mended is still asked for, or one that was not is forgotten")
	}
}

// The calendar of several months: what came with its rows, and how many of them
// wait in quarantine; before its first file a county owed nothing.
func TestTheCalendarOfMonths(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	at := func(month time.Month, day int) {
		w.mu.Lock()
		w.now = time.Date(2025, month, day, 9, 0, 0, 0, zone)
		w.mu.Unlock()
	}
	at(7, 12)
	c := w.as("county_clerk")
	var list dueList
	if c.get("/api/deliveries?months=2", &list); list.Overdue*2 != len(list.Due) || list.Due[0].State != "before" {
		t.Errorf("a county that has brought nothing owes this month and none before: %+v", list)
	}
	rows := "household_code,year,wage_income\n"
	for i := range 9 {
		rows += fmt.Sprintf("H%d,2024,1\n", i)
	}
	b := c.delivered(parcel{"income.csv": []byte(rows + "H10,20X4,1\n")})
	if job := c.loaded(b, nil); job.State != "done" {
		t.Fatalf("%+v", job)
	}
	at(8, 12)
	c = w.as("county_clerk")
	of := func(month, table string) dueView {
		c.get("/api/deliveries?months=3", &list)
		for _, d := range list.Due {
			if d.Month == month && d.Table == table {
				return d
			}
		}
		t.Fatalf("no %s in %s", table, month)
		return dueView{}
	}
	if d := of("2025-07", "income"); d.State != "delivered" || d.DaysLate != 2 || d.Accepted != 9 || d.Waiting != 1 || d.Files != 1 || d.Batch != b.ID {
		t.Errorf("%+v", d)
	}
	if d := of("2025-06", "income"); d.State != "before" {
		t.Errorf("before the first file: %+v", d)
	}
	if d := of("2025-08", "income"); d.State != "overdue" || list.Overdue != len(list.Due)/3 || fmt.Sprint(list.Months) != "[2025-06 2025-07 2025-08]" {
		t.Errorf("%+v %v", d, list.Months)
	}
	path := fmt.Sprintf("/api/batches/%d", b.ID)
	c.do("PATCH", path+"/quarantine/11", map[string]any{"cells": map[string]string{"year": "2024"}})
	if r := c.do("POST", path+"/resubmit", nil); r.status != http.StatusOK {
		t.Fatalf("%s", r)
	}
	if d := of("2025-07", "income"); d.Accepted != 10 || d.Waiting != 0 || d.Files != 1 || d.Batch != b.ID {
		t.Errorf("corrected rows belong to their file: %+v", d)
	}
	if d := of("2025-08", "income"); d.State != "overdue" {
		t.Errorf("a correction is no delivery: %+v", d)
	}
}

package server

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"dixian/audit"
	"dixian/division"
	"dixian/export"
	"dixian/registry"
)

// askExport asks for a list.
func (c *client) askExport(list string, otherwise map[string]any) response {
	body := map[string]any{"list": list, "format": "csv"}
	for key, value := range otherwise {
		body[key] = value
	}
	return c.do("POST", "/api/exports", body)
}

func (c *client) asked(list string, otherwise map[string]any) exportView {
	c.w.t.Helper()
	r := c.askExport(list, otherwise)
	var v exportView
	if r.into(c.w.t, &v); r.status != http.StatusCreated {
		c.w.t.Fatalf("asked for %s: %s", list, r)
	}
	return v
}

// taken is the rows of an export, with what stands above and below them.
func (c *client) taken(v exportView) [][]string {
	c.w.t.Helper()
	r := c.do("GET", fmt.Sprintf("/api/exports/%d/file", v.ID), nil)
	if r.status != http.StatusOK {
		c.w.t.Fatalf("taking %s: %s", v.List, r)
	}
	read := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(r.body, []byte("\ufeff"))))
	read.FieldsPerRecord = -1
	rows, err := read.ReadAll()
	must(c.w.t, err)
	return rows
}

// crowd lays one household with more persons than one may take away alone.
func (w *world) crowd() {
	w.t.Helper()
	h := registry.Household{Code: "H9", Division: someVillage, Version: 1, Kind: "一般农户", Phone: "13900001111"}
	for i := range export.MostAlone + 1 {
		h.Members = append(h.Members, registry.Person{Number: fmt.Sprint("LS", i), Name: "=甲子", Relation: "户主", Status: "正常", LivingTogether: true})
	}
	_, _, err := w.db.Replace(context.Background(), []registry.Household{h})
	must(w.t, err)
}

func TestAnExportIsRefused(t *testing.T) {
	w := newWorld(t)
	w.crowd()
	for _, role := range []string{"village_cadre", "town_clerk", "town_head", "county_clerk", "auditor", "analyst", "sysadmin"} {
		w.user(role, someVillage)
	}
	for _, c := range []struct {
		says, who, list string
		body            map[string]any
		status          int
		told            string
	}{
		{"a list that is none", "town_clerk", "secrets", nil, http.StatusUnprocessableEntity, "没有“secrets”这份名单"},
		{"a format that is none", "town_clerk", "cases", map[string]any{"format": "pdf"}, http.StatusUnprocessableEntity, ""},
		{"a filter that the list has not", "town_clerk", "cases", map[string]any{"filter": map[string]string{"colour": "x"}}, http.StatusUnprocessableEntity, "没有“colour”这个筛选条件"},
		{"a filter's value that its route refuses", "town_clerk", "cases", map[string]any{"filter": map[string]string{"urgency": "紫"}}, http.StatusUnprocessableEntity, ""},
		{"a number that is none", "town_clerk", "cases", map[string]any{"filter": map[string]string{"late": "x"}}, http.StatusUnprocessableEntity, "要填整数"},
		{"a state that is none", "town_clerk", "cases", map[string]any{"filter": map[string]string{"state": "x"}}, http.StatusUnprocessableEntity, "没有“x”这个状态"},
		{"days in the wrong order", "town_clerk", "visits", map[string]any{"filter": map[string]string{"from": "2025-07-02", "to": "2025-07-01"}}, http.StatusUnprocessableEntity, "止的日期在起的日期之前"},
		{"cases, by who sees none", "analyst", "cases", nil, http.StatusForbidden, ""},
		{"the audit log, by another than the auditor", "sysadmin", "audit", nil, http.StatusForbidden, ""},
		{"users, by another than the administrator", "county_clerk", "users", nil, http.StatusForbidden, ""},
		{"what waits at the town, by a village", "village_cadre", "declarations", map[string]any{"filter": map[string]string{"state": "waiting"}}, http.StatusForbidden, ""},
		{"quarantine of no batch", "county_clerk", "quarantine", nil, http.StatusUnprocessableEntity, "请说明是哪个批次"},
		{"quarantine of a batch that is not there", "county_clerk", "quarantine", map[string]any{"filter": map[string]string{"batch": "7"}}, http.StatusNotFound, ""},
		{"many persons without a reason", "town_clerk", "persons", nil, http.StatusUnprocessableEntity, "超过 500 人的名单要另一人批准，请写明理由"},
		{"whole numbers without a reason", "town_clerk", "households", map[string]any{"whole": true}, http.StatusUnprocessableEntity, "全文导出要另一人批准"},
		{"whole numbers for a village", "village_cadre", "households", map[string]any{"whole": true, "reason": "核对"}, http.StatusForbidden, ""},
		{"whole numbers where there are none", "town_clerk", "cases", map[string]any{"whole": true, "reason": "核对"}, http.StatusUnprocessableEntity, "没有可以看全文的号码"},
		{"a number in the reason", "town_clerk", "persons", map[string]any{"reason": "核对 13900001111"}, http.StatusUnprocessableEntity, "理由里不要写"},
	} {
		t.Run(c.says, func(t *testing.T) {
			r := w.as(c.who).askExport(c.list, c.body)
			if p := r.problem(t); r.status != c.status || !strings.Contains(p.Detail+fmt.Sprint(p.Errors), c.told) {
				t.Errorf("%s", r)
			}
		})
	}
}

// Whole numbers, or many persons, leave only with two: another person, of a role and
// a place that may; the link is the asker's alone and dies in a day.
func TestManyPersonsLeaveWithTwo(t *testing.T) {
	w := newWorld(t)
	w.crowd()
	for _, role := range []string{"village_cadre", "town_clerk", "town_head", "county_head"} {
		w.user(role, someVillage)
	}
	w.userAs("elsewhere", "county_head", foreign)
	clerk := w.as("town_clerk")
	asked := clerk.asked("persons", map[string]any{"whole": true, "reason": "入户核对"})
	if asked.State != export.Pending || !asked.Many || asked.Link != "" || asked.Division != someVillage.Town().String() {
		t.Fatalf("asked: %+v", asked)
	}
	file := fmt.Sprintf("/api/exports/%d/file", asked.ID)
	decide := func(login, how string, version int, reason string) response {
		return w.as(login).do("POST", fmt.Sprintf("/api/exports/%d/%s", asked.ID, how), map[string]any{"version": version, "reason": reason})
	}
	for _, c := range []struct {
		says   string
		r      response
		status int
	}{
		{"taken before anybody has agreed", clerk.do("GET", file, nil), http.StatusUnprocessableEntity},
		{"decided by a village", decide("village_cadre", "approve", 1, ""), http.StatusForbidden},
		{"decided by another county", decide("elsewhere", "approve", 1, ""), http.StatusNotFound},
		{"refused without a reason", decide("county_head", "refuse", 1, ""), http.StatusUnprocessableEntity},
		{"as another saw it", decide("county_head", "approve", 9, ""), http.StatusUnprocessableEntity},
	} {
		if c.r.status != c.status {
			t.Errorf("%s: %s", c.says, c.r)
		}
	}
	var seen exportList
	w.as("county_head").get("/api/exports", &seen)
	if len(seen.Waiting) != 1 || seen.Waiting[0].ID != asked.ID || seen.Waiting[0].Reason != "入户核对" {
		t.Errorf("what waits for the head: %+v", seen.Waiting)
	}
	if r := decide("county_head", "approve", asked.Version, "同意"); r.status != http.StatusOK {
		t.Fatalf("approved: %s", r)
	}
	if r := w.as("county_head").do("GET", file, nil); r.status != http.StatusNotFound {
		t.Errorf("the link is another's: %s", r)
	}
	rows := clerk.taken(asked)
	if got := rows[len(rows)-1][0]; got != "共 501 行，到此为止" {
		t.Errorf("the end: %s", got)
	}
	above := fmt.Sprint(rows[:5])
	for _, word := range []string{"甲乡镇经办（town_clerk）2025-07-01 09:00 导出", "甲县级领导（county_head）批准，理由：入户核对", "含未遮盖"} {
		if !strings.Contains(above, word) {
			t.Errorf("%q is not in the watermark: %s", word, above)
		}
	}
	looks, err := w.db.Looks(context.Background(), "H9", 10)
	must(t, err)
	if len(looks) != 1 || looks[0].What != registry.LookedUnmasked || looks[0].User != "town_clerk" {
		t.Errorf("the household's looks: %+v", looks)
	}
	if told := w.told("export."); !strings.Contains(told, "export.taken persons csv unmasked, 501 rows") {
		t.Errorf("the audit log tells: %s", told)
	}
	w.later(1)
	if r := w.as("town_clerk").do("GET", file, nil); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.String(), "已经过期") {
		t.Errorf("a day later: %s", r)
	}
}

// told are actions and details of the log.
func (w *world) told(family string) string {
	w.t.Helper()
	var out []string
	entries, err := w.db.Page(context.Background(), audit.Filter{Action: family, Limit: 100})
	must(w.t, err)
	for _, e := range entries {
		out = append(out, e.Action+" "+e.Detail)
	}
	return strings.Join(out, "\n")
}

func TestWhoAskedDoesNotAgree(t *testing.T) {
	w := newWorld(t)
	w.crowd()
	w.user("county_head", someVillage)
	head := w.as("county_head")
	asked := head.asked("households", map[string]any{"whole": true, "reason": "核对"})
	if r := head.do("POST", fmt.Sprintf("/api/exports/%d/approve", asked.ID), map[string]any{"version": asked.Version}); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.String(), "两个人") {
		t.Errorf("one person alone: %s", r)
	}
}

// A list has more persons now than when it was granted: nobody has agreed to that.
func TestAListThatGrewIsAskedForAgain(t *testing.T) {
	w := newWorld(t)
	w.user("town_clerk", someVillage)
	clerk := w.as("town_clerk")
	asked := clerk.asked("persons", nil)
	w.crowd()
	if r := clerk.do("GET", asked.Link, nil); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.String(), "请重新导出") {
		t.Errorf("grown: %s", r)
	}
}

// Every list goes out as its pages show it: no number, no phone, nothing outside the
// scope, in both formats.
func TestEveryListLeavesMasked(t *testing.T) {
	w := newWorld(t)
	w.screened()
	c := w.cases(home)[0]
	w.sensitive(c)
	batch := w.aBatch(c)
	w.askedChange(c)
	w.aSetting(home)
	w.aSupervision(c)
	for role, lists := range map[string][]string{
		"town_clerk":   {"cases", "measures", "visits", "households", "persons", "declarations", "changes", "transfers", "complaints", "supervisions", "corrections", "quarantine", "batches"},
		"county_clerk": {"settings"}, "auditor": {"audit"}, "sysadmin": {"users"}, "village_cadre": {"cases", "persons"},
	} {
		w.user(role, c.Division)
		who := w.as(role)
		for _, list := range lists {
			for _, format := range []string{"csv", "xlsx"} {
				t.Run(role+" "+list+" "+format, func(t *testing.T) {
					filter := map[string]string{}
					switch list {
					case "quarantine":
						filter["batch"] = fmt.Sprint(batch)
					case "persons", "households":
						filter["under"] = c.Division.String()
					}
					v := who.asked(list, map[string]any{"format": format, "filter": filter})
					if v.State != export.Granted {
						t.Fatalf("asked: %+v", v)
					}
					r := who.do("GET", v.Link, nil)
					if r.status != http.StatusOK || !strings.Contains(r.header.Get("Content-Disposition"), "."+format) {
						t.Fatalf("taken: %s", r)
					}
					data := r.body
					if format == "xlsx" {
						book, err := excelize.OpenReader(bytes.NewReader(data))
						must(t, err)
						rows, err := book.GetRows("表1")
						must(t, err)
						data = []byte(fmt.Sprint(rows))
					}
					if number := leak(data); number != "" {
						t.Errorf("the file holds %s", number)
					}
					if !strings.Contains(string(data), "到此为止") || !strings.Contains(string(data), "（"+role+"）") {
						t.Errorf("no end or no watermark: %s", data)
					}
					if strings.Contains(string(data), w.cases(foreign)[0].Household) {
						t.Errorf("the file tells of another county")
					}
					if role == "village_cadre" && (strings.Contains(string(data), "收监") || strings.Contains(string(data), "有民生诉求")) {
						t.Errorf("the village is told what it must not know")
					}
				})
			}
		}
	}
}

func TestAFilterNarrowsTheFile(t *testing.T) {
	w := newWorld(t)
	w.screened()
	w.user("county_clerk", someVillage)
	clerk := w.as("county_clerk")
	var page caseList
	clerk.get("/api/cases?urgency=%E7%BA%A2&limit=500", &page)
	rows := clerk.taken(clerk.asked("cases", map[string]any{"filter": map[string]string{"urgency": "红"}}))
	if want := fmt.Sprintf("共 %d 行，到此为止", page.Total); page.Total == 0 || rows[len(rows)-1][0] != want || len(rows) != page.Total+5 {
		t.Errorf("%d lines for %d cases, ending in %q", len(rows), page.Total, rows[len(rows)-1])
	}
	if !strings.Contains(rows[2][0], "紧急程度：红") || !strings.Contains(rows[2][0], "黎平县") {
		t.Errorf("the filter in the watermark: %q", rows[2])
	}
	var places []division.Code
	for _, r := range rows[4 : len(rows)-1] {
		code, err := division.ParseCode(r[4])
		must(t, err)
		places = append(places, code)
	}
	for _, at := range places {
		if !home.Contains(at) {
			t.Errorf("%s is not in the county", at)
		}
	}
}

// A cell of a household that begins like a formula goes out as a text.
func TestAnExportedNameIsNoFormula(t *testing.T) {
	w := newWorld(t)
	_, _, err := w.db.Replace(context.Background(), []registry.Household{{Code: "H9", Division: someVillage, Version: 1, Members: []registry.Person{{Number: "LS1", Name: "=cmd|'/c calc'!A1", Relation: "户主", Status: "正常"}}}})
	must(t, err)
	w.user("town_clerk", someVillage)
	clerk := w.as("town_clerk")
	rows := clerk.taken(clerk.asked("persons", nil))
	if got := rows[4][5]; got != "'=cmd|'/c calc'!A1" {
		t.Errorf("the name goes out as %q", got)
	}
}

// Who goes away while a list goes out ends it; the log tells how far it came.
func TestAnExportEndsWithItsReader(t *testing.T) {
	w := newWorld(t)
	var many []registry.Household
	for i := range 20_000 {
		many = append(many, registry.Household{Code: fmt.Sprintf("H%05d", i), Division: someVillage, Version: 1, Address: fmt.Sprint(i * 7919), Members: []registry.Person{{Number: fmt.Sprint("LS", i), Name: "甲", Relation: "户主", Status: "正常"}}})
	}
	_, _, err := w.db.Replace(context.Background(), many)
	must(t, err)
	w.user("town_clerk", someVillage)
	w.user("county_head", someVillage)
	clerk := w.as("town_clerk")
	asked := clerk.asked("persons", map[string]any{"reason": "核对"})
	r := w.as("county_head").do("POST", fmt.Sprintf("/api/exports/%d/approve", asked.ID), map[string]any{"version": asked.Version})
	if r.status != http.StatusOK {
		t.Fatalf("approved: %s", r)
	}
	ctx, goes := context.WithCancel(context.Background())
	req, err := http.NewRequestWithContext(ctx, "GET", w.http.URL+fmt.Sprintf("/api/exports/%d/file", asked.ID), nil)
	must(t, err)
	resp, err := clerk.http.Do(req)
	must(t, err)
	_, err = io.ReadFull(resp.Body, make([]byte, 10_000))
	must(t, err)
	goes()
	resp.Body.Close()
	for range takingAtOnce { // every place is free again: nothing goes out any more
		w.server.taking <- struct{}{}
	}
	if told := w.told("export.taken"); !strings.Contains(told, "cut off") {
		t.Errorf("the log tells: %s", told)
	}
	if strings.Contains(w.told("export.taken"), " 20000 rows") {
		t.Error("the list went out whole to nobody")
	}
}

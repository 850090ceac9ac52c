package server

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
	"dixian/registry"
	"dixian/rule"
)

// county is a world with a screening, and a county clerk signed in.
func county(t *testing.T) (*world, *client) {
	w := newWorld(t)
	w.screened()
	w.user("county_clerk", w.cases(home)[0].Division)
	return w, w.as("county_clerk")
}

func TestListsRefuse(t *testing.T) {
	_, c := county(t)
	for query, field := range map[string]string{
		"state=asleep": "state", "under=52": "under", "urgency=紫": "urgency", "late=2": "late", "after=x": "after", "after=1.2.3": "after", "limit=0": "limit", "limit=9999": "limit", "limit=many": "limit",
	} {
		r := c.do("GET", "/api/cases?"+query, nil)
		if r.status != http.StatusUnprocessableEntity || r.problem(t).Errors[0].Field != field {
			t.Errorf("%s: %s", query, r)
		}
	}
}

func TestListsPageAndFilter(t *testing.T) {
	w, c := county(t)
	var all caseList
	c.get("/api/cases?limit=500", &all)
	if all.Total != len(w.cases(home)) || all.Next != "" {
		t.Fatalf("%d of %d, next %q", all.Total, len(w.cases(home)), all.Next)
	}
	var seen []int64
	for after := ""; ; {
		var page caseList
		c.get("/api/cases?limit=7&after="+after, &page)
		for _, row := range page.Cases {
			seen = append(seen, row.ID)
		}
		if page.Total != all.Total {
			t.Errorf("a page counts %d", page.Total)
		}
		if after = page.Next; after == "" {
			break
		}
	}
	if len(seen) != all.Total || len(slices.Compact(slices.Sorted(slices.Values(seen)))) != all.Total {
		t.Errorf("the pages hold %d cases of %d", len(seen), all.Total)
	}
	first := all.Cases[0]
	for _, f := range []struct {
		query string
		fits  func(caseRow) bool
	}{
		{"state=triage", func(r caseRow) bool { return r.State == "triage" }},
		{"state=triage,dispatched", func(r caseRow) bool { return true }},
		{"urgency=蓝", func(r caseRow) bool { return r.Urgency == "蓝" }},
		{"under=" + first.Division, func(r caseRow) bool { return r.Division == first.Division }},
		{"rule=income_drop", func(r caseRow) bool {
			return slices.ContainsFunc(r.Alerts, func(a alertMark) bool { return a.Rule == "income_drop" })
		}},
		{"q=" + first.Household, func(r caseRow) bool { return r.Household == first.Household }},
		{"q=" + first.Head, func(r caseRow) bool { return r.Head == first.Head }},
		{"under=" + foreign.String(), func(caseRow) bool { return false }},
		{"late=1", func(caseRow) bool { return false }},
	} {
		var got caseList
		c.get("/api/cases?limit=500&"+f.query, &got)
		want := 0
		for _, row := range all.Cases {
			if f.fits(row) {
				want++
			}
		}
		if got.Total != want || len(got.Cases) != want {
			t.Errorf("%s: %d cases, counted %d, expected %d", f.query, len(got.Cases), got.Total, want)
		}
	}
	w.later(20)
	var late caseList
	w.as("county_clerk").get("/api/cases?late=1&limit=500", &late)
	if late.Total == 0 || late.Cases[0].Light != "late" || *late.Cases[0].DaysLeft >= 0 {
		t.Errorf("after three weeks: %d late", late.Total)
	}
}

func TestLoadsAndBulkRefuse(t *testing.T) {
	w, c := county(t)
	own, other := w.inState(home, "triage"), w.cases(foreign)[0]
	if r := c.do("POST", "/api/cases/loads", map[string]any{"ids": []int64{own.ID, other.ID}}); r.status != http.StatusNotFound {
		t.Errorf("loads of a foreign case: %s", r)
	}
	if r := c.do("POST", "/api/cases/bulk", map[string]any{"move": "visit", "ids": []int64{own.ID}}); r.status != http.StatusUnprocessableEntity {
		t.Errorf("a visit in bulk: %s", r)
	}
	if r := c.do("POST", "/api/cases/bulk", map[string]any{"move": "dispatch", "ids": []int64{}}); r.status != http.StatusUnprocessableEntity {
		t.Errorf("nothing in bulk: %s", r)
	}
	var done outcomes
	c.do("POST", "/api/cases/bulk", map[string]any{"move": "dispatch", "ids": []int64{own.ID, other.ID}}).into(t, &done)
	if len(done.Outcomes) != 2 || !done.Outcomes[0].Done || done.Outcomes[1].Done || done.Outcomes[1].Says == "" {
		t.Errorf("%+v", done)
	}
}

// An alert shows its sum: numbers with words and units, the parameter with its
// standing, the clause.
func TestWhySaysWhy(t *testing.T) {
	w, c := county(t)
	told := 0
	for _, held := range w.cases(home) {
		var v caseView
		c.get(fmt.Sprintf("/api/cases/%d", held.ID), &v)
		for _, a := range v.Why {
			if a.Label == "" || len(a.Cites) == 0 || a.Cites[0].Document == "" || len(a.Sum)+len(a.Rows) == 0 {
				t.Errorf("%s explains nothing: %+v", a.Rule, a)
			}
			if a.Says != "" {
				told++
			}
			items := slices.Clone(a.Sum)
			for _, row := range a.Rows {
				items = append(items, row.Cells...)
			}
			for _, i := range items {
				if i.Label == "" || strings.Contains(i.Label, "_") {
					t.Errorf("%s: %s has no words but %q", a.Rule, i.Name, i.Label)
				}
				if i.Name == "monitoring_line" && (i.Kind != "param" || i.Status != "example" || i.Unit != "元") {
					t.Errorf("the line: %+v", i)
				}
			}
		}
	}
	if told == 0 {
		t.Error("no alert has its sentence")
	}
}

func TestEvidenceInWords(t *testing.T) {
	w := newWorld(t)
	read := func(name, evidence string, who reader) sum {
		t.Helper()
		s, err := w.server.words.read(name, evidence, someVillage, asOf, who)
		must(t, err)
		return s
	}
	for _, bad := range []string{"{", "[]", `{"a":}`, "1", `{"a":1}}`[:5]} {
		if _, err := w.server.words.read("income_drop", bad, someVillage, asOf, reader{}); err == nil {
			t.Errorf("%s was read as evidence", bad)
		}
	}
	s := read("income_below_line", `{"net_income":"22620.00","latest_income.net":null,"monitoring_line":"8700.00","members":3,"example":["monitoring_line"]}`, reader{})
	if want := "家庭年纯收入 22620.00 元，家庭 3 人，低于每人每年 8700.00 元的监测范围"; s.says != want {
		t.Errorf("says %q", s.says)
	}
	if len(s.items) != 4 || s.items[0].Value != "22620.00" || s.items[0].Unit != "元" || s.items[1].Value != "未知" || s.items[1].Unit != "" || s.items[2].Kind != "param" || s.items[3].Unit != "人" {
		t.Errorf("%+v", s.items)
	}
	if s := read("new_disability", `{"disability":[{"id_number":"x","grade":2,"category":6,"issued_on":"2025-01-03"}]}`, reader{}); s.rows[0].Cells[2].Value != "精神" || s.rows[0].Label != "残疾人证" && s.rows[0].Label == "disability" {
		t.Errorf("%+v", s.rows)
	}
	if s := read("no_such_rule", `{"something":1}`, reader{}); s.items[0].Label != "something" || s.items[0].Value != "1" {
		t.Errorf("what the package does not know keeps its key: %+v", s.items)
	}
}

func TestUnmaskingIsLogged(t *testing.T) {
	w, c := county(t)
	code := w.cases(home)[0].Household
	w.user("village_cadre", w.cases(home)[0].Division)
	w.user("auditor", home)
	for _, r := range []struct {
		says, reason, field string
		at                  string
	}{
		{"no reason", " ", "phone", "reason"},
		{"a number in the reason", "核对 522631199001011234", "phone", "reason"},
		{"a field that is none", "核对", "password", "field"},
		{"a member who is not there", "核对", "members.99.number", "field"},
		{"a member before the first", "核对", "members.-1.number", "field"},
	} {
		got := c.do("POST", "/api/households/"+code+"/unmask", map[string]any{"reason": r.reason, "field": r.field})
		if got.status != http.StatusUnprocessableEntity || got.problem(t).Errors[0].Field != r.at {
			t.Errorf("%s: %s", r.says, got)
		}
	}
	if r := w.as("village_cadre").do("POST", "/api/households/"+code+"/unmask", map[string]any{"reason": "核对", "field": "phone"}); r.status != http.StatusForbidden {
		t.Errorf("the village: %s", r)
	}
	var h householdView
	c.get("/api/households/"+code, &h)
	if !strings.Contains(h.Members[0].Number, "*") {
		t.Errorf("%s is not masked", h.Members[0].Number)
	}
	var whole unmasked
	c.do("POST", "/api/households/"+code+"/unmask", map[string]any{"reason": "核对入户信息", "field": "members.0.number"}).into(t, &whole)
	if len(whole.Value) != 18 || strings.Contains(whole.Value, "*") || !strings.HasPrefix(whole.Value, h.Members[0].Number[:6]) {
		t.Errorf("unmasked %q of %q", whole.Value, h.Members[0].Number)
	}
	var log auditPage
	w.as("auditor").get("/api/audit?limit=5", &log)
	i := slices.IndexFunc(log.Entries, func(e entryView) bool { return e.Action == "unmask" })
	if i < 0 || log.Entries[i].Subject != "household/"+code || !strings.Contains(log.Entries[i].Detail, "核对入户信息") || strings.Contains(log.Entries[i].Detail, whole.Value) {
		t.Errorf("the log: %+v", log.Entries)
	}
}

func TestOverview(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	w.user("analyst", someVillage)
	var empty overview
	w.as("county_clerk").get("/api/overview", &empty)
	if !strings.Contains(empty.Sentence, "还没有数据") || empty.AsOf != "" {
		t.Errorf("before the first screening: %+v", empty)
	}
	w.screened()
	w.later(20)
	c := w.as("county_clerk")
	var o overview
	c.get("/api/overview", &o)
	total, late, below := 0, 0, 0
	for _, s := range o.States {
		total, late = total+s.Count, late+s.Late
	}
	for _, d := range o.Divisions {
		below += d.Open
	}
	if total != len(w.cases(home)) || below != total || late == 0 || o.AsOf != "2025-06-30" || len(o.Runs) != 1 || !strings.Contains(o.Sentence, fmt.Sprintf("%d 件超期", late)) {
		t.Errorf("%d cases, %d below, %d late: %+v", total, below, late, o)
	}
	if r := c.do("GET", "/api/overview?under="+foreign.String(), nil); r.status != http.StatusNotFound {
		t.Errorf("a foreign county: %s", r)
	}
	var counted overview
	w.as("analyst").get("/api/overview", &counted)
	if counted.Sentence != o.Sentence {
		t.Errorf("the analyst counts otherwise: %s", counted.Sentence)
	}
}

// eachDivision counts the questions about numbers of cases.
type eachDivision struct {
	casework.Store
	asked int
}

func (s *eachDivision) CountStates(ctx context.Context, scope []division.Code, under division.Code, today int32) ([]casework.StateCount, error) {
	s.asked++
	return s.Store.CountStates(ctx, scope, under, today)
}

func (s *eachDivision) CountChildren(ctx context.Context, scope []division.Code, under division.Code, level division.Level, today int32) (map[division.Code][]casework.StateCount, error) {
	s.asked++
	return s.Store.CountChildren(ctx, scope, under, level, today)
}

// An overview asks twice, of the whole and of its parts, whatever their number;
// the parts add up on every level and for who works in several places.
func TestAnOverviewAsksTwice(t *testing.T) {
	w := newWorld(t)
	w.screened()
	w.later(20)
	asked := &eachDivision{Store: w.db}
	w.service.Store = asked
	village := w.cases(home)[0].Division
	for _, role := range []string{"province", "city", "county_clerk", "town_clerk", "village_cadre"} {
		w.user(role, village)
	}
	u := w.userAs("two", "county_clerk", home)
	u.Grants, u.MustChange = append(u.Grants, access.Grant{Role: "town_clerk", Division: w.cases(foreign)[0].Division.Town()}), false
	must(t, w.db.UpdateUser(context.Background(), u))
	for login, parts := range map[string]bool{"province": true, "city": true, "county_clerk": true, "town_clerk": true, "village_cadre": false, "two": true} {
		asked.asked = 0
		var o overview
		w.as(login).get("/api/overview", &o)
		if asked.asked > 2 {
			t.Errorf("%s: the store was asked %d times", login, asked.asked)
		}
		total, late := 0, 0
		for _, s := range o.States {
			total, late = total+s.Count, late+s.Late
		}
		open, lateBelow := 0, 0
		for _, d := range o.Divisions {
			open, lateBelow = open+d.Open, lateBelow+d.Late
		}
		if parts != (len(o.Divisions) > 0) || parts && (open != total || lateBelow != late || late == 0) {
			t.Errorf("%s: %d cases, %d late; below %d and %d: %+v", login, total, late, open, lateBelow, o.Divisions)
		}
	}
}

// Over every rule of the package: nothing of an alert comes to a board.
func TestBoardsTellNothingOfAnyRule(t *testing.T) {
	w, c := county(t)
	ctx := context.Background()
	held := w.inState(home, "triage")
	for _, r := range w.service.Program.Rules {
		has := slices.ContainsFunc(held.Alerts, func(a casework.Alert) bool { return a.Rule == r.Name })
		if r.Raises == rule.Alert && !has {
			must(t, w.db.SaveAlert(ctx, &casework.Alert{CaseID: held.ID, Rule: r.Name, Risk: r.Risk, Urgency: "黄", Evidence: `{"net_income":"22620.00"}`, RaisedOn: asOf}))
		}
	}
	for state, kind := range map[string]string{"publicity": "publicity", "clear_publicity": "publicity", "monitored": "announcement", "cleared": "announcement"} {
		full, err := w.db.Case(ctx, held.ID, []division.Code{home})
		must(t, err)
		full.State, full.PostedOn, full.IdentifiedOn, full.ClearedOn, full.MainRisk, full.ObjectType = state, w.service.Today(), w.service.Today(), w.service.Today(), "因病", "突发严重困难户"
		must(t, w.db.SaveCase(ctx, full))
		r := c.do("GET", fmt.Sprintf("/api/cases/%d/documents/%s/html", held.ID, kind), nil)
		if r.status != http.StatusOK || !strings.Contains(r.header.Get("X-Robots-Tag"), "noindex") {
			t.Fatalf("%s: %s", state, r)
		}
		_, text, _ := strings.Cut(string(r.body), "<body>")
		forbidden := []string{"22620", "因病", "突发严重困难户", "监测对象", "返贫", "致贫", held.Household}
		for _, r := range w.service.Program.Rules {
			forbidden = append(forbidden, r.Label)
			if r.Raises == rule.Alert {
				forbidden = append(forbidden, r.Risk)
			}
		}
		h, err := w.db.Household(ctx, held.Household, true)
		must(t, err)
		for _, p := range h.Members {
			forbidden = append(forbidden, p.Number)
		}
		for _, word := range append(forbidden, h.Phone, h.Address) {
			if word != "" && strings.Contains(text, word) {
				t.Errorf("in %s the board holds %q", state, word)
			}
		}
	}
}

func TestWhoIsToldByNumber(t *testing.T) {
	w := newWorld(t)
	adult, child := calendar.NewDate(1980, 1, 1), calendar.NewDate(2012, 1, 1)
	person := func(born calendar.Date, relation, status string) registry.Person {
		return registry.Person{Name: "甲子", BirthDate: born, Relation: relation, Status: status, LivingTogether: true}
	}
	for _, c := range []struct {
		says     string
		members  []registry.Person
		evidence string
		hidden   bool
	}{
		{"a minor as head", []registry.Person{person(child, "户主", "正常"), person(adult, "其他", "正常")}, "", true},
		{"children alone", []registry.Person{person(child, "子", "正常")}, "", true},
		{"somebody in custody", []registry.Person{person(adult, "户主", "正常"), person(adult, "配偶", "收监")}, "", true},
		{"mental disability in an alert", []registry.Person{person(adult, "户主", "正常")}, `{"disability":[{"category":6}]}`, true},
		{"another disability", []registry.Person{person(adult, "户主", "正常")}, `{"disability":[{"category":4}]}`, false},
		{"a family like others", []registry.Person{person(adult, "户主", "正常"), person(child, "子", "正常")}, "", false},
	} {
		t.Run(c.says, func(t *testing.T) {
			held := &casework.Case{ID: 9, Division: someVillage}
			if c.evidence != "" {
				held.Alerts = []casework.Alert{{Rule: "new_disability", Evidence: c.evidence}}
			}
			head, err := w.server.head(held, &registry.Household{Members: c.members})
			must(t, err)
			if (head.String() == "第 9 号") != c.hidden {
				t.Errorf("the board says %s", head)
			}
		})
	}
}

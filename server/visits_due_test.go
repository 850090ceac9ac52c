package server

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"testing"

	"dixian/casework"
)

// A cadre's day: whom to go to with everything that one visit answers; the answer
// to the form takes the household off the list.
func TestVisitsThatAreDue(t *testing.T) {
	w := newWorld(t)
	w.screened()
	c := w.inState(home, "dispatched")
	cadre, town, stranger := w.user("village_cadre", c.Division), w.user("town_clerk", c.Division), w.userAs("elsewhere", "town_clerk", w.cases(foreign)[0].Division.Town())
	at := w.as(cadre.Login)
	find := func(who *client, path string) *visitDue {
		t.Helper()
		var list visitsDue
		who.get(path, &list)
		i := slices.IndexFunc(list.Due, func(d visitDue) bool { return d.Case.ID == c.ID })
		if i < 0 {
			return nil
		}
		return &list.Due[i]
	}
	d := find(at, "/api/due?days=3")
	switch {
	case d == nil:
		t.Fatal("the visit of an urgent clue is not due")
	case d.Move != "visit" || d.DaysLeft != 3 || len(d.Asks) < 10 || len(d.Things) < 2 || d.Things[0].Kind != "visit" || d.Things[0].Label != "入户核查" || d.ToldOn != "":
		t.Fatalf("%+v", d)
	case find(at, "/api/due?days=2") != nil:
		t.Error("it is due a day too early")
	case find(w.as(stranger.Login), "/api/due?days=92") != nil:
		t.Error("another county sees it")
	}
	if got := find(w.as(town.Login), "/api/due?under="+c.Division.String()); got == nil || got.Move != "visit" {
		t.Errorf("the town may go too: %+v", got)
	}
	w.userAs("counts", "analyst", home)
	if r := w.as("counts").do("GET", "/api/due", nil); r.status != http.StatusForbidden {
		t.Errorf("an analyst visits nobody: %s", r)
	}
	if r := at.do("GET", "/api/due?days=93", nil); r.status != http.StatusUnprocessableEntity {
		t.Errorf("ninety-two days are the most: %s", r)
	}

	form := map[string]string{
		"visited_on": w.service.Today().String(), "visitor_1": "王某", "visitor_2": "李某", "members_confirmed": "是", "rigid_spending": "9000.00",
		"food": "不愁", "clothes": "不愁", "house_safe": "安全", "water_safe": "安全", "school": "都在学", "medical_cover": "都参保", "risk_found": "是", "conclusion": "看病花得多",
	}
	if r := at.do("POST", "/api/cases/"+fmt.Sprint(c.ID)+"/moves", map[string]any{"move": d.Move, "version": d.Case.Version, "form": form}); r.status != http.StatusOK {
		t.Fatal(r)
	}
	if find(at, "/api/due?days=92") != nil {
		t.Error("the visit is made and still due")
	}
	town2 := w.as(town.Login)
	if r := town2.do("POST", "/api/cases/"+fmt.Sprint(c.ID)+"/moves", map[string]any{"move": "revisit", "version": d.Case.Version + 1, "reason": "漏了一间屋"}); r.status != http.StatusOK {
		t.Fatal(r)
	}
	d = find(at, "/api/due?days=3")
	if d == nil || d.ToldOn != w.service.Today().String() {
		t.Fatalf("sent again: %+v", d)
	}
	known := map[string]string{}
	for _, k := range d.Known {
		known[k.Name] = k.Value
	}
	if known["rigid_spending"] != "9000.00" || known["conclusion"] != "" || known["risk_found"] != "" {
		t.Errorf("what was told is known, what was concluded is not: %v", known)
	}
}

// The daily checks: what they find stands on the case, in the list and in a count,
// and only for who sees the case.
func TestTheDailyChecksAreSeen(t *testing.T) {
	w := newWorld(t)
	w.screened()
	ctx := context.Background()
	c := w.inState(home, "triage")
	c.State, c.IdentifiedOn, c.ObjectType, c.MainRisk, c.DueOn, c.VisitDueOn = "monitored", w.service.Today()-40, "突发严重困难户", "其他", 0, w.service.Today()-1
	must(t, w.db.SaveCase(ctx, c))
	w.user("village_cadre", c.Division)
	w.userAs("elsewhere", "county_clerk", foreign)
	at := w.as("village_cadre")
	if _, err := w.service.CheckAll(ctx); err != nil {
		t.Fatal(err)
	}

	var list caseList
	at.get("/api/cases?check=missed_visit", &list)
	if len(list.Cases) != 1 || list.Cases[0].ID != c.ID || list.Cases[0].Checks < 2 || list.Cases[0].VisitDueOn == "" {
		t.Fatalf("the list: %+v", list.Cases)
	}
	if at.get("/api/cases?check=unmatched", &list); list.Total != 0 {
		t.Errorf("nobody has it: %+v", list.Cases)
	}
	var view caseView
	at.get("/api/cases/"+fmt.Sprint(c.ID), &view)
	i := slices.IndexFunc(view.Checks, func(v checkView) bool { return v.Check == "no_measure" })
	if i < 0 || view.Checks[i].Says == "" || view.Checks[i].Label != "满一个月没有措施" || view.Checks[i].Since != w.service.Today().String() {
		t.Fatalf("the case: %+v", view.Checks)
	}
	counted := func(who string) map[string]int {
		t.Helper()
		var got checkList
		w.as(who).get("/api/checks", &got)
		if len(got.Days) != 1 || got.Days[0].Day != w.service.Today().String() {
			t.Errorf("the days: %+v", got.Days)
		}
		out := map[string]int{}
		for _, n := range got.Counts {
			out[n.Check] = n.Count
		}
		return out
	}
	if got := counted("village_cadre"); got["no_measure"] != 1 || got["missed_visit"] != 1 {
		t.Errorf("the village's: %v", got)
	}
	if got := counted("elsewhere"); got["no_measure"] != 0 {
		t.Errorf("another county's: %v", got)
	}
	r := at.do("POST", "/api/cases/"+fmt.Sprint(c.ID)+"/measures", map[string]any{"version": c.Version, "class": "产业帮扶", "kind": casework.Development, "owner": "农业农村局", "from": w.service.Today().String()})
	if r.status != http.StatusOK {
		t.Fatal(r)
	}
	if got := counted("village_cadre"); got["no_measure"] != 0 || got["missed_visit"] != 1 {
		t.Errorf("help answers one of them at once: %v", got)
	}
}

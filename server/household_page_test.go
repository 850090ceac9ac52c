package server

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

func TestAHouseholdsPageHasAllThatIsKnown(t *testing.T) {
	w := newWorld(t)
	w.screened()
	own := w.cases(home)[0]
	w.sensitive(own)
	w.user("county_clerk", own.Division)
	w.user("village_cadre", own.Division)
	path := "/api/households/" + own.Household
	var clerk, cadre householdPageView
	w.as("county_clerk").get(path+"/page", &clerk)
	w.as("village_cadre").get(path+"/page", &cadre)
	if len(clerk.Cases) != 1 || clerk.Cases[0].ID != own.ID || len(clerk.Alerts) < 3 || clerk.Household.Version != 1 || len(clerk.Household.Members) == 0 {
		t.Errorf("%+v", clerk)
	}
	if len(clerk.Counted) != len(clerk.Household.Members) {
		t.Errorf("%d members, %d counted", len(clerk.Household.Members), len(clerk.Counted))
	}
	told := map[string]bool{}
	for _, a := range clerk.Alerts {
		told[a.Is.Label] = true
		if a.Case != own.ID {
			t.Errorf("an alert of case %d", a.Case)
		}
	}
	for _, a := range cadre.Alerts {
		if a.Is.Rule == "petition" || strings.Contains(a.Is.Says, "12345") {
			t.Errorf("a village is told of a petition: %+v", a)
		}
	}
}

func TestWhoLookedIsTold(t *testing.T) {
	w := newWorld(t)
	w.screened()
	own := w.cases(home)[0]
	for _, role := range []string{"county_clerk", "village_cadre", "analyst"} {
		w.user(role, own.Division)
	}
	path := "/api/households/" + own.Household
	clerk, cadre := w.as("county_clerk"), w.as("village_cadre")
	if r := cadre.do("GET", path+"/looks", nil); r.status != http.StatusForbidden {
		t.Errorf("a village asks who looked: %s", r)
	}
	for range 2 {
		cadre.get(path+"/page", &householdPageView{})
		cadre.get(fmt.Sprintf("/api/cases/%d", own.ID), &caseView{})
	}
	if r := clerk.do("POST", path+"/unmask", map[string]any{"reason": "核对电话", "field": "phone"}); r.status != http.StatusOK {
		t.Fatalf("%s", r)
	}
	if r := clerk.do("POST", path+"/unmask", map[string]any{"reason": "", "field": "phone"}); r.status != http.StatusUnprocessableEntity {
		t.Fatalf("without a reason: %s", r)
	}
	var looks looksView
	clerk.get(path+"/looks", &looks)
	var what []string
	for _, l := range looks.Looked {
		what = append(what, l.User+" "+l.What+" "+l.Field+" "+l.Reason)
	}
	if strings.Join(what, "; ") != "county_clerk unmask phone 核对电话; village_cadre case  ; village_cadre page  " {
		t.Errorf("%q", what)
	}
	roles := map[string]bool{}
	for _, m := range looks.May {
		roles[m.Role] = true
	}
	if !roles["county_clerk"] || !roles["village_cadre"] || roles["analyst"] {
		t.Errorf("who may: %+v", looks.May)
	}
}

package server

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"dixian/casework"
)

// listed is how many cases a list has behind a number.
func (c *client) listed(pairs ...string) int {
	c.w.t.Helper()
	q := url.Values{"limit": {"1"}}
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	var list caseList
	c.get("/api/cases?"+q.Encode(), &list)
	return list.Total
}

// Every number of the overview is the total of the list that the pages open
// behind it, for whoever looks and at whatever level.
func TestEveryNumberOpensItsList(t *testing.T) {
	w, _ := county(t)
	w.later(20)
	village := w.cases(home)[0].Division
	for _, role := range []string{"province", "city", "town_clerk", "village_cadre"} {
		w.user(role, village)
	}
	for role, under := range map[string]string{
		"province": "", "city": "", "county_clerk": "", "town_clerk": "", "village_cadre": "", "county_head": village.Town().String(),
	} {
		if role == "county_head" {
			w.user(role, village)
		}
		c := w.as(role)
		equal := func(what string, n int, pairs ...string) {
			t.Helper()
			if got := c.listed(pairs...); got != n {
				t.Errorf("%s, %s: %d, the list %v has %d", role, what, n, pairs, got)
			}
		}
		suffix := "?under=" + under
		if under == "" {
			suffix = ""
		}
		open, monitored := strings.Join(w.server.unfinished(), ","), strings.Join(monitoredStates, ",")
		var o overview
		c.get("/api/overview"+suffix, &o)
		for _, s := range o.States {
			equal(s.State, s.Count, "state", s.State, "under", under)
			equal("late in "+s.State, s.Late, "state", s.State, "under", under, "late", "1")
		}
		for _, d := range o.Divisions {
			if d.Late > 0 || d.Stuck.Late > 0 {
				equal("late in "+d.Name, d.Late, "state", open, "under", d.Code, "late", "1")
				equal("stuck in "+d.Name, d.Stuck.Late, "state", d.Stuck.State, "under", d.Code, "late", "1")
			}
		}
		var h householdCounts
		c.get("/api/overview/households"+suffix, &h)
		equal("alerted", h.Whole.Alerted, "state", open, "under", under, "alerted", "yes")
		equal("helped", h.Whole.Helped, "state", monitored, "under", under, "helped", "yes")
		equal("not helped", h.Whole.Monitored-h.Whole.Helped, "state", monitored, "under", under, "helped", "no")
		if h.Whole.Registered == 0 || h.Whole.Alerted == 0 || h.Whole.Registered < h.Whole.Alerted {
			t.Errorf("%s: %+v", role, h.Whole)
		}
		var months trend
		c.get("/api/overview/trend"+suffix, &months)
		opened := 0
		for _, m := range months.Months {
			opened += m.Opened
			equal("opened in "+m.Month, m.Opened, "under", under, "opened", m.Month)
			equal("decided in "+m.Month, m.Decided, "under", under, "decided", m.Month)
			equal("cleared in "+m.Month, m.Cleared, "under", under, "cleared", m.Month)
		}
		if len(months.Months) != trendMonths || months.Months[trendMonths-1].Month != w.service.Today().Month().String() || opened == 0 {
			t.Errorf("%s: %+v", role, months)
		}
		var mix riskMix
		c.get("/api/overview/risks"+suffix, &mix)
		for _, r := range mix.Alerts {
			equal(r.Risk, r.Count, "state", open, "under", under, "risk", r.Risk)
		}
		for _, r := range mix.Main {
			equal("main "+r.Risk, r.Count, "state", monitored, "under", under, "main_risk", r.Risk)
		}
		equal("no alert", mix.NoAlert, "state", open, "under", under, "alerted", "no")
		if len(mix.Alerts) == 0 {
			t.Errorf("%s: no risk", role)
		}
	}
}

// A province sees its counties with their prefecture; what the registry does not
// know is there, with no household.
func TestAProvinceSeesItsCounties(t *testing.T) {
	w := newWorld(t)
	w.screened()
	w.later(20)
	w.user("province", w.cases(home)[0].Division)
	c := w.as("province")
	var o overview
	c.get("/api/overview", &o)
	at := slices.IndexFunc(o.Divisions, func(d divisionCount) bool { return d.Code == home.String() })
	if len(o.Divisions) != 88 || at < 0 || o.Divisions[at].Above != "黔东南苗族侗族自治州" || o.Divisions[at].Late == 0 || o.Divisions[at].Tasks < o.Divisions[at].Late {
		t.Errorf("%d counties, the home one %+v", len(o.Divisions), o.Divisions[max(at, 0)])
	}
	var h householdCounts
	c.get("/api/overview/households", &h)
	known := 0
	for _, d := range h.Divisions {
		if d.Registered > 0 {
			known++
		}
	}
	if len(h.Divisions) != 88 || known != 2 {
		t.Errorf("%d counties, %d of them known", len(h.Divisions), known)
	}
	var m tileMap
	c.get("/api/tiles", &m)
	if len(m.Tiles) != 88 {
		t.Errorf("%d tiles", len(m.Tiles))
	}
}

// What a petition was about is counted for the county and not for its towns.
func TestHiddenRisksAreNotCounted(t *testing.T) {
	w := newWorld(t)
	w.screened()
	ctx := t.Context()
	of := w.cases(home)[0]
	name := ""
	for rule, r := range w.server.words.rules {
		if r.About.Name == petitions {
			name = rule
		}
	}
	must(t, w.db.SaveAlert(ctx, &casework.Alert{CaseID: of.ID, Rule: name, Risk: "诉求", Urgency: "黄", Evidence: "{}"}))
	for role, seen := range map[string]bool{"county_clerk": true, "town_clerk": false} {
		w.user(role, of.Division)
		var mix riskMix
		c := w.as(role)
		c.get("/api/overview/risks", &mix)
		if got := slices.ContainsFunc(mix.Alerts, func(r riskCount) bool { return r.Risk == "诉求" }); got != seen {
			t.Errorf("%s: petitions in the mix: %v", role, got)
		}
		if n := c.listed("risk", "诉求"); (n > 0) != seen {
			t.Errorf("%s: the list has %d", role, n)
		}
	}
}

func TestSpansThatAreNone(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	c := w.as("county_clerk")
	for _, text := range []string{"2025-13", "25", "2025-6", "0000", "abc"} {
		if r := c.do("GET", fmt.Sprintf("/api/cases?opened=%s", text), nil); r.status != 422 {
			t.Errorf("%s: %s", text, r)
		}
	}
}

func TestSentences(t *testing.T) {
	place := func(name string, late int) divisionCount { return divisionCount{Name: name, Open: 9, Late: late} }
	for _, c := range []struct {
		says, want string
		whole      divisionCount
		below      []divisionCount
		screened   bool
	}{
		{"before the first screening", "还没有数据", divisionCount{Name: "贵州省"}, nil, false},
		{"nothing is open", "没有在办", divisionCount{Name: "黎平县"}, nil, true},
		{"nothing is late", "没有超期", place("黎平县", 0), nil, true},
		{"a village has nothing below it", "黎平所村有 2 件超期。", place("黎平所村", 2), nil, true},
		{"few places have all of it", "黎平县有 3 件超期，都在高屯街道、德凤街道。", place("黎平县", 3), []divisionCount{place("德凤街道", 1), place("高屯街道", 2), place("中潮镇", 0)}, true},
		{"of many the first three", "贵州省有 10 件超期，90% 在从江县、威宁县、黎平县。", place("贵州省", 10), []divisionCount{place("黎平县", 2), place("从江县", 4), place("榕江县", 1), place("威宁县", 3)}, true},
	} {
		if got := sentence(c.whole, c.below, c.screened); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", c.says, got, c.want)
		}
	}
}

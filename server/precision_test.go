package server

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"dixian/casework"
	"dixian/division"
)

// ended lays three ends under alerts of the home county: a household that is
// monitored, one that is closed, one that a cadre found and no rule.
func (w *world) ended() {
	w.t.Helper()
	ctx := context.Background()
	cases := w.cases(home)
	for i, c := range cases[:3] {
		whole, err := w.db.Case(ctx, c.ID, []division.Code{casework.Everywhere})
		must(w.t, err)
		switch i {
		case 0:
			whole.State, whole.IdentifiedOn, whole.MainRisk = "monitored", w.service.Today(), "因病"
			must(w.t, w.db.AddEvent(ctx, &casework.Event{CaseID: c.ID, At: w.clock(), Day: w.service.Today(), User: "-", Act: "visit"}))
		case 1:
			whole.State = "closed_no_risk"
		case 2:
			whole.State, whole.IdentifiedOn, whole.MainRisk, whole.Channel = "monitored", asOf-10, "因病", casework.FromCadre
		}
		must(w.t, w.db.SaveCase(ctx, whole))
	}
}

// Every number of the rules' record is the total of the list that the page opens
// behind it.
func TestEveryNumberOfARuleOpensItsList(t *testing.T) {
	w, clerk := county(t)
	w.ended()
	village := w.cases(home)[0].Division
	townspeople := w.user("town_clerk", village)
	w.user("province", village)
	sum := 0
	for name, c := range map[string]*client{"county": clerk, "town": w.as("town_clerk"), "province": w.as("province")} {
		var got rulesSpoke
		c.get("/api/precision?from=2025-01&to=2025-07", &got)
		for _, r := range got.Rules {
			for part, n := range map[casework.Part]int{casework.BecameRaised: r.Clues.Raised, casework.BecameVisited: r.Clues.Visited, casework.BecameEnded: r.Clues.Ended, casework.BecameListed: r.Clues.Listed} {
				if listed := c.listed("became", fmt.Sprintf("%s:%s", part, r.Rule), "raised", "2025-01~2025-07"); listed != n {
					t.Errorf("%s, %s of %s: %d, the list has %d", name, part, r.Rule, n, listed)
				}
			}
			if listed := c.listed("missed", "1", "decided", "2025-01~2025-07", "main_risk", r.MainRisk); r.MainRisk != "" && listed != r.Missed {
				t.Errorf("%s, missed of %s: %d, the list has %d", name, r.Rule, r.Missed, listed)
			}
			if name == "town" && slices.Contains(w.server.hiddenRules(townspeople), r.Rule) {
				t.Errorf("the town is told of %s", r.Rule)
			}
			sum += r.Clues.Visited + r.Clues.Ended + r.Clues.Listed
		}
		if name != "town" && (got.Missed == nil || !slices.Contains(got.Missed, riskCount{"因病", 1})) {
			t.Errorf("%s: missed %+v", name, got.Missed)
		}
	}
	if sum == 0 {
		t.Error("nothing has ended, and this test finds nothing")
	}
}

func TestWhereARuleIsBlind(t *testing.T) {
	w, clerk := county(t)
	w.user("province", someVillage)
	w.user("analyst", someVillage.County())
	w.user("town_clerk", someVillage)
	var of [3]rulesSpoke
	clerk.get("/api/precision?rule=income_below_line", &of[0])
	w.as("province").get("/api/precision?rule=income_below_line", &of[1])
	w.as("analyst").get("/api/precision", &of[2])
	find := func(r rulesSpoke, name string) ruleSpoke {
		return r.Rules[slices.IndexFunc(r.Rules, func(x ruleSpoke) bool { return x.Rule == name })]
	}
	own, whole := find(of[0], "income_below_line"), find(of[1], "income_below_line")
	if own.Blind.Screened == 0 || own.Blind.Unknown == 0 || whole.Blind.Screened <= own.Blind.Screened {
		t.Errorf("the county: %+v; the province: %+v", own, whole)
	}
	if len(of[0].Counties) != 1 || len(of[1].Counties) != 2 || of[1].Counties[0].Clues.Raised < of[1].Counties[1].Clues.Raised {
		t.Errorf("counties: %+v; %+v", of[0].Counties, of[1].Counties)
	}
	if len(own.Thresholds) != 1 || own.Thresholds[0].Parameter != "monitoring_line" || own.Thresholds[0].MayTry || of[0].AsOf != asOf.String() || of[0].Run != 1 {
		t.Errorf("%+v %+v", own.Thresholds, of[0])
	}
	if drop := find(of[2], "income_drop").Thresholds; !slices.ContainsFunc(drop, func(x threshold) bool { return x.Parameter == "income_drop_share" && x.MayTry && x.Value != "" }) {
		t.Errorf("an analyst may not try: %+v", drop)
	}
	if got := find(of[2], "income_below_line"); got.Blind != own.Blind {
		t.Errorf("the analyst: %+v", got)
	}
	var town rulesSpoke
	if w.as("town_clerk").get("/api/precision", &town); find(town, "income_below_line").Blind.Screened != 0 {
		t.Error("what a whole county's screening could not see is told as the town's")
	}
	var past rulesSpoke
	if clerk.get("/api/precision?from=2024-01&to=2024-12", &past); find(past, "income_below_line").Clues.Raised != 0 || past.Run != 0 {
		t.Errorf("the year before: %+v", past)
	}
	for query, status := range map[string]int{
		"from=2025-07&to=2025-06": http.StatusUnprocessableEntity, "from=2025-13": http.StatusUnprocessableEntity, "under=" + foreign.String(): http.StatusNotFound,
	} {
		if r := clerk.do("GET", "/api/precision?"+query, nil); r.status != status {
			t.Errorf("%s: %s", query, r)
		}
	}
}

func TestTryingAValueIsRefused(t *testing.T) {
	w := newWorld(t)
	for _, role := range []string{"county_clerk", "analyst"} {
		w.user(role, someVillage.County())
	}
	ask := map[string]any{"parameter": "disaster_loss", "division": home.String(), "value": "3000"}
	for _, c := range []struct {
		says, who, field, value string
		status                  int
		told                    string
	}{
		{"a parameter that is none", "county_clerk", "parameter", "luck", http.StatusUnprocessableEntity, "没有规则用到这个参数"},
		{"another county", "county_clerk", "division", foreign.String(), http.StatusNotFound, ""},
		{"another county, by an analyst", "analyst", "division", foreign.String(), http.StatusNotFound, ""},
		{"a value that is none", "analyst", "value", "三千", http.StatusUnprocessableEntity, "请填金额（元）"},
		{"less for families than the level above gives", "county_clerk", "value", "9000", http.StatusUnprocessableEntity, "下级只能一样或更低"},
		{"what the county does not set", "county_clerk", "parameter", "monitoring_line", http.StatusUnprocessableEntity, "这一级不能定"},
	} {
		said := map[string]any{}
		for k, v := range ask {
			said[k] = v
		}
		said[c.field] = c.value
		r := w.as(c.who).do("POST", "/api/what-if", said)
		if p := r.problem(t); r.status != c.status || !strings.Contains(p.says(), c.told) {
			t.Errorf("%s: %s", c.says, r)
		}
	}
	for _, c := range []struct {
		says, parameter, division string
		status                    int
		told                      string
	}{
		{"values of a parameter that is none", "luck", home.String(), http.StatusUnprocessableEntity, "没有规则用到这个参数"},
		{"values in another county", "disaster_loss", foreign.String(), http.StatusNotFound, ""},
		{"values in a village", "disaster_loss", someVillage.String(), http.StatusUnprocessableEntity, "只在一个县里试"},
		{"values that the county does not set", "monitoring_line", home.String(), http.StatusUnprocessableEntity, "这一级不能定"},
	} {
		r := w.as("county_clerk").do("POST", "/api/what-if/range", map[string]any{"parameter": c.parameter, "division": c.division})
		if p := r.problem(t); r.status != c.status || !strings.Contains(p.says(), c.told) {
			t.Errorf("%s: %s", c.says, r)
		}
	}
}

// A trial on the standing data: what it says of visits is what the effect of a
// request says, nobody's household is told to an analyst, and nothing is kept.
func TestTryingAValue(t *testing.T) {
	w := newWorld(t)
	w.screened()
	w.ended()
	w.user("county_clerk", someVillage)
	w.user("analyst", someVillage.County())
	clerk := w.as("county_clerk")
	income := parcel{}
	for name, data := range files(t) {
		if base, ok := strings.CutPrefix(name, "extracts/"); ok && strings.HasPrefix(base, "income") {
			income[base] = data
		}
	}
	if job := clerk.loaded(clerk.delivered(income), nil); job.State != "done" {
		t.Fatalf("%+v", job)
	}
	ask := map[string]any{"parameter": "income_drop_share", "division": home.String(), "value": "0.01"}
	job := clerk.wait(clerk.do("POST", "/api/what-if", ask))
	if job.State != "done" || job.Result == nil || job.Result.WhatIf == nil {
		t.Fatalf("%+v", job)
	}
	own := job.Result.WhatIf
	if e := own.Effect; e.Alerted.Gained == 0 || own.Visits != e.Alerted.After-e.Alerted.Before || len(e.Gained) != e.Alerted.Gained || own.Known != 0 {
		t.Errorf("%+v", own)
	}
	counted := w.as("analyst").wait(w.as("analyst").do("POST", "/api/what-if", ask)).Result.WhatIf
	if counted.Visits != own.Visits || len(counted.Effect.Gained)+len(counted.Effect.Lost) != 0 {
		t.Errorf("the analyst: %+v", counted)
	}
	if got := clerk.inForce("income_drop_share", home); got.Value == "0.01" {
		t.Error("a trial holds")
	}
	w.holdsRange(own.Label)
	w.nothingLeft()
}

// holdsRange tries the values around the one in force: each says what a trial of it
// alone says, the one in force changes nothing, and a family that has an open clue
// already is no further visit.
func (w *world) holdsRange(label string) {
	w.t.Helper()
	clerk := w.as("county_clerk")
	ask := map[string]any{"parameter": "income_drop_share", "division": home.String()}
	job := clerk.wait(clerk.do("POST", "/api/what-if/range", ask))
	if job.State != "done" || job.Result == nil || job.Result.WhatIfRange == nil {
		w.t.Fatalf("%+v", job)
	}
	got := job.Result.WhatIfRange
	if got.Label != label || !strings.Contains(got.Bound, "下级只能一样或更低") || len(got.Tries) != stepsEachWay+1 {
		w.t.Errorf("%+v", got)
	}
	if len(got.Missing) == 0 || slices.Contains(got.Missing, "家庭收入") {
		w.t.Errorf("income was delivered, the others only screened: %q", got.Missing)
	}
	moved := 0
	for i, step := range got.Tries {
		if i > 0 && step.Value <= got.Tries[i-1].Value {
			w.t.Errorf("%s after %s", step.Value, got.Tries[i-1].Value)
		}
		if step.Value == got.Now && step.Alerted.Gained+step.Alerted.Lost+len(step.Loads) != 0 {
			w.t.Errorf("what is in force changes something: %+v", step)
		}
		visits := 0
		for _, l := range step.Loads {
			if visits += l.More; l.Limit != 15 {
				w.t.Errorf("village_load: %+v", l)
			}
		}
		if visits != step.Fresh || step.Fresh > step.Alerted.Gained || len(step.Gained) != step.Alerted.Gained {
			w.t.Errorf("%+v", step)
		}
		moved += step.Alerted.Gained
	}
	if moved == 0 {
		w.t.Fatal("no value gains a household")
	}
	first := got.Tries[0]
	alone := clerk.wait(clerk.do("POST", "/api/what-if", map[string]any{"parameter": "income_drop_share", "division": home.String(), "value": first.Value})).Result.WhatIf
	if alone.Effect.Alerted != first.Alerted || alone.Known != first.Known {
		w.t.Errorf("alone %+v, among others %+v", alone.Effect.Alerted, first)
	}
	// A family that nobody was to visit gets a clue: it is no further visit then.
	opened := first.Gained[0]
	for _, code := range first.Gained {
		if held := w.openAt(code); !held {
			opened = code
			break
		}
	}
	if r := clerk.do("POST", "/api/cases", map[string]any{"household": opened, "channel": "干部排查", "says": "收入下降"}); r.status >= 300 {
		w.t.Fatalf("%s", r)
	}
	again := clerk.wait(clerk.do("POST", "/api/what-if/range", ask)).Result.WhatIfRange.Tries[0]
	if again.Alerted != first.Alerted || again.Fresh != first.Fresh-1 {
		w.t.Errorf("with a clue open %+v, before %+v", again, first)
	}
	analyst := w.as("analyst").wait(w.as("analyst").do("POST", "/api/what-if/range", ask)).Result.WhatIfRange.Tries[0]
	if analyst.Alerted != first.Alerted || len(analyst.Gained)+len(analyst.Lost) != 0 {
		w.t.Errorf("the analyst: %+v", analyst)
	}
}

// openAt says whether a household has a record that is open.
func (w *world) openAt(household string) bool {
	w.t.Helper()
	held, err := w.server.openHouseholds(w.t.Context(), home)
	must(w.t, err)
	_, open := held[household]
	return open
}

package server

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"dixian/calendar"
	"dixian/division"
	"dixian/setting"
)

// askedSetting is a request for 3 000 yuan of disaster loss in the home county, with
// some of it said otherwise.
func askedSetting(otherwise map[string]any) map[string]any {
	body := map[string]any{"parameter": "disaster_loss", "division": home.String(), "value": "3000", "from": "2025-07-01", "number": "黎府发〔2025〕9号", "reason": "洪水多发"}
	for key, value := range otherwise {
		body[key] = value
	}
	return body
}

func (c *client) askSetting(otherwise map[string]any) settingView {
	c.w.t.Helper()
	r := c.do("POST", "/api/settings", askedSetting(otherwise))
	var v settingView
	if r.into(c.w.t, &v); r.status != http.StatusCreated {
		c.w.t.Fatalf("asked: %s", r)
	}
	return v
}

// settle posts to a request: effect, approve, refuse or withdraw.
func (c *client) settle(v settingView, act, reason string) response {
	return c.do("POST", fmt.Sprintf("/api/settings/%d/%s", v.ID, act), map[string]any{"version": v.Version, "reason": reason})
}

// inForce is what holds of a parameter in a division.
func (c *client) inForce(name string, at division.Code) parameterView {
	c.w.t.Helper()
	var list parameterList
	c.get("/api/parameters?under="+at.String(), &list)
	i := slices.IndexFunc(list.Parameters, func(p parameterView) bool { return p.Parameter == name })
	if i < 0 || list.Division != at.String() {
		c.w.t.Fatalf("%s is not in the list of %s", name, list.Division)
	}
	return list.Parameters[i]
}

func TestAskingForAParameterIsRefused(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	w.user("province", someVillage)
	for _, c := range []struct {
		says, who string
		body      map[string]any
		status    int
		told      string
	}{
		{"another county's", "county_clerk", map[string]any{"division": foreign.String()}, http.StatusForbidden, ""},
		{"the province's, by a county", "county_clerk", map[string]any{"division": "520000000000"}, http.StatusForbidden, ""},
		{"a parameter that is none", "county_clerk", map[string]any{"parameter": "luck"}, http.StatusUnprocessableEntity, "没有这个参数"},
		{"a line that the province sets", "county_clerk", map[string]any{"parameter": "monitoring_line", "value": "9999"}, http.StatusUnprocessableEntity, "由省级定，县级不能改"},
		{"a share that the city sets", "county_clerk", map[string]any{"parameter": "medical_share_lifted", "value": "0.4"}, http.StatusUnprocessableEntity, "由市州定，县级不能改"},
		{"a village's own", "county_clerk", map[string]any{"division": someVillage.String()}, http.StatusUnprocessableEntity, "村级不能改"},
		{"less for families than the province gives", "county_clerk", map[string]any{"value": "5000.01"}, http.StatusUnprocessableEntity, "5000.00 元，下级只能定得一样或更低"},
		{"below zero", "county_clerk", map[string]any{"value": "-1"}, http.StatusUnprocessableEntity, "不能小于零"},
		{"a value that is none", "county_clerk", map[string]any{"value": "三千"}, http.StatusUnprocessableEntity, "请填金额（元）"},
		{"no first day", "county_clerk", map[string]any{"from": ""}, http.StatusUnprocessableEntity, "请填写从哪天起"},
		{"a last day before the first", "county_clerk", map[string]any{"to": "2025-07-01"}, http.StatusUnprocessableEntity, "停用的日期要在启用之后"},
		{"a day that is none", "county_clerk", map[string]any{"from": "明天"}, http.StatusUnprocessableEntity, "日期要写成"},
		{"without a document", "county_clerk", map[string]any{"number": " "}, http.StatusUnprocessableEntity, "请填写文件号"},
		{"without a reason", "county_clerk", map[string]any{"reason": ""}, http.StatusUnprocessableEntity, "请写明理由"},
		{"a past that a document has set", "province", map[string]any{"parameter": "monitoring_line", "division": "520000000000", "value": "7000", "from": "2021-06-01"}, http.StatusUnprocessableEntity, "国开发〔2020〕6号"},
	} {
		t.Run(c.says, func(t *testing.T) {
			r := w.as(c.who).do("POST", "/api/settings", askedSetting(c.body))
			if p := r.problem(t); r.status != c.status || !strings.Contains(p.says(), c.told) {
				t.Errorf("%s", r)
			}
		})
	}
	var list settingList
	if w.as("province").get("/api/settings", &list); len(list.Requests) != 0 {
		t.Errorf("what was refused is kept: %+v", list)
	}
}

func TestAParameterIsSetByTwoPersons(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	w.user("county_head", someVillage)
	w.userAs("neighbour", "county_head", foreign)
	clerk, head := w.as("county_clerk"), w.as("county_head")
	asked := clerk.askSetting(nil)
	if asked.State != setting.Pending || asked.MayDecide || !asked.MayWithdraw || !asked.Screened || asked.Now != "5000.00" || asked.Value != "3000.00" {
		t.Fatalf("%+v", asked)
	}
	for _, c := range []struct {
		says, told string
		got        response
		status     int
	}{
		{"who asked approves", "要两个人", clerk.settle(asked, "approve", ""), http.StatusUnprocessableEntity},
		{"who asked refuses", "要两个人", clerk.settle(asked, "refuse", "不必"), http.StatusUnprocessableEntity},
		{"an effect nobody has seen", "先算一算影响", head.settle(asked, "approve", ""), http.StatusUnprocessableEntity},
		{"refused without a reason", "请写明不批准的理由", head.settle(asked, "refuse", ""), http.StatusUnprocessableEntity},
		{"another takes it back", "", head.settle(asked, "withdraw", ""), http.StatusForbidden},
		{"another county", "", w.as("neighbour").settle(asked, "approve", ""), http.StatusNotFound},
		{"another county asks what it would do", "", w.as("neighbour").settle(asked, "effect", ""), http.StatusNotFound},
		{"a version that is none", "请刷新", head.settle(settingView{ID: asked.ID, Version: 9}, "refuse", "不必"), http.StatusUnprocessableEntity},
	} {
		if p := c.got.problem(t); c.got.status != c.status || !strings.Contains(p.says(), c.told) {
			t.Errorf("%s: %s", c.says, c.got)
		}
	}
	if got := clerk.inForce("disaster_loss", home); got.Value != "5000.00" || got.Status != "example" {
		t.Errorf("what is only asked for holds: %+v", got)
	}
	withdrawn := clerk.askSetting(map[string]any{"value": "1"})
	if r := clerk.settle(withdrawn, "withdraw", ""); r.status != http.StatusOK {
		t.Errorf("%s", r)
	}
	if r := head.settle(settingView{ID: withdrawn.ID, Version: 2}, "approve", ""); r.status != http.StatusUnprocessableEntity {
		t.Errorf("what was taken back is approved: %s", r)
	}
	refused := clerk.askSetting(map[string]any{"value": "2"})
	var after settingView
	if r := head.settle(refused, "refuse", "没有依据"); r.status != http.StatusOK {
		t.Errorf("%s", r)
	} else if r.into(t, &after); after.State != setting.Refused || after.Decision != "没有依据" || after.DecidedName != "甲"+roleLabels["county_head"] {
		t.Errorf("%+v", after)
	}
	if got := clerk.inForce("disaster_loss", home); got.Value != "5000.00" {
		t.Errorf("what was not approved holds: %+v", got)
	}
}

// A limit of days is read by no rule of the screening: it has no effect to show,
// and holds for single cases as soon as it is approved.
func TestAParameterNoRuleReadsHoldsAtOnce(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	w.user("county_head", someVillage)
	clerk, head := w.as("county_clerk"), w.as("county_head")
	name, limit := "", int64(0)
	for _, p := range w.service.Package.Parameters {
		if v, ok := p.At(home, w.service.Today()); ok && p.Lowest() == division.County && p.Safer == "down" && v.N > 1 && !w.server.Settings.Read(p.Name) {
			name, limit = p.Name, v.N
			break
		}
	}
	if name == "" {
		t.Fatal("every parameter of a county is read by rules, and this test finds nothing")
	}
	asked := clerk.askSetting(map[string]any{"parameter": name, "value": "1"})
	if r := head.settle(asked, "effect", ""); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.problem(t).says(), "不用算影响") {
		t.Errorf("%s", r)
	}
	if r := head.settle(asked, "approve", ""); r.status != http.StatusOK {
		t.Fatalf("%s", r)
	}
	if got, err := w.service.Param(name, someVillage); err != nil || got != 1 {
		t.Errorf("the home county: %d %v", got, err)
	}
	if got, err := w.service.Param(name, foreign); err != nil || got != limit {
		t.Errorf("another county: %d %v", got, err)
	}
}

// What the effect says is what the next screening finds, and a screening of before
// keeps what it used.
func TestTheEffectIsWhatTheNextScreeningFinds(t *testing.T) {
	w := newWorld(t)
	w.screened()
	w.user("county_clerk", someVillage)
	w.user("county_head", someVillage)
	clerk, head := w.as("county_clerk"), w.as("county_head")
	parcels := parcel{}
	for name, data := range files(t) {
		if base, ok := strings.CutPrefix(name, "extracts/"); ok {
			parcels[base] = data
		}
	}
	var staged batchList
	clerk.deliver(parcels).into(t, &staged)
	for _, b := range staged.Batches {
		if job := clerk.loaded(b, nil); job.State != "done" {
			t.Fatalf("%s: %+v", b.Table, job)
		}
	}
	standing := func() runSummary {
		t.Helper()
		if job := clerk.wait(clerk.do("POST", "/api/screenings/standing", map[string]any{"as_of": "2025-07-01"})); job.State != "done" {
			t.Fatalf("%+v", job)
		}
		runs, err := w.db.Runs(context.Background())
		must(t, err)
		newest := runs[0]
		for _, r := range runs {
			if r.ID > newest.ID {
				newest = r
			}
		}
		var sum runSummary
		clerk.get(fmt.Sprintf("/api/screenings/%d", newest.ID), &sum)
		return sum
	}
	before := standing()
	asked := clerk.askSetting(map[string]any{"parameter": "income_drop_share", "value": "0.01"})
	if job := head.wait(head.settle(asked, "effect", "")); job.State != "done" {
		t.Fatalf("%+v", job)
	}
	var shown settingView
	head.get(fmt.Sprintf("/api/settings/%d", asked.ID), &shown)
	e := shown.Effect
	if e == nil || e.AsOf != "2025-07-01" || e.Alerted.Before != before.Run.Alerted || e.Alerted.Gained == 0 || len(e.Rules) == 0 || len(e.Villages) == 0 || len(e.Gained) == 0 {
		t.Fatalf("before: %+v; the effect: %+v", before.Run, e)
	}
	if r := head.settle(asked, "approve", ""); r.status != http.StatusUnprocessableEntity {
		t.Errorf("approved as it was before the effect: %s", r)
	}
	if r := head.settle(shown, "approve", "照办"); r.status != http.StatusOK {
		t.Fatalf("%s", r)
	}
	after := standing()
	if after.Run.Alerted != e.Alerted.After {
		t.Errorf("the effect says %d alerted, the screening %d", e.Alerted.After, after.Run.Alerted)
	}
	changed := clerk.changesOf()
	if changed.Total.New == 0 || !slices.Equal(whys(changed.Alerts), []string{"parameter"}) {
		t.Errorf("only the parameter is otherwise: %+v, %v", changed.Total, whys(changed.Alerts))
	}
	for _, a := range changed.Alerts {
		if len(a.Parameters) != 1 || a.Parameters[0].Name != "income_drop_share" || a.Parameters[0].Is != "0.01" {
			t.Fatalf("%+v", a)
		}
	}
	used := func(s runSummary) []usedView {
		return slices.DeleteFunc(slices.Clone(s.Parameters), func(p usedView) bool { return p.Name != "income_drop_share" })
	}
	if got := used(after); !slices.ContainsFunc(got, func(p usedView) bool { return p.Number == "黎府发〔2025〕9号" && p.Status == "verified" }) {
		t.Errorf("the screening does not name the document: %+v", got)
	}
	var again runSummary
	clerk.get(fmt.Sprintf("/api/screenings/%d", before.Run.ID), &again)
	if !slices.Equal(used(again), used(before)) {
		t.Errorf("a screening of before has changed: %+v", used(again))
	}
	w.nothingLeft()
}

// aSetting keeps a pending request of a county.
func (w *world) aSetting(at division.Code) int64 {
	w.t.Helper()
	r := &setting.Request{State: setting.Pending, Parameter: "disaster_loss", Division: at, From: calendar.NewDate(2025, 7, 1), Value: 3000_00, Number: "1号", Reason: "洪水", AskedBy: "-"}
	must(w.t, w.db.CreateSetting(context.Background(), r))
	return r.ID
}

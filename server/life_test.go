package server

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"image/jpeg"
	"net/http"
	"slices"
	"strings"
	"testing"

	"dixian/casework"
	"dixian/division"
	"dixian/screening"
)

// life is one case on its way, moved over the API by whose turn it is.
type life struct {
	*world
	id   int64
	view caseView
}

// begin chooses a clue at the desk of a household that can work, and makes the
// people around its village.
func begin(t *testing.T, w *world) *life {
	t.Helper()
	for _, c := range w.cases(home) {
		h, err := w.db.Household(context.Background(), c.Household, false)
		must(t, err)
		able := false
		for _, p := range h.Members {
			able = able || p.LivingTogether && p.Status == "正常" && p.Capable(w.service.Today())
		}
		if c.State == "triage" && able && len(h.Members) > 2 && h.Kind == "一般农户" {
			for _, role := range []string{"village_cadre", "town_clerk", "county_clerk", "county_head", "auditor"} {
				w.user(role, c.Division)
			}
			return &life{world: w, id: c.ID}
		}
	}
	t.Fatal("no clue fits")
	return nil
}

// look reads the case as a role sees it.
func (l *life) look(role string) *client {
	l.t.Helper()
	c := l.as(role)
	c.get(fmt.Sprintf("/api/cases/%d", l.id), &l.view)
	return c
}

// do posts an act on the case and reads what came of it.
func (l *life) do(role, act string, body map[string]any) response {
	l.t.Helper()
	c := l.look(role)
	if body["version"] == nil {
		body["version"] = l.view.Case.Version
	}
	r := c.do("POST", fmt.Sprintf("/api/cases/%d/%s", l.id, act), body)
	if r.status == http.StatusOK {
		l.view = caseView{}
		r.into(l.t, &l.view)
	}
	return r
}

func (l *life) move(role, move, reason string, answers form) response {
	l.t.Helper()
	return l.do(role, "moves", map[string]any{"move": move, "reason": reason, "form": answers})
}

// moved makes a move that must be made.
func (l *life) moved(role, move, reason string, answers form, to string) {
	l.t.Helper()
	if r := l.move(role, move, reason, answers); r.status != http.StatusOK || l.view.Case.State != to {
		l.t.Fatalf("%s by %s: %s, now %s", move, role, r, l.view.Case.State)
	}
}

// refused expects a refusal that says so, at a field if one is named.
func (l *life) refused(r response, at string, says ...string) {
	l.t.Helper()
	if r.status != http.StatusUnprocessableEntity {
		l.t.Fatalf("not refused: %s", r)
	}
	p := r.problem(l.t)
	for _, s := range says {
		if !strings.Contains(p.says(), s) {
			l.t.Errorf("the refusal does not say %q: %s", s, p.says())
		}
	}
	if at != "" && !slices.ContainsFunc(p.Errors, func(f Fault) bool { return f.Field == at }) {
		l.t.Errorf("the refusal is not at %s: %s", at, p.says())
	}
}

// photographs sends photos of the board, taken now.
func (l *life) photographs(of ...string) {
	l.t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		l.t.Fatal(err)
	}
	for _, subject := range of {
		r := l.as("village_cadre").do("POST", fmt.Sprintf("/api/cases/%d/photos", l.id), map[string]any{"of": subject, "once": casework.NewOnce(), "taken_at": l.now, "data": b.Bytes()})
		if r.status != http.StatusCreated {
			l.t.Fatalf("a photo of the board: %s", r)
		}
	}
}

// page reads a document.
func (l *life) page(role, kind string) (int, string) {
	l.t.Helper()
	r := l.as(role).do("GET", fmt.Sprintf("/api/cases/%d/documents/%s/html", l.id, kind), nil)
	return r.status, string(r.body)
}

var visitAnswers = form{
	"visited_on": "2025-07-02", "visitor_1": "甲子一", "visitor_2": "乙丑二", "members_confirmed": "是", "income_wage": "说不清",
	"food": "不愁", "clothes": "不愁", "house_safe": "安全", "water_safe": "安全", "school": "都在学", "medical_cover": "都参保", "risk_found": "是",
	"conclusion": "医药费自付多，家里能想的办法有限",
}

// with is answers with one changed.
func with(f form, name, value string) form {
	out := form{name: value}
	for k, v := range f {
		if k != name {
			out[k] = v
		}
	}
	return out
}

func meeting(on string) form {
	return form{"held_on": on, "entitled": "30", "attended": "25", "agreed": "24", "against": "1", "relatives_recused": "是", "minutes": "逐户评议，同意"}
}

// One case from the desk to the day its risk is gone, with what stands in the way.
func TestOneCaseFromClueToClearing(t *testing.T) {
	for name, open := range stores {
		t.Run(name, func(t *testing.T) { oneLife(t, newWorldIn(t, open)) })
	}
}

func oneLife(t *testing.T, w *world) {
	w.screened()
	l := begin(t, w)
	l.desk()
	l.visit()
	l.compare()
	l.meetingAndPoster()
	l.decision()
	l.monitoring()
	l.clearing()
	var log auditPage
	w.as("auditor").get("/api/audit?verify=1", &log)
	if log.Verified == nil || !log.Verified.OK || log.Verified.Count < 30 || len(log.Entries) == 0 {
		t.Errorf("the audit log: %+v", log.Verified)
	}
	l.look("county_clerk")
	acts := map[string]bool{}
	for _, e := range l.view.Events {
		acts[e.Act] = e.ActLabel != "" && e.ActLabel != e.Act && e.User != ""
	}
	for _, act := range []string{"open", "dispatch", "visit", "authorisation", "compare", "hold_meeting", "post", "objection", "town_review", "prepare_decision", "approve", "measure", "apply_clearing", "clear"} {
		if !acts[act] {
			t.Errorf("the events do not tell of %s, or without words", act)
		}
	}
}

func (l *life) desk() {
	l.t.Helper()
	if r := l.move("village_cadre", "dispatch", "", nil); r.status != http.StatusForbidden {
		l.t.Errorf("a village dispatches: %s", r)
	}
	l.refused(l.move("county_clerk", "settle", "", nil), "code", "了结原因")
	l.refused(l.move("county_clerk", "settle", "", form{"code": "懒"}), "reason", "理由")
	l.refused(l.move("county_clerk", "dispatch", "", form{"colour": "red"}), "colour")
	l.refused(l.move("county_clerk", "compare", "早了", nil), "", "不能做")
	c := l.look("county_clerk")
	stale := l.do("county_clerk", "moves", map[string]any{"move": "dispatch", "version": l.view.Case.Version - 1})
	if stale.status != http.StatusConflict || stale.problem(l.t).Code != "stale" {
		l.t.Errorf("a stale move: %s", stale)
	}
	var carry loads
	c.do("POST", "/api/cases/loads", map[string]any{"ids": []int64{l.id}}).into(l.t, &carry)
	if len(carry.Loads) != 1 || carry.Loads[0].More != 1 || carry.Loads[0].Limit != 15 || carry.Loads[0].Name == "" {
		l.t.Errorf("loads: %+v", carry)
	}
	for _, dry := range []bool{true, false} {
		var done outcomes
		c.do("POST", "/api/cases/bulk", map[string]any{"move": "dispatch", "ids": []int64{l.id}, "dry_run": dry}).into(l.t, &done)
		if len(done.Outcomes) != 1 || !done.Outcomes[0].Done {
			l.t.Fatalf("bulk dispatch: %+v", done)
		}
		l.look("county_clerk")
		if (l.view.Case.State == "dispatched") == dry {
			l.t.Fatalf("after a dry run %t the state is %s", dry, l.view.Case.State)
		}
	}
	if v := l.view.Clock; v.T0 != "2025-07-01" || v.DueOn != "2025-07-04" || v.WholeDueOn != "2025-07-16" || v.Light != "in_time" || *v.DaysLeft != 3 {
		l.t.Errorf("clock: %+v", v)
	}
	if steps := l.view.Clock.Steps; len(steps) != 7 || steps[0].LatestStart != "2025-07-01" || steps[6].LatestStart != "2025-07-16" {
		l.t.Errorf("steps: %+v", steps)
	}
}

func (l *life) visit() {
	l.t.Helper()
	l.later(1)
	l.refused(l.move("village_cadre", "visit", "", form{}), "conclusion", "请填写", "综合研判")
	l.refused(l.move("village_cadre", "visit", "", with(visitAnswers, "food", "挺好")), "food")
	l.refused(l.move("village_cadre", "visit", "", with(visitAnswers, "visitor_2", "甲子一")), "", "两个人")
	l.refused(l.move("village_cadre", "visit", "", with(visitAnswers, "members_confirmed", "否")), "", "核对")
	l.refused(l.move("village_cadre", "visit", "", with(visitAnswers, "visited_on", "2025-07-03")), "", "今天之后")
	if status, _ := l.page("village_cadre", "visit"); status != http.StatusOK {
		l.t.Errorf("the form to take along: %d", status)
	}
	l.moved("village_cadre", "visit", "", visitAnswers, "visited")
}

func (l *life) compare() {
	l.t.Helper()
	l.look("county_clerk")
	if len(l.view.Hits) == 0 { // of this household the screening found none
		must(l.t, l.db.SaveHit(context.Background(), &casework.Hit{CaseID: l.id, Rule: "has_vehicle", Evidence: "{}", Status: casework.HitPending}))
		l.look("county_clerk")
	}
	next := l.view.Next[slices.IndexFunc(l.view.Next, func(n nextView) bool { return n.Move == "compare" })]
	if len(next.Blocks) == 0 {
		l.t.Error("the page does not say what compare waits for")
	}
	l.refused(l.move("county_clerk", "compare", "已比对", nil), "", "授权")
	l.refused(l.do("village_cadre", "authorisations", map[string]any{"number": "520000********0000", "way": "纸质", "signed_on": "2025-07-02"}), "number", "不在这一户")
	l.refused(l.do("village_cadre", "authorisations", map[string]any{"number": l.view.Adults[0].Number, "way": "口头", "signed_on": "2025-07-02"}), "way")
	l.refused(l.do("village_cadre", "authorisations", map[string]any{"number": l.view.Adults[0].Number, "way": "纸质", "signed_on": "去年"}), "signed_on")
	for _, a := range l.view.Adults {
		if r := l.do("village_cadre", "authorisations", map[string]any{"number": a.Number, "way": "纸质", "signed_on": "2025-07-02"}); r.status != http.StatusOK {
			l.t.Fatalf("authorisation: %s", r)
		}
	}
	for _, a := range l.view.Adults {
		if !a.Signed {
			l.t.Errorf("%s has signed and is shown as not", a.Number)
		}
	}
	for _, h := range l.view.Hits {
		if r := l.do("village_cadre", "hits", map[string]any{"id": h.ID, "status": "data_error", "reason": "x", "department": "x"}); r.status != http.StatusForbidden {
			l.t.Errorf("the village settles a hit: %s", r)
		}
		l.refused(l.do("town_clerk", "hits", map[string]any{"id": h.ID, "status": "data_error", "reason": " ", "department": "x"}), "reason")
		if r := l.do("town_clerk", "hits", map[string]any{"id": h.ID, "status": "true_exempt", "reason": "生产用车", "department": "公安：属实"}); r.status != http.StatusOK {
			l.t.Fatalf("hit: %s", r)
		}
	}
	l.heard()
	l.moved("county_clerk", "compare", "各部门已返回，无待核", nil, "comparing")
}

// heard tells the household of its hits and has it answer one that the town has settled:
// the town is told, and settles it again.
func (l *life) heard() {
	l.t.Helper()
	hit := l.view.Hits[0]
	if hit.ToldOn != "" || len(hit.Answers) != 0 {
		l.t.Errorf("told before anybody did: %+v", hit)
	}
	l.refused(l.do("village_cadre", "hits/told", map[string]any{"told_on": "2025-07-03", "way": "电话"}), "told_on", "在今天之后")
	if r := l.do("village_cadre", "hits/told", map[string]any{"told_on": "2025-07-02", "way": "送告知单"}); r.status != http.StatusOK {
		l.t.Fatalf("telling: %s", r)
	}
	l.refused(l.do("village_cadre", "hits/said", map[string]any{"id": hit.ID, "says": " ", "way": "当面", "said_on": "2025-07-02"}), "says", "原话")
	if r := l.do("village_cadre", "hits/said", map[string]any{"id": hit.ID, "says": "车是拉货谋生用的", "way": "当面", "said_on": "2025-07-02"}); r.status != http.StatusOK {
		l.t.Fatalf("answering: %s", r)
	}
	if h := l.view.Hits[0]; h.ToldOn != "2025-07-02" || h.AnswerBy != "2025-07-07" || len(h.Answers) != 1 || h.Answers[0].Heard || h.Status != "true_exempt" {
		l.t.Errorf("after the answer: %+v", h)
	}
	waits := func() bool {
		var due dueInbox
		l.as("town_clerk").get("/api/inbox", &due)
		return slices.ContainsFunc(due.Groups, func(g dueGroup) bool {
			return slices.ContainsFunc(g.Items, func(i dueItem) bool { return i.Kind == "hit_said" && i.ID == l.view.Case.ID })
		})
	}
	if !waits() {
		l.t.Error("the town is not asked to settle again what the household answered")
	}
	if r := l.do("town_clerk", "hits", map[string]any{"id": hit.ID, "status": "true_exempt", "reason": "生产用车，农户也这样说", "department": "公安：属实"}); r.status != http.StatusOK {
		l.t.Fatalf("settling again: %s", r)
	}
	if !l.view.Hits[0].Answers[0].Heard || waits() {
		l.t.Error("what was settled again still waits")
	}
}

func (l *life) meetingAndPoster() {
	l.t.Helper()
	l.later(1)
	l.refused(l.move("village_cadre", "hold_meeting", "", with(meeting("2025-07-03"), "attended", "12")), "", "人数不够")
	l.refused(l.move("village_cadre", "hold_meeting", "", with(meeting("2025-07-03"), "relatives_recused", "否")), "", "回避")
	if status, _ := l.page("village_cadre", "publicity"); status != http.StatusNotFound {
		l.t.Errorf("a poster before the meeting: %d", status)
	}
	l.moved("village_cadre", "hold_meeting", "", meeting("2025-07-03"), "meeting")
	status, poster := l.page("village_cadre", "publicity")
	if status != http.StatusOK || !strings.Contains(poster, "拟纳入") || !strings.Contains(poster, "2025年7月3日至2025年7月8日") {
		l.t.Errorf("the poster: %d %s", status, poster)
	}
	l.moved("village_cadre", "post", "", form{"posted_on": "2025-07-03", "place": "村委会公示栏"}, "publicity")
	l.refused(l.do("village_cadre", "objections", map[string]any{"says": " "}), "says")
	if r := l.do("village_cadre", "objections", map[string]any{"says": "他家在县城有房"}); r.status != http.StatusOK || l.view.Clock.Light != "paused" {
		l.t.Fatalf("an objection: %s", r)
	}
	l.refused(l.move("town_clerk", "town_review", "", form{"spot_check": "抽查属实"}), "", "五个整日", "异议")
	l.later(2)
	if r := l.do("town_clerk", "objections", map[string]any{"id": l.view.Objections[0].ID, "answer": "查无房产"}); r.status != http.StatusOK || l.view.Clock.Light == "paused" {
		l.t.Fatalf("an answer: %s", r)
	}
	if l.view.Clock.WholeDueOn != "2025-07-18" {
		l.t.Errorf("two days of objection move the whole to %s", l.view.Clock.WholeDueOn)
	}
	l.later(4) // 2025-07-09: five full days hang, 4 to 8 July
	l.refused(l.move("town_clerk", "town_review", "", form{"spot_check": "抽查属实"}), "", "缺张贴时的照片", "缺公示期满的照片")
	l.photographs("张贴", "期满")
	l.moved("town_clerk", "town_review", "", form{"spot_check": "抽查属实"}, "town_review")
}

func (l *life) decision() {
	l.t.Helper()
	prepared := form{"object_type": "突发严重困难户", "main_risk": "因病", "opinion": "建议纳入"}
	l.refused(l.move("county_clerk", "prepare_decision", "", with(prepared, "object_type", "脱贫不稳定户")), "", "一般农户")
	l.moved("county_clerk", "prepare_decision", "", prepared, "county_decision")
	if r := l.move("county_clerk", "approve", "", form{"decided_on": "2025-07-09"}); r.status != http.StatusForbidden {
		l.t.Errorf("a clerk approves: %s", r)
	}
	l.moved("county_head", "approve", "", form{"decided_on": "2025-07-09"}, "monitored")
	if l.view.Household.ObjectType != "突发严重困难户" {
		l.t.Errorf("the registry has the household as %q", l.view.Household.ObjectType)
	}
	status, text := l.page("county_clerk", "announcement")
	if status != http.StatusOK || !strings.Contains(text, "审定结果") || strings.Contains(text, "因病") || strings.Contains(text, "突发") {
		l.t.Errorf("the announcement: %d %s", status, text)
	}
}

func (l *life) monitoring() {
	l.t.Helper()
	l.refused(l.do("village_cadre", "measures", map[string]any{"class": "医疗", "kind": "施舍", "owner": "医保局", "from": "2025-07-10"}), "kind")
	l.refused(l.do("village_cadre", "measures", map[string]any{"class": "就业", "kind": "开发式", "owner": "人社局", "from": ""}), "from")
	if r := l.do("village_cadre", "measures", map[string]any{"class": "就业", "kind": "开发式", "owner": "人社局", "from": "2025-07-10", "fen": 1200000, "done": true}); r.status != http.StatusOK {
		l.t.Fatalf("a measure: %s", r)
	}
	sound := form{"kind_of_clearing": "帮扶后消除", "income_steady": "是", "spending_settled": "是", "guarantees_sound": "是"}
	l.refused(l.move("village_cadre", "apply_clearing", "稳定", sound), "", "六个月", "预警")
	l.later(215)
	if status, _ := l.page("county_clerk", "announcement"); status != http.StatusNotFound {
		l.t.Errorf("an announcement whose time is over: %d", status)
	}
	l.refused(l.move("village_cadre", "apply_clearing", "稳定", sound), "", "预警")
	l.silent()
	l.moved("village_cadre", "apply_clearing", "收入稳定半年以上", sound, "clear_applied")
	for _, a := range l.view.Why {
		if !a.Gone {
			l.t.Errorf("%s is no longer raised, and not marked", a.Rule)
		}
	}
}

// silent receives a later screening that raises nothing.
func (w *world) silent() {
	w.t.Helper()
	runs, err := w.db.Runs(context.Background())
	must(w.t, err)
	var covered []screening.Covered
	must(w.t, json.Unmarshal([]byte(runs[0].Covered), &covered))
	_, err = w.service.Receive(context.Background(), system, &casework.Run{AsOf: w.service.Today() - 1}, &screening.Result{}, covered, []division.Code{home, foreign})
	must(w.t, err)
}

func (l *life) clearing() {
	l.t.Helper()
	today := func() string { return l.service.Today().String() }
	l.moved("village_cadre", "clear_visit", "", form{"visited_on": today(), "visitor_1": "甲子一", "visitor_2": "乙丑二", "conclusion": "稳定"}, "clear_visited")
	l.moved("village_cadre", "clear_hold_meeting", "", meeting(today()), "clear_meeting")
	l.moved("village_cadre", "clear_post", "", form{"posted_on": today(), "place": "公示栏"}, "clear_publicity")
	if _, text := l.page("village_cadre", "publicity"); !strings.Contains(text, "拟风险消除") {
		l.t.Errorf("the poster of the clearing: %s", text)
	}
	l.refused(l.move("town_clerk", "clear_town_review", "", form{"spot_check": "属实"}), "", "五个整日")
	l.later(6)
	l.photographs("张贴", "期满")
	l.moved("town_clerk", "clear_town_review", "", form{"spot_check": "属实"}, "clear_town_review")
	l.moved("county_clerk", "prepare_clearing", "", form{"opinion": "同意"}, "clear_county_decision")
	l.moved("county_head", "clear", "", form{"cleared_on": today()}, "cleared")
	if !l.view.Household.RiskCleared {
		l.t.Error("the registry does not know that the risk is gone")
	}
	if status, text := l.page("county_clerk", "announcement"); status != http.StatusOK || !strings.Contains(text, "风险消除") {
		l.t.Errorf("the announcement of the clearing: %d %s", status, text)
	}
	l.moved("county_clerk", "begin_watch", "", nil, "watch")
}

// A decision that says no comes as a letter.
func TestARefusalIsALetter(t *testing.T) {
	w := newWorld(t)
	w.screened()
	l := begin(t, w)
	c, err := w.db.Case(context.Background(), l.id, []division.Code{home})
	must(t, err)
	c.State = "county_decision"
	must(t, w.db.SaveCase(context.Background(), c))
	l.refused(l.move("county_head", "refuse_entry", "家庭能应对", form{"ground": "不讲卫生", "would_change": "有人住院"}), "ground")
	l.moved("county_head", "refuse_entry", "家庭能应对", form{"ground": "目前不需要", "would_change": "家里有人住院，自付超过两万元"}, "refused")
	status, text := l.page("county_clerk", "refusal")
	for _, want := range []string{"不予纳入", "目前不需要", "自付超过两万元", "30 日"} {
		if status != http.StatusOK || !strings.Contains(text, want) {
			t.Errorf("the letter (%d) does not say %q: %s", status, want, text)
		}
	}
}

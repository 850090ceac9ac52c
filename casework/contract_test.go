package casework_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"dixian/access"
	"dixian/casework"
	"dixian/plan"
	"dixian/registry"
	"dixian/rule"
	"dixian/screening"
)

// What no village_load may keep waiting: a family's own word, and what is 红.
func TestWhatSkipsTheVillagesLoad(t *testing.T) {
	o := anOffice(t)
	var lines []screening.Line
	for i := range 16 {
		code := fmt.Sprintf("H%02d", i)
		o.family(code, nil)
		lines = append(lines, line(code, "school", "蓝"))
	}
	o.family("H90", nil)
	o.family("H91", nil)
	o.screen(lines, nil)
	for _, l := range lines[:15] {
		o.does(clerk, l.Household, "dispatch", "dispatched", nil)
	}
	o.refused(clerk, "H15", "dispatch", nil, "本村待入户已满")
	if _, err := o.Open(t.Context(), cadre, "H90", casework.FromHousehold, "大病"); err != nil {
		t.Errorf("a declaration waits for room: %v", err)
	}
	if got := o.screen(append(lines, line("H91", "unsafe_housing", "红")), nil); got.Urgent != 1 {
		t.Errorf("a 红 clue waits for room: %+v", got)
	}
	o.does(cadre, "H00", "visit", "visited", o.visitForm())
	o.does(townClerk, "H00", "revisit", "dispatched", nil)
}

// A year goes by with its rounds, its limits run out, and nothing is decided: no
// state, no date of a decision, no help changes without a person.
func TestTimeDecidesNothing(t *testing.T) {
	o := anOffice(t)
	for _, code := range []string{"desk", "away", "seen", "meeting", "listed", "clearing"} {
		o.family(code, nil)
	}
	alerts := []screening.Line{line("desk", "school", "蓝"), line("away", "school", "蓝"), line("seen", "school", "蓝"), line("meeting", "school", "蓝"), line("listed", "school", "蓝"), line("clearing", "school", "蓝")}
	o.screen(alerts, nil)
	o.does(clerk, "away", "dispatch", "dispatched", nil)
	o.does(clerk, "seen", "dispatch", "dispatched", nil)
	o.does(cadre, "seen", "visit", "visited", o.visitForm())
	o.does(clerk, "meeting", "dispatch", "dispatched", nil)
	o.does(cadre, "meeting", "visit", "visited", o.visitForm())
	o.sign("meeting")
	o.does(townClerk, "meeting", "compare", "comparing", nil)
	o.identified("listed")
	o.helps("listed", casework.Protection)
	o.identified("clearing")
	o.helps("clearing", casework.Development)
	before, help := map[string]casework.Case{}, map[string][]casework.Measure{}
	for _, l := range alerts {
		c := o.caseOf(l.Household)
		held, err := o.db.Measures(t.Context(), c.ID)
		o.must(err)
		before[l.Household], help[l.Household] = *c, held
	}
	for range 13 {
		o.days(30)
		o.checks()
		o.screen(nil, nil)
	}
	for household, was := range before {
		c := o.caseOf(household)
		if c.State != was.State || c.Round != was.Round || c.IdentifiedOn != was.IdentifiedOn || c.ClearedOn != was.ClearedOn || c.DueOn != was.DueOn {
			t.Errorf("%s was %+v and is %+v", household, was, c)
		}
		for _, a := range c.Alerts {
			if a.Settled || !a.Gone {
				t.Errorf("an alert of %s was settled by a run: %+v", household, a)
			}
		}
		if now, err := o.db.Measures(t.Context(), c.ID); err != nil || !slices.Equal(now, help[household]) {
			t.Errorf("the help of %s was %+v and is %+v", household, help[household], now)
		}
	}
}

// mustTell is what a move's form cannot leave out.
var mustTell = map[string]string{
	"ask_department":      "department",
	"settle":              "code",
	"attach":              "into",
	"visit":               "visited_on visitor_1 visitor_2 members_confirmed food clothes house_safe water_safe school medical_cover risk_found conclusion",
	"close_no_risk":       "would_change",
	"hold_meeting":        "held_on entitled attended agreed against relatives_recused minutes",
	"post":                "posted_on place",
	"town_review":         "spot_check",
	"prepare_decision":    "object_type main_risk opinion",
	"approve":             "decided_on",
	"refuse_entry":        "ground would_change",
	"refuse_at_town":      "ground would_change",
	"refuse_to_watch":     "ground would_change",
	"ask_review_in_watch": "says",
	"ask_review":          "says",
	"follow_visit":        "visited_on visitor_1 visitor_2 risk_found conclusion",
	"apply_clearing":      "kind_of_clearing income_steady spending_settled guarantees_sound",
	"clear_visit":         "visited_on visitor_1 visitor_2 conclusion",
	"clear_hold_meeting":  "held_on entitled attended agreed against relatives_recused minutes",
	"clear_post":          "posted_on place",
	"clear_town_review":   "spot_check",
	"prepare_clearing":    "opinion",
	"clear":               "cleared_on",
	"watch_visit":         "visited_on visitor_1 visitor_2 risk_found conclusion",
	"transfer":            "receiving_county",
	"end_naturally":       "proof",
}

// withoutWords are the moves that need no reason in words: their forms say enough.
var withoutWords = strings.Fields("dispatch visit hold_meeting post town_review prepare_decision approve ask_review ask_review_in_watch follow_visit clear_visit clear_hold_meeting clear_post clear_town_review prepare_clearing clear begin_watch watch_visit")

func TestWhatEveryFormMustTell(t *testing.T) {
	w, err := anOffice(t).Flow()
	must(t, err)
	for _, m := range w.Moves {
		for _, name := range strings.Fields(mustTell[m.Name]) {
			if !slices.ContainsFunc(m.Asks, func(a *rule.Ask) bool { return a.Name == name && a.Required }) {
				t.Errorf("%s may leave out %s", m.Name, name)
			}
		}
		if m.Reason == slices.Contains(withoutWords, m.Name) {
			t.Errorf("%s asks for a reason in words: %v", m.Name, m.Reason)
		}
	}
}

// bounds are who sets the numbers that protect families, and which way a level
// below may go.
var bounds = map[string]string{
	"publicity_days": "province up", "identification_days": "province down", "measure_days": "province down", "clearing_months": "province up",
	"quorum_share_percent": "province up", "review_days": "province up", "watch_months": "province up", "watch_first_months": "province down",
	"transfer_days": "province down", "complaint_days": "province down", "same_day": "province down", "triage_days": "county down", "visit_days": "county down",
	"compare_days": "county down", "meeting_days": "county down", "posting_days": "county down", "publicity_and_town_days": "county down", "decision_days": "county down",
	"answer_days": "county down", "village_load": "county down", "sleep_months": "county down", "reopen_share": "county down", "visit_key_days": "county down", "visit_plain_days": "county down",
}

func TestWhoMaySetALimit(t *testing.T) {
	p, err := guizhou()
	must(t, err)
	for name, want := range bounds {
		q := p.Parameter(name)
		if q == nil {
			t.Errorf("there is no parameter %s", name)
			continue
		}
		if got := q.SetBy + " " + q.Safer; got != want {
			t.Errorf("%s is set by %q, and must be by %q", name, got, want)
		}
	}
}

// The keys of the casework contract, which exports and other systems read.
func TestTheKeysAreTheContracts(t *testing.T) {
	states := strings.Fields("triage asked_back settled attached dispatched visited closed_no_risk comparing meeting publicity town_review county_decision refused monitored clear_applied clear_visited clear_meeting clear_publicity clear_town_review clear_county_decision cleared watch rolled_back transferred ended")
	roles := strings.Fields("village_cadre village_team town_clerk town_head county_clerk county_head department city province evaluator analyst sysadmin secadmin auditor")
	w, err := anOffice(t).Flow()
	must(t, err)
	var got []string
	for _, s := range w.States {
		got = append(got, s.Name)
	}
	slices.Sort(got)
	slices.Sort(states)
	if !slices.Equal(got, states) {
		t.Errorf("the states are %v", got)
	}
	if !slices.Equal(access.Roles, roles) || !slices.Equal(plan.Roles, roles) {
		t.Errorf("the roles are %v and %v", access.Roles, plan.Roles)
	}
	if hits := []string{casework.HitPending, casework.HitExcluded, casework.HitExempt, casework.HitError}; !slices.Equal(hits, strings.Fields("pending true_excluded true_exempt data_error")) {
		t.Errorf("the results of hits are %v", hits)
	}
}

// The city's word holds for the round it was given for.
func TestALiftedBlockEndsWithItsRound(t *testing.T) {
	o := anOffice(t)
	o.family("H1", func(h *registry.Household) {
		for i := range h.Members {
			h.Members[i].Labor = "无劳动力"
		}
	})
	o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
	o.identified("H1")
	o.days(190)
	o.measure("H1")
	o.screen(nil, nil)
	c := o.caseOf("H1")
	_, err := o.LiftBlock(t.Context(), city, c.ID, c.Version, "市防贫〔2025〕7号", "子女已接走赡养")
	o.must(err)
	c = o.caseOf("H1")
	c.State, c.ClearedOn = "rolled_back", o.Today()
	o.must(o.db.SaveCase(t.Context(), c))
	o.does(clerk, "H1", "monitor_again", "monitored", nil)
	apply := map[string]string{"kind_of_clearing": "自然消除", "income_steady": "是", "spending_settled": "是", "guarantees_sound": "是"}
	o.refused(cadre, "H1", "apply_clearing", apply, "整户没有劳动能力")
}

// refusedAtTown is a household that the town has refused and that asks for a review.
func (o *office) refusedAtTown(household string) *casework.Case {
	o.t.Helper()
	o.does(cadre, household, "visit", "visited", o.visitForm())
	c := o.does(townHead, household, "refuse_at_town", "refused", refusalForm)
	c, err := o.Move(o.t.Context(), cadre, c.ID, casework.MoveRequest{Move: "ask_review", Version: c.Version, Form: map[string]string{"says": "不服"}})
	o.must(err)
	return c
}

func TestAStandInReviewsNothingOfWhomItStandsFor(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
	o.does(clerk, "H1", "dispatch", "dispatched", nil)
	c := o.refusedAtTown("H1")
	standIn := &access.User{Login: "dai", Name: "代", Grants: []access.Grant{{Role: "county_clerk", Division: county}}, Standing: []access.StandIn{{Grant: access.Grant{Role: "town_head", Division: town}, For: townHead.Login}}}
	_, err := o.Move(t.Context(), standIn, c.ID, casework.MoveRequest{Move: "uphold_refusal", Version: c.Version, Reason: "维持"})
	o.says(err, "上一级、另一个人")
	_, err = o.Move(t.Context(), clerk, c.ID, casework.MoveRequest{Move: "uphold_refusal", Version: c.Version, Reason: "维持"})
	o.must(err)
}

func TestASecondRefusalOnAnotherRecord(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
	o.does(clerk, "H1", "dispatch", "dispatched", nil)
	o.refusedAtTown("H1")
	_, err := o.Open(t.Context(), cadre, "H1", casework.FromHousehold, "又病了")
	o.must(err)
	o.does(cadre, "H1", "visit", "visited", o.visitForm())
	o.refused(townHead, "H1", "refuse_at_town", refusalForm, "要由县级领导阅签")
}

// More cases than are read at once: the daily round sees each.
func TestTheDailyRoundSeesEveryCase(t *testing.T) {
	o := anOffice(t)
	const many = 501
	var all []registry.Household
	for i := range many {
		all = append(all, registry.Household{Code: fmt.Sprintf("H%03d", i), Division: village, Kind: "脱贫户"})
	}
	_, _, err := o.db.Replace(t.Context(), all)
	o.must(err)
	o.must(o.db.Atomically(t.Context(), func(ctx context.Context) error {
		for _, h := range all {
			if err := o.db.CreateCase(ctx, &casework.Case{Household: h.Code, Division: village, Channel: casework.FromCadre, Urgency: "黄", State: "monitored", Round: 1, OpenedOn: o.Today(), IdentifiedOn: o.Today()}); err != nil {
				return err
			}
		}
		return nil
	}))
	if d := o.checks(); d.Looked != many {
		t.Errorf("of %d cases the round looked at %d", many, d.Looked)
	}
}

// No signature, no step forward is asked for before a family is helped: not on a
// clue, not after the visit, not while it does not want to sign.
func TestHelpWaitsForNoSignature(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	_, err := o.Open(t.Context(), cadre, "H1", casework.FromCadre, "大病")
	o.must(err)
	for _, kind := range []string{casework.Development, casework.Protection, casework.LastResort} {
		o.helps("H1", kind)
	}
	o.does(cadre, "H1", "visit", "visited", o.visitForm())
	c := o.caseOf("H1")
	_, err = o.Authorise(t.Context(), cadre, c.ID, c.Version, casework.Authorisation{Number: o.numberOf("H1", 0), Way: casework.Withdrawn, SignedOn: o.Today()})
	o.must(err)
	for _, kind := range []string{casework.Development, casework.Protection, casework.LastResort} {
		o.helps("H1", kind)
	}
}

// numberOf is the masked number of a member.
func (o *office) numberOf(household string, i int) string {
	o.t.Helper()
	h, err := o.db.Household(o.t.Context(), household, false)
	o.must(err)
	return h.Members[i].Number
}

func TestAVillagesCodeIsNotFlooded(t *testing.T) {
	o := anOffice(t)
	for i := range 201 {
		d := said()
		d.Phone = fmt.Sprintf("1390000%04d", i)
		err := o.Declare(t.Context(), nil, d, nil)
		if i < 200 {
			o.must(err)
			continue
		}
		o.says(err, "今天这个村收到的太多了")
	}
	if err := o.Declare(t.Context(), townClerk, said(), nil); err != nil {
		t.Errorf("an official who writes for a family is turned away: %v", err)
	}
}

// An alert is explained by what decided it the last time, not the first.
func TestTheEvidenceOfTheNewestRunIsKept(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	first, second := line("H1", "school", "蓝"), line("H1", "school", "蓝")
	second.Evidence, second.Members = `{"自付":"13000.00"}`, "520123********0026"
	for _, l := range []screening.Line{first, second} {
		o.screen([]screening.Line{l}, nil)
		if a := o.caseOf("H1").Alerts[0]; a.Evidence != l.Evidence || a.Members != l.Members {
			t.Errorf("the run said %s of %s; kept is %s of %s", l.Evidence, l.Members, a.Evidence, a.Members)
		}
	}
}

// Help that was only planned, or that had ended before this round began, clears nobody.
func TestAMeasureCountsWhereItWasCarriedOut(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
	o.identified("H1")
	o.helps("H1", casework.Development)
	o.days(190)
	o.screen(nil, nil)
	apply := map[string]string{"kind_of_clearing": "帮扶后消除", "income_steady": "是", "spending_settled": "是", "guarantees_sound": "是"}
	o.refused(cadre, "H1", "apply_clearing", apply, "还没有一项措施落实")
	c := o.caseOf("H1")
	_, err := o.RecordMeasure(t.Context(), cadre, c.ID, c.Version, casework.Measure{Class: "就业帮扶", Kind: casework.Development, Owner: "人社局", From: o.Today() - 60, To: o.Today() - 30, Done: true})
	o.must(err)
	c = o.caseOf("H1")
	c.Round, c.T0 = 2, o.Today()-20
	o.must(o.db.SaveCase(t.Context(), c))
	o.refused(cadre, "H1", "apply_clearing", apply, "还没有一项措施落实")
	c = o.caseOf("H1")
	c.Round = 1
	o.must(o.db.SaveCase(t.Context(), c))
	o.does(cadre, "H1", "apply_clearing", "clear_applied", apply)
}

// An alert that was settled on a record which is still open sleeps six months, too.
func TestASettledAlertOfAnOpenRecordWakesAfterSixMonths(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	l := line("H1", "school", "蓝")
	o.screen([]screening.Line{l}, nil)
	o.does(clerk, "H1", "dispatch", "dispatched", nil)
	c := o.caseOf("H1")
	_, err := o.SettleAlerts(t.Context(), townClerk, c.ID, c.Version, []int64{c.Alerts[0].ID}, "已入户核实")
	o.must(err)
	for _, at := range []struct {
		days int
		woke bool
	}{{180, false}, {5, true}} {
		o.days(at.days)
		o.screen([]screening.Line{l}, nil)
		if a := o.caseOf("H1").Alerts[0]; a.Settled == at.woke {
			t.Errorf("%d days later it is settled: %v", at.days, a.Settled)
		}
	}
}

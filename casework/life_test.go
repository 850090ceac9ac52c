package casework_test

import (
	"slices"
	"strconv"
	"testing"

	"dixian/access"
	"dixian/casework"
	"dixian/inbox"
	"dixian/registry"
	"dixian/screening"
)

var townHead = who("zhenzhang", "town_head", town)

var refusalForm = map[string]string{"ground": "目前不需要", "would_change": "再有大病"}

// A refusal may be made at every step, once by the town; its review goes to
// another person of the level above, and a second refusal to the county's head.
func TestRefusalAndReview(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
	o.does(clerk, "H1", "dispatch", "dispatched", nil)
	id := o.caseOf("H1").ID
	o.refused(townHead, "H1", "refuse_at_town", refusalForm, "现在是“待入户”")
	o.does(cadre, "H1", "visit", "visited", o.visitForm())
	o.refused(cadre, "H1", "refuse_at_town", refusalForm, "不由您的角色办理")
	o.refused(townHead, "H1", "refuse_at_town", with(refusalForm, "ground", "名额已满"), "没有“名额已满”这一项")
	o.refused(townHead, "H1", "refuse_at_town", with(refusalForm, "would_change", ""), "请填写")
	o.refused(townHead, "H1", "refuse_at_town", with(refusalForm, "would_change", "信访件再来时"), "请不要提信访和热线")
	o.does(townHead, "H1", "refuse_at_town", "refused", refusalForm)

	move := func(u *access.User, name string, form map[string]string) (*casework.Case, error) {
		c, err := o.db.Case(t.Context(), id, u.Scope())
		o.must(err)
		return o.Move(t.Context(), u, id, casework.MoveRequest{Move: name, Version: c.Version, Reason: "依据材料", Form: form})
	}
	_, err := move(clerk, "uphold_refusal", nil)
	o.says(err, "没有待办的复核申请")
	o.days(31)
	_, err = move(cadre, "ask_review", map[string]string{"says": "家里又借了钱"})
	o.says(err, "已过申请复核的期限")
	o.days(-1)
	c, err := move(cadre, "ask_review", map[string]string{"says": "家里又借了钱"})
	o.must(err)
	if c.State != "refused" || c.DueOn != o.Today()+30 {
		t.Fatalf("the review has thirty days: %+v", c)
	}
	_, err = move(cadre, "ask_review", map[string]string{"says": "再说一次"})
	o.says(err, "已经登记")
	two := &access.User{Login: townHead.Login, Grants: []access.Grant{{Role: "town_head", Division: town}, {Role: "county_head", Division: county}}}
	_, err = move(two, "overturn_refusal", nil)
	o.says(err, "上一级、另一个人")
	_, err = move(townHead, "overturn_refusal", nil)
	o.says(err, "不由您的角色办理")
	c, err = move(clerk, "overturn_refusal", nil)
	o.must(err)
	if c.State != "dispatched" || c.T0 != o.Today() || c.WholeDueOn != o.Today()+15 || c.Alerts[0].Settled {
		t.Fatalf("it begins anew, with a visit and its clocks: %+v", c)
	}

	t.Log("the second refusal is for the county head; of the county's refusal the city is above")
	o.does(cadre, "H1", "visit", "visited", o.visitForm())
	o.refused(townHead, "H1", "refuse_at_town", refusalForm, "要由县级领导阅签")
	o.sign("H1")
	o.does(townClerk, "H1", "compare", "comparing", nil)
	o.does(cadre, "H1", "hold_meeting", "meeting", o.meetingForm())
	o.does(cadre, "H1", "post", "publicity", o.postForm())
	o.days(6)
	o.does(townClerk, "H1", "town_review", "town_review", reviewForm)
	o.does(clerk, "H1", "prepare_decision", "county_decision", decisionForm)
	o.does(head, "H1", "refuse_entry", "refused", refusalForm)
	_, err = move(cadre, "ask_review", map[string]string{"says": "不服"})
	o.must(err)
	_, err = move(clerk, "uphold_refusal", nil)
	o.says(err, "上一级、另一个人")
	_, err = move(city, "uphold_refusal", nil)
	o.must(err)
	_, err = move(cadre, "ask_review", map[string]string{"says": "不服"})
	o.says(err, "已经复核过")
}

// A refusal is not set right beside another open record of the household.
func TestAReviewBesideAnOpenRecord(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
	o.does(clerk, "H1", "dispatch", "dispatched", nil)
	o.does(cadre, "H1", "visit", "visited", o.visitForm())
	c := o.does(townHead, "H1", "refuse_at_town", "refused", refusalForm)
	c, err := o.Move(t.Context(), cadre, c.ID, casework.MoveRequest{Move: "ask_review", Version: c.Version, Form: map[string]string{"says": "不服"}})
	o.must(err)
	_, err = o.Service.Open(t.Context(), cadre, "H1", casework.FromHousehold, "又病了")
	o.must(err)
	_, err = o.Move(t.Context(), clerk, c.ID, casework.MoveRequest{Move: "overturn_refusal", Version: c.Version, Reason: "应纳尽纳"})
	o.says(err, "另有在办的线索")
}

func TestAClueIsAttachedToAKnownCase(t *testing.T) {
	o := anOffice(t)
	for _, code := range []string{"H1", "H2", "H3", "H4"} {
		o.family(code, nil)
	}
	o.screen([]screening.Line{line("H1", "school", "蓝"), line("H2", "medical_burden", "黄"), line("H3", "school", "蓝"), line("H4", "school", "蓝")}, nil)
	into := func(household string) map[string]string {
		return map[string]string{"into": strconv.FormatInt(o.caseOf(household).ID, 10)}
	}
	o.refused(clerk, "H2", "attach", nil, "请填写“并入的案件编号”")
	o.refused(clerk, "H2", "attach", map[string]string{"into": "9999"}, "没有这个编号的案件")
	o.refused(clerk, "H2", "attach", into("H2"), "另一件在办案件")
	o.refused(clerk, "H2", "attach", into("H1"), "还在研判台")
	settled := into("H4")
	o.does(clerk, "H4", "settle", "settled", map[string]string{"code": "家庭能应对"})
	o.refused(clerk, "H2", "attach", settled, "已经办结")
	o.does(clerk, "H1", "dispatch", "dispatched", nil)
	declared := o.caseOf("H3")
	declared.Channel = casework.FromProxy
	o.must(o.db.SaveCase(t.Context(), declared))
	o.refused(clerk, "H3", "attach", into("H1"), "农户申报不在研判台并掉")
	declared = o.caseOf("H3")
	declared.Channel, declared.Urgency = casework.FromDepartments, "红"
	o.must(o.db.SaveCase(t.Context(), declared))
	o.refused(clerk, "H3", "attach", into("H1"), "急件要立即派单")

	clue := o.caseOf("H2").ID
	o.does(clerk, "H2", "attach", "attached", into("H1"))
	known := o.caseOf("H1")
	if len(known.Alerts) != 2 || known.Urgency != "黄" || known.Alerts[1].Household != "H2" {
		t.Fatalf("the alert goes on under the known case: %+v", known)
	}
	got := o.screen([]screening.Line{line("H1", "school", "蓝"), line("H2", "medical_burden", "黄"), line("H2", "school", "黄")}, nil)
	if got.Opened != 0 || got.Joined != 1 {
		t.Fatalf("what is said later of the attached household goes there too: %+v", got)
	}
	if c := o.caseOf("H1"); len(c.Alerts) != 3 {
		t.Fatalf("%+v", c.Alerts)
	}
	held, err := o.db.Case(t.Context(), clue, clerk.Scope())
	o.must(err)
	if held.IntoCase != known.ID {
		t.Fatalf("%+v", held)
	}
}

func TestClocksPauseOnlyForTheThreeReasons(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
	pause := func(u *access.User, reason, says string) (*casework.Case, error) {
		c := o.caseOf("H1")
		return o.Pause(t.Context(), u, c.ID, c.Version, reason, says)
	}
	resume := func(u *access.User, reason, says string) (*casework.Case, error) {
		c := o.caseOf("H1")
		return o.Resume(t.Context(), u, c.ID, c.Version, reason, says)
	}
	_, err := pause(cadre, casework.PauseWish, "等收完庄稼")
	o.says(err, "还在研判台")
	o.does(clerk, "H1", "dispatch", "dispatched", nil)
	for reason, says := range map[string]string{"太忙": "只因异议、灾害或本户意愿", casework.PauseObjection: "只因异议、灾害或本户意愿", casework.PauseDisaster: "请写明情况"} {
		words := "路断了"
		if reason == casework.PauseDisaster {
			words = " "
		}
		_, err := pause(townClerk, reason, words)
		o.says(err, says)
	}
	_, err = pause(cadre, casework.PauseDisaster, "路断了")
	o.fails(err, access.ErrForbidden)
	_, err = resume(cadre, casework.PauseWish, "收完了")
	o.says(err, "没有因此暂停")

	t.Log("a wish from day 1, a disaster from day 2; the clock goes on when both are over")
	due, whole := o.caseOf("H1").DueOn, o.caseOf("H1").WholeDueOn
	o.days(1)
	c, err := pause(cadre, casework.PauseWish, "等收完庄稼")
	o.must(err)
	if c.AskAgainOn != o.Today()+30 {
		t.Fatalf("asked again after thirty days: %+v", c)
	}
	o.days(1)
	_, err = pause(townClerk, casework.PauseDisaster, "路断了")
	o.must(err)
	_, err = pause(townClerk, casework.PauseDisaster, "路断了")
	o.says(err, "已经因灾害暂停")
	o.days(3)
	c, err = resume(cadre, casework.PauseWish, "收完了")
	o.must(err)
	if c.PausedOn == 0 || c.AskAgainOn != 0 || c.PauseReason != casework.PauseDisaster {
		t.Fatalf("the disaster still stands: %+v", c)
	}
	_, err = resume(townClerk, casework.PauseDisaster, "")
	o.says(err, "请写明为什么恢复")
	o.days(2)
	c, err = resume(townClerk, casework.PauseDisaster, "路通了")
	o.must(err)
	if c.PausedOn != 0 || c.DueOn != due+6 || c.WholeDueOn != whole+6 {
		t.Fatalf("six days later, not more: %+v", c)
	}

	t.Log("who does not sign stays visited, and is asked again")
	o.does(cadre, "H1", "visit", "visited", o.visitForm())
	c, err = pause(cadre, casework.PauseWish, "不愿签授权")
	o.must(err)
	o.days(20)
	again, err := pause(cadre, casework.PauseWish, "再问，还是不愿")
	o.must(err)
	if again.State != "visited" || again.AskAgainOn != o.Today()+30 || again.PausedOn != c.PausedOn {
		t.Fatalf("%+v", again)
	}
	o.helps("H1", casework.Protection) // help does not hang on signing
	o.sign("H1")
	c = o.does(townClerk, "H1", "compare", "comparing", nil)
	if c.PausedOn != 0 || c.AskAgainOn != 0 {
		t.Fatalf("going on ends the wish to wait: %+v", c)
	}
}

func TestTheLevelAboveTakesOverWhatIsLate(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
	o.does(clerk, "H1", "dispatch", "dispatched", nil)
	o.does(cadre, "H1", "visit", "visited", o.visitForm())
	o.sign("H1")
	o.does(townClerk, "H1", "compare", "comparing", nil)
	o.days(1)
	o.refused(townClerk, "H1", "hold_meeting", o.meetingForm(), "不由您的角色办理")
	o.days(1)
	o.refused(clerk, "H1", "hold_meeting", o.meetingForm(), "不由您的角色办理")
	o.does(townClerk, "H1", "hold_meeting", "meeting", o.meetingForm())
	o.does(cadre, "H1", "post", "publicity", o.postForm())
	o.days(7)
	o.does(clerk, "H1", "town_review", "town_review", reviewForm)
	o.does(clerk, "H1", "prepare_decision", "county_decision", decisionForm)
	o.days(1)
	o.refused(city, "H1", "approve", map[string]string{"decided_on": o.day(0)}, "不由您的角色办理")
}

func TestAWithdrawnAuthorisationStopsTheDecision(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
	o.untilDecision("H1")
	h, err := o.db.Household(t.Context(), "H1", false)
	o.must(err)
	c := o.caseOf("H1")
	_, err = o.Authorise(t.Context(), cadre, c.ID, c.Version, casework.Authorisation{Number: h.Members[0].Number, Way: casework.Withdrawn, SignedOn: o.Today()})
	o.must(err)
	o.refused(head, "H1", "approve", map[string]string{"decided_on": o.day(0)}, "授权书已撤回或到期")
}

// A household without labour is cleared when the city has said so in writing, and
// only in this round.
func TestTheCityLiftsTheBlock(t *testing.T) {
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
	apply := map[string]string{"kind_of_clearing": "自然消除", "income_steady": "是", "spending_settled": "是", "guarantees_sound": "是"}
	lift := func(u *access.User, number, reason string) error {
		c := o.caseOf("H1")
		_, err := o.LiftBlock(t.Context(), u, c.ID, c.Version, number, reason)
		return err
	}
	o.fails(lift(head, "毕乡振〔2025〕1号", "兜底稳定"), access.ErrForbidden)
	o.says(lift(city, "", "兜底稳定"), "文号")
	o.says(lift(city, "毕乡振〔2025〕1号", " "), "理由")
	o.refused(cadre, "H1", "apply_clearing", apply, "整户没有劳动能力")
	o.must(lift(city, "毕乡振〔2025〕1号", "兜底稳定"))
	o.does(cadre, "H1", "apply_clearing", "clear_applied", apply)
}

func TestRollingBackIsNotANewRound(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "school", "黄")}, nil)
	o.refused(head, "H1", "roll_back", nil, "现在是“待研判”")
	watchedCase := func() {
		c := o.caseOf("H1")
		c.State, c.IdentifiedOn, c.ClearedOn, c.RiskFound, c.T0, c.WholeDueOn = "watch", o.Today()-400, o.Today()-30, false, 0, 0
		o.must(o.db.SaveCase(t.Context(), c))
	}
	watchedCase()
	o.refused(clerk, "H1", "end_watch", nil, "回访期还没有满")
	c := o.does(clerk, "H1", "new_round", "dispatched", nil)
	if c.T0 != o.Today() || c.Round != 1 {
		t.Fatalf("the round opens with the county's decision: %+v", c)
	}
	o.does(cadre, "H1", "visit", "visited", with(o.visitForm(), "risk_found", "否"))
	o.refused(townClerk, "H1", "close_no_risk", map[string]string{"would_change": "再有大病"}, "在消除后的回访期内")
	c = o.does(townClerk, "H1", "back_to_watch", "watch", nil)
	if c.ClearedOn == 0 || c.WholeDueOn != 0 {
		t.Fatalf("%+v", c)
	}
	o.does(head, "H1", "roll_back", "rolled_back", nil)
	c = o.does(clerk, "H1", "monitor_again", "monitored", nil)
	if c.Round != 1 || c.ClearedOn != 0 {
		t.Fatalf("cleared wrongly is the same round: %+v", c)
	}

	t.Log("a new risk found by a visit becomes round two at the county's decision")
	watchedCase()
	o.does(clerk, "H1", "new_round", "dispatched", nil)
	o.does(cadre, "H1", "visit", "visited", o.visitForm())
	o.refused(townHead, "H1", "refuse_at_town", refusalForm, "在消除后的回访期内")
	o.sign("H1")
	o.does(townClerk, "H1", "compare", "comparing", nil)
	o.does(cadre, "H1", "hold_meeting", "meeting", o.meetingForm())
	o.does(cadre, "H1", "post", "publicity", o.postForm())
	o.days(6)
	o.does(townClerk, "H1", "town_review", "town_review", reviewForm)
	o.does(clerk, "H1", "prepare_decision", "county_decision", decisionForm)
	c = o.does(head, "H1", "approve", "monitored", map[string]string{"decided_on": o.day(0)})
	if c.Round != 2 || c.ClearedOn != 0 || c.IdentifiedOn != o.Today() {
		t.Fatalf("%+v", c)
	}
	o.refused(head, "H1", "end_naturally", nil, "请填写“证明材料”")
	o.does(head, "H1", "end_naturally", "ended", map[string]string{"proof": "整户迁离证明"})
	if held, err := o.db.OpenCase(t.Context(), "H1"); err != nil || held != nil {
		t.Fatalf("%v, %v", held, err)
	}
}

// A new clue in the months after clearing whose case the county refuses goes back
// to the watch with its letter and its review: the visits that are owed are not
// lost with it. Nor are they where a family is said to be gone that the register
// still has.
//
// Source: casework contract, States, "cleared → watch" and "Refusal at any step".
func TestARefusalInTheWatchGoesBackToIt(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "school", "黄")}, nil)
	c := o.caseOf("H1")
	c.State, c.IdentifiedOn, c.ClearedOn = "watch", o.Today()-400, o.Today()-30
	o.must(o.db.SaveCase(t.Context(), c))
	o.refused(cadre, "H1", "ask_review_in_watch", map[string]string{"says": "不服"}, "没有不予纳入")
	o.does(clerk, "H1", "new_round", "dispatched", nil)
	o.does(cadre, "H1", "visit", "visited", o.visitForm())
	o.sign("H1")
	o.does(townClerk, "H1", "compare", "comparing", nil)
	o.posted("H1")
	o.refused(head, "H1", "refuse_entry", refusalForm, "请办“不予纳入新一轮，转回回访期”")
	o.refused(clerk, "H1", "refuse_to_watch", refusalForm, "不由您的角色办理")
	o.refused(head, "H1", "refuse_to_watch", with(refusalForm, "would_change", ""), "请填写")
	o.refused(head, "H1", "end_naturally", map[string]string{"proof": "村里说搬走了"}, "登记里还有这一户的人")
	c = o.does(head, "H1", "refuse_to_watch", "watch", refusalForm)
	if c.ClearedOn == 0 || c.VisitDueOn == 0 || c.DueOn != 0 || c.WholeDueOn != 0 || !c.Open() {
		t.Fatalf("the visit at three months is still owed: %+v", c)
	}
	o.refused(cadre, "H1", "uphold_in_watch", nil, "不由您的角色办理")
	o.refused(city, "H1", "uphold_in_watch", nil, "没有待办的复核申请")
	o.days(30)
	c = o.does(cadre, "H1", "ask_review_in_watch", "watch", map[string]string{"says": "家里又借了钱"})
	if c.DueOn != o.Today()+30 || c.VisitDueOn == 0 {
		t.Fatalf("the review has thirty days, and the visit is owed beside it: %+v", c)
	}
	waits, err := o.Waits().Waits(t.Context(), o.Today()+31)
	o.must(err)
	if !slices.ContainsFunc(waits, func(w inbox.Wait) bool {
		return w.Case == c.ID && w.State == "refused" && slices.Contains(w.Owners, "city")
	}) {
		t.Errorf("the city is told that the review waits: %+v", waits)
	}
	counted, err := o.Waits().Standings(t.Context(), o.Today()+31, nil)
	o.must(err)
	if !slices.ContainsFunc(counted, func(n inbox.Standing) bool {
		return n.State == "refused" && n.Late == 1 && slices.Contains(n.Owners, "city") && !slices.Contains(n.Owners, "village_cadre")
	}) {
		t.Errorf("the city's digest counts the review, not the village's: %+v", counted)
	}
	c = o.does(city, "H1", "uphold_in_watch", "watch", nil)
	if c.DueOn != 0 || c.VisitDueOn == 0 {
		t.Fatalf("%+v", c)
	}
	o.refused(cadre, "H1", "ask_review_in_watch", map[string]string{"says": "不服"}, "已经复核过")
	o.refused(head, "H1", "end_naturally", map[string]string{"proof": "村里说搬走了"}, "登记里还有这一户的人")

	o.family("H2", func(h *registry.Household) {
		for i := range h.Members {
			h.Members[i].Status = registry.Dead
		}
	})
	o.screen([]screening.Line{line("H2", "school", "黄")}, nil)
	c = o.caseOf("H2")
	c.State, c.IdentifiedOn, c.ClearedOn = "watch", o.Today()-400, o.Today()-30
	o.must(o.db.SaveCase(t.Context(), c))
	o.does(head, "H2", "end_naturally", "ended", map[string]string{"proof": "死亡证明三份"})
}

// Who declared and was told that the visit found no risk may ask for a review, as
// may anybody who is refused; of a clue that nobody asked for there is none.
func TestAClosedDeclarationMayBeReviewed(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.family("H2", nil)
	c, err := o.Service.Open(t.Context(), cadre, "H1", casework.FromHousehold, "看病花钱多")
	o.must(err)
	closing := map[string]string{"would_change": "再有大病", "declarant_answer": "本人说没有意见"}
	noRisk := with(o.visitForm(), "risk_found", "否")
	o.does(cadre, "H1", "visit", "visited", noRisk)
	o.does(townClerk, "H1", "close_no_risk", "closed_no_risk", closing)
	o.screen([]screening.Line{line("H2", "school", "黄")}, nil)
	o.does(clerk, "H2", "dispatch", "dispatched", nil)
	o.does(cadre, "H2", "visit", "visited", noRisk)
	alerted := o.does(townClerk, "H2", "close_no_risk", "closed_no_risk", with(closing, "declarant_answer", ""))

	move := func(u *access.User, id int64, name string, form map[string]string) (*casework.Case, error) {
		c, err := o.db.Case(t.Context(), id, u.Scope())
		o.must(err)
		return o.Move(t.Context(), u, id, casework.MoveRequest{Move: name, Version: c.Version, Reason: "依据材料", Form: form})
	}
	says := map[string]string{"says": "真的周转不开"}
	_, err = move(cadre, alerted.ID, "ask_review", says)
	o.says(err, "没有不予纳入")
	o.days(30)
	got, err := move(cadre, c.ID, "ask_review", says)
	o.must(err)
	if got.State != "refused" || got.DueOn != o.Today()+30 {
		t.Fatalf("%+v", got)
	}
	_, err = move(townClerk, c.ID, "overturn_refusal", nil)
	o.says(err, "不由您的角色办理")
	got, err = move(clerk, c.ID, "overturn_refusal", nil)
	o.must(err)
	if got.State != "dispatched" || got.T0 != o.Today() {
		t.Fatalf("somebody goes again: %+v", got)
	}
}

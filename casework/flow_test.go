package casework_test

import (
	"testing"

	"dixian/casework"
	"dixian/division"
	"dixian/registry"
	"dixian/screening"
)

// One family from a clue to clearing, by five people, with everything that must
// be refused on the way.
func TestFromAClueToClearing(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	medical := line("H1", "medical_self_paid", "黄")
	got := o.screen([]screening.Line{medical}, []screening.Line{line("H1", "vehicle", "")})
	if got.Opened != 1 || got.Hits != 1 || got.Urgent != 0 {
		t.Fatalf("%+v", got)
	}
	c := o.caseOf("H1")
	if c.State != "triage" || c.T0 != 0 || c.DueOn.String() != "2025-06-16" || c.Head != "甲一" {
		t.Fatalf("a clue at the desk has five working days and no clock of the whole: %+v", c)
	}

	t.Log("triage: a desk of another town does not see it, a village cannot dispatch")
	_, err := o.Move(t.Context(), stranger, c.ID, casework.MoveRequest{Move: "dispatch", Version: c.Version})
	o.fails(err, casework.ErrNotFound)
	_, err = o.File(t.Context(), sysadmin, c.ID)
	o.fails(err, casework.ErrNotFound)
	o.refused(cadre, "H1", "dispatch", nil, "不由您的角色办理")
	o.refused(city, "H1", "dispatch", nil, "不由您的角色办理")
	o.refused(cadre, "H1", "visit", o.visitForm(), "现在是“待研判”")
	o.days(1)
	c = o.does(clerk, "H1", "dispatch", "dispatched", nil)
	if c.T0.String() != "2025-06-10" || c.DueOn.String() != "2025-06-13" || c.WholeDueOn.String() != "2025-06-25" {
		t.Fatalf("three days for the visit, fifteen for the whole, from the dispatch: %+v", c)
	}

	t.Log("the visit")
	_, err = o.Move(t.Context(), cadre, c.ID, casework.MoveRequest{Move: "visit", Version: c.Version - 1, Form: o.visitForm()})
	o.fails(err, casework.ErrStale)
	for says, form := range map[string]map[string]string{
		"家庭成员还没有核对": with(o.visitForm(), "members_confirmed", "否"),
		"两处写的是同一个人": with(o.visitForm(), "visitor_2", " 王某 "),
		"入户日期在今天之后": with(o.visitForm(), "visited_on", o.day(1)),
		"请填写“综合研判”": with(o.visitForm(), "conclusion", " "),
		"“近12个月工资性收入”第 1 条：“收入”：“两万”不是金额，要写成 1234.50": with(o.visitForm(), "income_wage", `[{"item":"外出务工","amount":"两万","source":"口述"}]`),
		"“近12个月工资性收入”第 1 条：请填写“怎么知道的”":                with(o.visitForm(), "income_wage", `[{"item":"外出务工","amount":"18000"}]`),
		"“近12个月工资性收入”第 1 条：这个人不在这一户":                  with(o.visitForm(), "income_wage", `[{"who":"522601********0000","item":"外出务工","amount":"18000","source":"口述"}]`),
		"“与登记不同的地方”第 1 条：请填写“是什么情况和原因”":               with(o.visitForm(), "differences", `[{"what":"查无此人"}]`),
		"没有“还行”这一项，可以填：不愁、有困难":                        with(o.visitForm(), "clothes", "还行"),
		"不问“score”这一项": with(o.visitForm(), "score", "90"),
		"“吃”":          with(o.visitForm(), "food", "还行"),
	} {
		o.refused(cadre, "H1", "visit", form, says)
	}
	o.does(cadre, "H1", "visit", "visited", o.visitForm())
	o.refused(townClerk, "H1", "close_no_risk", map[string]string{"would_change": "再有大病"}, "入户核查认为有风险")

	t.Log("authorisation and hits")
	o.refused(townClerk, "H1", "compare", nil, "还有成年人没有签授权书")
	o.refusesAuthorisations("H1")
	o.sign("H1")
	o.refused(townClerk, "H1", "compare", nil, "还有命中没有核实")
	o.refusesHits("H1")
	o.settlesHit("H1")
	c = o.does(townClerk, "H1", "compare", "comparing", nil)
	if c.DueOn.String() != "2025-06-11" {
		t.Fatalf("the meeting is due the day after: %s", c.DueOn)
	}

	t.Log("the meeting")
	for says, form := range map[string]map[string]string{
		"到会人数不够":    with(o.meetingForm(), "attended", "20", "agreed", "20", "against", "0"),
		"亲属没有回避":    with(o.meetingForm(), "relatives_recused", "否"),
		"票数多于到会人数":  with(o.meetingForm(), "agreed", "25"),
		"评议日期在今天之后": with(o.meetingForm(), "held_on", o.day(1)),
		"早于上一步办结":   with(o.meetingForm(), "held_on", o.day(-1)),
	} {
		o.refused(cadre, "H1", "hold_meeting", form, says)
	}
	o.refused(townClerk, "H1", "hold_meeting", o.meetingForm(), "不由您的角色办理")
	o.does(team, "H1", "hold_meeting", "meeting", o.meetingForm())

	t.Log("publicity")
	o.refused(cadre, "H1", "post", with(o.postForm(), "posted_on", o.day(-10)), "早于上一步办结")
	o.refused(cadre, "H1", "post", with(o.postForm(), "posted_on", o.day(1)), "张贴日期在今天之后")
	c = o.does(cadre, "H1", "post", "publicity", o.postForm())
	if c.DueOn.String() != "2025-06-16" {
		t.Fatalf("posted on the 10th, five full days and one for the town: %s", c.DueOn)
	}
	o.objectionPausesTheClock("H1")
	o.does(townClerk, "H1", "town_review", "town_review", reviewForm)

	t.Log("the decision")
	o.refused(townClerk, "H1", "prepare_decision", decisionForm, "不由您的角色办理")
	o.refused(clerk, "H1", "prepare_decision", with(decisionForm, "object_type", "边缘易致贫户"), "脱贫户不能认定为边缘易致贫户")
	o.does(both, "H1", "prepare_decision", "county_decision", decisionForm)
	o.refused(both, "H1", "approve", map[string]string{"decided_on": o.day(0)}, "要由两个人办")
	o.refused(clerk, "H1", "approve", map[string]string{"decided_on": o.day(0)}, "不由您的角色办理")
	o.refused(head, "H1", "approve", map[string]string{"decided_on": o.day(-200)}, "早于上一步办结")
	o.refused(head, "H1", "approve", map[string]string{"decided_on": o.day(1)}, "识别时间在今天之后")
	c = o.does(head, "H1", "approve", "monitored", map[string]string{"decided_on": o.day(0)})
	if c.ObjectType != "突发严重困难户" || c.MainRisk != "因病" || c.IdentifiedOn != o.Today() || c.WholeDueOn != 0 || c.DueOn != o.Today()+10 {
		t.Fatalf("ten days for measures, the whole clock is over: %+v", c)
	}
	o.marked("H1", "突发严重困难户", false)

	o.clears("H1", medical)
	if n := o.logged(); n < 25 {
		t.Errorf("%d entries tell of all this", n)
	}
}

// clears takes a monitored household to the watch after clearing, past each of
// the blocks.
func (o *office) clears(household string, alert screening.Line) {
	o.t.Helper()
	apply := map[string]string{"kind_of_clearing": "帮扶后消除", "income_steady": "是", "spending_settled": "是", "guarantees_sound": "是"}
	o.refused(cadre, household, "apply_clearing", apply, "纳入监测不满六个月")
	o.days(190)
	o.refused(cadre, household, "apply_clearing", apply, "还没有一项措施落实")
	o.measure(household)
	o.refused(cadre, household, "apply_clearing", apply, "还有预警没有消除")
	o.screen([]screening.Line{alert}, nil)
	o.refused(cadre, household, "apply_clearing", apply, "还有预警没有消除")
	o.screen(nil, nil)
	if c := o.caseOf(household); len(c.Alerts) != 1 || !c.Alerts[0].Gone {
		o.t.Fatalf("the alert stays, marked: %+v", c.Alerts)
	}
	o.uncovered()
	o.refused(cadre, household, "apply_clearing", apply, "没有覆盖本县")
	o.screen(nil, nil)
	for _, unmet := range []string{"income_steady", "spending_settled", "guarantees_sound"} {
		o.refused(cadre, household, "apply_clearing", with(apply, unmet, "否"), "有一项没有稳定")
	}
	o.does(cadre, household, "apply_clearing", "clear_applied", apply)

	visit := map[string]string{"visited_on": o.day(0), "visitor_1": "王某", "visitor_2": "李某", "conclusion": "收入稳定"}
	o.refused(cadre, household, "clear_visit", with(visit, "visitor_2", "王某"), "两处写的是同一个人")
	o.does(cadre, household, "clear_visit", "clear_visited", visit)
	o.refused(cadre, household, "clear_hold_meeting", with(o.meetingForm(), "attended", "20"), "到会人数不够")
	o.does(cadre, household, "clear_hold_meeting", "clear_meeting", o.meetingForm())
	o.does(cadre, household, "clear_post", "clear_publicity", o.postForm())
	o.days(5)
	o.refused(townClerk, household, "clear_town_review", reviewForm, "公示没有满五个整日")
	o.days(1)
	o.does(townClerk, household, "clear_town_review", "clear_town_review", reviewForm)

	o.screen([]screening.Line{alert}, nil)
	opinion := map[string]string{"opinion": "拟消除"}
	o.refused(clerk, household, "prepare_clearing", opinion, "还有预警没有消除")
	o.screen(nil, nil)
	o.does(both, household, "prepare_clearing", "clear_county_decision", opinion)
	o.uncovered()
	o.refused(head, household, "clear", map[string]string{"cleared_on": o.day(0)}, "没有覆盖本县")
	o.screen(nil, nil)
	o.refused(both, household, "clear", map[string]string{"cleared_on": o.day(0)}, "要由两个人办")
	o.refused(head, household, "clear", map[string]string{"cleared_on": o.day(1)}, "消除时间在今天之后")
	c := o.does(head, household, "clear", "cleared", map[string]string{"cleared_on": o.day(0)})
	if c.ClearedOn != o.Today() {
		o.t.Fatalf("%+v", c)
	}
	o.marked(household, "突发严重困难户", true)
	o.does(clerk, household, "begin_watch", "watch", nil)
}

func (o *office) marked(household, objectType string, cleared bool) {
	o.t.Helper()
	h, err := o.db.Household(o.t.Context(), household, false)
	o.must(err)
	if h.ObjectType != objectType || h.RiskCleared != cleared {
		o.t.Fatalf("the registry has %q, cleared %v", h.ObjectType, h.RiskCleared)
	}
}

// uncovered receives a screening that lacked one table.
func (o *office) uncovered() {
	o.t.Helper()
	var covered []screening.Covered
	for _, c := range o.Program.Coverages[1:] {
		covered = append(covered, screening.Covered{Table: c.Table.Name, County: county.String(), Covered: true})
	}
	_, err := o.Receive(o.t.Context(), clerk, &casework.Run{AsOf: o.Today()}, &screening.Result{}, covered, []division.Code{county})
	o.must(err)
}

// A household nobody of which can work is not cleared by the county.
func TestAHouseholdWithoutLabourIsNotCleared(t *testing.T) {
	o := anOffice(t)
	o.family("H1", func(h *registry.Household) {
		for i := range h.Members {
			h.Members[i].Labor = "无劳动力"
		}
	})
	o.screen([]screening.Line{line("H1", "medical_self_paid", "黄")}, nil)
	o.identified("H1")
	o.days(190)
	o.measure("H1")
	o.screen(nil, nil)
	apply := map[string]string{"kind_of_clearing": "自然消除", "income_steady": "是", "spending_settled": "是", "guarantees_sound": "是"}
	o.refused(cadre, "H1", "apply_clearing", apply, "整户没有劳动能力")
}

package casework_test

import (
	"testing"

	"dixian/calendar"
	"dixian/screening"
)

func (o *office) visitLog(day string) map[string]string {
	return map[string]string{"visited_on": day, "visitor_1": "王某", "visitor_2": "李某", "risk_found": "否", "conclusion": "收入稳定"}
}

// A meeting that did not agree posts nothing; the household is not left without a
// way on.
func TestAVoteAgainstStopsPosting(t *testing.T) {
	for says, x := range map[string]struct {
		agreed, against string
		posts           bool
	}{
		"more against than for":                {"8", "17", false},
		"half of those who came":               {"12", "12", false}, // of 24
		"who did not vote did not agree":       {"12", "0", false},
		"one more than half of those who came": {"13", "11", true},
		"all of them":                          {"24", "0", true},
	} {
		t.Run(says, func(t *testing.T) {
			o := anOffice(t)
			o.family("H1", nil)
			o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
			o.does(clerk, "H1", "dispatch", "dispatched", nil)
			o.does(cadre, "H1", "visit", "visited", o.visitForm())
			o.sign("H1")
			o.does(townClerk, "H1", "compare", "comparing", nil)
			attended := "24"
			if says == "more against than for" {
				attended = "25"
			}
			o.does(cadre, "H1", "hold_meeting", "meeting", with(o.meetingForm(), "attended", attended, "agreed", x.agreed, "against", x.against))
			if x.posts {
				o.does(cadre, "H1", "post", "publicity", o.postForm())
				return
			}
			o.refused(cadre, "H1", "post", o.postForm(), "评议没有通过")
			c := o.does(townClerk, "H1", "revisit", "dispatched", nil)
			o.does(cadre, "H1", "visit", "visited", o.visitForm())
			o.does(townClerk, "H1", "compare", "comparing", nil)
			o.does(cadre, "H1", "hold_meeting", "meeting", o.meetingForm())
			if c = o.does(cadre, "H1", "post", "publicity", o.postForm()); c.PostedOn == 0 {
				t.Fatal("the second meeting decides")
			}
		})
	}
}

// A monitored household is visited by its cadence; the log moves no clock.
func TestTheCadenceOfVisits(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
	o.identified("H1")
	c := o.caseOf("H1")
	if c.VisitDueOn != o.Today()+30 {
		t.Fatalf("who came into hardship at a stroke is visited each month: %s", c.VisitDueOn)
	}
	due, since := c.DueOn, c.StateSince
	o.days(5)
	o.refused(cadre, "H1", "follow_visit", with(o.visitLog(o.day(0)), "visitor_2", "王某"), "入户要两个人")
	c = o.does(cadre, "H1", "follow_visit", "monitored", o.visitLog(o.day(-1)))
	if c.VisitDueOn != o.Today()-1+30 || c.DueOn != due || c.StateSince != since || c.RiskFound {
		t.Fatalf("the next is due thirty days after the visit, the measures as before: %+v", c)
	}
	c.ObjectType = "边缘易致贫户"
	o.must(o.db.SaveCase(t.Context(), c))
	if c = o.does(team, "H1", "follow_visit", "monitored", o.visitLog(o.day(0))); c.VisitDueOn != o.Today()+90 {
		t.Fatalf("others each quarter: %s", c.VisitDueOn)
	}
	o.screen([]screening.Line{line("H1", "school", "红")}, nil)
	if c = o.caseOf("H1"); c.VisitDueOn != o.Today()+3 {
		t.Fatalf("红 sends somebody within three days: %s", c.VisitDueOn)
	}
	o.days(2)
	if c = o.does(cadre, "H1", "follow_visit", "monitored", o.visitLog(o.day(0))); c.VisitDueOn != o.Today()+30 {
		t.Fatalf("the visit answers it, an urgent household is seen each month: %s", c.VisitDueOn)
	}
	o.does(head, "H1", "end_naturally", "ended", map[string]string{"proof": "整户迁离证明"})
	if c, err := o.db.Case(t.Context(), c.ID, clerk.Scope()); err != nil || c.VisitDueOn != 0 {
		t.Fatalf("nobody is visited after the end: %+v, %v", c, err)
	}
}

// A watch ends when it is over and the visits at three and twelve months are made,
// each by a visit of its own.
func TestTheWatchEndsWithItsVisits(t *testing.T) {
	const owed = "第三个月和第十二个月的回访还没有做完"
	for says, x := range map[string]struct {
		on   []int // days after clearing: 2024-06-01
		want string
	}{
		"nobody went":                               {nil, owed},
		"only at three months":                      {[]int{92}, owed},
		"only at twelve":                            {[]int{365}, owed},
		"too early for the first":                   {[]int{76, 365}, owed},
		"one visit does not answer both":            {[]int{365, 365}, owed},
		"at three and at twelve":                    {[]int{92, 365}, ""},
		"some days before each":                     {[]int{77, 350}, ""},
		"the first came late, and each has its own": {[]int{360, 366}, ""},
	} {
		t.Run(says, func(t *testing.T) {
			o := anOffice(t)
			o.family("H1", nil)
			o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
			c := o.caseOf("H1")
			c.State, c.ClearedOn, c.T0, c.WholeDueOn = "watch", o.Today()-373, 0, 0 // 2024-06-01
			o.must(o.db.SaveCase(t.Context(), c))
			for _, day := range x.on {
				c = o.does(cadre, "H1", "watch_visit", "watch", o.visitLog((c.ClearedOn + calendar.Date(day)).String()))
			}
			o.settleAll("H1")
			if x.want != "" {
				o.refused(clerk, "H1", "end_watch", nil, x.want)
				return
			}
			if c.VisitDueOn != 0 {
				t.Fatalf("no visit is due any more: %s", c.VisitDueOn)
			}
			o.does(cadre, "H1", "watch_visit", "watch", with(o.visitLog(o.day(0)), "risk_found", "是"))
			o.refused(clerk, "H1", "end_watch", nil, "最近一次回访认为有风险")
			o.does(cadre, "H1", "watch_visit", "watch", o.visitLog(o.day(0)))
			o.does(clerk, "H1", "end_watch", "ended", nil)
		})
	}
}

// settleAll settles a case's alerts, so that they are not what stands in the way.
func (o *office) settleAll(household string) {
	o.t.Helper()
	c := o.caseOf(household)
	ids := []int64{}
	for _, a := range c.Alerts {
		ids = append(ids, a.ID)
	}
	_, err := o.SettleAlerts(o.t.Context(), townClerk, c.ID, c.Version, ids, "已核实")
	o.must(err)
}

// The months of the watch run out while a visit is owed, and a new alert sends the
// village: the household stays in the watch, whatever the calendar says, until the
// county ends it. Nobody closes it by the way, nothing owed is forgotten.
func TestAnAlertAfterTheMonthsOfTheWatch(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
	c := o.caseOf("H1")
	c.State, c.ClearedOn, c.IdentifiedOn, c.T0, c.WholeDueOn = "watch", o.Today()-400, o.Today()-700, 0, 0
	o.must(o.db.SaveCase(t.Context(), c))
	o.refused(clerk, "H1", "end_watch", nil, "第三个月和第十二个月的回访还没有做完")
	o.screen([]screening.Line{line("H1", "medical_burden", "蓝")}, nil)
	if c = o.caseOf("H1"); c.State != "dispatched" || c.Urgency != "黄" {
		t.Fatalf("an alert sends the village at once, as 黄 at least: %+v", c)
	}
	o.does(cadre, "H1", "visit", "visited", with(o.visitForm(), "risk_found", "否"))
	o.refused(townClerk, "H1", "close_no_risk", map[string]string{"would_change": "再有大病"}, "请转回回访期，不能关闭")
	o.refused(townHead, "H1", "refuse_at_town", refusalForm, "由县级定为")
	c = o.does(townClerk, "H1", "back_to_watch", "watch", nil)
	if c.VisitDueOn == 0 {
		t.Fatal("the visit answered one of two that are owed; the other is owed still")
	}
	o.refused(clerk, "H1", "end_watch", nil, "第三个月和第十二个月的回访还没有做完")
	o.days(1)
	o.does(cadre, "H1", "watch_visit", "watch", o.visitLog(o.day(0)))
	o.refused(clerk, "H1", "end_watch", nil, "还有预警没有消除")
	var open []int64
	c = o.caseOf("H1")
	for _, a := range c.Alerts {
		open = append(open, a.ID)
	}
	_, err := o.SettleAlerts(t.Context(), clerk, c.ID, c.Version, open, "两次上门都没有新风险")
	o.must(err)
	o.does(clerk, "H1", "end_watch", "ended", nil)
}

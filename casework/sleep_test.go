package casework_test

import (
	"testing"

	"dixian/access"
	"dixian/screening"
)

// raised is an alert with evidence.
func raised(rule, urgency, evidence string) screening.Line {
	l := line("H1", rule, urgency)
	l.Evidence = evidence
	return l
}

// What a person has settled is raised again by the next run. It sleeps until it
// says something worse, on an open record as on a closed one.
func TestASettledAlertWakesWhenItIsWorse(t *testing.T) {
	bill := func(yuan string) screening.Line {
		return raised("medical_burden", "黄", `{"medical_self_paid":"`+yuan+`","rural_income_per_capita":"14817.00"}`)
	}
	row := func(evidence string) screening.Line { return raised("accident", "黄", evidence) }
	for says, c := range map[string]struct {
		settled, later screening.Line
		wakes          bool
	}{
		"the same number sleeps":                       {bill("10000.00"), bill("10000.00"), false},
		"a number under a fifth higher sleeps":         {bill("10000.00"), bill("11999.99"), false},
		"a smaller number sleeps":                      {bill("10000.00"), bill("400.00"), false},
		"a number a fifth higher wakes":                {bill("10000.00"), bill("12000.00"), true},
		"a number that was none wakes when there is":   {bill("0.00"), bill("1.00"), true},
		"a number that cannot be read wakes":           {bill("10000.00"), raised("medical_burden", "黄", `{}`), true},
		"the same source row sleeps":                   {row(`{"accident":[{"event_date":"2025-05-01","loss":"1.00"}]}`), row(`{"accident":[{"event_date":"2025-05-01","loss":"2.00"}]}`), false},
		"a source row that is gone sleeps":             {row(`{"accident":[{"event_date":"2025-05-01"},{"event_date":"2025-05-02"}]}`), row(`{"accident":[{"event_date":"2025-05-01"}]}`), false},
		"a new source row wakes":                       {row(`{"accident":[{"event_date":"2025-05-01"}]}`), row(`{"accident":[{"event_date":"2025-05-01"},{"event_date":"2025-05-02"}]}`), true},
		"a higher urgency wakes":                       {bill("10000.00"), func() screening.Line { l := bill("10000.00"); l.Urgency = "红"; return l }(), true},
		"who is named no longer does not wake it":      {func() screening.Line { l := row(`{}`); l.Members += ";520123********0026"; return l }(), row(`{}`), false},
		"a name that was not there wakes, at its rule": {row(`{}`), func() screening.Line { l := row(`{}`); l.Members += ";520123********0026"; return l }(), true},
	} {
		t.Run(says, func(t *testing.T) {
			o := anOffice(t)
			o.family("H1", nil)
			o.screen([]screening.Line{c.settled}, nil)
			o.does(clerk, "H1", "settle", "settled", map[string]string{"code": "家庭能应对"})
			o.days(30)
			if got := o.screen([]screening.Line{c.later}, nil); (got.Opened == 1) != c.wakes || (got.Slept == 1) == c.wakes {
				t.Errorf("on a closed record: %+v", got)
			}

			o = anOffice(t)
			o.family("H1", nil)
			o.screen([]screening.Line{c.settled}, nil)
			o.does(clerk, "H1", "dispatch", "dispatched", nil)
			held := o.caseOf("H1")
			_, err := o.SettleAlerts(t.Context(), clerk, held.ID, held.Version, []int64{held.Alerts[0].ID}, "已核实，家里能应对")
			o.must(err)
			o.days(30)
			o.screen([]screening.Line{c.later}, nil)
			a := o.caseOf("H1").Alerts[0]
			if a.Settled == c.wakes {
				t.Errorf("on an open record: %+v", a)
			}
			if !c.wakes && (a.Evidence != c.settled.Evidence || a.Members != c.settled.Members) {
				t.Errorf("a sleeping alert forgets what was settled: small steps would never wake it: %+v", a)
			}
		})
	}
}

func TestWhatARefusalClosesSleeps(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
	o.untilDecision("H1")
	o.does(head, "H1", "refuse_entry", "refused", map[string]string{"ground": "目前不需要", "would_change": "再有大病"})
	if got := o.screen([]screening.Line{line("H1", "school", "蓝")}, nil); got.Slept != 1 || got.Opened != 0 {
		t.Fatalf("%+v", got)
	}
}

func TestAnAlertThatIsGoneKeepsBothRuns(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	first := o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
	second := o.screen(nil, nil)
	o.screen(nil, nil)
	if a := o.caseOf("H1").Alerts[0]; !a.Gone || a.LastRun != first.Run || a.GoneRun != second.Run {
		t.Fatalf("raised last by %d, gone in %d: %+v", first.Run, second.Run, a)
	}
	o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
	if a := o.caseOf("H1").Alerts[0]; a.Gone || a.GoneRun != 0 {
		t.Fatalf("it is raised again: %+v", a)
	}
}

func TestSettlingAlertsIsRefused(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
	c := o.caseOf("H1")
	alert := []int64{c.Alerts[0].ID}
	_, err := o.SettleAlerts(t.Context(), clerk, c.ID, c.Version, alert, "能应对")
	o.says(err, "线索还在研判台")
	c = o.does(clerk, "H1", "dispatch", "dispatched", nil)
	_, err = o.SettleAlerts(t.Context(), cadre, c.ID, c.Version, alert, "能应对")
	o.fails(err, access.ErrForbidden)
	for says, x := range map[string]struct {
		alerts []int64
		reason string
	}{"请写明了结预警的理由": {alert, " "}, "请选要了结的预警": {nil, "能应对"}, "没有这条预警": {[]int64{alert[0] + 1}, "能应对"}} {
		_, err := o.SettleAlerts(t.Context(), clerk, c.ID, c.Version, x.alerts, x.reason)
		o.says(err, says)
	}
}

// In the months after clearing any alert is visited at once, as 黄 at least, and
// none sleeps; a household already monitored is visited again only for 红.
func TestANewAlertAfterTheDecision(t *testing.T) {
	for says, c := range map[string]struct {
		state, urgency string
		want, worn     string
		visit          bool
	}{
		"a new risk joins a monitored case, without a visit": {"monitored", "黄", "monitored", "黄", false},
		"but for an urgent one":                              {"monitored", "红", "monitored", "红", true},
		"after clearing the village goes at once, as 黄":      {"watch", "蓝", "dispatched", "黄", false},
		"and as 红 where it is":                               {"cleared", "红", "dispatched", "红", false},
	} {
		t.Run(says, func(t *testing.T) {
			o := anOffice(t)
			o.family("H1", nil)
			o.screen([]screening.Line{line("H1", "school", "黄")}, nil)
			held := o.caseOf("H1")
			held.State, held.IdentifiedOn, held.Urgency = c.state, o.Today()-200, "黄"
			if c.state != "monitored" {
				held.ClearedOn, held.Alerts[0].Settled, held.Alerts[0].SettledOn = o.Today()-10, true, o.Today()-10
				o.must(o.db.SaveAlert(t.Context(), &held.Alerts[0]))
			}
			o.must(o.db.SaveCase(t.Context(), held))
			rule := "medical_burden"
			if c.state == "watch" {
				rule = "school" // the very alert that was settled
			}
			o.screen([]screening.Line{line("H1", rule, c.urgency)}, nil)
			got := o.caseOf("H1")
			if got.State != c.want || got.Urgency != c.worn || (got.VisitDueOn != 0) != c.visit || got.ID != held.ID {
				t.Errorf("%+v", got)
			}
			if c.want == "dispatched" && (got.T0 != o.Today() || got.DueOn != o.Today()+3 || got.WholeDueOn != o.Today()+15) {
				t.Errorf("its clocks: %+v", got)
			}
		})
	}
}

// Whether the tables are covered is what the newest screening of the case's own
// village says, not the newest of another county.
func TestCoverageIsThatOfTheOwnCounty(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
	o.identified("H1")
	o.days(190)
	o.measure("H1")
	o.screen(nil, nil)
	far := who("yuan", "county_clerk", farVillage.County())
	_, err := o.load(far, nil, nil, farVillage)
	o.must(err)
	apply := map[string]string{"kind_of_clearing": "帮扶后消除", "income_steady": "是", "spending_settled": "是", "guarantees_sound": "是"}
	o.does(cadre, "H1", "apply_clearing", "clear_applied", apply)
	_, err = o.load(clerk, nil, nil, village)
	o.must(err)
	o.does(townClerk, "H1", "stay_monitored", "monitored", nil)
	o.refused(cadre, "H1", "apply_clearing", apply, "没有覆盖本县")
}

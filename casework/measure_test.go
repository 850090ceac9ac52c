package casework_test

import (
	"testing"

	"dixian/calendar"
	"dixian/casework"
	"dixian/registry"
	"dixian/screening"
)

// helps records one measure of a kind.
func (o *office) helps(household, kind string) *casework.Case {
	o.t.Helper()
	c := o.caseOf(household)
	c, err := o.RecordMeasure(o.t.Context(), cadre, c.ID, c.Version, casework.Measure{Class: "就业帮扶", Kind: kind, Owner: "人社局", From: o.Today()})
	o.must(err)
	return c
}

func withoutLabour(h *registry.Household) {
	for i := range h.Members {
		h.Members[i].Labor = "无劳动力"
	}
}

// The ten days for measures end with the measures, not with the case.
func TestTheWaitForMeasures(t *testing.T) {
	for says, c := range map[string]struct {
		family func(h *registry.Household)
		before string // kind of a measure on the clue
		after  string // and of one while the household is monitored
		waits  bool
	}{
		"goes on without any": {nil, "", "", true},
		"goes on where somebody can work and nothing is 开发式":        {nil, "", casework.Protection, true},
		"goes on after preventive help that leaves 开发式 out":         {nil, casework.LastResort, "", true},
		"is over with the first 开发式":                                {nil, "", casework.Development, false},
		"is over with any measure where nobody can work":            {withoutLabour, "", casework.LastResort, false},
		"does not begin where help came before the decision":        {nil, casework.Development, "", false},
		"does not begin where nobody can work and help came before": {withoutLabour, casework.Protection, "", false},
	} {
		t.Run(says, func(t *testing.T) {
			o := anOffice(t)
			o.family("H1", c.family)
			o.screen([]screening.Line{line("H1", "medical_self_paid", "黄")}, nil)
			if c.before != "" {
				o.helps("H1", c.before)
			}
			o.identified("H1")
			held := o.caseOf("H1")
			decided := held.IdentifiedOn
			if c.after != "" {
				if held.DueOn != decided+10 {
					t.Fatalf("due on %s before the measure", held.DueOn)
				}
				o.days(3)
				o.helps("H1", c.after)
			}
			want := calendar.Date(0)
			if c.waits {
				want = decided + 10
			}
			if got := o.caseOf("H1").DueOn; got != want {
				t.Errorf("due on %q, want %q", got, want)
			}
			o.days(30)
			late, err := o.db.CountCases(t.Context(), casework.Filter{Scope: clerk.Scope(), LateOn: int32(o.Today())})
			o.must(err)
			if (late == 1) != c.waits {
				t.Errorf("%d cases are late a month later", late)
			}
		})
	}
}

// The days count from the decision that the form dates, not from the day it was
// typed in.
func TestMeasuresCountFromTheDecision(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "medical_self_paid", "黄")}, nil)
	o.untilDecision("H1")
	o.days(2)
	c := o.does(head, "H1", "approve", "monitored", map[string]string{"decided_on": o.day(-2)})
	if c.DueOn != o.Today()+8 {
		t.Errorf("decided two days ago, due on %s", c.DueOn)
	}
}

// A measure before there is a decision changes no other wait.
func TestAMeasureOnAClueLeavesItsClock(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "medical_self_paid", "红")}, nil)
	due := o.caseOf("H1").DueOn
	if got := o.helps("H1", casework.Development).DueOn; due == 0 || got != due {
		t.Errorf("the visit was due on %s, now %s", due, got)
	}
}

// Who is not cleared after all has no new ten days: what is missing is late.
func TestStayingMonitoredBeginsNoNewWait(t *testing.T) {
	for says, c := range map[string]struct {
		kind string
		due  func(decided calendar.Date) calendar.Date
	}{
		"with 开发式 there is nothing to wait for": {casework.Development, func(calendar.Date) calendar.Date { return 0 }},
		"without it the limit has passed":       {casework.Protection, func(d calendar.Date) calendar.Date { return d + 10 }},
	} {
		t.Run(says, func(t *testing.T) {
			o := anOffice(t)
			o.family("H1", nil)
			o.screen([]screening.Line{line("H1", "medical_self_paid", "黄")}, nil)
			o.identified("H1")
			decided := o.caseOf("H1").IdentifiedOn
			o.helps("H1", c.kind)
			held := o.caseOf("H1")
			measures, err := o.db.Measures(t.Context(), held.ID)
			o.must(err)
			measures[0].Done = true
			_, err = o.RecordMeasure(t.Context(), cadre, held.ID, held.Version, measures[0])
			o.must(err)
			o.days(190)
			o.screen(nil, nil)
			o.does(cadre, "H1", "apply_clearing", "clear_applied", map[string]string{"kind_of_clearing": "帮扶后消除", "income_steady": "是", "spending_settled": "是", "guarantees_sound": "是"})
			if got := o.does(townClerk, "H1", "stay_monitored", "monitored", nil); got.DueOn != c.due(decided) {
				t.Errorf("due on %q, want %q", got.DueOn, c.due(decided))
			}
		})
	}
}

package storetest

import (
	"fmt"
	"testing"

	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
	"dixian/screening"
)

// clues lays records of which the rule `medical` has spoken, or not, and lets
// each come to an end of its own.
func clues(t *testing.T, db Opened) {
	for i, s := range []struct {
		at      division.Code
		change  func(c *casework.Case)
		raised  calendar.Date // 0: no alert
		visited calendar.Date // 0: nobody went
	}{
		{village, func(c *casework.Case) { c.State = "triage" }, day, 0},
		{village, func(c *casework.Case) { c.State = "closed_no_risk" }, day - 9, day - 3},
		{neighbour, func(c *casework.Case) { c.State, c.IdentifiedOn = "monitored", day }, day - 9, day - 3},
		{foreign, func(c *casework.Case) { c.State, c.IdentifiedOn = "watch", day }, day - 9, day - 3},
		{village, func(c *casework.Case) { c.State = "attached" }, day - 9, 0},
		{village, func(c *casework.Case) {
			c.State, c.IdentifiedOn, c.Channel = "monitored", day-20, casework.FromCadre
		}, day - 9, day - 30},
		{village, func(c *casework.Case) { c.State = "visited" }, day - 9, day - 40},
		{otherTown, func(c *casework.Case) {
			c.State, c.IdentifiedOn, c.Channel, c.MainRisk = "monitored", day, casework.FromHousehold, "因病"
		}, 0, 0},
		{otherTown, func(c *casework.Case) { c.State, c.Channel = "comparing", casework.FromCadre }, 0, 0},
	} {
		c := given(t, db, fmt.Sprint("H", i+1), s.at, s.change)
		if s.raised != 0 {
			must(t, db.SaveAlert(t.Context(), &casework.Alert{CaseID: c.ID, Household: c.Household, Rule: "medical", Risk: "因病", RaisedOn: s.raised}))
		}
		if s.visited != 0 {
			must(t, db.AddEvent(t.Context(), &casework.Event{CaseID: c.ID, Day: s.visited, Act: "visit"}))
		}
	}
}

var clueSpan = casework.Span{From: day - 10, Before: day}

var becameFilters = []struct {
	says   string
	filter casework.Filter
	want   string
}{
	{"every clue with an alert of the span, but what goes on elsewhere and what was monitored before",
		casework.Filter{Became: casework.Became{Part: casework.BecameRaised, Rule: "medical", Raised: clueSpan}}, "H2 H3 H4 H7"},
	{"a visit from before the alert is not its visit", casework.Filter{Became: casework.Became{Part: casework.BecameVisited, Rule: "medical", Raised: clueSpan}}, "H2 H3 H4"},
	{"an end", casework.Filter{Became: casework.Became{Part: casework.BecameEnded, Rule: "medical", Raised: clueSpan}}, "H2 H3 H4"},
	{"the list", casework.Filter{Became: casework.Became{Part: casework.BecameListed, Rule: "medical", Raised: clueSpan}}, "H3 H4"},
	{"another rule", casework.Filter{Became: casework.Became{Part: casework.BecameListed, Rule: "school", Raised: clueSpan}}, ""},
	{"monitored without a rule's word, or with one that came later", casework.Filter{Missed: true, Decided: casework.Span{From: day - 30, Before: day + 1}}, "H6 H8"},
	{"not before the span", casework.Filter{Missed: true, Decided: clueSpan}, ""},
	{"of another main risk", casework.Filter{Missed: true, MainRisk: "因学"}, ""},
}

var becameSentences = append(becameLists(), []sentence{
	{"what became of alerts is counted by county and rule, as the lists behind it", func(t *testing.T, db Opened) {
		clues(t, db)
		here, there := casework.BecameCount{County: county, Rule: "medical", Raised: 3, Visited: 2, Ended: 2, Listed: 1}, casework.BecameCount{County: foreign.County(), Rule: "medical", Raised: 1, Visited: 1, Ended: 1, Listed: 1}
		same(t, "everywhere", got(db.CountBecame(t.Context(), casework.Filter{Scope: everywhere}, clueSpan))(t), []casework.BecameCount{here, there})
		same(t, "in a county", got(db.CountBecame(t.Context(), casework.Filter{Scope: everywhere, Under: county}, clueSpan))(t), []casework.BecameCount{here})
		same(t, "for nobody", len(got(db.CountBecame(t.Context(), casework.Filter{}, clueSpan))(t)), 0)
	}},
	{"how the rules spoke is told of the newest screening of each county in the span", func(t *testing.T, db Opened) {
		other := foreign.County()
		for _, r := range []casework.Run{
			{AsOf: day - 40, Spoken: []screening.Spoken{{County: county, Rule: "medical", Screened: 9, Raised: 1}, {County: other, Rule: "medical", Screened: 7, NoID: 7}}},
			{AsOf: day, Spoken: []screening.Spoken{{County: county, Rule: "medical", Screened: 10, Raised: 2, Unknown: 3, NoID: 1}}},
			{AsOf: day + 1, Spoken: []screening.Spoken{{County: county, Rule: "medical", Screened: 11}}},
		} {
			must(t, db.CreateRun(t.Context(), &r))
		}
		span := casework.Span{From: day - 50, Before: day + 1}
		here, there := screening.Spoken{County: county, Rule: "medical", Screened: 10, Raised: 2, Unknown: 3, NoID: 1}, screening.Spoken{County: other, Rule: "medical", Screened: 7, NoID: 7}
		same(t, "everywhere", got(db.SpokenIn(t.Context(), everywhere, 0, span))(t), []screening.Spoken{here, there})
		same(t, "in one", got(db.SpokenIn(t.Context(), []division.Code{county}, 0, span))(t), []screening.Spoken{here})
		same(t, "below one", got(db.SpokenIn(t.Context(), everywhere, other, span))(t), []screening.Spoken{there})
		same(t, "for nobody", len(got(db.SpokenIn(t.Context(), nil, 0, span))(t)), 0)
		same(t, "in no run", len(got(db.SpokenIn(t.Context(), everywhere, 0, casework.Span{From: day + 2, Before: day + 9}))(t)), 0)
	}},
}...)

func becameLists() (out []sentence) {
	for _, f := range becameFilters {
		out = append(out, sentence{"records are listed by what became of an alert: " + f.says, func(t *testing.T, db Opened) {
			clues(t, db)
			f.filter.Scope = everywhere
			list := got(db.Cases(t.Context(), f.filter))(t)
			same(t, "listed", codesOf(list), f.want)
			same(t, "counted", got(db.CountCases(t.Context(), f.filter))(t), len(list))
		}})
	}
	return out
}

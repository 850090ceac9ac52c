package storetest

import (
	"fmt"
	"testing"

	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
)

// board lays five records, each with another story of alerts, help and days.
func board(t *testing.T, db Opened) {
	stories := []struct {
		at     division.Code
		change func(c *casework.Case)
		alerts []casework.Alert
		helped bool
	}{
		{village, func(c *casework.Case) { c.OpenedOn = day - 60 }, []casework.Alert{{Rule: "medical", Risk: "因病"}, {Rule: "insurance", Risk: "因病"}, {Rule: "school", Risk: "因学"}}, false},
		{neighbour, func(c *casework.Case) { c.State, c.MainRisk, c.IdentifiedOn = "monitored", "因学", day-1 }, []casework.Alert{{Rule: "school", Risk: "因学", Settled: true}}, true},
		{otherTown, func(c *casework.Case) { c.State, c.StateSince = "settled", day-40 }, []casework.Alert{{Rule: "petition", Risk: "诉求"}}, false},
		{foreign, func(c *casework.Case) { c.State, c.IdentifiedOn, c.ClearedOn = "watch", day-300, day }, []casework.Alert{{Rule: "medical", Risk: "因病", Gone: true}}, true},
		{village, nil, nil, false},
	}
	for i, s := range stories {
		c := given(t, db, fmt.Sprint("H", i+1), s.at, s.change)
		for _, a := range s.alerts {
			a.CaseID = c.ID
			must(t, db.SaveAlert(t.Context(), &a))
		}
		if s.helped {
			must(t, db.SaveMeasure(t.Context(), &casework.Measure{CaseID: c.ID, Class: "医疗救助"}))
		}
	}
}

var boardFilters = []struct {
	says   string
	filter casework.Filter
	want   string
}{
	{"with an alert that is raised still", casework.Filter{Alerted: casework.With}, "H1 H3"},
	{"without one: gone and settled alerts are none", casework.Filter{Alerted: casework.Without}, "H2 H4 H5"},
	{"with a measure", casework.Filter{Helped: casework.With}, "H2 H4"},
	{"without a measure", casework.Filter{Helped: casework.Without}, "H1 H3 H5"},
	{"an alert's risk", casework.Filter{Risk: "因病"}, "H1"},
	{"an alert's risk whose rule must not tell", casework.Filter{Risk: "诉求", NotRules: []string{"petition"}}, ""},
	{"a main risk", casework.Filter{MainRisk: "因学"}, "H2"},
	{"no main risk is unknown", casework.Filter{MainRisk: casework.Unknown}, "H1 H3 H4 H5"},
	{"opened in a span", casework.Filter{Opened: casework.Span{From: day - 60, Before: day}}, "H1"},
	{"decided: by the county, else at the end", casework.Filter{Decided: casework.Span{From: day - 40, Before: day}}, "H2 H3"},
	{"what runs is not decided", casework.Filter{Decided: casework.Span{From: 0, Before: day + 1}}, "H2 H3 H4"},
	{"cleared in a span", casework.Filter{Cleared: casework.Span{From: day, Before: day + 1}}, "H4"},
	{"what is not cleared is in no span of it", casework.Filter{Cleared: casework.Span{From: 0, Before: day}}, ""},
}

var boards = append(boardSentences(), []sentence{
	{"risks of alerts count a record once each, and not those of hidden rules", func(t *testing.T, db Opened) {
		board(t, db)
		same(t, "everywhere", got(db.CountRisks(t.Context(), casework.Filter{Scope: everywhere}))(t), map[string]int{"因病": 1, "因学": 1, "诉求": 1})
		same(t, "hidden", got(db.CountRisks(t.Context(), casework.Filter{Scope: everywhere, NotRules: []string{"petition"}}))(t), map[string]int{"因病": 1, "因学": 1})
		same(t, "nobody's", got(db.CountRisks(t.Context(), casework.Filter{}))(t), map[string]int{})
	}},
	{"main risks are counted, none as unknown", func(t *testing.T, db Opened) {
		board(t, db)
		same(t, "county", got(db.CountMainRisks(t.Context(), casework.Filter{Scope: []division.Code{county}, States: []string{"monitored", "triage"}}))(t), map[string]int{"因学": 1, casework.Unknown: 2})
	}},
	{"days of a milestone are counted from a day on", func(t *testing.T, db Opened) {
		board(t, db)
		all := casework.Filter{Scope: everywhere}
		same(t, "opened", got(db.CountDays(t.Context(), all, casework.Opened, day-10))(t), map[calendar.Date]int{day: 4})
		same(t, "decided", got(db.CountDays(t.Context(), all, casework.Decided, day-40))(t), map[calendar.Date]int{day - 1: 1, day - 40: 1})
		same(t, "cleared", got(db.CountDays(t.Context(), casework.Filter{Scope: []division.Code{county}}, casework.Cleared, day-10))(t), map[calendar.Date]int{})
	}},
	{"a filter's cases are counted by place", func(t *testing.T, db Opened) {
		board(t, db)
		f := casework.Filter{Scope: everywhere, Helped: casework.Without}
		same(t, "towns", got(db.CountPlaces(t.Context(), f, division.Town))(t), map[division.Code]int{town: 2, otherTown.Town(): 1})
	}},
	{"households are counted by place, in the scope", func(t *testing.T, db Opened) {
		board(t, db)
		same(t, "counties", got(db.CountHouseholds(t.Context(), everywhere, division.County))(t), map[division.Code]int{county: 4, foreign.County(): 1})
		same(t, "villages", got(db.CountHouseholds(t.Context(), []division.Code{town}, division.Village))(t), map[division.Code]int{village: 2, neighbour: 1})
		same(t, "nobody's", got(db.CountHouseholds(t.Context(), nil, division.County))(t), map[division.Code]int{})
	}},
}...)

func boardSentences() []sentence {
	var out []sentence
	for _, f := range boardFilters {
		out = append(out, sentence{f.says, func(t *testing.T, db Opened) {
			board(t, db)
			f.filter.Scope = everywhere
			list := got(db.Cases(t.Context(), f.filter))(t)
			same(t, "cases", codesOf(list), f.want)
			same(t, "count", got(db.CountCases(t.Context(), f.filter))(t), len(list))
		}})
	}
	return out
}

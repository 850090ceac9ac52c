package storetest

import (
	"testing"

	"dixian/casework"
	"dixian/division"
)

// dirt lays a run and what it found of the data: of two villages and the county as
// a whole, and of another county.
func dirt(t *testing.T, db Opened) int64 {
	r := casework.Run{AsOf: day}
	must(t, db.CreateRun(t.Context(), &r))
	must(t, db.AddLines(t.Context(), []casework.RunLine{
		{Run: r.ID, Division: county, Rule: "coverage_thin", About: "income", Evidence: `{"table":"income"}`},
		{Run: r.ID, Division: village, Household: "H1", Rule: "no_id", About: "persons", Members: "LS0001", Evidence: "{}"},
		{Run: r.ID, Division: village, Household: "H1", Rule: "silent", About: "households", Evidence: "{}"},
		{Run: r.ID, Division: otherTown, Household: "H2", Rule: "no_id", About: "persons", Evidence: "{}"},
		{Run: r.ID, Division: foreign, Household: "H3", Rule: "no_id", About: "persons", Evidence: "{}"},
	}))
	return r.ID
}

func rulesOf(lines []casework.RunLine) (out []string) {
	for _, l := range lines {
		out = append(out, l.Rule+" "+l.Household)
	}
	return out
}

var runLines = []sentence{
	{"what a run found of the data comes back as it was kept, page by page", func(t *testing.T, db Opened) {
		run := dirt(t, db)
		first := got(db.Lines(t.Context(), casework.LineFilter{Scope: everywhere, Limit: 2}))(t)
		same(t, "the first page", rulesOf(first), []string{"coverage_thin ", "no_id H1"})
		same(t, "whole", first[1], casework.RunLine{ID: first[1].ID, Run: run, Division: village, Household: "H1", Rule: "no_id", About: "persons", Members: "LS0001", Evidence: "{}"})
		same(t, "the next", rulesOf(got(db.Lines(t.Context(), casework.LineFilter{Scope: everywhere, After: first[1].ID, Limit: 2}))(t)), []string{"silent H1", "no_id H2"})
	}},
	{"findings are told and counted within a scope, by rule and table", func(t *testing.T, db Opened) {
		dirt(t, db)
		for says, x := range map[string]struct {
			filter casework.LineFilter
			want   []string
		}{
			"for nobody": {casework.LineFilter{}, nil}, "a village": {casework.LineFilter{Scope: []division.Code{village}}, []string{"no_id H1", "silent H1"}},
			"a county": {casework.LineFilter{Scope: []division.Code{county}}, []string{"coverage_thin ", "no_id H1", "silent H1", "no_id H2"}},
			"a rule":   {casework.LineFilter{Scope: everywhere, Rule: "no_id"}, []string{"no_id H1", "no_id H2", "no_id H3"}}, "not a rule": {casework.LineFilter{Scope: everywhere, NotRules: []string{"no_id"}}, []string{"coverage_thin ", "silent H1"}},
			"tables": {casework.LineFilter{Scope: everywhere, Tables: []string{"income", "households"}}, []string{"coverage_thin ", "silent H1"}}, "below a place": {casework.LineFilter{Scope: everywhere, Under: foreign}, []string{"no_id H3"}},
		} {
			same(t, says, rulesOf(got(db.Lines(t.Context(), x.filter))(t)), x.want)
			n := 0
			for _, c := range got(db.CountLines(t.Context(), x.filter))(t) {
				n += c.Count
			}
			same(t, says+", counted", n, len(x.want))
		}
		same(t, "by rule and table", got(db.CountLines(t.Context(), casework.LineFilter{Scope: []division.Code{county}}))(t), []casework.LineCount{{Rule: "no_id", About: "persons", Count: 2}, {Rule: "coverage_thin", About: "income", Count: 1}, {Rule: "silent", About: "households", Count: 1}})
	}},
	{"what an earlier run found is forgotten for a place, and for its county as a whole only if that is said", func(t *testing.T, db Opened) {
		dirt(t, db)
		must(t, db.DropLines(t.Context(), village, false))
		same(t, "the village's", rulesOf(got(db.Lines(t.Context(), casework.LineFilter{Scope: everywhere}))(t)), []string{"coverage_thin ", "no_id H2", "no_id H3"})
		must(t, db.DropLines(t.Context(), village, true))
		same(t, "the county's own, too", rulesOf(got(db.Lines(t.Context(), casework.LineFilter{Scope: everywhere}))(t)), []string{"no_id H2", "no_id H3"})
	}},
}

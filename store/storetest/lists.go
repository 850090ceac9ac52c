package storetest

import (
	"fmt"
	"testing"

	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
)

// desk lays six cases: where, state, due day after today (0: none).
func desk(t *testing.T, db Opened) {
	for i, d := range []struct {
		at      division.Code
		state   string
		urgency string
		due     calendar.Date
	}{
		{village, "dispatched", "红", 2},
		{village, "triage", "黄", -1},
		{neighbour, "triage", "蓝", 2},
		{otherTown, "monitored", "黄", 0},
		{foreign, "triage", "黄", -3},
		{village, "settled", "蓝", 0},
	} {
		c := given(t, db, fmt.Sprint("H", i+1), d.at, func(c *casework.Case) {
			c.State, c.Urgency, c.DueOn, c.Head = d.state, d.urgency, 0, fmt.Sprintf("姓%d", i+1)
			if d.due != 0 {
				c.DueOn = day + d.due
			}
		})
		must(t, db.SaveAlert(t.Context(), &casework.Alert{CaseID: c.ID, Rule: "medical", Gone: i == 2}))
	}
}

var filters = []struct {
	says   string
	filter casework.Filter
	want   string
}{
	{"without a scope there is nothing", casework.Filter{}, ""},
	{"by due day, no limit last, then number", casework.Filter{Scope: everywhere}, "H5 H2 H1 H3 H4 H6"},
	{"a village", casework.Filter{Scope: []division.Code{village}}, "H2 H1 H6"},
	{"two villages", casework.Filter{Scope: []division.Code{neighbour, foreign}}, "H5 H3"},
	{"a town", casework.Filter{Scope: []division.Code{town}}, "H2 H1 H3 H6"},
	{"a county", casework.Filter{Scope: []division.Code{county}}, "H2 H1 H3 H4 H6"},
	{"below a division of the scope", casework.Filter{Scope: []division.Code{county}, Under: village}, "H2 H1 H6"},
	{"below a division outside the scope there is nothing", casework.Filter{Scope: []division.Code{county}, Under: foreign}, ""},
	{"below a division that reaches beyond the scope stays in it", casework.Filter{Scope: []division.Code{village}, Under: province}, "H2 H1 H6"},
	{"states", casework.Filter{Scope: everywhere, States: []string{"triage", "monitored"}}, "H5 H2 H3 H4"},
	{"urgency", casework.Filter{Scope: everywhere, Urgency: "红"}, "H1"},
	{"a rule whose alert is not gone", casework.Filter{Scope: []division.Code{town}, Rule: "medical"}, "H2 H1 H6"},
	{"a rule that nobody has", casework.Filter{Scope: everywhere, Rule: "school"}, ""},
	{"somebody is to go by a day, of the states that wait for a visit", casework.Filter{Scope: everywhere, Visit: casework.DueVisit{By: int32(day + 2), States: []string{"dispatched"}}}, "H1"},
	{"nobody is to go before", casework.Filter{Scope: everywhere, Visit: casework.DueVisit{By: int32(day + 1), States: []string{"dispatched"}}}, ""},
	{"late", casework.Filter{Scope: everywhere, LateOn: int32(day)}, "H5 H2"},
	{"by the household's code", casework.Filter{Scope: everywhere, Text: "H3"}, "H3"},
	{"by the code in small letters", casework.Filter{Scope: everywhere, Text: "h3"}, "H3"},
	{"by the head's name from the beginning", casework.Filter{Scope: everywhere, Text: "姓4"}, "H4"},
	{"not by the middle of a name", casework.Filter{Scope: everywhere, Text: "4"}, ""},
	{"a percent sign is a percent sign", casework.Filter{Scope: everywhere, Text: "%"}, ""},
	{"a quotation mark is one", casework.Filter{Scope: everywhere, Text: "' OR 1=1 --"}, ""},
}

var lists = append(filterSentences(), []sentence{
	{"pages follow each other without gap or repetition", func(t *testing.T, db Opened) {
		desk(t, db)
		var walked string
		f := casework.Filter{Scope: everywhere, Limit: 2}
		for range 4 {
			page := got(db.Cases(t.Context(), f))(t)
			walked += codesOf(page) + "|"
			if len(page) > 0 {
				last := page[len(page)-1]
				f.After = casework.Cursor{DueOn: int32(last.DueOn), ID: last.ID}
			}
		}
		same(t, "pages", walked, "H5 H2|H1 H3|H4 H6||")
	}},
	{"counting does not heed page and limit", func(t *testing.T, db Opened) {
		desk(t, db)
		f := casework.Filter{Scope: []division.Code{town}, Limit: 1, After: casework.Cursor{ID: 3}}
		same(t, "count", got(db.CountCases(t.Context(), f))(t), 4)
	}},
	{"states are counted with those that are late", func(t *testing.T, db Opened) {
		desk(t, db)
		same(t, "county", got(db.CountStates(t.Context(), []division.Code{county}, 0, int32(day)))(t), []casework.StateCount{
			{State: "dispatched", Count: 1, Tasks: 1}, {State: "monitored", Count: 1}, {State: "settled", Count: 1}, {State: "triage", Count: 2, Tasks: 2, Late: 1},
		})
		same(t, "town below the county", len(got(db.CountStates(t.Context(), []division.Code{county}, otherTown, int32(day)))(t)), 1)
		same(t, "nobody's", got(db.CountStates(t.Context(), nil, 0, int32(day)))(t), []casework.StateCount{})
	}},
	{"divisions of a level are counted side by side", func(t *testing.T, db Opened) {
		desk(t, db)
		count := func(scope []division.Code, under division.Code, level division.Level) map[division.Code][]casework.StateCount {
			t.Helper()
			return got(db.CountChildren(t.Context(), scope, under, level, int32(day)))(t)
		}
		same(t, "towns", count([]division.Code{county}, county, division.Town), map[division.Code][]casework.StateCount{
			town:             {{State: "dispatched", Count: 1, Tasks: 1}, {State: "settled", Count: 1}, {State: "triage", Count: 2, Tasks: 2, Late: 1}},
			otherTown.Town(): {{State: "monitored", Count: 1}},
		})
		same(t, "villages of a town", count([]division.Code{county}, town, division.Village), map[division.Code][]casework.StateCount{
			village:   {{State: "dispatched", Count: 1, Tasks: 1}, {State: "settled", Count: 1}, {State: "triage", Count: 1, Tasks: 1, Late: 1}},
			neighbour: {{State: "triage", Count: 1, Tasks: 1}},
		})
		same(t, "only the scope's", count([]division.Code{neighbour}, county, division.Town), map[division.Code][]casework.StateCount{town: {{State: "triage", Count: 1, Tasks: 1}}})
		same(t, "nobody's", count(nil, county, division.Town), map[division.Code][]casework.StateCount{})
		for level := division.Province; level <= division.Village; level++ {
			for place, states := range count(everywhere, 0, level) {
				same(t, fmt.Sprint(place, " as by itself"), states, got(db.CountStates(t.Context(), everywhere, place, int32(day)))(t))
			}
		}
	}},
	{"due today is in time, a day later late", func(t *testing.T, db Opened) {
		given(t, db, "H1", village, func(c *casework.Case) { c.DueOn = day })
		same(t, "today", got(db.CountStates(t.Context(), everywhere, 0, int32(day)))(t)[0].Late, 0)
		same(t, "tomorrow", got(db.CountStates(t.Context(), everywhere, 0, int32(day+1)))(t)[0].Late, 1)
	}},
	{"who wished to wait and was not asked again in time is late", func(t *testing.T, db Opened) {
		given(t, db, "H1", village, func(c *casework.Case) { c.DueOn, c.PausedOn, c.AskAgainOn = day+3, day, day+30 })
		for on, want := range map[int32]int{int32(day + 30): 0, int32(day + 31): 1} {
			same(t, "late", got(db.CountStates(t.Context(), everywhere, 0, on))(t)[0].Late, want)
		}
	}},
	{"a paused clock does not run late, one that was late stays so", func(t *testing.T, db Opened) {
		given(t, db, "H1", village, func(c *casework.Case) { c.DueOn, c.PausedOn = day, day-1 })
		given(t, db, "H2", village, func(c *casework.Case) { c.DueOn, c.PausedOn = day-2, day-1 })
		same(t, "late", got(db.CountStates(t.Context(), everywhere, 0, int32(day+9)))(t)[0].Late, 1)
		same(t, "list", codesOf(got(db.Cases(t.Context(), casework.Filter{Scope: everywhere, LateOn: int32(day + 9)}))(t)), "H2")
	}},
	{"villages are counted in states and scope", func(t *testing.T, db Opened) {
		desk(t, db)
		same(t, "villages", got(db.CountVillages(t.Context(), []division.Code{county}, []string{"triage", "dispatched"}))(t),
			map[division.Code]int{village: 2, neighbour: 1})
		same(t, "nobody's", len(got(db.CountVillages(t.Context(), nil, []string{"triage"}))(t)), 0)
	}},
}...)

func filterSentences() []sentence {
	var out []sentence
	for _, f := range filters {
		out = append(out, sentence{f.says, func(t *testing.T, db Opened) {
			desk(t, db)
			list := got(db.Cases(t.Context(), f.filter))(t)
			same(t, "cases", codesOf(list), f.want)
			same(t, "count", got(db.CountCases(t.Context(), f.filter))(t), len(list))
		}})
	}
	return out
}

func codesOf(list []*casework.Case) string {
	s := ""
	for i, c := range list {
		if i > 0 {
			s += " "
		}
		s += c.Household
	}
	return s
}

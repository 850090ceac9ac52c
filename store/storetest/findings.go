package storetest

import (
	"testing"

	"dixian/casework"
	"dixian/division"
)

var findings = []sentence{
	{"a finding comes back as it was saved, while it stands", func(t *testing.T, db Opened) {
		c := given(t, db, "H1", village, nil)
		f := casework.Finding{CaseID: c.ID, Check: "no_measure", Says: "还没有措施", Since: day}
		must(t, db.SaveFinding(t.Context(), &f))
		same(t, "the case's", got(db.Findings(t.Context(), c.ID))(t), []casework.Finding{f})
		same(t, "by case", got(db.FindingsOf(t.Context(), []int64{c.ID, c.ID + 1}))(t), map[int64][]casework.Finding{c.ID: {f}})
		same(t, "of no case", len(got(db.FindingsOf(t.Context(), nil))(t)), 0)
		f.GoneOn = day + 1
		must(t, db.SaveFinding(t.Context(), &f))
		same(t, "gone", len(got(db.Findings(t.Context(), c.ID))(t)), 0)
	}},
	{"a check stands once about a case, and anew after it was gone", func(t *testing.T, db Opened) {
		c := given(t, db, "H1", village, nil)
		first := casework.Finding{CaseID: c.ID, Check: "type", Since: day}
		must(t, db.SaveFinding(t.Context(), &first))
		if err := db.SaveFinding(t.Context(), &casework.Finding{CaseID: c.ID, Check: "type", Since: day}); err == nil {
			t.Fatal("it stands twice")
		}
		first.GoneOn = day + 1
		must(t, db.SaveFinding(t.Context(), &first))
		must(t, db.SaveFinding(t.Context(), &casework.Finding{CaseID: c.ID, Check: "type", Since: day + 2}))
	}},
	{"what screenings found is told of open records only, what the checks found is not among it", func(t *testing.T, db Opened) {
		open, closed := given(t, db, "H1", village, nil), given(t, db, "H2", village, func(c *casework.Case) { c.State = "settled" })
		for _, f := range []casework.Finding{{CaseID: open.ID, Check: "no_id", Run: 7}, {CaseID: open.ID, Check: "type"}, {CaseID: closed.ID, Check: "no_id", Run: 7}} {
			must(t, db.SaveFinding(t.Context(), &f))
		}
		held := got(db.ScreenedFindings(t.Context()))(t)
		same(t, "how many", len(held), 1)
		same(t, "whose", held[0].CaseID, open.ID)
	}},
	{"findings are counted, and lists narrowed to them, within a scope", func(t *testing.T, db Opened) {
		desk(t, db)
		for i, check := range []string{"no_id", "type", "type"} {
			c := got(db.OpenCase(t.Context(), []string{"H1", "H1", "H5"}[i]))(t)
			must(t, db.SaveFinding(t.Context(), &casework.Finding{CaseID: c.ID, Check: check, Since: day}))
		}
		for says, x := range map[string]struct {
			scope []division.Code
			want  map[string]int
		}{
			"nobody": {nil, map[string]int{}}, "the village": {[]division.Code{village}, map[string]int{"no_id": 1, "type": 1}},
			"everywhere": {everywhere, map[string]int{"no_id": 1, "type": 2}}, "another town": {[]division.Code{otherTown}, map[string]int{}},
		} {
			same(t, says, got(db.CountFindings(t.Context(), x.scope, 0))(t), x.want)
		}
		for check, want := range map[string]int{"type": 2, "no_id": 1, casework.AnyCheck: 2, "unmatched": 0} {
			same(t, "the list of "+check, got(db.CountCases(t.Context(), casework.Filter{Scope: everywhere, Check: check}))(t), want)
		}
		same(t, "below a village", got(db.CountFindings(t.Context(), everywhere, foreign))(t), map[string]int{"type": 1})
	}},
	{"a day has one round of the checks, the newest first", func(t *testing.T, db Opened) {
		must(t, db.AddCheckDay(t.Context(), &casework.CheckDay{Day: day - 1, At: noon, Looked: 5, Found: 2, Gone: 1}))
		second := casework.CheckDay{Day: day, At: noon, Looked: 6, Found: 1}
		must(t, db.AddCheckDay(t.Context(), &second))
		if err := db.AddCheckDay(t.Context(), &second); err == nil {
			t.Fatal("the day has two")
		}
		same(t, "the newest", got(db.CheckDays(t.Context(), 1))(t)[0].Day, day)
		same(t, "all", len(got(db.CheckDays(t.Context(), 9))(t)), 2)
	}},
}

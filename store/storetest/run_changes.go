package storetest

import (
	"testing"

	"dixian/casework"
	"dixian/division"
	"dixian/screening"
)

var runChanges = []sentence{
	{"what raised alerts and what differs between runs is kept whole, by place and in the scope", keptBetweenRuns},
}

func keptBetweenRuns(t *testing.T, db Opened) {
	run := func(places ...division.Code) int64 {
		r := casework.Run{AsOf: day, Places: places}
		must(t, db.CreateRun(t.Context(), &r))
		return r.ID
	}
	first, _, second := run(village, otherTown, foreign), run(village), run(village, otherTown)
	in := &casework.Inputs{Sources: []casework.Source{{Batch: 7, File: "a.csv", SHA256: "x"}}, Rules: map[string]string{"r": "d"}}
	must(t, db.KeepInputs(t.Context(), first, in))
	must(t, db.KeepInputs(t.Context(), second, in))
	held, kept, err := db.RunKept(t.Context(), second)
	must(t, err)
	same(t, "what a run read", kept, in)
	same(t, "its day", held.AsOf, day)
	same(t, "before the second; what keeps nothing is passed over", got(db.EarlierRuns(t.Context(), []division.Code{village, otherTown, division.Code(520123_999_201)}, second))(t), map[division.Code]int64{village: first, otherTown: first})
	same(t, "none before the first", got(db.EarlierRuns(t.Context(), []division.Code{village}, first))(t), map[division.Code]int64{})
	same(t, "the newest of the county", got(db.NewestKept(t.Context(), []division.Code{county}, 0))(t), second)
	same(t, "the newest of another county", got(db.NewestKept(t.Context(), []division.Code{foreign}, 0))(t), first)
	same(t, "without a scope", got(db.NewestKept(t.Context(), nil, 0))(t), int64(0))
	same(t, "compared with", got(db.ComparedWith(t.Context(), casework.ChangeFilter{Scope: []division.Code{county}, Run: second}))(t), []int64{first})

	row := casework.DecidingRow{Deciding: screening.Deciding{Table: "t", Key: "k", Print: "p", Cells: []screening.Cell{{Column: "c", Text: "1"}}, From: screening.RowPlace{File: "t_7.csv", Line: 3}}, Batch: 7, File: "a.csv"}
	raised := []casework.Raised{
		{Run: first, Division: village, Household: "H1", Rule: "r", Risk: "因病", Urgency: "黄", Members: "LS1", Evidence: "{}", Rows: []casework.DecidingRow{row}},
		{Run: first, Division: otherTown, Household: "H2", Rule: "r"},
	}
	must(t, db.AddRaised(t.Context(), raised))
	back := got(db.RaisedIn(t.Context(), []division.Code{village}))(t)
	if len(back) != 1 {
		t.Fatalf("%+v", back)
	}
	raised[0].ID = back[0].ID
	same(t, "raised, whole", back[0], raised[0])
	must(t, db.DropRaised(t.Context(), []division.Code{village}))
	same(t, "dropped in one place only", len(got(db.RaisedIn(t.Context(), []division.Code{county}))(t)), 1)

	change := casework.RunChange{
		Run: second, Before: first, Division: village, Household: "H1", Rule: "r", Kind: casework.ChangeAltered, Was: "黄", Is: "红", Why: []string{casework.ByRows, casework.ByCoverage},
		Told: casework.ChangeTold{MembersWas: "LS1", Rows: []casework.RowChange{{How: casework.RowReplaced, Table: "t", Was: &casework.RowAt{Batch: 7, File: "a.csv", Line: 3}}}, Requests: []int64{9}},
	}
	gone := casework.RunChange{Run: second, Before: first, Division: otherTown, Household: "H2", Rule: "s", Kind: casework.ChangeGone, Was: "蓝", Why: []string{casework.ByDay}}
	must(t, db.AddRunChanges(t.Context(), []casework.RunChange{change, gone}))
	all := got(db.RunChanges(t.Context(), casework.ChangeFilter{Scope: []division.Code{county}}))(t)
	change.ID = all[0].ID
	same(t, "a change, whole", all[0], change)
	for says, x := range map[string]struct {
		filter casework.ChangeFilter
		want   int
	}{
		"no scope":           {casework.ChangeFilter{}, 0},
		"another county's":   {casework.ChangeFilter{Scope: []division.Code{foreign}}, 0},
		"of another run":     {casework.ChangeFilter{Scope: []division.Code{county}, Run: first}, 0},
		"of a village":       {casework.ChangeFilter{Scope: []division.Code{county}, Under: village}, 1},
		"of a rule":          {casework.ChangeFilter{Scope: []division.Code{county}, Rule: "s"}, 1},
		"not of a rule":      {casework.ChangeFilter{Scope: []division.Code{county}, NotRules: []string{"s"}}, 1},
		"of a kind":          {casework.ChangeFilter{Scope: []division.Code{county}, Kind: casework.ChangeGone}, 1},
		"for one reason":     {casework.ChangeFilter{Scope: []division.Code{county}, Why: casework.ByCoverage}, 1},
		"for no such reason": {casework.ChangeFilter{Scope: []division.Code{county}, Why: "row"}, 0},
		"of a household":     {casework.ChangeFilter{Scope: []division.Code{county}, Household: "H1"}, 1},
		"after the first":    {casework.ChangeFilter{Scope: []division.Code{county}, After: change.ID}, 1},
	} {
		if n := len(got(db.RunChanges(t.Context(), x.filter))(t)); n != x.want {
			t.Errorf("%s: %d, not %d", says, n, x.want)
		}
	}
	counts := got(db.CountRunChanges(t.Context(), casework.ChangeFilter{Scope: []division.Code{county}, Run: second, Rule: "r"}, division.Town))(t)
	same(t, "counted", counts, []casework.ChangeCount{{Place: village.Town(), Rule: "r", Kind: casework.ChangeAltered, Why: "rows,coverage", Count: 1}})
}

package storetest

import (
	"testing"

	"dixian/casework"
	"dixian/division"
)

var cases = []sentence{
	{"a stale write is refused and changes nothing", func(t *testing.T, db Opened) {
		c := given(t, db, "H1", village, nil)
		mine, yours := *c, *c
		mine.State = "dispatched"
		must(t, db.SaveCase(t.Context(), &mine))
		yours.State = "settled"
		fails(t, db.SaveCase(t.Context(), &yours), casework.ErrStale)
		same(t, "versions", []int{mine.Version, yours.Version}, []int{2, 1})
		same(t, "state", got(db.Case(t.Context(), c.ID, everywhere))(t).State, "dispatched")
	}},
	{"a case outside the scope is not found, as one that is not there", func(t *testing.T, db Opened) {
		c := given(t, db, "H1", village, nil)
		for _, scope := range [][]division.Code{nil, {}, {neighbour}, {otherTown.Town()}, {foreign.County()}, {neighbour, foreign}} {
			_, err := db.Case(t.Context(), c.ID, scope)
			fails(t, err, casework.ErrNotFound)
		}
		_, err := db.Case(t.Context(), c.ID+1, everywhere)
		fails(t, err, casework.ErrNotFound)
	}},
	{"a case is found from its village up", func(t *testing.T, db Opened) {
		c := given(t, db, "H1", village, nil)
		for _, at := range []division.Code{village, town, county, county.Prefecture(), province, casework.Everywhere} {
			got(db.Case(t.Context(), c.ID, []division.Code{foreign, at}))(t)
		}
	}},
	{"a household has one open record", func(t *testing.T, db Opened) {
		first := given(t, db, "H1", village, nil)
		second := *first
		if err := db.CreateCase(t.Context(), &second); err == nil {
			t.Fatal("a second open record was taken")
		}
		first.State = "settled"
		must(t, db.SaveCase(t.Context(), first))
		if c := got(db.OpenCase(t.Context(), "H1"))(t); c != nil {
			t.Fatalf("a settled record is given as open: %+v", c)
		}
		must(t, db.CreateCase(t.Context(), &second))
		same(t, "open", got(db.OpenCase(t.Context(), "H1"))(t).ID, second.ID)
	}},
	{"a case comes back as it was saved", func(t *testing.T, db Opened) {
		c := given(t, db, "H1", village, func(c *casework.Case) {
			c.T0, c.WholeDueOn, c.Provisional, c.PausedOn, c.PauseReason = day+1, day+15, true, day+2, "本户意愿"
			c.IntoCase, c.AskAgainOn, c.VisitDueOn = 7, day+32, day+90
			c.PostedOn, c.IdentifiedOn, c.ClearedOn = day+3, day+4, -1
			c.ObjectType, c.MainRisk, c.RiskFound, c.Confirmed = "突发严重困难户", "因病", true, true
		})
		same(t, "version", c.Version, 1)
		same(t, "case", got(db.Case(t.Context(), c.ID, everywhere))(t), c)
		c.State, c.DueOn, c.Round = "monitored", 0, 2
		must(t, db.SaveCase(t.Context(), c))
		same(t, "case", got(db.OpenCase(t.Context(), "H1"))(t), c)
	}},
	{"a case has its alerts as they were saved", func(t *testing.T, db Opened) {
		c, other := given(t, db, "H1", village, nil), given(t, db, "H2", village, nil)
		a := casework.Alert{CaseID: c.ID, Household: "H1", Rule: "medical", Risk: "因病", Urgency: "黄", Members: "520123********0017", Evidence: `{"a":1}`, FirstRun: 1, LastRun: 2, RaisedOn: day}
		b := casework.Alert{CaseID: c.ID, Rule: "school", Risk: "因学", Urgency: "蓝", FirstRun: 2, LastRun: 2, Gone: true, GoneRun: 3, Settled: true, SettledOn: day + 1}
		x := casework.Alert{CaseID: other.ID, Rule: "medical", FirstRun: 1, LastRun: 1}
		for _, alert := range []*casework.Alert{&x, &a, &b} {
			must(t, db.SaveAlert(t.Context(), alert))
		}
		a.Gone, a.LastRun = true, 3
		must(t, db.SaveAlert(t.Context(), &a))
		want := []casework.Alert{a, b}
		same(t, "of the case", got(db.Case(t.Context(), c.ID, everywhere))(t).Alerts, want)
		same(t, "of the open record", got(db.OpenCase(t.Context(), "H1"))(t).Alerts, want)
		same(t, "of all open records", got(db.OpenCases(t.Context()))(t)["H1"].Alerts, want)
		same(t, "in a list", got(db.Cases(t.Context(), casework.Filter{Scope: everywhere}))(t)[0].Alerts, want)
	}},
	{"the second alert of one rule on a case is refused", func(t *testing.T, db Opened) {
		c := given(t, db, "H1", village, nil)
		must(t, db.SaveAlert(t.Context(), &casework.Alert{CaseID: c.ID, Rule: "medical"}))
		if err := db.SaveAlert(t.Context(), &casework.Alert{CaseID: c.ID, Rule: "medical"}); err == nil {
			t.Fatal("it was taken")
		}
	}},
	{"settled alerts are those of closed records that were settled since a day, of several the newest", func(t *testing.T, db Opened) {
		c := given(t, db, "H1", village, nil)
		must(t, db.SaveAlert(t.Context(), &casework.Alert{CaseID: c.ID, Household: "H1", Rule: "medical", Members: "old", Settled: true, SettledOn: day - 30}))
		must(t, db.SaveAlert(t.Context(), &casework.Alert{CaseID: c.ID, Household: "H1", Rule: "school", Members: "unsettled"}))
		same(t, "of open records", len(got(db.SettledAlerts(t.Context(), day-40))(t)), 0)
		c.State = "settled"
		must(t, db.SaveCase(t.Context(), c))
		same(t, "too long ago", len(got(db.SettledAlerts(t.Context(), day-29))(t)), 0)
		same(t, "the only one", got(db.SettledAlerts(t.Context(), day-30))(t)["H1/medical"].Members, "old")
		next := given(t, db, "H1", village, func(c *casework.Case) { c.State = "closed_no_risk" })
		must(t, db.SaveAlert(t.Context(), &casework.Alert{CaseID: next.ID, Household: "H1", Rule: "medical", Members: "new", Settled: true, SettledOn: day}))
		settled := got(db.SettledAlerts(t.Context(), day-30))(t)
		same(t, "the newest", []any{len(settled), settled["H1/medical"].Members}, []any{1, "new"})
	}},
	{"an attached clue is given while its known case is open", func(t *testing.T, db Opened) {
		known := given(t, db, "H1", village, nil)
		clue := given(t, db, "H2", neighbour, func(c *casework.Case) { c.State, c.IntoCase = "attached", known.ID })
		given(t, db, "H3", village, func(c *casework.Case) { c.State = "settled" })
		attached := got(db.AttachedCases(t.Context()))(t)
		same(t, "attached", attached, []*casework.Case{clue})
		known.State = "ended"
		must(t, db.SaveCase(t.Context(), known))
		same(t, "after its case has ended", len(got(db.AttachedCases(t.Context()))(t)), 0)
	}},
	{"one rule may speak of two households on a case", func(t *testing.T, db Opened) {
		c := given(t, db, "H1", village, nil)
		for _, household := range []string{"H1", "H2"} {
			must(t, db.SaveAlert(t.Context(), &casework.Alert{CaseID: c.ID, Household: household, Rule: "medical"}))
		}
		same(t, "alerts", len(got(db.OpenCase(t.Context(), "H1"))(t).Alerts), 2)
	}},
	{"a place's screening is the newest that looked at it, at a division above it or at one below it", func(t *testing.T, db Opened) {
		if run := got(db.RunAbout(t.Context(), village))(t); run != nil {
			t.Fatalf("%+v", run)
		}
		var last *casework.Run
		for _, places := range [][]division.Code{{foreign, county}, {neighbour}, {otherTown.Town()}, nil} {
			run := &casework.Run{AsOf: day, LoadedAt: noon, Places: places}
			must(t, db.CreateRun(t.Context(), run))
			last = run
		}
		for at, want := range map[division.Code]int64{village: last.ID - 3, neighbour: last.ID - 2, otherTown: last.ID - 1, foreign: last.ID - 3, county: last.ID - 1} {
			run := got(db.RunAbout(t.Context(), at))(t)
			same(t, at.String(), []any{run.ID, run.AsOf, run.LoadedAt.Equal(noon)}, []any{want, day, true})
		}
	}},
	{"open records are given by household, closed ones not", func(t *testing.T, db Opened) {
		a := given(t, db, "H1", village, nil)
		given(t, db, "H2", foreign, func(c *casework.Case) { c.State = "ended" })
		open := got(db.OpenCases(t.Context()))(t)
		same(t, "open", []any{len(open), open["H1"].ID}, []any{1, a.ID})
	}},
}

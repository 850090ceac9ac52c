package storetest

import (
	"context"
	"testing"

	"dixian/casework"
	"dixian/casework/exchange"
	"dixian/casework/period"
	"dixian/division"
	"dixian/registry"
)

// aPeriod is June of a place, agreed to.
func aPeriod(at division.Code) *period.Period {
	return &period.Period{
		State: period.Agreed, Division: at, Kind: period.Month, From: day.Month().First(), Day: day, AskedBy: "a", AskedName: "甲", AskedAt: noon,
		DecidedBy: "b", DecidedName: "乙", DecidedAt: noon,
	}
}

// locked locks June of a place and gives a context that looks as of it.
func locked(t *testing.T, db Opened, at division.Code) (*period.Period, context.Context) {
	t.Helper()
	p := aPeriod(at)
	must(t, db.CreatePeriod(t.Context(), p))
	must(t, db.Freeze(t.Context(), p))
	p.State, p.LockedAt, p.Digest = period.Locked, noon, got(db.Digest(t.Context(), p.ID))(t)
	must(t, db.SavePeriod(t.Context(), p))
	return p, asOf(t, p)
}

// asOf is a context that looks as of periods of different places.
func asOf(t *testing.T, held ...*period.Period) context.Context {
	t.Helper()
	var places []division.Code
	for _, p := range held {
		places = append(places, p.Division)
	}
	m, _ := period.MomentOf(held, day, places, nil)
	same(t, "periods", len(m.Periods), len(held))
	return period.At(t.Context(), m)
}

var periods = []sentence{
	{"a period that is not there is not found, and a stale one is refused", func(t *testing.T, db Opened) {
		_, err := db.Period(t.Context(), 1)
		fails(t, err, casework.ErrNotFound)
		p := aPeriod(county)
		must(t, db.CreatePeriod(t.Context(), p))
		stale := *p
		p.State, p.Decision = period.Withdrawn, "下月再锁"
		must(t, db.SavePeriod(t.Context(), p))
		fails(t, db.SavePeriod(t.Context(), &stale), casework.ErrStale)
		held := got(db.Period(t.Context(), p.ID))(t)
		held.AskedAt, held.DecidedAt = noon, noon
		same(t, "kept", held, p)
		same(t, "agreed", len(got(db.Periods(t.Context(), period.Agreed))(t)), 0)
		same(t, "all", len(got(db.Periods(t.Context(), ""))(t)), 1)
	}},
	{"a copy has the columns of its table, each", func(t *testing.T, db Opened) {
		given(t, db, "H1", village, nil)
		_, then := locked(t, db, county)
		// Whoever adds a column to a table adds it to its copy in the same migration:
		// else the copying, or this reading of all columns, fails.
		same(t, "cases", len(got(db.Cases(then, casework.Filter{Scope: everywhere}))(t)), 1)
		same(t, "households", got(db.Household(then, "H1", true))(t), got(db.Household(t.Context(), "H1", true))(t))
	}},
	{"lists and counts as of a locked day are those of the day, whatever came later", func(t *testing.T, db Opened) {
		c := given(t, db, "H1", village, nil)
		given(t, db, "H2", foreign, nil)
		must(t, db.SaveAlert(t.Context(), &casework.Alert{CaseID: c.ID, Household: "H1", Rule: "r1", Risk: "因病", Urgency: "黄", Members: "x", Evidence: `{"a":1}`, RaisedOn: day}))
		must(t, db.SaveMeasure(t.Context(), &casework.Measure{CaseID: c.ID, Class: "产业帮扶", From: day, Recorded: day}))
		must(t, db.SaveFinding(t.Context(), &casework.Finding{CaseID: c.ID, Check: "w", Since: day}))
		must(t, db.AddEvent(t.Context(), &casework.Event{CaseID: c.ID, At: noon, Day: day, User: "a", Act: "visit", Form: map[string]string{"income_wage": "5"}}))
		must(t, db.CreateRun(t.Context(), &casework.Run{AsOf: day, LoadedAt: noon}))
		must(t, db.CreateRequests(t.Context(), []*registry.Request{request("H1", village, "g")}))
		must(t, db.KeepFound(t.Context(), county, []string{exchange.Households}, 7, day, []exchange.Found{differ("H1", "relocated", "否")}))
		told := func(ctx context.Context) []any {
			t.Helper()
			f := casework.Filter{Scope: []division.Code{county}, Rule: "r1", Alerted: casework.With, Helped: casework.With, Check: casework.AnyCheck}
			l := casework.Listing{Scope: []division.Code{county}, Limit: 9}
			out := []any{got(db.CountCases(ctx, f))(t), got(db.CountStates(ctx, f.Scope, 0, int32(day)))(t), got(db.CountRisks(ctx, f))(t)}
			for _, c := range got(db.Cases(ctx, f))(t) {
				out = append(out, *c)
			}
			out = append(out, got(db.CountHouseholds(ctx, f.Scope, division.Village))(t), got(db.Households(ctx, []string{"H1"}, true))(t)["H1"], got(db.HouseholdsIn(ctx, town))(t))
			out = append(out, got(db.MeasureLines(ctx, l))(t), got(db.EventLines(ctx, l, []string{"visit"}))(t), got(db.VisitsIn(ctx, county, "income_"))(t))
			out = append(out, len(got(db.Runs(ctx))(t)), ids(got(db.Requests(ctx, registry.RequestFilter{Scope: f.Scope, State: registry.Pending}))(t)))
			return append(out, got(db.CountDifferences(ctx, f.Scope, 0))(t), got(db.Search(ctx, registry.Query{Scope: f.Scope, Name: "甲", Limit: 5}))(t))
		}
		before := told(t.Context())
		_, then := locked(t, db, county)
		same(t, "when it is locked", told(then), before)

		c = got(db.Case(t.Context(), c.ID, everywhere))(t)
		c.State, c.MainRisk = "monitored", "因残"
		must(t, db.SaveCase(t.Context(), c))
		c.Alerts[0].Settled = true
		must(t, db.SaveAlert(t.Context(), &c.Alerts[0]))
		must(t, db.SaveMeasure(t.Context(), &casework.Measure{CaseID: c.ID, Class: "就业帮扶", From: day, Recorded: day}))
		must(t, db.AddEvent(t.Context(), &casework.Event{CaseID: c.ID, At: noon, Day: day, User: "a", Act: "visit", Form: map[string]string{"income_wage": "6"}}))
		must(t, db.CreateRun(t.Context(), &casework.Run{AsOf: day + 9, LoadedAt: noon.AddDate(0, 0, 9)}))
		must(t, db.Monitored(t.Context(), "H1", "突发严重困难户", false))
		must(t, db.KeepFound(t.Context(), county, []string{exchange.Households}, 8, day+9, nil))
		given(t, db, "H3", neighbour, nil)
		r := got(db.Requests(t.Context(), registry.RequestFilter{Scope: everywhere}))(t)[0]
		r.State, r.Version = registry.Refused, 2
		must(t, db.Atomically(t.Context(), func(ctx context.Context) error { return db.SaveRequests(ctx, []*registry.Request{r}) }))
		same(t, "later", told(then), before)
		same(t, "now", got(db.CountCases(t.Context(), casework.Filter{Scope: []division.Code{county}}))(t), 2)
		same(t, "of the day, page by page", len(got(db.Cases(then, casework.Filter{Scope: everywhere, After: casework.Cursor{DueOn: int32(day), ID: 0}, Limit: 1}))(t)), 1)
		same(t, "nobody's", got(db.CountCases(then, casework.Filter{}))(t), 0)
		same(t, "another county was not locked", got(db.CountCases(then, casework.Filter{Scope: []division.Code{foreign}}))(t), 0)
	}},
	{"what two periods keep of one transfer is told once", func(t *testing.T, db Opened) {
		c := given(t, db, "H1", village, nil)
		must(t, db.SaveTransfer(t.Context(), &casework.Transfer{CaseID: c.ID, FromCounty: county, ToCounty: foreign.County(), AskedOn: day, State: casework.TransferPending}))
		here, _ := locked(t, db, county)
		there, _ := locked(t, db, foreign.County())
		same(t, "transfers", len(got(db.Transfers(asOf(t, here, there), everywhere, false))(t)), 1)
	}},
	{"a digest is of the rows, and tells when one is touched, a sealed one too", func(t *testing.T, db Opened) {
		given(t, db, "H1", village, nil)
		p, _ := locked(t, db, county)
		q, _ := locked(t, db, county)
		same(t, "of the same rows", q.Digest, p.Digest)
		same(t, "rows", p.Rows, 4)
		db.Behind("UPDATE locked_cases SET main_risk = '因学' WHERE period = 1")
		if got(db.Digest(t.Context(), p.ID))(t) == p.Digest {
			t.Fatal("a record was changed, and the digest is the same")
		}
		db.Behind("UPDATE locked_cases SET main_risk = '' WHERE period = 1")
		same(t, "set right", got(db.Digest(t.Context(), p.ID))(t), p.Digest)
		db.Behind("UPDATE locked_persons SET number_sealed = (SELECT o.number_sealed FROM locked_persons AS o WHERE o.period = 2 AND o.position = 1) WHERE period = 1 AND position = 0")
		if got(db.Digest(t.Context(), p.ID))(t) == p.Digest {
			t.Fatal("a number was exchanged, and the digest is the same")
		}
	}},
	{"what has changed since is told with then, now and the acts that made it so", func(t *testing.T, db Opened) {
		c, still := given(t, db, "H1", village, nil), given(t, db, "H2", village, nil)
		must(t, db.AddEvent(t.Context(), &casework.Event{CaseID: c.ID, At: noon, Day: day, User: "a", Act: "open"}))
		p, _ := locked(t, db, county)
		same(t, "at once", len(got(db.ChangedCases(t.Context(), p, county, 0, 9))(t)), 0)
		same(t, "households at once", len(got(db.ChangedHouseholds(t.Context(), p, county, "", 9))(t)), 0)
		c.State = "dispatched"
		must(t, db.SaveCase(t.Context(), c))
		must(t, db.AddEvent(t.Context(), &casework.Event{CaseID: c.ID, At: noon, Day: day + 1, User: "b", Act: "dispatch", From: "triage", To: "dispatched", Reason: "急"}))
		must(t, db.SaveMeasure(t.Context(), &casework.Measure{CaseID: still.ID, Class: "就业帮扶", From: day, Recorded: day + 1}))
		must(t, db.AddEvent(t.Context(), &casework.Event{CaseID: still.ID, At: noon, Day: day + 1, User: "b", Act: "measure"}))
		fresh := given(t, db, "H3", neighbour, nil)
		changed := got(db.ChangedCases(t.Context(), p, county, 0, 9))(t)
		same(t, "records", changed, []int64{c.ID, still.ID, fresh.ID})
		same(t, "below a village", got(db.ChangedCases(t.Context(), p, neighbour, 0, 9))(t), []int64{fresh.ID})
		same(t, "behind one", got(db.ChangedCases(t.Context(), p, county, c.ID, 1))(t), []int64{still.ID})
		told := got(db.Changes(t.Context(), p, changed))(t)
		same(t, "state", []string{told[0].Then.State, told[0].Now.State}, []string{"triage", "dispatched"})
		same(t, "acts", []any{len(told[0].Acts), told[0].Acts[0].Reason}, []any{1, "急"})
		same(t, "measures", told[1].Measures, [2]int{0, 1})
		same(t, "new", []bool{told[2].Then == nil, told[2].Now != nil}, []bool{true, true})

		before := household("H2", village)
		after := household("H2", village)
		after.Version, after.Kind = 2, "一般农户"
		gone := household("H1", foreign)
		gone.Version = 2
		must(t, db.Atomically(t.Context(), func(ctx context.Context) error {
			return db.Apply(ctx, registry.Applied{Revisions: []registry.Revision{
				{Household: "H2", Version: 2, At: noon.AddDate(0, 0, 1), User: "a", Why: "更正", Before: &before, After: &after},
				{Household: "H1", Version: 2, At: noon.AddDate(0, 0, 1), User: "a", Why: "迁出", Before: &before, After: &gone},
			}})
		}))
		codes := got(db.ChangedHouseholds(t.Context(), p, county, "", 9))(t)
		same(t, "households", codes, []string{"H1", "H2", "H3"})
		same(t, "behind one", got(db.ChangedHouseholds(t.Context(), p, county, "H1", 1))(t), []string{"H2"})
		homes := got(db.HouseholdChanges(t.Context(), p, codes))(t)
		same(t, "left", []bool{homes[0].Then != nil, homes[0].Now != nil}, []bool{true, false})
		same(t, "corrected", []any{homes[1].Then.Kind, homes[1].Now.Kind, homes[1].Why[0].Why}, []any{"脱贫户", "一般农户", "更正"})
		same(t, "new home", homes[2].Then == nil, true)
	}},
}

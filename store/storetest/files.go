package storetest

import (
	"testing"

	"dixian/casework"
	"dixian/division"
)

var files = []sentence{
	{"what hangs on no case is refused", func(t *testing.T, db Opened) {
		for what, err := range map[string]error{
			"event":         db.AddEvent(t.Context(), &casework.Event{CaseID: 9, At: noon}),
			"alert":         db.SaveAlert(t.Context(), &casework.Alert{CaseID: 9}),
			"hit":           db.SaveHit(t.Context(), &casework.Hit{CaseID: 9}),
			"measure":       db.SaveMeasure(t.Context(), &casework.Measure{CaseID: 9}),
			"objection":     db.SaveObjection(t.Context(), &casework.Objection{CaseID: 9}),
			"authorisation": db.AddAuthorisation(t.Context(), &casework.Authorisation{CaseID: 9}),
		} {
			if err == nil {
				t.Errorf("%s was taken", what)
			}
		}
	}},
	{"a case of no household is refused", func(t *testing.T, db Opened) {
		if err := db.CreateCase(t.Context(), &casework.Case{Household: "H9", Division: village, State: "triage"}); err == nil {
			t.Fatal("it was taken")
		}
	}},
	{"what is not there is not changed", func(t *testing.T, db Opened) {
		c := given(t, db, "H1", village, nil)
		fails(t, db.SaveHit(t.Context(), &casework.Hit{ID: 9, CaseID: c.ID}), casework.ErrNotFound)
		fails(t, db.SaveMeasure(t.Context(), &casework.Measure{ID: 9, CaseID: c.ID}), casework.ErrNotFound)
		fails(t, db.SaveObjection(t.Context(), &casework.Objection{ID: 9, CaseID: c.ID}), casework.ErrNotFound)
		fails(t, db.SaveAlert(t.Context(), &casework.Alert{ID: 9, CaseID: c.ID}), casework.ErrNotFound)
	}},
	{"events come back as they happened, with their forms", func(t *testing.T, db Opened) {
		c, other := given(t, db, "H1", village, nil), given(t, db, "H2", village, nil)
		a := casework.Event{CaseID: c.ID, At: noon, Day: day, User: "wang", Name: "王", Act: "visit", From: "dispatched", To: "visited", Reason: "因为", Form: map[string]string{"conclusion": `他说："不愁"`}}
		b := casework.Event{CaseID: c.ID, At: noon, Day: day, User: "li", Name: "李", Act: "note"}
		must(t, db.AddEvent(t.Context(), &a))
		must(t, db.AddEvent(t.Context(), &casework.Event{CaseID: other.ID, At: noon}))
		must(t, db.AddEvent(t.Context(), &b))
		events := got(db.Events(t.Context(), c.ID))(t)
		for i := range events {
			if !events[i].At.Equal(noon) {
				t.Fatal(events[i].At)
			}
			events[i].At = noon
		}
		same(t, "events", events, []casework.Event{a, b})
	}},
	{"authorisations, hits, measures and objections come back as saved", func(t *testing.T, db Opened) {
		c := given(t, db, "H1", village, nil)
		au := casework.Authorisation{CaseID: c.ID, Number: "520123********0017", Name: "甲一", Way: "纸质", SignedOn: day, ValidTo: day + 365, File: "a.jpg"}
		must(t, db.AddAuthorisation(t.Context(), &au))
		h := casework.Hit{CaseID: c.ID, Rule: "car", Members: "520123********0017", Evidence: "{}", Status: casework.HitPending}
		must(t, db.SaveHit(t.Context(), &h))
		h.Status, h.Reason, h.Department, h.SettledBy, h.SettledOn = casework.HitError, "车已卖", "公安未答复", "li", day
		must(t, db.SaveHit(t.Context(), &h))
		m := casework.Measure{CaseID: c.ID, Class: "就业帮扶", Kind: casework.Development, Owner: "人社局", Person: "张", From: day, To: day + 90, Fen: 1_234_567_890_123, Proof: "p"}
		must(t, db.SaveMeasure(t.Context(), &m))
		m.Done, m.Recorded = true, day+1
		must(t, db.SaveMeasure(t.Context(), &m))
		o := casework.Objection{CaseID: c.ID, Says: "他家有车", RaisedOn: day}
		must(t, db.SaveObjection(t.Context(), &o))
		o.Answer, o.ClosedOn = "已核实", day+2
		must(t, db.SaveObjection(t.Context(), &o))
		same(t, "authorisations", got(db.Authorisations(t.Context(), c.ID))(t), []casework.Authorisation{au})
		same(t, "signed in the county", got(db.SignedIn(t.Context(), []division.Code{c.Division.County()}))(t), map[string][]casework.Authorisation{c.Household: {au}})
		same(t, "signed elsewhere", got(db.SignedIn(t.Context(), []division.Code{c.Division.County() + 1_000_000}))(t), map[string][]casework.Authorisation{})
		same(t, "hits", got(db.Hits(t.Context(), c.ID))(t), []casework.Hit{h})
		same(t, "measures", got(db.Measures(t.Context(), c.ID))(t), []casework.Measure{m})
		same(t, "objections", got(db.Objections(t.Context(), c.ID))(t), []casework.Objection{o})
	}},
	{"screenings are listed, the newest first", func(t *testing.T, db Opened) {
		a := &casework.Run{AsOf: day, LoadedAt: noon, LoadedBy: "li", Package: "h", Screened: 10, Alerted: 2, Summary: "{}", Covered: "[]"}
		b := &casework.Run{AsOf: day + 30, LoadedAt: noon}
		must(t, db.CreateRun(t.Context(), a))
		must(t, db.CreateRun(t.Context(), b))
		runs := got(db.Runs(t.Context()))(t)
		same(t, "order", []int64{runs[0].ID, runs[1].ID}, []int64{b.ID, a.ID})
		if !runs[1].LoadedAt.Equal(noon) {
			t.Fatal(runs[1].LoadedAt)
		}
		runs[1].LoadedAt = noon
		same(t, "run", runs[1], a)
	}},
}

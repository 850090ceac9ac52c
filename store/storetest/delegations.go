package storetest

import (
	"testing"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
)

var delegations = []sentence{
	{"a delegation that is not there cannot be changed", func(t *testing.T, db Opened) {
		fails(t, db.SaveDelegation(t.Context(), &access.Delegation{ID: 9}), casework.ErrNotFound)
	}},
	{"delegations are listed for both sides until their last day is over", func(t *testing.T, db Opened) {
		d := access.Delegation{From: "a", To: "b", Grant: access.Grant{Role: "town_head", Division: town}, Since: day, Until: day + 3, Reason: "出差", MadeAt: noon}
		other := access.Delegation{From: "b", To: "c", Grant: d.Grant, Since: day, Until: day + 1, MadeAt: noon}
		must(t, db.SaveDelegation(t.Context(), &d))
		must(t, db.SaveDelegation(t.Context(), &other))
		d.EndedOn = day + 2
		must(t, db.SaveDelegation(t.Context(), &d))
		of := func(login string, on calendar.Date) (ids []int64) {
			for _, h := range got(db.DelegationsOf(t.Context(), login, on))(t) {
				ids = append(ids, h.ID)
			}
			return ids
		}
		same(t, "who gave", of("a", day), []int64{d.ID})
		same(t, "who gave and has", of("b", day), []int64{d.ID, other.ID})
		same(t, "on the last day", of("b", day+3), []int64{d.ID})
		same(t, "the day after", of("a", day+4), []int64(nil))
		same(t, "everybody's", len(got(db.Delegations(t.Context(), day))(t)), 2)
		held := got(db.DelegationsOf(t.Context(), "a", day))(t)[0]
		held.MadeAt = d.MadeAt
		same(t, "as it was kept", held, d)
	}},
	{"an event says in whose place it was done", func(t *testing.T, db Opened) {
		c := given(t, db, "H1", village, nil)
		must(t, db.AddEvent(t.Context(), &casework.Event{CaseID: c.ID, At: noon, Day: day, User: "b", For: "a", Act: "approve"}))
		must(t, db.AddEvent(t.Context(), &casework.Event{CaseID: c.ID, At: noon, Day: day, User: "b", Act: "note"}))
		held := got(db.Events(t.Context(), c.ID))(t)
		same(t, "for", held[0].For+","+held[1].For, "a,")
	}},
}

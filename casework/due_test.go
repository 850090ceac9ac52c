package casework_test

import (
	"slices"
	"testing"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
	"dixian/screening"
)

// due are the things due for a user within so many days, household by household.
func (o *office) due(u *access.User, within int) map[string]*casework.Due {
	o.t.Helper()
	all, err := o.Due(o.t.Context(), u, 0, o.Today()+calendar.Date(within))
	o.must(err)
	out := map[string]*casework.Due{}
	for i := range all {
		o.must(o.GiveKnown(o.t.Context(), &all[i]))
		out[all[i].Case.Household] = &all[i]
	}
	return out
}

func kinds(d *casework.Due) (out []string) {
	if d == nil {
		return nil
	}
	for _, t := range d.Things {
		out = append(out, t.Kind)
	}
	return out
}

func (o *office) wantDue(u *access.User, household string, within int, want ...string) *casework.Due {
	o.t.Helper()
	d := o.due(u, within)[household]
	if got := kinds(d); !slices.Equal(got, want) {
		o.t.Fatalf("due at %s within %d days for %s: %v, want %v", household, within, u.Login, got, want)
	}
	return d
}

// Everything that a visit answers stands under one household, and one form answers
// it: the household leaves the list.
func TestWhatIsDueAtAHousehold(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
	o.wantDue(cadre, "H1", 92)

	o.does(clerk, "H1", "dispatch", "dispatched", nil)
	d := o.wantDue(cadre, "H1", 3, "visit", "alert")
	if d.Move == nil || d.Move.Name != "visit" || d.On != o.Today()+3 || d.Told != 0 {
		t.Fatalf("the identification's visit, within three days, nothing known yet: %+v", d)
	}
	o.wantDue(cadre, "H1", 2)
	o.wantDue(stranger, "H1", 92)
	if d = o.wantDue(clerk, "H1", 3, "visit", "alert"); d.Move != nil {
		t.Fatal("the county does not go")
	}
	o.days(4)
	if d = o.wantDue(clerk, "H1", 0, "visit", "alert"); d.Move == nil || d.On >= o.Today() {
		t.Fatalf("the county may go where the levels below are late: %+v", d)
	}
	o.does(cadre, "H1", "visit", "visited", o.visitForm())
	o.wantDue(cadre, "H1", 92)

	t.Log("a household that does not sign is asked again")
	c := o.caseOf("H1")
	_, err := o.Pause(t.Context(), cadre, c.ID, c.Version, casework.PauseWish, "过完年再说")
	must(t, err)
	o.wantDue(cadre, "H1", 29)
	if d = o.wantDue(cadre, "H1", 30, "ask_again", "alert"); d.Move != nil {
		t.Fatal("no visit is owed; it is asked")
	}
	c = o.caseOf("H1")
	_, err = o.Resume(t.Context(), cadre, c.ID, c.Version, casework.PauseWish, "愿意签")
	must(t, err)
	o.sign("H1")
	o.does(townClerk, "H1", "compare", "comparing", nil)
	o.posted("H1")
	o.does(head, "H1", "approve", "monitored", map[string]string{"decided_on": o.day(0)})

	t.Log("monitored: the round, with what else there is")
	o.days(32)
	o.checks()
	d = o.wantDue(cadre, "H1", 0, "round", "alert", "finding", "finding")
	if d.Move == nil || d.Move.Name != "follow_visit" {
		t.Fatalf("%+v", d.Move)
	}
	form := with(o.visitLog(o.day(0)), "asks_for", "想学一门手艺")
	o.does(cadre, "H1", "follow_visit", "monitored", form)
	o.wantDue(cadre, "H1", 29)
	d = o.wantDue(cadre, "H1", 30, "round", "alert", "finding")
	if d.Known["asks_for"] != "想学一门手艺" || d.Told != o.Today() {
		t.Fatalf("what was told stands in the next form: %+v", d)
	}
	for _, judged := range []string{"conclusion", "risk_found", "visitor_1", "visited_on"} {
		if _, known := d.Known[judged]; known {
			t.Errorf("%s is given anew at every visit", judged)
		}
	}
	o.days(91)
	if d = o.wantDue(cadre, "H1", 0, "round", "alert", "finding"); d.Told != 0 || len(d.Known) != 0 {
		t.Fatalf("after ninety days everything is asked again: %+v", d)
	}

	t.Log("after clearing")
	c = o.caseOf("H1")
	c.State, c.ClearedOn, c.VisitDueOn = "watch", o.Today()-80, o.Today()+11
	o.must(o.db.SaveCase(t.Context(), c))
	if d = o.wantDue(cadre, "H1", 14, "watch", "alert", "finding"); d.Move.Name != "watch_visit" {
		t.Fatalf("%+v", d.Move)
	}
	o.does(cadre, "H1", "watch_visit", "watch", o.visitLog(o.day(0)))
	o.wantDue(cadre, "H1", 92)
}

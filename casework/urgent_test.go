package casework_test

import (
	"slices"
	"strings"
	"testing"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
	"dixian/inbox"
	"dixian/screening"
)

// A 红 clue is helped before anything is decided: until village or town has written a
// measure down its case says so, who owes it is told, and the day after its last day
// the level above with them. It waits for no signature.
func TestAnUrgentClueIsHelpedFirst(t *testing.T) {
	o := anOffice(t)
	for _, code := range []string{"H1", "H2"} {
		o.family(code, nil)
	}
	o.screen([]screening.Line{line("H1", "school", "红"), line("H2", "school", "黄")}, nil)
	o.does(clerk, "H2", "dispatch", "dispatched", nil)
	owed := func(household string) string {
		t.Helper()
		held, err := o.Standing(t.Context(), o.caseOf(household))
		o.must(err)
		i := slices.IndexFunc(held, func(f casework.Finding) bool { return f.Check == "urgent_help" })
		if i < 0 {
			return ""
		}
		return held[i].Says
	}
	told := func() string {
		t.Helper()
		waits, err := o.Waits().Waits(t.Context(), o.Today())
		o.must(err)
		people := inbox.NewPeople([]*access.User{cadre, team, townClerk, townHead, clerk, head, city}, nil, o.Today())
		var out []string
		for _, w := range waits {
			if w.State != "urgent_help" {
				continue
			}
			for _, m := range inbox.Due(&w, people, o.Today()) {
				out = append(out, string(m.Kind)+":"+m.To)
			}
		}
		slices.Sort(out)
		return strings.Join(out, " ")
	}
	due := o.Today() + 1
	if !strings.Contains(owed("H1"), due.String()) || owed("H2") != "" {
		t.Errorf("H1 %q, H2 %q", owed("H1"), owed("H2"))
	}
	for _, want := range []string{"", "half_gone:cun half_gone:dui half_gone:zhen", "below_late:xian below_late:zhang below_late:zhenzhang overdue:cun overdue:dui overdue:zhen"} {
		if got := told(); got != want {
			t.Errorf("on %s are told %q, not %q", o.Today(), got, want)
		}
		o.checks()
		if late := o.Today() > due; late != slices.Contains(o.stands("H1"), "urgent_help") || len(o.stands("H2")) != 0 {
			t.Errorf("on %s, %v late, the daily round keeps %v and %v", o.Today(), late, o.stands("H1"), o.stands("H2"))
		}
		o.days(1)
	}
	if counts, err := o.db.CountFindings(t.Context(), []division.Code{county}, 0); err != nil || counts["urgent_help"] != 1 {
		t.Errorf("who leads the county counts it: %v, %v", counts, err)
	}
	c := o.caseOf("H1")
	_, err := o.RecordMeasure(t.Context(), cadre, c.ID, c.Version, casework.Measure{Class: "综合保障", Kind: casework.LastResort, Owner: "村委会", From: calendar.Date(o.Today()), Done: true})
	o.must(err)
	if owed("H1") != "" || told() != "" {
		t.Errorf("it was helped: %q, %q", owed("H1"), told())
	}
	o.wantStands("H1")
	if c := o.caseOf("H1"); c.State != "dispatched" {
		t.Errorf("identification goes on as usual: %+v", c)
	}
}

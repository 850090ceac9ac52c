package casework_test

import (
	"fmt"
	"slices"
	"testing"

	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
	"dixian/screening"
)

// stands are the checks that stand about a household's case as they are kept.
func (o *office) stands(household string) (out []string) {
	o.t.Helper()
	held, err := o.db.Findings(o.t.Context(), o.caseOf(household).ID)
	o.must(err)
	for _, f := range held {
		out = append(out, f.Check)
	}
	slices.Sort(out)
	return out
}

func (o *office) wantStands(household string, want ...string) {
	o.t.Helper()
	if got := o.stands(household); !slices.Equal(got, want) {
		o.t.Fatalf("%v stands about %s, want %v", got, household, want)
	}
}

// checks runs the day's round.
func (o *office) checks() *casework.CheckDay {
	o.t.Helper()
	d, err := o.CheckAll(o.t.Context())
	o.must(err)
	return d
}

// The daily round finds what is not in order, once, keeps the day on which it was
// seen first, and moves nothing.
func TestTheDailyRound(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
	o.identified("H1")
	before := o.caseOf("H1")

	o.days(29)
	if d := o.checks(); d.Looked != 1 || d.Found != 0 {
		t.Fatalf("a month is not over: %+v", d)
	}
	o.days(2)
	first := o.Today()
	if d := o.checks(); d.Found != 2 || d.Day != first {
		t.Fatalf("no help in a month, and nobody came: %+v", d)
	}
	o.wantStands("H1", "missed_visit", "no_measure")
	entries := o.logged()
	if d := o.checks(); d.Day != first || d.Found != 2 || o.logged() != entries {
		t.Fatalf("a second call of the day does nothing: %+v", d)
	}
	after := o.caseOf("H1")
	if after.Version != before.Version || after.State != before.State || after.DueOn != before.DueOn {
		t.Fatalf("the checks moved the case:\n%+v\n%+v", before, after)
	}

	o.days(1)
	if d := o.checks(); d.Found != 0 || d.Gone != 0 {
		t.Fatalf("what stands is not found anew: %+v", d)
	}
	standing, err := o.Standing(t.Context(), o.caseOf("H1"))
	must(t, err)
	for _, f := range standing {
		if f.Since != first {
			t.Errorf("%s stands since %s, not %s", f.Check, f.Since, first)
		}
	}

	t.Log("an act that answers a finding ends it at once; what it brings is found the day after")
	o.does(cadre, "H1", "follow_visit", "monitored", o.visitLog(o.day(0)))
	o.wantStands("H1", "no_measure")
	c := o.caseOf("H1")
	_, err = o.RecordMeasure(t.Context(), townClerk, c.ID, c.Version, casework.Measure{Class: "教育帮扶", Kind: casework.Protection, Owner: "教育局", From: o.Today()})
	must(t, err)
	o.wantStands("H1")
	o.days(1)
	o.checks()
	o.wantStands("H1", "no_development", "unmatched")
	o.does(head, "H1", "end_naturally", "ended", map[string]string{"proof": "整户迁离证明"})
	if counts, err := o.db.CountFindings(t.Context(), []division.Code{county}, 0); err != nil || len(counts) != 0 {
		t.Fatalf("of a record that is closed nothing stands out: %v, %v", counts, err)
	}
}

// What a screening found about the data hangs on the open record until a run that
// looked there finds it no more; where the data cannot speak for a monitored
// household, somebody goes there as to those in focus.
func TestFindingsOfAScreening(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
	o.identified("H1")
	c := o.caseOf("H1")
	c.ObjectType = "脱贫不稳定户"
	o.must(o.db.SaveCase(t.Context(), c))
	o.does(cadre, "H1", "follow_visit", "monitored", o.visitLog(o.day(0)))
	if c = o.caseOf("H1"); c.VisitDueOn != o.Today()+90 {
		t.Fatalf("a quarter: %s", c.VisitDueOn)
	}
	found := func(at division.Code, rules ...string) {
		t.Helper()
		r := &screening.Result{}
		for _, rule := range rules {
			r.Findings = append(r.Findings, line("H1", rule, ""))
		}
		_, err := o.Receive(t.Context(), clerk, &casework.Run{AsOf: o.Today()}, r, nil, []division.Code{at})
		must(t, err)
	}
	found(county, "no_id")
	o.wantStands("H1", "no_id")
	if c = o.caseOf("H1"); c.VisitDueOn != o.Today()+90 {
		t.Fatalf("a missing number sends nobody: %s", c.VisitDueOn)
	}
	found(county, "no_id", "monitored_uncovered")
	o.wantStands("H1", "monitored_uncovered", "no_id")
	if c = o.caseOf("H1"); c.VisitDueOn != o.Today()+30 {
		t.Fatalf("no data speak for it: somebody goes within the month: %s", c.VisitDueOn)
	}
	o.days(3)
	o.does(cadre, "H1", "follow_visit", "monitored", o.visitLog(o.day(0)))
	if c = o.caseOf("H1"); c.VisitDueOn != o.Today()+30 {
		t.Fatalf("and each month while it lasts: %s", c.VisitDueOn)
	}
	found(town+1000, "no_id")
	o.wantStands("H1", "monitored_uncovered", "no_id")
	found(county, "no_id")
	o.wantStands("H1", "no_id")
	o.checks()
	o.wantStands("H1", "no_id")
	o.does(cadre, "H1", "follow_visit", "monitored", o.visitLog(o.day(0)))
	if c = o.caseOf("H1"); c.VisitDueOn != o.Today()+90 {
		t.Fatalf("then each quarter again: %s", c.VisitDueOn)
	}
}

// A round looks at every case once, however many they are: it reads them by pages of
// five hundred, and many of them have the same last day.
func TestTheDailyRoundLooksAtAll(t *testing.T) {
	o := anOffice(t)
	o.family("H0", nil)
	o.screen([]screening.Line{line("H0", "school", "蓝")}, nil)
	o.identified("H0")
	first := o.caseOf("H0")
	for i := 1; i <= 1001; i++ {
		c := *first
		c.ID, c.Household, c.DueOn = 0, fmt.Sprintf("H%d", i), first.DueOn+calendar.Date(i/700)
		o.family(c.Household, nil)
		o.must(o.db.CreateCase(t.Context(), &c))
	}
	o.days(40)
	if d := o.checks(); d.Looked != 1002 || d.Found < 1002 {
		t.Fatalf("looked at: %+v", d)
	}
	for _, code := range []string{"H1", "H499", "H500", "H501", "H1000", "H1001"} {
		if len(o.stands(code)) == 0 {
			t.Errorf("nothing stands about %s", code)
		}
	}
}

package casework_test

import (
	"slices"
	"testing"

	"dixian/inbox"
	"dixian/screening"
	"dixian/workflow"
)

// A visit that nobody made is told when its last day is over, to the village and to
// the town above it; not before, and not of a household that nobody owes one.
func TestAnOverdueVisitIsTold(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "school", "蓝")}, nil)
	o.identified("H1")
	c := o.caseOf("H1")
	o.days(int(c.VisitDueOn - o.Today()))
	waits := func(after int) []inbox.Wait {
		t.Helper()
		o.days(after)
		held, err := o.Waits().Waits(t.Context(), o.Today())
		must(t, err)
		return slices.DeleteFunc(held, func(w inbox.Wait) bool { return w.State != "owed_visit" })
	}
	if told := waits(0); len(told) != 0 {
		t.Errorf("told on its last day: %+v", told)
	}
	told := waits(1)
	if len(told) != 1 || told[0].Case != c.ID || !slices.Equal(told[0].Owners, []string{"village_cadre", "village_team"}) || told[0].Clock.LightAt(o.Today()) != workflow.Late {
		t.Fatalf("told: %+v", told)
	}
	if says := o.Waits().Label(told[0].State); says != "入户走访" {
		t.Errorf("it is called %s", says)
	}
	c = o.caseOf("H1")
	c.VisitDueOn = 0
	must(t, o.db.SaveCase(t.Context(), c))
	if told := waits(0); len(told) != 0 {
		t.Errorf("told of no visit: %+v", told)
	}
}

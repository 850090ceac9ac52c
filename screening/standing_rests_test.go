package screening

import (
	"testing"

	"dixian/plan"
)

// Who is screened decides who is expected: where no table is counted for its
// coverage, coverage rests on what `screened` reads alone.
func TestCoverageRestsOnWhoIsScreened(t *testing.T) {
	pkg, err := plan.Load(guizhou)
	if err != nil {
		t.Fatal(err)
	}
	p, err := plan.Check(pkg)
	if err != nil {
		t.Fatal(err)
	}
	bare := *p
	bare.Coverages = nil
	for table, want := range map[string]bool{"households": true, "vehicle": false} {
		if got := coverageRestsOn(&bare, p.Table(table)); got != want {
			t.Errorf("%s without coverages: %v", table, got)
		}
	}
	for table, want := range map[string]bool{"households": true, "persons": true, "employment": true, "vehicle": false, "petition": false} {
		if got := coverageRestsOn(p, p.Table(table)); got != want {
			t.Errorf("%s: %v", table, got)
		}
	}
}

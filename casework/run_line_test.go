package casework

import (
	"testing"

	"dixian/plan"
)

func TestWhichTableIsToBePutRight(t *testing.T) {
	pkg, err := plan.Load("../plans/guizhou")
	if err != nil {
		t.Fatal(err)
	}
	program, err := plan.Check(pkg)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"no_id": "persons", "no_head": "households", "no_members": "households", "disability_no": "disability", "income_incomplete": "income", "no_income": "income", "unreached": "authorisations", "sex_relation": "persons",
	} {
		if got := TableOf(program.Rule(name)); got != want {
			t.Errorf("%s: %s, not %s", name, got, want)
		}
	}
}

package screening

import (
	"os"
	"regexp"
	"testing"

	"dixian/plan"
	"dixian/rule"
)

const guizhou = "../plans/guizhou"

func openGuizhou(t *testing.T) (*plan.Package, *rule.Program) {
	t.Helper()
	pkg, err := plan.Load(guizhou)
	if err != nil {
		t.Fatal(err)
	}
	program, err := plan.Check(pkg)
	if err != nil {
		t.Fatal(err)
	}
	return pkg, program
}

func report(t *testing.T, outcomes []Outcome) {
	t.Helper()
	for _, o := range outcomes {
		t.Run(o.Test.Name, func(t *testing.T) {
			for _, f := range o.Faults {
				t.Error(f)
			}
		})
	}
}

// The package's worked cases hold.
func TestPackageCases(t *testing.T) {
	pkg, program := openGuizhou(t)
	report(t, RunTests(pkg, program, pkg.Tests))
}

// Every rule of the package has at least three worked cases that name it or the
// silence of it.
func TestEveryRuleHasThreeCases(t *testing.T) {
	pkg, _ := openGuizhou(t)
	for _, r := range pkg.Rules {
		n := 0
		for _, c := range pkg.Tests {
			if mentions(c, r) {
				n++
			}
		}
		if n < 3 {
			t.Errorf("%s has %d worked cases; it needs one that fires, one that just does not, one that is unknown", r.Name, n)
		}
	}
}

// mentions says whether a case speaks of a rule: it names it, or it lists all of
// its kind in the file beside it.
func mentions(c *plan.Test, r *plan.Rule) bool {
	e := c.Expect
	for _, lists := range []map[string][]plan.Text{e.Alerts, e.Hits, e.Findings, e.Silent} {
		for _, names := range lists {
			for _, n := range names {
				if n.Value == r.Name {
					return true
				}
			}
		}
	}
	all := map[string]map[string][]plan.Text{"alert": e.Alerts, "hit": e.Hits, "finding": e.Findings}[r.Raises]
	return all != nil && dir(c.Pos.File) == dir(r.Pos.File)
}

var lastElement = regexp.MustCompile(`/[^/]*$`)

func dir(file string) string { return lastElement.ReplaceAllString(file, "") }

var yamlBlock = regexp.MustCompile("(?s)```yaml\n(.*?)```")

// The twenty families worked by hand in docs/households.md come out as the page
// says.
func TestHouseholdsPage(t *testing.T) {
	pkg, program := openGuizhou(t)
	page, err := os.ReadFile("../docs/households.md")
	if err != nil {
		t.Fatal(err)
	}
	var cases []*plan.Test
	for _, block := range yamlBlock.FindAllSubmatch(page, -1) {
		items, err := plan.ParseItems("docs/households.md", block[1])
		if err != nil {
			t.Fatal(err)
		}
		cases = append(cases, items.Tests...)
	}
	if len(cases) != 20 {
		t.Fatalf("the page works %d families, not twenty", len(cases))
	}
	report(t, RunTests(pkg, program, cases))
}

package screening

import (
	"slices"
	"testing"

	"dixian/plan"
	"dixian/rule"
	"dixian/rule/kernel"
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

// A late file is judged by the rules that may look at it, whatever lies between.
func TestRulesRestOnTheTablesBelowThem(t *testing.T) {
	_, p := openGuizhou(t)
	rests := func(table, name string) bool {
		rules := rulesRestingOn(p, p.Table(table))
		if rules == nil {
			return true
		}
		for r := range rules {
			if r.Name == name {
				return true
			}
		}
		return false
	}
	for _, c := range []struct {
		says        string
		table, rule string
		want        bool
	}{
		{"a bill says nothing about cars", "medical_settlement", "has_vehicle", false},
		{"a bill says nothing about work", "medical_settlement", "zero_employment", false},
		{"a car says nothing about bills", "vehicle", "rigid_spending", false},
		{"a bill is part of what a household spends", "medical_settlement", "rigid_spending", true},
		{"a bill breaks a silence", "medical_settlement", "silent", true},
		{"a bill may be the alert that a monitored household lacked", "medical_settlement", "monitored_uncovered", true},
		{"who has authorised is compared", "authorisations", "has_vehicle", true},
		{"the registry decides who is screened, and so everything", "persons", "has_vehicle", true},
	} {
		if got := rests(c.table, c.rule); got != c.want {
			t.Errorf("%s: %s rests on %s: %v", c.says, c.rule, c.table, got)
		}
	}
}

// Where rules are judged, the tables that they do not read have no columns.
func TestRulesReadTheTablesTheyName(t *testing.T) {
	_, p := openGuizhou(t)
	late := readsFor(p, rulesRestingOn(p, p.Table("medical_settlement")))
	for _, c := range []struct {
		says  string
		reads func(*rule.Table) bool
		table string
		want  bool
	}{
		{"work is not read for a bill", late, "employment", false},
		{"nor is a car, though it says that somebody is known", late, "vehicle", false},
		{"a school's bill is spending, too", late, "school_enrolment", true},
		{"income is what spending is held against", late, "income", true},
		{"all is read where all rules are judged", readsFor(p, nil), "employment", true},
	} {
		if got := c.reads(p.Table(c.table)); got != c.want {
			t.Errorf("%s: %s is read: %v", c.says, c.table, got)
		}
	}
}

// Only counts of alerts can be made of a list's lines.
func TestAlertsThatAreMoreThanCountedAreJudged(t *testing.T) {
	_, p := openGuizhou(t)
	plan, err := kernel.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	alerts := p.Table("alerts")
	for _, c := range []struct {
		says string
		expr *rule.Expr
		want bool
	}{
		{"what is said of each alert", &rule.Expr{About: alerts}, false},
		{"an alert that is named", &rule.Expr{About: p.Households, Names: []*rule.Name{{Table: alerts}}}, false},
		{"nothing at all", nil, true},
		{"how many there are", p.Rules[slices.IndexFunc(p.Rules, func(r *rule.Rule) bool { return r.Name == "monitored_uncovered" })].When, true},
	} {
		if got := plan.OnlyCountAlerts(c.expr); got != c.want {
			t.Errorf("%s is a count: %v", c.says, got)
		}
	}
}

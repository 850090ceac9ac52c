package synth

import (
	"slices"
	"testing"
)

// rules are the alert rules, hits and findings of the screening contract, but for
// coverage_thin, which is a county's and follows from Late and Thin.
var rules = []string{
	"income_below_line", "income_below_after_rigid", "income_drop", "medical_burden", "uninsured", "school_dropout",
	"education_burden", "unsafe_housing", "unsafe_water", "job_lost", "new_disability", "disaster", "accident",
	"earner_lost", "assistance_stopped", "loan_overdue", "rigid_spending", "zero_employment", "petition",
	"has_vehicle", "has_property", "has_business", "on_payroll",
	"no_members", "person_in_two_households", "no_head", "two_heads", "lifted_but_type2", "general_but_type1",
	"type3_below_line", "sex_relation", "disability_no", "no_id", "unreached", "silent", "monitored_uncovered",
	"income_incomplete", "income_stale", "no_income",
}

// nearMissless are findings without a condition that could just not be met.
var nearMissless = []string{"no_members", "person_in_two_households", "no_head", "lifted_but_type2", "general_but_type1", "no_income"}

func TestEveryRuleIsPlanted(t *testing.T) {
	for seed := range uint64(6) {
		_, report := written(t, Options{Households: 3000, Seed: seed})
		for _, rule := range rules {
			at := slices.IndexFunc(report.Planted, func(p Planted) bool { return p.Rule == rule })
			switch {
			case at < 0 || report.Planted[at].Fires == 0:
				t.Errorf("seed %d: %s fires for nobody among 3 000 households", seed, rule)
			case report.Planted[at].Near == 0 && !slices.Contains(nearMissless, rule):
				t.Errorf("seed %d: %s just does not fire for nobody among 3 000 households", seed, rule)
			}
		}
		for _, p := range report.Planted {
			if !slices.Contains(rules, p.Rule) {
				t.Errorf("planted for a rule that the contract does not know: %s", p.Rule)
			}
		}
	}
}

// What the tables of situations promise, by construction: alerts for a tenth of the
// families, a third of them blue alone, a twentieth red at most. A screening of a
// run shows the same and a little more, where situations of one rule meet another.
func TestSituationShares(t *testing.T) {
	for _, test := range []struct {
		what  string
		every int // families for one of an exact birth date
	}{
		{"a small run", 64}, {"a province", 160},
	} {
		graded := map[urgency]float64{}
		ordinary := 1 - 1/float64(test.every)
		for _, s := range situations {
			graded[s.urgency] += float64(s.perMillion) / million * ordinary
		}
		for _, s := range resettledSituations {
			graded[s.urgency] += float64(s.perMillion) / million * ordinary * relocatedPerMille / 1000
		}
		for _, s := range edges {
			graded[s.urgency] += 1 / float64(test.every) / float64(len(edges))
		}
		alerted := graded[blue] + graded[yellow] + graded[red]
		if alerted < 0.085 || alerted > 0.11 {
			t.Errorf("%s: %.4f of the families have an alert, want 0.08 to 0.12 with room", test.what, alerted)
		}
		if share := graded[blue] / alerted; share < 0.29 || share > 0.38 {
			t.Errorf("%s: %.3f of the alerted are blue alone, want a third", test.what, share)
		}
		if share := graded[red] / alerted; share < 0.01 || share > 0.045 {
			t.Errorf("%s: %.3f of the alerted are red, want under a twentieth", test.what, share)
		}
	}
}

func TestSituationsAreTold(t *testing.T) {
	for _, s := range slices.Concat(situations, resettledSituations, edges) {
		if !slices.Contains(rules, s.rule) || s.how == "" {
			t.Errorf("situation %q of rule %q has no rule or no words", s.how, s.rule)
		}
		if s.urgency != quiet && !s.fires && s.rule != "silent" {
			t.Errorf("%s, %s: a near miss that raises an alert", s.rule, s.how)
		}
	}
}

func TestSpreadLeavesNoGap(t *testing.T) {
	for _, step := range []uint64{situationStep, resettledStep, vehicleStep, estateStep, businessStep, payrollStep, authorisationStep} {
		const n = 3000
		var hit [n / 4]bool
		for i := range n {
			hit[spread(99, step, 12_345+i)*len(hit)/million] = true
		}
		for i, h := range hit {
			if !h {
				t.Errorf("step %x: no draw of %d falls into part %d of %d", step, n, i, len(hit))
				break
			}
		}
	}
}

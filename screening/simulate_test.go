package screening

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dixian/calendar"
	"dixian/column"
	"dixian/plan"
	"dixian/rule"
	"dixian/synth"
)

// altered is a copy of the package in which texts are replaced: file, old, new.
func altered(t *testing.T, edits ...[3]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "plan")
	if err := os.CopyFS(dir, os.DirFS(guizhou)); err != nil {
		t.Fatal(err)
	}
	for _, e := range edits {
		path := filepath.Join(dir, e[0])
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(text, []byte(e[1])) {
			t.Fatalf("%s does not hold %q", e[0], e[1])
		}
		if err := os.WriteFile(path, bytes.Replace(text, []byte(e[1]), []byte(e[2]), 1), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// withValue is a copy of a package with a value in force from 2021 on: instead of
// the province's, or beside it for a narrower division.
func withValue(t *testing.T, dir, change string) string {
	t.Helper()
	left, value, _ := strings.Cut(change, "=")
	name, where, below := strings.Cut(left, "@")
	out := filepath.Join(t.TempDir(), "plan")
	if err := os.CopyFS(out, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	item := regexp.MustCompile(`(?s)- parameter: ` + name + `\n.*?values:\n((?:    - [^\n]*\n)+)`)
	found := false
	err := filepath.WalkDir(out, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		at := item.FindSubmatchIndex(text)
		if at == nil {
			return nil
		}
		found = true
		lines := string(text[at[2]:at[3]])
		if below {
			lines += fmt.Sprintf("    - {division: %q, from: 2021-01-01, value: %s, status: example}\n", where+strings.Repeat("0", 12-len(where)), value)
		} else {
			lines = regexp.MustCompile(`value: [0-9.]+`).ReplaceAllString(lines, "value: "+value)
		}
		return os.WriteFile(path, slices.Concat(text[:at[2]], []byte(lines), text[at[3]:]), 0o644)
	})
	if err != nil || !found {
		t.Fatal(name, "is in no file", err)
	}
	return out
}

func loadPlan(t *testing.T, dir string) (*plan.Package, *rule.Program) {
	t.Helper()
	pkg, err := plan.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	program, err := plan.Check(pkg)
	if err != nil {
		t.Fatal(err)
	}
	return pkg, program
}

// fullRun is a run under a package from the files, and what of it a simulation
// tells: lines by rule, county and type, and households with an alert by village.
func fullRun(t *testing.T, o Options, dir string) (*Screened, *naive) {
	t.Helper()
	pkg, program := loadPlan(t, dir)
	s, err := Evaluate(context.Background(), o, pkg, program, nil)
	if err != nil {
		t.Fatal(err)
	}
	n := &naive{map[string]int{}, map[string]bool{}, map[string]int{}}
	for _, list := range resultLists {
		for _, l := range s.Result.of(list) {
			n.lines[l.Rule]++
			n.lines[l.Rule+" "+l.Division[:6]]++
			h, held := s.Panel.Household(l.Household)
			if held {
				for i, c := range program.Households.Columns {
					if col, read := s.Panel.Tables[program.Households.Index].Columns[i].(*column.Byte); read && c.Type.Kind == rule.Code {
						word := ""
						if v, known := col.At(h); known {
							word = c.Type.Codes[v]
						}
						n.lines[l.Rule+" "+c.Name+" "+word]++
					}
				}
			}
			if list == "alerts" && !n.alerted[l.Household] {
				n.alerted[l.Household] = true
				n.visits[l.Division]++
			}
		}
	}
	return s, n
}

type naive struct {
	lines   map[string]int
	alerted map[string]bool
	visits  map[string]int
}

// TestSimulateAgainstFullRuns compares what a simulation counts with full runs
// under packages that have the changed values.
func TestSimulateAgainstFullRuns(t *testing.T) {
	o := synthetic(t, synth.Options{Households: 900, Seed: 21, AsOf: calendar.NewDate(2025, 6, 30), Counties: []string{"520123", "520181", "520303"},
		Thin: map[string]float64{"medical_enrolment": 0.7, "school_enrolment": 0.6, "income": 0.55}})
	for _, c := range []struct {
		says   string
		dir    string
		change [][]string // each a trial
		moves  string     // a rule that one of them must change
	}{
		{"parameters that rules read", guizhou, [][]string{
			{"medical_share_lifted=0.4"}, {"medical_share_lifted=0.1"}, {"monitoring_line=14000"}, {"vehicle_value=1000", "loan_overdue_days=5"}, {"hardship_ceiling=5"},
			{"water_outage_days=3"}, {"education_burden=2000"}, {"income_drop_share=0.05"}, {"rigid_share=0.2"}, {"disaster_loss=100"}, {"rural_income_per_capita=9000"},
		}, "medical_burden"},
		{"parameters of a division", guizhou, [][]string{
			{"medical_share_lifted@5203=0.1"}, {"medical_share_lifted=0.2", "medical_share_lifted@5201=0.45"}, {"loan_overdue_days@520123=3"},
		}, "medical_burden"},
		{"shares of coverage", guizhou, [][]string{
			{"coverage_share_medical_enrolment=0.8"}, {"coverage_share_school_enrolment=0.1"}, {"coverage_share_employment=0.99"}, {"coverage_share_income=0.2", "monitoring_line=9000"}, {"coverage_floor=1"},
		}, "uninsured"},
		{"a parameter inside a fold", altered(t, [3]string{"04-02-monitoring/spending/facts.yaml", "where: person.bearer\n  sum: self_paid", "where: person.bearer && self_paid >= param.accident_loss\n  sum: self_paid"}), [][]string{
			{"accident_loss=100"}, {"accident_loss@520123=100"}, {"accident_loss=20000", "medical_share_lifted=0.1"},
		}, "medical_burden"},
		{"a parameter of who is screened", altered(t,
			[3]string{"04-02-monitoring/screening.yaml", "where: members > 0", "where: members >= param.least_members"},
			[3]string{"04-05-low-income/medical/parameters.yaml", "- parameter: medical_share_lifted", "- parameter: least_members\n  label: 最少人数\n  type: int\n  unit: persons\n  cite: {document: policy, section: \"2.2\"}\n  values:\n    - {division: \"520000000000\", from: 2021-01-01, value: 1, status: example}\n\n- parameter: medical_share_lifted"}), [][]string{
			{"least_members=3"}, {"least_members=0"},
		}, "medical_burden"},
	} {
		t.Run(c.says, func(t *testing.T) {
			t.Parallel()
			s, before := fullRun(t, o, c.dir)
			pkg, program := loadPlan(t, c.dir)
			v, err := Ready(s.Panel, pkg, o.AsOf, 2)
			if err != nil {
				t.Fatal(err)
			}
			sim, err := Simulate(v, 2)
			if err != nil {
				t.Fatal(err)
			}
			compareCounts(t, "no change", sim, sim.Base(), before, before)
			moved := false
			for _, trial := range c.change {
				dir := c.dir
				var changes []ParameterChange
				for _, text := range trial {
					dir = withValue(t, dir, text)
					change, err := ParseChange(pkg, program, o.AsOf, text)
					if err != nil {
						t.Fatal(err)
					}
					changes = append(changes, change)
				}
				_, after := fullRun(t, o, dir)
				got, err := sim.Try(changes...)
				if err != nil {
					t.Fatal(trial, err)
				}
				compareCounts(t, strings.Join(trial, " "), sim, got, before, after)
				for range 2 { // from the second trial of a parameter on by steps
					if again, err := sim.Try(changes...); err != nil || !reflect.DeepEqual(again, got) {
						t.Errorf("%v: asked again it is another answer, %v", trial, err)
					}
				}
				moved = moved || before.lines[c.moves] != after.lines[c.moves]
			}
			if !moved {
				t.Errorf("no change moves %s: the comparison says little", c.moves)
			}
			if again, err := sim.Try(); err != nil || !reflect.DeepEqual(again, sim.Base()) {
				t.Errorf("after trials nothing is as before: %v", err)
			}
		})
	}
}

func compareCounts(t *testing.T, trial string, sim *Simulation, got *Counted, before, after *naive) {
	t.Helper()
	p := sim.Province.Panel
	same := func(what string, c Counts, was, is int) {
		t.Helper()
		if c.Before != was || c.After != is || c.After != c.Before+c.Gained-c.Lost {
			t.Errorf("%s: %s is %+v, and full runs have %d before and %d after", trial, what, c, was, is)
		}
	}
	for _, r := range got.Rules {
		same(r.Rule, r.Total, before.lines[r.Rule], after.lines[r.Rule])
		for i, c := range r.Counties {
			key := r.Rule + " " + p.Counties[i].String()[:6]
			same(key, c, before.lines[key], after.lines[key])
		}
		for i, words := range r.Types {
			for w, c := range words {
				key := r.Rule + " " + sim.Types[i].Column + " " + sim.Types[i].Words[w]
				same(key, c, before.lines[key], after.lines[key])
			}
		}
	}
	same("alerted", got.Alerted.Total, len(before.alerted), len(after.alerted))
	list := func(households []int32) (out []string) {
		for _, h := range households {
			out = append(out, p.Code(int(h)))
		}
		slices.Sort(out)
		return out
	}
	left := func(a, b map[string]bool) (out []string) {
		for code := range a {
			if !b[code] {
				out = append(out, code)
			}
		}
		slices.Sort(out)
		return out
	}
	if a, b := list(got.Gained), left(after.alerted, before.alerted); !slices.Equal(a, b) {
		t.Errorf("%s: gained are %v, in full runs %v", trial, a, b)
	}
	if a, b := list(got.Lost), left(before.alerted, after.alerted); !slices.Equal(a, b) {
		t.Errorf("%s: lost are %v, in full runs %v", trial, a, b)
	}
	told := map[string]bool{}
	for _, v := range sim.Visits(got) {
		village := v.Village.String()
		told[village] = true
		if v.Before != before.visits[village] || v.After != after.visits[village] {
			t.Errorf("%s: %s has %d visits and would have %d, in full runs %d and %d", trial, village, v.Before, v.After, before.visits[village], after.visits[village])
		}
	}
	for _, visits := range []map[string]int{before.visits, after.visits} {
		for village := range visits {
			if !told[village] && before.visits[village] != after.visits[village] {
				t.Errorf("%s: the visits of %s change and are not told", trial, village)
			}
		}
	}
}

func TestChangesThatAreRefused(t *testing.T) {
	pkg, program := openGuizhou(t)
	d := calendar.NewDate(2025, 6, 30)
	for _, c := range []struct{ says, text, want string }{
		{"without a value", "monitoring_line", "is not name=value"},
		{"an unknown parameter", "monitoring_lime=1", "there are accident_loss"},
		{"one that no rule reads", "visit_days=1", "no rule of the screening reads"},
		{"a share that is a word", "medical_share_lifted=half", "write a value of type share, such as 0.5"},
		{"money with a unit", "monitoring_line=8000元", "write a value of type money"},
		{"half a day", "loan_overdue_days=1.5", "write a value of type int"},
		{"below zero", "monitoring_line=-1", "below zero"},
		{"a division that is none", "medical_share_lifted@52=0.4x", "write a value"},
		{"a division of three digits", "medical_share_lifted@520=0.4", "there is no division 520"},
		{"a division elsewhere", "medical_share_lifted@5301=0.4", "there is no division 5301"},
		{"letters for a division", "medical_share_lifted@贵阳=0.4", "division code"},
		{"the line is the province's", "monitoring_line@5203=9000", "is set by the province or above it"},
		{"a county may not set what a city may", "medical_share_lifted@520123=0.4", "is set by the prefecture or above it"},
		{"a lower level may not do less", "medical_share_lifted@5203=0.6", "may only go down from the 0.5"},
	} {
		t.Run(c.says, func(t *testing.T) {
			if _, err := ParseChange(pkg, program, d, c.text); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: %v, not %q", c.text, err, c.want)
			}
		})
	}
	for _, text := range []string{"medical_share_lifted@5203=0.4", "medical_share_lifted=0.9", "medical_share_lifted@520000000000=0.1"} {
		if _, err := ParseChange(pkg, program, d, text); err != nil {
			t.Errorf("%s is refused: %v", text, err)
		}
	}
}

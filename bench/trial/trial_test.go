package trial

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// played is a program that plays the product: synth copies a fixed province,
// screen copies fixed results.
func played(t *testing.T, results string) Product {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "dixian")
	script := "#!/bin/sh\nset -e\ncommand=$1\nwhile [ $# -gt 0 ]; do [ \"$1\" = --out ] && out=$2; shift; done\n" +
		"mkdir -p \"$out\"\ncase $command in synth) cp -r " + province(t) + "/. \"$out\";; screen) cp -r " + results + "/. \"$out\";; esac\n"
	if err := os.WriteFile(binary, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	return Product{Binary: binary, Plan: "none"}
}

// province is one household below the line.
func province(t *testing.T) string {
	t.Helper()
	directory := t.TempDir()
	files := map[string]string{
		"registry/households.csv": "household_code,division_code,kind\nH1,520123103201,一般农户\n",
		"registry/persons.csv":    "id_number,name,household_code,relation\n52012319800101039X,甲,H1,户主\n",
		"extracts/income.csv":     "household_code,year,wage_income,business_income,transfer_income\nH1,2025,1,0,0\n",
	}
	for name, content := range files {
		put(t, filepath.Join(directory, name), content)
	}
	return directory
}

// answers are the right results for province, with the alert of a given urgency.
func answers(t *testing.T, urgency string) string {
	t.Helper()
	const header = "division_code,household_code,rule,risk,urgency,as_of,members_hit,evidence\n"
	directory := t.TempDir()
	put(t, filepath.Join(directory, "alerts.csv"), header+"520123103201,H1,income_below_line,收入,"+urgency+",2025-06-30,,{}\n")
	put(t, filepath.Join(directory, "hits.csv"), header)
	put(t, filepath.Join(directory, "findings.csv"), header+
		`520123000000,,coverage_thin,数据质量,,2025-06-30,,"{""table"":""medical_enrolment"",""period"":""2025"",""present"":0,""expected"":1,""share"":""0.6""}"`+"\n")
	return directory
}

func put(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestRun(t *testing.T) {
	trial := Trial{Seed: 1, AsOf: "2025-06-30", Households: 1}
	for says, c := range map[string]struct {
		urgency string
		differ  int
	}{
		"the right answers agree in both forms":   {"黄", 0},
		"another urgency is seen by both of them": {"红", 2},
	} {
		t.Run(says, func(t *testing.T) {
			v, err := trial.Run(context.Background(), played(t, answers(t, c.urgency)), t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			if got := len(v.Checked) + len(v.Typed); got != c.differ || v.Agrees() != (c.differ == 0) || v.Lines != 2 {
				t.Errorf("%d differences, %d lines: %v", got, v.Lines, v)
			}
		})
	}
	if _, err := trial.Run(context.Background(), Product{Binary: "/bin/false"}, t.TempDir()); err == nil || !strings.Contains(err.Error(), "synth --households 1 --seed 1") {
		t.Errorf("a product that fails: %v", err)
	}
}

func TestTrials(t *testing.T) {
	plan := Plan{FirstSeed: 7, Seeds: 2, Dates: []string{"2025-06-30", "2025-01-31"}, Households: 10, Dirty: 0.05, Late: []string{"income=1"}, Vary: true}
	var told []string
	for _, trial := range plan.Trials() {
		told = append(told, fmt.Sprint(trial))
	}
	want := []string{
		"seed 7, 2025-06-30, 10 households, late income=1",
		"seed 7, 2025-06-30, 10 households, dirty 0.05, late income=1",
		"seed 7, 2025-01-31, 10 households, late income=1, late employment=1",
	}
	if len(told) != 8 || !slices.Equal(told[:3], want) {
		t.Errorf("got %q", told)
	}
}

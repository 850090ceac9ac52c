package main

import (
	"regexp"
	"strings"
	"testing"
)

// TestPlanShowSQL prints the Guizhou package as SQL: whatever a statement reads
// is made before it. That the SQL means the same is tried in bench, where DuckDB is.
func TestPlanShowSQL(t *testing.T) {
	text, code := dixian(t, nil, "plan", "show", "--sql", "plans/guizhou")
	if code != 0 {
		t.Fatalf("exit code %d:\n%s", code, text)
	}
	made := regexp.MustCompile(`^CREATE TABLE "?([a-z_.0-9]+)"?`)
	reads := regexp.MustCompile(`(?:FROM|JOIN) "?([a-z_][a-z_.0-9]*)"?`)
	there := map[string]bool{}
	for statement := range strings.SplitSeq(text, ";\n") {
		for _, r := range reads.FindAllStringSubmatch(statement, -1) {
			if !there[r[1]] {
				t.Errorf("%s is read before it is made", r[1])
			}
		}
		for line := range strings.SplitSeq(statement, "\n") {
			if m := made.FindStringSubmatch(line); m != nil {
				there[m[1]] = true
			}
		}
	}
	for _, result := range []string{"alerts", "hits", "findings", "named", "rule.income_below_line", "households.members"} {
		if !there[result] {
			t.Errorf("%s is not made", result)
		}
	}
	if len(there) < 100 {
		t.Errorf("only %d tables are made", len(there))
	}
}

func TestPlanShowTakesOneForm(t *testing.T) {
	if text, code := dixian(t, nil, "plan", "show", "--sql", "--kernels", "plans/guizhou"); code == 0 || !strings.Contains(text, "together") {
		t.Errorf("two forms at once are not refused as such:\n%.200s", text)
	}
}

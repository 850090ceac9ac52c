package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPanel keeps a province, adds a batch, takes it back and tries a parameter.
func TestPanel(t *testing.T) {
	dir := province(t, 120)
	home := t.TempDir()
	at := filepath.Join(home, "panel")
	says := func(code int, want string, args ...string) string {
		t.Helper()
		out, got := dixian(t, nil, args...)
		if got != code || !strings.Contains(out, want) {
			t.Fatalf("dixian %s ended with %d and says\n%s\nnot %q", strings.Join(args, " "), got, out, want)
		}
		return out
	}
	says(0, "Panel: "+at, "panel", "build", "--registry", dir+"/registry", "--extracts", dir+"/extracts", "--as-of", asOf, "--today", asOf, "--out", at)
	if info, err := os.Stat(filepath.Join(home, "keys.json")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("no key file for its owner's eyes lies beside the panel: %v", err)
	}
	says(1, "holds something already", "panel", "build", "--registry", dir+"/registry", "--extracts", dir+"/extracts", "--as-of", asOf, "--out", at)
	before, err := os.ReadFile(filepath.Join(at, "alerts-1.csv"))
	if err != nil {
		t.Fatal(err)
	}

	bills, err := os.ReadFile(dir + "/extracts/medical_settlement.csv")
	if err != nil {
		t.Fatal(err)
	}
	late := filepath.Join(home, "late.csv")
	text := strings.ReplaceAll(string(bills), "\nJ", "\nL") // the same bills again, under other numbers
	if err := os.WriteFile(late, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	says(1, `has no table "bills"`, "panel", "add", at, late, "--table", "bills")
	says(0, "households were evaluated again", "panel", "add", at, late, "--table", "医保结算", "--today", asOf)
	says(0, "Nothing changed.", "panel", "add", at, late, "--table", "medical_settlement", "--today", asOf)
	out := says(0, "medical_settlement", "panel", "show", at)
	number := ""
	for line := range strings.Lines(out) {
		if strings.Contains(line, "late.csv") {
			number = strings.Fields(line)[0]
		}
	}
	says(0, "was taken back", "panel", "undo", at, "--batch", number)
	says(1, "was taken back on", "panel", "undo", at, "--batch", number)
	after, err := os.ReadFile(filepath.Join(at, "alerts-3.csv"))
	if err != nil || string(after) != string(before) {
		t.Errorf("after the batch was taken back the alerts are others: %v", err)
	}

	lists := filepath.Join(home, "simulated")
	says(0, "medical_burden", "simulate", "--panel", at, "--set", "medical_share_lifted=0.01", "--set", "medical_share_general=0.01", "--out", lists)
	for _, name := range []string{"counts.csv", "households.csv", "visits.csv"} {
		if data, err := os.ReadFile(filepath.Join(lists, name)); err != nil || strings.Count(string(data), "\n") < 2 {
			t.Errorf("%s says nothing: %v", name, err)
		}
	}
	says(0, "nothing would change", "simulate", "--panel", at, "--set", "medical_share_lifted=0.5")
	says(1, "may only go down from the 0.5", "simulate", "--panel", at, "--set", "medical_share_lifted@5201=0.9")
	says(1, "there is no parameter", "simulate", "--panel", at, "--set", "medical_share=0.9")
	says(1, "is not a saved panel", "simulate", "--panel", home, "--set", "medical_share_lifted=0.4")
	if err := os.Remove(filepath.Join(home, "keys.json")); err != nil {
		t.Fatal(err)
	}
	says(1, "there is no key file", "simulate", "--panel", at, "--set", "medical_share_lifted=0.4")
}

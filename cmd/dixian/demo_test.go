package main

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dixian/audit"
	"dixian/casework"
	"dixian/division"
)

// What the demo tells must be told on any day: no story may run into a refusal
// because of the time of year.
func TestDemoTellsItsStories(t *testing.T) {
	for _, day := range []string{"2025-03-03", "2026-09-02"} {
		t.Run(day, func(t *testing.T) {
			ctx := context.Background()
			data := filepath.Join(t.TempDir(), "demo")
			h, err := openHouse(ctx, data, "../../plans/guizhou", true)
			if err != nil {
				t.Fatal(err)
			}
			defer h.close()
			at, err := time.ParseInLocation("2006-01-02", day, zone)
			if err != nil {
				t.Fatal(err)
			}
			h.clock.set(at.Add(10 * time.Hour))
			var out bytes.Buffer
			if err := h.demo(ctx, &out); err != nil {
				t.Fatal(err)
			}
			counts, err := h.db.CountStates(ctx, []division.Code{casework.Everywhere}, 0, 0)
			if err != nil {
				t.Fatal(err)
			}
			states := map[string]int{}
			for _, c := range counts {
				states[c.State] = c.Count
			}
			for _, state := range []string{
				"triage", "asked_back", "settled", "dispatched", "visited", "closed_no_risk", "comparing", "meeting", "publicity", "town_review",
				"county_decision", "refused", "monitored", "clear_publicity", "watch",
			} {
				if states[state] == 0 {
					t.Errorf("no case is in %s", state)
				}
			}
			if n, err := audit.Verify(ctx, h.db); err != nil || n < 100 {
				t.Errorf("the audit log has %d entries: %v", n, err)
			}
			for _, login := range []string{"village_cadre", "county_head", "auditor", demoPassword} {
				if !strings.Contains(out.String(), login) {
					t.Errorf("%s is not told: %s", login, out.String())
				}
			}
		})
	}
}

func TestDemoWantsAnEmptyFolder(t *testing.T) {
	ctx := context.Background()
	data := t.TempDir()
	h, err := openHouse(ctx, data, "../../plans/guizhou", false)
	if err != nil {
		t.Fatal(err)
	}
	h.close()
	if _, err := openHouse(ctx, data, "../../plans/guizhou", true); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("a demo in a folder that is in use: %v", err)
	}
}

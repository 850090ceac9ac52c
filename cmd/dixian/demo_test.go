package main

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"

	"dixian/audit"
	"dixian/calendar"
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
			h, err := openHouse(ctx, place{Data: data}, "../../plans/guizhou", true)
			if err != nil {
				t.Fatal(err)
			}
			defer h.close()
			today, err := calendar.ParseDate(day)
			if err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			if err := h.demo(ctx, today, &out); err != nil {
				t.Fatal(err)
			}
			if got := h.casework.Today(); got != today {
				t.Errorf("in the demo it is %s", got)
			}
			counts, err := h.db.CountStates(ctx, []division.Code{casework.Everywhere}, 0, 0)
			if err != nil {
				t.Fatal(err)
			}
			states := map[string]int{}
			for _, c := range counts {
				states[c.State] = c.Count
			}
			for _, state := range h.program.Workflows[0].States {
				if states[state.Name] == 0 {
					t.Errorf("no case is in %s", state.Name)
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

// A demo's day goes on from where it was when the server starts again, and does
// not sign anybody out.
func TestDemoDayMoves(t *testing.T) {
	ctx := context.Background()
	data := t.TempDir()
	h, err := openHouse(ctx, place{Data: data}, "../../plans/guizhou", true)
	if err != nil {
		t.Fatal(err)
	}
	if h.invented {
		t.Error("an empty folder holds a demo")
	}
	if err := h.writeDemoDay(-30); err != nil {
		t.Fatal(err)
	}
	if err := h.moveDemoDay(ctx, 6); err != nil {
		t.Fatal(err)
	}
	h.close()
	if h, err = openHouse(ctx, place{Data: data}, "../../plans/guizhou", false); err != nil {
		t.Fatal(err)
	}
	defer h.close()
	if want := dayOf(h.clock.wall()) - 24; !h.invented || h.casework.Today() != want {
		t.Errorf("after the second start it is %s, not %s", h.casework.Today(), want)
	}
}

func TestDemoBeginsWhereFamiliesAreCalibrated(t *testing.T) {
	today := calendar.NewDate(2027, 8, 1)
	for _, c := range []struct {
		says string
		cmd  serveCmd
		want calendar.Date
	}{
		{"a day without a demo is refused", serveCmd{DemoDay: day{firstDemoDay}}, 0},
		{"a day before the families is refused", serveCmd{Demo: true, DemoDay: day{firstDemoDay - 1}}, 0},
		{"a day after them is refused", serveCmd{Demo: true, DemoDay: day{lastDemoDay + 1}}, 0},
		{"a day asked for", serveCmd{Demo: true, DemoDay: day{firstDemoDay}}, firstDemoDay},
		{"none, and the world is further", serveCmd{Demo: true}, lastDemoDay},
	} {
		got, err := c.cmd.beginOn(today)
		if got != c.want || (err == nil) != (c.want != 0) {
			t.Errorf("%s: %s, %v", c.says, got, err)
		}
	}
}

func TestDemoWantsAnEmptyFolder(t *testing.T) {
	ctx := context.Background()
	data := t.TempDir()
	h, err := openHouse(ctx, place{Data: data}, "../../plans/guizhou", false)
	if err != nil {
		t.Fatal(err)
	}
	h.close()
	if _, err := openHouse(ctx, place{Data: data}, "../../plans/guizhou", true); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("a demo in a folder that is in use: %v", err)
	}
}

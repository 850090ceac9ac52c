package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"dixian/calendar"
)

// demoMark is the file by which a data folder says that its county is invented,
// and how far its day stands from the world's.
const demoMark = "demo.json"

// demoDay is what the file holds.
type demoDay struct {
	Ahead int `json:"days_ahead"`
}

// readDemoDay finds out whether a folder holds a demo county, and how many days it
// is ahead of the world.
func readDemoDay(data string) (ahead int, invented bool, err error) {
	text, err := os.ReadFile(filepath.Join(data, demoMark))
	if errors.Is(err, os.ErrNotExist) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, err
	}
	var d demoDay
	if err := json.Unmarshal(text, &d); err != nil {
		return 0, false, fmt.Errorf("%s: %w; it says how many days the demo county is ahead, like {\"days_ahead\": 0}", filepath.Join(data, demoMark), err)
	}
	return d.Ahead, true, nil
}

// writeDemoDay marks the folder as a demo's, so many days ahead of the world. The
// mark is whole or not there.
func (h *house) writeDemoDay(ahead int) error {
	text, err := json.Marshal(demoDay{ahead})
	if err != nil {
		return err
	}
	path := filepath.Join(h.data, demoMark)
	if err := os.WriteFile(path+".new", text, 0o600); err != nil {
		return err
	}
	if err := os.Rename(path+".new", path); err != nil {
		return err
	}
	h.invented = true
	h.clock.lead(ahead)
	return nil
}

// moveDemoDay lets days pass in a demo county. It never goes back: what has
// happened would lie in the future.
func (h *house) moveDemoDay(ctx context.Context, days int) error {
	h.moving.Lock()
	defer h.moving.Unlock()
	if err := h.writeDemoDay(h.clock.days() + days); err != nil {
		return err
	}
	if err := h.checkAll(ctx); err != nil {
		return err
	}
	_, err := h.inbox.Tick(ctx)
	return err
}

// beginOn is the day a demo begins on: the one that was asked for, or the world's,
// while synthetic families are calibrated for it.
func (c *serveCmd) beginOn(today calendar.Date) (calendar.Date, error) {
	asked := c.DemoDay.Date
	switch {
	case asked == 0:
		return min(today, lastDemoDay), nil
	case !c.Demo:
		return 0, errors.New("--demo-day is the day a demo county begins on; it goes with --demo")
	case asked < firstDemoDay || asked > lastDemoDay:
		return 0, fmt.Errorf("--demo-day %s: synthetic families are made for the days from %s to %s", asked, firstDemoDay, lastDemoDay)
	}
	return asked, nil
}

package main

import (
	"sync"
	"time"
)

// zone is the province's time: one zone, no summer time.
var zone = time.FixedZone("Asia/Shanghai", 8*60*60)

// clock tells the time of the province. While a demo lays its past it stands
// where it is set; in a demo county it may run some days ahead of the world.
type clock struct {
	mu    sync.Mutex
	past  time.Time
	ahead int // days
}

// now is the time of the county: by it limits run and acts are dated.
func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.past.IsZero() {
		return c.past
	}
	return time.Now().In(zone).AddDate(0, 0, c.ahead)
}

// wall is the time by which people are signed in: it never jumps ahead, so that
// nobody is signed out when a demo's day is moved.
func (c *clock) wall() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.past.IsZero() {
		return c.past
	}
	return time.Now().In(zone)
}

// set stops the clock at a moment; the zero moment lets it run again.
func (c *clock) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.past = t
}

// lead sets how many days the county is ahead of the world.
func (c *clock) lead(days int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ahead = days
}

// days is how many days the county is ahead of the world.
func (c *clock) days() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ahead
}

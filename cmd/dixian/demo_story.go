package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
	"dixian/registry"
)

// The loads, in days from today: the first opens the long stories, the second
// finds them quiet, the third opens those under way, the last the work of today.
const (
	firstLoad  = -270
	secondLoad = -80
	thirdLoad  = -18
	lastLoad   = -2
)

// step is one act on one day of a story.
type step struct {
	day int // from today
	do  func(t *teller) error
}

// teller acts for people in one household's story.
type teller struct {
	*demo
	ctx       context.Context
	household string
}

// open is the household's record as it is now.
func (t *teller) open() (*casework.Case, error) {
	c, err := t.db.OpenCase(t.ctx, t.household)
	if err == nil && c == nil {
		err = fmt.Errorf("household %s has no open record", t.household)
	}
	return c, err
}

// day is a date of the story as forms write it.
func (t *teller) day() string { return t.casework.Today().String() }

// move makes a move by the person of a role around the household's village.
func (t *teller) move(role, move, reason string, form map[string]string) error {
	c, err := t.open()
	if err != nil {
		return err
	}
	_, err = t.casework.Move(t.ctx, t.who(role, c.Division), c.ID, casework.MoveRequest{Move: move, Version: c.Version, Reason: reason, Form: form})
	return err
}

// family reads the registry.
func (t *teller) family() (*registry.Household, error) {
	return t.db.Household(t.ctx, t.household, false)
}

// act does something else than a move, by a role.
func (t *teller) act(role string, do func(u *access.User, c *casework.Case) error) error {
	c, err := t.open()
	if err != nil {
		return err
	}
	return do(t.who(role, c.Division), c)
}

// sign records the consent of the adults, of so many at most.
func (t *teller) sign(most int) error {
	h, err := t.family()
	if err != nil {
		return err
	}
	for _, p := range h.Members {
		if !p.LivingTogether || p.Status != "正常" || !p.Adult(t.casework.Today()) || most == 0 {
			continue
		}
		most--
		err := t.act("village_cadre", func(u *access.User, c *casework.Case) error {
			_, err := t.casework.Authorise(t.ctx, u, c.ID, c.Version, casework.Authorisation{Number: p.Number, Way: "纸质", SignedOn: t.casework.Today()})
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// settleHits settles what the comparison found.
func (t *teller) settleHits() error {
	c, err := t.open()
	if err != nil {
		return err
	}
	hits, err := t.db.Hits(t.ctx, c.ID)
	if err != nil {
		return err
	}
	for _, h := range hits {
		err := t.act("town_clerk", func(u *access.User, c *casework.Case) error {
			h.Status, h.Reason, h.Department = casework.HitExempt, "生产生活必需，价值不高", "主管部门答复：情况属实"
			_, err := t.casework.SettleHit(t.ctx, u, c.ID, c.Version, h)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// event is a step under way: when, and in which story.
type event struct {
	step
	story string
}

// tell lays loads and stories in the order they happened.
func (d *demo) tell(ctx context.Context) error {
	if err := d.pick(); err != nil {
		return err
	}
	long, quiet, started := d.named(longStories), d.named([]string{"monitored"}), d.named(recentStories)
	d.told = func(h string) bool { return !slices.Contains(long, h) || slices.Contains(quiet, h) }
	events := []event{
		d.loading(firstLoad, func(h string) bool { return slices.Contains(long, h) }),
		d.loading(secondLoad, func(h string) bool { return slices.Contains(quiet, h) }),
		d.loading(thirdLoad, func(h string) bool { return slices.Contains(quiet, h) || slices.Contains(started, h) }),
		d.loading(lastLoad, d.told),
	}
	for name, steps := range d.stories() {
		for _, s := range steps {
			events = append(events, event{s, name})
		}
	}
	slices.SortStableFunc(events, func(a, b event) int { return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.story, b.story)) })
	minute := 0
	for i, e := range events {
		if minute += 7; i == 0 || events[i-1].day != e.day {
			minute = 0
		}
		d.clock.set(d.at(e.day, 8, 40).Add(time.Duration(minute) * time.Minute))
		if err := e.do(&teller{d, ctx, d.picked[e.story]}); err != nil {
			return fmt.Errorf("the story %q of the demo, on %s: %w", e.story, d.today+calendar.Date(e.day), err)
		}
	}
	return nil
}

// loading is a load as the first event of its day.
func (d *demo) loading(day int, keep func(household string) bool) event {
	return event{step{day, func(t *teller) error { return d.load(t.ctx, day, keep) }}, ""}
}

// named are the households of stories.
func (d *demo) named(stories []string) []string {
	var out []string
	for _, s := range stories {
		out = append(out, d.picked[s])
	}
	return out
}

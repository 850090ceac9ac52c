package main

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"dixian/casework/period"
)

// nextDay is how soon after midnight a day's checks begin.
const nextDay = time.Minute

// keepChecks locks the periods whose last day is over, runs the daily checks over
// all cases and deletes what is old enough: at the start, unless the day has had its round, and then once in each
// new day of the province. Of several
// servers on one database one does.
func (h *house) keepChecks(ctx context.Context, log *slog.Logger) {
	tick := time.NewTicker(nextDay)
	defer tick.Stop()
	for {
		if err := h.checkAll(ctx); err != nil && ctx.Err() == nil {
			log.Error("the daily checks failed", "error", err.Error())
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func (h *house) checkAll(ctx context.Context) error {
	if err := h.db.LearnSizes(ctx); err != nil {
		return err
	}
	release, held, err := h.db.Alone(ctx, "checks")
	if err != nil || !held {
		return err
	}
	defer release()
	// What the old day was is kept before the new one changes anything.
	periods := period.Service{Store: h.db, Audit: h.db, Now: h.clock.now}
	if _, err := periods.Lock(ctx); err != nil {
		return err
	}
	if _, err := h.casework.CheckAll(ctx); err != nil {
		return err
	}
	return h.purgeToday(ctx)
}

// purgeToday deletes what is old enough, once a day.
func (h *house) purgeToday(ctx context.Context) error {
	now := h.clock.now()
	if h.keeping == nil || h.purgedOn == dayOf(now) {
		return nil
	}
	if _, err := h.keeping.purge(ctx, h.db, now); err != nil {
		return fmt.Errorf("deleting what is old: %w", err)
	}
	h.purgedOn = dayOf(now)
	return nil
}

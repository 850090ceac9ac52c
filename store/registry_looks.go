package store

import (
	"context"

	"github.com/uptrace/bun"

	"dixian/calendar"
	"dixian/registry"
)

type lookRow struct {
	bun.BaseModel `bun:"table:looks,alias:lk"`
	ID            int64 `bun:"id,pk,autoincrement"`
	Household     string
	At            int64
	Day           int32
	Who, WhoName  string
	What          string
	Field, Reason string
}

// AddLook writes a look down. Opening a page is written once a day and person:
// it reads first, and mostly that is all.
func (db *DB) AddLook(ctx context.Context, l *registry.Look) error {
	if l.What == registry.LookedAtPage || l.What == registry.LookedAtCase {
		seen, err := db.reader(ctx).NewSelect().Model((*lookRow)(nil)).
			Where("household = ?", l.Household).Where("who = ?", l.User).Where("day = ?", int32(l.Day)).Where("what = ?", l.What).Exists(ctx)
		if err != nil || seen {
			return saying(err, "looking who looked")
		}
	}
	return db.AddLooks(ctx, []*registry.Look{l})
}

// AddLooks writes many looks down, each.
func (db *DB) AddLooks(ctx context.Context, looks []*registry.Look) error {
	rows := make([]lookRow, len(looks))
	for i, l := range looks {
		rows[i] = lookRow{Household: l.Household, At: l.At, Day: int32(l.Day), Who: l.User, WhoName: l.Name, What: l.What, Field: l.Field, Reason: l.Reason}
	}
	if len(rows) == 0 {
		return nil
	}
	_, err := db.writer(ctx).NewInsert().Model(&rows).Exec(ctx)
	return saying(err, "writing down who looked")
}

// Looks gives the newest looks first.
func (db *DB) Looks(ctx context.Context, household string, limit int) ([]registry.Look, error) {
	var rows []lookRow
	if err := db.reader(ctx).NewSelect().Model(&rows).Where("household = ?", household).Order("id DESC").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, saying(err, "reading who looked")
	}
	out := make([]registry.Look, len(rows))
	for i, r := range rows {
		out[i] = registry.Look{Household: r.Household, At: r.At, Day: calendar.Date(r.Day), User: r.Who, Name: r.WhoName, What: r.What, Field: r.Field, Reason: r.Reason}
	}
	return out, nil
}

package store

import (
	"context"

	"github.com/uptrace/bun"

	"dixian/calendar"
	"dixian/casework"
)

type runRow struct {
	bun.BaseModel `bun:"table:runs,alias:r"`
	ID            int64 `bun:"id,pk,autoincrement"`
	AsOf          int32
	LoadedAt      moment
	LoadedBy      string
	PackageHash   string
	Screened      int
	Alerted       int
	Summary       string
	Covered       string
}

// CreateRun fills in the run's ID.
func (db *DB) CreateRun(ctx context.Context, r *casework.Run) error {
	row := &runRow{
		AsOf: int32(r.AsOf), LoadedAt: momentOf(r.LoadedAt), LoadedBy: r.LoadedBy, PackageHash: r.Package,
		Screened: r.Screened, Alerted: r.Alerted, Summary: r.Summary, Covered: r.Covered,
	}
	if _, err := db.writer(ctx).NewInsert().Model(row).Exec(ctx); err != nil {
		return saying(err, "keeping a screening")
	}
	r.ID = row.ID
	return nil
}

// Runs lists the screenings, newest first.
func (db *DB) Runs(ctx context.Context) ([]*casework.Run, error) {
	var rows []runRow
	if err := db.reader(ctx).NewSelect().Model(&rows).Order("id DESC").Scan(ctx); err != nil {
		return nil, saying(err, "listing screenings")
	}
	out := make([]*casework.Run, len(rows))
	for i, r := range rows {
		out[i] = &casework.Run{
			ID: r.ID, AsOf: calendar.Date(r.AsOf), LoadedAt: r.LoadedAt.time(), LoadedBy: r.LoadedBy, Package: r.PackageHash,
			Screened: r.Screened, Alerted: r.Alerted, Summary: r.Summary, Covered: r.Covered,
		}
	}
	return out, nil
}

package store

import (
	"context"
	"slices"

	"github.com/uptrace/bun"

	"dixian/calendar"
	"dixian/casework"
	"dixian/casework/period"
	"dixian/division"
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
	Inputs        string
}

type runPlaceRow struct {
	bun.BaseModel `bun:"table:run_places,alias:rp"`
	Division      int64
	Run           int64
}

func (r *runRow) record() *casework.Run {
	return &casework.Run{
		ID: r.ID, AsOf: calendar.Date(r.AsOf), LoadedAt: r.LoadedAt.time(), LoadedBy: r.LoadedBy, Package: r.PackageHash,
		Screened: r.Screened, Alerted: r.Alerted, Summary: r.Summary, Covered: r.Covered,
	}
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
	if err := db.keepSpoken(ctx, r); err != nil || len(r.Places) == 0 {
		return err
	}
	places := make([]runPlaceRow, len(r.Places))
	for i, d := range r.Places {
		places[i] = runPlaceRow{Division: int64(d), Run: row.ID}
	}
	for some := range slices.Chunk(places, placesAtOnce) {
		if _, err := db.writer(ctx).NewInsert().Model(&some).Exec(ctx); err != nil {
			return saying(err, "keeping what was screened")
		}
	}
	return nil
}

// placesAtOnce keeps an insert below the databases' limit of values.
const placesAtOnce = 1000

// RunAbout gives the newest screening that looked at a place, at a division above it
// or at one below it; nil where none did.
func (db *DB) RunAbout(ctx context.Context, place division.Code) (*casework.Run, error) {
	at := []int64{int64(place.Town()), int64(place.County()), int64(place.Prefecture()), int64(place.Province())}
	var rows []runRow
	err := db.reader(ctx).NewSelect().Model(&rows).Where("r.id = (SELECT MAX(rp.run) FROM run_places AS rp WHERE rp.division IN (?) OR rp.division >= ? AND rp.division < ?)", bun.List(at), int64(place), int64(place.End())).Scan(ctx)
	if err != nil {
		return nil, saying(err, "looking for a place's screening")
	}
	if len(rows) == 0 {
		return nil, nil
	}
	return rows[0].record(), nil
}

// Runs lists the screenings, newest first.
func (db *DB) Runs(ctx context.Context) ([]*casework.Run, error) {
	var rows []runRow
	q := db.reader(ctx).NewSelect().Model(&rows).Order("id DESC")
	if m := period.Of(ctx); m != nil {
		q = q.Where("loaded_at <= ?", momentOf(m.LockedAt))
	}
	if err := q.Scan(ctx); err != nil {
		return nil, saying(err, "listing screenings")
	}
	out := make([]*casework.Run, len(rows))
	for i := range rows {
		out[i] = rows[i].record()
	}
	return out, nil
}

package store

import (
	"context"
	"encoding/json"

	"github.com/uptrace/bun"

	"dixian/access"
	"dixian/division"
	"dixian/export"
	"dixian/sheet"
)

const exportPlace = "exports.filter"

func init() {
	sealedColumns = append(sealedColumns, sealedColumn{exportPlace, "exports", []string{"id"}, "filter_sealed", ""})
}

type exportRow struct {
	bun.BaseModel       `bun:"table:exports,alias:ex"`
	ID                  int64 `bun:"id,pk,autoincrement"`
	Version             int
	State, List, Format string
	FilterSealed        string // JSON object
	Division            int64
	Whole, Many         bool
	Reason              string
	AskedBy, AskedName  string
	AskedAt             moment
	DecidedBy           string
	DecidedName         string
	DecidedAt           moment
	Decision            string
	UntilAt             moment
	Taken               int
}

func (db *DB) exportRow(r *export.Request) (*exportRow, error) {
	filter, err := json.Marshal(r.Filter)
	if err != nil {
		return nil, err
	}
	sealed, err := db.ring().Seal(exportPlace, string(filter))
	return &exportRow{
		ID: r.ID, Version: r.Version, State: r.State, List: r.List, Format: string(r.Format), FilterSealed: sealed, Division: int64(r.Division), Whole: r.Whole, Many: r.Many, Reason: r.Reason,
		AskedBy: r.AskedBy, AskedName: r.AskedName, AskedAt: momentOf(r.AskedAt), DecidedBy: r.DecidedBy, DecidedName: r.DecidedName, DecidedAt: momentOf(r.DecidedAt),
		Decision: r.Decision, UntilAt: momentOf(r.Until), Taken: r.Taken,
	}, saying(err, "sealing an export's filter")
}

func (db *DB) export(r *exportRow) (*export.Request, error) {
	out := &export.Request{
		ID: r.ID, Version: r.Version, State: r.State, List: r.List, Format: sheet.Format(r.Format), Division: division.Code(r.Division), Whole: r.Whole, Many: r.Many, Reason: r.Reason,
		AskedBy: r.AskedBy, AskedName: r.AskedName, AskedAt: r.AskedAt.time(), DecidedBy: r.DecidedBy, DecidedName: r.DecidedName, DecidedAt: r.DecidedAt.time(),
		Decision: r.Decision, Until: r.UntilAt.time(), Taken: r.Taken,
	}
	filter, err := db.open(exportPlace, r.FilterSealed)
	if err != nil {
		return nil, saying(err, "opening an export's filter")
	}
	return out, saying(json.Unmarshal([]byte(filter), &out.Filter), "reading an export's filter")
}

// CreateExport fills in ID and Version 1.
func (db *DB) CreateExport(ctx context.Context, r *export.Request) error {
	r.Version = 1
	row, err := db.exportRow(r)
	if err != nil {
		return err
	}
	row.ID = 0
	_, err = db.writer(ctx).NewInsert().Model(row).Exec(ctx)
	r.ID = row.ID
	return saying(err, "keeping an export")
}

// SaveExport writes a request that was read in the same transaction, and raises its
// version.
func (db *DB) SaveExport(ctx context.Context, r *export.Request) error {
	r.Version++
	row, err := db.exportRow(r)
	if err != nil {
		return err
	}
	res, err := db.writer(ctx).NewUpdate().Model(row).Column("version", "state", "decided_by", "decided_name", "decided_at", "decision", "until_at", "taken").WherePK().Exec(ctx)
	return changed(res, err, access.ErrNotFound, "keeping an export")
}

// Export fails with access.ErrNotFound.
func (db *DB) Export(ctx context.Context, id int64) (*export.Request, error) {
	var row exportRow
	err := db.reader(ctx).NewSelect().Model(&row).Where("id = ?", id).Scan(ctx)
	if err := one(err, access.ErrNotFound, "an export"); err != nil {
		return nil, err
	}
	return db.export(&row)
}

// ExportsOf lists what somebody asked for, newest first.
func (db *DB) ExportsOf(ctx context.Context, login string, most int) ([]*export.Request, error) {
	return db.exports(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("asked_by = ?", login).Order("id DESC").Limit(int64(most))
	})
}

// ExportsWaiting lists what waits for a decision within a scope, oldest first.
func (db *DB) ExportsWaiting(ctx context.Context, scope []division.Code, most int) ([]*export.Request, error) {
	return db.exports(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return within(q.Where("state = ?", export.Pending), "ex.division", scope).Order("id").Limit(int64(most))
	})
}

func (db *DB) exports(ctx context.Context, choose func(*bun.SelectQuery) *bun.SelectQuery) ([]*export.Request, error) {
	var rows []exportRow
	if err := choose(db.reader(ctx).NewSelect().Model(&rows)).Scan(ctx); err != nil {
		return nil, saying(err, "listing exports")
	}
	out := make([]*export.Request, len(rows))
	for i := range rows {
		r, err := db.export(&rows[i])
		if err != nil {
			return nil, err
		}
		out[i] = r
	}
	return out, nil
}

package store

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
	"dixian/registry"
)

type batchRow struct {
	bun.BaseModel            `bun:"table:batches,alias:b"`
	ID                       int64 `bun:"id,pk,autoincrement"`
	Version                  int
	State                    string
	TableName                string
	Owner                    string
	Division                 int64
	FromDay, ToDay           int32
	FileName                 string
	SHA256                   string `bun:"sha256"`
	Bytes                    int64
	SameAs                   int64
	Source                   string
	Parent                   int64
	Delivery                 int64
	UploadedBy, UploadedName string
	UploadedAt               moment
	LoadedBy, LoadedName     string
	LoadedAt                 moment
	RowsRead                 int
	Accepted, Duplicate      int
	Quarantined              int
	Warnings, Proposed       int
	UndoneBy                 string
	UndoneAt                 moment
	UndoneWhy                string
	PurgedAt                 moment
}

func batchRowOf(b *registry.Batch) *batchRow {
	return &batchRow{
		ID: b.ID, Version: b.Version, State: b.State, TableName: b.Table, Owner: b.Owner, Division: int64(b.Division), FromDay: int32(b.From), ToDay: int32(b.To),
		FileName: b.File, SHA256: b.SHA256, Bytes: b.Bytes, SameAs: b.SameAs, Source: b.Source, Parent: b.Parent, Delivery: b.Delivery,
		UploadedBy: b.UploadedBy, UploadedName: b.UploadedName, UploadedAt: momentOf(b.UploadedAt), LoadedBy: b.LoadedBy, LoadedName: b.LoadedName, LoadedAt: momentOf(b.LoadedAt),
		RowsRead: b.Read, Accepted: b.Accepted, Duplicate: b.Duplicate, Quarantined: b.Quarantined, Warnings: b.Warnings, Proposed: b.Proposed,
		UndoneBy: b.UndoneBy, UndoneAt: momentOf(b.UndoneAt), UndoneWhy: b.UndoneWhy, PurgedAt: momentOf(b.PurgedAt),
	}
}

func (r *batchRow) batch() *registry.Batch {
	return &registry.Batch{
		ID: r.ID, Version: r.Version, State: r.State, Table: r.TableName, Owner: r.Owner, Division: division.Code(r.Division), From: calendar.Date(r.FromDay), To: calendar.Date(r.ToDay),
		File: r.FileName, SHA256: r.SHA256, Bytes: r.Bytes, SameAs: r.SameAs, Source: r.Source, Parent: r.Parent, Delivery: r.Delivery,
		UploadedBy: r.UploadedBy, UploadedName: r.UploadedName, UploadedAt: r.UploadedAt.time(), LoadedBy: r.LoadedBy, LoadedName: r.LoadedName, LoadedAt: r.LoadedAt.time(),
		Read: r.RowsRead, Accepted: r.Accepted, Duplicate: r.Duplicate, Quarantined: r.Quarantined, Warnings: r.Warnings, Proposed: r.Proposed,
		UndoneBy: r.UndoneBy, UndoneAt: r.UndoneAt.time(), UndoneWhy: r.UndoneWhy, PurgedAt: r.PurgedAt.time(),
	}
}

// CreateBatch fills in ID and Version 1.
func (db *DB) CreateBatch(ctx context.Context, b *registry.Batch) error {
	b.Version = 1
	row := batchRowOf(b)
	row.ID = 0
	if _, err := db.writer(ctx).NewInsert().Model(row).Exec(ctx); err != nil {
		return saying(err, "keeping a batch")
	}
	b.ID = row.ID
	return nil
}

// SaveBatch raises the version.
func (db *DB) SaveBatch(ctx context.Context, b *registry.Batch) error {
	b.Version++
	r, err := db.writer(ctx).NewUpdate().Model(batchRowOf(b)).WherePK().Exec(ctx)
	return changed(r, err, access.ErrNotFound, "writing what became of a batch")
}

// Batch fails with access.ErrNotFound, outside the scope too.
func (db *DB) Batch(ctx context.Context, id int64, scope []registry.Reach) (*registry.Batch, error) {
	var row batchRow
	err := reached(db.reader(ctx).NewSelect().Model(&row).Where("id = ?", id), scope).Scan(ctx)
	if err := one(err, access.ErrNotFound, "a batch"); err != nil {
		return nil, err
	}
	return row.batch(), nil
}

// Batches lists the filter's batches, newest first.
func (db *DB) Batches(ctx context.Context, f registry.BatchFilter) ([]*registry.Batch, error) {
	var rows []batchRow
	q := reached(db.reader(ctx).NewSelect().Model(&rows), f.Scope).Order("b.id DESC")
	for column, value := range map[string]string{"b.table_name": f.Table, "b.state": f.State, "b.sha256": f.SHA256} {
		if value != "" {
			q = q.Where("? = ?", bun.Ident(column), value)
		}
	}
	if f.Before != 0 {
		q = q.Where("b.id < ?", f.Before)
	}
	if f.Limit > 0 {
		q = q.Limit(int64(f.Limit))
	}
	if err := q.Scan(ctx); err != nil {
		return nil, saying(err, "listing batches")
	}
	out := make([]*registry.Batch, len(rows))
	for i := range rows {
		out[i] = rows[i].batch()
	}
	return out, nil
}

// Purge deletes what is kept of files that came before a moment, bad rows too. The
// accepted rows of a batch that counts stay: screenings read them. Once it does not
// count any more they go with the next purge, though its file went long before.
func (db *DB) Purge(ctx context.Context, before, now time.Time) (purged []int64, err error) {
	err = db.Atomically(ctx, func(ctx context.Context) error {
		if _, err := db.writer(ctx).NewDelete().Model((*partRow)(nil)).Where("kind = ?", registry.RowsPart).Where("batch IN (?)", db.uncounted(ctx, before)).Exec(ctx); err != nil {
			return saying(err, "deleting rows that do not count any more")
		}
		q := db.reader(ctx).NewSelect().Model((*batchRow)(nil)).Column("id").Where("purged_at = 0").Where("uploaded_at < ?", momentOf(before)).Order("id")
		if err := q.Scan(ctx, &purged); err != nil || len(purged) == 0 {
			return saying(err, "looking for old files")
		}
		old := bun.List(purged)
		if _, err := db.writer(ctx).NewDelete().Model((*partRow)(nil)).Where("batch IN (?)", old).Where("kind = ?", registry.RawPart).Exec(ctx); err != nil {
			return saying(err, "deleting old files")
		}
		if _, err := db.writer(ctx).NewDelete().Model((*badRow)(nil)).Where("batch IN (?)", old).Exec(ctx); err != nil {
			return saying(err, "deleting old quarantine")
		}
		_, err := db.writer(ctx).NewUpdate().Model((*batchRow)(nil)).Set("purged_at = ?", momentOf(now)).Where("id IN (?)", old).Exec(ctx)
		return saying(err, "writing down what was deleted")
	})
	return purged, err
}

// uncounted are the batches that came before a moment and do not count (any more).
func (db *DB) uncounted(ctx context.Context, before time.Time) *bun.SelectQuery {
	return db.reader(ctx).NewSelect().Model((*batchRow)(nil)).Column("id").Where("uploaded_at < ?", momentOf(before)).Where("state <> ?", registry.BatchLoaded)
}

// Left counts what is kept of old deliveries.
type Left struct{ Files, Rows int }

// Kept counts the pieces of files and the rows in quarantine that are kept of
// batches that came before a moment and should be gone: raw files, and the accepted
// rows of what does not count.
func (db *DB) Kept(ctx context.Context, before time.Time) (Left, error) {
	old := db.reader(ctx).NewSelect().Model((*batchRow)(nil)).Column("id").Where("uploaded_at < ?", momentOf(before))
	files, err := db.reader(ctx).NewSelect().Model((*partRow)(nil)).Where("(kind = ? AND batch IN (?)) OR (kind = ? AND batch IN (?))", registry.RawPart, old, registry.RowsPart, db.uncounted(ctx, before)).Count(ctx)
	if err != nil {
		return Left{}, saying(err, "counting old files")
	}
	rows, err := db.reader(ctx).NewSelect().Model((*badRow)(nil)).Where("batch IN (?)", old).Count(ctx)
	return Left{int(files), int(rows)}, saying(err, "counting old quarantine")
}

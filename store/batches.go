package store

import (
	"context"

	"github.com/uptrace/bun"

	"dixian/calendar"
	"dixian/division"
	"dixian/registry"
)

type batchRow struct {
	bun.BaseModel        `bun:"table:batches,alias:b"`
	ID                   int64 `bun:"id,pk,autoincrement"`
	State                string
	TableName            string
	Owner                string
	Division             int64
	FromDay, ToDay       int32
	FileName             string
	SHA256               string `bun:"sha256"`
	Bytes                int64
	SameAs               int64
	LoadedBy, LoadedName string
	LoadedAt             moment
	RowsRead             int
	Accepted, Duplicate  int
	Quarantined          int
	Warnings, Proposed   int
}

func batchRowOf(b *registry.Batch) *batchRow {
	return &batchRow{
		ID: b.ID, State: b.State, TableName: b.Table, Owner: b.Owner, Division: int64(b.Division), FromDay: int32(b.From), ToDay: int32(b.To), FileName: b.File,
		SHA256: b.SHA256, Bytes: b.Bytes, SameAs: b.SameAs, LoadedBy: b.LoadedBy, LoadedName: b.LoadedName, LoadedAt: momentOf(b.LoadedAt),
		RowsRead: b.Read, Accepted: b.Accepted, Duplicate: b.Duplicate, Quarantined: b.Quarantined, Warnings: b.Warnings, Proposed: b.Proposed,
	}
}

func (r *batchRow) batch() *registry.Batch {
	return &registry.Batch{
		ID: r.ID, State: r.State, Table: r.TableName, Owner: r.Owner, Division: division.Code(r.Division), From: calendar.Date(r.FromDay), To: calendar.Date(r.ToDay), File: r.FileName,
		SHA256: r.SHA256, Bytes: r.Bytes, SameAs: r.SameAs, LoadedBy: r.LoadedBy, LoadedName: r.LoadedName, LoadedAt: r.LoadedAt.time(),
		Read: r.RowsRead, Accepted: r.Accepted, Duplicate: r.Duplicate, Quarantined: r.Quarantined, Warnings: r.Warnings, Proposed: r.Proposed,
	}
}

// CreateBatch fills in ID.
func (db *DB) CreateBatch(ctx context.Context, b *registry.Batch) error {
	row := batchRowOf(b)
	row.ID = 0
	if _, err := db.writer(ctx).NewInsert().Model(row).Exec(ctx); err != nil {
		return saying(err, "keeping a batch")
	}
	b.ID = row.ID
	return nil
}

// SaveBatch writes what became of a batch.
func (db *DB) SaveBatch(ctx context.Context, b *registry.Batch) error {
	_, err := db.writer(ctx).NewUpdate().Model(batchRowOf(b)).WherePK().Exec(ctx)
	return saying(err, "writing what became of a batch")
}

// Batches lists the filter's batches, newest first.
func (db *DB) Batches(ctx context.Context, f registry.BatchFilter) ([]*registry.Batch, error) {
	var rows []batchRow
	q := within(db.reader(ctx).NewSelect().Model(&rows), "b.division", f.Scope).Order("b.id DESC")
	for column, value := range map[string]string{"b.table_name": f.Table, "b.sha256": f.SHA256} {
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

package store

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"dixian/division"
	"dixian/registry"
)

// Waiting counts the rows in quarantine of each batch that have not been loaded
// again; a batch without any is not in the answer.
func (db *DB) Waiting(ctx context.Context, batches []int64) (map[int64]int, error) {
	out := map[int64]int{}
	if len(batches) == 0 {
		return out, nil
	}
	var rows []struct {
		Batch int64
		N     int
	}
	err := db.reader(ctx).NewSelect().Model((*badRow)(nil)).Column("batch").ColumnExpr("COUNT(*) AS n").
		Where("batch IN (?)", bun.List(batches)).Where("state <> ?", registry.RowResubmitted).Group("batch").Scan(ctx, &rows)
	for _, r := range rows {
		out[r.Batch] = r.N
	}
	return out, saying(err, "counting rows in quarantine")
}

// Began tells when each county of a scope has brought its first file.
func (db *DB) Began(ctx context.Context, scope []division.Code) (map[division.Code]time.Time, error) {
	var rows []struct {
		Division int64
		At       moment
	}
	q := within(db.reader(ctx).NewSelect().Model((*batchRow)(nil)).Column("division").ColumnExpr("MIN(uploaded_at) AS at"), "b.division", scope)
	if err := q.Group("division").Scan(ctx, &rows); err != nil {
		return nil, saying(err, "looking for the first delivery")
	}
	out := map[division.Code]time.Time{}
	for _, r := range rows {
		county := division.Code(r.Division).County()
		if first, ok := out[county]; !ok || r.At.time().Before(first) {
			out[county] = r.At.time()
		}
	}
	return out, nil
}

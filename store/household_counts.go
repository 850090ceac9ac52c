package store

import (
	"context"

	"dixian/division"
)

// CountHouseholds counts the households of a scope that are not merged away, for
// each division of a level that has some.
func (db *DB) CountHouseholds(ctx context.Context, scope []division.Code, level division.Level) (map[division.Code]int, error) {
	var rows []struct {
		Place int64
		Count int
	}
	size := spans[level]
	q := within(db.reader(ctx).NewSelect().Model((*householdRow)(nil)), "h.division", scope).Where("h.ended_on = 0").
		ColumnExpr("h.division - h.division % ? AS place, COUNT(*) AS count", size).GroupExpr("h.division - h.division % ?", size)
	if err := q.Scan(ctx, &rows); err != nil {
		return nil, saying(err, "counting households by division")
	}
	out := make(map[division.Code]int, len(rows))
	for _, r := range rows {
		out[division.Code(r.Place)] = r.Count
	}
	return out, nil
}

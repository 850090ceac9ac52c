package store

import (
	"context"

	"github.com/uptrace/bun"

	"dixian/casework"
	"dixian/division"
)

// Lifted gives the acts of a name in a scope with their cases, newest first.
func (db *DB) Lifted(ctx context.Context, act string, scope []division.Code, before int64, limit int) ([]casework.Lifted, error) {
	var rows []eventRow
	q := db.reader(ctx).NewSelect().Model(&rows).Join("JOIN cases AS c ON c.id = e.case_id").Where("e.act = ?", act)
	if before != 0 {
		q = q.Where("e.id < ?", before)
	}
	if err := within(q, "c.division", scope).OrderExpr("e.id DESC").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, saying(err, "listing what was lifted")
	}
	ids := make([]int64, len(rows))
	for i := range rows {
		ids[i] = rows[i].CaseID
	}
	var cases []caseRow
	if len(ids) > 0 {
		if err := db.reader(ctx).NewSelect().Model(&cases).Where("id IN (?)", bun.List(ids)).Scan(ctx); err != nil {
			return nil, saying(err, "reading the cases of what was lifted")
		}
	}
	of := map[int64]*casework.Case{}
	for i := range cases {
		of[cases[i].ID] = cases[i].record()
	}
	out := make([]casework.Lifted, len(rows))
	for i := range rows {
		e, err := rows[i].event()
		if err != nil {
			return nil, err
		}
		out[i] = casework.Lifted{Event: e, Case: of[e.CaseID]}
	}
	return out, nil
}

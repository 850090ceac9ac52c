package store

import (
	"context"

	"github.com/uptrace/bun"

	"dixian/casework"
	"dixian/division"
)

// Acted gives the acts of a name in a scope with their cases, newest first.
func (db *DB) Acted(ctx context.Context, act string, scope []division.Code, before int64, limit int) ([]casework.Acted, error) {
	var rows []eventRow
	q := db.reader(ctx).NewSelect().Model(&rows).Join("JOIN cases AS c ON c.id = e.case_id").Where("e.act = ?", act)
	if before != 0 {
		q = q.Where("e.id < ?", before)
	}
	if err := apart(ctx, within(q, "c.division", scope), "c.household", scope).OrderExpr("e.id DESC").Limit(int64(limit)).Scan(ctx); err != nil {
		return nil, saying(err, "listing acts")
	}
	ids := make([]int64, len(rows))
	for i := range rows {
		ids[i] = rows[i].CaseID
	}
	of, err := db.casesByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make([]casework.Acted, len(rows))
	for i := range rows {
		e, err := rows[i].event()
		if err != nil {
			return nil, err
		}
		out[i] = casework.Acted{Event: e, Case: of[e.CaseID]}
	}
	return out, nil
}

// casesByID gives cases without their alerts, by number.
func (db *DB) casesByID(ctx context.Context, ids []int64) (map[int64]*casework.Case, error) {
	of := map[int64]*casework.Case{}
	if len(ids) == 0 {
		return of, nil
	}
	var cases []caseRow
	if err := db.reader(ctx).NewSelect().Model(&cases).Where("id IN (?)", bun.List(ids)).Scan(ctx); err != nil {
		return nil, saying(err, "reading cases by number")
	}
	for i := range cases {
		of[cases[i].ID] = cases[i].record()
	}
	return of, nil
}

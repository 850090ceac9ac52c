package store

import (
	"context"

	"github.com/uptrace/bun"

	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
)

// WaitingCases gives the open cases that are at a village freshly, past half of
// their limit, were to be asked again, or visited before a day, without their alerts.
func (db *DB) WaitingCases(ctx context.Context, today calendar.Date) ([]*casework.Case, error) {
	var rows []caseRow
	err := db.reader(ctx).NewSelect().Model(&rows).Where("c.is_open").
		Where("(c.due_on <> 0 AND (c.state = 'dispatched' OR 2 * (? - c.state_since) >= c.due_on - c.state_since) OR c.ask_again_on <> 0 OR c.visit_due_on <> 0 AND c.visit_due_on < ?)", int32(today), int32(today)).
		Order("c.id").Scan(ctx)
	if err != nil {
		return nil, saying(err, "reading the cases that wait")
	}
	out := make([]*casework.Case, len(rows))
	for i := range rows {
		out[i] = rows[i].record()
	}
	return out, nil
}

// CountDue counts the open cases that have a limit by village and state: all,
// those whose last day is today, those past it.
func (db *DB) CountDue(ctx context.Context, today calendar.Date, without []string) ([]casework.DueCount, error) {
	var rows []struct {
		Division          int64
		State             string
		Count, Due, Later int
	}
	q := db.reader(ctx).NewSelect().Model((*caseRow)(nil)).Where("c.is_open").Where("c.due_on <> 0")
	if len(without) > 0 {
		q = q.Where("c.household NOT IN (?)", bun.List(without))
	}
	err := q.
		ColumnExpr("c.division, c.state, COUNT(*) AS count").
		ColumnExpr("SUM(CASE WHEN c.due_on = ? AND c.paused_on = 0 THEN 1 ELSE 0 END) AS due", int32(today)).
		ColumnExpr("SUM(CASE WHEN "+late+" THEN 1 ELSE 0 END) AS later", int32(today)).
		Group("c.division", "c.state").Order("c.division", "c.state").Scan(ctx, &rows)
	if err != nil {
		return nil, saying(err, "counting what is due")
	}
	out := make([]casework.DueCount, len(rows))
	for i, r := range rows {
		out[i] = casework.DueCount{Division: division.Code(r.Division), State: r.State, Open: r.Count, Today: r.Due, Late: r.Later}
	}
	return out, nil
}

// Unhelped gives the open 红 cases in the states whose clock has begun and about
// which no measure was recorded since, without their alerts.
func (db *DB) Unhelped(ctx context.Context, states []string) ([]*casework.Case, error) {
	var rows []caseRow
	err := db.reader(ctx).NewSelect().Model(&rows).Where("c.is_open").Where("c.state IN (?)", bun.List(states)).Where("c.urgency = '红'").Where("c.t0 <> 0").
		Where("NOT EXISTS (SELECT 1 FROM measures AS m WHERE m.case_id = c.id AND m.recorded >= c.t0)").Order("c.id").Scan(ctx)
	if err != nil {
		return nil, saying(err, "looking for urgent cases without help")
	}
	out := make([]*casework.Case, len(rows))
	for i := range rows {
		out[i] = rows[i].record()
	}
	return out, nil
}

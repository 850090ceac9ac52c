package store

import (
	"context"

	"github.com/uptrace/bun"

	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
)

type areaRow struct {
	bun.BaseModel `bun:"table:area_events,alias:ae"`
	ID            int64 `bun:"id,pk,autoincrement"`
	Division      int64
	Kind, Name    string
	Says, Urgency string
	HappenedOn    int32
	OpenedBy      string
	OpenedOn      int32
}

type areaClueRow struct {
	bun.BaseModel `bun:"table:area_clues,alias:ac"`
	AreaEvent     int64 `bun:"area_event,pk"`
	CaseID        int64 `bun:"case_id,pk"`
}

// CreateArea fills in the event's ID.
func (db *DB) CreateArea(ctx context.Context, e *casework.AreaEvent) error {
	row := &areaRow{
		Division: int64(e.Division), Kind: e.Kind, Name: e.Name, Says: e.Says, Urgency: e.Urgency,
		HappenedOn: int32(e.HappenedOn), OpenedBy: e.OpenedBy, OpenedOn: int32(e.OpenedOn),
	}
	if _, err := db.writer(ctx).NewInsert().Model(row).Exec(ctx); err != nil {
		return saying(err, "keeping an area event")
	}
	e.ID = row.ID
	return nil
}

// AddAreaClue links a record to an event; a record has it once.
func (db *DB) AddAreaClue(ctx context.Context, event, caseID int64) error {
	_, err := db.writer(ctx).NewInsert().Model(&areaClueRow{AreaEvent: event, CaseID: caseID}).Exec(ctx)
	return saying(err, "linking a case to an area event")
}

// Areas lists the events that lie in a scope or that it lies in, newest first.
func (db *DB) Areas(ctx context.Context, scope []division.Code) ([]casework.AreaEvent, error) {
	var rows []areaRow
	q := db.reader(ctx).NewSelect().Model(&rows).WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
		q = q.WhereGroup(" OR ", func(q *bun.SelectQuery) *bun.SelectQuery { return within(q, "ae.division", scope) })
		for _, at := range scope {
			if at != casework.Everywhere {
				q = q.WhereOr("ae.division IN (?)", bun.List([]int64{int64(at.Town()), int64(at.County()), int64(at.Prefecture()), int64(at.Province())}))
			}
		}
		return q
	})
	if err := q.Order("ae.id DESC").Scan(ctx); err != nil {
		return nil, saying(err, "listing area events")
	}
	out := make([]casework.AreaEvent, len(rows))
	for i, r := range rows {
		out[i] = casework.AreaEvent{
			ID: r.ID, Division: division.Code(r.Division), Kind: r.Kind, Name: r.Name, Says: r.Says, Urgency: r.Urgency,
			HappenedOn: calendar.Date(r.HappenedOn), OpenedBy: r.OpenedBy, OpenedOn: calendar.Date(r.OpenedOn),
		}
	}
	return out, nil
}

// CountArea counts an event's records of a scope by village and state, and those
// past their limit today.
func (db *DB) CountArea(ctx context.Context, event int64, scope []division.Code, today int32) (map[division.Code][]casework.StateCount, error) {
	var rows []struct {
		Division    int64
		State       string
		Count, Late int
	}
	q := apart(ctx, within(db.reader(ctx).NewSelect().Model((*caseRow)(nil)), "c.division", scope), "c.household", scope).
		Join("JOIN area_clues AS ac ON ac.case_id = c.id").Where("ac.area_event = ?", event).
		ColumnExpr("c.division, c.state, COUNT(*) AS count, SUM(CASE WHEN "+late+" THEN 1 ELSE 0 END) AS late", today).
		Group("c.division", "c.state").OrderExpr("1, 2")
	if err := q.Scan(ctx, &rows); err != nil {
		return nil, saying(err, "counting an area event's cases")
	}
	out := map[division.Code][]casework.StateCount{}
	for _, r := range rows {
		at := division.Code(r.Division)
		out[at] = append(out[at], casework.StateCount{State: r.State, Count: r.Count, Late: r.Late})
	}
	return out, nil
}

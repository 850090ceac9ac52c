package store

import (
	"context"

	"github.com/uptrace/bun"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
)

type transferRow struct {
	bun.BaseModel `bun:"table:transfers,alias:t"`
	ID            int64 `bun:"id,pk,autoincrement"`
	CaseID        int64
	FromCounty    int64
	ToCounty      int64
	AskedBy       string
	AskedOn       int32
	DueOn         int32
	Reason        string
	State         string
	DecidedBy     string
	DecidedOn     int32
	Answer        string
}

func (r *transferRow) record() casework.Transfer {
	return casework.Transfer{
		ID: r.ID, CaseID: r.CaseID, FromCounty: division.Code(r.FromCounty), ToCounty: division.Code(r.ToCounty),
		AskedBy: r.AskedBy, AskedOn: calendar.Date(r.AskedOn), DueOn: calendar.Date(r.DueOn), Reason: r.Reason,
		State: r.State, DecidedBy: r.DecidedBy, DecidedOn: calendar.Date(r.DecidedOn), Answer: r.Answer,
	}
}

// SaveTransfer inserts (ID 0) or updates a transfer.
func (db *DB) SaveTransfer(ctx context.Context, t *casework.Transfer) error {
	row := &transferRow{
		ID: t.ID, CaseID: t.CaseID, FromCounty: int64(t.FromCounty), ToCounty: int64(t.ToCounty),
		AskedBy: t.AskedBy, AskedOn: int32(t.AskedOn), DueOn: int32(t.DueOn), Reason: t.Reason,
		State: t.State, DecidedBy: t.DecidedBy, DecidedOn: int32(t.DecidedOn), Answer: t.Answer,
	}
	return db.save(ctx, row, &row.ID, &t.ID, "saving a transfer")
}

// Transfer fails with casework.ErrNotFound.
func (db *DB) Transfer(ctx context.Context, id int64) (*casework.Transfer, error) {
	var row transferRow
	err := db.reader(ctx).NewSelect().Model(&row).Where("id = ?", id).Scan(ctx)
	if err := one(err, casework.ErrNotFound, "a transfer"); err != nil {
		return nil, err
	}
	t := row.record()
	return &t, nil
}

// TransfersOf lists a case's transfers as they came.
func (db *DB) TransfersOf(ctx context.Context, caseID int64) ([]casework.Transfer, error) {
	var rows []transferRow
	if err := ofCase(db.reader(ctx).NewSelect().Model(&rows), caseID).Scan(ctx); err != nil {
		return nil, saying(err, "reading a case's transfers")
	}
	return transfers(rows), nil
}

// Transfers lists those that leave or reach a scope, newest first; open: only
// those not answered yet.
func (db *DB) Transfers(ctx context.Context, scope []division.Code, open bool) ([]casework.Transfer, error) {
	var rows []transferRow
	q := db.reader(ctx).NewSelect().Model(&rows).WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
		q = q.WhereGroup(" OR ", func(q *bun.SelectQuery) *bun.SelectQuery { return within(q, "t.from_county", scope) })
		return q.WhereGroup(" OR ", func(q *bun.SelectQuery) *bun.SelectQuery { return within(q, "t.to_county", scope) })
	}).Order("id DESC")
	if own := access.OwnOf(ctx); len(own) > 0 {
		q = q.Where("t.case_id NOT IN (SELECT id FROM cases WHERE household IN (?))", bun.List(own))
	}
	if open {
		q = q.Where("state = ?", casework.TransferPending)
	}
	if err := q.Scan(ctx); err != nil {
		return nil, saying(err, "listing transfers")
	}
	return transfers(rows), nil
}

func transfers(rows []transferRow) []casework.Transfer {
	out := make([]casework.Transfer, len(rows))
	for i := range rows {
		out[i] = rows[i].record()
	}
	return out
}

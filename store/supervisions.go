package store

import (
	"context"

	"github.com/uptrace/bun"

	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
)

type supervisionRow struct {
	bun.BaseModel `bun:"table:supervisions,alias:sv"`
	ID            int64 `bun:"id,pk,autoincrement"`
	CaseID        int64
	Level         int
	OrderedBy     string
	OrderedAs     string
	OrderedOn     int32
	DueOn         int32
	Reason        string
	Answer        string
	AnsweredBy    string
	AnsweredAs    string
	AnsweredOn    int32
	Verdict       string
	ClosedBy      string
	ClosedOn      int32
}

func (r *supervisionRow) record() casework.Supervision {
	return casework.Supervision{
		ID: r.ID, CaseID: r.CaseID, Level: r.Level, OrderedBy: r.OrderedBy, OrderedAs: r.OrderedAs, OrderedOn: calendar.Date(r.OrderedOn),
		DueOn: calendar.Date(r.DueOn), Reason: r.Reason, Answer: r.Answer, AnsweredBy: r.AnsweredBy, AnsweredAs: r.AnsweredAs, AnsweredOn: calendar.Date(r.AnsweredOn),
		Verdict: r.Verdict, ClosedBy: r.ClosedBy, ClosedOn: calendar.Date(r.ClosedOn),
	}
}

// SaveSupervision inserts (ID 0) or updates a supervision.
func (db *DB) SaveSupervision(ctx context.Context, v *casework.Supervision) error {
	row := &supervisionRow{
		ID: v.ID, CaseID: v.CaseID, Level: v.Level, OrderedBy: v.OrderedBy, OrderedAs: v.OrderedAs, OrderedOn: int32(v.OrderedOn),
		DueOn: int32(v.DueOn), Reason: v.Reason, Answer: v.Answer, AnsweredBy: v.AnsweredBy, AnsweredAs: v.AnsweredAs, AnsweredOn: int32(v.AnsweredOn),
		Verdict: v.Verdict, ClosedBy: v.ClosedBy, ClosedOn: int32(v.ClosedOn),
	}
	return db.save(ctx, row, &row.ID, &v.ID, "saving a supervision")
}

// SupervisionsOf gives a case's as they were ordered.
func (db *DB) SupervisionsOf(ctx context.Context, caseID int64) ([]casework.Supervision, error) {
	var rows []supervisionRow
	if err := ofCase(db.reader(ctx).NewSelect().Model(&rows), caseID).Scan(ctx); err != nil {
		return nil, saying(err, "reading a case's supervisions")
	}
	out := make([]casework.Supervision, len(rows))
	for i := range rows {
		out[i] = rows[i].record()
	}
	return out, nil
}

// Supervisions gives those of a scope with their cases, newest first.
func (db *DB) Supervisions(ctx context.Context, scope []division.Code, open bool, before int64, limit int) ([]casework.Supervised, error) {
	var rows []supervisionRow
	q := db.reader(ctx).NewSelect().Model(&rows).Join("JOIN cases AS c ON c.id = sv.case_id").OrderExpr("sv.id DESC")
	if open {
		q = q.Where("sv.closed_on = 0")
	}
	if before != 0 {
		q = q.Where("sv.id < ?", before)
	}
	if limit != 0 {
		q = q.Limit(int64(limit))
	}
	if err := apart(ctx, within(q, "c.division", scope), "c.household", scope).Scan(ctx); err != nil {
		return nil, saying(err, "listing supervisions")
	}
	ids := make([]int64, len(rows))
	for i := range rows {
		ids[i] = rows[i].CaseID
	}
	of, err := db.casesByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make([]casework.Supervised, len(rows))
	for i := range rows {
		out[i] = casework.Supervised{Supervision: rows[i].record(), Case: of[rows[i].CaseID]}
	}
	return out, nil
}

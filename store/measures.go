package store

import (
	"context"

	"github.com/uptrace/bun"

	"dixian/calendar"
	"dixian/casework"
)

type measureRow struct {
	bun.BaseModel `bun:"table:measures,alias:m"`
	ID            int64 `bun:"id,pk,autoincrement"`
	CaseID        int64
	Class, Kind   string
	Owner, Person string
	FromDay       int32
	ToDay         int32
	Fen           int64
	Proof         string
	Done          bool
	Recorded      int32
}

// SaveMeasure inserts (ID 0) or updates a measure.
func (db *DB) SaveMeasure(ctx context.Context, m *casework.Measure) error {
	row := &measureRow{
		ID: m.ID, CaseID: m.CaseID, Class: m.Class, Kind: m.Kind, Owner: m.Owner, Person: m.Person,
		FromDay: int32(m.From), ToDay: int32(m.To), Fen: m.Fen, Proof: m.Proof, Done: m.Done, Recorded: int32(m.Recorded),
	}
	return db.save(ctx, row, &row.ID, &m.ID, "saving a measure")
}

// Measures lists a case's measures as they came.
func (db *DB) Measures(ctx context.Context, caseID int64) ([]casework.Measure, error) {
	var rows []measureRow
	if err := ofCase(db.reader(ctx).NewSelect().Model(&rows), caseID).Scan(ctx); err != nil {
		return nil, saying(err, "reading a case's measures")
	}
	out := make([]casework.Measure, len(rows))
	for i := range rows {
		out[i] = rows[i].measure()
	}
	return out, nil
}

func (r *measureRow) measure() casework.Measure {
	return casework.Measure{
		ID: r.ID, CaseID: r.CaseID, Class: r.Class, Kind: r.Kind, Owner: r.Owner, Person: r.Person,
		From: calendar.Date(r.FromDay), To: calendar.Date(r.ToDay), Fen: r.Fen, Proof: r.Proof, Done: r.Done, Recorded: calendar.Date(r.Recorded),
	}
}

type objectionRow struct {
	bun.BaseModel `bun:"table:objections,alias:o"`
	ID            int64 `bun:"id,pk,autoincrement"`
	CaseID        int64
	Says          string
	RaisedOn      int32
	Answer        string
	ClosedOn      int32
}

// SaveObjection inserts (ID 0) or updates an objection.
func (db *DB) SaveObjection(ctx context.Context, o *casework.Objection) error {
	row := &objectionRow{ID: o.ID, CaseID: o.CaseID, Says: o.Says, RaisedOn: int32(o.RaisedOn), Answer: o.Answer, ClosedOn: int32(o.ClosedOn)}
	return db.save(ctx, row, &row.ID, &o.ID, "saving an objection")
}

// Objections lists a case's objections as they came.
func (db *DB) Objections(ctx context.Context, caseID int64) ([]casework.Objection, error) {
	var rows []objectionRow
	if err := ofCase(db.reader(ctx).NewSelect().Model(&rows), caseID).Scan(ctx); err != nil {
		return nil, saying(err, "reading a case's objections")
	}
	out := make([]casework.Objection, len(rows))
	for i, r := range rows {
		out[i] = casework.Objection{
			ID: r.ID, CaseID: r.CaseID, Says: r.Says, RaisedOn: calendar.Date(r.RaisedOn), Answer: r.Answer, ClosedOn: calendar.Date(r.ClosedOn),
		}
	}
	return out, nil
}

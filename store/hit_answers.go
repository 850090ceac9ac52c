package store

import (
	"context"

	"github.com/uptrace/bun"

	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
)

type hitAnswerRow struct {
	bun.BaseModel `bun:"table:hit_answers,alias:ha"`
	ID            int64 `bun:"id,pk,autoincrement"`
	CaseID        int64
	HitID         int64
	Says          string
	Way           string
	SaidOn        int32
	WrittenBy     string
	HeardOn       int32
}

func (r *hitAnswerRow) answer() casework.HitAnswer {
	return casework.HitAnswer{
		ID: r.ID, CaseID: r.CaseID, Hit: r.HitID, Says: r.Says, Way: r.Way, SaidOn: calendar.Date(r.SaidOn), WrittenBy: r.WrittenBy, HeardOn: calendar.Date(r.HeardOn),
	}
}

// SaveHitAnswer inserts (ID 0) or updates what a household said to a hit.
func (db *DB) SaveHitAnswer(ctx context.Context, a *casework.HitAnswer) error {
	row := &hitAnswerRow{ID: a.ID, CaseID: a.CaseID, HitID: a.Hit, Says: a.Says, Way: a.Way, SaidOn: int32(a.SaidOn), WrittenBy: a.WrittenBy, HeardOn: int32(a.HeardOn)}
	return db.save(ctx, row, &row.ID, &a.ID, "saving a household's answer to a hit")
}

// HitAnswers lists a case's as they came.
func (db *DB) HitAnswers(ctx context.Context, caseID int64) ([]casework.HitAnswer, error) {
	var rows []hitAnswerRow
	if err := ofCase(db.reader(ctx).NewSelect().Model(&rows), caseID).Scan(ctx); err != nil {
		return nil, saying(err, "reading a household's answers to its hits")
	}
	out := make([]casework.HitAnswer, len(rows))
	for i := range rows {
		out[i] = rows[i].answer()
	}
	return out, nil
}

// UnheardAnswers lists those of a scope's open cases to settled hits that nobody has heard, as
// they came.
func (db *DB) UnheardAnswers(ctx context.Context, scope []division.Code) ([]casework.UnheardAnswer, error) {
	var rows []hitAnswerRow
	q := db.reader(ctx).NewSelect().Model(&rows).Join("JOIN cases AS c ON c.id = ha.case_id").Join("JOIN hits AS h ON h.id = ha.hit_id").
		Where("c.is_open").Where("ha.heard_on = 0").Where("h.status <> ?", casework.HitPending).Order("ha.id")
	if err := apart(ctx, within(q, "c.division", scope), "c.household", scope).Scan(ctx); err != nil {
		return nil, saying(err, "listing answers that nobody has heard")
	}
	ids := make([]int64, len(rows))
	for i, r := range rows {
		ids[i] = r.CaseID
	}
	of, err := db.casesByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make([]casework.UnheardAnswer, len(rows))
	for i := range rows {
		out[i] = casework.UnheardAnswer{HitAnswer: rows[i].answer(), Case: of[rows[i].CaseID]}
	}
	return out, nil
}

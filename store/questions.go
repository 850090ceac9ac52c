package store

import (
	"context"

	"github.com/uptrace/bun"

	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
)

type questionRow struct {
	bun.BaseModel `bun:"table:questions,alias:q"`
	ID            int64 `bun:"id,pk,autoincrement"`
	CaseID        int64
	Hit           int64
	Rule          string
	Owner         string
	Asks          string
	AskedName     string
	AskedOn       int32
	ClosedOn      int32
	Finding       string
	Corrected     string
	Says          string
	Letter        string
	Proof         int64
	AnsweredBy    string
	AnsweredName  string
	AnsweredOn    int32
	DueOn         int32
}

func (r *questionRow) question() casework.Question {
	return casework.Question{
		ID: r.ID, CaseID: r.CaseID, Hit: r.Hit, Rule: r.Rule, Owner: r.Owner, Asks: r.Asks, AskedName: r.AskedName, AskedOn: calendar.Date(r.AskedOn), ClosedOn: calendar.Date(r.ClosedOn),
		Answer: casework.Answer{
			Finding: r.Finding, Corrected: r.Corrected, Says: r.Says, Letter: r.Letter, Proof: r.Proof, By: r.AnsweredBy, ByName: r.AnsweredName, On: calendar.Date(r.AnsweredOn), DueOn: calendar.Date(r.DueOn),
		},
	}
}

// SaveQuestion inserts (ID 0) or updates a question.
func (db *DB) SaveQuestion(ctx context.Context, q *casework.Question) error {
	row := &questionRow{
		ID: q.ID, CaseID: q.CaseID, Hit: q.Hit, Rule: q.Rule, Owner: q.Owner, Asks: q.Asks, AskedName: q.AskedName, AskedOn: int32(q.AskedOn), ClosedOn: int32(q.ClosedOn),
		Finding: q.Finding, Corrected: q.Corrected, Says: q.Says, Letter: q.Letter, Proof: q.Proof, AnsweredBy: q.By, AnsweredName: q.ByName, AnsweredOn: int32(q.On), DueOn: int32(q.DueOn),
	}
	return db.save(ctx, row, &row.ID, &q.ID, "saving a question")
}

// QuestionsOf gives a case's as they were asked.
func (db *DB) QuestionsOf(ctx context.Context, caseID int64) ([]casework.Question, error) {
	var rows []questionRow
	if err := ofCase(db.reader(ctx).NewSelect().Model(&rows), caseID).Scan(ctx); err != nil {
		return nil, saying(err, "reading a case's questions")
	}
	out := make([]casework.Question, len(rows))
	for i := range rows {
		out[i] = rows[i].question()
	}
	return out, nil
}

// asking restricts a query of questions to those somebody may read: a department's in
// its county, or all of a county. Nobody reads none.
func asking(q *bun.SelectQuery, f casework.QuestionFilter) *bun.SelectQuery {
	if f.Everyone {
		return q
	}
	if len(f.For) == 0 {
		return q.Where("1 = 0")
	}
	return q.WhereGroup(" AND ", func(q *bun.SelectQuery) *bun.SelectQuery {
		for _, a := range f.For {
			q = q.WhereGroup(" OR ", func(q *bun.SelectQuery) *bun.SelectQuery {
				q = within(q, "c.division", []division.Code{a.At})
				if a.Owner != "" {
					q = q.Where("q.owner = ?", a.Owner)
				}
				return q
			})
		}
		return q
	})
}

// waiting restricts a query to questions that wait for their answer: those of a clue
// that is asked back, and of a hit that nobody has settled.
func waiting(q *bun.SelectQuery) *bun.SelectQuery {
	return q.Where("q.answered_on = 0").Where("q.closed_on = 0").
		Where("((q.hit = 0 AND c.state = 'asked_back') OR (q.hit <> 0 AND c.state IN (?) AND EXISTS (SELECT 1 FROM hits AS h WHERE h.id = q.hit AND h.status = ?)))", bun.List(casework.HitStates()), casework.HitPending)
}

// Questions lists the filter's questions with their cases, newest first.
func (db *DB) Questions(ctx context.Context, f casework.QuestionFilter) ([]casework.Asked, error) {
	var rows []questionRow
	q := asking(db.reader(ctx).NewSelect().Model(&rows).Join("JOIN cases AS c ON c.id = q.case_id").OrderExpr("q.id DESC"), f)
	if f.Open {
		q = waiting(q)
	} else {
		q = q.Where("q.answered_on <> 0")
	}
	if f.Before != 0 {
		q = q.Where("q.id < ?", f.Before)
	}
	if f.Limit != 0 {
		q = q.Limit(int64(f.Limit))
	}
	if err := q.Scan(ctx); err != nil {
		return nil, saying(err, "listing questions")
	}
	return db.withCases(ctx, rows)
}

// QuestionTo gives one question, and whether it waits; else casework.ErrNotFound.
func (db *DB) QuestionTo(ctx context.Context, id int64, f casework.QuestionFilter) (*casework.Asked, bool, error) {
	of := func(rows *[]questionRow) *bun.SelectQuery {
		return asking(db.reader(ctx).NewSelect().Model(rows).Join("JOIN cases AS c ON c.id = q.case_id").Where("q.id = ?", id), f)
	}
	var rows []questionRow
	if err := of(&rows).Scan(ctx); err != nil {
		return nil, false, saying(err, "reading a question")
	}
	if len(rows) == 0 {
		return nil, false, casework.ErrNotFound
	}
	open, err := waiting(of(&[]questionRow{})).Exists(ctx)
	if err != nil {
		return nil, false, saying(err, "reading a question")
	}
	asked, err := db.withCases(ctx, rows)
	if err != nil {
		return nil, false, err
	}
	return &asked[0], open, nil
}

func (db *DB) withCases(ctx context.Context, rows []questionRow) ([]casework.Asked, error) {
	ids := make([]int64, len(rows))
	for i := range rows {
		ids[i] = rows[i].CaseID
	}
	of, err := db.casesByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make([]casework.Asked, len(rows))
	for i := range rows {
		out[i] = casework.Asked{Question: rows[i].question(), Case: of[rows[i].CaseID]}
	}
	return out, nil
}

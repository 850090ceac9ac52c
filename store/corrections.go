package store

import (
	"context"
	"encoding/json"

	"github.com/uptrace/bun"

	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
)

const correctionPlace = "corrections.content"

func init() {
	sealedColumns = append(sealedColumns, sealedColumn{correctionPlace, "corrections", []string{"id"}, "content_sealed", ""})
}

type correctionRow struct {
	bun.BaseModel `bun:"table:corrections,alias:cn"`
	ID            int64 `bun:"id,pk,autoincrement"`
	Version       int
	Household     string
	Division      int64
	ReceivedBy    string
	ReceivedOn    int32
	DueOn         int32
	Outcome       string
	ChangeRequest int64
	AnsweredBy    string
	AnsweredOn    int32
	ContentSealed string // JSON of casework.CorrectionWords
}

func (db *DB) correctionRow(c *casework.Correction) (*correctionRow, error) {
	words, err := json.Marshal(c.CorrectionWords)
	if err != nil {
		return nil, err
	}
	sealed, err := db.ring().Seal(correctionPlace, string(words))
	return &correctionRow{
		ID: c.ID, Version: c.Version, Household: c.Household, Division: int64(c.Division), ReceivedBy: c.ReceivedBy, ReceivedOn: int32(c.ReceivedOn), DueOn: int32(c.DueOn),
		Outcome: c.Outcome, ChangeRequest: c.Change, AnsweredBy: c.AnsweredBy, AnsweredOn: int32(c.AnsweredOn), ContentSealed: sealed,
	}, saying(err, "sealing a request for correction")
}

func (db *DB) correction(r *correctionRow) (*casework.Correction, error) {
	c := &casework.Correction{
		ID: r.ID, Version: r.Version, Household: r.Household, Division: division.Code(r.Division), ReceivedBy: r.ReceivedBy, ReceivedOn: calendar.Date(r.ReceivedOn),
		DueOn: calendar.Date(r.DueOn), Outcome: r.Outcome, Change: r.ChangeRequest, AnsweredBy: r.AnsweredBy, AnsweredOn: calendar.Date(r.AnsweredOn),
	}
	words, err := db.open(correctionPlace, r.ContentSealed)
	if err != nil {
		return nil, saying(err, "opening a request for correction")
	}
	return c, saying(json.Unmarshal([]byte(words), &c.CorrectionWords), "reading the words of a request for correction")
}

// CreateCorrection fills in ID and Version 1.
func (db *DB) CreateCorrection(ctx context.Context, c *casework.Correction) error {
	row, err := db.correctionRow(c)
	if err != nil {
		return err
	}
	row.ID, row.Version = 0, 1
	if _, err := db.writer(ctx).NewInsert().Model(row).Exec(ctx); err != nil {
		return saying(err, "keeping a request for correction")
	}
	c.ID, c.Version = row.ID, row.Version
	return nil
}

// SaveCorrection writes it if its Version is the stored one, and raises it; else
// casework.ErrStale.
func (db *DB) SaveCorrection(ctx context.Context, c *casework.Correction) error {
	row, err := db.correctionRow(c)
	if err != nil {
		return err
	}
	row.Version++
	r, err := db.writer(ctx).NewUpdate().Model(row).WherePK().Where("version = ?", c.Version).Exec(ctx)
	if err := changed(r, err, casework.ErrStale, "saving a request for correction"); err != nil {
		return err
	}
	c.Version = row.Version
	return nil
}

// Correction fails with casework.ErrNotFound, outside the scope too.
func (db *DB) Correction(ctx context.Context, id int64, scope []division.Code) (*casework.Correction, error) {
	var row correctionRow
	err := apart(ctx, within(db.reader(ctx).NewSelect().Model(&row).Where("id = ?", id), "cn.division", scope), "cn.household", scope).Scan(ctx)
	if err := one(err, casework.ErrNotFound, "a request for correction"); err != nil {
		return nil, err
	}
	return db.correction(&row)
}

// Corrections gives those of a scope that wait by day due, or those answered, newest
// first.
func (db *DB) Corrections(ctx context.Context, scope []division.Code, waiting bool, limit int) ([]*casework.Correction, error) {
	var rows []correctionRow
	q := apart(ctx, within(db.reader(ctx).NewSelect().Model(&rows), "cn.division", scope), "cn.household", scope)
	if waiting {
		q = q.Where("answered_on = 0").Order("due_on", "id")
	} else {
		q = q.Where("answered_on <> 0").Order("id DESC")
	}
	if limit != 0 {
		q = q.Limit(int64(limit))
	}
	if err := q.Scan(ctx); err != nil {
		return nil, saying(err, "listing requests for correction")
	}
	out := make([]*casework.Correction, len(rows))
	for i := range rows {
		c, err := db.correction(&rows[i])
		if err != nil {
			return nil, err
		}
		out[i] = c
	}
	return out, nil
}

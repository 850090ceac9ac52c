package store

import (
	"context"
	"encoding/json"

	"github.com/uptrace/bun"

	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
)

const complaintPlace = "complaints.content"

func init() {
	sealedColumns = append(sealedColumns, sealedColumn{complaintPlace, "complaints", []string{"id"}, "content_sealed", ""})
}

type complaintRow struct {
	bun.BaseModel `bun:"table:complaints,alias:co"`
	ID            int64 `bun:"id,pk,autoincrement"`
	Version       int
	Division      int64
	Kind          string
	AboutLogin    string
	AboutLevel    int
	ReceivedBy    string
	ReceivedOn    int32
	DueOn         int32
	Provisional   bool
	AnsweredBy    string
	AnsweredOn    int32
	ContentSealed string // JSON of casework.ComplaintWords
}

func (db *DB) complaintRow(c *casework.Complaint) (*complaintRow, error) {
	words, err := json.Marshal(c.ComplaintWords)
	if err != nil {
		return nil, err
	}
	sealed, err := db.ring().Seal(complaintPlace, string(words))
	return &complaintRow{
		ID: c.ID, Version: c.Version, Division: int64(c.Division), Kind: c.Kind, AboutLogin: c.AboutLogin, AboutLevel: c.AboutLevel,
		ReceivedBy: c.ReceivedBy, ReceivedOn: int32(c.ReceivedOn), DueOn: int32(c.DueOn), Provisional: c.Provisional,
		AnsweredBy: c.AnsweredBy, AnsweredOn: int32(c.AnsweredOn), ContentSealed: sealed,
	}, saying(err, "sealing a complaint")
}

func (db *DB) complaint(r *complaintRow) (*casework.Complaint, error) {
	c := &casework.Complaint{
		ID: r.ID, Version: r.Version, Division: division.Code(r.Division), Kind: r.Kind, AboutLogin: r.AboutLogin, AboutLevel: r.AboutLevel,
		ReceivedBy: r.ReceivedBy, ReceivedOn: calendar.Date(r.ReceivedOn), DueOn: calendar.Date(r.DueOn), Provisional: r.Provisional,
		AnsweredBy: r.AnsweredBy, AnsweredOn: calendar.Date(r.AnsweredOn),
	}
	words, err := db.open(complaintPlace, r.ContentSealed)
	if err != nil {
		return nil, saying(err, "opening a complaint")
	}
	return c, saying(json.Unmarshal([]byte(words), &c.ComplaintWords), "reading a complaint's words")
}

// CreateComplaint fills in ID and Version 1.
func (db *DB) CreateComplaint(ctx context.Context, c *casework.Complaint) error {
	row, err := db.complaintRow(c)
	if err != nil {
		return err
	}
	row.ID, row.Version = 0, 1
	if _, err := db.writer(ctx).NewInsert().Model(row).Exec(ctx); err != nil {
		return saying(err, "keeping a complaint")
	}
	c.ID, c.Version = row.ID, row.Version
	return nil
}

// SaveComplaint writes the complaint if its Version is the stored one, and raises
// it; else casework.ErrStale.
func (db *DB) SaveComplaint(ctx context.Context, c *casework.Complaint) error {
	row, err := db.complaintRow(c)
	if err != nil {
		return err
	}
	row.Version++
	r, err := db.writer(ctx).NewUpdate().Model(row).WherePK().Where("version = ?", c.Version).Exec(ctx)
	if err := changed(r, err, casework.ErrStale, "saving a complaint"); err != nil {
		return err
	}
	c.Version = row.Version
	return nil
}

// Complaint fails with casework.ErrNotFound, outside the scope too.
func (db *DB) Complaint(ctx context.Context, id int64, scope []division.Code) (*casework.Complaint, error) {
	var row complaintRow
	err := within(db.reader(ctx).NewSelect().Model(&row).Where("id = ?", id), "co.division", scope).Scan(ctx)
	if err := one(err, casework.ErrNotFound, "a complaint"); err != nil {
		return nil, err
	}
	return db.complaint(&row)
}

// Complaints lists those of a scope: what waits first, by its last day.
func (db *DB) Complaints(ctx context.Context, scope []division.Code) ([]*casework.Complaint, error) {
	var rows []complaintRow
	q := within(db.reader(ctx).NewSelect().Model(&rows), "co.division", scope)
	err := q.OrderExpr("CASE WHEN answered_on = 0 THEN 0 ELSE 1 END").Order("due_on", "id").Scan(ctx)
	return db.opened(rows, err)
}

// ComplaintsOn gives those of a village that its page took on a day.
func (db *DB) ComplaintsOn(ctx context.Context, village division.Code, day calendar.Date) ([]*casework.Complaint, error) {
	var rows []complaintRow
	err := db.reader(ctx).NewSelect().Model(&rows).Where("division = ?", int64(village)).Where("received_on = ?", int32(day)).Where("received_by = ?", "-").Order("id").Scan(ctx)
	return db.opened(rows, err)
}

func (db *DB) opened(rows []complaintRow, err error) ([]*casework.Complaint, error) {
	if err != nil {
		return nil, saying(err, "listing complaints")
	}
	out := make([]*casework.Complaint, len(rows))
	for i := range rows {
		c, err := db.complaint(&rows[i])
		if err != nil {
			return nil, err
		}
		out[i] = c
	}
	return out, nil
}

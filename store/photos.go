package store

import (
	"context"

	"github.com/uptrace/bun"

	"dixian/calendar"
	"dixian/casework"
)

// photoPlace is what is sealed of a photo.
const photoPlace = "photos.data"

func init() {
	sealedColumns = append(sealedColumns, sealedColumn{photoPlace, "photos", []string{"id"}, "data_sealed", ""})
}

type photoRow struct {
	bun.BaseModel   `bun:"table:photos,alias:ph"`
	ID              int64 `bun:"id,pk,autoincrement"`
	CaseID          int64
	Subject, Once   string
	TakenAt, At     moment
	Day             int32
	ByLogin, ByName string
	DataSealed      string
}

func (r *photoRow) photo() casework.Photo {
	return casework.Photo{
		ID: r.ID, CaseID: r.CaseID, Of: r.Subject, Once: r.Once, TakenAt: r.TakenAt.time(), At: r.At.time(), Day: calendar.Date(r.Day), By: r.ByLogin, ByName: r.ByName,
	}
}

// AddPhoto keeps a photo; one that was sent before stays as it is.
func (db *DB) AddPhoto(ctx context.Context, p *casework.Photo) (added bool, err error) {
	err = db.Atomically(ctx, func(ctx context.Context) error {
		var held []int64
		q := db.reader(ctx).NewSelect().Model((*photoRow)(nil)).Column("id").Where("case_id = ?", p.CaseID).Where("once = ?", p.Once)
		if err := q.Scan(ctx, &held); err != nil {
			return saying(err, "looking for a photo")
		}
		if len(held) > 0 {
			p.ID = held[0]
			return nil
		}
		sealed, err := db.ring().Seal(photoPlace, string(p.Data))
		if err != nil {
			return err
		}
		row := &photoRow{CaseID: p.CaseID, Subject: p.Of, Once: p.Once, TakenAt: momentOf(p.TakenAt), At: momentOf(p.At), Day: int32(p.Day), ByLogin: p.By, ByName: p.ByName, DataSealed: sealed}
		if _, err := db.writer(ctx).NewInsert().Model(row).Exec(ctx); err != nil {
			return saying(err, "keeping a photo")
		}
		p.ID, added = row.ID, true
		return nil
	})
	return added, err
}

// Photos lists a case's photos, oldest first, without their data.
func (db *DB) Photos(ctx context.Context, caseID int64) ([]casework.Photo, error) {
	var rows []photoRow
	q := db.reader(ctx).NewSelect().Model(&rows).ExcludeColumn("data_sealed")
	if err := ofCase(q, caseID).Scan(ctx); err != nil {
		return nil, saying(err, "reading a case's photos")
	}
	out := make([]casework.Photo, len(rows))
	for i := range rows {
		out[i] = rows[i].photo()
	}
	return out, nil
}

// Photo fails with casework.ErrNotFound.
func (db *DB) Photo(ctx context.Context, caseID, id int64) (*casework.Photo, error) {
	var row photoRow
	err := db.reader(ctx).NewSelect().Model(&row).Where("case_id = ?", caseID).Where("id = ?", id).Scan(ctx)
	if err := one(err, casework.ErrNotFound, "a photo"); err != nil {
		return nil, err
	}
	data, err := db.open(photoPlace, row.DataSealed)
	p := row.photo()
	p.Data = []byte(data)
	return &p, err
}

package store

import (
	"context"

	"github.com/uptrace/bun"

	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
)

type villageCodeRow struct {
	bun.BaseModel `bun:"table:village_codes,alias:vc"`
	Code          string `bun:"code,pk"`
	Division      int64
	MadeOn        int32
	MadeBy        string
	EndedOn       int32
}

func (r *villageCodeRow) code() *casework.VillageCode {
	return &casework.VillageCode{Code: r.Code, Village: division.Code(r.Division), MadeOn: calendar.Date(r.MadeOn), MadeBy: r.MadeBy, EndedOn: calendar.Date(r.EndedOn)}
}

// RenewVillageCode ends the code in force of the village, on the day of the new one.
func (db *DB) RenewVillageCode(ctx context.Context, c *casework.VillageCode) error {
	return db.Atomically(ctx, func(ctx context.Context) error {
		if _, err := db.writer(ctx).NewUpdate().Model((*villageCodeRow)(nil)).Set("ended_on = ?", int32(c.MadeOn)).
			Where("division = ?", int64(c.Village)).Where("ended_on = 0").Exec(ctx); err != nil {
			return saying(err, "ending a village's code")
		}
		_, err := db.writer(ctx).NewInsert().Model(&villageCodeRow{Code: c.Code, Division: int64(c.Village), MadeOn: int32(c.MadeOn), MadeBy: c.MadeBy}).Exec(ctx)
		return saying(err, "keeping a village's code")
	})
}

// VillageCode is the one in force, or nil.
func (db *DB) VillageCode(ctx context.Context, village division.Code) (*casework.VillageCode, error) {
	var rows []villageCodeRow
	if err := db.reader(ctx).NewSelect().Model(&rows).Where("division = ?", int64(village)).Where("ended_on = 0").Scan(ctx); err != nil {
		return nil, saying(err, "reading a village's code")
	}
	if len(rows) == 0 {
		return nil, nil
	}
	return rows[0].code(), nil
}

// VillageByCode tells ended codes too; casework.ErrNotFound.
func (db *DB) VillageByCode(ctx context.Context, code string) (*casework.VillageCode, error) {
	var row villageCodeRow
	err := db.reader(ctx).NewSelect().Model(&row).Where("code = ?", code).Scan(ctx)
	if err := one(err, casework.ErrNotFound, "a village's code"); err != nil {
		return nil, err
	}
	return row.code(), nil
}

package store

import (
	"context"

	"github.com/uptrace/bun"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
)

type delegationRow struct {
	bun.BaseModel `bun:"table:delegations,alias:dl"`
	ID            int64 `bun:"id,pk,autoincrement"`
	FromLogin     string
	ToLogin       string
	Role          string
	Division      int64
	Since, Until  int32
	Reason        string
	MadeAt        moment
	EndedOn       int32
}

// SaveDelegation inserts (ID 0) or updates a delegation.
func (db *DB) SaveDelegation(ctx context.Context, d *access.Delegation) error {
	row := &delegationRow{
		ID: d.ID, FromLogin: d.From, ToLogin: d.To, Role: d.Grant.Role, Division: int64(d.Grant.Division), Since: int32(d.Since), Until: int32(d.Until),
		Reason: d.Reason, MadeAt: momentOf(d.MadeAt), EndedOn: int32(d.EndedOn),
	}
	return db.save(ctx, row, &row.ID, &d.ID, "saving a delegation")
}

// DelegationsOf lists those from or to somebody whose last day is not before a
// day, oldest first.
func (db *DB) DelegationsOf(ctx context.Context, login string, day calendar.Date) ([]access.Delegation, error) {
	var rows []delegationRow
	err := db.reader(ctx).NewSelect().Model(&rows).Where("(dl.to_login = ?0 OR dl.from_login = ?0)", login).Where("dl.until >= ?", int32(day)).Order("dl.id").Scan(ctx)
	return delegationsOf(rows, err)
}

// Delegations lists those of everybody whose last day is not before a day, oldest
// first.
func (db *DB) Delegations(ctx context.Context, day calendar.Date) ([]access.Delegation, error) {
	var rows []delegationRow
	err := db.reader(ctx).NewSelect().Model(&rows).Where("dl.until >= ?", int32(day)).Order("dl.id").Scan(ctx)
	return delegationsOf(rows, err)
}

func delegationsOf(rows []delegationRow, err error) ([]access.Delegation, error) {
	if err != nil {
		return nil, saying(err, "listing delegations")
	}
	out := make([]access.Delegation, len(rows))
	for i, r := range rows {
		out[i] = access.Delegation{
			ID: r.ID, From: r.FromLogin, To: r.ToLogin, Grant: access.Grant{Role: r.Role, Division: division.Code(r.Division)}, Since: calendar.Date(r.Since), Until: calendar.Date(r.Until),
			Reason: r.Reason, MadeAt: r.MadeAt.time(), EndedOn: calendar.Date(r.EndedOn),
		}
	}
	return out, nil
}

package store

import (
	"context"

	"github.com/uptrace/bun"

	"dixian/calendar"
	"dixian/casework"
	"dixian/casework/period"
	"dixian/division"
)

type periodRow struct {
	bun.BaseModel          `bun:"table:periods,alias:pe"`
	ID                     int64 `bun:"id,pk,autoincrement"`
	Version                int
	State                  string
	Division               int64
	Kind, Name             string
	FromDay, Day           int32
	AskedBy, AskedName     string
	AskedAt                moment
	DecidedBy, DecidedName string
	DecidedAt              moment
	Decision               string
	LockedAt               moment
	LastEvent              int64
	RowCount               int
	Digest                 string
}

func periodRowOf(p *period.Period) *periodRow {
	return &periodRow{
		ID: p.ID, Version: p.Version, State: p.State, Division: int64(p.Division), Kind: p.Kind, Name: p.Name, FromDay: int32(p.From), Day: int32(p.Day),
		AskedBy: p.AskedBy, AskedName: p.AskedName, AskedAt: momentOf(p.AskedAt), DecidedBy: p.DecidedBy, DecidedName: p.DecidedName, DecidedAt: momentOf(p.DecidedAt),
		Decision: p.Decision, LockedAt: momentOf(p.LockedAt), LastEvent: p.LastEvent, RowCount: p.Rows, Digest: p.Digest,
	}
}

func (r *periodRow) record() *period.Period {
	return &period.Period{
		ID: r.ID, Version: r.Version, State: r.State, Division: division.Code(r.Division), Kind: r.Kind, Name: r.Name, From: calendar.Date(r.FromDay), Day: calendar.Date(r.Day),
		AskedBy: r.AskedBy, AskedName: r.AskedName, AskedAt: r.AskedAt.time(), DecidedBy: r.DecidedBy, DecidedName: r.DecidedName, DecidedAt: r.DecidedAt.time(),
		Decision: r.Decision, LockedAt: r.LockedAt.time(), LastEvent: r.LastEvent, Rows: r.RowCount, Digest: r.Digest,
	}
}

// CreatePeriod fills in ID and Version 1.
func (db *DB) CreatePeriod(ctx context.Context, p *period.Period) error {
	p.Version = 1
	row := periodRowOf(p)
	row.ID = 0
	_, err := db.writer(ctx).NewInsert().Model(row).Exec(ctx)
	p.ID = row.ID
	return saying(err, "keeping a period")
}

// SavePeriod writes a period if its Version is the stored one, and raises it; else
// casework.ErrStale.
func (db *DB) SavePeriod(ctx context.Context, p *period.Period) error {
	row := periodRowOf(p)
	row.Version++
	r, err := db.writer(ctx).NewUpdate().Model(row).WherePK().Where("version = ?", p.Version).Exec(ctx)
	if err := changed(r, err, casework.ErrStale, "saving a period"); err != nil {
		return err
	}
	p.Version = row.Version
	return nil
}

// Period fails with casework.ErrNotFound.
func (db *DB) Period(ctx context.Context, id int64) (*period.Period, error) {
	var row periodRow
	err := db.reader(ctx).NewSelect().Model(&row).Where("id = ?", id).Scan(ctx)
	if err := one(err, casework.ErrNotFound, "a period"); err != nil {
		return nil, err
	}
	return row.record(), nil
}

// Periods lists all, newest first; a state narrows them.
func (db *DB) Periods(ctx context.Context, state string) ([]*period.Period, error) {
	var rows []periodRow
	q := db.reader(ctx).NewSelect().Model(&rows).Order("id DESC")
	if state != "" {
		q = q.Where("state = ?", state)
	}
	if err := q.Scan(ctx); err != nil {
		return nil, saying(err, "listing periods")
	}
	out := make([]*period.Period, len(rows))
	for i := range rows {
		out[i] = rows[i].record()
	}
	return out, nil
}

// ChangedCases gives the records below a division that are new since a period was
// locked or on which something was done, by number.
func (db *DB) ChangedCases(ctx context.Context, p *period.Period, under division.Code, after int64, limit int) ([]int64, error) {
	var ids []int64
	q := within(db.reader(ctx).NewSelect().Model((*caseRow)(nil)).Column("c.id"), "c.division", []division.Code{under}).
		Join("LEFT JOIN locked_cases AS k ON k.period = ? AND k.id = c.id", p.ID).
		Where("(k.id IS NULL OR k.version <> c.version OR EXISTS (SELECT 1 FROM events AS e WHERE e.case_id = c.id AND e.id > ?))", p.LastEvent).Where("c.id > ?", after)
	err := q.Order("c.id").Limit(int64(limit)).Scan(ctx, &ids)
	return ids, saying(err, "looking for records that have changed since a period was locked")
}

// ChangedHouseholds gives the households below a division that are new since a
// period was locked, have another version or are no longer there, by code.
func (db *DB) ChangedHouseholds(ctx context.Context, p *period.Period, under division.Code, after string, limit int) ([]string, error) {
	there := func(from, alias string) *bun.SelectQuery {
		return within(db.reader(ctx).NewSelect().TableExpr(from).ColumnExpr(alias+".code"), alias+".division", []division.Code{under})
	}
	now := there("households AS h", "h").Join("LEFT JOIN locked_households AS k ON k.period = ? AND k.code = h.code", p.ID).Where("(k.code IS NULL OR k.version <> h.version)")
	left := there("locked_households AS k", "k").Join("JOIN households AS h ON h.code = k.code").Where("k.period = ?", p.ID).Where("(h.division < ? OR h.division >= ?)", int64(under), int64(under.End()))
	var codes []string
	err := db.reader(ctx).NewSelect().TableExpr("(? UNION ?) AS u", now, left).Column("u.code").Where("u.code > ?", after).Order("u.code").Limit(int64(limit)).Scan(ctx, &codes)
	return codes, saying(err, "looking for households that have changed since a period was locked")
}

// asLocked is a context as of a period.
func asLocked(ctx context.Context, p *period.Period) context.Context {
	return period.At(ctx, &period.Moment{Day: p.Day, Periods: []int64{p.ID}, LastEvent: p.LastEvent, LockedAt: p.LockedAt})
}

// Changes reads records then and now, with the acts since.
func (db *DB) Changes(ctx context.Context, p *period.Period, ids []int64) ([]period.Change, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	out := make([]period.Change, len(ids))
	at := map[int64]int{}
	for i, id := range ids {
		at[id] = i
	}
	for side, ctx := range []context.Context{asLocked(ctx, p), ctx} {
		var rows []caseRow
		if err := db.reader(ctx).NewSelect().Model(&rows).Where("c.id IN (?)", bun.List(ids)).Scan(ctx); err != nil {
			return nil, saying(err, "reading records as they were and are")
		}
		for i := range rows {
			c := rows[i].record()
			if side == 0 {
				out[at[c.ID]].Then = c
			} else {
				out[at[c.ID]].Now = c
			}
		}
		var helped []struct {
			CaseID int64
			N      int
		}
		q := db.reader(ctx).NewSelect().Model((*measureRow)(nil)).Column("m.case_id").ColumnExpr("COUNT(*) AS n").Where("m.case_id IN (?)", bun.List(ids)).Group("m.case_id")
		if err := q.Scan(ctx, &helped); err != nil {
			return nil, saying(err, "counting measures as they were and are")
		}
		for _, h := range helped {
			out[at[h.CaseID]].Measures[side] = h.N
		}
	}
	var acts []eventRow
	q := db.reader(ctx).NewSelect().Model(&acts).Where("e.case_id IN (?)", bun.List(ids)).Where("e.id > ?", p.LastEvent).Order("e.id")
	if err := q.Scan(ctx); err != nil {
		return nil, saying(err, "reading the acts since a period was locked")
	}
	for i := range acts {
		e, err := acts[i].event()
		if err != nil {
			return nil, err
		}
		out[at[e.CaseID]].Acts = append(out[at[e.CaseID]].Acts, e)
	}
	return out, nil
}

// HouseholdChanges reads households then and now, with the changes since.
func (db *DB) HouseholdChanges(ctx context.Context, p *period.Period, codes []string) ([]period.HouseholdChange, error) {
	if len(codes) == 0 {
		return nil, nil
	}
	was, err := db.Households(asLocked(ctx, p), codes, true)
	if err != nil {
		return nil, err
	}
	is, err := db.Households(ctx, codes, true)
	if err != nil {
		return nil, err
	}
	why, err := db.revisions(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("household IN (?)", bun.List(codes)).Where("at >= ?", momentOf(p.LockedAt)).Order("household", "version DESC")
	})
	if err != nil {
		return nil, err
	}
	out := make([]period.HouseholdChange, len(codes))
	at := map[string]int{}
	for i, code := range codes {
		at[code] = i
		out[i].Then, out[i].Now = was[code], is[code]
		if h := is[code]; h != nil && !p.Division.Contains(h.Division) {
			out[i].Now = nil
		}
	}
	for _, r := range why {
		if h := was[r.Household]; h != nil && r.Version <= h.Version {
			continue
		}
		out[at[r.Household]].Why = append(out[at[r.Household]].Why, r)
	}
	return out, nil
}

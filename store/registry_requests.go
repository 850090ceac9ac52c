package store

import (
	"context"
	"encoding/json"

	"github.com/uptrace/bun"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
	"dixian/registry"
)

type requestRow struct {
	bun.BaseModel `bun:"table:change_requests,alias:cr"`
	ID            int64 `bun:"id,pk,autoincrement"`
	Version       int
	Kind, State   string
	Household     string
	Other         string
	Division      int64
	HappenedOn    int32
	Reason        string
	FormSealed    string
	AskedBy       string
	AskedName     string
	AskedAt       moment
	DecidedBy     string
	DecidedName   string
	DecidedAt     moment
	Decision      string
	Batch         int64
	GroupKey      string
	Undoes        int64
}

func (db *DB) requestRow(r *registry.Request) (requestRow, error) {
	form, err := json.Marshal(r.Form)
	if err != nil {
		return requestRow{}, err
	}
	sealed, err := db.ring().Seal(formPlace, string(form))
	return requestRow{
		ID: r.ID, Version: r.Version, Kind: r.Kind, State: r.State, Household: r.Household, Other: r.Other, Division: int64(r.Division), HappenedOn: int32(r.On),
		Reason: r.Reason, FormSealed: sealed, AskedBy: r.AskedBy, AskedName: r.AskedName, AskedAt: momentOf(r.AskedAt),
		DecidedBy: r.DecidedBy, DecidedName: r.DecidedName, DecidedAt: momentOf(r.DecidedAt), Decision: r.Decision, Batch: r.Batch, GroupKey: r.Group, Undoes: r.Undoes,
	}, err
}

func (db *DB) request(row *requestRow) (*registry.Request, error) {
	r := &registry.Request{
		ID: row.ID, Version: row.Version, Kind: row.Kind, State: row.State, Household: row.Household, Other: row.Other, Division: division.Code(row.Division),
		On: calendar.Date(row.HappenedOn), Reason: row.Reason, AskedBy: row.AskedBy, AskedName: row.AskedName, AskedAt: row.AskedAt.time(),
		DecidedBy: row.DecidedBy, DecidedName: row.DecidedName, DecidedAt: row.DecidedAt.time(), Decision: row.Decision, Batch: row.Batch, Group: row.GroupKey, Undoes: row.Undoes,
	}
	text, err := db.open(formPlace, row.FormSealed)
	if err != nil {
		return nil, err
	}
	return r, saying(json.Unmarshal([]byte(text), &r.Form), "reading a change request's form")
}

// CreateRequests fills in IDs and Version 1.
func (db *DB) CreateRequests(ctx context.Context, requests []*registry.Request) error {
	return db.Atomically(ctx, func(ctx context.Context) error {
		for len(requests) > 0 {
			batch := requests[:min(householdsAtOnce, len(requests))]
			requests = requests[len(batch):]
			rows := make([]requestRow, len(batch))
			for i, r := range batch {
				r.Version = 1
				row, err := db.requestRow(r)
				if err != nil {
					return err
				}
				rows[i] = row
			}
			if _, err := db.writer(ctx).NewInsert().Model(&rows).Exec(ctx); err != nil {
				return saying(err, "keeping change requests")
			}
			for i, r := range batch {
				r.ID = rows[i].ID
			}
		}
		return nil
	})
}

// SaveRequests writes decisions on requests that were read in the same transaction.
func (db *DB) SaveRequests(ctx context.Context, requests []*registry.Request) error {
	if len(requests) == 0 {
		return nil
	}
	rows := make([]requestRow, len(requests))
	for i, r := range requests {
		row, err := db.requestRow(r)
		if err != nil {
			return err
		}
		rows[i] = row
	}
	q := db.writer(ctx).NewInsert().Model(&rows).On("CONFLICT (id) DO UPDATE")
	for _, column := range []string{"version", "state", "form_sealed", "decided_by", "decided_name", "decided_at", "decision"} {
		q = q.Set(column + " = EXCLUDED." + column)
	}
	_, err := q.Exec(ctx)
	return saying(err, "keeping decisions on change requests")
}

// Request fails with access.ErrNotFound, outside the scope too.
func (db *DB) Request(ctx context.Context, id int64, scope []division.Code) (*registry.Request, error) {
	var row requestRow
	err := apart(ctx, apart(ctx, within(db.reader(ctx).NewSelect().Model(&row).Where("id = ?", id), "cr.division", scope), "cr.household", scope), "cr.other", scope).Scan(ctx)
	if err := one(err, access.ErrNotFound, "a change request"); err != nil {
		return nil, err
	}
	return db.request(&row)
}

func asked(ctx context.Context, q *bun.SelectQuery, f registry.RequestFilter) *bun.SelectQuery {
	q = apart(ctx, apart(ctx, within(q, "cr.division", f.Scope), "cr.household", f.Scope), "cr.other", f.Scope)
	if f.Under != 0 {
		q = within(q, "cr.division", []division.Code{f.Under})
	}
	if f.Household != "" {
		q = q.Where("(cr.household = ? OR cr.other = ?)", f.Household, f.Household)
	}
	if f.Batch != 0 {
		q = q.Where("cr.batch = ?", f.Batch)
	}
	if f.ByHand {
		q = q.Where("cr.batch = 0")
	}
	for column, value := range map[string]string{"cr.state": f.State, "cr.kind": f.Kind, "cr.group_key": f.Group} {
		if value != "" {
			q = q.Where("? = ?", bun.Ident(column), value)
		}
	}
	return q
}

// Requests lists the filter's requests, newest first, or oldest first if asked.
func (db *DB) Requests(ctx context.Context, f registry.RequestFilter) ([]*registry.Request, error) {
	var rows []requestRow
	q := asked(ctx, db.reader(ctx).NewSelect().Model(&rows), f)
	if f.Oldest {
		q = q.Where("cr.id > ?", f.After).Order("cr.id")
	} else {
		q = q.Order("cr.id DESC")
	}
	if f.Before != 0 {
		q = q.Where("cr.id < ?", f.Before)
	}
	if f.Limit > 0 {
		q = q.Limit(int64(f.Limit))
	}
	if err := q.Scan(ctx); err != nil {
		return nil, saying(err, "listing change requests")
	}
	out := make([]*registry.Request, len(rows))
	for i := range rows {
		r, err := db.request(&rows[i])
		if err != nil {
			return nil, err
		}
		out[i] = r
	}
	return out, nil
}

// CountRequests counts the filter's requests.
func (db *DB) CountRequests(ctx context.Context, f registry.RequestFilter) (int, error) {
	n, err := asked(ctx, db.reader(ctx).NewSelect().Model((*requestRow)(nil)), f).Count(ctx)
	return int(n), saying(err, "counting change requests")
}

// RequestGroups counts the filter's pending requests by batch and group.
func (db *DB) RequestGroups(ctx context.Context, f registry.RequestFilter) ([]registry.Group, error) {
	f.State = registry.Pending
	var rows []struct {
		Batch    int64
		GroupKey string
		Count    int
		Example  int64
	}
	q := asked(ctx, db.reader(ctx).NewSelect().Model((*requestRow)(nil)), f).Where("cr.batch <> 0").
		ColumnExpr("cr.batch, cr.group_key, COUNT(*) AS count, MIN(cr.id) AS example").Group("cr.batch", "cr.group_key").Order("cr.batch", "cr.group_key")
	if err := q.Scan(ctx, &rows); err != nil {
		return nil, saying(err, "counting groups of change requests")
	}
	out := make([]registry.Group, len(rows))
	for i, r := range rows {
		out[i] = registry.Group{Batch: r.Batch, Key: r.GroupKey, Count: r.Count, Example: r.Example}
	}
	return out, nil
}

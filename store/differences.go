package store

import (
	"context"
	"encoding/json"

	"github.com/uptrace/bun"

	"dixian/calendar"
	"dixian/casework"
	"dixian/casework/exchange"
	"dixian/division"
)

const differencePlace = "differences.found"

func init() {
	sealedColumns = append(sealedColumns, sealedColumn{differencePlace, "differences", []string{"id"}, "found_sealed", "print"})
}

type differenceRow struct {
	bun.BaseModel          `bun:"table:differences,alias:df"`
	ID                     int64 `bun:"id,pk,autoincrement"`
	Version                int
	County, Division       int64
	List, Kind, Field      string
	Household              string
	FoundSealed            string // JSON of exchange.Found
	Print                  string // its blind index
	State                  string
	Batch                  int64
	FoundOn, SeenOn        int32
	Side, Reason           string
	Request                int64
	SettledBy, SettledName string
	SettledAt              moment
}

// differencesAtOnce is how many are written by one statement.
const differencesAtOnce = 500

// KeepFound writes what a comparison of a county's lists found: new differences are
// open, those that were agreed and are found again too, those that are not found
// any more agreed.
func (db *DB) KeepFound(ctx context.Context, county division.Code, lists []string, batch int64, day calendar.Date, found []exchange.Found) error {
	if len(lists) == 0 {
		return nil
	}
	return db.Atomically(ctx, func(ctx context.Context) error {
		var held []differenceRow
		q := db.reader(ctx).NewSelect().Model(&held).Column("id", "print", "state").Where("county = ?", int64(county)).Where("list IN (?)", bun.List(lists))
		if err := q.Scan(ctx); err != nil {
			return saying(err, "reading the differences that are known")
		}
		known := map[string]*differenceRow{}
		for i := range held {
			known[held[i].Print] = &held[i]
		}
		var fresh []differenceRow
		var again, seen, gone []int64
		for _, f := range found {
			row, err := db.foundRow(county, f)
			if err != nil {
				return err
			}
			old := known[row.Print]
			if old == nil {
				row.Batch, row.FoundOn, row.SeenOn = batch, int32(day), int32(day)
				known[row.Print] = &row
				fresh = append(fresh, row)
				continue
			}
			if old.ID == 0 {
				continue // twice in one comparison
			}
			seen = append(seen, old.ID)
			if old.State == exchange.Agreed {
				again = append(again, old.ID)
			}
			old.State = ""
		}
		for i := range held {
			if held[i].State != "" && held[i].State != exchange.Agreed {
				gone = append(gone, held[i].ID)
			}
		}
		if err := db.foundAgain(ctx, int32(day), seen, again, gone); err != nil {
			return err
		}
		for len(fresh) > 0 {
			part := fresh[:min(len(fresh), differencesAtOnce)]
			fresh = fresh[len(part):]
			if _, err := db.writer(ctx).NewInsert().Model(&part).Exec(ctx); err != nil {
				return saying(err, "keeping new differences")
			}
		}
		return nil
	})
}

// foundAgain writes what became of differences that were known: seen, opened
// again, or agreed.
func (db *DB) foundAgain(ctx context.Context, day int32, seen, again, gone []int64) error {
	for _, set := range []struct {
		ids []int64
		set string
		arg []any
	}{
		{seen, "seen_on = ?", []any{day}},
		{again, "version = version + 1, state = ?, found_on = ?, side = '', reason = '', request = 0, settled_by = '', settled_name = '', settled_at = 0", []any{exchange.Open, day}},
		{gone, "version = version + 1, state = ?", []any{exchange.Agreed}},
	} {
		for ids := set.ids; len(ids) > 0; {
			part := ids[:min(len(ids), differencesAtOnce)]
			ids = ids[len(part):]
			if _, err := db.writer(ctx).NewUpdate().Model((*differenceRow)(nil)).Set(set.set, set.arg...).Where("id IN (?)", bun.List(part)).Exec(ctx); err != nil {
				return saying(err, "keeping what became of differences")
			}
		}
	}
	return nil
}

func (db *DB) foundRow(county division.Code, f exchange.Found) (differenceRow, error) {
	text, err := json.Marshal(f)
	if err != nil {
		return differenceRow{}, err
	}
	sealed, err := db.ring().Seal(differencePlace, string(text))
	return differenceRow{
		Version: 1, County: int64(county), Division: int64(f.Division), List: f.List, Kind: f.Kind, Field: f.Field, Household: f.Household,
		FoundSealed: sealed, Print: db.ring().Blind(differencePlace, string(text)), State: exchange.Open,
	}, saying(err, "sealing a difference")
}

func (db *DB) difference(r *differenceRow) (*exchange.Difference, error) {
	d := &exchange.Difference{
		ID: r.ID, Version: r.Version, County: division.Code(r.County), State: r.State, Batch: r.Batch, FoundOn: calendar.Date(r.FoundOn), SeenOn: calendar.Date(r.SeenOn),
		Side: r.Side, Reason: r.Reason, Request: r.Request, SettledBy: r.SettledBy, SettledName: r.SettledName, SettledAt: r.SettledAt.time(),
	}
	text, err := db.open(differencePlace, r.FoundSealed)
	if err != nil {
		return nil, saying(err, "opening a difference")
	}
	return d, saying(json.Unmarshal([]byte(text), &d.Found), "reading a difference")
}

// Difference fails with casework.ErrNotFound, outside the scope too.
func (db *DB) Difference(ctx context.Context, id int64, scope []division.Code) (*exchange.Difference, error) {
	var row differenceRow
	err := within(db.reader(ctx).NewSelect().Model(&row).Where("id = ?", id), "df.division", scope).Scan(ctx)
	if err := one(err, casework.ErrNotFound, "a difference"); err != nil {
		return nil, err
	}
	return db.difference(&row)
}

func differing(q *bun.SelectQuery, f exchange.Filter) *bun.SelectQuery {
	q = within(q, "df.division", f.Scope)
	if f.Under != 0 {
		q = within(q, "df.division", []division.Code{f.Under})
	}
	for column, value := range map[string]string{"df.state": f.State, "df.list": f.List, "df.kind": f.Kind, "df.field": f.Field, "df.side": f.Side} {
		if value != "" {
			q = q.Where("? = ?", bun.Ident(column), value)
		}
	}
	return q
}

// Differences lists those of a filter by number, from its cursor on.
func (db *DB) Differences(ctx context.Context, f exchange.Filter) ([]*exchange.Difference, error) {
	var rows []differenceRow
	q := differing(db.reader(ctx).NewSelect().Model(&rows), f).Where("df.id > ?", f.After).Order("df.id")
	if f.Limit > 0 {
		q = q.Limit(int64(f.Limit))
	}
	if err := q.Scan(ctx); err != nil {
		return nil, saying(err, "listing differences")
	}
	out := make([]*exchange.Difference, len(rows))
	for i := range rows {
		d, err := db.difference(&rows[i])
		if err != nil {
			return nil, err
		}
		out[i] = d
	}
	return out, nil
}

// CountDifferences counts those of a scope by list, kind, field, state and side.
func (db *DB) CountDifferences(ctx context.Context, scope []division.Code, under division.Code) ([]exchange.Count, error) {
	var out []exchange.Count
	q := differing(db.reader(ctx).NewSelect().Model((*differenceRow)(nil)), exchange.Filter{Scope: scope, Under: under})
	err := q.Column("list", "kind", "field", "state", "side").ColumnExpr("COUNT(*) AS n").Group("list", "kind", "field", "state", "side").Order("list", "kind", "field", "state", "side").Scan(ctx, &out)
	return out, saying(err, "counting differences")
}

// SaveDifference writes a settlement if the version is the stored one, and raises
// it; else casework.ErrStale.
func (db *DB) SaveDifference(ctx context.Context, d *exchange.Difference) error {
	row := &differenceRow{
		ID: d.ID, Version: d.Version + 1, State: d.State, Side: d.Side, Reason: d.Reason, Request: d.Request,
		SettledBy: d.SettledBy, SettledName: d.SettledName, SettledAt: momentOf(d.SettledAt),
	}
	q := db.writer(ctx).NewUpdate().Model(row).Column("version", "state", "side", "reason", "request", "settled_by", "settled_name", "settled_at").WherePK()
	r, err := q.Where("version = ?", d.Version).Exec(ctx)
	if err := changed(r, err, casework.ErrStale, "saving a difference"); err != nil {
		return err
	}
	d.Version++
	return nil
}

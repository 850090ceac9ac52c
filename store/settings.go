package store

import (
	"context"
	"encoding/json"

	"github.com/uptrace/bun"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
	"dixian/setting"
)

type settingRow struct {
	bun.BaseModel  `bun:"table:settings,alias:st"`
	ID             int64 `bun:"id,pk,autoincrement"`
	Version        int
	State          string
	Parameter      string
	Division       int64
	FromDay, ToDay int32
	Value          int64
	Number, Reason string
	Effect         string // JSON; empty: not worked out
	AskedBy        string
	AskedName      string
	AskedAt        moment
	DecidedBy      string
	DecidedName    string
	DecidedAt      moment
	Decision       string
}

func settingRowOf(r *setting.Request) (*settingRow, error) {
	row := &settingRow{
		ID: r.ID, Version: r.Version, State: r.State, Parameter: r.Parameter, Division: int64(r.Division), FromDay: int32(r.From), ToDay: int32(r.To),
		Value: r.Value, Number: r.Number, Reason: r.Reason, AskedBy: r.AskedBy, AskedName: r.AskedName, AskedAt: momentOf(r.AskedAt),
		DecidedBy: r.DecidedBy, DecidedName: r.DecidedName, DecidedAt: momentOf(r.DecidedAt), Decision: r.Decision,
	}
	if r.Effect == nil {
		return row, nil
	}
	data, err := json.Marshal(r.Effect)
	row.Effect = string(data)
	return row, err
}

func (row *settingRow) request() (*setting.Request, error) {
	r := &setting.Request{
		ID: row.ID, Version: row.Version, State: row.State, Parameter: row.Parameter, Division: division.Code(row.Division), From: calendar.Date(row.FromDay), To: calendar.Date(row.ToDay),
		Value: row.Value, Number: row.Number, Reason: row.Reason, AskedBy: row.AskedBy, AskedName: row.AskedName, AskedAt: row.AskedAt.time(),
		DecidedBy: row.DecidedBy, DecidedName: row.DecidedName, DecidedAt: row.DecidedAt.time(), Decision: row.Decision,
	}
	if row.Effect == "" {
		return r, nil
	}
	return r, saying(json.Unmarshal([]byte(row.Effect), &r.Effect), "reading a parameter request's effect")
}

// CreateSetting fills in ID and Version 1.
func (db *DB) CreateSetting(ctx context.Context, r *setting.Request) error {
	r.Version = 1
	row, err := settingRowOf(r)
	if err != nil {
		return err
	}
	_, err = db.writer(ctx).NewInsert().Model(row).Exec(ctx)
	r.ID = row.ID
	return saying(err, "keeping a parameter request")
}

// SaveSetting writes a request that was read in the same transaction.
func (db *DB) SaveSetting(ctx context.Context, r *setting.Request) error {
	row, err := settingRowOf(r)
	if err != nil {
		return err
	}
	res, err := db.writer(ctx).NewUpdate().Model(row).Column("version", "state", "effect", "decided_by", "decided_name", "decided_at", "decision").WherePK().Exec(ctx)
	return changed(res, err, access.ErrNotFound, "keeping a parameter request")
}

// Setting fails with access.ErrNotFound, outside the scope too.
func (db *DB) Setting(ctx context.Context, id int64, scope []division.Code) (*setting.Request, error) {
	var row settingRow
	err := within(db.reader(ctx).NewSelect().Model(&row).Where("st.id = ?", id), "st.division", scope).Scan(ctx)
	if err := one(err, access.ErrNotFound, "a parameter request"); err != nil {
		return nil, err
	}
	return row.request()
}

// Settings lists the filter's requests, newest first.
func (db *DB) Settings(ctx context.Context, f setting.Filter) ([]*setting.Request, error) {
	var rows []settingRow
	q := within(db.reader(ctx).NewSelect().Model(&rows), "st.division", f.Scope).Order("st.id DESC")
	if f.State != "" {
		q = q.Where("st.state = ?", f.State)
	}
	if f.Parameter != "" {
		q = q.Where("st.parameter = ?", f.Parameter)
	}
	if f.Before != 0 {
		q = q.Where("st.id < ?", f.Before)
	}
	if f.Limit > 0 {
		q = q.Limit(int64(f.Limit))
	}
	err := q.Scan(ctx)
	return settingsOf(rows, err)
}

// ApprovedSettings are all that are approved, in order of their approval.
func (db *DB) ApprovedSettings(ctx context.Context) ([]*setting.Request, error) {
	var rows []settingRow
	err := db.reader(ctx).NewSelect().Model(&rows).Where("st.state = ?", setting.Approved).Order("st.decided_at", "st.id").Scan(ctx)
	return settingsOf(rows, err)
}

func settingsOf(rows []settingRow, err error) ([]*setting.Request, error) {
	if err != nil {
		return nil, saying(err, "listing parameter requests")
	}
	out := make([]*setting.Request, len(rows))
	for i := range rows {
		r, err := rows[i].request()
		if err != nil {
			return nil, err
		}
		out[i] = r
	}
	return out, nil
}

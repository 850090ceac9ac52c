package store

import (
	"context"

	"github.com/uptrace/bun"

	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
)

type findingRow struct {
	bun.BaseModel `bun:"table:case_findings,alias:cf"`
	ID            int64 `bun:"id,pk,autoincrement"`
	CaseID        int64
	What, Says    string
	Run           int64
	Since, GoneOn int32
}

func (r *findingRow) record() casework.Finding {
	return casework.Finding{ID: r.ID, CaseID: r.CaseID, Check: r.What, Says: r.Says, Run: r.Run, Since: calendar.Date(r.Since), GoneOn: calendar.Date(r.GoneOn)}
}

// SaveFinding inserts (ID 0) or updates a finding.
func (db *DB) SaveFinding(ctx context.Context, f *casework.Finding) error {
	row := &findingRow{ID: f.ID, CaseID: f.CaseID, What: f.Check, Says: f.Says, Run: f.Run, Since: int32(f.Since), GoneOn: int32(f.GoneOn)}
	return db.save(ctx, row, &row.ID, &f.ID, "saving a finding")
}

// Findings lists what stands about a case, as it came.
func (db *DB) Findings(ctx context.Context, caseID int64) ([]casework.Finding, error) {
	var rows []findingRow
	if err := ofCase(db.reader(ctx).NewSelect().Model(&rows).Where("gone_on = 0"), caseID).Scan(ctx); err != nil {
		return nil, saying(err, "reading a case's findings")
	}
	return findings(rows), nil
}

// FindingsOf lists what stands about cases, by case.
func (db *DB) FindingsOf(ctx context.Context, caseIDs []int64) (map[int64][]casework.Finding, error) {
	out := map[int64][]casework.Finding{}
	if len(caseIDs) == 0 {
		return out, nil
	}
	var rows []findingRow
	err := db.reader(ctx).NewSelect().Model(&rows).Where("gone_on = 0").Where("case_id IN (?)", bun.List(caseIDs)).Order("case_id", "id").Scan(ctx)
	if err != nil {
		return nil, saying(err, "reading cases' findings")
	}
	for _, f := range findings(rows) {
		out[f.CaseID] = append(out[f.CaseID], f)
	}
	return out, nil
}

// ScreenedFindings lists what screenings found of the open records and still
// stands.
func (db *DB) ScreenedFindings(ctx context.Context) ([]casework.Finding, error) {
	var rows []findingRow
	err := db.reader(ctx).NewSelect().Model(&rows).Join("JOIN cases AS c ON c.id = cf.case_id").
		Where("c.is_open").Where("cf.gone_on = 0").Where("cf.run <> 0").Order("cf.id").Scan(ctx)
	return findings(rows), saying(err, "reading the findings of screenings")
}

// CountFindings counts, by check, the cases of a scope about which it stands.
func (db *DB) CountFindings(ctx context.Context, scope []division.Code, under division.Code) (map[string]int, error) {
	var rows []struct {
		What  string
		Count int
	}
	q := chosen(ctx, db.reader(ctx).NewSelect().Model((*caseRow)(nil)), casework.Filter{Scope: scope, Under: under}).
		Join("JOIN case_findings AS cf ON cf.case_id = c.id AND cf.gone_on = 0").
		ColumnExpr("cf.what, COUNT(*) AS count").Group("cf.what")
	if err := q.Scan(ctx, &rows); err != nil {
		return nil, saying(err, "counting findings")
	}
	out := map[string]int{}
	for _, r := range rows {
		out[r.What] = r.Count
	}
	return out, nil
}

func findings(rows []findingRow) []casework.Finding {
	out := make([]casework.Finding, len(rows))
	for i := range rows {
		out[i] = rows[i].record()
	}
	return out
}

type checkDayRow struct {
	bun.BaseModel `bun:"table:check_days,alias:cd"`
	Day           int32 `bun:"day,pk"`
	At            moment
	Looked        int
	Found, Gone   int
}

// AddCheckDay keeps a day's round of the checks; a day has one.
func (db *DB) AddCheckDay(ctx context.Context, d *casework.CheckDay) error {
	row := &checkDayRow{Day: int32(d.Day), At: momentOf(d.At), Looked: d.Looked, Found: d.Found, Gone: d.Gone}
	_, err := db.writer(ctx).NewInsert().Model(row).Exec(ctx)
	return saying(err, "keeping a day's checks")
}

// CheckDays lists the newest rounds of the checks, the newest first.
func (db *DB) CheckDays(ctx context.Context, most int) ([]casework.CheckDay, error) {
	var rows []checkDayRow
	if err := db.reader(ctx).NewSelect().Model(&rows).Order("day DESC").Limit(int64(most)).Scan(ctx); err != nil {
		return nil, saying(err, "reading the days of the checks")
	}
	out := make([]casework.CheckDay, len(rows))
	for i, r := range rows {
		out[i] = casework.CheckDay{Day: calendar.Date(r.Day), At: r.At.time(), Looked: r.Looked, Found: r.Found, Gone: r.Gone}
	}
	return out, nil
}

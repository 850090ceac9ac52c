package store

import (
	"context"
	"encoding/json"

	"github.com/uptrace/bun"

	"dixian/casework"
	"dixian/division"
)

type runLineRow struct {
	bun.BaseModel `bun:"table:run_lines,alias:rl"`
	ID            int64 `bun:"id,pk,autoincrement"`
	Run           int64
	Division      int64
	Household     string
	Rule          string
	About         string
	ToldSealed    string
}

// lineTold is what of a line is sealed: it holds masked numbers.
type lineTold struct {
	Members  string `json:"members"`
	Evidence string `json:"evidence"`
}

func (db *DB) runLine(r *runLineRow) (casework.RunLine, error) {
	l := casework.RunLine{ID: r.ID, Run: r.Run, Division: division.Code(r.Division), Household: r.Household, Rule: r.Rule, About: r.About}
	text, err := db.open(linePlace, r.ToldSealed)
	if err != nil {
		return l, err
	}
	var told lineTold
	err = json.Unmarshal([]byte(text), &told)
	l.Members, l.Evidence = told.Members, told.Evidence
	return l, saying(err, "reading a finding")
}

// AddLines keeps what a run found of the data, members and evidence sealed.
func (db *DB) AddLines(ctx context.Context, lines []casework.RunLine) error {
	rows := make([]runLineRow, len(lines))
	for i, l := range lines {
		text, err := json.Marshal(lineTold{l.Members, l.Evidence})
		if err != nil {
			return err
		}
		sealed, err := db.ring().Seal(linePlace, string(text))
		if err != nil {
			return err
		}
		rows[i] = runLineRow{Run: l.Run, Division: int64(l.Division), Household: l.Household, Rule: l.Rule, About: l.About, ToldSealed: sealed}
	}
	return insertAll(ctx, db, rows, "keeping what a run found")
}

// DropLines forgets what earlier runs found in a division and below, and of its
// county what is about the county itself if that is asked for.
func (db *DB) DropLines(ctx context.Context, place division.Code, county bool) error {
	q := db.writer(ctx).NewDelete().Model((*runLineRow)(nil))
	if county {
		q = q.Where("rl.division >= ? AND rl.division < ? OR rl.division = ?", int64(place), int64(place.End()), int64(place.County()))
	} else {
		q = q.Where("rl.division >= ? AND rl.division < ?", int64(place), int64(place.End()))
	}
	_, err := q.Exec(ctx)
	return saying(err, "forgetting what an earlier run found")
}

func (db *DB) linesChosen(ctx context.Context, q *bun.SelectQuery, f casework.LineFilter) *bun.SelectQuery {
	q = apart(ctx, within(q, "rl.division", f.Scope), "rl.household", f.Scope)
	if f.Under != 0 {
		q = within(q, "rl.division", []division.Code{f.Under})
	}
	if f.Rule != "" {
		q = q.Where("rl.rule = ?", f.Rule)
	}
	if len(f.Tables) > 0 {
		q = q.Where("rl.about IN (?)", bun.List(f.Tables))
	}
	if len(f.NotRules) > 0 {
		q = q.Where("rl.rule NOT IN (?)", bun.List(f.NotRules))
	}
	return q
}

// Lines lists what the newest run of each place found, in the order in which it
// wrote it: by division, household and rule.
func (db *DB) Lines(ctx context.Context, f casework.LineFilter) ([]casework.RunLine, error) {
	var rows []runLineRow
	q := db.linesChosen(ctx, db.reader(ctx).NewSelect().Model(&rows), f).Where("rl.id > ?", f.After).Order("rl.id")
	if f.Limit > 0 {
		q = q.Limit(int64(f.Limit))
	}
	if err := q.Scan(ctx); err != nil {
		return nil, saying(err, "listing findings")
	}
	out := make([]casework.RunLine, len(rows))
	for i := range rows {
		var err error
		if out[i], err = db.runLine(&rows[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// CountLines counts them by rule and the table they are about.
func (db *DB) CountLines(ctx context.Context, f casework.LineFilter) ([]casework.LineCount, error) {
	var out []casework.LineCount
	q := db.linesChosen(ctx, db.reader(ctx).NewSelect().Model((*runLineRow)(nil)), f).
		ColumnExpr("rl.rule, rl.about, COUNT(*) AS count").Group("rl.rule", "rl.about").OrderExpr("3 DESC, 1, 2")
	if err := q.Scan(ctx, &out); err != nil {
		return nil, saying(err, "counting findings")
	}
	return out, nil
}

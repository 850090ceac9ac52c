package store

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"dixian/casework"
	"dixian/division"
)

type runChangeRow struct {
	bun.BaseModel `bun:"table:run_changes,alias:rc"`
	ID            int64 `bun:"id,pk,autoincrement"`
	Run           int64
	BeforeRun     int64
	Division      int64
	Household     string
	Rule          string
	Kind          string
	Was           string
	IsNow         string
	Why           string // reasons between commas, one at both ends
	ToldSealed    string
}

func (db *DB) runChange(r *runChangeRow) (casework.RunChange, error) {
	c := casework.RunChange{
		ID: r.ID, Run: r.Run, Before: r.BeforeRun, Division: division.Code(r.Division), Household: r.Household, Rule: r.Rule, Kind: r.Kind,
		Was: r.Was, Is: r.IsNow, Why: strings.Split(strings.Trim(r.Why, ","), ","),
	}
	return c, db.openJSON(changePlace, r.ToldSealed, &c.Told)
}

// AddRunChanges keeps what differs between runs, what shows why sealed.
func (db *DB) AddRunChanges(ctx context.Context, changes []casework.RunChange) error {
	rows := make([]runChangeRow, len(changes))
	for i, c := range changes {
		sealed, err := db.sealJSON(changePlace, c.Told)
		if err != nil {
			return err
		}
		rows[i] = runChangeRow{
			Run: c.Run, BeforeRun: c.Before, Division: int64(c.Division), Household: c.Household, Rule: c.Rule, Kind: c.Kind,
			Was: c.Was, IsNow: c.Is, Why: "," + strings.Join(c.Why, ",") + ",", ToldSealed: sealed,
		}
	}
	return insertAll(ctx, db, rows, "keeping what differs between runs")
}

func runChangesChosen(ctx context.Context, q *bun.SelectQuery, f casework.ChangeFilter) *bun.SelectQuery {
	q = apart(ctx, within(q, "rc.division", f.Scope), "rc.household", f.Scope)
	if f.Under != 0 {
		q = within(q, "rc.division", []division.Code{f.Under})
	}
	for column, value := range map[string]string{"rc.rule": f.Rule, "rc.kind": f.Kind, "rc.household": f.Household} {
		if value != "" {
			q = q.Where("? = ?", bun.Ident(column), value)
		}
	}
	if f.Run != 0 {
		q = q.Where("rc.run = ?", f.Run)
	}
	if f.Why != "" {
		q = q.Where("rc.why LIKE ?", "%,"+f.Why+",%")
	}
	if len(f.NotRules) > 0 {
		q = q.Where("rc.rule NOT IN (?)", bun.List(f.NotRules))
	}
	return q
}

// RunChanges lists what differs between runs, in the order in which it was found:
// what is raised by division, household and rule, then what is gone.
func (db *DB) RunChanges(ctx context.Context, f casework.ChangeFilter) ([]casework.RunChange, error) {
	var rows []runChangeRow
	q := runChangesChosen(ctx, db.reader(ctx).NewSelect().Model(&rows), f).Where("rc.id > ?", f.After).Order("rc.id")
	if f.Limit > 0 {
		q = q.Limit(int64(f.Limit))
	}
	if err := q.Scan(ctx); err != nil {
		return nil, saying(err, "listing what differs between runs")
	}
	out := make([]casework.RunChange, len(rows))
	for i := range rows {
		var err error
		if out[i], err = db.runChange(&rows[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// CountRunChanges counts them for each division of a level, by rule, kind and
// reasons.
func (db *DB) CountRunChanges(ctx context.Context, f casework.ChangeFilter, level division.Level) ([]casework.ChangeCount, error) {
	var rows []struct {
		Place           int64
		Rule, Kind, Why string
		Count           int
	}
	size := spans[level]
	q := runChangesChosen(ctx, db.reader(ctx).NewSelect().Model((*runChangeRow)(nil)), f).
		ColumnExpr("rc.division - rc.division % ? AS place, rc.rule, rc.kind, rc.why, COUNT(*) AS count", size).
		GroupExpr("rc.division - rc.division % ?", size).Group("rc.rule", "rc.kind", "rc.why").OrderExpr("1, 2, 3, 4")
	if err := q.Scan(ctx, &rows); err != nil {
		return nil, saying(err, "counting what differs between runs")
	}
	out := make([]casework.ChangeCount, len(rows))
	for i, r := range rows {
		out[i] = casework.ChangeCount{Place: division.Code(r.Place), Rule: r.Rule, Kind: r.Kind, Why: strings.Trim(r.Why, ","), Count: r.Count}
	}
	return out, nil
}

// KeepInputs writes down what a run read.
func (db *DB) KeepInputs(ctx context.Context, run int64, in *casework.Inputs) error {
	text, err := json.Marshal(in)
	if err != nil {
		return err
	}
	_, err = db.writer(ctx).NewUpdate().Model((*runRow)(nil)).Set("inputs = ?", string(text)).Where("id = ?", run).Exec(ctx)
	return saying(err, "keeping what a run read")
}

// RunKept gives a run with what is kept of what it read.
func (db *DB) RunKept(ctx context.Context, id int64) (*casework.Run, *casework.Inputs, error) {
	var row runRow
	if err := db.reader(ctx).NewSelect().Model(&row).Where("r.id = ?", id).Scan(ctx); err != nil {
		return nil, nil, saying(err, "reading a screening")
	}
	in := &casework.Inputs{}
	return row.record(), in, saying(json.Unmarshal([]byte(row.Inputs), in), "reading what a run read")
}

// EarlierRuns gives, of each place that one looked at, the newest run before a run
// of which something is kept.
func (db *DB) EarlierRuns(ctx context.Context, places []division.Code, before int64) (map[division.Code]int64, error) {
	out := map[division.Code]int64{}
	for some := range slices.Chunk(places, placesAtOnce) {
		at := make([]int64, len(some))
		for i, d := range some {
			at[i] = int64(d)
		}
		var rows []struct{ Division, Run int64 }
		err := db.reader(ctx).NewSelect().Model((*runPlaceRow)(nil)).ColumnExpr("rp.division, MAX(rp.run) AS run").
			Join("JOIN runs AS r ON r.id = rp.run").Where("r.inputs <> ''").Where("rp.run < ?", before).Where("rp.division IN (?)", bun.List(at)).
			Group("rp.division").Scan(ctx, &rows)
		if err != nil {
			return nil, saying(err, "looking for earlier screenings")
		}
		for _, r := range rows {
			out[division.Code(r.Division)] = r.Run
		}
	}
	return out, nil
}

// NewestKept gives the newest run that looked at a place of the scope and of which
// it is kept what it read; 0: none.
func (db *DB) NewestKept(ctx context.Context, scope []division.Code, under division.Code) (int64, error) {
	q := within(keptPlaces(db.reader(ctx).NewSelect().TableExpr("run_places AS rp")), "rp.division", scope)
	if under != 0 {
		q = within(q, "rp.division", []division.Code{under})
	}
	var run int64
	err := q.ColumnExpr("COALESCE(MAX(rp.run), 0)").Scan(ctx, &run)
	return run, saying(err, "looking for the newest screening")
}

// keptPlaces are the places of runs of which it is kept what they read.
func keptPlaces(q *bun.SelectQuery) *bun.SelectQuery {
	return q.Join("JOIN runs AS r ON r.id = rp.run").Where("r.inputs <> ''")
}

// ComparedWith lists the runs with which a run was compared at the filter's places.
func (db *DB) ComparedWith(ctx context.Context, f casework.ChangeFilter) ([]int64, error) {
	before := keptPlaces(db.reader(ctx).NewSelect().TableExpr("run_places AS rp")).ColumnExpr("MAX(rp.run)").Where("rp.division = here.division").Where("rp.run < here.run")
	q := within(db.reader(ctx).NewSelect().TableExpr("run_places AS here").Distinct().ColumnExpr("(?) AS run", before).Where("here.run = ?", f.Run), "here.division", f.Scope)
	if f.Under != 0 {
		q = within(q, "here.division", []division.Code{f.Under})
	}
	var rows []struct{ Run *int64 }
	if err := q.OrderExpr("1").Scan(ctx, &rows); err != nil {
		return nil, saying(err, "looking for earlier screenings")
	}
	var out []int64
	for _, r := range rows {
		if r.Run != nil {
			out = append(out, *r.Run)
		}
	}
	return out, nil
}

package store

import (
	"context"
	"strings"

	"github.com/uptrace/bun"

	"dixian/casework"
	"dixian/division"
)

// Cases lists the filter's cases with their alerts, by due day (none last), then
// number, from its cursor on.
func (db *DB) Cases(ctx context.Context, f casework.Filter) ([]*casework.Case, error) {
	var rows []caseRow
	q := chosen(db.reader(ctx).NewSelect().Model(&rows), f).Order("c.due_order", "c.id")
	if f.After != (casework.Cursor{}) {
		due := dueOrder(f.After.DueOn)
		q = q.Where("(c.due_order > ? OR c.due_order = ? AND c.id > ?)", due, due, f.After.ID)
	}
	if f.Limit > 0 {
		q = q.Limit(int64(f.Limit))
	}
	if err := q.Scan(ctx); err != nil {
		return nil, saying(err, "listing cases")
	}
	out := make([]*casework.Case, len(rows))
	for i := range rows {
		out[i] = rows[i].record()
	}
	return out, db.giveAlerts(ctx, out)
}

// CountCases counts the filter's cases, whatever its cursor and limit.
func (db *DB) CountCases(ctx context.Context, f casework.Filter) (int, error) {
	n, err := chosen(db.reader(ctx).NewSelect().Model((*caseRow)(nil)), f).Count(ctx)
	return int(n), saying(err, "counting cases")
}

// late is true of a case past its limit on a day. A paused clock stands still, so
// what was in time then still is, until the day on which the household was to be
// asked again. Twin: workflow.Clock.LightAt, which the lists' sentences hold it to.
const late = "(c.due_on <> 0 AND c.paused_on = 0 AND c.due_on < ?0 OR c.due_on <> 0 AND c.paused_on <> 0 AND c.due_on < c.paused_on OR c.paused_on <> 0 AND c.ask_again_on <> 0 AND c.ask_again_on < ?0)"

func chosen(q *bun.SelectQuery, f casework.Filter) *bun.SelectQuery {
	q = within(q, "c.division", f.Scope)
	if f.Under != 0 {
		q = within(q, "c.division", []division.Code{f.Under})
	}
	if len(f.States) > 0 {
		q = q.Where("c.state IN (?)", bun.List(f.States))
	}
	if f.Urgency != "" {
		q = q.Where("c.urgency = ?", f.Urgency)
	}
	if f.Rule != "" {
		q = q.Where("EXISTS (SELECT 1 FROM alerts AS al WHERE al.case_id = c.id AND al.rule = ? AND NOT al.gone AND NOT al.settled)", f.Rule)
	}
	if f.LateOn != 0 {
		q = q.Where(late, f.LateOn)
	}
	if f.Text != "" {
		// A code is typed in small letters as often as not; LIKE tells them apart in PostgreSQL.
		begins := likeEscaper.Replace(f.Text) + "%"
		q = q.Where(`(c.household LIKE ? ESCAPE '!' OR c.household LIKE ? ESCAPE '!' OR c.head LIKE ? ESCAPE '!')`, begins, strings.ToUpper(begins), begins)
	}
	return q
}

var likeEscaper = strings.NewReplacer("!", "!!", "%", "!%", "_", "!_")

// CountStates counts cases by state, and those past their limit today.
func (db *DB) CountStates(ctx context.Context, scope []division.Code, under division.Code, today int32) ([]casework.StateCount, error) {
	var rows []struct {
		State       string
		Count, Late int
	}
	q := chosen(db.reader(ctx).NewSelect().Model((*caseRow)(nil)), casework.Filter{Scope: scope, Under: under}).
		ColumnExpr("c.state, COUNT(*) AS count, SUM(CASE WHEN "+late+" THEN 1 ELSE 0 END) AS late", today).
		Group("c.state").Order("c.state")
	if err := q.Scan(ctx, &rows); err != nil {
		return nil, saying(err, "counting cases by state")
	}
	out := make([]casework.StateCount, len(rows))
	for i, r := range rows {
		out[i] = casework.StateCount{State: r.State, Count: r.Count, Late: r.Late}
	}
	return out, nil
}

// CountChildren counts cases by state, and those past their limit today, for each
// division of a level that has cases: the towns of a county in one query.
func (db *DB) CountChildren(ctx context.Context, scope []division.Code, under division.Code, level division.Level, today int32) (map[division.Code][]casework.StateCount, error) {
	var rows []struct {
		Place       int64
		State       string
		Count, Late int
	}
	size := spans[level]
	q := chosen(db.reader(ctx).NewSelect().Model((*caseRow)(nil)), casework.Filter{Scope: scope, Under: under}).
		ColumnExpr("c.division - c.division % ? AS place", size).
		ColumnExpr("c.state, COUNT(*) AS count, SUM(CASE WHEN "+late+" THEN 1 ELSE 0 END) AS late", today).
		GroupExpr("c.division - c.division % ?", size).Group("c.state").OrderExpr("1, 2")
	if err := q.Scan(ctx, &rows); err != nil {
		return nil, saying(err, "counting cases by division and state")
	}
	out := map[division.Code][]casework.StateCount{}
	for _, r := range rows {
		place := division.Code(r.Place)
		out[place] = append(out[place], casework.StateCount{State: r.State, Count: r.Count, Late: r.Late})
	}
	return out, nil
}

// spans are how many codes a division of a level takes.
var spans = map[division.Level]int64{
	division.Province: 10_000_000_000, division.Prefecture: 100_000_000, division.County: 1_000_000, division.Town: 1_000, division.Village: 1,
}

// CountVillages counts cases in the states by village.
func (db *DB) CountVillages(ctx context.Context, scope []division.Code, states []string) (map[division.Code]int, error) {
	var rows []struct {
		Division int64
		Count    int
	}
	q := chosen(db.reader(ctx).NewSelect().Model((*caseRow)(nil)), casework.Filter{Scope: scope, States: states}).
		ColumnExpr("c.division, COUNT(*) AS count").Group("c.division")
	if err := q.Scan(ctx, &rows); err != nil {
		return nil, saying(err, "counting cases by village")
	}
	out := make(map[division.Code]int, len(rows))
	for _, r := range rows {
		out[division.Code(r.Division)] = r.Count
	}
	return out, nil
}

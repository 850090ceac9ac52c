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
	which := inOrder(chosen(ctx, db.reader(ctx).NewSelect().Model((*caseRow)(nil)).Column("c.id"), f))
	if f.After != (casework.Cursor{}) {
		due := dueOrder(f.After.DueOn)
		which = which.Where("(c.due_order > ? OR c.due_order = ? AND c.id > ?)", due, due, f.After.ID)
	}
	if f.Limit > 0 {
		which = which.Limit(int64(f.Limit))
	}
	// Which cases, and in which order, an index answers alone; only theirs are read as
	// a whole, not those of a county to keep a hundred.
	if err := inOrder(db.reader(ctx).NewSelect().Model(&rows).Where("c.id IN (?)", which)).Scan(ctx); err != nil {
		return nil, saying(err, "listing cases")
	}
	out := make([]*casework.Case, len(rows))
	for i := range rows {
		out[i] = rows[i].record()
	}
	return out, db.giveAlerts(ctx, out)
}

func inOrder(q *bun.SelectQuery) *bun.SelectQuery { return q.Order("c.due_order", "c.id") }

// CountCases counts the filter's cases, whatever its cursor and limit.
func (db *DB) CountCases(ctx context.Context, f casework.Filter) (int, error) {
	n, err := chosen(ctx, db.reader(ctx).NewSelect().Model((*caseRow)(nil)), f).Count(ctx)
	return int(n), saying(err, "counting cases")
}

// late is true of a case past its limit on a day. A paused clock stands still, so
// what was in time then still is, until the day on which the household was to be
// asked again. Twin: workflow.Clock.LightAt, which the lists' sentences hold it to.
const late = "(c.due_on <> 0 AND c.paused_on = 0 AND c.due_on < ?0 OR c.due_on <> 0 AND c.paused_on <> 0 AND c.due_on < c.paused_on OR c.paused_on <> 0 AND c.ask_again_on <> 0 AND c.ask_again_on < ?0)"

func chosen(ctx context.Context, q *bun.SelectQuery, f casework.Filter) *bun.SelectQuery {
	q = apart(ctx, within(q, "c.division", f.Scope), "c.household", f.Scope)
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
	q = told(q, f)
	q = standing(q, f)
	q = becoming(q, f)
	if f.Timed {
		q = q.Where("c.due_on <> 0")
	}
	if f.Text != "" {
		// A code is typed in small letters as often as not; LIKE tells them apart in PostgreSQL.
		begins := likeEscaper.Replace(f.Text) + "%"
		q = q.Where(`(c.household LIKE ? ESCAPE '!' OR c.household LIKE ? ESCAPE '!' OR c.head LIKE ? ESCAPE '!')`, begins, strings.ToUpper(begins), begins)
	}
	return q
}

// standing chooses cases by what stands about them and by when somebody is to go.
func standing(q *bun.SelectQuery, f casework.Filter) *bun.SelectQuery {
	switch f.Check {
	case "":
	case casework.AnyCheck:
		q = q.Where("EXISTS (SELECT 1 FROM case_findings AS cf WHERE cf.case_id = c.id AND cf.gone_on = 0)")
	default:
		q = q.Where("EXISTS (SELECT 1 FROM case_findings AS cf WHERE cf.case_id = c.id AND cf.gone_on = 0 AND cf.what = ?)", f.Check)
	}
	if v := f.Visit; v.By != 0 {
		q = q.Where("(c.is_open AND (c.visit_due_on <> 0 AND c.visit_due_on <= ?0 OR c.ask_again_on <> 0 AND c.ask_again_on <= ?0 OR c.paused_on = 0 AND c.due_on <> 0 AND c.due_on <= ?0 AND c.state IN (?1)))", v.By, bun.List(v.States))
	}
	return q
}

var likeEscaper = strings.NewReplacer("!", "!!", "%", "!%", "_", "!_")

package store

import (
	"context"

	"github.com/uptrace/bun"

	"dixian/casework"
	"dixian/division"
	"dixian/screening"
)

// ofClue is true of an alert from before the county's decision, of a record that
// does not go on elsewhere.
const ofClue = "(c.state NOT IN ('attached', 'transferred') AND (c.identified_on = 0 OR al.raised_on <= c.identified_on))"

// became are the parts of what became of an alert, as SQL over the record and the
// alert.
var became = map[casework.Part]string{
	casework.BecameRaised:  "1 = 1",
	casework.BecameVisited: "EXISTS (SELECT 1 FROM events AS e WHERE e.case_id = c.id AND e.act = 'visit' AND e.day >= al.raised_on)",
	casework.BecameEnded:   "(c.identified_on <> 0 OR c.state IN ('settled', 'closed_no_risk', 'refused', 'ended'))",
	casework.BecameListed:  "c.identified_on <> 0",
}

// unspoken is true of a monitored household's record of which no rule had spoken
// when the county decided.
const unspoken = "(c.identified_on <> 0 AND c.channel <> ? AND NOT EXISTS (SELECT 1 FROM alerts AS al WHERE al.case_id = c.id AND al.raised_on <= c.identified_on))"

// becoming narrows to the records behind a number of CountBecame, or to those
// that no rule spoke of.
func becoming(q *bun.SelectQuery, f casework.Filter) *bun.SelectQuery {
	if b := f.Became; b.Part != "" {
		q = q.Where("EXISTS (SELECT 1 FROM alerts AS al WHERE al.case_id = c.id AND "+ofClue+" AND "+became[b.Part]+" AND al.rule = ? AND al.raised_on >= ? AND al.raised_on < ?)",
			b.Rule, int32(b.Raised.From), int32(b.Raised.Before))
	}
	if f.Missed {
		q = q.Where(unspoken, casework.FromDepartments)
	}
	return q
}

// CountBecame counts what came of the alerts of a span, by county and rule.
func (db *DB) CountBecame(ctx context.Context, f casework.Filter, raised casework.Span) ([]casework.BecameCount, error) {
	var rows []struct {
		County                         int64
		Rule                           string
		Raised, Visited, Ended, Listed int
	}
	size := spans[division.County]
	q := chosen(ctx, db.reader(ctx).NewSelect().Model((*caseRow)(nil)), f).
		Join("JOIN alerts AS al ON al.case_id = c.id").Where(ofClue).
		ColumnExpr("c.division - c.division % ? AS county, al.rule", size).
		GroupExpr("c.division - c.division % ?", size).Group("al.rule").OrderExpr("1, 2")
	q = during(q, "al.raised_on", raised)
	for _, part := range casework.Parts {
		q = q.ColumnExpr("COUNT(DISTINCT CASE WHEN "+became[part]+" THEN c.id END) AS ?", bun.Ident(string(part)))
	}
	if err := q.Scan(ctx, &rows); err != nil {
		return nil, saying(err, "counting what became of alerts")
	}
	out := make([]casework.BecameCount, len(rows))
	for i, r := range rows {
		out[i] = casework.BecameCount{County: division.Code(r.County), Rule: r.Rule, Raised: r.Raised, Visited: r.Visited, Ended: r.Ended, Listed: r.Listed}
	}
	return out, nil
}

type runRuleRow struct {
	bun.BaseModel                   `bun:"table:run_rules,alias:rr"`
	Run                             int64 `bun:"run,pk"`
	County                          int64 `bun:"county,pk"`
	Rule                            string
	Screened, Raised, Unknown, NoID int
}

// keepSpoken keeps how the rules spoke in a screening.
func (db *DB) keepSpoken(ctx context.Context, r *casework.Run) error {
	rows := make([]runRuleRow, len(r.Spoken))
	for i, s := range r.Spoken {
		rows[i] = runRuleRow{Run: r.ID, County: int64(s.County), Rule: s.Rule, Screened: s.Screened, Raised: s.Raised, Unknown: s.Unknown, NoID: s.NoID}
	}
	return insertAll(ctx, db, rows, "keeping how the rules spoke")
}

// SpokenIn tells how the rules spoke in the newest screening of each county whose
// as-of date lies in the span.
func (db *DB) SpokenIn(ctx context.Context, scope []division.Code, under division.Code, asOf casework.Span) ([]screening.Spoken, error) {
	var rows []runRuleRow
	newest := during(db.reader(ctx).NewSelect().TableExpr("run_rules AS o").Join("JOIN runs AS r ON r.id = o.run").ColumnExpr("MAX(o.run)").Where("o.county = rr.county"), "r.as_of", asOf)
	q := within(db.reader(ctx).NewSelect().Model(&rows).Where("rr.run = (?)", newest), "rr.county", scope).Order("county", "rule")
	if under != 0 {
		q = within(q, "rr.county", []division.Code{under})
	}
	if err := q.Scan(ctx); err != nil {
		return nil, saying(err, "reading how the rules spoke")
	}
	out := make([]screening.Spoken, len(rows))
	for i, r := range rows {
		out[i] = screening.Spoken{County: division.Code(r.County), Rule: r.Rule, Screened: r.Screened, Raised: r.Raised, Unknown: r.Unknown, NoID: r.NoID}
	}
	return out, nil
}

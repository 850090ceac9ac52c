package store

import (
	"context"

	"github.com/uptrace/bun"

	"dixian/casework"
	"dixian/division"
)

// aboutRow is whose case a line is about, beside the line's own columns.
type aboutRow struct {
	OfHousehold string
	OfHead      string
	OfDivision  int64
}

func (r *aboutRow) about() casework.About {
	return casework.About{Household: r.OfHousehold, Head: r.OfHead, Division: division.Code(r.OfDivision)}
}

// about joins whose case the rows of a table are about.
func about(q *bun.SelectQuery, alias string) *bun.SelectQuery {
	return q.ColumnExpr("c.household AS of_household, c.head AS of_head, c.division AS of_division").Join("JOIN cases AS c ON c.id = ?", bun.Ident(alias+".case_id"))
}

// lines are the rows of a table about the cases of a listing, by number.
func lines(ctx context.Context, q *bun.SelectQuery, alias, day string, l casework.Listing) *bun.SelectQuery {
	id, on := bun.Ident(alias+".id"), bun.Ident(alias+"."+day)
	q = apart(ctx, within(about(q.ColumnExpr("?.*", bun.Ident(alias)), alias), "c.division", l.Scope), "c.household", l.Scope)
	if l.Under != 0 {
		q = within(q, "c.division", []division.Code{l.Under})
	}
	if l.From != 0 {
		q = q.Where("? >= ?", on, int32(l.From))
	}
	if l.To != 0 {
		q = q.Where("? <= ?", on, int32(l.To))
	}
	return q.Where("? > ?", id, l.After).OrderExpr("?", id).Limit(int64(l.Limit))
}

// MeasureLines lists measures across cases.
func (db *DB) MeasureLines(ctx context.Context, l casework.Listing) ([]casework.MeasureLine, error) {
	var rows []struct {
		measureRow `bun:",extend"`
		aboutRow
	}
	if err := lines(ctx, db.reader(ctx).NewSelect().TableExpr("measures AS m"), "m", "recorded", l).Scan(ctx, &rows); err != nil {
		return nil, saying(err, "listing measures")
	}
	out := make([]casework.MeasureLine, len(rows))
	for i := range rows {
		out[i] = casework.MeasureLine{About: rows[i].about(), Measure: rows[i].measure()}
	}
	return out, nil
}

// EventLines lists acts across cases, those named.
func (db *DB) EventLines(ctx context.Context, l casework.Listing, acts []string) ([]casework.EventLine, error) {
	var rows []struct {
		eventRow `bun:",extend"`
		aboutRow
	}
	q := untilThen(ctx, db.reader(ctx).NewSelect().TableExpr("events AS e").Where("e.act IN (?)", bun.List(acts)))
	if err := lines(ctx, q, "e", "day", l).Scan(ctx, &rows); err != nil {
		return nil, saying(err, "listing acts")
	}
	out := make([]casework.EventLine, len(rows))
	for i := range rows {
		e, err := rows[i].event()
		if err != nil {
			return nil, err
		}
		out[i] = casework.EventLine{About: rows[i].about(), Event: e}
	}
	return out, nil
}

package store

import (
	"context"
	"strings"

	"dixian/casework"
	"dixian/division"
)

// DecidedIn gives the cases below a division that the county has decided, without
// alerts.
func (db *DB) DecidedIn(ctx context.Context, under division.Code) ([]*casework.Case, error) {
	var rows []caseRow
	q := within(db.reader(ctx).NewSelect().Model(&rows), "c.division", []division.Code{under})
	if err := q.Where("c.identified_on <> 0").Order("c.id").Scan(ctx); err != nil {
		return nil, saying(err, "listing decided cases")
	}
	out := make([]*casework.Case, len(rows))
	for i := range rows {
		out[i] = rows[i].record()
	}
	return out, nil
}

// MeasuresIn gives all measures of the cases below a division, by household.
func (db *DB) MeasuresIn(ctx context.Context, under division.Code) (map[string][]casework.Measure, error) {
	var rows []struct {
		measureRow `bun:",extend"`
		aboutRow
	}
	q := within(db.reader(ctx).NewSelect().TableExpr("measures AS m").ColumnExpr("m.*"), "c.division", []division.Code{under})
	if err := about(q, "m").Order("m.id").Scan(ctx, &rows); err != nil {
		return nil, saying(err, "listing measures")
	}
	out := map[string][]casework.Measure{}
	for i := range rows {
		out[rows[i].OfHousehold] = append(out[rows[i].OfHousehold], rows[i].measure())
	}
	return out, nil
}

// VisitsIn gives the newest form of each household below a division in which a
// question was answered whose name begins so.
func (db *DB) VisitsIn(ctx context.Context, under division.Code, begins string) (map[string]casework.Event, error) {
	var rows []struct {
		eventRow `bun:",extend"`
		aboutRow
	}
	q := within(untilThen(ctx, db.reader(ctx).NewSelect().TableExpr("events AS e").ColumnExpr("e.*")), "c.division", []division.Code{under})
	q = about(q, "e").Where(`e.form LIKE ? ESCAPE '!'`, "%"+likeEscaper.Replace(`"`+begins)+"%")
	if err := q.Order("e.id").Scan(ctx, &rows); err != nil {
		return nil, saying(err, "listing visit forms")
	}
	out := map[string]casework.Event{}
	for i := range rows {
		e, err := rows[i].event()
		if err != nil {
			return nil, err
		}
		for name, answer := range e.Form {
			if strings.HasPrefix(name, begins) && answer != "" {
				out[rows[i].OfHousehold] = e
			}
		}
	}
	return out, nil
}

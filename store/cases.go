package store

import (
	"context"

	"dixian/casework"
	"dixian/division"
)

// CreateCase fills in ID and Version 1. A household has one open record; the
// database refuses a second.
func (db *DB) CreateCase(ctx context.Context, c *casework.Case) error {
	row := caseRowOf(c)
	row.ID, row.Version = 0, 1
	if _, err := db.writer(ctx).NewInsert().Model(row).Exec(ctx); err != nil {
		return saying(err, "opening a case")
	}
	c.ID, c.Version = row.ID, row.Version
	return nil
}

// SaveCase writes the record if its Version is the stored one, and raises it;
// else casework.ErrStale.
func (db *DB) SaveCase(ctx context.Context, c *casework.Case) error {
	row := caseRowOf(c)
	row.Version++
	r, err := db.writer(ctx).NewUpdate().Model(row).WherePK().Where("version = ?", c.Version).Exec(ctx)
	if err := changed(r, err, casework.ErrStale, "saving a case"); err != nil {
		return err
	}
	c.Version = row.Version
	return nil
}

// Case fails with casework.ErrNotFound, outside the scope too.
func (db *DB) Case(ctx context.Context, id int64, scope []division.Code) (*casework.Case, error) {
	var row caseRow
	err := apart(ctx, within(db.reader(ctx).NewSelect().Model(&row).Where("id = ?", id), "c.division", scope), "c.household", scope).Scan(ctx)
	if err := one(err, casework.ErrNotFound, "a case"); err != nil {
		return nil, err
	}
	c := row.record()
	return c, db.giveAlerts(ctx, []*casework.Case{c})
}

// OpenCase gives the household's open record with its alerts, or nil.
func (db *DB) OpenCase(ctx context.Context, household string) (*casework.Case, error) {
	var rows []caseRow
	if err := db.reader(ctx).NewSelect().Model(&rows).Where("household = ?", household).Where("is_open").Scan(ctx); err != nil {
		return nil, saying(err, "looking for a household's open case")
	}
	if len(rows) == 0 {
		return nil, nil
	}
	c := rows[0].record()
	return c, db.giveAlerts(ctx, []*casework.Case{c})
}

// OpenCases gives all open records with their alerts, by household, in two
// queries.
func (db *DB) OpenCases(ctx context.Context) (map[string]*casework.Case, error) {
	var rows []caseRow
	if err := db.reader(ctx).NewSelect().Model(&rows).Where("is_open").Order("id").Scan(ctx); err != nil {
		return nil, saying(err, "reading the open cases")
	}
	list := make([]*casework.Case, len(rows))
	out := make(map[string]*casework.Case, len(rows))
	for i := range rows {
		list[i] = rows[i].record()
		out[list[i].Household] = list[i]
	}
	var alerts []alertRow
	err := db.reader(ctx).NewSelect().Model(&alerts).Join("JOIN cases AS c ON c.id = al.case_id").Where("c.is_open").Order("al.case_id", "al.id").Scan(ctx)
	if err != nil {
		return nil, saying(err, "reading the open cases' alerts")
	}
	return out, db.handAlerts(list, alerts)
}

// AttachedCases gives the attached clues whose known case is open, without their
// alerts, oldest first.
func (db *DB) AttachedCases(ctx context.Context) ([]*casework.Case, error) {
	var rows []caseRow
	err := db.reader(ctx).NewSelect().Model(&rows).Join("JOIN cases AS k ON k.id = c.into_case").
		Where("c.state = 'attached'").Where("k.is_open").Order("c.id").Scan(ctx)
	if err != nil {
		return nil, saying(err, "reading the attached clues")
	}
	out := make([]*casework.Case, len(rows))
	for i := range rows {
		out[i] = rows[i].record()
	}
	return out, nil
}

package store

import (
	"context"

	"github.com/uptrace/bun"

	"dixian/registry"
)

// numbersAtOnce is how many numbers one statement looks up: with one key each, or
// two while the keys are rotated, it stays below what databases take.
const numbersAtOnce = 2000

// Holders gives the households where ID numbers stand, by number.
func (db *DB) Holders(ctx context.Context, numbers []string) (map[string][]string, error) {
	out := map[string][]string{}
	if len(numbers) == 0 {
		return out, nil
	}
	if err := db.freshKeys(ctx); err != nil {
		return nil, err
	}
	for len(numbers) > 0 {
		some := numbers[:min(numbersAtOnce, len(numbers))]
		numbers = numbers[len(some):]
		of, blinds := map[string]string{}, []string{}
		for _, n := range some {
			for _, b := range db.ring().Blinds(numberPlace, n) {
				of[b], blinds = n, append(blinds, b)
			}
		}
		var rows []struct{ NumberBlind, Household string }
		q := db.reader(ctx).NewSelect().Model((*personRow)(nil)).Column("number_blind", "household").
			Where("number_blind IN (?)", bun.List(blinds)).Where("has_id").Order("household")
		if err := q.Scan(ctx, &rows); err != nil {
			return nil, saying(err, "looking who has a number")
		}
		for _, r := range rows {
			out[of[r.NumberBlind]] = append(out[of[r.NumberBlind]], r.Household)
		}
	}
	return out, nil
}

// householdColumns are what a change writes of a household: all but what cases
// decide.
var householdColumns = []string{
	"division", "village_group", "kind", "relocated", "relocation_site", "phone_sealed", "phone_blind", "address", "version", "county", "ended_on", "ended_how",
}

// Apply writes new versions of households, each household once, whole, however
// many revisions it has.
func (db *DB) Apply(ctx context.Context, a registry.Applied) error {
	newest, codes := map[string]*registry.Household{}, []string{}
	for i := range a.Revisions {
		r := &a.Revisions[i]
		if newest[r.Household] == nil {
			codes = append(codes, r.Household)
		}
		newest[r.Household] = r.After
	}
	return db.Atomically(ctx, func(ctx context.Context) error {
		for some := codes; len(some) > 0; some = some[min(householdsAtOnce, len(some)):] {
			if err := db.rewrite(ctx, some[:min(householdsAtOnce, len(some))], newest); err != nil {
				return err
			}
		}
		return db.addPast(ctx, a)
	})
}

func (db *DB) rewrite(ctx context.Context, codes []string, newest map[string]*registry.Household) error {
	var rows []householdRow
	var persons []personRow
	for _, code := range codes {
		h := newest[code]
		row, err := db.householdRow(h)
		if err != nil {
			return err
		}
		rows = append(rows, row)
		for i := range h.Members {
			p, err := db.personRow(h, i)
			if err != nil {
				return err
			}
			persons = append(persons, p)
		}
	}
	q := db.writer(ctx).NewInsert().Model(&rows).On("CONFLICT (code) DO UPDATE")
	for _, column := range householdColumns {
		q = q.Set(column + " = EXCLUDED." + column)
	}
	if _, err := q.Exec(ctx); err != nil {
		return saying(err, "writing households")
	}
	if _, err := db.writer(ctx).NewDelete().Model((*personRow)(nil)).Where("household IN (?)", bun.List(codes)).Exec(ctx); err != nil {
		return saying(err, "replacing households' members")
	}
	if len(persons) == 0 {
		return nil
	}
	_, err := db.writer(ctx).NewInsert().Model(&persons).Exec(ctx)
	return saying(err, "replacing households' members")
}

// addPast writes what a change leaves behind.
func (db *DB) addPast(ctx context.Context, a registry.Applied) error {
	revisions := make([]revisionRow, len(a.Revisions))
	for i, r := range a.Revisions {
		row := revisionRow{Household: r.Household, Version: r.Version, At: momentOf(r.At), Who: r.User, WhoName: r.Name, Why: r.Why, Request: r.Request}
		var err error
		if row.BeforeSealed, err = db.sealHousehold(beforePlace, r.Before); err != nil {
			return err
		}
		if row.AfterSealed, err = db.sealHousehold(afterPlace, r.After); err != nil {
			return err
		}
		revisions[i] = row
	}
	stays := make([]stayRow, len(a.Stays))
	for i, s := range a.Stays {
		sealed, err := db.ring().Seal(stayPlace, s.Number)
		if err != nil {
			return err
		}
		stays[i] = stayRow{
			Household: s.Household, NumberSealed: sealed, NumberBlind: db.ring().Blind(stayPlace, s.Number), HasID: s.HasID, Name: s.Name, Relation: s.Relation,
			Since: int32(s.Since), SinceHow: s.SinceHow, UntilDay: int32(s.Until), UntilHow: s.UntilHow, MovedTo: s.MovedTo, Request: s.Request,
		}
	}
	links := make([]linkRow, len(a.Links))
	for i, l := range a.Links {
		links[i] = linkRow{FromHousehold: l.From, ToHousehold: l.To, Kind: l.Kind, Day: int32(l.On), Request: l.Request}
	}
	if err := insertAll(ctx, db, revisions, "keeping revisions"); err != nil {
		return err
	}
	if err := insertAll(ctx, db, stays, "keeping who lived where"); err != nil {
		return err
	}
	return insertAll(ctx, db, links, "keeping splits and merges")
}

// insertAll inserts rows in statements of many.
func insertAll[T any](ctx context.Context, db *DB, rows []T, what string) error {
	for len(rows) > 0 {
		some := rows[:min(householdsAtOnce, len(rows))]
		rows = rows[len(some):]
		if _, err := db.writer(ctx).NewInsert().Model(&some).Exec(ctx); err != nil {
			return saying(err, what)
		}
	}
	return nil
}

// RevisionsOf gives what a request did, as it was done.
func (db *DB) RevisionsOf(ctx context.Context, request int64) ([]registry.Revision, error) {
	return db.revisions(ctx, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("request = ?", request).Order("id") })
}

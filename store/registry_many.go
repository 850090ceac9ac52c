package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"dixian/division"
	"dixian/registry"
)

// Households reads many households with their members in two queries; what is not
// there is left out.
func (db *DB) Households(ctx context.Context, codes []string, unmasked bool) (map[string]*registry.Household, error) {
	out := make(map[string]*registry.Household, len(codes))
	if len(codes) == 0 {
		return out, nil
	}
	var rows []householdRow
	if err := db.reader(ctx).NewSelect().Model(&rows).Where("code IN (?)", bun.List(codes)).Scan(ctx); err != nil {
		return nil, saying(err, "reading households")
	}
	for i := range rows {
		h, err := db.household(&rows[i], unmasked)
		if err != nil {
			return nil, err
		}
		out[h.Code] = h
	}
	var persons []personRow
	if err := db.reader(ctx).NewSelect().Model(&persons).Where("household IN (?)", bun.List(codes)).Order("household", "position").Scan(ctx); err != nil {
		return nil, saying(err, "reading households' members")
	}
	for i := range persons {
		p, err := db.person(&persons[i], unmasked)
		if err != nil {
			return nil, fmt.Errorf("number of member %d of household %s: %w", persons[i].Position+1, persons[i].Household, err)
		}
		h := out[persons[i].Household]
		h.Members = append(h.Members, p)
	}
	return out, nil
}

// HouseholdsIn reads all households below a division, by code, numbers whole.
func (db *DB) HouseholdsIn(ctx context.Context, under division.Code) ([]*registry.Household, error) {
	var codes []string
	q := within(db.reader(ctx).NewSelect().Model((*householdRow)(nil)).Column("code"), "h.division", []division.Code{under})
	if err := q.Order("code").Scan(ctx, &codes); err != nil {
		return nil, saying(err, "listing households")
	}
	out := make([]*registry.Household, 0, len(codes))
	for len(codes) > 0 {
		some := codes[:min(householdsAtOnce, len(codes))]
		codes = codes[len(some):]
		held, err := db.Households(ctx, some, true)
		if err != nil {
			return nil, err
		}
		for _, code := range some {
			if h := held[code]; h != nil { // gone between two queries
				out = append(out, h)
			}
		}
	}
	return out, nil
}

// CasesOf gives the numbers of the households' cases, oldest first; open: only
// those that still take alerts.
func (db *DB) CasesOf(ctx context.Context, codes []string, open bool) (map[string][]int64, error) {
	out := map[string][]int64{}
	if len(codes) == 0 {
		return out, nil
	}
	var rows []struct {
		ID        int64
		Household string
	}
	q := db.reader(ctx).NewSelect().Model((*caseRow)(nil)).Column("id", "household").Where("household IN (?)", bun.List(codes)).Order("id")
	if open {
		q = q.Where("is_open")
	}
	if err := q.Scan(ctx, &rows); err != nil {
		return nil, saying(err, "looking for households' cases")
	}
	for _, r := range rows {
		out[r.Household] = append(out[r.Household], r.ID)
	}
	return out, nil
}

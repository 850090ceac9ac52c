package store

import (
	"context"

	"dixian/division"
	"dixian/registry"
)

// HouseholdPage reads a page of households with their members, in three queries.
func (db *DB) HouseholdPage(ctx context.Context, p registry.Page) ([]*registry.Household, error) {
	q := apart(ctx, within(db.reader(ctx).NewSelect().Model((*householdRow)(nil)).Column("h.code").Where("h.ended_on = 0"), "h.division", p.Scope), "h.code", p.Scope)
	if p.Under != 0 {
		q = within(q, "h.division", []division.Code{p.Under})
	}
	if p.Kind != "" {
		q = q.Where("h.kind = ?", p.Kind)
	}
	if p.ObjectType != "" {
		q = q.Where("h.object_type = ?", p.ObjectType)
	}
	if p.Monitored {
		q = q.Where("h.object_type <> ''")
	}
	if p.AfterCode != "" {
		// The first condition is what an index is walked from.
		q = q.Where("h.division >= ?", int64(p.AfterDivision)).Where("(h.division > ? OR h.code > ?)", int64(p.AfterDivision), p.AfterCode)
	}
	var codes []string
	if err := q.Order("h.division", "h.code").Limit(int64(p.Limit)).Scan(ctx, &codes); err != nil {
		return nil, saying(err, "listing households")
	}
	held, err := db.Households(ctx, codes, p.Whole)
	if err != nil {
		return nil, err
	}
	out := make([]*registry.Household, 0, len(codes))
	for _, code := range codes {
		if h := held[code]; h != nil { // gone between two queries
			out = append(out, h)
		}
	}
	return out, nil
}

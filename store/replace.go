package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"dixian/registry"
)

// householdsAtOnce is how many households one statement inserts.
const householdsAtOnce = 500

// Replace adds the households that are not there yet, in statements of many
// rows, and counts those that are.
func (db *DB) Replace(ctx context.Context, households []registry.Household) (added, kept int, err error) {
	err = db.Atomically(ctx, func(ctx context.Context) error {
		added, kept = 0, 0
		for len(households) > 0 {
			batch := households[:min(householdsAtOnce, len(households))]
			households = households[len(batch):]
			n, err := db.addHouseholds(ctx, batch)
			if err != nil {
				return err
			}
			added, kept = added+n, kept+len(batch)-n
		}
		return nil
	})
	if err != nil {
		return 0, 0, err
	}
	return added, kept, nil
}

func (db *DB) addHouseholds(ctx context.Context, batch []registry.Household) (added int, err error) {
	wanted := make([]string, len(batch))
	for i := range batch {
		wanted[i] = batch[i].Code
	}
	var held []string
	if err := db.reader(ctx).NewSelect().Model((*householdRow)(nil)).Column("code").Where("code IN (?)", bun.List(wanted)).Scan(ctx, &held); err != nil {
		return 0, saying(err, "looking for households")
	}
	there := make(map[string]bool, len(batch))
	for _, code := range held {
		there[code] = true
	}
	var rows []householdRow
	var persons []personRow
	for i := range batch {
		h := &batch[i]
		if there[h.Code] {
			continue
		}
		there[h.Code] = true
		row, err := db.householdRow(h)
		if err != nil {
			return 0, err
		}
		rows = append(rows, row)
		for position := range h.Members {
			p, err := db.personRow(h, position)
			if err != nil {
				return 0, err
			}
			persons = append(persons, p)
		}
	}
	if len(rows) > 0 {
		if _, err := db.writer(ctx).NewInsert().Model(&rows).Exec(ctx); err != nil {
			return 0, fmt.Errorf("adding households from %s: %w", rows[0].Code, err)
		}
	}
	if len(persons) > 0 {
		if _, err := db.writer(ctx).NewInsert().Model(&persons).Exec(ctx); err != nil {
			return 0, fmt.Errorf("adding members of households from %s: %w", rows[0].Code, err)
		}
	}
	return len(rows), nil
}

func (db *DB) householdRow(h *registry.Household) (householdRow, error) {
	sealed, err := db.ring().Seal(phonePlace, h.Phone)
	return householdRow{
		Code: h.Code, Division: int64(h.Division), VillageGroup: h.Group, Kind: h.Kind, Relocated: h.Relocated, RelocationSite: h.RelocationSite,
		ObjectType: h.ObjectType, RiskCleared: h.RiskCleared, PhoneSealed: sealed, PhoneBlind: db.ring().Blind(phonePlace, h.Phone), Address: h.Address,
		Version: max(1, h.Version), County: int64(h.Division.County()), EndedOn: int32(h.EndedOn), EndedHow: h.EndedHow,
	}, err
}

func (db *DB) personRow(h *registry.Household, position int) (personRow, error) {
	p := &h.Members[position]
	sealed, err := db.ring().Seal(numberPlace, p.Number)
	return personRow{
		Household: h.Code, Position: position, NumberSealed: sealed, NumberBlind: db.ring().Blind(numberPlace, p.Number), HasID: p.HasID,
		Name: p.Name, Sex: p.Sex, BirthDate: int32(p.BirthDate), Relation: p.Relation, Health: p.Health, Labor: p.Labor, Status: p.Status,
		LivingTogether: p.LivingTogether, Division: int64(h.Division), County: int64(h.Division.County()),
		Ethnicity: p.Ethnicity, Education: p.Education, Since: int32(p.Since), SinceHow: p.SinceHow,
	}, err
}

package store

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
	"dixian/identity"
	"dixian/registry"
)

type householdRow struct {
	bun.BaseModel  `bun:"table:households,alias:h"`
	Code           string `bun:"code,pk"`
	Division       int64
	VillageGroup   string
	Kind           string
	Relocated      bool
	RelocationSite string
	ObjectType     string
	RiskCleared    bool
	PhoneSealed    string
	PhoneBlind     string
	Address        string
	Version        int
	County         int64
	EndedOn        int32
	EndedHow       string
}

type personRow struct {
	bun.BaseModel  `bun:"table:persons,alias:p"`
	Household      string `bun:"household,pk"`
	Position       int    `bun:"position,pk"`
	NumberSealed   string
	NumberBlind    string
	HasID          bool
	Name, Sex      string
	BirthDate      int32
	Relation       string
	Health, Labor  string
	Status         string
	LivingTogether bool
	Division       int64
	County         int64
	Ethnicity      string
	Education      string
	Since          int32
	SinceHow       string
}

// Household fails with access.ErrNotFound. Numbers and the phone are masked
// unless asked otherwise.
func (db *DB) Household(ctx context.Context, code string, unmasked bool) (*registry.Household, error) {
	held, err := db.Households(ctx, []string{code}, unmasked)
	if err != nil {
		return nil, err
	}
	if h := held[code]; h != nil {
		return h, nil
	}
	return nil, access.ErrNotFound
}

// household is a row without members.
func (db *DB) household(row *householdRow, unmasked bool) (*registry.Household, error) {
	h := &registry.Household{
		Code: row.Code, Division: division.Code(row.Division), Group: row.VillageGroup, Kind: row.Kind, Relocated: row.Relocated,
		RelocationSite: row.RelocationSite, ObjectType: row.ObjectType, RiskCleared: row.RiskCleared, Address: row.Address,
		Version: row.Version, EndedOn: calendar.Date(row.EndedOn), EndedHow: row.EndedHow, Members: []registry.Person{},
	}
	var err error
	if h.Phone, err = db.open(phonePlace, row.PhoneSealed); err != nil {
		return nil, fmt.Errorf("phone of household %s: %w", row.Code, err)
	}
	if !unmasked {
		h.Phone = identity.MaskText(h.Phone)
	}
	return h, nil
}

func (db *DB) person(r *personRow, unmasked bool) (registry.Person, error) {
	number, err := db.open(numberPlace, r.NumberSealed)
	if err != nil {
		return registry.Person{}, err
	}
	if r.HasID && !unmasked {
		number = identity.MaskID(number)
	}
	return registry.Person{
		Number: number, HasID: r.HasID, Name: r.Name, Sex: r.Sex, BirthDate: calendar.Date(r.BirthDate), Relation: r.Relation,
		Health: r.Health, Labor: r.Labor, Status: r.Status, LivingTogether: r.LivingTogether, Ethnicity: r.Ethnicity, Education: r.Education,
		Since: calendar.Date(r.Since), SinceHow: r.SinceHow,
	}, nil
}

// Monitored writes what a decision made of a household; access.ErrNotFound
// without it.
func (db *DB) Monitored(ctx context.Context, code, objectType string, cleared bool) error {
	r, err := db.writer(ctx).NewUpdate().Model((*householdRow)(nil)).
		Set("object_type = ?", objectType).Set("risk_cleared = ?", cleared).Where("code = ?", code).Exec(ctx)
	return changed(r, err, access.ErrNotFound, "marking a household")
}

// HouseholdsByNumber finds the codes of households in the scope that a person
// with the number (an ID number or a provisional one, whole) belongs to.
func (db *DB) HouseholdsByNumber(ctx context.Context, number string, scope []division.Code) ([]string, error) {
	if err := db.freshKeys(ctx); err != nil {
		return nil, err
	}
	q := db.reader(ctx).NewSelect().Model((*personRow)(nil)).ColumnExpr("DISTINCT h.code").
		Join("JOIN households AS h ON h.code = p.household").
		Where("p.number_blind IN (?)", bun.List(db.ring().Blinds(numberPlace, number)))
	return codes(ctx, within(q, "h.division", scope).Order("h.code"))
}

// HouseholdsByPhone finds the codes of households in the scope with the phone.
func (db *DB) HouseholdsByPhone(ctx context.Context, phone string, scope []division.Code) ([]string, error) {
	if err := db.freshKeys(ctx); err != nil {
		return nil, err
	}
	q := db.reader(ctx).NewSelect().Model((*householdRow)(nil)).Column("h.code").
		Where("h.phone_blind IN (?)", bun.List(db.ring().Blinds(phonePlace, phone)))
	return codes(ctx, within(q, "h.division", scope).Order("h.code"))
}

func codes(ctx context.Context, q *bun.SelectQuery) ([]string, error) {
	out := []string{}
	err := q.Scan(ctx, &out)
	return out, saying(err, "looking for households")
}

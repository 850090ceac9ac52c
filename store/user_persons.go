package store

import (
	"context"

	"github.com/uptrace/bun"

	"dixian/registry"
)

type userPersonRow struct {
	bun.BaseModel `bun:"table:user_persons,alias:up"`
	UserID        int64 `bun:"user_id,pk"`
	NumberSealed  string
	NumberBlind   string
}

// SavePerson says by an ID number who a user is among the registered persons; an
// empty number takes that back.
func (db *DB) SavePerson(ctx context.Context, userID int64, number string) error {
	if number == "" {
		_, err := db.writer(ctx).NewDelete().Model((*userPersonRow)(nil)).Where("user_id = ?", userID).Exec(ctx)
		return saying(err, "forgetting who a user is")
	}
	sealed, err := db.ring().Seal(numberPlace, number)
	if err != nil {
		return err
	}
	row := &userPersonRow{UserID: userID, NumberSealed: sealed, NumberBlind: db.ring().Blind(numberPlace, number)}
	_, err = db.writer(ctx).NewInsert().Model(row).On("CONFLICT (user_id) DO UPDATE").Set("number_sealed = EXCLUDED.number_sealed").Set("number_blind = EXCLUDED.number_blind").Exec(ctx)
	return saying(err, "saying who a user is")
}

// OwnHouseholds are the households of the person that a user is: those in which the
// person is registered and has neither died nor moved out. While the keys are
// changed either blind index finds them.
func (db *DB) OwnHouseholds(ctx context.Context, userID int64) ([]string, error) {
	if err := db.freshKeys(ctx); err != nil {
		return nil, err
	}
	var rows []userPersonRow
	if err := db.reader(ctx).NewSelect().Model(&rows).Where("user_id = ?", userID).Scan(ctx); err != nil {
		return nil, saying(err, "looking for who a user is")
	}
	if len(rows) == 0 {
		return nil, nil
	}
	number, err := db.open(numberPlace, rows[0].NumberSealed)
	if err != nil {
		return nil, err
	}
	q := db.reader(ctx).NewSelect().Model((*personRow)(nil)).ColumnExpr("DISTINCT p.household").
		Where("p.number_blind IN (?)", bun.List(db.ring().Blinds(numberPlace, number))).
		Where("p.status NOT IN (?)", bun.List([]string{registry.Dead, registry.Gone})).OrderExpr("p.household")
	return codes(ctx, q)
}

// isLinked tells of a user's row whether it is said who the user is.
const isLinked = "u.*, EXISTS (SELECT 1 FROM user_persons AS up WHERE up.user_id = u.id) AS linked"

// Concerned are the logins of those who belong to a household with an open case, by
// its code.
func (db *DB) Concerned(ctx context.Context) (map[string][]string, error) {
	var rows []struct{ Household, Login string }
	err := db.reader(ctx).NewSelect().TableExpr("user_persons AS up").ColumnExpr("DISTINCT c.household, u.login").
		Join("JOIN users AS u ON u.id = up.user_id").Join("JOIN persons AS p ON p.number_blind = up.number_blind").
		Join("JOIN cases AS c ON c.household = p.household AND c.is_open").
		Where("p.status NOT IN (?)", bun.List([]string{registry.Dead, registry.Gone})).OrderExpr("c.household, u.login").Scan(ctx, &rows)
	if err != nil {
		return nil, saying(err, "looking for whose households have cases")
	}
	out := map[string][]string{}
	for _, r := range rows {
		out[r.Household] = append(out[r.Household], r.Login)
	}
	return out, nil
}

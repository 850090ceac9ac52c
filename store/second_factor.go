package store

import (
	"context"
	"encoding/base64"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"dixian/access"
)

type factorRow struct {
	bun.BaseModel `bun:"table:second_factors,alias:f"`
	UserID        int64 `bun:"user_id,pk"`
	SecretSealed  string
	ConfirmedAt   moment
	LastStep      int64
	Recovery      string
}

// Factor fails with access.ErrNotFound.
func (db *DB) Factor(ctx context.Context, userID int64) (access.Factor, error) {
	var row factorRow
	err := db.reader(ctx).NewSelect().Model(&row).Where("user_id = ?", userID).Scan(ctx)
	if err := one(err, access.ErrNotFound, "a second factor"); err != nil {
		return access.Factor{}, err
	}
	text, err := db.open(factorPlace, row.SecretSealed)
	if err != nil {
		return access.Factor{}, err
	}
	secret, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil {
		return access.Factor{}, fmt.Errorf("reading a second factor: %w", err)
	}
	return access.Factor{UserID: row.UserID, Secret: secret, ConfirmedAt: row.ConfirmedAt.time(), LastStep: row.LastStep, Recovery: strings.Fields(row.Recovery)}, nil
}

// SaveFactor writes a user's second factor, the first or another.
func (db *DB) SaveFactor(ctx context.Context, f access.Factor) error {
	sealed, err := db.ring().Seal(factorPlace, base64.RawStdEncoding.EncodeToString(f.Secret))
	if err != nil {
		return err
	}
	row := &factorRow{UserID: f.UserID, SecretSealed: sealed, ConfirmedAt: momentOf(f.ConfirmedAt), LastStep: f.LastStep, Recovery: strings.Join(f.Recovery, " ")}
	_, err = db.writer(ctx).NewInsert().Model(row).On("CONFLICT (user_id) DO UPDATE").Set("secret_sealed = EXCLUDED.secret_sealed").
		Set("confirmed_at = EXCLUDED.confirmed_at").Set("last_step = EXCLUDED.last_step").Set("recovery = EXCLUDED.recovery").Exec(ctx)
	return saying(err, "saving a second factor")
}

// DeleteFactor forgets a user's second factor, if there is one.
func (db *DB) DeleteFactor(ctx context.Context, userID int64) error {
	_, err := db.writer(ctx).NewDelete().Model((*factorRow)(nil)).Where("user_id = ?", userID).Exec(ctx)
	return saying(err, "forgetting a second factor")
}

package store

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"dixian/access"
	"dixian/division"
)

type tokenRow struct {
	bun.BaseModel `bun:"table:api_tokens,alias:t"`
	ID            int64 `bun:"id,pk,autoincrement"`
	UserID        int64
	Name          string
	TokenHash     string
	Grants        string
	Writes        bool
	CreatedAt     moment
	ExpiresAt     moment
	UsedAt        moment
}

func (r *tokenRow) token() (access.Token, error) {
	t := access.Token{ID: r.ID, UserID: r.UserID, Name: r.Name, Hash: r.TokenHash, Writes: r.Writes, CreatedAt: r.CreatedAt.time(), ExpiresAt: r.ExpiresAt.time(), UsedAt: r.UsedAt.time()}
	for _, g := range strings.Fields(r.Grants) {
		role, rest, _ := strings.Cut(g, "@")
		place, owner, _ := strings.Cut(rest, "@")
		code, err1 := division.ParseCode(place)
		owner, err2 := url.QueryUnescape(owner)
		if err := errors.Join(err1, err2); err != nil {
			return t, fmt.Errorf("reading a token's grant %q: %w", g, err)
		}
		t.Grants = append(t.Grants, access.Grant{Role: role, Division: code, Owner: owner})
	}
	return t, nil
}

// CreateToken keeps a user's token and gives it its number.
func (db *DB) CreateToken(ctx context.Context, t *access.Token) error {
	grants := make([]string, len(t.Grants))
	for i, g := range t.Grants {
		grants[i] = g.Role + "@" + g.Division.String()
		if g.Owner != "" {
			grants[i] += "@" + url.QueryEscape(g.Owner) // whatever stands in a package's word, a blank parts grants
		}
	}
	row := &tokenRow{
		UserID: t.UserID, Name: t.Name, TokenHash: t.Hash, Grants: strings.Join(grants, " "), Writes: t.Writes,
		CreatedAt: momentOf(t.CreatedAt), ExpiresAt: momentOf(t.ExpiresAt), UsedAt: momentOf(t.UsedAt),
	}
	_, err := db.writer(ctx).NewInsert().Model(row).Exec(ctx)
	t.ID = row.ID
	return saying(err, "keeping a token")
}

// Tokens lists a user's tokens, oldest first.
func (db *DB) Tokens(ctx context.Context, userID int64) ([]access.Token, error) {
	var rows []tokenRow
	if err := db.reader(ctx).NewSelect().Model(&rows).Where("user_id = ?", userID).Order("id").Scan(ctx); err != nil {
		return nil, saying(err, "listing tokens")
	}
	out := make([]access.Token, len(rows))
	for i := range rows {
		var err error
		if out[i], err = rows[i].token(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// TokenByHash fails with access.ErrNoSession.
func (db *DB) TokenByHash(ctx context.Context, hash string) (access.Token, error) {
	var row tokenRow
	err := db.reader(ctx).NewSelect().Model(&row).Where("token_hash = ?", hash).Scan(ctx)
	if err := one(err, access.ErrNoSession, "a token"); err != nil {
		return access.Token{}, err
	}
	return row.token()
}

// TouchToken notes when a token was used.
func (db *DB) TouchToken(ctx context.Context, id int64, at time.Time) error {
	r, err := db.writer(ctx).NewUpdate().Model((*tokenRow)(nil)).Set("used_at = ?", momentOf(at)).Where("id = ?", id).Exec(ctx)
	return changed(r, err, access.ErrNoSession, "touching a token")
}

// DeleteToken fails with access.ErrNotFound where the user has no such token.
func (db *DB) DeleteToken(ctx context.Context, userID, id int64) error {
	r, err := db.writer(ctx).NewDelete().Model((*tokenRow)(nil)).Where("id = ?", id).Where("user_id = ?", userID).Exec(ctx)
	return changed(r, err, access.ErrNotFound, "withdrawing a token")
}

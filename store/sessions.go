package store

import (
	"context"
	"time"

	"github.com/uptrace/bun"

	"dixian/access"
)

type credentialRow struct {
	bun.BaseModel `bun:"table:credentials,alias:c"`
	UserID        int64 `bun:"user_id,pk"`
	Hash          string
	Failed        int
	LockedUntil   moment
}

type sessionRow struct {
	bun.BaseModel `bun:"table:sessions,alias:s"`
	TokenHash     string `bun:"token_hash,pk"`
	UserID        int64
	CreatedAt     moment
	SeenAt        moment
}

// Credential fails with access.ErrNotFound.
func (db *DB) Credential(ctx context.Context, userID int64) (access.Credential, error) {
	var row credentialRow
	err := db.reader(ctx).NewSelect().Model(&row).Where("user_id = ?", userID).Scan(ctx)
	if err := one(err, access.ErrNotFound, "a credential"); err != nil {
		return access.Credential{}, err
	}
	return access.Credential{UserID: row.UserID, Hash: row.Hash, Failed: row.Failed, LockedUntil: row.LockedUntil.time()}, nil
}

// SaveCredential writes a user's credential, the first or another.
func (db *DB) SaveCredential(ctx context.Context, c access.Credential) error {
	row := &credentialRow{UserID: c.UserID, Hash: c.Hash, Failed: c.Failed, LockedUntil: momentOf(c.LockedUntil)}
	_, err := db.writer(ctx).NewInsert().Model(row).On("CONFLICT (user_id) DO UPDATE").
		Set("hash = EXCLUDED.hash").Set("failed = EXCLUDED.failed").Set("locked_until = EXCLUDED.locked_until").Exec(ctx)
	return saying(err, "saving a credential")
}

// CreateSession keeps a signed-in user's session.
func (db *DB) CreateSession(ctx context.Context, s access.Session) error {
	row := &sessionRow{TokenHash: s.TokenHash, UserID: s.UserID, CreatedAt: momentOf(s.CreatedAt), SeenAt: momentOf(s.SeenAt)}
	_, err := db.writer(ctx).NewInsert().Model(row).Exec(ctx)
	return saying(err, "opening a session")
}

// Session fails with access.ErrNoSession.
func (db *DB) Session(ctx context.Context, tokenHash string) (access.Session, error) {
	var row sessionRow
	err := db.reader(ctx).NewSelect().Model(&row).Where("token_hash = ?", tokenHash).Scan(ctx)
	if err := one(err, access.ErrNoSession, "a session"); err != nil {
		return access.Session{}, err
	}
	return access.Session{TokenHash: row.TokenHash, UserID: row.UserID, CreatedAt: row.CreatedAt.time(), SeenAt: row.SeenAt.time()}, nil
}

// TouchSession fails with access.ErrNoSession.
func (db *DB) TouchSession(ctx context.Context, tokenHash string, at time.Time) error {
	r, err := db.writer(ctx).NewUpdate().Model((*sessionRow)(nil)).Set("seen_at = ?", momentOf(at)).Where("token_hash = ?", tokenHash).Exec(ctx)
	return changed(r, err, access.ErrNoSession, "touching a session")
}

// DeleteSession ends a session, if there is one.
func (db *DB) DeleteSession(ctx context.Context, tokenHash string) error {
	_, err := db.writer(ctx).NewDelete().Model((*sessionRow)(nil)).Where("token_hash = ?", tokenHash).Exec(ctx)
	return saying(err, "ending a session")
}

// DeleteSessions ends all sessions of a user.
func (db *DB) DeleteSessions(ctx context.Context, userID int64) error {
	_, err := db.writer(ctx).NewDelete().Model((*sessionRow)(nil)).Where("user_id = ?", userID).Exec(ctx)
	return saying(err, "ending a user's sessions")
}

// CountSessions counts the sessions that have not ended by a moment, of whoever.
func (db *DB) CountSessions(ctx context.Context, now time.Time) (int, error) {
	n, err := db.reader(ctx).NewSelect().Model((*sessionRow)(nil)).
		Where("seen_at > ?", momentOf(now.Add(-access.IdleFor))).Where("created_at > ?", momentOf(now.Add(-access.LastsFor))).Count(ctx)
	return int(n), saying(err, "counting sessions")
}

// Locked are the users who may not try a password at a moment, and until when.
func (db *DB) Locked(ctx context.Context, at time.Time) (map[int64]time.Time, error) {
	var rows []credentialRow
	if err := db.reader(ctx).NewSelect().Model(&rows).Column("user_id", "locked_until").Where("locked_until > ?", momentOf(at)).Scan(ctx); err != nil {
		return nil, saying(err, "reading who is locked out")
	}
	out := make(map[int64]time.Time, len(rows))
	for _, r := range rows {
		out[r.UserID] = r.LockedUntil.time()
	}
	return out, nil
}

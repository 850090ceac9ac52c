package postgres

import (
	"context"
	"hash/fnv"

	"github.com/uptrace/bun"
)

// Alone takes the database-wide lock of a name, for as long as its connection
// lasts: a server that dies gives it back. It does not wait: held is whether
// it was got.
func Alone(ctx context.Context, db *bun.DB, name string) (release func(), held bool, err error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, false, err
	}
	key := lockKey(name)
	if err := conn.QueryRowContext(ctx, "SELECT pg_try_advisory_lock(?)", key).Scan(&held); err != nil || !held {
		conn.Close()
		return nil, false, err
	}
	return func() {
		// Not the caller's context: it may have ended, and the connection goes back
		// to the others.
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock(?)", key)
		conn.Close()
	}, true, nil
}

func lockKey(name string) int64 {
	h := fnv.New64a()
	h.Write([]byte("dixian/" + name))
	return int64(h.Sum64())
}

package store

import (
	"context"
	"sync"
	"testing"
	"time"

	"dixian/access"
	"dixian/store/pgserver"
)

// TestWhoWaitsToWriteHoldsNoConnection lets more writers wait for their turn than
// PostgreSQL has connections for: that a session is in use is noted all the same,
// before the running transaction ends.
func TestWhoWaitsToWriteHoldsNoConnection(t *testing.T) {
	db := openedAt(t, pgserver.Database(t), t.TempDir())
	u := &access.User{Login: "wang", Name: "王"}
	ok(t, db.CreateUser(t.Context(), u, access.Credential{}))
	now := time.Now()
	ok(t, db.CreateSession(t.Context(), access.Session{TokenHash: "a", UserID: u.ID, CreatedAt: now, SeenAt: now}))
	var waiting, ended sync.WaitGroup
	ok(t, db.Atomically(t.Context(), func(context.Context) error {
		for range 10 * db.write.Stats().MaxOpenConnections {
			waiting.Add(1)
			ended.Go(func() {
				waiting.Done()
				if err := db.Atomically(t.Context(), func(context.Context) error { return nil }); err != nil {
					t.Error(err)
				}
			})
		}
		waiting.Wait()
		soon, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		defer cancel()
		for range 50 {
			if err := db.TouchSession(soon, "a", now); err != nil {
				return err
			}
		}
		return nil
	}))
	ended.Wait()
}

// TestWaitingForTheTurnEndsWithItsContext: who gives up waiting gets an error, and
// the next comes to write.
func TestWaitingForTheTurnEndsWithItsContext(t *testing.T) {
	db := opened(t, t.TempDir())
	ok(t, db.Atomically(t.Context(), func(context.Context) error {
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		if err := db.Atomically(gone, func(context.Context) error { return nil }); err == nil {
			t.Error("a writer that gave up has written")
		}
		return nil
	}))
	ok(t, db.Atomically(t.Context(), func(context.Context) error { return nil }))
}

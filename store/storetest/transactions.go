package storetest

import (
	"context"
	"errors"
	"sync"
	"testing"

	"dixian/audit"
	"dixian/casework"
)

var transactions = []sentence{
	{"what failed leaves nothing in any store, the log included", func(t *testing.T, db Opened) {
		c := given(t, db, "H1", village, nil)
		err := db.Atomically(t.Context(), func(ctx context.Context) error {
			must(t, db.CreateUser(ctx, user("lost"), credential))
			must(t, db.Monitored(ctx, "H1", "突发严重困难户", false))
			must(t, db.SaveCase(ctx, c))
			must(t, db.Append(ctx, &audit.Entry{At: noon, User: "a", Action: "x"}))
			return errUndo
		})
		fails(t, err, errUndo)
		nothing(t, db)
	}},
	{"a part that failed leaves nothing, though the whole goes on", func(t *testing.T, db Opened) {
		given(t, db, "H1", village, nil)
		must(t, db.Atomically(t.Context(), func(ctx context.Context) error {
			must(t, db.Append(ctx, &audit.Entry{At: noon, User: "a", Action: "kept"}))
			fails(t, db.Atomically(ctx, func(ctx context.Context) error {
				must(t, db.CreateUser(ctx, user("lost"), credential))
				must(t, db.Append(ctx, &audit.Entry{At: noon, User: "a", Action: "lost"}))
				return errUndo
			}), errUndo)
			return db.Append(ctx, &audit.Entry{At: noon, User: "a", Action: "kept too"})
		}))
		same(t, "entries", got(audit.Verify(t.Context(), db))(t), int64(2))
		same(t, "users", len(got(db.Users(t.Context()))(t)), 0)
	}},
	{"a part that went well goes with the whole that failed", func(t *testing.T, db Opened) {
		given(t, db, "H1", village, nil)
		fails(t, db.Atomically(t.Context(), func(ctx context.Context) error {
			must(t, db.Atomically(ctx, func(ctx context.Context) error {
				return db.Append(ctx, &audit.Entry{At: noon, User: "a", Action: "x"})
			}))
			return errUndo
		}), errUndo)
		nothing(t, db)
	}},
	{"a panic undoes and is passed on", func(t *testing.T, db Opened) {
		given(t, db, "H1", village, nil)
		func() {
			defer func() {
				if recover() == nil {
					t.Fatal("the panic was swallowed")
				}
			}()
			_ = db.Atomically(t.Context(), func(ctx context.Context) error {
				must(t, db.Append(ctx, &audit.Entry{At: noon, User: "a", Action: "x"}))
				panic("bang")
			})
		}()
		nothing(t, db)
	}},
	{"a transaction whose request went away leaves nothing", func(t *testing.T, db Opened) {
		given(t, db, "H1", village, nil)
		ctx, cancel := context.WithCancel(t.Context())
		err := db.Atomically(ctx, func(ctx context.Context) error {
			must(t, db.Append(ctx, &audit.Entry{At: noon, User: "a", Action: "x"}))
			cancel()
			return db.Append(ctx, &audit.Entry{At: noon, User: "a", Action: "y"})
		})
		if err == nil {
			t.Fatal("it went through")
		}
		nothing(t, db)
	}},
	{"reading inside sees what was written inside", func(t *testing.T, db Opened) {
		c := given(t, db, "H1", village, nil)
		must(t, db.Atomically(t.Context(), func(ctx context.Context) error {
			c.State = "dispatched"
			must(t, db.SaveCase(ctx, c))
			same(t, "state", got(db.Case(ctx, c.ID, everywhere))(t).State, "dispatched")
			return nil
		}))
	}},
	{"reading outside does not wait for a transaction and does not see it", func(t *testing.T, db Opened) {
		c := given(t, db, "H1", village, nil)
		must(t, db.Atomically(t.Context(), func(ctx context.Context) error {
			changed := *c
			changed.State = "dispatched"
			must(t, db.SaveCase(ctx, &changed))
			same(t, "state", got(db.Case(t.Context(), c.ID, everywhere))(t).State, "triage")
			return nil
		}))
	}},
	{"writers stand in line: of twenty at once one saves a version, the others are stale", func(t *testing.T, db Opened) {
		c := given(t, db, "H1", village, nil)
		var wg sync.WaitGroup
		errs := make([]error, 20)
		for i := range errs {
			wg.Go(func() {
				errs[i] = db.Atomically(t.Context(), func(ctx context.Context) error {
					mine, err := db.Case(ctx, c.ID, everywhere)
					if err != nil {
						return err
					}
					mine.Version = c.Version
					if err := db.SaveCase(ctx, mine); err != nil {
						return err
					}
					return db.Append(ctx, &audit.Entry{At: noon, User: "a", Action: "x"})
				})
			})
		}
		wg.Wait()
		saved := 0
		for _, err := range errs {
			if err == nil {
				saved++
			} else if !errors.Is(err, casework.ErrStale) {
				t.Error(err)
			}
		}
		same(t, "saved", saved, 1)
		same(t, "entries", got(audit.Verify(t.Context(), db))(t), int64(1))
	}},
}

// nothing says that no transaction after given left a trace.
func nothing(t *testing.T, db Opened) {
	t.Helper()
	same(t, "entries", got(audit.Verify(t.Context(), db))(t), int64(0))
	same(t, "users", len(got(db.Users(t.Context()))(t)), 0)
	same(t, "version", got(db.OpenCase(t.Context(), "H1"))(t).Version, 1)
	same(t, "type", got(db.Household(t.Context(), "H1", false))(t).ObjectType, "")
}

package store

import (
	"context"

	"github.com/uptrace/bun"
)

// Statements tells every statement that is sent to the database from now on, as it
// ends, with its values. It is for tests that count them: a list must not ask the
// database for each of its rows. A server never calls it.
func (db *DB) Statements(tell func(statement string)) {
	db.read.AddQueryHook(telling(tell))
	if db.write != db.read {
		db.write.AddQueryHook(telling(tell))
	}
}

type telling func(string)

func (t telling) BeforeQuery(ctx context.Context, _ *bun.QueryEvent) context.Context { return ctx }
func (t telling) AfterQuery(_ context.Context, e *bun.QueryEvent)                    { t(e.Query) }

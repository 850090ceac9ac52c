package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/pressly/goose/v3"
	"github.com/uptrace/bun"

	"dixian/store/postgres"
	"dixian/store/sqlite"
)

// engine is what the two databases do differently; all else is SQL that both
// speak.
type engine struct {
	goose       goose.Dialect
	identityKey string // the word for a key that the database counts itself
	text        string // the word for a text compared byte by byte
	sizes       string // has the planner learn what has grown; empty: the database sees to it
	line        string // makes a transaction wait for its turn to write; empty: one connection writes
	// snapshot is the isolation at which a transaction reads one moment; count makes
	// a table's counted key go on behind the rows that were put in; nil: it does.
	snapshot sql.IsolationLevel
	count    func(ctx context.Context, tx bun.IDB, table string) error
	// alone holds a lock that all programs on the database see, and migrating keeps
	// two of them from changing the schema at once; nil: the file has one server.
	alone     func(ctx context.Context, db *bun.DB, name string) (release func(), held bool, err error)
	migrating func() (goose.ProviderOption, error)
}

var sqliteEngine = &engine{goose: sqlite.Goose, identityKey: sqlite.IdentityKey, text: sqlite.Text, sizes: sqlite.Sizes}

var postgresEngine = &engine{
	goose: postgres.Goose, identityKey: postgres.IdentityKey, text: postgres.Text, line: postgres.Line,
	snapshot: sql.LevelRepeatableRead, count: postgres.Count, alone: postgres.Alone, migrating: postgres.OneAtATime,
}

// LearnSizes lets the planner know how large tables have become, if they have grown
// or shrunk much since it was last told: it chooses indexes by that. Cheap where
// nothing has.
func (db *DB) LearnSizes(ctx context.Context) error {
	if db.engine.sizes == "" {
		return nil
	}
	_, err := db.write.ExecContext(ctx, db.engine.sizes)
	return saying(err, "learning how large the tables are")
}

// Alone makes a piece of work this program's alone among all that share the
// database, until release or until the program dies. It does not wait: held says
// whether it was got. A data directory of SQLite has one server anyway, which
// holds the directory.
func (db *DB) Alone(ctx context.Context, work string) (release func(), held bool, err error) {
	if db.engine.alone == nil {
		return func() {}, true, nil
	}
	release, held, err = db.engine.alone(ctx, db.write, work)
	if err != nil {
		return nil, false, fmt.Errorf("taking the database's lock for %s: %w", work, err)
	}
	return release, held, nil
}

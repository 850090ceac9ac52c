package store

import (
	"testing"

	"dixian/store/keyring"
	"dixian/store/pgserver"
	"dixian/store/storetest"
)

func TestSQLite(t *testing.T) {
	storetest.Run(t, func(t *testing.T) storetest.Opened {
		db := opened(t, t.TempDir())
		return storetest.Opened{DB: db, Behind: func(statement string) {
			if _, err := db.write.DB.ExecContext(t.Context(), statement); err != nil {
				t.Fatal(err)
			}
		}}
	})
}

func TestPostgres(t *testing.T) {
	storetest.Run(t, func(t *testing.T) storetest.Opened {
		url := pgserver.Database(t)
		return storetest.Opened{DB: openedAt(t, url, t.TempDir()), Behind: func(statement string) { pgserver.Exec(t, url, statement) }}
	})
}

// openedAt opens a PostgreSQL database with the keys of a directory until the
// test ends.
func openedAt(t *testing.T, url, dir string) *DB {
	t.Helper()
	db, err := OpenPostgres(t.Context(), url, dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// opened opens a directory with its keys until the test ends.
func opened(t *testing.T, dir string) *DB {
	t.Helper()
	keys, err := Keys(dir)
	if err != nil {
		t.Fatal(err)
	}
	return openedWith(t, dir, keys)
}

func openedWith(t *testing.T, dir string, keys *keyring.Ring) *DB {
	t.Helper()
	db, err := Open(t.Context(), dir, keys)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

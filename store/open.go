package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"

	"github.com/uptrace/bun"

	"dixian/store/keyring"
	"dixian/store/postgres"
	"dixian/store/sqlite"
)

// DB is an open database.
type DB struct {
	engine      *engine
	write, read *bun.DB
	keys        atomic.Pointer[keyring.Ring]
	keyFile     string                            // empty: the keys came from the environment
	beside      bool                              // a server may run on it, which is its schema's
	turn        chan struct{}                     // holds the running transaction; the next waits for its place
	columns     atomic.Pointer[map[string]string] // of the tables that periods keep copies of
}

// File is the database's name in the data directory, KeyFile the keys'.
const (
	File    = "dixian.db"
	KeyFile = "keys.json"
)

// KeysVariable is the environment variable that may hold the key ring's JSON
// instead of a file.
const KeysVariable = "DIXIAN_KEYS"

// Keys finds the key ring of a data directory: the environment's, else the
// file's. A directory without database and keys is created and gets a new key; a
// database without its keys is refused, because a new key opens nothing.
func Keys(dir string) (*keyring.Ring, error) {
	path := filepath.Join(dir, KeyFile)
	ring, err := KeysAt(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return ring, err
	}
	if _, err := os.Stat(filepath.Join(dir, File)); err == nil {
		return nil, fmt.Errorf("%s has a database but no %s; put its key file back, a new key could not open it", dir, KeyFile)
	}
	return NewKeys(path)
}

// KeysAt finds a key ring: the environment's, else a file's. Without either the
// error is fs.ErrNotExist.
func KeysAt(path string) (*keyring.Ring, error) {
	text := os.Getenv(KeysVariable)
	if text == "" {
		return keyring.ReadFile(path)
	}
	ring, err := keyring.Parse([]byte(text))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", KeysVariable, err)
	}
	return ring, nil
}

// NewKeys makes a key ring and its file, in a folder for the owner alone where
// there was none.
func NewKeys(path string) (*keyring.Ring, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	ring, err := keyring.New()
	if err != nil {
		return nil, err
	}
	return ring, ring.WriteFile(path)
}

// Open opens the SQLite database of a data directory and creates what is not
// there yet. It refuses a database that a newer Dixian wrote, and keys that are
// not the database's.
func Open(ctx context.Context, dir string, keys *keyring.Ring) (*DB, error) {
	return open(ctx, dir, keys, false)
}

// OpenBeside is Open for who works beside a server: a schema that is older than this
// program's is left to the server, and refused.
func OpenBeside(ctx context.Context, dir string, keys *keyring.Ring) (*DB, error) {
	return open(ctx, dir, keys, true)
}

func open(ctx context.Context, dir string, keys *keyring.Ring, beside bool) (*DB, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	path := filepath.Join(dir, File)
	write, read, err := sqlite.Open(path)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", path, err)
	}
	db := newDB(sqliteEngine, write, read, dir)
	db.beside = beside
	return db, db.ready(ctx, path, func(context.Context) (*keyring.Ring, error) { return keys, nil })
}

// OpenPostgres opens a PostgreSQL database, whose keys lie in a directory or in
// the environment. An empty one gets its schema and, where there is none yet, a
// new key; one that has keys is refused without them.
func OpenPostgres(ctx context.Context, url, dir string) (*DB, error) {
	return openPostgres(ctx, url, dir, false)
}

// OpenPostgresBeside is OpenBeside for PostgreSQL.
func OpenPostgresBeside(ctx context.Context, url, dir string) (*DB, error) {
	return openPostgres(ctx, url, dir, true)
}

func openPostgres(ctx context.Context, url, dir string, beside bool) (*DB, error) {
	write, read, err := postgres.Open(ctx, url)
	if err != nil {
		return nil, fmt.Errorf("connecting to the %s: %w; check --database, and that the server runs and lets this user in", postgres.Name(url), err)
	}
	db := newDB(postgresEngine, write, read, dir)
	db.beside = beside
	return db, db.ready(ctx, postgres.Name(url), func(ctx context.Context) (*keyring.Ring, error) {
		sealed, err := db.reader(ctx).NewSelect().Model((*keyRow)(nil)).Exists(ctx)
		if err != nil {
			return nil, saying(err, "reading which keys the database is sealed with")
		}
		if _, err := os.Stat(filepath.Join(dir, KeyFile)); sealed && db.keyFile != "" && errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("it has sealed values and %s no %s; put its key file there, a new key could not open them", dir, KeyFile)
		}
		return Keys(dir)
	})
}

func newDB(e *engine, write, read *bun.DB, dir string) *DB {
	db := &DB{engine: e, write: write, read: read, turn: make(chan struct{}, 1)}
	if os.Getenv(KeysVariable) == "" {
		db.keyFile = filepath.Join(dir, KeyFile)
	}
	return db
}

// ready brings the schema up and proves the keys, or closes the database.
func (db *DB) ready(ctx context.Context, name string, keys func(context.Context) (*keyring.Ring, error)) error {
	held, err := db.migrate(ctx)
	if err == nil {
		err = db.unlock(ctx, keys)
	}
	if err == nil && !slices.Contains(held, auditHeadSchema) {
		err = db.sealHead(ctx)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("%s: %w", name, err), db.Close())
	}
	return nil
}

func (db *DB) unlock(ctx context.Context, keys func(context.Context) (*keyring.Ring, error)) error {
	ring, err := keys(ctx)
	if err != nil {
		return err
	}
	db.keys.Store(ring)
	return db.proveKeys(ctx)
}

// Close closes the database. What was committed is safe without it.
func (db *DB) Close() error { return errors.Join(db.read.Close(), db.write.Close()) }

package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"

	"github.com/uptrace/bun"

	"dixian/store/keyring"
	"dixian/store/sqlite"
)

// DB is an open database.
type DB struct {
	write, read *bun.DB
	keys        atomic.Pointer[keyring.Ring]
	keyFile     string // empty: the keys came from the environment
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
	if text := os.Getenv(KeysVariable); text != "" {
		ring, err := keyring.Parse([]byte(text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", KeysVariable, err)
		}
		return ring, nil
	}
	path := filepath.Join(dir, KeyFile)
	ring, err := keyring.ReadFile(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return ring, err
	}
	if _, err := os.Stat(filepath.Join(dir, File)); err == nil {
		return nil, fmt.Errorf("%s has a database but no %s; put its key file back, a new key could not open it", dir, KeyFile)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	if ring, err = keyring.New(); err != nil {
		return nil, err
	}
	return ring, ring.WriteFile(path)
}

// Open opens the database of a data directory and creates what is not there yet.
// It refuses a database that a newer Dixian wrote, and keys that are not the
// database's.
func Open(ctx context.Context, dir string, keys *keyring.Ring) (*DB, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	path := filepath.Join(dir, File)
	write, read, err := sqlite.Open(path)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", path, err)
	}
	db := &DB{write: write, read: read}
	db.keys.Store(keys)
	if os.Getenv(KeysVariable) == "" {
		db.keyFile = filepath.Join(dir, KeyFile)
	}
	if err := migrate(ctx, write.DB, sqlite.Goose, sqlite.IdentityKey); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", path, err), db.Close())
	}
	if err := db.proveKeys(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", path, err), db.Close())
	}
	return db, nil
}

// Close closes the database. What was committed is safe without it.
func (db *DB) Close() error { return errors.Join(db.read.Close(), db.write.Close()) }

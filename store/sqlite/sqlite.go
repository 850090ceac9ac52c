// Package sqlite opens the one database file of a data directory.
//
// One connection writes, so that writers stand in line instead of failing; many
// read, each from a consistent moment (WAL). What was committed is on disk before
// the caller hears of it (synchronous=FULL).
package sqlite

import (
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// IdentityKey is how SQLite declares a number that it gives out itself; Text a
// text, which it compares byte by byte.
const (
	IdentityKey = "INTEGER PRIMARY KEY"
	Text        = "TEXT"
)

// Goose is how the migrations call this database.
const Goose = goose.DialectSQLite3

// readerLife is how long a connection reads: it plans by the sizes that were known
// when it was opened.
const readerLife = time.Hour

// Sizes counts anew the tables that have changed much. A sample would be quicker, and
// makes SQLite choose the wrong index of cases.
const Sizes = "PRAGMA optimize=0x10002"

// busyMillis is how long a connection waits for another process's lock, a backup
// or a command beside the server, before it gives up.
const busyMillis = 10_000

// Open opens or creates the file, for its owner's eyes alone.
func Open(path string) (write, read *bun.DB, err error) {
	path, err = filepath.Abs(path)
	if err != nil {
		return nil, nil, err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, nil, err
	}
	if err := f.Close(); err != nil {
		return nil, nil, err
	}
	writer, err := sql.Open("sqlite", source(path, false))
	if err != nil {
		return nil, nil, err
	}
	writer.SetMaxOpenConns(1)
	writer.SetMaxIdleConns(1)
	reader, err := sql.Open("sqlite", source(path, true))
	if err != nil {
		writer.Close()
		return nil, nil, err
	}
	reader.SetMaxOpenConns(max(4, 2*runtime.NumCPU()))
	reader.SetMaxIdleConns(max(4, 2*runtime.NumCPU()))
	reader.SetConnMaxLifetime(readerLife)
	return bun.NewDB(writer, sqlitedialect.New()), bun.NewDB(reader, sqlitedialect.New()), nil
}

// source is the driver's name for the file. A reading connection refuses writes.
func source(path string, reading bool) string {
	q := url.Values{"_pragma": {
		fmt.Sprintf("busy_timeout(%d)", busyMillis),
		"journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(ON)", "temp_store(MEMORY)", "cache_size(-32000)",
		"case_sensitive_like(ON)", // as PostgreSQL, and only so an index helps
	}}
	if reading {
		q.Add("_pragma", "query_only(ON)")
	} else {
		q.Set("_txlock", "immediate")
	}
	return (&url.URL{Scheme: "file", Path: path, RawQuery: q.Encode()}).String()
}

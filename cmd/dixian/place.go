package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"dixian/store"
	"dixian/store/postgres"
)

// place is where the house keeps what it knows: a folder, and instead of the
// file in it a PostgreSQL database.
type place struct {
	Data     string `required:"" type:"path" help:"Folder for everything the server keeps; made if missing."`
	Database string `env:"DIXIAN_DATABASE" placeholder:"URL" help:"PostgreSQL instead of a file in the folder, as postgres://user@host/database. A password belongs into the variable DIXIAN_DATABASE or into ~/.pgpass."`
}

// databaseVariable may hold the URL with its password, out of sight of the
// machine's other users.
const databaseVariable = "DIXIAN_DATABASE"

var errPasswordInSight = errors.New("--database holds a password, which everybody on this machine can read in the list of processes; put the URL into the variable " + databaseVariable + ", or the password into PGPASSWORD or ~/.pgpass")

// check refuses a password on the command line.
func (p place) check() error {
	if p.Database != "" && p.Database != os.Getenv(databaseVariable) && postgres.HasPassword(p.Database) {
		return errPasswordInSight
	}
	return nil
}

// beside opens what is there already, for a command that may run beside the
// server and makes no new system of a mistyped folder.
func (p place) beside(ctx context.Context) (*store.DB, error) {
	if _, err := os.Stat(filepath.Join(p.Data, store.File)); p.Database == "" && errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s has no database; name the folder that the server keeps with --data, or its PostgreSQL with --database", p.Data)
	}
	if err := p.check(); err != nil {
		return nil, err
	}
	if p.Database != "" {
		return store.OpenPostgresBeside(ctx, p.Database, p.Data)
	}
	keys, err := store.Keys(p.Data)
	if err != nil {
		return nil, err
	}
	return store.OpenBeside(ctx, p.Data, keys)
}

// open opens the store and makes what is not there yet.
func (p place) open(ctx context.Context) (*store.DB, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	if p.Database != "" {
		return store.OpenPostgres(ctx, p.Database, p.Data)
	}
	keys, err := store.Keys(p.Data)
	if err != nil {
		return nil, err
	}
	return store.Open(ctx, p.Data, keys)
}

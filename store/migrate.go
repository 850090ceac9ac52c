package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"log/slog"
	"strings"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the schema up to this program's number, each step in a
// transaction of its own. A schema beyond that number is refused.
func migrate(ctx context.Context, db *sql.DB, dialect goose.Dialect, identityKey string) error {
	steps, newest, err := steps(identityKey)
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(dialect, db, nil,
		goose.WithGoMigrations(steps...), goose.WithDisableGlobalRegistry(true), goose.WithSlog(slog.New(slog.DiscardHandler)))
	if err != nil {
		return err
	}
	held, err := p.GetDBVersion(ctx)
	if err != nil {
		return fmt.Errorf("reading the schema's number: %w", err)
	}
	if held > newest {
		return fmt.Errorf("the database has schema %d, this program knows up to %d; run the newer dixian that wrote it, or restore a backup from before", held, newest)
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("bringing the schema from %d to %d: %w", held, newest, err)
	}
	return nil
}

// steps reads the numbered files. They are plain SQL; the database's own word
// for a key it counts is put in.
func steps(identityKey string) (steps []*goose.Migration, newest int64, err error) {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, 0, err
	}
	for _, name := range names {
		n, err := goose.NumericComponent(name)
		if err != nil {
			return nil, 0, err
		}
		text, err := migrations.ReadFile(name)
		if err != nil {
			return nil, 0, err
		}
		script := strings.ReplaceAll(string(text), "IDENTITY_KEY", identityKey)
		run := func(ctx context.Context, tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, script)
			return err
		}
		steps = append(steps, goose.NewGoMigration(n, &goose.GoFunc{RunTx: run}, nil))
		newest = max(newest, n)
	}
	return steps, newest, nil
}

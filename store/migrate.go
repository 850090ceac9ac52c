package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"log/slog"
	"regexp"
	"strings"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the schema up to this program's number, each step in a
// transaction of its own, and tells the number it found. A schema beyond the
// program's number is refused.
func migrate(ctx context.Context, db *sql.DB, e *engine) (held int64, err error) {
	p, newest, err := provider(db, e)
	if err != nil {
		return 0, err
	}
	held, err = p.GetDBVersion(ctx)
	if err != nil {
		return 0, fmt.Errorf("reading the schema's number: %w", err)
	}
	if held > newest {
		return 0, fmt.Errorf("the database has schema %d, this program knows up to %d; run the newer dixian that wrote it, or restore a backup from before", held, newest)
	}
	if _, err := p.Up(ctx); err != nil {
		return 0, fmt.Errorf("bringing the schema from %d to %d: %w", held, newest, err)
	}
	return held, nil
}

// provider applies the steps to a database and knows the number of the newest. A
// step may come with a number below one that the database has had.
func provider(db *sql.DB, e *engine) (p *goose.Provider, newest int64, err error) {
	steps, newest, err := steps(e)
	if err != nil {
		return nil, 0, err
	}
	options := []goose.ProviderOption{
		goose.WithGoMigrations(steps...), goose.WithDisableGlobalRegistry(true), goose.WithAllowOutofOrder(true), goose.WithSlog(slog.New(slog.DiscardHandler)),
	}
	if e.migrating != nil {
		more, err := e.migrating()
		if err != nil {
			return nil, 0, err
		}
		options = append(options, more)
	}
	p, err = goose.NewProvider(e.goose, db, nil, options...)
	return p, newest, err
}

// text is the type's word in the migrations, not part of another.
var text = regexp.MustCompile(`\bTEXT\b`)

// steps reads the numbered files. They are plain SQL; each database's own words
// for a key it counts and for a text are put in.
func steps(e *engine) (steps []*goose.Migration, newest int64, err error) {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, 0, err
	}
	for _, name := range names {
		n, err := goose.NumericComponent(name)
		if err != nil {
			return nil, 0, err
		}
		written, err := migrations.ReadFile(name)
		if err != nil {
			return nil, 0, err
		}
		script := text.ReplaceAllLiteralString(strings.ReplaceAll(string(written), "IDENTITY_KEY", e.identityKey), e.text)
		run := func(ctx context.Context, tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, script)
			return err
		}
		steps = append(steps, goose.NewGoMigration(n, &goose.GoFunc{RunTx: run}, nil))
		newest = max(newest, n)
	}
	return steps, newest, nil
}

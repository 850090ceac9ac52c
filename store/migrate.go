package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"log/slog"
	"regexp"
	"slices"
	"strings"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate takes the steps of this program that the database has not had, each in a
// transaction of its own, and tells which it found there. Steps have gaps between
// their numbers and may land later than a higher one, so the whole set counts and
// not the highest: what is missing below is taken, a database that had a step which
// this program does not know is refused. Beside a server nothing is taken.
func (db *DB) migrate(ctx context.Context) (held []int64, err error) {
	p, known, err := provider(db.write.DB, db.engine)
	if err != nil {
		return nil, err
	}
	if held, err = db.heldSteps(ctx, p); err != nil {
		return nil, err
	}
	if strange := beyond(held, known); len(strange) > 0 {
		return nil, fmt.Errorf("the database has had the schema's %s, which this program does not know (its last is %d); run the newer dixian that wrote it, or restore a backup from before", stepsInWords(strange), slices.Max(known))
	}
	missing := beyond(known, held)
	if db.beside && len(held) > 0 && len(missing) > 0 {
		return nil, fmt.Errorf("the database has not had the schema's %s, which this program would take under the server that runs; use the dixian of that server, or start the server of this version first", stepsInWords(missing))
	}
	if _, err := p.Up(ctx); err != nil {
		return nil, fmt.Errorf("bringing the schema up, by its %s: %w", stepsInWords(missing), err)
	}
	return held, nil
}

// heldSteps are the numbers of the steps that the database has had, ascending; none
// of a new one.
func (db *DB) heldSteps(ctx context.Context, p *goose.Provider) ([]int64, error) {
	if _, err := p.GetDBVersion(ctx); err != nil { // makes its table, if there is none
		return nil, fmt.Errorf("reading the schema's number: %w", err)
	}
	return db.appliedSteps(ctx)
}

// beyond are the numbers of one list that another has not.
func beyond(steps, known []int64) []int64 {
	return slices.DeleteFunc(slices.Clone(steps), func(n int64) bool { return slices.Contains(known, n) })
}

func stepsInWords(steps []int64) string {
	noun := "step "
	if len(steps) > 1 {
		noun = "steps "
	}
	return noun + strings.Trim(strings.Join(strings.Fields(fmt.Sprint(steps)), ", "), "[]")
}

// provider applies the steps to a database and knows their numbers, ascending.
func provider(db *sql.DB, e *engine) (p *goose.Provider, known []int64, err error) {
	steps, err := steps(e)
	if err != nil {
		return nil, nil, err
	}
	for _, s := range steps {
		known = append(known, s.Version)
	}
	options := []goose.ProviderOption{
		goose.WithGoMigrations(steps...), goose.WithDisableGlobalRegistry(true), goose.WithAllowOutofOrder(true), goose.WithSlog(slog.New(slog.DiscardHandler)),
	}
	if e.migrating != nil {
		more, err := e.migrating()
		if err != nil {
			return nil, nil, err
		}
		options = append(options, more)
	}
	p, err = goose.NewProvider(e.goose, db, nil, options...)
	return p, known, err
}

// text is the type's word in the migrations, not part of another.
var text = regexp.MustCompile(`\bTEXT\b`)

// steps reads the numbered files. They are plain SQL; each database's own words
// for a key it counts and for a text are put in.
func steps(e *engine) (steps []*goose.Migration, err error) {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		n, err := goose.NumericComponent(name)
		if err != nil {
			return nil, err
		}
		written, err := migrations.ReadFile(name)
		if err != nil {
			return nil, err
		}
		script := text.ReplaceAllLiteralString(strings.ReplaceAll(string(written), "IDENTITY_KEY", e.identityKey), e.text)
		run := func(ctx context.Context, tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, script)
			return err
		}
		steps = append(steps, goose.NewGoMigration(n, &goose.GoFunc{RunTx: run}, nil))
	}
	return steps, nil
}

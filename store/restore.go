package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"dixian/audit"
	"dixian/store/archive"
	"dixian/store/keyring"
	"dixian/store/postgres"
	"dixian/store/sqlite"
)

// ErrNotEmpty is a database that a backup would have to replace.
var ErrNotEmpty = errors.New("there is a database in use already")

// Target is a database to restore into: a folder, or PostgreSQL with the folder
// of its keys.
type Target struct {
	Dir, URL string
	Path     string // of the SQLite file; used without a URL
	Keys     *keyring.Ring
	Replace  bool // a database in use is replaced as a whole; without: ErrNotEmpty
}

// Restore puts an archive's content into a database, in one transaction: all of
// it, verified, or nothing. A server that runs on the database sees the old content
// until then and the new one after; everybody signs in anew. A database of another
// program version than the archive's comes to the archive's schema first, and to
// this program's when it is opened.
func Restore(ctx context.Context, to Target, from *archive.Reader, now time.Time) error {
	db, err := to.connect(ctx)
	if err != nil {
		return err
	}
	return errors.Join(db.restore(ctx, to, from, now), db.Close())
}

// connect opens a database as it is.
func (to Target) connect(ctx context.Context) (*DB, error) {
	e := sqliteEngine
	write, read, err := (*bun.DB)(nil), (*bun.DB)(nil), error(nil)
	if to.URL == "" {
		write, read, err = sqlite.Open(to.Path)
	} else {
		e = postgresEngine
		write, read, err = postgres.Open(ctx, to.URL)
	}
	if err != nil {
		return nil, saying(err, "opening the database to restore into")
	}
	db := newDB(e, write, read, to.Dir)
	db.keys.Store(to.Keys)
	return db, nil
}

func (db *DB) restore(ctx context.Context, to Target, from *archive.Reader, now time.Time) error {
	if err := db.schemaOf(ctx, from.Schema); err != nil {
		return err
	}
	return db.Atomically(ctx, func(ctx context.Context) error {
		was, used, err := db.inUse(ctx)
		if err != nil {
			return err
		}
		if used && !to.Replace {
			return ErrNotEmpty
		}
		if err := db.fill(ctx, from); err != nil {
			return err
		}
		if err := db.proveRestored(ctx, from); err != nil {
			return err
		}
		detail := fmt.Sprintf("backup of %s, whose log ends with %d", from.At.UTC().Format(time.RFC3339), from.Audit.Seq)
		if used {
			detail += fmt.Sprintf("; in place of a log that ended with %d:%s", was.Seq, was.Hash)
		}
		return db.Append(ctx, &audit.Entry{At: now, User: "-", Action: audit.RestoreAction, Subject: "database", Detail: detail})
	})
}

// schemaOf brings an empty database to the schema of a backup, and refuses one
// that has gone another way.
func (db *DB) schemaOf(ctx context.Context, wanted []int64) error {
	p, known, err := provider(db.write.DB, db.engine)
	if err != nil {
		return err
	}
	if len(wanted) == 0 {
		return fmt.Errorf("%w: it does not say of which schema it is", archive.ErrDamaged)
	}
	if strange := beyond(wanted, known); len(strange) > 0 {
		return fmt.Errorf("the backup has had the schema's %s, which this program does not know (its last is %d); restore with the newer dixian that wrote it", stepsInWords(strange), slices.Max(known))
	}
	held, err := db.heldSteps(ctx, p)
	if err != nil {
		return err
	}
	if len(held) > 0 && !slices.Equal(held, wanted) {
		return fmt.Errorf("the database has schema %v and the backup %v; restore into an empty folder or database, which is brought up to date afterwards", held, wanted)
	}
	for _, step := range wanted[len(held):] {
		if _, err := p.ApplyVersion(ctx, step, true); err != nil {
			return fmt.Errorf("bringing the schema to %d: %w", step, err)
		}
	}
	return nil
}

// inUse says whether somebody works with the database, and where its log ends.
func (db *DB) inUse(ctx context.Context) (audit.Head, bool, error) {
	users, err := db.reader(ctx).NewSelect().Model((*userRow)(nil)).Exists(ctx)
	if err != nil {
		return audit.Head{}, false, saying(err, "looking for users")
	}
	var row headRow
	if err := db.reader(ctx).NewSelect().Model(&row).Where("id = 1").Scan(ctx); err != nil {
		return audit.Head{}, false, saying(err, "reading the audit log's end")
	}
	return audit.Head{Seq: row.Seq, Hash: row.Hash}, users || row.Seq > 0, nil
}

// fill replaces all rows by the archive's.
func (db *DB) fill(ctx context.Context, from *archive.Reader) error {
	names, err := tablesInOrder()
	if err != nil {
		return err
	}
	made := names[:0]
	for _, name := range names {
		if name == leftOut || slices.ContainsFunc(from.Tables, func(t archive.Table) bool { return t.Name == name }) {
			made = append(made, name) // the others come with later schemas
		}
	}
	for _, name := range slices.Backward(made) {
		if _, err := db.writer(ctx).ExecContext(ctx, "DELETE FROM ?", bun.Ident(name)); err != nil {
			return saying(err, "emptying table "+name)
		}
	}
	for _, t := range from.Tables {
		if !slices.Contains(made, t.Name) {
			return fmt.Errorf("%w: it has a table %s, which no schema has", archive.ErrDamaged, t.Name)
		}
		if err := db.fillTable(ctx, from, t.Name); err != nil {
			return saying(err, "restoring table "+t.Name)
		}
	}
	return nil
}

// How much one statement of a restore inserts, whichever comes first.
const (
	restoredRows  = 500
	restoredBytes = 1 << 20
)

func (db *DB) fillTable(ctx context.Context, from *archive.Reader, name string) error {
	var names, tuples []string
	var columns []archive.Column
	size := 0
	flush := func() error {
		if len(tuples) == 0 {
			return nil
		}
		_, err := db.writer(ctx).ExecContext(ctx, "INSERT INTO "+name+" ("+strings.Join(names, ", ")+") VALUES "+strings.Join(tuples, ", "))
		tuples, size = tuples[:0], 0
		return err
	}
	err := from.Table(name, func(said []archive.Column) error {
		columns = said
		for _, c := range columns {
			names = append(names, db.write.NewRaw("?", bun.Ident(c.Name)).String())
		}
		return nil
	}, func(values []any) error {
		tuple := db.write.NewRaw("(?)", bun.List(values)).String()
		tuples, size = append(tuples, tuple), size+len(tuple)
		if len(tuples) < restoredRows && size < restoredBytes {
			return nil
		}
		return flush()
	})
	if err == nil {
		err = flush()
	}
	if err == nil && db.engine.count != nil {
		err = db.engine.count(ctx, db.writer(ctx), name)
	}
	return err
}

// proveRestored holds what was restored against the keys, the log against itself
// and against the end that the backup's manifest names.
func (db *DB) proveRestored(ctx context.Context, from *archive.Reader) error {
	if err := db.proveKeys(ctx); err != nil {
		return err
	}
	if _, err := audit.Verify(ctx, db); err != nil {
		return err
	}
	return audit.Holds(ctx, db, from.Audit)
}

package store

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"strings"

	"github.com/uptrace/bun"

	"dixian/store/archive"
)

// leftOut is what no backup holds: after a restore everybody signs in anew.
const leftOut = "sessions"

var createTable = regexp.MustCompile(`(?m)^CREATE TABLE (\w+)`)

// tablesInOrder are all tables as the migrations make them, so that what a table
// refers to stands before it.
func tablesInOrder() (names []string, err error) {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		script, err := migrations.ReadFile(file)
		if err != nil {
			return nil, err
		}
		for _, m := range createTable.FindAllSubmatch(script, -1) {
			names = append(names, string(m[1]))
		}
	}
	return names, nil
}

// Backup writes the database as it is at one moment, while others read and write.
// What is sealed stays sealed. files are small files of the data folder that go
// with it, the keys among them if they shall.
func (db *DB) Backup(ctx context.Context, w io.Writer, m archive.Manifest, files map[string][]byte) (archive.Manifest, error) {
	err := db.atOneMoment(ctx, func(ctx context.Context) (err error) {
		if m.Schema, err = db.appliedSteps(ctx); err != nil {
			return err
		}
		if m.Audit, err = db.Head(ctx); err != nil {
			return err
		}
		names, err := tablesInOrder()
		if err != nil {
			return err
		}
		out := archive.NewWriter(w, m)
		for _, name := range names {
			if name == leftOut {
				continue
			}
			if err := db.backUpTable(ctx, out, name); err != nil {
				return err
			}
		}
		for name, content := range files {
			if err := out.File(name, content); err != nil {
				return err
			}
		}
		m, err = out.Close()
		return err
	})
	return m, err
}

// atOneMoment lets reads see one moment of the database; nobody waits for them.
func (db *DB) atOneMoment(ctx context.Context, do func(ctx context.Context) error) error {
	tx, err := db.read.BeginTx(ctx, &sql.TxOptions{Isolation: db.engine.snapshot, ReadOnly: true})
	if err != nil {
		return saying(err, "beginning to read at one moment")
	}
	defer func() { _ = tx.Rollback() }() // it has only read
	return do(context.WithValue(ctx, inside{db}, tx))
}

// appliedSteps are the numbers of the migrations this database has had.
func (db *DB) appliedSteps(ctx context.Context) (steps []int64, err error) {
	err = db.reader(ctx).NewRaw("SELECT DISTINCT version_id FROM goose_db_version WHERE is_applied AND version_id > 0 ORDER BY version_id").Scan(ctx, &steps)
	return steps, saying(err, "reading the schema's numbers")
}

func (db *DB) backUpTable(ctx context.Context, out *archive.Writer, name string) error {
	rows, err := db.reader(ctx).QueryContext(ctx, "SELECT * FROM ?", bun.Ident(name))
	if err != nil {
		return saying(err, "reading table "+name)
	}
	defer rows.Close()
	columns, err := columnsOf(rows, name)
	if err != nil {
		return err
	}
	values := make([]any, len(columns))
	into := make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	return out.Table(name, columns, func() ([]any, error) {
		if !rows.Next() {
			return nil, rows.Err()
		}
		return values, rows.Scan(into...)
	})
}

// kindOf is a database's word for a type as an archive says it.
var kindOf = map[string]archive.Kind{
	"BIGINT": archive.Integer, "INTEGER": archive.Integer, "INT8": archive.Integer, "INT4": archive.Integer,
	"BOOLEAN": archive.Boolean, "BOOL": archive.Boolean, "TEXT": archive.Text,
}

func columnsOf(rows *sql.Rows, table string) ([]archive.Column, error) {
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, err
	}
	columns := make([]archive.Column, len(types))
	for i, t := range types {
		kind, known := kindOf[strings.ToUpper(t.DatabaseTypeName())]
		if !known {
			return nil, fmt.Errorf("table %s, column %s: a backup has no kind for %s", table, t.Name(), t.DatabaseTypeName())
		}
		columns[i] = archive.Column{Name: t.Name(), Kind: kind}
	}
	return columns, nil
}

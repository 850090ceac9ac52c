package store

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/uptrace/bun"

	"dixian/store/keyring"
)

// resealedAtOnce is how many rows one transaction seals anew; others write
// between two of them.
const resealedAtOnce = 500

// ErrKeysFromEnvironment: the program cannot put a key into its environment.
var ErrKeysFromEnvironment = errors.New("the keys come from " + KeysVariable + ": add a key to it, make it current, start again and run this once more to seal everything with it")

// Rotate adds a new key to the key file, makes it current and seals everything
// with it, while others read and write. It tells how many values it sealed. When
// it is interrupted both keys stay in the file, and Reseal does the rest.
func (db *DB) Rotate(ctx context.Context) (resealed int, err error) {
	if db.keyFile == "" {
		return 0, ErrKeysFromEnvironment
	}
	ring, err := db.ring().Added()
	if err != nil {
		return 0, err
	}
	if err := ring.WriteFile(db.keyFile); err != nil {
		return 0, fmt.Errorf("writing the new key: %w", err)
	}
	db.keys.Store(ring)
	if err := db.proveKeys(ctx); err != nil {
		return 0, err
	}
	return db.Reseal(ctx)
}

// Reseal seals with the current key whatever is sealed with another.
func (db *DB) Reseal(ctx context.Context) (resealed int, err error) {
	for _, c := range sealedEverywhere() {
		n, err := db.resealColumn(ctx, c)
		resealed += n
		if err != nil {
			return resealed, fmt.Errorf("sealing %s anew: %w", c.place, err)
		}
	}
	return resealed, nil
}

// resealColumn walks a table by its primary key.
func (db *DB) resealColumn(ctx context.Context, c sealedColumn) (resealed int, err error) {
	var after []any
	for {
		var n int
		err := db.Atomically(ctx, func(ctx context.Context) (err error) {
			n, after, err = db.resealBatch(ctx, c, after)
			return err
		})
		if err != nil {
			return resealed, err
		}
		resealed += n
		if after == nil {
			return resealed, nil
		}
	}
}

// resealBatch does the rows after a key; next is nil behind the last.
func (db *DB) resealBatch(ctx context.Context, c sealedColumn, after []any) (resealed int, next []any, err error) {
	keys := strings.Join(c.key, ", ")
	q := db.reader(ctx).NewSelect().Table(c.table).ColumnExpr(keys + ", " + c.sealed + " AS sealed").OrderExpr(keys).Limit(resealedAtOnce)
	if after != nil {
		q = q.Where("("+keys+") > ("+strings.Repeat("?, ", len(after)-1)+"?)", after...)
	}
	var rows []map[string]any
	if err := q.Scan(ctx, &rows); err != nil {
		return 0, nil, err
	}
	var tuples []string
	for _, row := range rows {
		t, err := db.resealed(c, row)
		if err != nil {
			return 0, nil, err
		}
		if t != "" {
			tuples = append(tuples, t)
		}
	}
	if len(tuples) > 0 {
		if _, err := db.writer(ctx).ExecContext(ctx, c.update(tuples)); err != nil {
			return 0, nil, err
		}
	}
	if len(rows) == resealedAtOnce {
		for _, k := range c.key {
			next = append(next, rows[len(rows)-1][k])
		}
	}
	return len(tuples), next, nil
}

// resealed is a row's key and new values as SQL; empty if it is sealed with the
// current key already.
func (db *DB) resealed(c sealedColumn, row map[string]any) (string, error) {
	old, _ := row["sealed"].(string)
	if old == "" || keyring.KeyOf(old) == db.ring().Current() {
		return "", nil
	}
	text, err := db.open(c.place, old)
	if err != nil {
		return "", err
	}
	sealed, err := db.ring().Seal(c.place, text)
	if err != nil {
		return "", err
	}
	var values []any
	for _, k := range c.key {
		values = append(values, row[k])
	}
	values = append(values, sealed)
	if c.blind != "" {
		values = append(values, db.ring().Blind(c.place, text))
	}
	return db.write.NewRaw("(?)", bun.List(values)).String(), nil
}

// update sets the new values of many rows in one statement.
func (c sealedColumn) update(tuples []string) string {
	names := append([]string{}, c.key...)
	names = append(names, "sealed")
	set := c.sealed + " = v.sealed"
	if c.blind != "" {
		names = append(names, "blind")
		set += ", " + c.blind + " = v.blind"
	}
	var where []string
	for _, k := range c.key {
		where = append(where, c.table+"."+k+" = v."+k)
	}
	return "WITH v (" + strings.Join(names, ", ") + ") AS (VALUES " + strings.Join(tuples, ", ") + ") UPDATE " + c.table +
		" SET " + set + " FROM v WHERE " + strings.Join(where, " AND ")
}

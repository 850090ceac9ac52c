package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/uptrace/bun"
)

// inside is the context key of a database's running transaction.
type inside struct{ db *DB }

// Atomically runs do in one transaction, or, inside another, in a part of it:
// when do fails, what it did is undone, and the outer one goes on if its own do
// does not pass the error on. Calls inside must use the context that do is given:
// a write with another context waits for this transaction to end, forever.
// Transactions run one after the other, in both databases: what one reads, no
// other changes before it ends, and none fails because of another.
func (db *DB) Atomically(ctx context.Context, do func(ctx context.Context) error) error {
	tx, leave, err := db.begin(ctx)
	if err != nil {
		return fmt.Errorf("beginning a transaction: %w", err)
	}
	defer leave()
	done := false
	defer func() {
		if !done { // do failed or panicked
			_ = tx.Rollback()
		}
	}()
	if err := do(context.WithValue(ctx, inside{db}, tx)); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("committing: %w", err)
	}
	done = true
	return nil
}

// begin opens a transaction, or a savepoint in the running one; leave gives the
// turn to the next. Who waits for a turn of this program holds no connection: the
// others are for single statements, such as a reader's note that a session is in use.
func (db *DB) begin(ctx context.Context) (tx bun.Tx, leave func(), err error) {
	if outer, ok := ctx.Value(inside{db}).(bun.Tx); ok {
		tx, err = outer.BeginTx(ctx, nil) // a savepoint
		return tx, func() {}, err
	}
	select {
	case db.turn <- struct{}{}:
	case <-ctx.Done():
		return tx, nil, fmt.Errorf("waiting for the turn to write: %w", ctx.Err())
	}
	leave = func() { <-db.turn }
	if tx, err = db.write.BeginTx(ctx, nil); err != nil {
		leave()
		return tx, nil, err
	}
	if db.engine.line == "" {
		return tx, leave, nil
	}
	if _, err := tx.ExecContext(ctx, db.engine.line); err != nil {
		err = errors.Join(fmt.Errorf("waiting for the turn to write: %w", err), tx.Rollback())
		leave()
		return tx, nil, err
	}
	return tx, leave, nil
}

// writer is where a statement that changes something runs; reader where one that
// only reads does: inside a transaction both are the transaction. A reader whose
// context looks as of a moment (package period) answers as of it.
func (db *DB) writer(ctx context.Context) bun.IDB {
	if tx, ok := ctx.Value(inside{db}).(bun.Tx); ok {
		return tx
	}
	return db.write
}

func (db *DB) reader(ctx context.Context) bun.IDB { return db.asOf(ctx, db.plainReader(ctx)) }

// plainReader answers with what is now.
func (db *DB) plainReader(ctx context.Context) bun.IDB {
	if tx, ok := ctx.Value(inside{db}).(bun.Tx); ok {
		return tx
	}
	return db.read
}

// one turns "no row" into the caller's error and says what was being read.
func one(err, none error, what string) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sql.ErrNoRows):
		return none
	}
	return fmt.Errorf("reading %s: %w", what, err)
}

// saying wraps a failure with what was being done.
func saying(err error, what string) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, err)
}

// changed says whether a statement met a row; if not, it gives none.
func changed(r sql.Result, err, none error, what string) error {
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	n, err := r.RowsAffected()
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	if n == 0 {
		return none
	}
	return nil
}

package postgres

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/uptrace/bun"
)

// Count makes the key that a table counts itself, if it has one, go on behind the
// largest there is: rows that came with their keys have not counted it.
func Count(ctx context.Context, tx bun.IDB, table string) error {
	var column, sequence sql.NullString
	err := tx.NewRaw("SELECT max(column_name), max(pg_get_serial_sequence(?, column_name)) FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = ? AND is_identity = 'YES'", table, table).Scan(ctx, &column, &sequence)
	if err != nil || !sequence.Valid {
		return err
	}
	if _, err := tx.ExecContext(ctx, "SELECT setval(?, (SELECT coalesce(max(?), 0) + 1 FROM ?), false)", sequence.String, bun.Ident(column.String), bun.Ident(table)); err != nil {
		return fmt.Errorf("counting on in table %s: %w", table, err)
	}
	return nil
}

package twin

import (
	"context"
	"fmt"
)

// World runs a script of the product's in a DuckDB of its own: a random program as
// generated SQL with random rows, and the tables `expected` and `said` of
// (relation, _row, value). It returns how many values were compared and those that
// one of them has and the other has not.
func World(ctx context.Context, script string) (compared int, differences []string, err error) {
	s, err := open(ctx, Options{AsOf: "2000-01-01", Today: "2000-01-01", Threads: 1}, "")
	if err != nil {
		return 0, nil, err
	}
	defer s.close()
	// DuckDB 1.5.6 fails on some windows with an internal error of this optimizer ("Failed
	// to cast expression to type", in its look at what may be null).
	if err := s.exec("the world's optimizers", "SET disabled_optimizers = 'top_n_window_elimination'"); err != nil {
		return 0, nil, err
	}
	if err := s.exec("the world", script); err != nil {
		return 0, nil, err
	}
	if err := s.conn.QueryRowContext(ctx, "SELECT count(*) FROM expected").Scan(&compared); err != nil {
		return 0, nil, fmt.Errorf("counting what is expected: %w", err)
	}
	rows, err := s.conn.QueryContext(ctx, `
SELECT 'the SQL alone says' AS who, * FROM (FROM said EXCEPT ALL FROM expected)
UNION ALL SELECT 'the interpreter alone says', * FROM (FROM expected EXCEPT ALL FROM said) ORDER BY 2, 3, 1`)
	if err != nil {
		return 0, nil, fmt.Errorf("comparing: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var who, relation string
		var row int64
		var value *string
		if err := rows.Scan(&who, &relation, &row, &value); err != nil {
			return 0, nil, fmt.Errorf("comparing: %w", err)
		}
		said := "nothing"
		if value != nil {
			said = *value
		}
		differences = append(differences, fmt.Sprintf("%s: row %d of %s is %s", who, row, relation, said))
	}
	return compared, differences, rows.Err()
}

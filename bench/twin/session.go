package twin

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	text "dixian/bench/sql"

	_ "github.com/duckdb/duckdb-go/v2" // registers the driver "duckdb"
)

// session is one DuckDB connection, in memory. Variables and rejected lines
// belong to a connection, so a run keeps to one.
type session struct {
	ctx  context.Context
	db   *sql.DB
	conn *sql.Conn
}

func open(ctx context.Context, o Options, spill string) (*session, error) {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return nil, fmt.Errorf("opening DuckDB: %w", err)
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		db.Close()
		return nil, fmt.Errorf("opening DuckDB: %w", err)
	}
	s := &session{ctx: ctx, db: db, conn: conn}
	settings := []string{
		"SET temp_directory = " + quoted(spill),
		"SET TimeZone = 'UTC'",
		"SET preserve_insertion_order = true",
		"SET VARIABLE as_of = DATE " + quoted(o.AsOf),
		"SET VARIABLE today = DATE " + quoted(o.Today),
	}
	if o.Threads > 0 {
		settings = append(settings, fmt.Sprintf("SET threads = %d", o.Threads))
	}
	if o.MemoryLimit != "" {
		settings = append(settings, "SET memory_limit = "+quoted(o.MemoryLimit))
	}
	for _, setting := range settings {
		if err := s.exec("settings", setting); err != nil {
			s.close()
			return nil, err
		}
	}
	return s, nil
}

func (s *session) close() {
	s.conn.Close()
	s.db.Close()
}

// Engine names the engine, "DuckDB v1.5.6".
func Engine(ctx context.Context) (string, error) {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return "", fmt.Errorf("opening DuckDB: %w", err)
	}
	defer db.Close()
	var version string
	if err := db.QueryRowContext(ctx, "SELECT 'DuckDB ' || version()").Scan(&version); err != nil {
		return "", fmt.Errorf("asking DuckDB for its version: %w", err)
	}
	return version, nil
}

// exec runs statements; what is the place an error names.
func (s *session) exec(what, statements string) error {
	if _, err := s.conn.ExecContext(s.ctx, statements); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

// files runs .sql files of folder sql in order.
func (s *session) files(paths ...string) error {
	for _, path := range paths {
		statements, err := text.Files.ReadFile(path)
		if err != nil {
			return err
		}
		if err := s.exec(path, string(statements)); err != nil {
			return err
		}
	}
	return nil
}

// quoted is an SQL string literal.
func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

package trial

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"

	"dixian/bench/twin"
)

// Statements is the product's plan package as the SQL that the product makes of it.
func (p Product) Statements(ctx context.Context) (string, error) {
	output, err := exec.CommandContext(ctx, p.Binary, "plan", "show", "--sql", p.Plan).Output()
	if err != nil {
		return "", fmt.Errorf("printing %s as SQL: %w", p.Plan, err)
	}
	return string(output), nil
}

// Generated lets DuckDB run the product's SQL over the province of a trial that
// has run, and returns how it differs from the product's own result.
func (t Trial) Generated(ctx context.Context, statements, directory string) ([]string, error) {
	return twin.Generated(ctx, twin.Options{
		Registry: filepath.Join(directory, "registry"), Extracts: filepath.Join(directory, "extracts"), AsOf: t.AsOf, Today: t.AsOf, Out: directory,
	}, statements, filepath.Join(directory, "product"))
}

package trial

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"dixian/bench/twin"
)

// TestGeneratedSQLOfRandomPrograms lets the product draw random programs and rows,
// runs the SQL that it makes of them in DuckDB, and compares every fact and rule of
// every row, and every firing, with what its interpreter says.
func TestGeneratedSQLOfRandomPrograms(t *testing.T) {
	folder := t.TempDir()
	draw := exec.Command("go", "test", "./rule/kernel", "-count=1", "-run", "TestWorldsAsSQL", "-rapid.checks=24", "-worlds", folder)
	draw.Dir = filepath.Join("..", "..")
	if output, err := draw.CombinedOutput(); err != nil {
		t.Fatalf("drawing programs: %v\n%s", err, output)
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.sql"))
	if err != nil || len(files) < 8 {
		t.Fatalf("%d programs were drawn: %v", len(files), err)
	}
	compared := 0
	for _, path := range files {
		script, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		n, differences, err := twin.World(context.Background(), string(script))
		if err != nil {
			t.Fatalf("%v\n%s", err, script)
		}
		compared += n
		if len(differences) > 0 {
			t.Fatalf("%d differences:\n%s\n%s", len(differences), strings.Join(differences[:min(20, len(differences))], "\n"), script)
		}
	}
	if compared < 1000 {
		t.Errorf("only %d values were compared", compared)
	}
}

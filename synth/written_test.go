package synth

import (
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dixian/calendar"
)

// june is the as-of date of tests that need no other.
var june = calendar.NewDate(2025, 6, 30)

// written writes a province into a new folder.
func written(t *testing.T, o Options) (Options, Report) {
	t.Helper()
	if o.AsOf == 0 {
		o.AsOf = june
	}
	if o.Out == "" {
		o.Out = filepath.Join(t.TempDir(), "province")
	}
	report, err := Write(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return o, report
}

// province is a clean CSV run read back: rows by table key and column key.
type province map[string][]map[string]string

func read(t *testing.T, dir string) province {
	t.Helper()
	p := province{}
	for i := range tables {
		folder := "extracts"
		if tables[i].registry {
			folder = "registry"
		}
		lines := readCSV(t, filepath.Join(dir, folder, tables[i].key+".csv"))
		for _, line := range lines[1:] {
			row := map[string]string{}
			for c, cell := range line {
				row[lines[0][c]] = cell
			}
			p[tables[i].key] = append(p[tables[i].key], row)
		}
	}
	return p
}

func readCSV(t *testing.T, path string) [][]string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return lines
}

// everything returns all files below dir by path.
func everything(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files[name] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

package registry_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"dixian/calendar"
	"dixian/intake"
	"dixian/registry"
	"dixian/synth"
)

// What is kept of a delivery reads as what was delivered, in every table and
// column.
func TestKeptRowsReadAsTheFileDid(t *testing.T) {
	dir := t.TempDir()
	asOf := calendar.NewDate(2025, 6, 30)
	_, err := synth.Write(t.Context(), synth.Options{Households: 150, Seed: 5, AsOf: asOf, Out: dir, Counties: []string{"522631"}})
	must(t, err)
	p, err := program()
	must(t, err)
	read := 0
	for _, table := range p.Tables {
		if table.Folder != "extracts" {
			continue
		}
		found, err := filepath.Glob(filepath.Join(dir, "extracts", table.Name+".*"))
		must(t, err)
		if len(found) == 0 {
			continue
		}
		opt := intake.Options{Today: asOf}
		first, err := intake.Load(t.Context(), table, found, opt)
		must(t, err)
		var kept, again bytes.Buffer
		must(t, registry.WriteRows(&kept, first))
		path := filepath.Join(t.TempDir(), table.Name+".csv")
		must(t, os.WriteFile(path, kept.Bytes(), 0o600))
		second, err := intake.Load(t.Context(), table, []string{path}, opt)
		must(t, err)
		must(t, registry.WriteRows(&again, second))
		if second.Accepted != first.Accepted || second.Warnings != 0 || !bytes.Equal(kept.Bytes(), again.Bytes()) {
			t.Errorf("%s: %d rows, then %d, %d warnings", table.Name, first.Accepted, second.Accepted, second.Warnings)
		}
		for i, c := range table.Columns {
			if first.Columns[i] == nil {
				continue
			}
			for row := range first.Len() {
				if first.Columns[i].Known(row) != second.Columns[i].Known(row) {
					t.Fatalf("%s line %d: %s is known in one only", table.Name, row+2, c.Name)
				}
			}
		}
		read += first.Accepted
	}
	if read == 0 {
		t.Fatal("no table has rows, and this test finds nothing")
	}
}

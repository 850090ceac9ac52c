package screening

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// built is a panel of the whole small province.
func built(t *testing.T) (*deliveries, *Standing, []*delivered) {
	t.Helper()
	w := newDeliveries(t, 11)
	history := w.first(w.everything)
	s := w.build(t, t.TempDir(), history)
	t.Cleanup(func() { s.Close() })
	return w, s, history
}

func (w *deliveries) deliver(t *testing.T, s *Standing, table string, rows [][]string) (*StandingChange, error) {
	t.Helper()
	file := w.file(t, filepath.Join(t.TempDir(), table+".csv"), w.program.Table(table), rows)
	return s.Add(context.Background(), Delivery{Table: table, Files: []string{file}, Today: w.base.Today, MaxQuarantine: 0.2, By: "test", At: time.Unix(1, 0)})
}

func TestDeliveriesThatAreRefused(t *testing.T) {
	w, s, _ := built(t)
	bills := w.rows["medical_settlement"]
	broken := slices.Clone(bills[:4])
	for i := range broken {
		broken[i] = slices.Clone(broken[i])
		broken[i][slices.Index(w.header["medical_settlement"], "id_number")] = "5.2E+17"
	}
	before := listing(t, s.Dir)
	for _, c := range []struct {
		says string
		does func() error
		want string
	}{
		{"a table that is none", func() error { _, err := s.Add(context.Background(), Delivery{Table: "medical"}); return err }, `has no table "medical"; its tables are`},
		{"a division where nobody of the panel lives", func() error {
			_, err := s.Add(context.Background(), Delivery{Table: "vehicle", Divisions: []string{"520502000000"}})
			return err
		}, "no household of the panel lives in 520502000000"},
		{"a division that is no code", func() error {
			_, err := s.Add(context.Background(), Delivery{Table: "vehicle", Divisions: []string{"遵义"}})
			return err
		}, "--division"},
		{"persons", func() error { _, err := w.deliver(t, s, "persons", w.rows["persons"][:3]); return err }, "build another panel"},
		{"a file that is mostly dirt", func() error {
			_, err := w.deliver(t, s, "medical_settlement", broken)
			var bad *TooManyBad
			if !errors.As(err, &bad) {
				t.Error("it is not called dirt")
			}
			return err
		}, "nothing was applied; the bad rows are listed in"},
		{"a batch that never was", func() error { _, err := s.Undo(99, time.Now()); return err }, "there is no batch 99"},
	} {
		t.Run(c.says, func(t *testing.T) {
			if err := c.does(); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %v, not %q", err, c.want)
			}
			if after := listing(t, s.Dir); after != before {
				t.Errorf("the folder holds %s, and held %s", after, before)
			}
		})
	}
}

func listing(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

func TestTheSameFileAgainChangesNothing(t *testing.T) {
	w, s, _ := built(t)
	c, err := w.deliver(t, s, "medical_settlement", w.rows["medical_settlement"][1:5])
	if err != nil || c.Batch.Number == 0 {
		t.Fatal(err)
	}
	version := s.Manifest.Version
	again, err := w.deliver(t, s, "medical_settlement", w.rows["medical_settlement"][1:5])
	if err != nil {
		t.Fatal(err)
	}
	if again.Batch.Number != 0 || len(again.Same) != 1 || !strings.Contains(again.Same[0], "changed nothing") || s.Manifest.Version != version {
		t.Errorf("the second time gave %+v", again)
	}
	if _, err := s.Undo(c.Batch.Number, time.Now()); err != nil {
		t.Fatal(err)
	}
	if third, err := w.deliver(t, s, "medical_settlement", w.rows["medical_settlement"][1:5]); err != nil || third.Batch.Number == 0 {
		t.Errorf("after the batch was taken back, the file is refused: %+v, %v", third, err)
	}
}

// TestWhatMayNotBeReadIsNotKept counts the rows of compared tables that a panel
// holds, before and after their owners take the authorisation back.
func TestWhatMayNotBeReadIsNotKept(t *testing.T) {
	w, s, _ := built(t)
	held := func() (n int) {
		for _, name := range []string{"vehicle", "real_estate", "business"} {
			shown, hidden := s.Count(w.program.Table(name))
			n += shown + hidden
		}
		return n
	}
	delivered := len(w.rows["vehicle"]) + len(w.rows["real_estate"]) + len(w.rows["business"])
	first := held()
	if first == 0 || first >= delivered {
		t.Fatalf("%d of %d rows are kept: some households have signed, and some have not", first, delivered)
	}
	unread := 0
	for _, b := range s.Manifest.Batches {
		unread += b.Unread
	}
	if unread == 0 {
		t.Error("no batch tells of rows that were not kept")
	}
	if posts, _ := s.Count(w.program.Table("public_payroll")); posts == 0 {
		t.Error("posts are kept for everybody, and there is none")
	}
	// The same vehicles again: those kept before are hidden by them, and still there.
	if _, err := w.deliver(t, s, "vehicle", slices.Insert(slices.Clone(w.rows["vehicle"]), 0, w.rows["vehicle"][0])); err != nil {
		t.Fatal(err)
	}
	if _, hidden := s.Count(w.program.Table("vehicle")); hidden == 0 {
		t.Fatal("no vehicle of the first batch is hidden by the second")
	}
	c, err := w.deliver(t, s, "authorisations", nil) // delivered whole: nobody has signed any more
	if err != nil {
		t.Fatal(err)
	}
	if n := held(); n != 0 {
		t.Errorf("%d rows are kept of households that have taken the authorisation back", n)
	}
	if d := c.Lists["hits"]; d.Gone == 0 {
		t.Error("no hit is gone")
	}
	if hits := s.kept.Results["hits"].Lines; hits != 0 {
		t.Errorf("%d hits are left", hits)
	}
}

// TestDifferences reads what a batch changed, and its bad rows, from the folder
// they are written to.
func TestDifferences(t *testing.T) {
	w, s, _ := built(t)
	row := func(household, year string) (out []string) {
		for _, name := range w.header["income"] {
			out = append(out, map[string]string{"household_code": household, "year": year, "wage_income": "100"}[name])
		}
		return out
	}
	var rows [][]string
	for code := range w.village {
		rows = append(rows, row(code, "2024"))
	}
	slices.SortFunc(rows, func(a, b []string) int { return strings.Compare(strings.Join(a, ","), strings.Join(b, ",")) })
	bad := row("H", "last year")
	c, err := w.deliver(t, s, "income", append(rows, bad))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(s.Dir, c.Folder, "alerts.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(text, []byte("\nnew,")); n == 0 || n != c.Lists["alerts"].New {
		t.Errorf("%d lines are new in the file and %d in the count", n, c.Lists["alerts"].New)
	}
	from, to := bytes.Count(text, []byte("\nchanged_from,")), bytes.Count(text, []byte("\nchanged_to,"))
	if from != to || from != c.Lists["alerts"].Changed {
		t.Errorf("%d and %d lines tell of a change, and the count of %d", from, to, c.Lists["alerts"].Changed)
	}
	if list, err := os.ReadFile(filepath.Join(s.Dir, c.Bad)); err != nil || !bytes.Contains(list, []byte("last year")) || c.Batch.Quarantined != 1 {
		t.Errorf("the bad row is not listed: %s, %v", list, err)
	}
	if _, err := os.Stat(filepath.Join(s.Dir, "alerts-1.csv")); !os.IsNotExist(err) {
		t.Error("the list of before is still there")
	}
	damaged := filepath.Join(s.Dir, s.kept.Results["alerts"].Name)
	if err := os.WriteFile(damaged, []byte("division_code\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Undo(c.Batch.Number, time.Now()); err == nil || !strings.Contains(err.Error(), "was damaged or cut") {
		t.Errorf("a list that was cut is gone on from: %v", err)
	}
}

package screening

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"dixian/calendar"
	"dixian/plan"
	"dixian/rule"
	"dixian/store/keyring"
	"dixian/synth"
)

// deliveries is a small province as rows, from which histories of batches are drawn,
// and the model of what a standing panel should hold: the batches that count, as
// files.
type deliveries struct {
	pkg     *plan.Package
	program *rule.Program
	base    Options
	keys    *keyring.Ring
	header  map[string][]string
	rows    map[string][][]string // by table, as delivered first
	village map[string]string     // of household codes
	house   map[string]string     // of ID numbers
}

// delivered is a batch of the model.
type delivered struct {
	number   int
	table    *rule.Table
	division string // empty: all
	rows     [][]string
	undone   bool
}

func newDeliveries(t *testing.T, seed uint64) *deliveries {
	t.Helper()
	w := &deliveries{header: map[string][]string{}, rows: map[string][][]string{}, village: map[string]string{}, house: map[string]string{}}
	w.base = synthetic(t, synth.Options{Households: 90, Seed: seed, AsOf: calendar.NewDate(2025, 6, 30), Counties: []string{"520123", "520181"}})
	w.pkg, w.program = openGuizhou(t)
	var err error
	if w.keys, err = keyring.New(); err != nil {
		t.Fatal(err)
	}
	for _, table := range w.program.Tables {
		for _, dir := range []string{w.base.Registry, w.base.Extracts} {
			data, err := os.ReadFile(filepath.Join(dir, table.Name+".csv"))
			if err != nil {
				continue
			}
			all, err := csv.NewReader(strings.NewReader(string(data))).ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			w.header[table.Name], w.rows[table.Name] = all[0], all[1:]
		}
	}
	for _, r := range w.rows["households"] {
		w.village[w.cell("households", r, "household_code")] = w.cell("households", r, "division_code")
	}
	for _, r := range w.rows["persons"] {
		w.house[w.cell("persons", r, "id_number")] = w.cell("persons", r, "household_code")
	}
	return w
}

func (w *deliveries) cell(table string, row []string, column string) string {
	if i := slices.Index(w.header[table], column); i >= 0 {
		return row[i]
	}
	return ""
}

// owner is the household that a row of the model belongs to, or none.
func (w *deliveries) owner(t *rule.Table, row []string) string {
	owner := ""
	for _, name := range t.BelongsTo {
		v := w.cell(t.Name, row, name)
		if _, held := w.village[v]; held {
			owner = v
		} else {
			owner = w.house[v]
		}
		if owner != "" {
			break
		}
	}
	for _, c := range t.Columns { // references beside must agree
		if v := w.cell(t.Name, row, c.Name); c.Type.Kind == rule.Ref && v != "" && !slices.Contains(t.BelongsTo, c.Name) && v != owner && w.house[v] != owner {
			return ""
		}
	}
	return owner
}

func (w *deliveries) key(t *rule.Table, row []string) string {
	var key []string
	for _, c := range t.Columns {
		if c.Key {
			key = append(key, w.cell(t.Name, row, c.Name))
		}
	}
	return strings.Join(key, "|")
}

// left are the rows of a table that the batches which count leave, the obvious
// way.
func (w *deliveries) left(t *rule.Table, history []*delivered) [][]string {
	var rows [][]string
	for _, b := range history {
		if b.undone || b.table != t {
			continue
		}
		keys := map[string]bool{}
		for _, r := range b.rows {
			keys[w.key(t, r)] = true
		}
		rows = slices.DeleteFunc(rows, func(r []string) bool {
			owner := w.owner(t, r)
			inside := t.Whole && owner != "" && (b.division == "" || strings.HasPrefix(w.village[owner], strings.TrimRight(b.division, "0")))
			return inside || keys[w.key(t, r)]
		})
		rows = append(rows, b.rows...)
	}
	return rows
}

// full screens the files that the history leaves.
func (w *deliveries) full(t rapid.TB, dir string, history []*delivered) *Result {
	o := w.base
	o.Registry, o.Extracts, o.MaxQuarantine = filepath.Join(dir, "registry"), filepath.Join(dir, "extracts"), 1
	for _, table := range w.program.Tables {
		if w.header[table.Name] != nil {
			w.file(t, filepath.Join(dir, table.Folder, table.Name+".csv"), table, w.left(table, history))
		}
	}
	s, err := Evaluate(context.Background(), o, w.pkg, w.program, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s.Result
}

func (w *deliveries) file(t rapid.TB, path string, table *rule.Table, rows [][]string) string {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	c := csv.NewWriter(&b)
	if err := c.WriteAll(append([][]string{w.header[table.Name]}, rows...)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// first are the batches of the first loading: of each table the rows that get
// says.
func (w *deliveries) first(get func(table *rule.Table, rows [][]string) [][]string) (history []*delivered) {
	for _, table := range w.program.Tables {
		if w.header[table.Name] != nil {
			history = append(history, &delivered{len(history) + 1, table, "", get(table, w.rows[table.Name]), false})
		}
	}
	return history
}

// everything is what first may be told.
func (w *deliveries) everything(_ *rule.Table, rows [][]string) [][]string { return rows }

// build makes a panel of the first batches.
func (w *deliveries) build(t rapid.TB, dir string, history []*delivered) *Standing {
	o := w.base
	o.Registry, o.Extracts, o.MaxQuarantine = filepath.Join(dir, "first", "registry"), filepath.Join(dir, "first", "extracts"), 1
	for _, b := range history {
		w.file(t, filepath.Join(dir, "first", b.table.Folder, b.table.Name+".csv"), b.table, b.rows)
	}
	if _, err := BuildStandingWith(context.Background(), o, w.pkg, w.program, filepath.Join(dir, "panel"), w.keys, "test", time.Unix(0, 0)); err != nil {
		t.Fatal(err)
	}
	s, err := OpenStandingWith(filepath.Join(dir, "panel"), w.pkg, w.program, w.keys)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// same compares the lists of a panel with those of a full run, byte for byte.
func (w *deliveries) same(t rapid.TB, s *Standing, want *Result, after string) {
	for _, list := range resultLists {
		var full strings.Builder
		for _, l := range entries(want.of(list)) {
			full.Write(l.line)
		}
		text, err := os.ReadFile(filepath.Join(s.Dir, s.kept.Results[list].Name))
		if err != nil {
			t.Fatal(err)
		}
		_, kept, _ := strings.Cut(string(text), "\n")
		if kept != full.String() {
			a, b := strings.Split(kept, "\n"), strings.Split(full.String(), "\n")
			t.Fatalf("after %s, %s has %d lines and a full run %d; the panel alone: %v; the run alone: %v", after, list, len(a)-1, len(b)-1, without(a, b), without(b, a))
		}
	}
	alerted := 0
	for i, l := range want.Alerts {
		if i == 0 || want.Alerts[i-1].Household != l.Household {
			alerted++
		}
	}
	if s.kept.Alerted != alerted {
		t.Fatalf("after %s, %d households have an alert and in a full run %d", after, s.kept.Alerted, alerted)
	}
}

func without(a, b []string) []string {
	out := slices.DeleteFunc(slices.Clone(a), func(l string) bool { return slices.Contains(b, l) })
	return out[:min(len(out), 3)]
}

// draw makes a batch of a table: rows of the province, some with other values,
// some of another owner, some new, some of strangers.
func (w *deliveries) draw(t *rapid.T, table *rule.Table) *delivered {
	b := &delivered{table: table}
	if table.Whole && rapid.Bool().Draw(t, "of one county") {
		b.division = rapid.SampledFrom([]string{"520123000000", "520181000000"}).Draw(t, "county")
	}
	pool := w.rows[table.Name]
	n := rapid.SampledFrom([]int{0, 2, 12, len(pool), len(pool)}).Draw(t, "rows")
	for i := range min(n, 4*len(pool)) {
		row := slices.Clone(pool[rapid.IntRange(0, len(pool)-1).Draw(t, "row")])
		for k := range rapid.IntRange(0, 3).Draw(t, "changes") {
			j := rapid.IntRange(0, len(row)-1).Draw(t, "column")
			other := pool[rapid.IntRange(0, len(pool)-1).Draw(t, "of")]
			row[j] = other[j]
			if c := table.Column(w.header[table.Name][j]); k == 1 && c != nil && c.Type.Kind == rule.Ref && c.Key && c.Type.Stored() == rule.ID {
				row[j] = "520123198001010010" // a stranger's, or a bad one: nobody's
			}
		}
		_ = i
		b.rows = append(b.rows, row)
	}
	keys := map[string]int{} // one row a key: the last, as a reader takes it
	for i, r := range b.rows {
		keys[w.key(table, r)] = i
	}
	var rows [][]string
	for i, r := range b.rows {
		if keys[w.key(table, r)] == i {
			rows = append(rows, r)
		}
	}
	b.rows = rows
	return b
}

// TestHistoriesAgainstFullRuns draws histories of batches, takes some back, and
// compares the panel's results with a full run over the files that are left.
func TestHistoriesAgainstFullRuns(t *testing.T) {
	for _, c := range []struct {
		says string
		// What may be authorised is settled before the compared tables arrive, or they
		// do not arrive at all.
		first, later func(*rule.Table) bool
	}{
		{"authorisations come first",
			func(t *rule.Table) bool { return true },
			func(t *rule.Table) bool { return t.Folder == "extracts" && t.Name != "population_change" }},
		{"authorisations and moves come and go, and nothing is compared",
			func(t *rule.Table) bool { return !t.Compared },
			func(t *rule.Table) bool {
				return (t.Folder == "extracts" || t.Name == "authorisations") && !t.Compared
			}},
	} {
		t.Run(c.says, func(t *testing.T) {
			t.Parallel()
			w := newDeliveries(t, 11)
			var later []*rule.Table
			for _, table := range w.program.Tables {
				if w.header[table.Name] != nil && c.later(table) && len(w.rows[table.Name]) > 0 {
					later = append(later, table)
				}
			}
			root, n := t.TempDir(), 0
			rapid.Check(t, func(t *rapid.T) {
				n++
				dir := filepath.Join(root, fmt.Sprint(n))
				defer os.RemoveAll(dir)
				half := rapid.IntRange(0, 1).Draw(t, "part that comes first")
				history := w.first(func(table *rule.Table, rows [][]string) [][]string {
					switch {
					case !c.first(table):
						return nil
					case table.Folder == "extracts" && half == 1:
						return rows[:len(rows)/2]
					}
					return rows
				})
				s := w.build(t, dir, history)
				defer s.Close()
				few := rapid.SliceOfNDistinct(rapid.SampledFrom(later), 1, 3, func(t *rule.Table) string { return t.Name }).Draw(t, "tables")
				steps := rapid.IntRange(1, 6).Draw(t, "steps")
				for step := range steps {
					what := w.step(t, dir, s, &history, few)
					if step == steps-1 || step == 1 {
						full := w.full(t, filepath.Join(dir, fmt.Sprint("full", step)), history)
						w.same(t, s, full, what)
					}
				}
				again, err := OpenStandingWith(s.Dir, w.pkg, w.program, w.keys)
				if err != nil {
					t.Fatal(err)
				}
				defer again.Close()
				v, err := again.Province()
				if err != nil {
					t.Fatal(err)
				}
				r, err := v.Evaluate(2, nil)
				if err != nil {
					t.Fatal(err)
				}
				w.same(t, s, r, "opening it again")
			})
		})
	}
}

// step adds a batch or takes one back, in the panel and in the model.
func (w *deliveries) step(t *rapid.T, dir string, s *Standing, history *[]*delivered, later []*rule.Table) string {
	var live []*delivered
	for _, b := range *history {
		if !b.undone && slices.Contains(later, b.table) {
			live = append(live, b)
		}
	}
	if len(live) > 0 && rapid.IntRange(0, 2).Draw(t, "undo") == 0 {
		b := rapid.SampledFrom(live).Draw(t, "batch")
		if _, err := s.Undo(b.number, time.Unix(1, 0)); err != nil {
			t.Fatal(err)
		}
		b.undone = true
		return fmt.Sprintf("undoing batch %d of %s", b.number, b.table.Name)
	}
	b := w.draw(t, rapid.SampledFrom(later).Draw(t, "table"))
	b.number = len(*history) + 1
	file := w.file(t, filepath.Join(dir, fmt.Sprintf("batch-%d.csv", b.number)), b.table, b.rows)
	d := Delivery{Table: b.table.Name, Files: []string{file}, Today: w.base.Today, MaxQuarantine: 1, By: "test", At: time.Unix(1, 0)}
	if b.division != "" {
		d.Divisions = []string{b.division}
	}
	c, err := s.Add(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	if c.Batch.Number != 0 { // else the same file again
		if c.Batch.Number != b.number {
			t.Fatalf("batch %d is called %d", b.number, c.Batch.Number)
		}
		*history = append(*history, b)
	}
	return fmt.Sprintf("batch %d of %s, %d rows", b.number, b.table.Name, len(b.rows))
}

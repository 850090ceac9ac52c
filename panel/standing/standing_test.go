package standing

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"pgregory.net/rapid"

	"dixian/column"
	"dixian/identity"
	"dixian/panel"
	"dixian/plan"
	"dixian/rule"
	"dixian/store/keyring"
)

const tables = `
- table: households
  one: household
  folder: registry
  delivery: whole
  complete: true
  columns:
    household_code: {type: text, key: true, required: true}
    division_code: {type: code12, required: true}
- table: persons
  one: person
  folder: registry
  delivery: whole
  complete: true
  belongs_to: [household_code]
  columns:
    id_number: {type: id18, key: true, mask: id}
    provisional_no: {type: text}
    household_code: {type: household, required: true}
- table: bill
  folder: extracts
  delivery: rows
  owner: the insurer
  columns:
    bill_no: {type: text, key: true, required: true}
    id_number: {type: person, required: true}
    cost: {type: money}
- table: post
  folder: extracts
  delivery: rows
  columns:
    id_number: {type: person, key: true, required: true}
    grade: {type: [A, B], key: true, required: true}
    name: {type: text, mask: id}
- table: loan
  folder: extracts
  delivery: whole
  belongs_to: [household_code, id_number]
  columns:
    loan_no: {type: text, key: true, required: true}
    id_number: {type: person}
    household_code: {type: household}
    balance: {type: money}
- screening: everybody
  where: household_code.part(1, 1) == 'H'
`

func program(t rapid.TB) *rule.Program {
	t.Helper()
	p, err := plan.LoadFS(fstest.MapFS{"a.yaml": {Data: []byte(tables[1:])}}, "p")
	if err != nil {
		t.Fatal(err)
	}
	program, err := plan.Check(p)
	if err != nil {
		t.Fatal(err)
	}
	return program
}

// person is the made-up number of person n.
func person(n int) int64 { return int64(identity.ID(520115_19800101_000 + int64(n))) }

// source is rows written as text, a cell after the other; `-` is unknown.
func source(p *rule.Program, table string, rows ...string) panel.Source {
	t := p.Table(table)
	s := panel.Source{Table: t}
	for _, c := range t.Columns {
		s.Columns = append(s.Columns, c.Type.NewColumn())
	}
	for i, r := range rows {
		for j, cell := range strings.Fields(r) {
			switch c := s.Columns[j].(type) {
			case *column.Long:
				var n int64
				if _, err := fmt.Sscanf(strings.TrimPrefix(cell, "P"), "%d", &n); err != nil {
					c.AppendUnknown()
				} else if t.Columns[j].Type.Stored() == rule.ID {
					c.Append(person(int(n)))
				} else {
					c.Append(n)
				}
			case *column.Byte:
				c.Append(uint8(cell[0] - 'A'))
			case *column.Text:
				if cell == "-" {
					c.AppendUnknown()
				} else {
					c.Append(cell)
				}
			}
		}
		for j := len(strings.Fields(r)); j < len(t.Columns); j++ { // what the engine fills
			s.Columns[j].(*column.Byte).Append(0)
		}
		s.File, s.Line = append(s.File, 0), append(s.Line, uint32(i+1))
	}
	return s
}

// Five households in three villages of two counties; P1 and P2 live in H1, P3 in
// H2, P4 in H3, nobody in H4, P5 and one without a number in H5.
func registry(p *rule.Program) []panel.Source {
	return []panel.Source{
		source(p, "households", "H1 520123001201", "H2 520123001201", "H3 520123001202", "H4 520181001201", "H5 520181001201"),
		source(p, "persons", "P1 - H1", "P2 - H1", "P3 - H2", "P4 - H3", "P5 - H5", "- T1 H5"),
	}
}

func everything(*rule.Table, *rule.Column) bool { return true }

func keysOf(t rapid.TB) *keyring.Ring {
	t.Helper()
	keys, err := keyring.New()
	if err != nil {
		t.Fatal(err)
	}
	return keys
}

func create(t rapid.TB, p *rule.Program, dir string, keys Keys, sources ...panel.Source) *Directory {
	t.Helper()
	all := append(registry(p), sources...)
	built, err := panel.Build(p, all)
	if err != nil {
		t.Fatal(err)
	}
	m := Manifest{PackageHash: "hash", AsOf: "2025-06-30", Today: "2025-06-30"}
	for i, s := range all {
		m.Batches = append(m.Batches, Batch{Number: i + 1, Table: s.Table.Name, Whole: s.Table.Whole})
	}
	c, err := New(built, everything, m)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Create(dir, keys, func(string) (json.RawMessage, error) { return json.RawMessage(`{}`), nil }); err != nil {
		t.Fatal(err)
	}
	d, err := Open(dir, p, "hash", keys)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// shown is a panel as text: of each household the rows of each table.
func shown(p *panel.Panel) string {
	var b strings.Builder
	for h := range p.Households {
		fmt.Fprintln(&b, p.Division[h], p.Code(h), p.Counties[p.County[h]])
		for _, rows := range p.Tables {
			if rows == nil || rows.Table.Folder == "system" {
				continue
			}
			from, to := rows.Of(h)
			for r := from; r < to; r++ {
				fmt.Fprint(&b, "  ", rows.Table.Name)
				if rows.Person != nil {
					first := int32(p.Tables[p.Program.Persons.Index].Start[h])
					fmt.Fprintf(&b, " member %d", max(rows.Person[r]-first, -1))
				}
				for i, c := range rows.Columns {
					fmt.Fprintf(&b, " %v", rule.CellOf(c, rows.Table.Columns[i].Type, r))
				}
				fmt.Fprintln(&b)
			}
		}
	}
	return b.String()
}

// given is a batch of the model.
type given struct {
	number   int
	table    string
	division string
	rows     []string
	undone   bool
}

var owners = map[string]string{"P1": "H1", "P2": "H1", "P3": "H2", "P4": "H3", "P5": "H5", "H1": "H1", "H2": "H2", "H3": "H3", "H4": "H4", "H5": "H5"}

func county(owner string) string {
	switch owner {
	case "":
		return ""
	case "H4", "H5":
		return "520181000000"
	}
	return "520123000000"
}

// left is what the batches that count leave of a table, the obvious way.
func left(table string, whole bool, history []*given) (rows []string) {
	key := func(r string) string {
		f := strings.Fields(r)
		if table == "post" {
			return f[0] + f[1]
		}
		return f[0]
	}
	owner := func(r string) string {
		f := strings.Fields(r)
		switch table {
		case "bill":
			return owners[f[1]]
		case "post":
			return owners[f[0]]
		}
		if o := owners[f[2]]; o != "" {
			return o
		}
		return owners[f[1]]
	}
	for _, b := range history {
		if b.undone || b.table != table {
			continue
		}
		rows = slices.DeleteFunc(rows, func(r string) bool {
			return whole && owner(r) != "" && (b.division == "" || county(owner(r)) == b.division) ||
				slices.ContainsFunc(b.rows, func(n string) bool { return key(n) == key(r) })
		})
		rows = append(rows, b.rows...)
	}
	return rows
}

func drawRows(t *rapid.T, table string) []string {
	who := rapid.SampledFrom([]string{"P1", "P2", "P3", "P4", "P5", "P8", "P9"})
	where := rapid.SampledFrom([]string{"H1", "H2", "H3", "H4", "H5", "H8", "-"})
	rows := map[string]string{}
	for range rapid.IntRange(0, 5).Draw(t, "rows") {
		n, no := rapid.IntRange(1, 3).Draw(t, "value"), fmt.Sprint("N", rapid.IntRange(1, 4).Draw(t, "number"))
		switch table {
		case "bill":
			rows[no] = fmt.Sprintf("%s %s %d", no, who.Draw(t, "who"), n)
		case "post":
			w, grade := who.Draw(t, "who"), rapid.SampledFrom([]string{"A", "B"}).Draw(t, "grade")
			rows[w+grade] = fmt.Sprintf("%s %s name%d", w, grade, n)
		case "loan":
			w := who.Draw(t, "who")
			if rapid.Bool().Draw(t, "no number") {
				w = "-"
			}
			rows[no] = fmt.Sprintf("%s %s %s %d", no, w, where.Draw(t, "where"), n)
		}
	}
	out := []string{}
	for _, r := range rows {
		out = append(out, r)
	}
	slices.Sort(out)
	return out
}

// TestHistories draws histories of batches and withdrawals. After each the panel
// is what a build from the rows that are left gives, and so are the panels of any
// of its households; and opened again it is the same.
func TestHistories(t *testing.T) {
	p := program(t)
	keys := keysOf(t)
	root, n := t.TempDir(), 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		dir := filepath.Join(root, fmt.Sprint(n))
		defer os.RemoveAll(dir)
		var history []*given
		var first []panel.Source
		for i, table := range []string{"bill", "post", "loan"} {
			b := &given{number: i + 3, table: table, rows: drawRows(t, table)}
			history, first = append(history, b), append(first, source(p, table, b.rows...))
		}
		d := create(t, p, dir, keys, first...)
		defer func() { d.Close() }()
		for range rapid.IntRange(1, 8).Draw(t, "steps") {
			before := shown(d.Panel())
			var c *Change
			var err error
			if live := slices.DeleteFunc(slices.Clone(history), func(b *given) bool { return b.undone }); len(live) > 0 && rapid.IntRange(0, 2).Draw(t, "undo") == 0 {
				b := rapid.SampledFrom(live).Draw(t, "batch")
				b.undone = true
				c, err = d.Undo(b.number, time.Unix(1, 0))
			} else {
				b := &given{number: d.Manifest.Next, table: rapid.SampledFrom([]string{"bill", "post", "loan"}).Draw(t, "table")}
				b.rows = drawRows(t, b.table)
				batch := Batch{}
				if b.table == "loan" {
					if b.division = rapid.SampledFrom([]string{"", "520123000000", "520181000000"}).Draw(t, "division"); b.division != "" {
						batch.Divisions = []string{b.division}
					}
				}
				history = append(history, b)
				c, err = d.Add(source(p, b.table, b.rows...), batch)
			}
			if err != nil {
				t.Fatal(err)
			}
			touchedAll(t, before, shown(c.After.Panel()), d, c.Touched)
			if err := c.Save(nil); err != nil {
				t.Fatal(err)
			}
			d = c.After
			if rapid.Bool().Draw(t, "opened again") {
				if err := d.Close(); err != nil {
					t.Fatal(err)
				}
				if d, err = Open(dir, p, "hash", keys); err != nil {
					t.Fatal(err)
				}
			}
			sources := registry(p)
			for _, table := range []string{"bill", "post", "loan"} {
				sources = append(sources, source(p, table, left(table, p.Table(table).Whole, history)...))
			}
			want, err := panel.Build(p, sources)
			if err != nil {
				t.Fatal(err)
			}
			if a, b := shown(want), shown(d.Panel()); a != b {
				t.Fatalf("a build gives\n%s\nand the directory\n%s", a, b)
			}
			some := rapid.SliceOfNDistinct(rapid.Int32Range(0, 4), 1, 4, rapid.ID).Draw(t, "some")
			slices.Sort(some)
			blocks := strings.Split(shown(want), "\n520")
			var part []string
			for _, h := range some {
				part = append(part, strings.TrimPrefix(strings.TrimSuffix(blocks[h], "\n"), "520"))
			}
			if a, b := "520"+strings.Join(part, "\n520")+"\n", shown(d.Some(some, All)); a != b {
				t.Fatalf("households %v are\n%s\nand alone\n%s", some, a, b)
			}
		}
	})
}

// touchedAll demands that a household whose rows changed is touched.
func touchedAll(t *rapid.T, before, after string, d *Directory, touched []int32) {
	a, b := strings.Split(before, "\n520"), strings.Split(after, "\n520")
	for h := range a {
		if a[h] != b[h] && !slices.Contains(touched, int32(h)) {
			t.Fatalf("household %s changed and is not among the touched ones", d.names.codes.Bytes(h))
		}
	}
}

package plan

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dixian/calendar"
	"dixian/rule"
)

// FuzzCheck: whatever further items a package has, it becomes a program whose
// periods can be worked out, or is refused at places in its files, with cures.
func FuzzCheck(f *testing.F) {
	var base []string
	for _, name := range []string{"tables.yaml", "items.yaml"} {
		data, err := os.ReadFile(filepath.Join("testdata/check", name))
		if err != nil {
			f.Fatal(err)
		}
		base = append(base, name, string(data))
	}
	for _, seed := range []string{
		"- fact: x\n  about: households\n  is: y + 1\n- fact: y\n  about: households\n  is: x + 1\n",
		"- fact: x\n  about: persons\n  from: job\n  within: months_ago(12, 4)\n  where: wage > yuan(3)\n  pick: {newest: month, per: wage}\n  max: wage\n  coverage: required\n",
		"- rule: r\n  raises: alert\n  risk: a\n  urgency: 红\n  about: alerts\n  when: rule == 'r'\n  says: \"{rule} {\"\n",
		"- table: t\n  folder: extracts\n  delivery: rows\n  time: d\n  coverage: {of: households, expected: x, share: param.enough, within: until(as_of), report: last_months(99999)}\n  columns: {d: {type: date, key: true}, p: {type: person}}\n",
		"- parameter: p\n  type: share\n  values: [{division: \"520000000000\", from: 2021-01-01, value: 0.5, status: example}]\n- fact: z\n  about: alerts\n  unit: rows\n  is: 3 * household.bills\n",
		"- fact: x\n  about: households\n  from: bill\n  within: last_months(9223372036854775807)\n  count: rows\n",
		"- test: t\n  as_of: 2025-06-30\n  expect: {alerts: {H1: [heavy]}}\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, items string) {
		p, err := LoadFS(files(append([]string{"case.yaml", items}, base...)...), "p")
		if err != nil {
			return
		}
		program, err := Check(p)
		if (program == nil) == (err == nil) {
			t.Fatal("a program and problems, or neither")
		}
		if err != nil {
			problems, ok := AsProblems(err)
			if !ok {
				t.Fatalf("not a problem of the package: %v", err)
			}
			for _, x := range problems {
				if x.Pos.Line < 1 || x.Pos.Column < 1 || x.What == "" || x.Cure == "" || !strings.HasSuffix(x.Pos.File, ".yaml") && x.Pos.File != "p" {
					t.Errorf("the problem %q", x.Error())
				}
			}
			return
		}
		spans := []*rule.Expr{}
		for _, x := range program.Facts {
			spans = append(spans, x.Within)
		}
		for _, x := range program.Coverages {
			spans = append(spans, x.Within, x.Report)
		}
		for _, e := range spans {
			if e == nil {
				continue
			}
			if _, err := e.Period(calendar.NewDate(2025, 6, 30)); err != nil {
				t.Error(err)
			}
		}
	})
}

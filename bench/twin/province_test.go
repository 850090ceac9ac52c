package twin

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// province is a registry and extracts made by hand. Every family lives in a
// county of its own unless told otherwise, so that coverage does not spill from
// one sentence of a table to the next.
type province struct {
	rows   map[string][]map[string]string // by table, in file order
	labels map[string]string              // a masked number's label
	people int
}

func newProvince() *province {
	return &province{rows: map[string][]map[string]string{}, labels: map[string]string{}}
}

// add appends a row: add("housing", "household_code", "H1", "grade", "C").
func (p *province) add(table string, cells ...string) {
	row := map[string]string{}
	for i := 0; i < len(cells); i += 2 {
		row[cells[i]] = cells[i+1]
	}
	p.rows[table] = append(p.rows[table], row)
}

// idNumber makes a synthetic ID: region 520123, the birth date, a running number
// whose last digit says the sex, the check character.
func (p *province) idNumber(born string, male bool) string {
	p.people++
	last := p.people * 2 % 1000
	if male {
		last++
	}
	digits := fmt.Sprintf("520%03d%s%03d", p.people/500, strings.ReplaceAll(born, "-", ""), last)
	return digits + checkOf(digits)
}

// checkOf is the check character of 17 digits.
func checkOf(digits string) string {
	sum := 0
	for i, weight := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += int(digits[i]-'0') * weight
	}
	return "10X98765432"[sum%11 : sum%11+1]
}

// family is one household under construction.
type family struct {
	p    *province
	code string
	at   map[string]string // its households row
}

var counties = []string{
	"520102", "520103", "520111", "520112", "520113", "520115", "520121", "520122", "520123", "520181",
	"520201", "520203", "520204", "520281", "520302", "520303", "520304", "520322", "520323", "520324",
	"520325", "520326", "520327", "520328", "520329", "520330", "520381", "520382", "520402", "520403",
	"520422", "520423", "520424", "520425", "520502", "520521", "520523", "520524", "520525", "520526",
}

// family adds household H<number> in a county of its own: a head of 45 without
// labour, 100 000 yuan of income in 2025. It has no alert, hit or finding.
func (p *province) family(number int) (*family, string) {
	f := p.household(fmt.Sprintf("H%03d", number), counties[number%len(counties)])
	f.income("2025", "100000")
	return f, f.person("head", "1980-01-01", "relation", "户主", "labor", "无劳动力")
}

// household adds an empty household of 一般农户 in a county.
func (p *province) household(code, county string) *family {
	f := &family{p: p, code: code, at: map[string]string{
		"household_code": code, "division_code": county + "100201", "kind": "一般农户", "relocated": "否"}}
	p.rows["households"] = append(p.rows["households"], f.at)
	return f
}

// person adds somebody by label; a man unless sex says 女; gives the ID.
func (f *family) person(label, born string, cells ...string) string {
	row := map[string]string{"household_code": f.code, "name": label, "relation": "其他"}
	for i := 0; i < len(cells); i += 2 {
		row[cells[i]] = cells[i+1]
	}
	id := f.p.idNumber(born, row["sex"] != "女")
	if no := row["provisional_no"]; no != "" {
		id = no
		row["birth_date"] = born
		f.p.labels[no] = label
	} else {
		row["id_number"] = id
		f.p.labels[id[:6]+"********"+id[14:]] = label
	}
	f.p.rows["persons"] = append(f.p.rows["persons"], row)
	return id
}

func (f *family) income(year, wage string) {
	f.p.add("income", "household_code", f.code, "year", year, "wage_income", wage, "business_income", "0", "transfer_income", "0")
}

// write puts registry/ and extracts/ under a directory, one CSV a table with all
// of its columns.
func (p *province) write(t *testing.T, directory string) {
	t.Helper()
	tables, err := contract()
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range tables {
		var b strings.Builder
		w := csv.NewWriter(&b)
		header := []string{}
		for _, c := range table.columns {
			header = append(header, c.key)
		}
		_ = w.Write(header)
		for _, row := range p.rows[table.key] {
			line := make([]string, len(header))
			for i, key := range header {
				line[i] = row[key]
			}
			_ = w.Write(line)
		}
		w.Flush()
		part := "extracts"
		if table.registry {
			part = "registry"
		}
		put(t, filepath.Join(directory, part, table.key+".csv"), b.String())
	}
}

func put(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// screen writes the province and runs the checked form at a date.
func (p *province) screen(t *testing.T, asOf string) *outcome {
	t.Helper()
	directory := t.TempDir()
	p.write(t, directory)
	return screenAt(t, directory, asOf, Checked, p.labels)
}

func screenAt(t *testing.T, directory, asOf string, form Form, labels map[string]string) *outcome {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out")
	err := Run(context.Background(), Options{
		Registry: filepath.Join(directory, "registry"), Extracts: filepath.Join(directory, "extracts"),
		AsOf: asOf, Today: asOf, Form: form, Out: out, Threads: 2})
	if err != nil {
		t.Fatal(err)
	}
	return &outcome{t: t, out: out, labels: labels}
}

// outcome is what a run wrote.
type outcome struct {
	t      *testing.T
	out    string
	labels map[string]string
}

// lines reads one of the results without its header.
func (o *outcome) lines(name string) [][]string {
	o.t.Helper()
	content, err := os.ReadFile(filepath.Join(o.out, name+".csv"))
	if err != nil {
		o.t.Fatal(err)
	}
	lines, err := csv.NewReader(strings.NewReader(string(content))).ReadAll()
	if err != nil {
		o.t.Fatal(err)
	}
	return lines[1:]
}

// of tells a household's lines of the named results in words:
// "accident/红(head) silent".
func (o *outcome) of(household string, results ...string) string {
	o.t.Helper()
	var told []string
	for _, result := range results {
		for _, line := range o.lines(result) {
			if line[1] != household {
				continue
			}
			text := line[2]
			if line[4] != "" {
				text += "/" + line[4]
			}
			if line[6] != "" {
				var who []string
				for _, shown := range strings.Split(line[6], ";") {
					who = append(who, o.labels[shown])
				}
				slices.Sort(who)
				text += "(" + strings.Join(who, ",") + ")"
			}
			told = append(told, text)
		}
	}
	return strings.Join(told, " ")
}

// sentence is one line of a table of sentences: what is arranged for a family,
// and what is said of it.
type sentence struct {
	says    string
	arrange func(f *family, head string)
	want    string
}

// expect arranges every sentence in a family of its own, screens all at once and
// compares what is said.
func expect(t *testing.T, asOf string, results []string, sentences []sentence) {
	t.Helper()
	p := newProvince()
	for i, s := range sentences {
		s.arrange(p.family(i))
	}
	o := p.screen(t, asOf)
	for i, s := range sentences {
		t.Run(s.says, func(t *testing.T) {
			if got := o.of(fmt.Sprintf("H%03d", i), results...); got != s.want {
				t.Errorf("got %q, want %q", got, s.want)
			}
		})
	}
}

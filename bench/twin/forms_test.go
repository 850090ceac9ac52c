package twin

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// mixed is a clean province in which many rules speak, in one county.
func mixed() *province {
	p := newProvince()
	for i := range 12 {
		f, head := p.family(8)
		f.code = fmt.Sprintf("M%03d", i)
		f.at["household_code"], f.at["division_code"] = f.code, "520123103201"
		p.rows["persons"][len(p.rows["persons"])-1]["household_code"] = f.code
		f.income("2025", fmt.Sprint(4000*i))
		f.income("2024", fmt.Sprint(40000-1000*i))
		son := f.person("son", "1990-01-01", "labor", "普通劳动力", "relation", "女")
		kid := f.person("kid", "2014-05-05", "sex", "女")
		f.person("baby", "2025-06-01", "provisional_no", "T1", "sex", "男")
		if i%3 > 0 {
			all(f, "2025", head, son)
			enrolled(f, kid, "2024-2025", "在读")
			works(f, son, "在岗", year+"2025-04 2025-05 2025-06")
			spent(f, head, "1", "2025-02-02", fmt.Sprintf("%d.5", 2000*i))
			f.p.add("disability", "id_number", head, "category", "智力", "grade", "3", "issued_on", "2025-01-01", "certificate_no", "x")
			f.p.add("housing", "household_code", f.code, "grade", "D", "assessed_on", "2025-01-01", "occupied", "是")
			f.p.add("drinking_water", "household_code", f.code, "assessed_on", "2025-05-01", "outage_days", "31", "quality", "达标")
			f.p.add("petition", "record_no", f.code, "household_code", f.code, "received_on", "2025-06-01", "channel", "12345", "topic", "饮水")
			f.p.add("microloan", "loan_no", f.code, "household_code", "elsewhere", "id_number", head, "amount", "50000", "balance", "1.5",
				"granted_on", "2024-01-01", "due_on", "2025-01-01", "overdue_days", "40")
		} else {
			works(f, son, "在岗", year)
			signed(f, head, "2025-01-01", "", "纸质")
			signed(f, son, "2024-01-01", "2026-01-01", "联系不上")
			car(f, head)
			f.p.add("population_change", "id_number", kid, "event", "迁出", "event_date", "2025-06-01")
			f.p.add("social_assistance", "id_number", head, "type", "低保", "start_date", "2020-01-01", "end_date", "2025-06-01", "monthly_amount", "300")
			f.p.add("accident", "id_number", kid, "event_date", "2025-03-01", "severity", "重伤", "loss", "100.25")
			f.p.add("disaster", "household_code", f.code, "event", "洪涝", "event_date", "2025-03-01", "loss", "6000", "house_damaged", "否")
		}
	}
	// Who stands in two households: the one repeated key of clean files.
	p.add("persons", "id_number", p.rows["persons"][0]["id_number"], "name", "x", "household_code", "M001", "relation", "其他")
	return cleaned(p)
}

// cleaned drops rows whose key a later row of income repeats.
func cleaned(p *province) *province {
	seen := map[string]bool{}
	var kept []map[string]string
	for _, row := range slices.Backward(p.rows["income"]) {
		if key := row["household_code"] + row["year"]; !seen[key] && strings.HasPrefix(key, "M") {
			seen[key] = true
			kept = append(kept, row)
		}
	}
	slices.Reverse(kept)
	p.rows["income"] = kept
	return p
}

// results are the bytes of the three result files.
func results(t *testing.T, o *outcome) string {
	t.Helper()
	told := ""
	for _, name := range []string{"alerts", "hits", "findings"} {
		content, err := os.ReadFile(filepath.Join(o.out, name+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		told += string(content)
	}
	return told
}

func TestBothFormsAgree(t *testing.T) {
	p, directory := mixed(), t.TempDir()
	p.write(t, directory)
	checked := screenAt(t, directory, "2025-06-30", Checked, p.labels)
	want := results(t, checked)
	if strings.Count(want, "\n") < 60 {
		t.Fatalf("the province says too little:\n%s", want)
	}
	if got := results(t, screenAt(t, directory, "2025-06-30", Typed, p.labels)); got != want {
		t.Errorf("the typed form says\n%s\nthe checked form\n%s", got, want)
	}
	for _, line := range checked.lines("counts") {
		if line[4] != "0" || line[6] != "0" {
			t.Errorf("a clean province has bad cells: %v", line)
		}
	}
}

func TestResultFiles(t *testing.T) {
	p := mixed()
	o := p.screen(t, "2025-06-30")
	for _, name := range []string{"alerts", "hits", "findings"} {
		content, err := os.ReadFile(filepath.Join(o.out, name+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		header, _, _ := strings.Cut(string(content), "\n")
		if header != "division_code,household_code,rule,risk,urgency,as_of,members_hit,evidence" || strings.Contains(string(content), "\r") {
			t.Errorf("%s.csv begins with %q", name, header)
		}
		lines := o.lines(name)
		if !slices.IsSortedFunc(lines, func(a, b []string) int { return slices.Compare(a[:3], b[:3]) }) {
			t.Errorf("%s.csv is not sorted", name)
		}
		for _, line := range lines {
			risk := map[string]string{"hits": "比对", "findings": "数据质量"}[name]
			if risk != "" && (line[3] != risk || line[4] != "") || line[5] != "2025-06-30" {
				t.Errorf("%s.csv: %v", name, line)
			}
		}
	}
	empty := newProvince()
	if got := results(t, empty.screen(t, "2025-06-30")); strings.Count(got, "\n") != 3 {
		t.Errorf("a province without households says\n%s", got)
	}
}

func TestParquetReadsAsItsCSV(t *testing.T) {
	p, directory := mixed(), t.TempDir()
	p.write(t, directory)
	want := results(t, screenAt(t, directory, "2025-06-30", Checked, p.labels))
	s := macros(t, "2025-06-30")
	// Text as text, and a reader's guesses: numbers, dates; IDs stay text.
	for says, all := range map[string]string{"text": "true", "guessed types": "false"} {
		t.Run(says, func(t *testing.T) {
			columnar := t.TempDir()
			for _, part := range []string{"registry", "extracts"} {
				entries, err := os.ReadDir(filepath.Join(directory, part))
				if err != nil {
					t.Fatal(err)
				}
				if err := os.MkdirAll(filepath.Join(columnar, part), 0o755); err != nil {
					t.Fatal(err)
				}
				for _, entry := range entries {
					from := filepath.Join(directory, part, entry.Name())
					to := filepath.Join(columnar, part, strings.TrimSuffix(entry.Name(), ".csv")+".parquet")
					copying := fmt.Sprintf("COPY (FROM read_csv(%s, header = true, all_varchar = %s, auto_detect = true, delim = ',')) TO %s", quoted(from), all, quoted(to))
					if all == "false" {
						copying = strings.Replace(copying, "delim = ','", "delim = ','"+textColumns(entry.Name()), 1)
					}
					if err := s.exec(entry.Name(), copying); err != nil {
						t.Fatal(err)
					}
				}
			}
			for _, form := range []Form{Checked, Typed} {
				if got := results(t, screenAt(t, columnar, "2025-06-30", form, p.labels)); got != want {
					t.Errorf("Parquet, %s, says\n%s\nits CSV\n%s", form, got, want)
				}
			}
		})
	}
}

// textColumns keeps a table's IDs text whatever a reader guesses.
func textColumns(file string) string {
	tables, _ := contract()
	for _, t := range tables {
		if t.key+".csv" == file {
			if _, ok := t.column("id_number"); ok {
				return ", types = {'id_number': 'VARCHAR'}"
			}
		}
	}
	return ""
}

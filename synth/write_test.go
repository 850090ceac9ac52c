package synth

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"dixian/calendar"
)

func TestWriteRefuses(t *testing.T) {
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "报告.txt"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		what   string
		change func(*Options)
		says   string
	}{
		{"no households", func(o *Options) { o.Households = 0 }, "at least 1"},
		{"a year without a monitoring line", func(o *Options) { o.AsOf = calendar.NewDate(2027, 1, 31) }, "2021 to 2026"},
		{"no folder", func(o *Options) { o.Out = "" }, "--out"},
		{"a folder that holds something", func(o *Options) { o.Out = full }, "not empty (it holds 报告.txt)"},
		{"a folder below a file", func(o *Options) { o.Out = filepath.Join(full, "报告.txt", "x") }, "报告.txt"},
		{"a share above one", func(o *Options) { o.Dirty = 1.5 }, "not a share"},
		{"a format that nobody reads", func(o *Options) { o.Format = "dbf" }, "csv, gb18030, xlsx, parquet"},
		{"a late table that does not exist", func(o *Options) { o.Late = map[string]int{"employmnt": 2} }, "there is no such extract"},
		{"a late table without a date", func(o *Options) { o.Late = map[string]int{"vehicle": 1} }, "use --thin"},
		{"a table that is no month late", func(o *Options) { o.Late = map[string]int{"employment": 0} }, "1 to 120"},
		{"a thin registry", func(o *Options) { o.Thin = map[string]float64{"persons": 0.5} }, "arrives whole"},
		{"a thin share below nothing", func(o *Options) { o.Thin = map[string]float64{"income": -0.1} }, "not a share"},
		{"a county of another province", func(o *Options) { o.Counties = []string{"440103"} }, `no county "440103"`},
		{"a village instead of a county", func(o *Options) { o.Counties = []string{"520121001201"} }, "six digits"},
		{"more households than a county has numbers", func(o *Options) { o.Households, o.Counties = 200_000, []string{"520121"} }, "146000"},
	} {
		out := filepath.Join(t.TempDir(), "province")
		o := Options{Households: 10, AsOf: june, Out: out}
		test.change(&o)
		_, err := Write(context.Background(), o)
		if err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: got %v, want a refusal that says %q", test.what, err, test.says)
		}
		if left, _ := os.ReadDir(filepath.Dir(out)); len(left) > 0 {
			t.Errorf("%s: left %s behind", test.what, left[0].Name())
		}
	}
}

func TestWriteLeavesNothingWhenCancelled(t *testing.T) {
	for _, format := range formats {
		dir := t.TempDir()
		ctx, cancel := context.WithCancel(context.Background())
		o := Options{Households: 3000, AsOf: june, Out: filepath.Join(dir, "province"), Format: format}
		o.Progress = func(table string, rows int) { cancel() }
		if _, err := Write(ctx, o); err == nil {
			t.Errorf("%s: a cancelled run must fail", format)
		}
		if left, _ := os.ReadDir(dir); len(left) > 0 {
			t.Errorf("%s: left %s behind", format, left[0].Name())
		}
	}
}

func TestWriteFillsAnEmptyFolder(t *testing.T) {
	out := t.TempDir()
	written(t, Options{Households: 5, Out: out})
	if got := len(everything(t, out)); got != len(tables) {
		t.Errorf("got %d files, want one for each of %d tables", got, len(tables))
	}
}

func TestSameSeedSameBytes(t *testing.T) {
	for _, test := range []Options{
		{Households: 1500, Seed: 7},
		{Households: 1500, Seed: 7, Dirty: 0.1},
		{Households: 1500, Seed: 7, Dirty: 0.1, Format: "gb18030"},
		{Households: 300, Seed: 7, Dirty: 0.1, Format: "xlsx"},
		{Households: 600, Seed: 7, Dirty: 0.1, Format: "parquet"},
		{Households: 1500, Seed: 7, Late: map[string]int{"employment": 2}, Thin: map[string]float64{"income": 0.02}},
	} {
		var first map[string]string
		for _, processors := range []int{1, 4, 4} {
			before := runtime.GOMAXPROCS(processors)
			o, _ := written(t, test)
			runtime.GOMAXPROCS(before)
			now := everything(t, o.Out)
			if first == nil {
				first = now
			}
			if len(now) != len(first) {
				t.Fatalf("%+v: %d files, then %d", test, len(first), len(now))
			}
			for name, content := range first {
				if now[name] != content {
					t.Errorf("%+v with %d processors: %s differs", test, processors, name)
				}
			}
		}
	}
}

func TestAnotherSeedIsAnotherProvince(t *testing.T) {
	a, _ := written(t, Options{Households: 50, Seed: 1})
	b, _ := written(t, Options{Households: 50, Seed: 2})
	if everything(t, a.Out)["registry/persons.csv"] == everything(t, b.Out)["registry/persons.csv"] {
		t.Error("two seeds gave the same persons")
	}
}

func TestReportCounts(t *testing.T) {
	told := map[string]int{}
	o, report := written(t, Options{Households: 1300, Progress: func(table string, rows int) { told[table] = rows }})
	p := read(t, o.Out)
	rows := 0
	for _, line := range report.Tables {
		if line.Rows != len(p[line.Table]) || told[line.Table] != line.Rows {
			t.Errorf("%s: reported %d rows, last told %d, read %d", line.Table, line.Rows, told[line.Table], len(p[line.Table]))
		}
		rows += line.Rows
	}
	if report.Rows != rows || report.Households != 1300 || report.Persons != len(p["persons"]) {
		t.Errorf("report %d rows, %d households, %d persons; want %d, 1300, %d",
			report.Rows, report.Households, report.Persons, rows, len(p["persons"]))
	}
	bytes := int64(0)
	for _, content := range everything(t, o.Out) {
		bytes += int64(len(content))
	}
	if report.Bytes != bytes {
		t.Errorf("reported %d bytes, the files have %d", report.Bytes, bytes)
	}
}

package synth

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// sheetOf reads a file back as header and rows without empty cells at their ends.
func sheetOf(t *testing.T, path string) [][]string {
	t.Helper()
	switch filepath.Ext(path) {
	case ".xlsx":
		book, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		defer book.Close()
		return must(book.GetRows(sheetName))
	case ".parquet":
		return parquetRows(t, path)
	}
	content := string(must(os.ReadFile(path)))
	if strings.Contains(path, "gb18030") {
		content = must(simplifiedchinese.GB18030.NewDecoder().String(content))
	}
	content = strings.TrimPrefix(content, "\ufeff")
	reader := csv.NewReader(strings.NewReader(content))
	if header, _, _ := strings.Cut(content, "\n"); strings.Count(header, "\t") > strings.Count(header, ",") {
		reader.Comma = '\t'
	}
	return must(reader.ReadAll())
}

func parquetRows(t *testing.T, path string) [][]string {
	t.Helper()
	file := must(os.Open(path))
	defer file.Close()
	reader := parquet.NewReader(file)
	defer reader.Close()
	var header []string
	for _, field := range reader.Schema().Fields() {
		header = append(header, field.Name())
	}
	all := [][]string{header}
	rows := make([]parquet.Row, 64)
	for {
		n, err := reader.ReadRows(rows)
		for _, row := range rows[:n] {
			cells := make([]string, len(header))
			for _, v := range row {
				if !v.IsNull() {
					cells[v.Column()] = v.String()
				}
			}
			all = append(all, cells)
		}
		if err != nil {
			return all
		}
	}
}

// ordered brings rows into the order of wanted columns, so that formats compare.
func ordered(rows [][]string, wanted []string) [][]string {
	var out [][]string
	for _, row := range rows {
		line := make([]string, len(wanted))
		for i, word := range wanted {
			if at := slices.Index(rows[0], word); at < len(row) {
				line[i] = row[at]
			}
		}
		out = append(out, line)
	}
	return out
}

func TestFormatsHoldTheSameRows(t *testing.T) {
	for _, late := range []map[string]int{nil, {"employment": 2}} {
		base, _ := written(t, Options{Households: 900, Seed: 12, Late: late})
		for _, format := range []string{"gb18030", "xlsx", "parquet"} {
			out := filepath.Join(t.TempDir(), format)
			written(t, Options{Households: 900, Seed: 12, Late: late, Format: format, Out: out})
			err := filepath.WalkDir(base.Out, func(path string, d os.DirEntry, err error) error {
				if err != nil || d.IsDir() {
					return err
				}
				name := strings.TrimSuffix(must(filepath.Rel(base.Out, path)), ".csv")
				want := sheetOf(t, path)
				got := ordered(sheetOf(t, filepath.Join(out, name+"."+formatOf(format).extension)), want[0])
				if len(got) != len(want) {
					t.Errorf("%s: %s has %d rows, the CSV has %d", format, name, len(got), len(want))
					return nil
				}
				for i := range want {
					if !slices.Equal(got[i], want[i]) {
						t.Errorf("%s: %s row %d is %q, in CSV %q", format, name, i+1, got[i], want[i])
						break
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
}

// A dirty workbook has its title above the header, and the same cells as the CSV
// where lines are not misshapen.
func TestDirtyWorkbookHasTitles(t *testing.T) {
	o, report := written(t, Options{Households: 400, Seed: 2, Dirty: 0.05, Format: "xlsx"})
	titled := 0
	for i, line := range report.Tables {
		folder := "extracts"
		if tables[i].registry {
			folder = "registry"
		}
		rows := sheetOf(t, filepath.Join(o.Out, folder, line.Files[0]))
		if layoutOf(tableID(i), o, 1).title {
			titled++
			if !strings.HasPrefix(rows[0][0], tables[i].label) || len(rows[1]) > 0 || len(rows[2]) < len(tables[i].columns) {
				t.Errorf("%s: begins with %q, %q, %q", line.Table, rows[0], rows[1], rows[2])
			}
		}
	}
	if titled == 0 {
		t.Error("no table has a title")
	}
}

func TestWorkbooksAreContinued(t *testing.T) {
	r := must(newRun(Options{Households: 600, Seed: 1, AsOf: june, Format: "xlsx"}))
	r.format.most = 500
	report := must(r.write(t.Context(), t.TempDir(), nil))
	for _, line := range report.Tables {
		if !slices.IsSorted(line.Files) || line.Files[0] != line.Table+".xlsx" {
			t.Errorf("%s: files %v are not in the order they are read", line.Table, line.Files)
		}
		if line.Rows > 1500 && len(line.Files) < 2 {
			t.Errorf("%s: %d rows in %v", line.Table, line.Rows, line.Files)
		}
	}
}

package intake

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"
)

// dirty is a file with something of everything; the header has an unknown column.
func dirty() [][]string {
	return [][]string{
		{"编号", "money", "天数", "year", "grade", "日期", "month", "school_year", "code", "codes", "bool", "内容", "short", "id", "division", "decimal", "备注"},
		{"1", "1,204.50", "3", "2025", "二级", "2025-06-30", "2025-06", "2024-2025", "三级", "健康、残疾", "是", "a\"b,c\nd", "短", man, "520123999299", "12.5", "x"},
		{"2", "1,2O4.50", "x", "25", "5", "2025-02-30", "2025-13", "2024", "四级", "感冒", "有", " null ", "太长太长太长", wrongCheck(man), "52", "1.2.3", ""},
		{"", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", ""},
		{"", "1", "", "", "", "", "", "", "", "", "", "", "", "", "", "", ""},
		{"3", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "nur das"},
		{"1", "-3", "", "", "", "2025/6/3", "202506", "", "", "", "n", "_x00 <&>", "", "520123900101001", "", "-1", ""},
		{"", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "only in an unknown column"},
		{"4", "0", "", "", "", "", "", "", "", "", "", "𠀀", "", "5.22125E+17", "", "", ""},
	}
}

func csvBytes(rows [][]string) []byte {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.WriteAll(rows)
	return out.Bytes()
}

// xlsxBytes writes rows as text cells, the first at row top.
func xlsxBytes(t testing.TB, rows [][]string, top int) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range rows {
		for j, c := range row {
			at, _ := excelize.CoordinatesToCellName(j+1, top+i)
			if c != "" {
				f.SetCellStr("Sheet1", at, c)
			}
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// parquetBytes writes rows as optional texts, in row groups of some rows.
func parquetBytes(t testing.TB, rows [][]string, perGroup int) []byte {
	t.Helper()
	group := parquet.Group{}
	for _, name := range rows[0] {
		group[name] = parquet.Optional(parquet.String())
	}
	schema := parquet.NewSchema("table", group)
	var out bytes.Buffer
	w := parquet.NewGenericWriter[map[string]any](&out, schema, parquet.MaxRowsPerRowGroup(int64(perGroup)))
	for _, row := range rows[1:] {
		record := map[string]any{}
		for i, c := range row {
			if c != "" {
				record[rows[0][i]] = c
			}
		}
		if _, err := w.Write([]map[string]any{record}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// picture is everything about a load that formats must agree on.
func picture(t testing.TB, l *Loaded, h heard) string {
	t.Helper()
	var s strings.Builder
	fmt.Fprintln(&s, l.Read, l.Accepted, l.Duplicate, l.Quarantined, l.Warnings)
	for row := range l.Len() {
		for _, c := range l.Table.Columns {
			fmt.Fprintf(&s, "%v|", at(t, l, c.Name, row))
		}
		fmt.Fprintln(&s)
	}
	for _, p := range append(h.bad, h.warnings...) {
		fmt.Fprintln(&s, p.Column, p.Value, p.Reason)
	}
	return s.String()
}

func TestFormatsAgree(t *testing.T) {
	rows := dirty()
	var h heard
	l, err := loadBytes(everything(), csvBytes(rows), h.options())
	if err != nil {
		t.Fatal(err)
	}
	checkCounts(t, l)
	want := picture(t, l, h)
	if l.Read != 7 || l.Quarantined != 2 || l.Duplicate != 1 {
		t.Fatalf("the CSV itself: %s", want)
	}
	lines := fmt.Sprint(l.Line)
	for _, c := range []struct {
		says    string
		content []byte
	}{
		{"GB18030", []byte(gb18030(t, string(csvBytes(rows))))},
		{"UTF-8 with its mark", append([]byte("\xEF\xBB\xBF"), csvBytes(rows)...)},
		{"XLSX", xlsxBytes(t, rows, 1)},
		{"XLSX below a title", xlsxBytes(t, append([][]string{{"某县某年情况表"}, {}, {"编号：12"}}, rows...), 1)},
		{"Parquet", parquetBytes(t, rows, 1000)},
		{"Parquet in row groups of two", parquetBytes(t, rows, 2)},
	} {
		var h heard
		l, err := loadBytes(everything(), c.content, h.options())
		if err != nil {
			t.Errorf("%s: %v", c.says, err)
			continue
		}
		checkCounts(t, l)
		if got := picture(t, l, h); got != want {
			t.Errorf("%s differs:\n%s\nwant\n%s", c.says, got, want)
		}
		if (c.says == "GB18030") && fmt.Sprint(l.Line) != lines {
			t.Errorf("%s: lines %v, want %v", c.says, l.Line, lines)
		}
		if !reflect.DeepEqual(l.Files[0].Ignored, []string{"备注"}) {
			t.Errorf("%s: ignored %v", c.says, l.Files[0].Ignored)
		}
	}
}

// Files are told apart by their content; the ending of a name only demands.
func TestFormatsByContent(t *testing.T) {
	dir := t.TempDir()
	rows := [][]string{{"no", "text"}, {"1", "a"}}
	for _, c := range []struct {
		name, format, sentence string
		content                []byte
	}{
		{"everything.csv", "csv", "", csvBytes(rows)},
		{"everything.txt", "csv", "", csvBytes(rows)},
		{"everything.xlsx", "xlsx", "", xlsxBytes(t, rows, 1)},
		{"everything_2.csv", "xlsx", "", xlsxBytes(t, rows, 1)},
		{"everything.parquet", "parquet", "", parquetBytes(t, rows, 10)},
		{"everything_3.xlsx", "", "not an XLSX workbook in spite of its name", csvBytes(rows)},
		{"everything_4.XLSX", "", "the file is empty", nil},
		{"everything_5.parquet", "", "not a Parquet file in spite of its name", csvBytes(rows)},
	} {
		path := filepath.Join(dir, c.name)
		if err := os.WriteFile(path, c.content, 0o600); err != nil {
			t.Fatal(err)
		}
		var calls int
		var lastRows, lastBytes int64
		opt := Options{Today: today, Progress: func(table string, rows, bytes int64) {
			calls++
			lastRows, lastBytes = rows, bytes
		}}
		l, err := Load(context.Background(), everything(), []string{path}, opt)
		if c.sentence != "" {
			if refused(t, l, err); !strings.Contains(err.Error(), c.sentence) {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		if err != nil || l.Files[0].Format != c.format || l.Accepted != 1 {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if calls == 0 || lastRows != 1 || lastBytes != int64(len(c.content)) {
			t.Errorf("%s: progress ended at %d rows, %d bytes", c.name, lastRows, lastBytes)
		}
	}
	for _, path := range []string{dir, filepath.Join(dir, "none.csv"), "/dev/zero"} {
		l, err := Load(context.Background(), everything(), []string{path}, Options{Today: today})
		refused(t, l, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Load(ctx, everything(), []string{filepath.Join(dir, "everything.csv")}, Options{Today: today}); err != context.Canceled {
		t.Errorf("cancelled: %v", err)
	}
}

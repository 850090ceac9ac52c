package sheet

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"dixian/money"
)

var head = Head{Title: "线索和案件", Mark: []string{"甲县级经办 county_clerk 2025-07-01 09:00 导出", "范围：黎平县"}, Columns: []string{"户主", "说明", "金额"}}

// file writes rows in a format, a few to a sheet.
func file(t *testing.T, f Format, rows ...[]any) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := New(&out, f, head)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if err := w.Row(r...); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWhatIsNoFileIsRefused(t *testing.T) {
	if _, err := New(io.Discard, "xls", head); err == nil {
		t.Error("a format that there is not")
	}
	for _, f := range []Format{CSV, XLSX} {
		w, err := New(io.Discard, f, head)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Row(1.5); err == nil {
			t.Errorf("%s takes a float, whose digits nobody chose", f)
		}
	}
}

// What a reader of each format finds again.
var readers = map[Format]func(t *testing.T, data []byte) [][]string{
	CSV: func(t *testing.T, data []byte) [][]string {
		r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte(utf8Mark))))
		r.FieldsPerRecord = -1
		rows, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return rows
	},
	XLSX: func(t *testing.T, data []byte) [][]string {
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		var rows [][]string
		for _, name := range f.GetSheetList() {
			more, err := f.GetRows(name)
			if err != nil {
				t.Fatal(err)
			}
			rows = append(rows, more...)
		}
		return rows
	},
}

func TestAFileSaysWhoTookItAndWhereItEnds(t *testing.T) {
	for f, read := range readers {
		rows := read(t, file(t, f, []any{"甲子", "a,\"b\"\n<c> & d", money.Fen(-123456)}, []any{"乙丑", nil, int64(7)}))
		want := [][]string{{"线索和案件"}, {head.Mark[0]}, {head.Mark[1]}, head.Columns, {"甲子", "a,\"b\"\n<c> & d", "-1234.56"}, {"乙丑", "", "7"}, {"共 2 行，到此为止"}}
		if !slices.EqualFunc(rows, want, slices.Equal) {
			t.Errorf("%s: %q", f, rows)
		}
	}
}

func TestNoCellIsAFormula(t *testing.T) {
	for _, text := range []string{"=1+1", "+86", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "＝1", "＋1", "－1", "＠1", `=HYPERLINK("http://x","y")`} {
		if got := readers[CSV](t, file(t, CSV, []any{text}))[4][0]; got != "'"+strings.ReplaceAll(text, "\r\n", "\n") {
			t.Errorf("CSV: %q comes back as %q", text, got)
		}
		book, err := excelize.OpenReader(bytes.NewReader(file(t, XLSX, []any{text})))
		if err != nil {
			t.Fatal(err)
		}
		kind, err := book.GetCellType("表1", "A5")
		style, _ := book.GetCellStyle("表1", "A5")
		if err != nil || kind != excelize.CellTypeInlineString || style != textStyle {
			t.Errorf("XLSX: %q is of type %v and style %d, %v", text, kind, style, err)
		}
		if got, _ := book.GetCellFormula("表1", "A5"); got != "" {
			t.Errorf("XLSX: %q is the formula %q", text, got)
		}
	}
	for _, text := range []string{"甲=1", "1-2", "a@b"} {
		if got := readers[CSV](t, file(t, CSV, []any{text}))[4][0]; got != text {
			t.Errorf("CSV: %q is none, and comes back as %q", text, got)
		}
	}
}

func TestAListGoesOnOnTheNextSheet(t *testing.T) {
	var out bytes.Buffer
	w, err := newXLSX(&out, head)
	if err != nil {
		t.Fatal(err)
	}
	w.limit = 8 // four above, three rows, the end's
	for i := range 7 {
		if err := w.Row(i); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if got := book.GetSheetList(); !slices.Equal(got, []string{"表1", "表2", "表3"}) {
		t.Fatalf("sheets %v", got)
	}
	var found []string
	for _, name := range book.GetSheetList() {
		rows, err := book.GetRows(name)
		if err != nil || len(rows) > 8 || rows[3][0] != "户主" {
			t.Fatalf("sheet %s: %v %v", name, rows, err)
		}
		for _, r := range rows[4:] {
			found = append(found, r[0])
		}
	}
	if want := []string{"0", "1", "2", "3", "4", "5", "6", "共 7 行，到此为止"}; !slices.Equal(found, want) {
		t.Errorf("rows %v", found)
	}
}

func TestTextThatXMLOrACellCannotHold(t *testing.T) {
	long := strings.Repeat("长", cellRunes+5)
	rows := readers[XLSX](t, file(t, XLSX, []any{"a\x00b\x1fc", long, "\ufffe"}))[4]
	if rows[0] != "a\ufffdb\ufffdc" || rows[2] != "\ufffd" {
		t.Errorf("%q", rows[0]+rows[2])
	}
	if got := []rune(rows[1]); len(got) > cellRunes || !strings.HasSuffix(rows[1], "（还有 35 字，一格放不下）") {
		t.Errorf("%d characters, ending in %q", len(got), string(got[len(got)-20:]))
	}
}

// The first rows are under way before the last is written.
func TestAFileIsStreamed(t *testing.T) {
	for _, f := range []Format{CSV, XLSX} {
		var out bytes.Buffer
		w, err := New(&out, f, head)
		if err != nil {
			t.Fatal(err)
		}
		for i := range 50_000 {
			if err := w.Row(fmt.Sprint("户", i*7919%50_000), "说明", i); err != nil {
				t.Fatal(err)
			}
		}
		if before := out.Len(); before < 100<<10 {
			t.Errorf("%s: %d bytes are out before the end", f, before)
		}
	}
}

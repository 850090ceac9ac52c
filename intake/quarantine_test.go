package intake

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestQuarantineCSV(t *testing.T) {
	var out bytes.Buffer
	w := NewQuarantineCSV(&out)
	for _, p := range []Problem{
		{Table: "persons", File: "a.csv", Line: 2, Column: "name", Reason: "必填项是空的"},
		{Table: "persons", File: "b,c.csv", Line: 30, Column: "text", Value: "a \"b\"\nc", Reason: "x"},
	} {
		if err := w.Write(p); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	want := "file,line,column,value,reason\na.csv,2,name,,必填项是空的\n\"b,c.csv\",30,text,\"a \"\"b\"\"\nc\",x\n"
	if out.String() != want {
		t.Errorf("%q", out.String())
	}
	out.Reset()
	warnings := NewWarningsCSV(&out)
	warnings.Write(Problem{Table: "persons", File: "a.csv", Line: 2, Column: "name", Value: "v", Reason: "r"})
	warnings.Flush()
	if out.String() != "table,file,line,column,value,reason\npersons,a.csv,2,name,v,r\n" {
		t.Errorf("%q", out.String())
	}
	full := NewQuarantineCSV(failing{})
	for range 1000 {
		full.Write(Problem{Reason: "x"})
	}
	if full.Flush() == nil {
		t.Error("a full disk goes unnoticed")
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestQuarantineXLSX(t *testing.T) {
	var h heard
	var bad BadRows
	opt := h.options()
	opt.Unmasked, opt.Find, opt.SetAside = true, finds, bad.Add
	mustLoad(t, persons(), opt, joined(personHeader,
		wrongCheck(man)+",,,,张三,H1,弟,大专以上,,,",
		woman+",,,,李四,H1,配偶,,,,",
		man+",,,,王五,H1,户主,,,,,多,余"))
	if bad.Total != 2 || len(bad.Rows) != 2 {
		t.Fatalf("%d rows of %d", len(bad.Rows), bad.Total)
	}
	var out bytes.Buffer
	if err := WriteQuarantineXLSX(&out, persons(), &bad); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sheet := f.GetSheetName(0)
	rows, err := f.GetRows(sheet)
	if err != nil || len(rows) != 4 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if !strings.Contains(rows[0][0], "人：2行没有通过检查") || rows[1][0] != "证件号码" || rows[1][14] != "退回原因" {
		t.Errorf("the top is %q", rows[:2])
	}
	first := rows[2]
	if first[0] != wrongCheck(man) || first[4] != "张三" || first[11] != "persons_a.csv" || first[12] != "2" {
		t.Errorf("the first row is %q", first)
	}
	for _, part := range []string{"证件号码：", "校验码不对", "与户主关系：", "文化程度："} {
		if !strings.Contains(first[14], part) {
			t.Errorf("the reasons are %q", first[14])
		}
	}
	if rows[3][13] != "多，余" && rows[3][13] != "，多，余" || !strings.Contains(rows[3][14], "本行有13个单元格，表头有11个") {
		t.Errorf("the row with surplus cells is %q", rows[3])
	}
	comments, err := f.GetComments(sheet)
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]string{}
	for _, c := range comments {
		text := c.Text
		for _, run := range c.Paragraph {
			text += run.Text
		}
		at[c.Cell] = text
	}
	if len(at) != 3 || !strings.Contains(at["A3"], "校验码不对") || !strings.Contains(at["G3"], "只能填户主") || !strings.Contains(at["H3"], "只能填小学") {
		t.Errorf("comments %v", at)
	}
	for cell, red := range map[string]bool{"A3": true, "B3": false, "G3": true, "H3": true, "O3": false, "A4": false, "O4": true} {
		style, err := f.GetCellStyle(sheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		is, err := f.GetStyle(style)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(is.Fill.Color) > 0; got != red {
			t.Errorf("%s is red: %v", cell, got)
		}
	}
}

// What the department mends comes back through the same door.
func TestMendedWorkbookIsLoaded(t *testing.T) {
	var bad BadRows
	opt := Options{Today: today, Unmasked: true, SetAside: bad.Add}
	mustLoad(t, medical(), opt, joined("record_no,id_number,settle_date,hospital_level,self_paid", "001,"+man+",2025-01-01,三级,1O0"))
	var out bytes.Buffer
	if err := WriteQuarantineXLSX(&out, medical(), &bad); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	f.SetCellStr(f.GetSheetName(0), "E3", "100")
	out.Reset()
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	l, err := loadBytes(medical(), out.Bytes(), Options{Today: today})
	if err != nil {
		t.Fatal(err)
	}
	if l.Accepted != 1 || at(t, l, "record_no", 0) != "001" || at(t, l, "self_paid", 0) != int64(10000) || at(t, l, "hospital_level", 0) != uint8(2) {
		t.Errorf("%d accepted", l.Accepted)
	}
}

func TestWorkbookOfBadRowsIsBounded(t *testing.T) {
	var bad BadRows
	long := strings.Repeat("长", 40_000)
	for range MaxWorkbookRows + 5 {
		bad.Add(BadRow{Cells: []string{"1"}, Problem: Problem{Reason: "x"}})
	}
	if len(bad.Rows) != MaxWorkbookRows || bad.Total != MaxWorkbookRows+5 {
		t.Errorf("%d rows of %d", len(bad.Rows), bad.Total)
	}
	bad = BadRows{}
	for range 2000 {
		bad.Add(BadRow{Cells: []string{long}, Surplus: []string{long, long}})
	}
	if len(bad.Rows) > 1000 || bad.Total != 2000 || len([]rune(bad.Rows[0].Cells[0])) != longestExcelCell {
		t.Errorf("%d rows of %d", len(bad.Rows), bad.Total)
	}
	if s := (&badSheet{t: persons()}).note(&bad); !strings.Contains(s, "这里只列出前") {
		t.Errorf("the note is %q", s)
	}
}

package intake

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"dixian/calendar"

	"github.com/xuri/excelize/v2"
)

// parts of a workbook written by hand.
type parts map[string]string

const (
	bookXML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><x:workbook xmlns:x="s" xmlns:r="r"><x:workbookPr%s/><x:sheets><x:sheet name="a&gt;b" sheetId="7" r:id="rId2"/><x:sheet name="z" sheetId="1" r:id="rId1"/></x:sheets></x:workbook>`
	relsXML = `<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/other.xml"/><Relationship Id="rId2" Type="http://x/worksheet" Target="/xl/worksheets/first.xml"/><Relationship Id="rId3" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>`
)

func handmade(sheet, shared string) parts {
	return parts{
		"_rels/.rels":                `<Relationships><Relationship Id="a" Type="http://x/officeDocument" Target="xl/book.xml"/></Relationships>`,
		"xl/book.xml":                fmt.Sprintf(bookXML, ""),
		"xl/_rels/book.xml.rels":     relsXML,
		"xl/worksheets/first.xml":    sheet,
		"xl/worksheets/other.xml":    `<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>wrong sheet</v></c></row></sheetData></worksheet>`,
		"xl/sharedStrings.xml":       shared,
		"docProps/unrelated.xml":     "<a/>",
		"xl/worksheets/_rels/x.rels": "",
	}
}

func (p parts) bytes(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, content := range p {
		part, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(part, content)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestSheetWrittenByHand(t *testing.T) {
	sheet := `<?xml version="1.0"?><!-- <row> --><worksheet><sheetData>
		<row r="2"><c r="C2" t="s"><v>0</v></c><c r="B2" t="inlineStr"><is><t>no</t></is></c><c r="D2" t="s"><v>3</v></c></row>
		<row r="4" spans="1:9"><c r="B4" t="s"><v>1</v></c><c r="C4" t="inlineStr"><is><r><t xml:space="preserve"> a </t></r><rPh><t>ignored</t></rPh><r><t>&lt;b&#x8D35;&#24030;</t></r></is></c><c r="D4"><v>42</v></c><c r="Z4"><v>9</v></c></row>
		<row r="5"/>
		<row><c/><c t="str"><v>x_x000D_y_x005F_</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c></row>
		<row><c/><c><v>7</v></c><c><f>A1</f></c><c t="d"><v>2025-06-30T00:00:00</v></c></row>
		<row r="9"><c r="B9"><v>1e2</v></c><c r="C9" t="s"><v>2</v></c></row>
	</sheetData><pageMargins left="&quot;>"/></worksheet>`
	shared := `<sst><si><t>内容</t></si><si><r><t>1</t></r><r><t>2</t></r></si><si><t><![CDATA[<c&>]]></t></si><si><t>date</t></si></sst>`
	var h heard
	l, err := loadBytes(everything(), handmade(sheet, shared).bytes(t), h.options())
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for row := range l.Len() {
		fmt.Fprintf(&got, "%d:%v %q %v; ", l.Line[row], at(t, l, "no", row), fmt.Sprint(at(t, l, "text", row)), at(t, l, "date", row))
	}
	want := `4:12 "a <b贵州" -25526; 6:x` + "\r" + `y_ "TRUE" <nil>; 7:7 "<nil>" 20269; 9:100 "<c&>" <nil>; `
	if got.String() != want {
		t.Errorf("read as\n%s\nwant\n%s", got.String(), want)
	}
	if len(h.warnings) != 2 || h.warnings[0].Reason != reasonExcelError || h.warnings[1].Reason != reasonUncomputed {
		t.Errorf("warnings %+v", h.warnings)
	}
}

func TestWorkbooksThatAreRefused(t *testing.T) {
	row := func(cells string) string { return `<worksheet><sheetData>` + cells + `</sheetData></worksheet>` }
	header := `<row r="1"><c r="A1" t="str"><v>no</v></c></row>`
	good := handmade(row(header), "<sst/>")
	change := func(name, content string) []byte {
		p := parts{}
		for k, v := range good {
			p[k] = v
		}
		p[name] = content
		if content == "" {
			delete(p, name)
		}
		return p.bytes(t)
	}
	if _, err := loadBytes(everything(), good.bytes(t), Options{Today: today}); err != nil {
		t.Fatal(err)
	}
	whole := xlsxBytes(t, dirty(), 1)
	for _, c := range []struct {
		says     string
		content  []byte
		sentence string
	}{
		{"cut off in the middle", whole[:len(whole)/2], "cut off or damaged"},
		{"cut off near the end", whole[:len(whole)-10], "cut off or damaged"},
		{"a zip of something else", parts{"a.txt": "a"}.bytes(t), "lacks its part xl/workbook.xml"},
		{"no sheet", change("xl/book.xml", "<workbook/>"), "first sheet is none with rows"},
		{"a sheet that is not there", change("xl/worksheets/first.xml", ""), "lacks its part xl/worksheets/first.xml"},
		{"an empty sheet", change("xl/worksheets/first.xml", row("")), "empty at the top"},
		{"a sheet that ends in the middle", change("xl/worksheets/first.xml", `<worksheet><sheetData>`+header), "cut off in its part"},
		{"a sheet that ends within a tag", change("xl/worksheets/first.xml", `<worksheet><sheetData><row r="1`), "damaged in its part"},
		{"end tags without a beginning", change("xl/worksheets/first.xml", row(header)+`</worksheet>`), "damaged in its part"},
		{"no header in the first ten rows", change("xl/worksheets/first.xml", row(`<row r="1"><c t="str"><v>text</v></c></row><row r="11"><c t="str"><v>no</v></c></row>`)), "column no (编号) is missing from the header; add it and load the file again (searched in the first 10 rows of the first sheet)"},
		{"no header at all", change("xl/worksheets/first.xml", row(`<row r="3"><c t="str"><v>x</v></c></row>`)), "column no (编号) is missing"},
		{"one column twice", change("xl/worksheets/first.xml", row(`<row><c t="str"><v>no</v></c><c t="str"><v>编号</v></c></row>`)), "no (编号) stands twice"},
		{"rows that go back", change("xl/worksheets/first.xml", row(header+`<row r="1"/>`)), "not numbered upwards"},
		{"a cell in no column", change("xl/worksheets/first.xml", row(header+`<row><c r="ZZZZ2"/></row>`)), "stands in no column"},
		{"a text that is not there", change("xl/worksheets/first.xml", row(header+`<row><c t="s"><v>5</v></c></row>`)), "a text that the workbook does not have"},
		{"an unknown entity", change("xl/worksheets/first.xml", row(header+`<row><c t="str"><v>&bomb;</v></c></row>`)), "damaged in its part"},
		{"a document type", change("xl/worksheets/first.xml", `<!DOCTYPE a [<!ENTITY b "c">]>`+row(header)), "damaged in its part"},
		{"tags that cross", change("xl/worksheets/first.xml", row(header+`<row><c></row></c>`)), "damaged in its part"},
		{"tags without end", change("xl/worksheets/first.xml", row(strings.Repeat("<row>", 1<<20))), "damaged in its part"},
		{"a million comments and no end", change("xl/worksheets/first.xml", strings.Repeat("<!---->", 1<<20)+row("<row><c>")), "damaged in its part"},
		{"a NUL byte", change("xl/worksheets/first.xml", row(header+"<row><c t=\"str\"><v>a\x00</v></c></row>")), "damaged in its part"},
		{"bytes that are no UTF-8", change("xl/worksheets/first.xml", row(header+"<row><c t=\"str\"><v>\xFF</v></c></row>")), "damaged in its part"},
		{"a cell of two megabytes", change("xl/worksheets/first.xml", row(header+"<row><c t=\"str\"><v>"+strings.Repeat("x", 2<<20)+"</v></c></row>")), "more than 1048576 bytes, which no cell has"},
		{"a tag of two megabytes", change("xl/worksheets/first.xml", row(header+"<row a=\""+strings.Repeat("x", 2<<20)+"\"/>")), "which no cell has"},
		{"a bomb of rows", change("xl/worksheets/first.xml", row(header+strings.Repeat("<row/>", 12<<20))), "a ZIP bomb"},
		{"a bomb of texts", change("xl/sharedStrings.xml", "<sst>"+strings.Repeat("<si><t>"+strings.Repeat("x", 1000)+"</t></si>", 70_000)+"</sst>"), "a ZIP bomb"},
	} {
		l, err := loadBytes(everything(), c.content, Options{Today: today})
		if err == nil || l != nil || !strings.Contains(err.Error(), c.sentence) {
			t.Errorf("%s: %v", c.says, err)
		}
	}
	limits := Limits{Strings: 1000, Unzipped: 10_000}
	for _, c := range []struct{ part, content, sentence string }{
		{"xl/sharedStrings.xml", "<sst>" + strings.Repeat("<si><t>"+strings.Repeat("x", 90)+"</t></si>", 50) + "</sst>", "more than 1000 bytes of different texts"},
		{"xl/worksheets/first.xml", row(header + strings.Repeat(`<row><c><v>1</v></c></row>`, 1000)), "unpacks to far more"},
	} {
		if _, err := loadBytes(everything(), change(c.part, c.content), Options{Today: today, Limits: limits}); err == nil || !strings.Contains(err.Error(), c.sentence) {
			t.Errorf("small limits: %v", err)
		}
	}
}

func TestNumberCells(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range [][]any{
		{"no", "money", "int", "date", "text", "id", "month", "bool"},
		{1, 1204.5, 30, 45838, 0.1 + 0.2, "", 202506, true},
		{2, 1e12, 2.5, 45838.75, 1234567.125, 520123900101001, 45838, 0},
		{3, -0.01, -7, 20250630, 5.22125199001e17, 5.22125199001e17, "2025-06", "Y"},
		{4, 0.005, 0, 60, 123456789012345, 123456, "", ""},
		{5, 1e-7, 0, 1, 0, "", "", ""},
		{6, 0, 0, 73415, -1.5, "", "", ""},
		{7, 0, 0, 73416, 1e15, "", "", ""},
		{8, 0, 0, 0.5, "", "", "", ""},
	} {
		f.SetSheetRow("Sheet1", fmt.Sprint("A", i+1), &row)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	var h heard
	l, err := loadBytes(everything(), out.Bytes(), h.options())
	if err != nil {
		t.Fatal(err)
	}
	day := func(y, m, d int) any { return int32(calendar.NewDate(y, m, d)) }
	for i, want := range [][]any{
		{"1", int64(120450), int32(30), day(2025, 6, 30), "0.3", nil, int32(2025*12 + 5), uint8(1)},
		{"2", nil, nil, day(2025, 6, 30), "1234567.125", at(t, l, "id", 1), nil, uint8(0)},
		{"3", int64(-1), int32(-7), day(2025, 6, 30), nil, nil, int32(2025*12 + 5), uint8(1)},
		{"4", nil, int32(0), nil, "123456789012345", nil, nil, nil},
		{"5", nil, int32(0), day(1900, 1, 1), "0", nil, nil, nil},
		{"6", int64(0), int32(0), day(2100, 12, 31), "-1.5", nil, nil, nil},
		{"7", int64(0), int32(0), nil, nil, nil, nil, nil},
		{"8", int64(0), int32(0), nil, nil, nil, nil, nil},
	} {
		for j, name := range []string{"no", "money", "int", "date", "text", "id", "month", "bool"} {
			if got := at(t, l, name, i); got != want[j] {
				t.Errorf("row %d, %s: %v, want %v", i+1, name, got, want[j])
			}
		}
	}
	reasons := map[string]string{}
	for _, w := range h.warnings {
		reasons[fmt.Sprint(w.Line, w.Column)] = w.Reason
	}
	for cell, want := range map[string]string{"3id": "换成18位", "4id": "先把整列设为“文本”", "4text": "15位以后已经丢失", "5date": "不是Excel的日期", "3month": "不是月份", "5id": "这里有6位"} {
		if !strings.Contains(reasons[cell], want) {
			t.Errorf("%s: %q, want %q", cell, reasons[cell], want)
		}
	}
	if at(t, l, "id", 1) == nil {
		t.Error("a number of 15 digits in an ID column is lost")
	}
}

func TestWorkbookThatCountsFrom1904(t *testing.T) {
	sheet := `<worksheet><sheetData><row><c t="str"><v>no</v></c><c t="str"><v>date</v></c></row><row><c><v>1</v></c><c><v>44376</v></c></row><row><c><v>2</v></c><c><v>0</v></c></row></sheetData></worksheet>`
	p := handmade(sheet, "<sst/>")
	p["xl/book.xml"] = fmt.Sprintf(bookXML, ` date1904="1"`)
	l, err := loadBytes(everything(), p.bytes(t), Options{Today: today})
	if err != nil {
		t.Fatal(err)
	}
	if at(t, l, "date", 0) != int32(calendar.NewDate(2025, 6, 30)) || at(t, l, "date", 1) != int32(calendar.NewDate(1904, 1, 1)) {
		t.Errorf("read as %v and %v", at(t, l, "date", 0), at(t, l, "date", 1))
	}
}

func FuzzXLSXSheet(f *testing.F) {
	f.Add(`<row><c t="s"><v>0</v></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>a</t></is></c></row>`)
	f.Add(`<row><c t="str"><v>no</v></c></row><row><c><f>1</f></c><c t="e"/></row><![CDATA[x]]><!-- -->`)
	f.Add(`<row></c >`)
	f.Add(`<row><c><row></row></c></row>`)
	f.Fuzz(func(t *testing.T, rows string) {
		content := handmade(`<worksheet><sheetData>`+rows+`</sheetData></worksheet>`, `<sst><si><t>no</t></si></sst>`).bytes(t)
		if l, err := loadBytes(everything(), content, Options{Today: today}); err == nil {
			checkCounts(t, l)
		}
	})
}

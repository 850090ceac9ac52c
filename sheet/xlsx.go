package sheet

import (
	"archive/zip"
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// What a sheet of Excel holds at most.
const (
	sheetRows = 1 << 20
	cellRunes = 32_767
)

// The styles of styles.xml, by number.
const (
	plainStyle   = 0
	headStyle    = 1
	textStyle    = 2 // a text that looks like a formula stays one when it is edited
	smallStyle   = 3 // the watermark
	columnsWidth = 16
)

// xlsxFile is a workbook whose parts go out one after the other. A list beyond a
// sheet's rows goes on on the next one.
type xlsxFile struct {
	zip    *zip.Writer
	out    *bufio.Writer // the sheet under way
	head   Head
	sheets int
	row    int // last of the sheet, from 1
	rows   int // of the list
	limit  int // rows a sheet; sheetRows, fewer in tests
	line   []byte
}

func newXLSX(w io.Writer, head Head) (*xlsxFile, error) {
	f := &xlsxFile{zip: zip.NewWriter(w), head: head, limit: sheetRows}
	for _, part := range []struct{ name, text string }{{"_rels/.rels", packageRels}, {"xl/styles.xml", styles}} {
		if err := f.part(part.name, part.text); err != nil {
			return nil, err
		}
	}
	return f, f.begin()
}

func (f *xlsxFile) part(name, text string) error {
	w, err := f.zip.Create(name)
	if err == nil {
		_, err = io.WriteString(w, xmlHead+text)
	}
	return err
}

// begin begins the next sheet: the watermark, the columns, frozen.
func (f *xlsxFile) begin() error {
	f.sheets++
	w, err := f.zip.Create(fmt.Sprintf("xl/worksheets/sheet%d.xml", f.sheets))
	if err != nil {
		return err
	}
	f.out, f.row = bufio.NewWriterSize(w, 64<<10), 0
	top := len(f.head.Mark) + 2
	fmt.Fprintf(f.out, `%s<worksheet xmlns="%s"><sheetViews><sheetView workbookViewId="0"><pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="%d" width="%d" customWidth="1"/></cols><sheetData>`,
		xmlHead, spreadsheet, top, top+1, max(len(f.head.Columns), 1), columnsWidth)
	if err := f.styled(headStyle, f.head.Title); err != nil {
		return err
	}
	for _, line := range f.head.Mark {
		if err := f.styled(smallStyle, line); err != nil {
			return err
		}
	}
	return f.styled(headStyle, f.head.Columns...)
}

// styled writes a row of texts in a style.
func (f *xlsxFile) styled(style int, texts ...string) error {
	f.open()
	for _, text := range texts {
		f.text(text, style)
	}
	return f.close()
}

func (f *xlsxFile) open() {
	f.row++
	f.line = append(f.line[:0], "<row>"...)
}

func (f *xlsxFile) close() error {
	f.line = append(f.line, "</row>"...)
	_, err := f.out.Write(f.line)
	return err
}

// Row writes a row.
func (f *xlsxFile) Row(cells ...any) error {
	if f.row >= f.limit-1 { // the last one is the end's
		if err := f.end(); err != nil {
			return err
		}
		if err := f.begin(); err != nil {
			return err
		}
	}
	f.open()
	for _, cell := range cells {
		text, number, err := written(cell)
		switch {
		case err != nil:
			return err
		case number:
			f.line = append(append(append(f.line, "<c><v>"...), text...), "</v></c>"...)
		case text == "":
			f.line = append(f.line, "<c/>"...)
		case formula(text):
			f.text(text, textStyle)
		default:
			f.text(text, plainStyle)
		}
	}
	f.rows++
	return f.close()
}

// text adds a cell of text.
func (f *xlsxFile) text(text string, style int) {
	if over := utf8.RuneCountInString(text) - cellRunes; over > 0 {
		text = string([]rune(text)[:cellRunes-30]) + fmt.Sprintf("……（还有 %d 字，一格放不下）", over+30)
	}
	f.line = append(f.line, `<c t="inlineStr"`...)
	if style != plainStyle {
		f.line = append(strconv.AppendInt(append(f.line, ` s="`...), int64(style), 10), '"')
	}
	f.line = append(f.line, `><is><t xml:space="preserve">`...)
	f.line = appendEscaped(f.line, text)
	f.line = append(f.line, "</t></is></c>"...)
}

// appendEscaped writes a text as XML 1.0 takes it: what XML has no character for
// becomes U+FFFD.
func appendEscaped(b []byte, text string) []byte {
	for _, r := range text {
		switch {
		case r == '&':
			b = append(b, "&amp;"...)
		case r == '<':
			b = append(b, "&lt;"...)
		case r == '>':
			b = append(b, "&gt;"...)
		case r == '\r':
			b = append(b, "&#13;"...)
		case r < ' ' && r != '\t' && r != '\n', r == 0xFFFE, r == 0xFFFF:
			b = utf8.AppendRune(b, utf8.RuneError)
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}

// end ends the sheet under way; its watermark stands at the foot of every page that
// is printed.
func (f *xlsxFile) end() error {
	f.out.WriteString("</sheetData><pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.8\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\"/><headerFooter><oddFooter>")
	foot := []rune(strings.Join(f.head.Mark, " · "))
	f.out.Write(appendEscaped(nil, "&L"+strings.ReplaceAll(string(foot[:min(len(foot), 180)]), "&", "&&")+"&R&P/&N"))
	f.out.WriteString("</oddFooter></headerFooter></worksheet>")
	return f.out.Flush()
}

// Close writes the end of the list, and the parts that name its sheets.
func (f *xlsxFile) Close() error {
	if err := f.styled(smallStyle, whole(f.rows)); err != nil {
		return err
	}
	if err := f.end(); err != nil {
		return err
	}
	var types, sheets, rels strings.Builder
	for i := 1; i <= f.sheets; i++ {
		fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, i)
		fmt.Fprintf(&sheets, `<sheet name="表%d" sheetId="%d" r:id="s%d"/>`, i, i, i)
		fmt.Fprintf(&rels, `<Relationship Id="s%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, i, relations, i)
	}
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", fmt.Sprintf(contentTypes, types.String())},
		{"xl/workbook.xml", fmt.Sprintf(workbook, sheets.String())},
		{"xl/_rels/workbook.xml.rels", fmt.Sprintf(workbookRels, rels.String())},
	} {
		if err := f.part(part.name, part.text); err != nil {
			return err
		}
	}
	return f.zip.Close()
}

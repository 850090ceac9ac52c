package intake

import (
	"fmt"
	"io"

	"dixian/rule"

	"github.com/xuri/excelize/v2"
)

// headingRow is where the workbook's header stands; above it is a note, which a
// reader takes for a title.
const headingRow = 2

// WriteQuarantineXLSX writes the bad rows of a table as a workbook for the
// department that sent them: the table's columns under their Chinese names with
// the cells as they came (masked, unless the load was Unmasked), every bad cell red
// with the reason as its comment, and behind them file, line, surplus cells and all
// reasons. Load reads the mended sheet as it stands: the columns behind are unknown
// to it, and the note is a title. At most MaxWorkbookRows rows; the note says if
// there were more.
func WriteQuarantineXLSX(w io.Writer, t *rule.Table, bad *BadRows) (err error) {
	f := excelize.NewFile()
	defer f.Close()
	s := &badSheet{file: f, name: "待改正", t: t, columns: fileColumns(t)}
	if err := f.SetSheetName("Sheet1", s.name); err != nil {
		return err
	}
	if err := s.write(bad); err != nil {
		return fmt.Errorf("write the workbook of bad rows of %s: %w", t.Name, err)
	}
	_, err = f.WriteTo(w)
	return err
}

// badSheet is the sheet being written.
type badSheet struct {
	file                *excelize.File
	name                string
	t                   *rule.Table
	columns             []int // places in Table.Columns
	text, red, headings int   // styles
}

// fileColumns are the places of the columns that files have.
func fileColumns(t *rule.Table) []int {
	var at []int
	for i, c := range t.Columns {
		if !c.System {
			at = append(at, i)
		}
	}
	return at
}

func (s *badSheet) write(bad *BadRows) error {
	if err := s.styles(); err != nil {
		return err
	}
	// Comments first: they tie the sheet to its comments' part, which the stream
	// then writes at the end of the sheet.
	for i, r := range bad.Rows {
		for _, m := range r.Marks {
			if err := s.comment(i, m); err != nil {
				return err
			}
		}
	}
	out, err := s.file.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	if err := out.SetColWidth(1, len(s.columns)+4, 16); err != nil {
		return err
	}
	if err := out.SetRow("A1", []any{s.note(bad)}); err != nil {
		return err
	}
	if err := s.line(out, headingRow, s.header()); err != nil {
		return err
	}
	for i, r := range bad.Rows {
		if err := s.line(out, headingRow+1+i, s.cells(r)); err != nil {
			return err
		}
	}
	return out.Flush()
}

// styles makes every cell text, so that mended numbers keep all their digits.
func (s *badSheet) styles() (err error) {
	const asText = 49
	if s.text, err = s.file.NewStyle(&excelize.Style{NumFmt: asText}); err != nil {
		return err
	}
	if s.red, err = s.file.NewStyle(&excelize.Style{NumFmt: asText, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FF9999"}}}); err != nil {
		return err
	}
	s.headings, err = s.file.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	return err
}

func (s *badSheet) note(bad *BadRows) string {
	note := fmt.Sprintf("%s：%d行没有通过检查，红色单元格的批注和末列说明原因。", tableTitle(s.t), bad.Total)
	if bad.Masked {
		note += "号码和姓名已遮盖，本表只供核对，不能重新报送；要可以改正后报送的表，筛查时加--unmasked。"
	} else {
		note += "改正后可用本表重新报送。"
	}
	if len(bad.Rows) < bad.Total {
		note += fmt.Sprintf("这里只列出前%d行，其余见同名的CSV。", len(bad.Rows))
	}
	return note
}

func tableTitle(t *rule.Table) string {
	if t.Label != "" {
		return t.Label
	}
	return t.Name
}

func (s *badSheet) header() []any {
	var cells []any
	for _, i := range s.columns {
		name := s.t.Columns[i].Label
		if name == "" {
			name = s.t.Columns[i].Name
		}
		cells = append(cells, excelize.Cell{StyleID: s.headings, Value: name})
	}
	for _, name := range []string{"来源文件", "来源行号", "多出的单元格", "退回原因"} {
		cells = append(cells, excelize.Cell{StyleID: s.headings, Value: name})
	}
	return cells
}

func (s *badSheet) cells(r BadRow) []any {
	red := map[int]bool{}
	for _, m := range r.Marks {
		red[m.Column] = true
	}
	var cells []any
	for _, i := range s.columns {
		style := s.text
		if red[i] {
			style = s.red
		}
		cells = append(cells, excelize.Cell{StyleID: style, Value: r.Cells[i]})
	}
	reason := excelize.Cell{StyleID: s.text, Value: r.reasons(s.t)}
	surplus := excelize.Cell{StyleID: s.text}
	if len(r.Marks) == 0 { // the row as a whole is at fault
		reason.StyleID = s.red
	}
	if len(r.Surplus) > 0 {
		surplus = excelize.Cell{StyleID: s.red, Value: r.Surplus[0]}
	}
	return append(cells, excelize.Cell{StyleID: s.text, Value: r.File}, excelize.Cell{StyleID: s.text, Value: r.Line}, surplus, reason)
}

func (s *badSheet) line(out *excelize.StreamWriter, row int, cells []any) error {
	at, err := excelize.CoordinatesToCellName(1, row)
	if err != nil {
		return err
	}
	return out.SetRow(at, cells)
}

func (s *badSheet) comment(row int, m Mark) error {
	column := 1
	for _, i := range s.columns {
		if i == m.Column {
			break
		}
		column++
	}
	at, err := excelize.CoordinatesToCellName(column, headingRow+1+row)
	if err != nil {
		return err
	}
	return s.file.AddComment(s.name, excelize.Comment{Cell: at, Author: "dixian", Paragraph: []excelize.RichTextRun{{Text: m.Reason}}})
}

package document

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"dixian/calendar"
	"dixian/division"
)

// ErrorLetter goes back to a department about what it has delivered in a month:
// what arrived, which rows were set aside and by what kind of mistake, and what
// has not come. It names columns and lines, never a cell: the rows hold ID numbers.
//
// Source: data contract ("that row goes to quarantine with line number, column,
// value and reason"); the value stays in the county.
type ErrorLetter struct {
	County     division.Code
	Department string
	Month      calendar.Date // its first day
	Arrived    []Arrival
	Errors     []ErrorGroup
	Missing    []string      // tables that have not come
	DueOn      calendar.Date // of what has not come
	AnswerBy   calendar.Date
	On         calendar.Date
}

// Arrival is a file that was loaded: its rows are accepted, duplicate or set aside.
type Arrival struct {
	Table, File                      string
	Read, Accepted, Duplicate, Wrong int
}

// ErrorGroup are the rows of a file with one kind of mistake in one column.
type ErrorGroup struct {
	Table, Column, Kind string
	Rows                int
	Lines               []int  // the first of them, lines of the file
	Cure                string // what is wrong with the first, and what to do
}

func (l ErrorLetter) check() error {
	switch {
	case l.County.Level() != division.County:
		return fmt.Errorf("%s 不是一个县", l.County)
	case l.Department == "":
		return errors.New("函件没有写给哪个部门")
	case l.Month == 0 || l.On == 0:
		return errors.New("函件没有月份或日期")
	case len(l.Arrived) == 0 && len(l.Missing) == 0:
		return errors.New("这个部门这个月没有要报送的表，不用发函")
	case (len(l.Errors) > 0 || len(l.Missing) > 0) && l.AnswerBy < l.On:
		return errors.New("函件没有写请何时报回")
	}
	for _, g := range l.Errors {
		if g.Rows < 1 || len(g.Lines) > g.Rows {
			return fmt.Errorf("“%s”的错误行数不对", g.Table)
		}
	}
	return nil
}

// Sheet is the letter.
func (l ErrorLetter) Sheet() (*Sheet, error) {
	if err := l.check(); err != nil {
		return nil, err
	}
	y, m, _ := l.Month.YMD()
	title := "数据报送情况反馈函"
	if len(l.Arrived) == 0 {
		title = "数据报送催报函"
	}
	s := &Sheet{Title: title, To: l.Department + "部门", Sign: office(division.Guizhou(), l.County), On: l.On, Lines: []string{"经办人", "接收人"}}
	if len(l.Arrived) > 0 {
		s.Blocks = append(s.Blocks, paragraphs(fmt.Sprintf("你单位 %d 年 %d 月报送的数据已经收到。%s", y, m, l.outcome()))...)
		s.Blocks = append(s.Blocks, Block{Heading: "一、收到的文件"}, Block{Table: l.arrived()})
	}
	if len(l.Errors) > 0 {
		s.Blocks = append(s.Blocks, Block{Heading: "二、需要改正的行"}, Block{Table: l.errors()})
		s.Blocks = append(s.Blocks, paragraphs("为保护个人信息，本函不列单元格内容，请按文件名和行号对照原文件。证件号码请核对证件原件，不要推算。")...)
	}
	if len(l.Missing) > 0 {
		s.Blocks = append(s.Blocks, paragraphs(fmt.Sprintf("下列表应于%s前报送，至今没有收到：%s。", Written(l.DueOn), strings.Join(l.Missing, "、")))...)
	}
	if len(l.Errors) > 0 || len(l.Missing) > 0 {
		s.Blocks = append(s.Blocks, paragraphs(fmt.Sprintf("请于%s前改正或补报。只报改正的行即可：同一主键的后一行会代替前一行；整表报送的表请重报整表。", Written(l.AnswerBy)))...)
	}
	return s, nil
}

// outcome is one sentence made from the counts.
func (l ErrorLetter) outcome() string {
	read, wrong := 0, 0
	for _, a := range l.Arrived {
		read, wrong = read+a.Read, wrong+a.Wrong
	}
	if wrong == 0 {
		return fmt.Sprintf("共 %s 行，全部可用。", grouped(read))
	}
	return fmt.Sprintf("共 %s 行，其中 %s 行有错，没有入库，其余照常使用。", grouped(read), grouped(wrong))
}

func (l ErrorLetter) arrived() *Table {
	t := &Table{Head: []string{"表", "文件", "读入", "入库", "重复", "隔离"}, Shares: []int{4, 6, 2, 2, 2, 2}}
	for _, a := range l.Arrived {
		t.Rows = append(t.Rows, []string{a.Table, fileName(a.File), grouped(a.Read), grouped(a.Accepted), grouped(a.Duplicate), grouped(a.Wrong)})
	}
	return t
}

func (l ErrorLetter) errors() *Table {
	t := &Table{Head: []string{"表", "列", "哪一类", "行数", "行号", "错在哪里"}, Shares: []int{3, 3, 3, 2, 4, 7}}
	for _, g := range l.Errors {
		lines := make([]string, len(g.Lines))
		for i, n := range g.Lines {
			lines[i] = grouped(n)
		}
		where := strings.Join(lines, "、")
		if g.Rows > len(g.Lines) {
			where += " 等"
		}
		t.Rows = append(t.Rows, []string{g.Table, g.Column, g.Kind, grouped(g.Rows), where, Starred(g.Cure)})
	}
	return t
}

// longDigits are as many digits as a phone, an ID number or an account has. A day
// or a division code, which departments put into names of files, is shorter.
var longDigits = regexp.MustCompile(`[0-9０-９]{9,}`)

// fileName is the name of a file, in which somebody may have put a number.
func fileName(s string) string {
	return longDigits.ReplaceAllStringFunc(s, func(run string) string { return strings.Repeat("*", utf8.RuneCountInString(run)) })
}

// grouped is a count with commas.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

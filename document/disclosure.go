package document

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"

	"dixian/calendar"
	"dixian/division"
)

// Disclosure tells a person what is recorded about them and who looked at it. It
// names nobody else's number and holds none of the person's own: who asks has the
// card at hand.
//
// Source: casework contract, "Declaration by a farmer", "what is recorded about a
// person and who looked at it".
type Disclosure struct {
	Village    division.Code
	Person     string // name
	Parts      []Recorded
	AnswerDays int    // of a request for correction
	By         string // who printed it
	On         calendar.Date
}

// Recorded is one kind of record: a table, or a sentence that there is none.
type Recorded struct {
	Heading string
	Head    []string
	Shares  []int
	Rows    [][]string
}

// Sheet is the page.
func (d Disclosure) Sheet() (*Sheet, error) {
	name, err := Named(d.Person)
	switch {
	case err != nil:
		return nil, err
	case d.Village.Level() != division.Village:
		return nil, fmt.Errorf("%s 不是一个村", d.Village)
	case d.AnswerDays < 1 || d.On == 0:
		return nil, errors.New("没有更正的答复期限或打印日期")
	}
	s := &Sheet{Title: "个人信息记录告知表", To: name.shown, Sign: office(division.Guizhou(), d.Village.County()), On: d.On, Lines: []string{"打印人 " + d.By, "领取人"}}
	s.Blocks = paragraphs("应您的要求，现将系统里记录的与您有关的内容和查看过的人告知如下。证件号码、电话和账号不印在本表上，请凭本人证件当面核对。家里其他人的情况不在本表内。")
	for _, p := range d.Parts {
		s.Blocks = append(s.Blocks, Block{Heading: p.Heading})
		if len(p.Rows) == 0 {
			s.Blocks = append(s.Blocks, Block{Text: "没有记录。"})
			continue
		}
		t := &Table{Head: p.Head, Shares: p.Shares}
		for _, r := range p.Rows {
			cells := make([]string, len(r))
			for i, c := range r {
				cells[i] = told(c)
			}
			t.Rows = append(t.Rows, cells)
		}
		s.Blocks = append(s.Blocks, Block{Table: t})
	}
	s.Foot = fmt.Sprintf("记录有误的，可以向乡镇或县里要求更正；从登记之日起 %d 日内书面答复，并说明理由。", d.AnswerDays)
	return s, nil
}

var (
	aDay    = regexp.MustCompile(`\b([0-9]{4})-([0-9]{2})-([0-9]{2})\b`)
	aSum    = regexp.MustCompile(`^-?[0-9]{1,9}(\.[0-9]+)?$`)
	bigPart = regexp.MustCompile(`^-?[0-9]+`)
)

// told is a cell as paper has it: days in words, sums in groups of three, and
// numbers of people starred out.
func told(s string) string {
	if aSum.MatchString(s) {
		return bigPart.ReplaceAllStringFunc(s, func(n string) string {
			whole, _ := strconv.Atoi(n) // nine digits at most
			return grouped(whole)
		})
	}
	return Starred(aDay.ReplaceAllStringFunc(s, func(day string) string {
		if d, err := calendar.ParseDate(day); err == nil {
			return Written(d)
		}
		return day
	}))
}

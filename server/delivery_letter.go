package server

import (
	"bytes"
	"context"
	"fmt"
	"net/http"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
	"dixian/document"
	"dixian/intake"
	"dixian/registry"
)

// kindLabels are what kinds of mistakes are called.
var kindLabels = map[intake.Kind]string{
	intake.KindCells: "列数不对", intake.KindMissing: "必填项漏填", intake.KindID: "证件号码", intake.KindMoney: "金额写法", intake.KindNumber: "数字写法",
	intake.KindDate: "日期写法", intake.KindWord: "不在可填的值内", intake.KindDivision: "区划代码", intake.KindCredit: "信用代码", intake.KindNotHeld: "登记里没有", intake.KindText: "文字",
}

const (
	answerDays  = 5  // a department has these many days to answer a letter; no document of ours sets it
	letterLines = 10 // lines that a letter names of each mistake
)

func (s *Server) letterRoute() {
	route(s, operation{id: "delivery-letter", method: http.MethodGet, path: "/api/deliveries/letter", summary: "给一个部门的反馈函或催报函：收到什么、哪些行有错、还差什么；网页、PDF 或可以改的 Word", tag: "deliveries", may: loading, files: documentFiles}, s.deliveryLetter)
}

// deliveryLetter prints the letter to a department about a month.
func (s *Server) deliveryLetter(ctx context.Context, u *access.User, in *struct {
	Owner  string `query:"owner" maxLength:"60" required:"true" doc:"department"`
	Month  string `query:"month" pattern:"^([0-9]{4}-[0-9]{2})?$" doc:"2025-06; none: this month"`
	County string `query:"county" maxLength:"12" doc:"12 digits; none: the own one"`
	Format string `query:"format" enum:"html,pdf,docx" default:"html"`
}) (*printed, error) {
	month, err := s.monthAsked(in.Month)
	if err != nil {
		return nil, err
	}
	county, err := s.countyAsked(u, in.County)
	if err != nil {
		return nil, err
	}
	letter, err := s.letterTo(ctx, in.Owner, county, month)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := write(&b, letter, document.Format(in.Format)); err != nil {
		return nil, err
	}
	return asFile(b.Bytes(), document.Format(in.Format), fmt.Sprintf("反馈函-%s-%s", in.Owner, month.String()[:7])), nil
}

// countyAsked is the county that is asked for, among those the user brings files for.
func (s *Server) countyAsked(u *access.User, asked string) (division.Code, error) {
	counties := placesOf(s.countiesFor(u))
	if asked == "" && len(counties) > 0 {
		return counties[0], nil
	}
	for _, c := range counties {
		if c.String() == asked {
			return c, nil
		}
	}
	return 0, access.ErrNotFound
}

func (s *Server) letterTo(ctx context.Context, owner string, county division.Code, month calendar.Date) (document.ErrorLetter, error) {
	today := s.Casework.Today()
	letter := document.ErrorLetter{County: county, Department: owner, Month: month, DueOn: dueOn(month), On: today, AnswerBy: today + answerDays}
	came, err := s.cameIn(ctx, registry.Whole(county), month, month.AddMonths(1))
	if err != nil {
		return letter, err
	}
	for _, t := range s.Casework.Program.Tables {
		if t.Folder != "extracts" || t.Owner != owner {
			continue
		}
		c := came[tableIn{t.Name, county, month}]
		if c == nil {
			if today > letter.DueOn-remindDays {
				letter.Missing = append(letter.Missing, label(t.Label, t.Name))
			}
			continue
		}
		for _, b := range c.batches {
			letter.Arrived = append(letter.Arrived, document.Arrival{Table: label(t.Label, t.Name), File: b.File, Read: b.Read, Accepted: b.Accepted, Duplicate: b.Duplicate, Wrong: b.Quarantined})
			groups, err := s.errorGroups(ctx, b)
			if err != nil {
				return letter, err
			}
			letter.Errors = append(letter.Errors, groups...)
		}
	}
	return letter, nil
}

// errorGroups puts the rows of a batch that nobody has mended together by column
// and kind, in the order of their first lines.
func (s *Server) errorGroups(ctx context.Context, b *registry.Batch) ([]document.ErrorGroup, error) {
	rows, err := s.badRows(ctx, b)
	if err != nil {
		return nil, err
	}
	t := s.table(b.Table)
	type group struct {
		column string
		kind   intake.Kind
	}
	at := map[group]int{}
	var out []document.ErrorGroup
	for _, r := range rows {
		if r.State != registry.RowSetAside {
			continue
		}
		key := group{r.Column, kindOf(t, r)}
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, document.ErrorGroup{Table: label(t.Label, t.Name), Column: columnLabel(t, r.Column), Kind: kindLabels[key.kind], Cure: r.Reason})
		}
		g := &out[i]
		g.Rows++
		if len(g.Lines) < letterLines {
			g.Lines = append(g.Lines, r.Line)
		}
	}
	return out, nil
}

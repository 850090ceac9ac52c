package server

import (
	"context"

	"dixian/access"
	"dixian/casework"
	"dixian/division"
	"dixian/money"
)

var caseColumns = []string{
	"编号", "户编号", "户主", "村", "区划代码", "来源", "紧急程度", "状态", "轮次", "立线索", "起算", "进入状态", "这一步最迟", "剩余天数", "全程最迟", "暂停", "公示", "认定", "消除", "监测类型", "主要风险", "预警", "检查", "下次走访最迟",
}

// takeCases takes the list of clues and cases.
func (s *Server) takeCases(ctx context.Context, u *access.User, in *caseFilter, _ bool) (*rows, error) {
	f, err := s.filter(ctx, u, in)
	if err != nil {
		return nil, err
	}
	if in.Rule != "" && s.hidden(u, in.Rule) || in.Check != "" && s.hidden(u, in.Check) {
		f.Scope = nil // as the list tells of none
	}
	f.Limit = rowsAtOnce
	page := func(ctx context.Context) ([]caseRow, error) {
		cases, err := s.Casework.Store.Cases(ctx, f)
		if err != nil || len(cases) == 0 {
			return nil, err
		}
		last := cases[len(cases)-1]
		f.After = casework.Cursor{DueOn: int32(last.DueOn), ID: last.ID}
		views := make([]caseRow, len(cases))
		for i, c := range cases {
			views[i] = s.caseRow(u, c, s.today(ctx))
		}
		return views, s.countChecks(ctx, views)
	}
	return paged(caseColumns, narrowed(f.Scope, f.Under), page, func(c caseRow) ([][]any, error) {
		alerts := ""
		for i, a := range c.Alerts {
			if i > 0 {
				alerts += "、"
			}
			alerts += a.Label
			if a.Gone {
				alerts += "（数据已变）"
			}
		}
		return single(c.ID, c.Household, c.Head, c.DivisionName, c.Division, c.Channel, urgencyWords[c.Urgency], c.StateLabel, c.Round, c.OpenedOn, c.T0, c.StateSince, c.DueOn, some(c.DaysLeft),
			c.WholeDueOn, c.PausedOn, c.PostedOn, c.IdentifiedOn, c.ClearedOn, c.ObjectType, c.MainRisk, alerts, c.Checks, c.VisitDueOn)
	}), nil
}

// urgencyWords are what pages call an urgency, which is no colour there.
//
// Source: casework contract, "Urgency".
var urgencyWords = map[string]string{"红": "急", "黄": "一般", "蓝": "留意"}

// linesAsked chooses what was written down about cases.
type linesAsked struct {
	AtDay
	Under string `query:"under" pattern:"^([0-9]{12})?$" doc:"a division and everything below it"`
	From  string `query:"from" maxLength:"10" doc:"first day"`
	To    string `query:"to" maxLength:"10" doc:"last day"`
}

func (in *linesAsked) listing(scope []division.Code) (l casework.Listing, err error) {
	l = casework.Listing{Scope: scope, Limit: rowsAtOnce}
	if l.Under, err = under(in.Under); err != nil {
		return l, err
	}
	if l.From, err = day("from", in.From); err != nil {
		return l, err
	}
	if l.To, err = day("to", in.To); err == nil && l.To != 0 && l.To < l.From {
		err = invalid("to", "止的日期在起的日期之前")
	}
	return l, err
}

// takeMeasures takes the help written down across cases.
func (s *Server) takeMeasures(_ context.Context, u *access.User, in *linesAsked, _ bool) (*rows, error) {
	l, err := in.listing(u.Scope())
	if err != nil {
		return nil, err
	}
	columns := []string{"案件", "户编号", "户主", "村", "区划代码", "措施类别", "措施性质", "责任部门", "责任人", "开始", "结束", "金额（元）", "凭据", "已落实", "登记"}
	page := func(ctx context.Context) ([]casework.MeasureLine, error) {
		lines, err := s.Casework.Store.MeasureLines(ctx, l)
		if len(lines) > 0 {
			l.After = lines[len(lines)-1].ID
		}
		return lines, err
	}
	return paged(columns, narrowed(l.Scope, l.Under), page, func(m casework.MeasureLine) ([][]any, error) {
		return single(m.CaseID, m.Household, m.Head, s.shortName(m.Division), m.Division.String(), m.Class, m.Kind, m.Owner, m.Person, dated(m.From), dated(m.To), money.Fen(m.Fen), m.Proof, yes(m.Done), dated(m.Recorded))
	}), nil
}

// takeVisits takes the visits written down across cases, with what was answered.
func (s *Server) takeVisits(_ context.Context, u *access.User, in *linesAsked, _ bool) (*rows, error) {
	l, err := in.listing(u.Scope())
	if err != nil {
		return nil, err
	}
	columns := []string{"案件", "户编号", "户主", "村", "区划代码", "登记日期", "走访", "登记人", "内容"}
	page := func(ctx context.Context) ([]casework.EventLine, error) {
		lines, err := s.Casework.Store.EventLines(ctx, l, casework.VisitActs())
		if len(lines) > 0 {
			l.After = lines[len(lines)-1].ID
		}
		return lines, err
	}
	return paged(columns, narrowed(l.Scope, l.Under), page, func(e casework.EventLine) ([][]any, error) {
		act := e.Act
		if m := s.flow.Move(e.Act); m != nil {
			act = m.Label
		}
		return single(e.CaseID, e.Household, e.Head, s.shortName(e.Division), e.Division.String(), dated(e.Day), act, e.Name, answersSay(s.answers(e.Event)))
	}), nil
}

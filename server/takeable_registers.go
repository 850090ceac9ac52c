package server

import (
	"context"

	"dixian/access"
	"dixian/casework"
)

// takeSupervisions takes what cities and the province ordered to be seen to, as its
// reader is told of it.
func (s *Server) takeSupervisions(_ context.Context, u *access.User, in *supervisionsAsked, _ bool) (*rows, error) {
	columns := []string{"编号", "案件", "户编号", "户主", "村", "区划代码", "案件状态", "督办的一级", "督办人", "督办日期", "最迟答复", "督办理由", "答复", "答复人", "答复日期", "超期天数", "办结意见", "办结日期"}
	before := int64(0)
	page := func(ctx context.Context) ([]casework.Supervised, error) {
		held, err := s.Casework.Supervisions(ctx, u, in.Open, before, rowsAtOnce)
		if len(held) > 0 {
			before = held[len(held)-1].ID
		}
		return held, err
	}
	return paged(columns, u.Scope(), page, func(d casework.Supervised) ([][]any, error) {
		c, v := d.Case, s.supervisionView(u, d.Case, &d.Supervision)
		return single(v.ID, c.ID, c.Household, c.Head, s.shortName(c.Division), c.Division.String(), s.stateLabel(c.State), orderedBy[v.Level], v.OrderedBy, v.OrderedOn, v.DueOn, v.Reason,
			v.Answer, v.AnsweredBy, v.AnsweredOn, v.DaysLate, v.Verdict, v.ClosedOn)
	}), nil
}

var orderedBy = map[string]string{"city": "市级", "province": "省级"}

// takeCorrections takes the register of requests for correction.
func (s *Server) takeCorrections(_ context.Context, u *access.User, in *correctionsAsked, _ bool) (*rows, error) {
	columns := []string{"编号", "户编号", "村", "区划代码", "姓名", "证件号码", "哪里不对", "登记人", "收到", "最迟答复", "超期", "结果", "答复", "变更申请", "答复人", "答复日期"}
	read := false
	page := func(ctx context.Context) ([]*casework.Correction, error) {
		if read {
			return nil, nil
		}
		read = true
		return s.Casework.Corrections(ctx, u, !in.Answered, 0)
	}
	return paged(columns, u.Scope(), page, func(c *casework.Correction) ([][]any, error) {
		v := s.correctionView(u, c)
		var change any
		if v.Change != 0 {
			change = v.Change
		}
		return single(v.ID, v.Household, v.DivisionName, v.Division, v.Name, v.Number, v.Says, v.ReceivedBy, v.ReceivedOn, v.DueOn, yes(v.Late), v.Outcome, v.Answer, change, v.AnsweredBy, v.AnsweredOn)
	}), nil
}

// takeComplaints takes the register of complaints as who is above it reads it.
func (s *Server) takeComplaints(_ context.Context, u *access.User, _ *AtOnly, _ bool) (*rows, error) {
	columns := []string{"编号", "区划", "区划代码", "类别", "投诉的是", "内容", "投诉人", "电话", "登记人", "收到", "最迟答复", "超期", "答复", "答复人", "答复日期"}
	read := false
	page := func(ctx context.Context) ([]*casework.Complaint, error) {
		if read {
			return nil, nil
		}
		read = true
		return s.Casework.Complaints(ctx, u)
	}
	return paged(columns, u.Scope(), page, func(c *casework.Complaint) ([][]any, error) {
		v := s.complaintView(c)
		return single(v.ID, v.DivisionName, v.Division, v.Kind, v.About, v.Says, v.Name, v.Phone, v.ReceivedBy, v.ReceivedOn, v.DueOn, yes(v.Late), v.Answer, v.AnsweredBy, v.AnsweredOn)
	}), nil
}

// takeTransfers takes the transfers between counties.
func (s *Server) takeTransfers(_ context.Context, u *access.User, in *transfersAsked, _ bool) (*rows, error) {
	columns := []string{"编号", "案件", "户编号", "户主", "案件状态", "移出县", "接收县", "提出人", "提出日期", "最迟答复", "理由", "结果", "答复人", "答复日期", "答复"}
	read := false
	page := func(ctx context.Context) ([]casework.Handed, error) {
		if read {
			return nil, nil
		}
		read = true
		return s.Casework.Transfers(ctx, u, in.Open)
	}
	return paged(columns, u.Scope(), page, func(t casework.Handed) ([][]any, error) {
		v := s.transferView(u, &t.Transfer, t.Case)
		return single(v.ID, v.CaseID, v.Household, v.Head, v.StateLabel, v.FromName, v.ToName, v.AskedBy, v.AskedOn, v.DueOn, v.Reason, transferStates[v.State], v.DecidedBy, v.DecidedOn, v.Answer)
	}), nil
}

var transferStates = map[string]string{"pending": "等接收县答复", "taken": "已接收", "declined": "不接收", "withdrawn": "已撤回"}

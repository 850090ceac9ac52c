package server

import (
	"context"
	"strings"

	"dixian/access"
	"dixian/audit"
	"dixian/casework"
	"dixian/registry"
	"dixian/setting"
)

// takeDeclarations takes what families declared.
func (s *Server) takeDeclarations(_ context.Context, u *access.User, in *declarationsAsked, whole bool) (*rows, error) {
	f, err := s.declared(u, in)
	if err != nil {
		return nil, err
	}
	f.Limit = rowsAtOnce
	columns := []string{"编号", "村", "区划代码", "日期", "方式", "来源", "登记人", "姓名", "证件号码", "电话", "困难", "说的话", "代报人", "关系", "户编号", "案件", "60 天内第二次", "不受理日期", "不受理的人", "不受理理由"}
	page := func(ctx context.Context) ([]*casework.Declaration, error) {
		held, err := s.Casework.Store.Declarations(ctx, f)
		if len(held) > 0 {
			f.After = held[len(held)-1].ID
		}
		return held, err
	}
	return paged(columns, f.Scope, page, func(d *casework.Declaration) ([][]any, error) {
		v := s.declarationView(d)
		if whole {
			v.Number, v.Phone = d.Number, d.Phone
		}
		var c any
		if v.Case != 0 {
			c = v.Case
		}
		return single(v.ID, v.VillageName, v.Village, v.Day, v.Way, v.Channel, v.By, v.Name, v.Number, v.Phone, strings.Join(v.Troubles, "、"), v.Words, v.Proxy, v.Relation, v.Household, c, yes(v.Again), v.DismissedOn, v.DismissedBy, v.DismissedFor)
	}), nil
}

// takeChanges takes the change requests of the register.
func (s *Server) takeChanges(_ context.Context, u *access.User, in *changesAsked, _ bool) (*rows, error) {
	f, err := in.filter(u)
	if err != nil {
		return nil, err
	}
	f.Limit = rowsAtOnce
	columns := []string{"编号", "变更", "状态", "户编号", "另一户", "村", "区划代码", "发生日期", "内容", "理由", "提出人", "提出时间", "审批人", "审批时间", "审批意见", "批次"}
	page := func(ctx context.Context) ([]*registry.Request, error) {
		held, err := s.Casework.Registry.Requests(ctx, f)
		if len(held) > 0 {
			f.Before = held[len(held)-1].ID
		}
		return held, err
	}
	return paged(columns, narrowed(f.Scope, f.Under), page, func(r *registry.Request) ([][]any, error) {
		v := s.changeView(u, r)
		var batch any
		if v.Batch != 0 {
			batch = v.Batch
		}
		return single(v.ID, v.KindLabel, v.StateLabel, v.Household, v.Other, v.DivisionName, v.Division, v.On, v.Says, v.Reason, v.AskedName, clockOf(v.AskedAt), v.DecidedName, clockOf(v.DecidedAt), v.Decision, batch)
	}), nil
}

// takeBatches takes the delivered files with their accounts.
func (s *Server) takeBatches(_ context.Context, u *access.User, in *batchesAsked, _ bool) (*rows, error) {
	f := registry.BatchFilter{Scope: s.deliveryScope(u), Table: in.Table, State: in.State, Limit: rowsAtOnce}
	columns := []string{"批次", "表", "部门", "区划", "区划代码", "文件", "状态", "上传人", "上传时间", "装载人", "装载时间", "读入", "接收", "重复", "隔离", "提醒", "提出变更", "撤销理由"}
	page := func(ctx context.Context) ([]*registry.Batch, error) {
		held, err := s.Casework.Registry.Batches(ctx, f)
		if len(held) > 0 {
			f.Before = held[len(held)-1].ID
		}
		return held, err
	}
	return paged(columns, placesOf(f.Scope), page, func(b *registry.Batch) ([][]any, error) {
		v := s.batchView(b)
		return single(v.ID, v.Label, v.Owner, v.DivisionName, v.Division, v.File, v.StateLabel, v.UploadedName, clockOf(v.UploadedAt), v.LoadedName, clockOf(v.LoadedAt), v.Read, v.Accepted, v.Duplicate, v.Quarantined, v.Warnings, v.Proposed, v.UndoneWhy)
	}), nil
}

// quarantineAsked chooses rows of a batch.
type quarantineAsked struct {
	Batch int64  `query:"batch" minimum:"1" doc:"number of the batch"`
	Kind  string `query:"kind" maxLength:"20" doc:"only of this kind"`
}

// takeQuarantine takes the rows of a batch that were set aside, masked, with what is
// wrong: row, column, value, reason.
func (s *Server) takeQuarantine(ctx context.Context, u *access.User, in *quarantineAsked, _ bool) (*rows, error) {
	if in.Batch == 0 {
		return nil, invalid("filter.batch", "请说明是哪个批次的隔离行")
	}
	b, err := s.Casework.Registry.Batch(ctx, in.Batch, s.deliveryScope(u))
	if err != nil {
		return nil, err
	}
	t := s.Casework.Program.Table(b.Table)
	columns := []string{"行", "列", "问题", "原因", "处理"}
	for _, c := range t.Columns {
		if !c.System {
			columns = append(columns, label(c.Label, c.Name))
		}
	}
	after := 0
	page := func(ctx context.Context) ([]registry.BadRow, error) {
		held, err := s.Casework.Registry.BadRows(ctx, b.ID, after, rowsAtOnce)
		if len(held) > 0 {
			after = held[len(held)-1].Line
		}
		return held, err
	}
	return paged(columns, placesOf(s.deliveryScope(u)), page, func(r registry.BadRow) ([][]any, error) {
		if in.Kind != "" && in.Kind != string(kindOf(t, r)) {
			return nil, nil
		}
		v := badLineOf(t, r)
		cells := []any{v.Line, v.Label, kindLabels[kindOf(t, r)], v.Reason, v.StateLabel}
		for _, c := range v.Cells {
			cells = append(cells, c.Value)
		}
		return [][]any{cells}, nil
	}), nil
}

// takeSettings takes the requests for values of parameters.
func (s *Server) takeSettings(_ context.Context, u *access.User, in *settingsAsked, _ bool) (*rows, error) {
	f := setting.Filter{Scope: setting.Scope(u), State: in.State, Parameter: in.Parameter, Limit: rowsAtOnce}
	columns := []string{"编号", "参数", "区划", "区划代码", "值", "单位", "起", "止", "文号", "理由", "状态", "提出人", "提出时间", "审批人", "审批时间", "审批意见"}
	page := func(ctx context.Context) ([]*setting.Request, error) {
		held, err := s.Settings.Store.Settings(ctx, f)
		if len(held) > 0 {
			f.Before = held[len(held)-1].ID
		}
		return held, err
	}
	return paged(columns, f.Scope, page, func(r *setting.Request) ([][]any, error) {
		v := s.settingView(u, r)
		return single(v.ID, v.Label, v.DivisionName, v.Division, v.Value, v.Unit, v.From, v.To, v.Number, v.Reason, changeStates[v.State], v.AskedName, clockOf(v.AskedAt), v.DecidedName, clockOf(v.DecidedAt), v.Decision)
	}), nil
}

// takeAudit takes the audit log, newest first, with the chain's hashes.
func (s *Server) takeAudit(_ context.Context, _ *access.User, in *auditAsked, _ bool) (*rows, error) {
	f, err := in.filter()
	if err != nil {
		return nil, err
	}
	f.Before, f.Limit = 0, rowsAtOnce
	columns := []string{"序号", "时间", "账号", "动作", "对象", "说明", "上一条的摘要", "摘要"}
	page := func(ctx context.Context) ([]*audit.Entry, error) {
		held, err := s.Casework.Audit.Page(ctx, f)
		if len(held) > 0 {
			f.Before = held[len(held)-1].Seq
		}
		return held, err
	}
	return paged(columns, nil, page, func(e *audit.Entry) ([][]any, error) {
		return single(e.Seq, e.At.In(provinceZone).Format("2006-01-02 15:04:05"), e.User, e.Action, e.Subject, e.Detail, e.Prev, e.Hash)
	}), nil
}

// takeUsers takes the accounts, a row a role.
func (s *Server) takeUsers(_ context.Context, _ *access.User, _ *struct{}, _ bool) (*rows, error) {
	columns := []string{"账号", "姓名", "角色", "部门", "区划代码", "区划", "停用", "一次性密码未改", "动态口令"}
	read := false
	page := func(ctx context.Context) ([]*access.User, error) {
		if read {
			return nil, nil
		}
		read = true
		return s.Desk.Store.Users(ctx)
	}
	return paged(columns, nil, page, func(u *access.User) ([][]any, error) {
		var out [][]any
		for _, g := range u.Grants {
			v := s.grantView(g)
			out = append(out, []any{u.Login, u.Name, v.RoleLabel, v.Owner, v.Division, v.DivisionName, yes(u.Disabled), yes(u.MustChange), yes(u.SecondFactor)})
		}
		return out, nil
	}), nil
}

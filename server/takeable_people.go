package server

import (
	"context"

	"dixian/access"
	"dixian/calendar"
	"dixian/registry"
)

// householdsAsked chooses households of the register.
type householdsAsked struct {
	AtDay
	Under      string `query:"under" pattern:"^([0-9]{12})?$" doc:"a division and everything below it"`
	Kind       string `query:"kind" maxLength:"20"`
	ObjectType string `query:"object_type" maxLength:"20"`
	Monitored  int    `query:"monitored" minimum:"0" maximum:"1" doc:"1: the monitored only, cleared ones too"`
}

// register walks the households that were asked for. Whose numbers are shown whole
// is written down among the looks at the household before it is shown.
func (s *Server) register(u *access.User, in *householdsAsked, whole bool) (registry.Page, func(ctx context.Context) ([]*registry.Household, error), error) {
	p := registry.Page{Scope: u.Scope(), Kind: in.Kind, ObjectType: in.ObjectType, Monitored: in.Monitored == 1, Whole: whole, Limit: rowsAtOnce}
	var err error
	if p.Under, err = under(in.Under); err != nil {
		return p, nil, err
	}
	at := p
	return p, func(ctx context.Context) ([]*registry.Household, error) {
		page, err := s.Casework.Registry.HouseholdPage(ctx, at)
		if err != nil || len(page) == 0 {
			return nil, err
		}
		at = at.After(page[len(page)-1])
		if !whole {
			return page, nil
		}
		codes := make([]string, len(page))
		for i, h := range page {
			codes[i] = h.Code
		}
		return page, s.lookedWhole(ctx, u, codes)
	}, nil
}

// takeHouseholds takes the register, a row a household.
func (s *Server) takeHouseholds(_ context.Context, u *access.User, in *householdsAsked, whole bool) (*rows, error) {
	p, page, err := s.register(u, in, whole)
	if err != nil {
		return nil, err
	}
	columns := []string{"户编号", "户主", "人数", "村", "组", "区划代码", "户类型", "监测类型", "风险已消除", "易地搬迁", "安置点", "电话", "地址"}
	return paged(columns, narrowed(p.Scope, p.Under), page, func(h *registry.Household) ([][]any, error) {
		members := 0
		for i := range h.Members {
			if h.Members[i].Belongs() {
				members++
			}
		}
		return single(h.Code, h.Head(), members, s.shortName(h.Division), h.Group, h.Division.String(), h.Kind, h.ObjectType, yes(h.RiskCleared), yes(h.Relocated), h.RelocationSite, h.Phone, h.Address)
	}), nil
}

// takePersons takes the register, a row a person who belongs to a household.
func (s *Server) takePersons(ctx context.Context, u *access.User, in *householdsAsked, whole bool) (*rows, error) {
	p, page, err := s.register(u, in, whole)
	if err != nil {
		return nil, err
	}
	columns := []string{"户编号", "户主", "村", "组", "区划代码", "姓名", "证件号码", "有证件", "性别", "出生", "年龄", "与户主关系", "民族", "文化程度", "健康状况", "劳动能力", "状态", "共同生活", "户类型", "监测类型"}
	return paged(columns, narrowed(p.Scope, p.Under), page, func(h *registry.Household) ([][]any, error) {
		who, head, place, at := s.readerFor(u, h.Division), h.Head(), s.shortName(h.Division), h.Division.String()
		var out [][]any
		for i := range h.Members {
			m := &h.Members[i]
			if !m.Belongs() {
				continue
			}
			v := who.person(*m, s.today(ctx))
			born := v.BirthDate
			var age any = v.Age
			switch {
			case m.BirthDate == 0:
				age = nil
			case whole:
				born = calendar.Date(m.BirthDate).String()
			}
			out = append(out, []any{h.Code, head, place, h.Group, at, v.Name, v.Number, yes(v.HasID), v.Sex, born, age, v.Relation, v.Ethnicity, v.Education, v.Health, v.Labor, v.Status, yes(v.LivingTogether), h.Kind, h.ObjectType})
		}
		return out, nil
	}), nil
}

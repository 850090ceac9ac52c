package casework

import (
	"context"
	"slices"
	"strings"

	"dixian/access"
	"dixian/money"
	"dixian/registry"
	"dixian/rule"
	"dixian/workflow"
)

// words are the measure as an event keeps it: what it was before a change stands
// in the event before.
func (m *Measure) words() map[string]string {
	out := map[string]string{"class": m.Class, "kind": m.Kind, "owner": m.Owner, "from": m.From.String(), "yuan": money.Fen(m.Fen).String(), "done": "否"}
	if m.Done {
		out["done"] = "是"
	}
	for name, text := range map[string]string{"person": m.Person, "proof": m.Proof} {
		if text != "" {
			out[name] = text
		}
	}
	if m.To != 0 {
		out["to"] = m.To.String()
	}
	return out
}

// RecordMeasure adds help for the household, or changes what was recorded.
func (s *Service) RecordMeasure(ctx context.Context, u *access.User, id int64, version int, m Measure) (*Case, error) {
	e := Event{Act: "measure", Form: m.words()}
	return s.act(ctx, u, id, version, villageAndUp, e, func(ctx context.Context, c *Case) error {
		switch {
		case strings.TrimSpace(m.Class) == "":
			return refuse("measure", "class", "请选帮扶措施类别")
		case !slices.Contains([]string{Development, Protection, LastResort}, m.Kind):
			return refuse("measure", "kind", "措施性质是开发式、保障式或兜底")
		case strings.TrimSpace(m.Owner) == "":
			return refuse("measure", "owner", "请写责任部门")
		case m.From == 0:
			return refuse("measure", "from", "请填开始日期")
		case m.To != 0 && m.To < m.From:
			return refuse("measure", "to", "结束日期在开始日期之前")
		}
		if m.ID != 0 {
			held, err := s.Store.Measures(ctx, c.ID)
			if err != nil {
				return err
			}
			if !slices.ContainsFunc(held, func(h Measure) bool { return h.ID == m.ID }) {
				return refuse("measure", "id", "这个案件没有这条措施")
			}
		}
		m.CaseID, m.Recorded = c.ID, s.Today()
		if err := s.Store.SaveMeasure(ctx, &m); err != nil {
			return err
		}
		if c.State != "monitored" || c.DueOn == 0 {
			return nil
		}
		helped, err := s.helped(ctx, c)
		if err == nil && helped {
			c.DueOn, c.Provisional = 0, false
		}
		return err
	})
}

// awaitMeasures sets the limit of a case that has come to be monitored: measures
// within measure_days of the county's decision. Help that the household has
// already, from the time it was a clue, leaves nothing to wait for. Who stays in
// the list after an application for clearing still has the decision's day; who
// comes back into it has that of coming back.
//
// Source: casework contract, States, "county → monitored".
func (s *Service) awaitMeasures(ctx context.Context, c *Case, m *rule.Move) error {
	helped, err := s.helped(ctx, c)
	if err != nil {
		return err
	}
	if helped {
		c.DueOn, c.Provisional = 0, false
		return nil
	}
	if m.To.Limit == nil || m.Name == "monitor_again" {
		return nil
	}
	days, err := s.Param(m.To.Limit.Name, c.Division)
	if err != nil {
		return err
	}
	c.DueOn, c.Provisional = workflow.Due(c.IdentifiedOn, int(days), m.To.Workdays)
	return nil
}

// helped says whether a case has the measures that the decision asks for: one at
// least and, where somebody of the household can work, one of them 开发式.
//
// Source: casework contract, States, "has labour → at least one 开发式".
func (s *Service) helped(ctx context.Context, c *Case) (bool, error) {
	held, err := s.Store.Measures(ctx, c.ID)
	if err != nil || len(held) == 0 {
		return false, err
	}
	if slices.ContainsFunc(held, func(m Measure) bool { return m.Kind == Development }) {
		return true, nil
	}
	h, err := s.Registry.Household(ctx, c.Household, false)
	if err != nil {
		return false, err
	}
	today := s.Today()
	return !slices.ContainsFunc(h.Members, func(p registry.Person) bool { return lives(p) && p.Capable(today) }), nil
}

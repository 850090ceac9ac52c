package casework

import (
	"context"

	"dixian/access"
	"dixian/registry"
	"dixian/workflow"
)

// Rehouse lets open records follow their households: to the household that theirs
// was merged into, to another village, under another head. The events stay with
// the record; a closed one stays where it was closed. It fails with a
// *workflow.Refused where two open records would meet, because a household has
// one.
func (s *Service) Rehouse(ctx context.Context, u *access.User, moves []registry.Rehousing) (moved []registry.Rehousing, err error) {
	for _, m := range moves {
		c, err := s.Store.OpenCase(ctx, m.From)
		if err != nil {
			return nil, err
		}
		if c == nil {
			continue
		}
		if c.Division.County() != m.Division.County() {
			return nil, refuse("rehouse", "division", "这一户有在办的线索或案件，先由两县办理案件移交，接收县接收后再迁户")
		}
		if m.From != m.To {
			other, err := s.Store.OpenCase(ctx, m.To)
			switch {
			case err != nil:
				return nil, err
			case other != nil:
				return nil, &workflow.Refused{Move: "rehouse", Faults: []workflow.Fault{{Field: "other", Says: "两户都有在办的线索或案件，先办结或并入其中一件，再并户"}}}
			}
			moved = append(moved, m)
		}
		if err := s.rehouseAlerts(ctx, c, m); err != nil {
			return nil, err
		}
		followed := m.From != m.To || c.Division != m.Division
		c.Household, c.Division, c.Head = m.To, m.Division, m.Head
		if err := s.Store.SaveCase(ctx, c); err != nil {
			return nil, err
		}
		if !followed {
			continue
		}
		if err := s.event(ctx, u, c, Event{Act: "rehouse", From: c.State, To: c.State, Reason: "户籍变更：原户 " + m.From + "，现户 " + m.To}); err != nil {
			return nil, err
		}
	}
	return moved, nil
}

// rehouseAlerts lets the alerts about a household follow it, but for one whose
// rule speaks of the new household already.
func (s *Service) rehouseAlerts(ctx context.Context, c *Case, m registry.Rehousing) error {
	held := map[string]bool{}
	for _, a := range c.Alerts {
		held[a.Household+"/"+a.Rule] = true
	}
	for i := range c.Alerts {
		a := &c.Alerts[i]
		if a.Household != m.From || held[m.To+"/"+a.Rule] {
			continue
		}
		a.Household = m.To
		if err := s.Store.SaveAlert(ctx, a); err != nil {
			return err
		}
	}
	return nil
}

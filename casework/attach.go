package casework

import (
	"context"
	"slices"
	"strconv"

	"dixian/access"
)

// attach lets a clue go on in a known case of another household, such as that of
// parents whose child's household raised it: its alerts go there, later ones too
// while that case is open, and its urgency with them. The target is an open case
// in the user's scope that has left the desk.
//
// Source: casework contract, States, "attached to a known case".
func (s *Service) attach(ctx context.Context, u *access.User, c *Case, into string) error {
	id, err := strconv.ParseInt(into, 10, 64)
	if err != nil || id == c.ID {
		return refuse("attach", "into", "请填另一件在办案件的编号")
	}
	known, err := s.Store.Case(ctx, id, u.Scope())
	switch {
	case err == ErrNotFound:
		return refuse("attach", "into", "没有这个编号的案件，或不在您的管辖范围")
	case err != nil:
		return err
	case !known.Open() || atDesk(known):
		return refuse("attach", "into", "要并入的案件还在研判台，或已经办结")
	}
	for _, a := range c.Alerts {
		if slices.ContainsFunc(known.Alerts, func(k Alert) bool { return k.Rule == a.Rule && k.Household == a.Household }) {
			continue
		}
		a.ID, a.CaseID = 0, known.ID
		if err := s.Store.SaveAlert(ctx, &a); err != nil {
			return err
		}
	}
	if rank(c.Urgency) > rank(known.Urgency) {
		known.Urgency = c.Urgency
	}
	if err := s.Store.SaveCase(ctx, known); err != nil {
		return err
	}
	c.IntoCase = known.ID
	return s.event(ctx, u, known, Event{Act: "attached", From: known.State, To: known.State, Reason: "并入线索 " + strconv.FormatInt(c.ID, 10) + "（户编号 " + c.Household + "）"})
}

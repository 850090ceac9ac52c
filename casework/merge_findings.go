package casework

import (
	"context"
	"slices"

	"dixian/calendar"
	"dixian/division"
	"dixian/rule"
	"dixian/screening"
)

// findings lays what a run found about the data of open records on them, once a
// rule, and ends what an earlier run found and this one, of a village it looked
// at, does not.
//
// Source: screening contract, "Consistency findings".
func (m *merge) findings(ctx context.Context, lines []screening.Line) error {
	held, err := m.s.Store.ScreenedFindings(ctx)
	if err != nil {
		return err
	}
	type place struct {
		id    int64
		check string
	}
	standing, at := map[place]Finding{}, map[int64]division.Code{}
	for _, f := range held {
		standing[place{f.CaseID, f.Check}] = f
	}
	for _, l := range lines {
		c := m.records[l.Household]
		if c == nil || !loads(m.u, c.Division) {
			continue
		}
		of := place{c.ID, l.Rule}
		f, stood := standing[of]
		delete(standing, of)
		if !stood {
			f = Finding{CaseID: c.ID, Check: l.Rule, Since: m.s.Today()}
		}
		f.Run = m.run.ID
		if err := m.s.Store.SaveFinding(ctx, &f); err != nil {
			return err
		}
		if !stood && m.s.callsForVisit(l.Rule) {
			if err := m.focus(ctx, c); err != nil {
				return err
			}
		}
	}
	for _, c := range m.records {
		at[c.ID] = c.Division
	}
	for of, f := range standing {
		if !m.covers(at[of.id]) {
			continue
		}
		f.GoneOn = m.s.Today()
		if err := m.s.Store.SaveFinding(ctx, &f); err != nil {
			return err
		}
	}
	return nil
}

// focus brings a monitored household's next visit forward to the cadence of those
// that are visited more often.
func (m *merge) focus(ctx context.Context, c *Case) error {
	if c.State != "monitored" {
		return nil
	}
	days, err := m.s.Param("visit_key_days", c.Division)
	if err != nil {
		return err
	}
	soon := m.s.Today() + calendar.Date(days)
	if c.VisitDueOn != 0 && c.VisitDueOn <= soon {
		return nil
	}
	c.VisitDueOn = soon
	return m.s.Store.SaveCase(ctx, c)
}

// callsForVisit says whether a finding of the plan package is a reason to visit.
func (s *Service) callsForVisit(name string) bool {
	return slices.ContainsFunc(s.Program.Rules, func(r *rule.Rule) bool { return r.Name == name && r.Visit })
}

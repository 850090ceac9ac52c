package casework

import (
	"context"
	"fmt"
	"slices"

	"dixian/calendar"
	"dixian/inbox"
	"dixian/workflow"
)

// urgentHelp is the check, and the wait, that a 红 clue is helped first: within a
// day of its dispatch the village or the town writes down a measure. It waits for no
// authorisation, and identification goes on beside it.
//
// Source: casework contract, Words, "Urgency": "help within 24 h by village or town
// logged as a measure, no authorisation needed for it".
const urgentHelp = "urgent_help"

// UrgentStates are those in which a 红 clue may still be owed its first help: from
// its dispatch to the county's decision.
var UrgentStates = []string{"dispatched", "visited", "comparing", "meeting", "publicity", "town_review", "county_decision"}

var firstHelpers = []string{"village_cadre", "village_team", "town_clerk"}

// helpBy is the last day of a clue's first help; false where none is owed: it is not
// urgent, not on its way to a decision, or help was written down since its dispatch.
func (s *Service) helpBy(c *Case, measures []Measure) (calendar.Date, bool, error) {
	if c.Urgency != "红" || c.T0 == 0 || !slices.Contains(UrgentStates, c.State) ||
		slices.ContainsFunc(measures, func(m Measure) bool { return m.Recorded >= c.T0 }) {
		return 0, false, nil
	}
	days, err := s.Param("urgent_help_days", c.Division)
	return c.T0 + calendar.Date(days), true, err
}

// urgentFinding tells on a case that its first help is owed; the daily round keeps it
// once it is late.
func (s *Service) urgentFinding(c *Case, measures []Measure) ([]Finding, error) {
	by, owed, err := s.helpBy(c, measures)
	if err != nil || !owed {
		return nil, err
	}
	return []Finding{{CaseID: c.ID, Check: urgentHelp, Says: fmt.Sprintf("急件要在 %s 前先给帮扶并记为措施，还没有记录；先帮扶不用等授权", by), Since: s.Today(), early: s.Today() <= by}}, nil
}

// urgentWaits adds the first help that is owed, with its own clock: who is late is
// told, and the level above with them.
func (s waits) urgentWaits(ctx context.Context, out []inbox.Wait) ([]inbox.Wait, error) {
	cases, err := s.Store.Unhelped(ctx, UrgentStates)
	if err != nil {
		return nil, err
	}
	for _, c := range cases {
		by, owed, err := s.helpBy(c, nil)
		if err != nil {
			return nil, err
		}
		if owed {
			out = append(out, inbox.Wait{
				Case: c.ID, Household: c.Household, Round: c.Round, State: urgentHelp, Owners: firstHelpers, Division: c.Division, Urgent: true, Clock: workflow.Clock{Since: c.T0, Due: by},
			})
		}
	}
	return out, nil
}

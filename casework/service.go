package casework

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"dixian/access"
	"dixian/audit"
	"dixian/calendar"
	"dixian/division"
	"dixian/plan"
	"dixian/registry"
	"dixian/rule"
	"dixian/workflow"
)

// Service does the work on cases. Every method that acts for somebody takes the
// user, sees only what is in that user's scope, and writes what was done to the
// case's events and the audit log in the same transaction.
type Service struct {
	Store    Store
	Registry registry.Store
	Audit    audit.Store
	Package  *plan.Package
	Program  *rule.Program
	Now      func() time.Time // in the province's time zone
	// InForce is the package with the approved values of parameters; nil: nobody
	// approves any, and the package's own hold.
	InForce func() *plan.Package
}

// flowName is the workflow of the plan package that cases run by.
const flowName = "household_case"

// Flow is the workflow cases run by.
func (s *Service) Flow() (*rule.Workflow, error) {
	for _, w := range s.Program.Workflows {
		if w.Name == flowName {
			return w, nil
		}
	}
	return nil, fmt.Errorf("the plan package has no workflow %s; cases cannot run without it", flowName)
}

// Today is the day of the province.
func (s *Service) Today() calendar.Date {
	now := s.Now()
	return calendar.NewDate(now.Year(), int(now.Month()), now.Day())
}

// Param is a day limit or another int parameter in force for a division today.
func (s *Service) Param(name string, code division.Code) (int64, error) {
	pkg := s.Package
	if s.InForce != nil {
		pkg = s.InForce()
	}
	p := pkg.Parameter(name)
	if p == nil {
		return 0, fmt.Errorf("the plan package has no parameter %s", name)
	}
	v, ok := p.At(code, s.Today())
	if !ok {
		return 0, fmt.Errorf("parameter %s has no value for %s on %s; add one in the plan package", name, code, s.Today())
	}
	return v.N, nil
}

// enter sets the state of a case as of today, with its clocks. The whole clock
// ends where its path does. A pause goes on in the new state: what was lost
// before is added to the whole clock now, so that nothing is added twice.
func (s *Service) enter(c *Case, w *rule.Workflow, state *rule.State) error {
	today := s.Today()
	reasons, ask := reasonsOf(c), c.AskAgainOn
	s.resume(c)
	if !state.Final {
		for _, r := range reasons {
			s.hold(c, r)
			c.AskAgainOn = ask
		}
	}
	c.State, c.StateSince, c.DueOn, c.Provisional, c.VisitDueOn = state.Name, today, 0, false, 0
	if state.Limit != nil {
		days, err := s.Param(state.Limit.Name, c.Division)
		if err != nil {
			return err
		}
		c.DueOn, c.Provisional = workflow.Due(today, int(days), state.Workdays)
	}
	if w.Whole == nil || !slices.Contains(w.Whole.Path, state) {
		c.WholeDueOn = 0
		return nil
	}
	if c.T0 != 0 && c.WholeDueOn == 0 && w.Whole.Limit != nil {
		days, err := s.Param(w.Whole.Limit.Name, c.Division)
		if err != nil {
			return err
		}
		c.WholeDueOn, _ = workflow.Due(c.T0, int(days), false)
	}
	return nil
}

// event writes an act to the case and to the audit log.
func (s *Service) event(ctx context.Context, u *access.User, c *Case, e Event) error {
	e.CaseID, e.At, e.Day, e.User, e.Name = c.ID, s.Now(), s.Today(), u.Login, u.Name
	if err := s.Store.AddEvent(ctx, &e); err != nil {
		return err
	}
	detail := e.To
	if e.For != "" {
		detail = strings.TrimSpace(detail + " 代 " + e.For)
	}
	return s.log(ctx, u.Login, "case."+e.Act, c.ID, detail)
}

func (s *Service) log(ctx context.Context, login, action string, id int64, detail string) error {
	return s.logAbout(ctx, login, action, "case/"+strconv.FormatInt(id, 10), detail)
}

func (s *Service) logAbout(ctx context.Context, login, action, subject, detail string) error {
	return s.Audit.Append(ctx, &audit.Entry{At: s.Now(), User: login, Action: action, Subject: subject, Detail: detail})
}

// open reads a case in the user's scope for a change, and refuses a stale one.
func (s *Service) open(ctx context.Context, u *access.User, id int64, version int) (*Case, error) {
	c, err := s.Store.Case(ctx, id, u.Scope())
	if err != nil {
		return nil, err
	}
	if c.Version != version {
		return nil, ErrStale
	}
	return c, nil
}

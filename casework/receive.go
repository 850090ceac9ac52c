package casework

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"dixian/access"
	"dixian/division"
	"dixian/screening"
)

// Received says what a screening did to the cases.
type Received struct {
	Run     int64 `json:"run"`
	Opened  int   `json:"opened"`  // new clues
	Joined  int   `json:"joined"`  // alerts of another rule on an open record
	Updated int   `json:"updated"` // alerts of the same rule
	Gone    int   `json:"gone"`    // alerts the run no longer raises
	Slept   int   `json:"slept"`   // settled before and not worse: they sleep
	Hits    int   `json:"hits"`    // new comparison hits on open records
	Urgent  int   `json:"urgent"`  // clues dispatched at once
	Unheld  int   `json:"unheld"`  // alerts of households the registry does not hold
	Outside int   `json:"outside"` // alerts and hits of households where the caller loads nothing
}

// loaders are the roles that bring screenings in.
var loaders = []string{"town_clerk", "county_clerk", "county_head"}

// LoadScope are the divisions whose screenings the user may bring in, with their
// subtrees. Empty: none.
func LoadScope(u *access.User) []division.Code {
	out := []division.Code{}
	for _, g := range u.Grants {
		if slices.Contains(loaders, g.Role) && !slices.Contains(out, g.Division) {
			out = append(out, g.Division)
		}
	}
	return out
}

func loads(u *access.User, code division.Code) bool {
	return slices.ContainsFunc(LoadScope(u), func(d division.Code) bool { return d.Contains(code) })
}

// Receive merges a screening's result into the cases: one open record a
// household; a later alert of another rule joins it, of the same rule updates
// it. An alert the run no longer raises stays, marked; no clue closes by itself.
// A clue that is 红 goes to the village at once.
//
// The divisions are those of the households that were screened: the run says
// nothing about the rest, whose alerts stay as they are. It fails with
// access.ErrForbidden where the user may not load one of them (LoadScope); what
// the result says of a household elsewhere is counted and left out.
//
// Source: casework contract, "Words".
func (s *Service) Receive(ctx context.Context, u *access.User, run *Run, result *screening.Result, coverage []screening.Covered, divisions []division.Code) (*Received, error) {
	if len(LoadScope(u)) == 0 || slices.ContainsFunc(divisions, func(d division.Code) bool { return !loads(u, d) }) {
		return nil, access.ErrForbidden
	}
	covered, err := json.Marshal(coverage)
	if err != nil {
		return nil, err
	}
	run.LoadedAt, run.LoadedBy, run.Covered, run.Places = s.Now(), u.Login, string(covered), divisions
	run.Screened, run.Alerted = result.Screened, result.Alerted
	out := &Received{}
	err = s.Store.Atomically(ctx, func(ctx context.Context) error {
		if err := s.Store.CreateRun(ctx, run); err != nil {
			return err
		}
		out.Run = run.ID
		open, err := s.Store.OpenCases(ctx)
		if err != nil {
			return err
		}
		attached, err := s.Store.AttachedCases(ctx)
		if err != nil {
			return err
		}
		// The province's months are the longest: a county may only shorten them.
		months, err := s.Param("sleep_months", LoadScope(u)[0].Province())
		if err != nil {
			return err
		}
		settled, err := s.Store.SettledAlerts(ctx, s.Today().AddMonths(-int(months)))
		if err != nil {
			return err
		}
		hits, err := s.Store.HitRules(ctx)
		if err != nil {
			return err
		}
		m := newMerge(s, u, run, open, attached)
		m.settled, m.hits, m.out = settled, hits, out
		for _, household := range byHousehold(result.Alerts) {
			if err := m.alerts(ctx, household); err != nil {
				return err
			}
		}
		if err := m.gone(ctx); err != nil {
			return err
		}
		for _, l := range result.Hits {
			if err := m.hit(ctx, l); err != nil {
				return err
			}
		}
		if err := m.findings(ctx, result.Findings); err != nil {
			return err
		}
		if err := m.lines(ctx, result.Findings); err != nil {
			return err
		}
		if err := m.changes(ctx); err != nil {
			return err
		}
		return s.log(ctx, u.Login, "screening.receive", run.ID, fmt.Sprintf("%d opened, %d joined, %d updated, %d gone", out.Opened, out.Joined, out.Updated, out.Gone))
	})
	return out, err
}

// byHousehold groups lines, which come sorted by household.
func byHousehold(lines []screening.Line) [][]screening.Line {
	var out [][]screening.Line
	for i, l := range lines {
		if i == 0 || lines[i-1].Household != l.Household {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], l)
	}
	return out
}

// hit hangs a comparison hit on the household's open record, once a rule.
func (m *merge) hit(ctx context.Context, l screening.Line) error {
	c := m.open[l.Household]
	if c == nil {
		return nil
	}
	if !loads(m.u, c.Division) {
		m.out.Outside++
		return nil
	}
	key := HitKey{c.ID, l.Rule}
	if m.hits[key] {
		return nil
	}
	m.hits[key] = true
	m.out.Hits++
	if err := m.s.Store.SaveHit(ctx, &Hit{CaseID: c.ID, Rule: l.Rule, Members: l.Members, Evidence: l.Evidence, Status: HitPending}); err != nil {
		return err
	}
	return m.s.askAboutHits(ctx, c)
}

// decodeCoverage reads which table covers which county in its newest period.
func decodeCoverage(text string) (map[string]bool, error) {
	var list []screening.Covered
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, c := range list {
		county, err := division.ParseCode(c.County)
		if err != nil {
			return nil, err
		}
		key := fmt.Sprint(c.Table, "/", county)
		out[key] = out[key] || c.Covered
	}
	return out, nil
}

package casework

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"dixian/access"
	"dixian/division"
	"dixian/registry"
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
	run.LoadedAt, run.LoadedBy, run.Covered = s.Now(), u.Login, string(covered)
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
		asleep, err := s.Store.SettledAlerts(ctx, s.Today().AddMonths(-sleepMonths))
		if err != nil {
			return err
		}
		hits, err := s.Store.HitRules(ctx)
		if err != nil {
			return err
		}
		m := &merge{s: s, u: u, run: run, open: open, asleep: asleep, hits: hits, out: out, raised: map[string]bool{}, screened: map[division.Code]bool{}}
		for _, d := range divisions {
			m.screened[d] = true
		}
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

// merge is a run being laid over the open records.
type merge struct {
	s        *Service
	u        *access.User
	run      *Run
	open     map[string]*Case
	asleep   map[string]Alert       // household/rule → the alert as it was settled
	hits     map[HitKey]bool        // that open records have
	raised   map[string]bool        // household/rule of this run
	screened map[division.Code]bool // divisions of this run
	out      *Received
}

func (m *merge) alerts(ctx context.Context, lines []screening.Line) error {
	code := lines[0].Household
	c := m.open[code]
	joins := c != nil
	if joins && !loads(m.u, c.Division) {
		m.out.Outside += len(lines)
		return nil
	}
	if c == nil {
		if lines = m.awake(lines); len(lines) == 0 {
			return nil
		}
		h, err := m.s.Registry.Household(ctx, code, false)
		if err == access.ErrNotFound {
			m.out.Unheld += len(lines)
			return nil
		}
		if err != nil {
			return err
		}
		if !loads(m.u, h.Division) {
			m.out.Outside += len(lines)
			return nil
		}
		if c, err = m.clue(ctx, h, lines); err != nil || c == nil {
			return err
		}
		m.open[code] = c
	}
	for _, l := range lines {
		if err := m.alert(ctx, c, l, joins); err != nil {
			return err
		}
	}
	return nil
}

// sleepMonths is how long a settled alert sleeps unless it worsens.
const sleepMonths = 6

// awake leaves out alerts that were settled and are not worse: the same persons,
// no higher urgency.
//
// Source: casework contract, "a settled alert sleeps, per rule and household".
func (m *merge) awake(lines []screening.Line) []screening.Line {
	var out []screening.Line
	for _, l := range lines {
		if a, ok := m.asleep[l.Household+"/"+l.Rule]; ok && a.Members == l.Members && rank(l.Urgency) <= rank(a.Urgency) {
			m.out.Slept++
			continue
		}
		out = append(out, l)
	}
	return out
}

// clue opens a record for a household without one. 红 goes to the village at
// once, the rest to the desk.
func (m *merge) clue(ctx context.Context, h *registry.Household, lines []screening.Line) (*Case, error) {
	w, err := m.s.Flow()
	if err != nil {
		return nil, err
	}
	c := &Case{
		Household: h.Code, Division: h.Division, Head: h.Head(), Channel: FromDepartments, Round: 1,
		Urgency: worst(lines), OpenedOn: m.s.Today(),
	}
	state := w.State("triage")
	if c.Urgency == "红" {
		state, c.T0 = w.State("dispatched"), m.s.Today()
		m.out.Urgent++
	}
	if err := m.s.enter(c, w, state); err != nil {
		return nil, err
	}
	if err := m.s.Store.CreateCase(ctx, c); err != nil {
		return nil, err
	}
	m.out.Opened++
	return c, m.s.event(ctx, m.u, c, Event{Act: "open", To: state.Name, Reason: fmt.Sprintf("第 %d 次筛查预警 %d 条", m.run.ID, len(lines))})
}

// alert lays one alert on a record, which joins says was open before the run.
func (m *merge) alert(ctx context.Context, c *Case, l screening.Line, joins bool) error {
	m.raised[l.Household+"/"+l.Rule] = true
	for i := range c.Alerts {
		a := &c.Alerts[i]
		if a.Rule != l.Rule {
			continue
		}
		a.LastRun, a.Gone, a.Urgency, a.Members, a.Evidence = m.run.ID, false, l.Urgency, l.Members, l.Evidence
		m.out.Updated++
		if err := m.s.Store.SaveAlert(ctx, a); err != nil {
			return err
		}
		return m.raise(ctx, c, l.Urgency)
	}
	a := Alert{CaseID: c.ID, Rule: l.Rule, Risk: l.Risk, Urgency: l.Urgency, Members: l.Members, Evidence: l.Evidence, FirstRun: m.run.ID, LastRun: m.run.ID, RaisedOn: m.run.AsOf}
	if err := m.s.Store.SaveAlert(ctx, &a); err != nil {
		return err
	}
	if joins {
		m.out.Joined++
		if err := m.s.event(ctx, m.u, c, Event{Act: "alert", To: c.State, Reason: l.Rule}); err != nil {
			return err
		}
	}
	c.Alerts = append(c.Alerts, a)
	return m.raise(ctx, c, l.Urgency)
}

// raise lifts the record's urgency; one that becomes 红 at the desk goes to the
// village at once.
func (m *merge) raise(ctx context.Context, c *Case, urgency string) error {
	if rank(urgency) <= rank(c.Urgency) {
		return nil
	}
	c.Urgency = urgency
	if urgency == "红" && atDesk(c) {
		from := c.State
		w, err := m.s.Flow()
		if err != nil {
			return err
		}
		c.T0 = m.s.Today()
		if err := m.s.enter(c, w, w.State("dispatched")); err != nil {
			return err
		}
		m.out.Urgent++
		if err := m.s.event(ctx, m.u, c, Event{Act: "dispatch", From: from, To: "dispatched", Reason: "升为急件，直接派单"}); err != nil {
			return err
		}
	}
	return m.s.Store.SaveCase(ctx, c)
}

// atDesk says whether a record has not been sent to its village yet.
func atDesk(c *Case) bool { return c.State == "triage" || c.State == "asked_back" }

// gone marks alerts of open records that this run no longer raises. A run over
// some divisions says nothing about the others.
func (m *merge) gone(ctx context.Context) error {
	for _, c := range m.open {
		if !m.covers(c.Division) {
			continue
		}
		for i := range c.Alerts {
			a := &c.Alerts[i]
			if a.Gone || m.raised[c.Household+"/"+a.Rule] {
				continue
			}
			a.Gone = true
			m.out.Gone++
			if err := m.s.Store.SaveAlert(ctx, a); err != nil {
				return err
			}
		}
	}
	return nil
}

// covers says whether the run is about a village: it or a division above it was
// screened.
func (m *merge) covers(village division.Code) bool {
	for _, d := range []division.Code{village, village.Town(), village.County(), village.Prefecture(), village.Province()} {
		if m.screened[d] {
			return true
		}
	}
	return false
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
	return m.s.Store.SaveHit(ctx, &Hit{CaseID: c.ID, Rule: l.Rule, Members: l.Members, Evidence: l.Evidence, Status: HitPending})
}

func worst(lines []screening.Line) string {
	w := ""
	for _, l := range lines {
		if rank(l.Urgency) > rank(w) {
			w = l.Urgency
		}
	}
	return w
}

func rank(urgency string) int {
	return strings.Index("蓝 黄 红", urgency) + len(urgency) // "" 0, 蓝 3, 黄 7, 红 11
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

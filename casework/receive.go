package casework

import (
	"context"
	"encoding/json"
	"fmt"
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
}

// Receive merges a screening's result into the cases: one open record a
// household; a later alert of another rule joins it, of the same rule updates
// it. An alert the run no longer raises stays, marked; no clue closes by itself.
// A clue that is 红 goes to the village at once.
//
// Source: casework contract, "Words".
func (s *Service) Receive(ctx context.Context, u *access.User, run *Run, result *screening.Result, coverage []screening.Covered) (*Received, error) {
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
		m := &merge{s: s, u: u, run: run, open: open, asleep: asleep, out: out, raised: map[string]bool{}, screened: map[string]bool{}}
		for _, c := range coverage {
			m.screened[c.County] = true
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
	asleep   map[string]Alert // household/rule → the alert as it was settled
	raised   map[string]bool  // household/rule of this run
	screened map[string]bool  // counties of this run, by code; empty: all
	out      *Received
}

func (m *merge) alerts(ctx context.Context, lines []screening.Line) error {
	code := lines[0].Household
	c := m.open[code]
	joins := c != nil
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
// some counties says nothing about the others.
func (m *merge) gone(ctx context.Context) error {
	for _, c := range m.open {
		if len(m.screened) > 0 && !m.screened[c.Division.County().String()] {
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

// hit hangs a comparison hit on the household's open record, once a rule.
func (m *merge) hit(ctx context.Context, l screening.Line) error {
	c := m.open[l.Household]
	if c == nil {
		return nil
	}
	hits, err := m.s.Store.Hits(ctx, c.ID)
	if err != nil {
		return err
	}
	for _, h := range hits {
		if h.Rule == l.Rule {
			return nil
		}
	}
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

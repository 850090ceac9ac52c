package casework

import (
	"context"
	"fmt"
	"strings"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
	"dixian/registry"
	"dixian/screening"
)

// merge is a run being laid over the open records.
type merge struct {
	s        *Service
	u        *access.User
	run      *Run
	records  map[string]*Case         // open ones, by household
	open     map[string]*Case         // the same, and of attached households the known case
	at       map[string]division.Code // villages of attached households
	settled  map[string]Alert         // household/rule
	hits     map[HitKey]bool          // of open records
	screened map[division.Code]bool
	raised   map[string]bool // household/rule
	out      *Received
}

// newMerge lays a run over the open records. What a run says of a household whose
// clue was attached goes to the case it is attached to, while that is open.
func newMerge(s *Service, u *access.User, run *Run, records map[string]*Case, attached []*Case) *merge {
	m := &merge{s: s, u: u, run: run, records: records, open: map[string]*Case{}, at: map[string]division.Code{}, raised: map[string]bool{}, screened: map[division.Code]bool{}}
	known := map[int64]*Case{}
	for household, c := range records {
		m.open[household], known[c.ID] = c, c
	}
	for _, c := range attached {
		if m.open[c.Household] == nil && known[c.IntoCase] != nil {
			m.open[c.Household], m.at[c.Household] = known[c.IntoCase], c.Division
		}
	}
	for _, d := range run.Places {
		m.screened[d] = true
	}
	return m
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
		if lines, err = m.awake(lines, h.Division); err != nil || len(lines) == 0 {
			return err
		}
		if c, err = m.clue(ctx, h, lines); err != nil || c == nil {
			return err
		}
		m.records[code], m.open[code] = c, c
	}
	for _, l := range lines {
		if err := m.alert(ctx, c, l, joins); err != nil {
			return err
		}
	}
	return nil
}

// awake leaves out alerts that were settled with a closed record and sleep.
func (m *merge) awake(lines []screening.Line, at division.Code) (out []screening.Line, err error) {
	for _, l := range lines {
		if a, ok := m.settled[l.Household+"/"+l.Rule]; ok {
			asleep, err := m.s.asleep(&a, l, at)
			if err != nil {
				return nil, err
			}
			if asleep {
				m.out.Slept++
				continue
			}
		}
		out = append(out, l)
	}
	return out, nil
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
		if a := &c.Alerts[i]; a.Rule == l.Rule && a.Household == l.Household {
			return m.again(ctx, c, a, l)
		}
	}
	a := Alert{
		CaseID: c.ID, Household: l.Household, Rule: l.Rule, Risk: l.Risk, Urgency: l.Urgency, Members: l.Members, Evidence: l.Evidence,
		FirstRun: m.run.ID, LastRun: m.run.ID, RaisedOn: m.run.AsOf,
	}
	if err := m.s.Store.SaveAlert(ctx, &a); err != nil {
		return err
	}
	c.Alerts = append(c.Alerts, a)
	if joins {
		m.out.Joined++
		if err := m.s.event(ctx, m.u, c, Event{Act: "alert", To: c.State, Reason: l.Rule}); err != nil {
			return err
		}
	}
	return m.raise(ctx, c, l.Urgency)
}

// again lays an alert on a record that has it. A settled one sleeps, as it was
// settled, until it is worse; then it is open again and the record tells so. In
// the months after clearing none sleeps.
func (m *merge) again(ctx context.Context, c *Case, a *Alert, l screening.Line) error {
	a.LastRun, a.Gone, a.GoneRun = m.run.ID, false, 0
	if a.Settled && !watched(c) {
		asleep, err := m.s.asleep(a, l, c.Division)
		if err != nil {
			return err
		}
		if asleep {
			m.out.Slept++
			return m.s.Store.SaveAlert(ctx, a)
		}
	}
	woke := a.Settled
	a.Settled, a.SettledOn, a.Urgency, a.Members, a.Evidence = false, 0, l.Urgency, l.Members, l.Evidence
	m.out.Updated++
	if err := m.s.Store.SaveAlert(ctx, a); err != nil {
		return err
	}
	if woke {
		if err := m.s.event(ctx, m.u, c, Event{Act: "alert", To: c.State, Reason: l.Rule}); err != nil {
			return err
		}
	}
	if !woke && watched(c) {
		return nil // it has been open since before, and was dispatched then
	}
	return m.raise(ctx, c, l.Urgency)
}

// watched says whether a case was cleared and is still being looked after.
func watched(c *Case) bool { return c.State == "cleared" || c.State == "watch" }

// raise follows a new or worse alert through its record. At the desk 红 goes to
// the village at once; after clearing every alert does, as 黄 at least; a
// household already monitored is visited again only where it is 红.
//
// Source: casework contract, "T0" and States, "cleared → watch".
func (m *merge) raise(ctx context.Context, c *Case, urgency string) error {
	after := watched(c)
	if after && rank(urgency) < rank("黄") {
		urgency = "黄"
	}
	higher := rank(urgency) > rank(c.Urgency)
	if after || higher {
		c.Urgency = urgency
	}
	switch {
	case after:
		return m.dispatch(ctx, c, "消除后回访期内有新预警，直接派单")
	case urgency == "红" && atDesk(c):
		return m.dispatch(ctx, c, "升为急件，直接派单")
	case urgency == "红" && c.State == "monitored":
		if err := m.s.visitSoon(c); err != nil {
			return err
		}
	case !higher:
		return nil
	}
	return m.s.Store.SaveCase(ctx, c)
}

// dispatch sends a record to its village and starts its clock: no desk and no
// village_load stand in the way.
func (m *merge) dispatch(ctx context.Context, c *Case, why string) error {
	w, err := m.s.Flow()
	if err != nil {
		return err
	}
	from := c.State
	c.T0, c.WholeDueOn = m.s.Today(), 0
	if err := m.s.enter(c, w, w.State("dispatched")); err != nil {
		return err
	}
	m.out.Urgent++
	if err := m.s.Store.SaveCase(ctx, c); err != nil {
		return err
	}
	return m.s.event(ctx, m.u, c, Event{Act: "dispatch", From: from, To: c.State, Reason: why})
}

// visitSoon makes a household's next visit due as after a dispatch.
func (s *Service) visitSoon(c *Case) error {
	days, err := s.Param("visit_days", c.Division)
	if err != nil {
		return err
	}
	if soon := s.Today() + calendar.Date(days); c.VisitDueOn == 0 || soon < c.VisitDueOn {
		c.VisitDueOn = soon
	}
	return nil
}

// atDesk says whether a record has not been sent to its village yet.
func atDesk(c *Case) bool { return c.State == "triage" || c.State == "asked_back" }

// gone marks alerts of open records that this run no longer raises, with the run.
// A run over some divisions says nothing about the others.
func (m *merge) gone(ctx context.Context) error {
	for _, c := range m.records {
		for i := range c.Alerts {
			a := &c.Alerts[i]
			at, elsewhere := m.at[a.Household]
			if !elsewhere {
				at = c.Division
			}
			if a.Gone || m.raised[a.Household+"/"+a.Rule] || !m.covers(at) {
				continue
			}
			a.Gone, a.GoneRun = true, m.run.ID
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

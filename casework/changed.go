package casework

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"dixian/division"
	"dixian/rule"
	"dixian/screening"
)

// Read is what a screening read, as long as it is in memory: without it nothing is
// kept of why an alert is raised.
type Read struct {
	Witness    *screening.Witness
	Alerts     []screening.Line  // all that it raised
	Sources    map[string]Source // by base name of what was read; what is not here is the registry
	Parameters []screening.UsedValue
}

// source is where a deciding row came from.
func (r *Read) source(d screening.Deciding) DecidingRow {
	s := r.Sources[d.From.File]
	return DecidingRow{d, s.Batch, s.File}
}

func (r *Read) rows(all []screening.Deciding) []DecidingRow {
	var out []DecidingRow
	for _, d := range all {
		out = append(out, r.source(d))
	}
	return out
}

// inputs are what of it is kept.
func (r *Read) inputs(p *rule.Program) *Inputs {
	in := &Inputs{Sources: []Source{}, Rules: map[string]string{}}
	for _, s := range r.Sources {
		in.Sources = append(in.Sources, s)
	}
	slices.SortFunc(in.Sources, func(a, b Source) int { return cmp.Or(cmp.Compare(a.Batch, b.Batch), cmp.Compare(a.File, b.File)) })
	for _, rl := range p.Rules {
		if rl.Raises == rule.Alert {
			in.Rules[rl.Name] = screening.Definition(rl)
		}
	}
	return in
}

// comparison holds a screening against those that looked at its villages before.
type comparison struct {
	m       *merge
	read    *Read
	now     *Inputs
	covered map[string]screening.Covered
	before  map[int64]*earlier
}

// earlier is an earlier screening, as it is kept.
type earlier struct {
	run        *Run
	inputs     *Inputs
	parameters []screening.UsedValue
	covered    map[string]screening.Covered
	back       map[[2]bool]*screening.SetBack // nil where it cannot be set back
}

// changes keeps what this screening raised with the rows that decided it, and what
// is otherwise than in the one before of the same village. A village that no
// screening was kept of has nothing to be compared with.
func (m *merge) changes(ctx context.Context) error {
	if m.run.Read == nil {
		return nil
	}
	c := &comparison{m: m, read: m.run.Read, now: m.run.Read.inputs(m.s.Program), before: map[int64]*earlier{}}
	var err error
	if c.covered, err = coveredBy(m.run.Covered); err != nil {
		return err
	}
	last, err := m.s.Store.EarlierRuns(ctx, m.run.Places, m.run.ID)
	if err != nil {
		return err
	}
	held, err := m.s.Store.RaisedIn(ctx, m.run.Places)
	if err != nil {
		return err
	}
	old := map[string]*Raised{}
	for i := range held {
		old[held[i].Household+"/"+held[i].Rule] = &held[i]
	}
	var raised []Raised
	var changes []RunChange
	for _, l := range m.run.Read.Alerts {
		at, err := division.ParseCode(l.Division)
		if err != nil {
			return err
		}
		if !loads(m.u, at) {
			continue
		}
		was := old[l.Household+"/"+l.Rule]
		delete(old, l.Household+"/"+l.Rule)
		is := &Raised{
			Run: m.run.ID, Division: at, Household: l.Household, Rule: l.Rule, Risk: l.Risk, Urgency: l.Urgency, Members: l.Members, Evidence: l.Evidence,
			Rows: c.read.rows(c.read.Witness.Deciding(l.Household, l.Rule, nil)),
		}
		raised = append(raised, *is)
		if last[at] != 0 && (was == nil || !screening.SameResult(was.line(), is.line())) {
			if changes, err = c.add(ctx, changes, last[at], was, is); err != nil {
				return err
			}
		}
	}
	for i := range held {
		if was := &held[i]; old[was.Household+"/"+was.Rule] != nil {
			if changes, err = c.add(ctx, changes, last[was.Division], was, nil); err != nil {
				return err
			}
		}
	}
	return errors.Join(
		m.s.Store.KeepInputs(ctx, m.run.ID, c.now), m.s.Store.DropRaised(ctx, m.run.Places),
		m.s.Store.AddRaised(ctx, raised), m.s.Store.AddRunChanges(ctx, changes),
	)
}

// add adds one change with its reasons.
func (c *comparison) add(ctx context.Context, to []RunChange, before int64, was, is *Raised) ([]RunChange, error) {
	e, err := c.earlier(ctx, before)
	if err != nil {
		return nil, err
	}
	l := cmp.Or(is, was)
	ch := RunChange{Run: c.m.run.ID, Before: before, Division: l.Division, Household: l.Household, Rule: l.Rule, Kind: ChangeAltered}
	var wasLine, isLine *screening.Line
	if was != nil {
		ch.Was, ch.Told.MembersWas, wasLine = was.Urgency, was.Members, was.line()
	} else {
		ch.Kind = ChangeNew
	}
	if is != nil {
		ch.Is, ch.Told.MembersIs, isLine = is.Urgency, is.Members, is.line()
	} else {
		ch.Kind = ChangeGone
	}
	if ch.Kind == ChangeAltered {
		ch.Told.Values = screening.DifferingValues(wasLine, isLine)
	}
	if err := c.why(ctx, e, &ch, was, is); err != nil {
		return nil, err
	}
	return append(to, ch), nil
}

// why finds the reasons of a change. First what is exchanged easily is tried: if
// with the earlier parameter values, the earlier day, or both, this screening's rows
// give what the earlier one gave, those are the reason. Else it is what else
// differs of all that the rule reads: rows, registry, coverage, the rule itself.
func (c *comparison) why(ctx context.Context, e *earlier, ch *RunChange, was, is *Raised) error {
	var wasLine *screening.Line
	if was != nil {
		wasLine = was.line()
	}
	rl := c.m.s.Program.Rule(ch.Rule)
	parameters := c.parameters(e, rl, ch.Division)
	day := e.run.AsOf != c.m.run.AsOf
	for _, try := range [][2]bool{{true, false}, {false, true}, {true, true}} {
		if try[0] && len(parameters) == 0 || try[1] && !day {
			continue
		}
		back := c.setBack(e, try)
		if back == nil {
			continue
		}
		got, err := back.Line(ch.Household, ch.Rule)
		if err != nil {
			return err
		}
		if !reaches(ch.Kind, got, wasLine) {
			continue
		}
		if try[0] {
			ch.Why, ch.Told.Parameters = append(ch.Why, ByParameters), parameters
		}
		if try[1] {
			ch.Why = append(ch.Why, ByDay)
			for _, r := range c.rowChanges(e, ch, was, is) {
				if r.How == RowCounts || r.How == RowCountsNoMore {
					ch.Told.Rows = append(ch.Told.Rows, r)
				}
			}
		}
		return nil
	}
	return c.differing(ctx, e, rl, ch, was, is, parameters, day)
}

// reaches says whether a line set back is what the earlier screening gave: there
// or not; of one that was altered, the same in all that it tells.
func reaches(kind string, got, was *screening.Line) bool {
	if kind == ChangeAltered {
		return screening.SameResult(got, was)
	}
	return (got == nil) == (was == nil)
}

// differing tells all that differs of what the rule reads.
func (c *comparison) differing(ctx context.Context, e *earlier, rl *rule.Rule, ch *RunChange, was, is *Raised, parameters []screening.ValueChange, day bool) error {
	ch.Told.Rows = slices.DeleteFunc(c.rowChanges(e, ch, was, is), func(r RowChange) bool { return r.How == RowCounts || r.How == RowCountsNoMore })
	if len(ch.Told.Rows) > 0 {
		ch.Why = append(ch.Why, ByRows)
	}
	requests, err := c.requests(ctx, e, ch.Household)
	if err != nil {
		return err
	}
	ch.Told.Requests, ch.Told.Unscreened = requests, !c.read.Witness.Screened(ch.Household)
	if len(requests) > 0 || ch.Told.Unscreened {
		ch.Why = append(ch.Why, ByRegistry)
	}
	if ch.Told.Coverage = c.coverage(e, rl, ch.Division.County()); len(ch.Told.Coverage) > 0 {
		ch.Why = append(ch.Why, ByCoverage)
	}
	if e.inputs.Rules[ch.Rule] != c.now.Rules[ch.Rule] {
		ch.Why = append(ch.Why, ByPackage)
	}
	if len(ch.Why) > 0 {
		return nil
	}
	if ch.Told.Parameters = parameters; len(parameters) > 0 {
		ch.Why = append(ch.Why, ByParameters)
	}
	if day {
		ch.Why = append(ch.Why, ByDay)
	}
	if len(ch.Why) == 0 {
		ch.Why = []string{ByNothing}
	}
	return nil
}

// setBack is this screening with parts of an earlier one; nil where those cannot
// be had (a parameter had no value on that day).
func (c *comparison) setBack(e *earlier, try [2]bool) *screening.SetBack {
	if b, ok := e.back[try]; ok {
		return b
	}
	b, err := c.read.Witness.SetBack(screening.Earlier{AsOf: e.run.AsOf, Parameters: e.parameters}, try[0], try[1])
	if err != nil {
		b = nil // the change is told by what differs instead
	}
	e.back[try] = b
	return b
}

// earlier reads an earlier screening once.
func (c *comparison) earlier(ctx context.Context, id int64) (*earlier, error) {
	if e := c.before[id]; e != nil {
		return e, nil
	}
	run, inputs, err := c.m.s.Store.RunKept(ctx, id)
	if err != nil {
		return nil, err
	}
	e := &earlier{run: run, inputs: inputs, back: map[[2]bool]*screening.SetBack{}}
	var sum screening.Summary
	if err := json.Unmarshal([]byte(cmp.Or(run.Summary, "{}")), &sum); err != nil {
		return nil, err
	}
	e.parameters = sum.Parameters
	e.covered, err = coveredBy(run.Covered)
	c.before[id] = e
	return e, err
}

func coveredBy(text string) (map[string]screening.Covered, error) {
	var list []screening.Covered
	out := map[string]screening.Covered{}
	err := json.Unmarshal([]byte(cmp.Or(text, "[]")), &list)
	for _, c := range list {
		out[c.Table+"/"+c.County+"/"+c.Period] = c
	}
	return out, err
}

// parameters are the values that differ at a village, of those the rule reads.
func (c *comparison) parameters(e *earlier, rl *rule.Rule, at division.Code) []screening.ValueChange {
	if rl == nil {
		return nil
	}
	var out []screening.ValueChange
	for _, name := range screening.ParametersOf(c.m.s.Program, rl) {
		was, is := usedAt(e.parameters, name, at), usedAt(c.read.Parameters, name, at)
		if was != is {
			out = append(out, screening.ValueChange{Name: name, Was: was, Is: is})
		}
	}
	return out
}

// usedAt is the value of the narrowest division that holds a village.
func usedAt(used []screening.UsedValue, name string, at division.Code) string {
	level, value := division.Level(0), ""
	for _, u := range used {
		if u.Name != name {
			continue
		}
		if d, err := division.ParseCode(u.Division); err == nil && d.Contains(at) && d.Level() >= level {
			level, value = d.Level(), u.Value
		}
	}
	return value
}

// coverage are the periods of tables whose missing rows the rule reads that are
// covered on one side only.
func (c *comparison) coverage(e *earlier, rl *rule.Rule, county division.Code) []CoverageChange {
	if rl == nil {
		return nil
	}
	var out []CoverageChange
	for _, table := range screening.CoverageOf(rl) {
		periods := map[string]bool{}
		for _, side := range []map[string]screening.Covered{e.covered, c.covered} {
			for _, x := range side {
				if x.Table == table && x.County == county.String() {
					periods[x.Period] = true
				}
			}
		}
		for period := range periods {
			key := table + "/" + county.String() + "/" + period
			was, before := e.covered[key]
			is, now := c.covered[key]
			if was.Covered == is.Covered {
				continue
			}
			ch := CoverageChange{Table: table, Period: period}
			if before {
				ch.Was = &was
			}
			if now {
				ch.Is = &is
			}
			out = append(out, ch)
		}
	}
	slices.SortFunc(out, func(a, b CoverageChange) int {
		return cmp.Or(strings.Compare(a.Table, b.Table), strings.Compare(a.Period, b.Period))
	})
	return out
}

// requests are the changes of a household that the registry took in since the
// earlier screening. Where the registry came as files it is their rows that tell.
func (c *comparison) requests(ctx context.Context, e *earlier, household string) ([]int64, error) {
	for file := range c.read.Sources {
		if strings.HasPrefix(file, c.m.s.Program.Households.Name) {
			return nil, nil
		}
	}
	revisions, err := c.m.s.Registry.Revisions(ctx, household)
	var out []int64
	for _, r := range revisions {
		if r.At.After(e.run.LoadedAt) && !slices.Contains(out, r.Request) {
			out = append(out, r.Request)
		}
	}
	return out, err
}

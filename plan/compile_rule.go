package plan

import (
	"maps"
	"slices"
	"strings"

	"dixian/calendar"
	"dixian/rule"
)

var raises = map[string]rule.Raises{"alert": rule.Alert, "hit": rule.Hit, "finding": rule.Finding}

// rule compiles a rule and what it reads; nil when it is wrong.
func (c *compiler) rule(r *Rule) *rule.Rule {
	if rr := c.rules[r]; rr != nil || c.broken[r] {
		return rr
	}
	about := c.program.Table(r.About.Value)
	if about == nil {
		c.broken[r] = true
		return nil
	}
	leave := c.enter(r.Pos, about.Name+"."+r.Name)
	if leave == nil {
		return nil
	}
	defer leave()
	before := len(c.problems)
	if about.Name == "alerts" && r.Raises == "alert" {
		c.fail(r.About.Pos, "an alert about alerts goes round in a circle", "raise a finding, or make it about households")
	}
	rr := &rule.Rule{
		Name: r.Name, Label: r.Label, Raises: raises[r.Raises], Risk: r.Risk, Urgency: r.Urgency,
		About: about, Nameless: r.Nameless, Everyone: r.Everyone, Visit: r.Visit, Says: r.Says.Value,
	}
	known := map[string]bool{}
	if rr.Where = c.expr(r.Where, about, nil, rule.Bool); rr.Where != nil {
		maps.Copy(known, rr.Where.KnownIf)
	}
	if rr.When = c.expr(r.When, about, known, rule.Bool); rr.When != nil {
		maps.Copy(known, rr.When.KnownIf)
	}
	rr.UrgentWhen = c.expr(r.UrgentWhen, about, known, rule.Bool)
	rr.WorsensBy = c.worsens(r, rr, known)
	rr.Who = c.expr(r.Who, c.program.Persons, nil, rule.Bool)
	c.says(r, about, known)
	if len(c.problems) > before {
		c.broken[r] = true
		return nil
	}
	rr.Index = len(c.program.Rules)
	for _, other := range c.program.Rules {
		if other.About == about {
			rr.Slot++
		}
	}
	c.program.Rules = append(c.program.Rules, rr)
	c.rules[r] = rr
	return rr
}

// worsens is the path of the number by which a settled alert of the rule wakes.
// The rule must read it, so that the evidence holds it.
//
// Source: casework contract, "a settled alert sleeps … until it worsens".
func (c *compiler) worsens(r *Rule, rr *rule.Rule, known map[string]bool) string {
	e := c.expr(r.WorsensBy, rr.About, known, rule.Money, rule.Share, rule.Int)
	if e == nil {
		return ""
	}
	path := strings.TrimSpace(r.WorsensBy.Value)
	reads := func(x *rule.Expr) bool {
		return x != nil && slices.ContainsFunc(x.Names, func(n *rule.Name) bool { return n.Path == path && n.Param == nil })
	}
	if !reads(rr.Where) && !reads(rr.When) {
		c.fail(r.WorsensBy.Pos, path+" is no number that `where` or `when` reads by itself, so the evidence does not hold it", "name a fact or column that the rule reads")
		return ""
	}
	return path
}

// says checks the {names} of a rule's sentence.
func (c *compiler) says(r *Rule, about *rule.Table, known map[string]bool) {
	rest := r.Says.Value
	for offset := 0; ; {
		i := strings.IndexByte(rest, '{')
		if i < 0 {
			return
		}
		j := strings.IndexByte(rest[i:], '}')
		if j < 0 {
			c.fail(r.Says.Pos, "a { without its }", "write {name}")
			return
		}
		start := offset + len([]rune(rest[:i])) + 1
		if strings.TrimSpace(rest[i+1:i+j]) == "" {
			c.fail(r.Says.At(start), "{} names nothing", "write {name}")
		}
		c.expr(Text{rest[i+1 : i+j], r.Says.At(start)}, about, known)
		offset = start + len([]rune(rest[i+1:i+j])) + 1
		rest = rest[i+j+1:]
	}
}

func (c *compiler) screening() {
	s := c.pkg.Screening
	if s == nil {
		c.fail(Pos{c.pkg.Dir, 1, 1}, "the package does not say which households are screened", "add an item `screening` with `where`")
		return
	}
	c.program.Screened = c.expr(s.Where, c.program.Households, nil, rule.Bool)
	if f := c.program.Screened.ReadsAlerts(); f != nil {
		c.fail(s.Where.Pos, "who is screened depends on alerts, through fact "+f.Name+", and only the screened have alerts", "screen by the registry")
	}
}

// coverage compiles how a table's coverage is measured.
func (c *compiler) coverage(t *Table) {
	in := t.Coverage
	switch {
	case t.Late > 0 && t.TimeKind() != rule.Month:
		c.fail(t.Pos, "`late` speaks of months, but the time of "+t.Table.Name+" is no month", "take `late` away")
	case t.Late > 0 && in == nil:
		c.fail(t.Pos, t.Table.Name+" is late, but nobody measures which month it covers", "add `coverage:`, or take `late` away")
	}
	if in == nil {
		return
	}
	out := &rule.Coverage{Table: t.Table, OfPersons: in.Of.Value == "persons", SeenWithin: in.SeenWithin}
	of := c.program.Households
	if out.OfPersons {
		of = c.program.Persons
	}
	out.Expected = c.expr(in.Expected, of, nil, rule.Bool)
	out.Present = c.expr(in.Present, t.Table, nil, rule.Bool)
	out.PresentOf = c.expr(in.PresentOf, of, nil, rule.Bool)
	out.FloorOf = c.expr(in.FloorOf, of, nil, rule.Bool)
	out.Within, out.Report = c.boundedPeriod(in.Within, t.Table), c.boundedPeriod(in.Report, t.Table)
	out.Share = c.shareParam(in.Share)
	out.Floor = c.shareParam(in.Floor)
	if t.TimeKind() == rule.Date && in.Within.Value == "" {
		c.fail(in.Pos, "coverage of a table by days", "say `within:`, the one period in which a row is expected")
	}
	if in.SeenWithin > 0 && t.TimeKind() != rule.Month {
		c.fail(in.Pos, "`seen_within` speaks of months, but the time of "+t.Table.Name+" is no month", "take it away")
	}
	if in.Report.Value == "" && t.Table.Late == 0 {
		c.fail(in.Pos, "coverage that no finding speaks of", "say `report:`, the period that coverage_thin tells")
	}
	c.program.Coverages = append(c.program.Coverages, out)
}

// boundedPeriod compiles a period that has a beginning.
func (c *compiler) boundedPeriod(t Text, about *rule.Table) *rule.Expr {
	e := c.period(t, about)
	if e == nil {
		return nil
	}
	if s, err := e.Period(calendar.NewDate(2025, 6, 30)); err == nil && !s.Bounded() {
		c.fail(t.Pos, "coverage is asked for a period without a beginning", "use last_months, years or this_school_year")
		return nil
	}
	return e
}

func (c *compiler) shareParam(t Text) *rule.Param {
	if t.Value == "" {
		return nil
	}
	p, err := c.Param(strings.TrimPrefix(t.Value, "param."))
	switch {
	case err != nil:
		c.fail(t.Pos, err.Error(), nearest(strings.TrimPrefix(t.Value, "param."), slices.Collect(maps.Keys(c.params)), "declare it"))
		return nil
	case p.Type.Kind != rule.Share:
		c.fail(t.Pos, p.Name+" is not a share", "coverage is a share of those expected")
		return nil
	}
	return p
}

// absence reports rules that would fire on missing rows.
func (c *compiler) absence() {
	for _, i := range c.program.CheckAbsence() {
		for item, rf := range c.facts {
			if rf == i.Fact {
				c.fail(item.Pos, i.What, i.Cure)
			}
		}
	}
}

// measurable refuses a coverage that is measured by what depends on coverage.
func (c *compiler) measurable() {
	for _, t := range c.pkg.Tables {
		if t.Coverage == nil {
			continue
		}
		cov := c.program.Coverage(t.Table)
		for _, e := range []*rule.Expr{cov.Expected, cov.Present, cov.PresentOf, cov.FloorOf, c.program.Screened} {
			if f := e.DependsOnCoverage(calendar.NewDate(2025, 6, 30)); f != nil {
				c.fail(t.Coverage.Pos, "coverage is measured by fact "+f.Name+", which itself depends on coverage", "measure it by facts of complete tables or of this table's own rows")
			}
		}
	}
}

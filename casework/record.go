package casework

import (
	"context"
	"fmt"
	"slices"

	"dixian/calendar"
	"dixian/registry"
	"dixian/rule"
)

// record fills in what the workflow's guards read about a case: the columns of
// the table `cases` of the plan package, and the parameters they compare with.
func (s *Service) record(ctx context.Context, c *Case, w *rule.Workflow) (rule.Record, error) {
	h, err := s.Registry.Household(ctx, c.Household, false)
	if err != nil {
		return nil, err
	}
	hits, err := s.Store.Hits(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	measures, err := s.Store.Measures(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	answers, excluding, err := s.unheard(ctx, c, hits)
	if err != nil {
		return nil, err
	}
	objections, err := s.Store.Objections(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	signed, err := s.Store.Authorisations(ctx, c.ID)
	if err != nil {
		return nil, err
	}
	uncovered, err := s.uncovered(ctx, c)
	if err != nil {
		return nil, err
	}
	today := s.Today()
	r := rule.Record{
		"as_of":                rule.DateVal(today),
		"channel":              rule.TextVal(c.Channel),
		"urgency":              rule.TextVal(c.Urgency),
		"kind":                 rule.TextVal(h.Kind),
		"members_confirmed":    rule.Truth(c.Confirmed),
		"risk_found":           rule.Truth(c.RiskFound),
		"authorised":           rule.Truth(authorised(h, signed, today)),
		"open_hits":            count(hits, func(h Hit) bool { return h.Status == HitPending }),
		"excluding_hits":       count(hits, func(h Hit) bool { return h.Status == HitExcluded }),
		"unheard_answers":      rule.IntVal(answers),
		"unheard_hits":         rule.IntVal(excluding),
		"open_objections":      count(objections, func(o Objection) bool { return o.ClosedOn == 0 }),
		"days_posted":          rule.IntVal(daysPosted(c, today)),
		"labour":               count(h.Members, func(p registry.Person) bool { return lives(p) && p.Capable(today) }),
		"members_left":         count(h.Members, func(p registry.Person) bool { return p.Belongs() }),
		"development_measures": count(measures, func(m Measure) bool { return m.Kind == Development }),
		"measures_done":        count(measures, func(m Measure) bool { return m.Done && thisRound(c, m) }),
		"months_monitored":     rule.IntVal(monthsSince(c.IdentifiedOn, today)),
		"open_alerts":          count(c.Alerts, func(a Alert) bool { return !a.Gone && !a.Settled }),
		"uncovered_tables":     rule.IntVal(int64(uncovered)),
	}
	if err := s.boardPhotos(ctx, c, r); err != nil {
		return nil, err
	}
	months, err := s.monthsWatched(c)
	if err != nil {
		return nil, err
	}
	r["in_watch"], r["watch_months_over"] = rule.Truth(c.ClearedOn != 0), rule.Truth(months)
	owed, err := s.watchVisitsOwed(ctx, c, "")
	if err != nil {
		return nil, err
	}
	r["watch_visits_owed"] = rule.IntVal(int64(len(owed)))
	for _, m := range w.Moves {
		for _, g := range m.Refusals {
			for _, n := range g.When.Names {
				if n.Param == nil || r[n.Path] != nil {
					continue
				}
				v, err := s.Param(n.Param.Name, c.Division)
				if err != nil {
					return nil, err
				}
				r[n.Path] = rule.IntVal(v)
			}
		}
	}
	return r, nil
}

// monthsWatched says whether a case was cleared so long ago that the months of
// watching are over. The watch itself goes on until somebody ends it: a day in
// the calendar takes no visit away.
func (s *Service) monthsWatched(c *Case) (bool, error) {
	if c.ClearedOn == 0 {
		return false, nil
	}
	months, err := s.Param("watch_months", c.Division)
	return s.Today() >= c.ClearedOn.AddMonths(int(months)), err
}

// thisRound says whether a measure is help of the running round: in a later one,
// help that had ended before it began is not.
func thisRound(c *Case, m Measure) bool { return c.Round == 1 || m.To == 0 || m.To >= c.T0 }

func count[T any](items []T, is func(T) bool) rule.Val {
	n := int64(0)
	for _, i := range items {
		if is(i) {
			n++
		}
	}
	return rule.IntVal(n)
}

func lives(p registry.Person) bool {
	return p.LivingTogether && (p.Status == "正常" || p.Status == "")
}

// authorised says whether every adult of the household with an ID has an
// authorisation in force, and not everybody is out of reach: the newest decides.
//
// Source: screening contract, "Check hits".
func authorised(h *registry.Household, signed []Authorisation, today calendar.Date) bool {
	reached := false
	for _, p := range h.Members {
		if !lives(p) || !p.Adult(today) || !p.HasID {
			continue
		}
		newest := Authorisation{}
		for _, a := range signed {
			if a.Number == p.Number && a.SignedOn <= today && a.SignedOn >= newest.SignedOn {
				newest = a
			}
		}
		if newest.SignedOn == 0 || newest.Way == Withdrawn || (newest.ValidTo != 0 && newest.ValidTo < today) {
			return false
		}
		if newest.Way == Unreached && Tries(signed, p.Number, today) < MostTries {
			return false
		}
		reached = reached || newest.Way != Unreached
	}
	return reached
}

// MostTries is how often somebody is looked for before being out of reach: on days
// of their own, so that nobody is written off in one afternoon.
//
// Source: casework contract, Authorisation, "联系不上 after three tries noted".
const MostTries = 3

// Tries are the days, since a person last signed or took it back, on which nobody
// could reach the person.
func Tries(signed []Authorisation, number string, today calendar.Date) int {
	last, tried := calendar.Date(0), map[calendar.Date]bool{}
	for _, a := range signed {
		if a.Number == number && a.Way != Unreached && a.SignedOn <= today {
			last = max(last, a.SignedOn)
		}
	}
	for _, a := range signed {
		if a.Number == number && a.Way == Unreached && a.SignedOn > last && a.SignedOn <= today {
			tried[a.SignedOn] = true
		}
	}
	return len(tried)
}

// daysPosted counts the full days a publicity has run: the day of posting is
// none of them, today is not over.
func daysPosted(c *Case, today calendar.Date) int64 {
	if c.PostedOn == 0 || today <= c.PostedOn {
		return 0
	}
	return int64(today-c.PostedOn) - 1
}

func monthsSince(from, today calendar.Date) int64 {
	if from == 0 {
		return 0
	}
	n := int64(0)
	for from.AddMonths(int(n)+1) <= today {
		n++
	}
	return n
}

// uncovered counts the tables that clearing rests on, and of which the newest
// screening of the case's village says that they do not cover its county. What
// clearing rests on is that no alert speaks: every table an alert's rule reads.
// Where nothing was screened no table is covered.
func (s *Service) uncovered(ctx context.Context, c *Case) (int, error) {
	run, err := s.Store.RunAbout(ctx, c.Division)
	if err != nil {
		return 0, err
	}
	covered := map[string]bool{}
	if run != nil {
		if covered, err = decodeCoverage(run.Covered); err != nil {
			return 0, err
		}
	}
	n := 0
	for _, cov := range s.Program.Coverages {
		rests := slices.ContainsFunc(s.Program.Rules, func(r *rule.Rule) bool { return r.Raises == rule.Alert && Reads(r, cov.Table) })
		if rests && !covered[fmt.Sprint(cov.Table.Name, "/", c.Division.County())] {
			n++
		}
	}
	return n, nil
}

// Reads says whether a rule reads rows of a table.
func Reads(r *rule.Rule, t *rule.Table) bool {
	if r == nil || r.About == t {
		return r != nil
	}
	found := false
	for _, e := range []*rule.Expr{r.Where, r.When} {
		if e != nil {
			e.Facts(func(f *rule.Fact) bool { found = found || f.From == t; return !found })
		}
	}
	return found
}

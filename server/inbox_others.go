package server

import (
	"context"
	"slices"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
	"dixian/casework/exchange"
	"dixian/casework/period"
	"dixian/division"
	"dixian/export"
	"dixian/registry"
	"dixian/setting"
	"dixian/workflow"
)

// changes are the requests that wait for the user's decision: those asked for by
// hand each by its household, those of a file together.
func (a *agenda) changes(ctx context.Context) error {
	f := registry.RequestFilter{Scope: registry.DecideScope(a.u), State: registry.Pending, Oldest: true, ByHand: true, Limit: mostDue + 1}
	if len(f.Scope) == 0 {
		return nil
	}
	store := a.s.Casework.Registry
	requests, err := store.Requests(ctx, f)
	if err != nil {
		return err
	}
	a.more = a.more || len(requests) > mostDue
	requests = slices.DeleteFunc(requests[:min(len(requests), mostDue)], func(r *registry.Request) bool { return r.AskedBy == a.u.Login })
	codes := make([]string, len(requests))
	for i, r := range requests {
		codes[i] = r.Household
	}
	households, err := store.Households(ctx, codes, false)
	if err != nil {
		return err
	}
	for _, r := range requests {
		g := a.add(r.Household, dueItem{Kind: "change", ID: r.ID, Label: changeLabel(r.Kind)}, workflow.Clock{})
		g.Division, g.DivisionName = r.Division.String(), a.s.shortName(r.Division)
		if h := households[r.Household]; h != nil {
			g.Head = h.Head()
		}
	}
	groups, err := store.RequestGroups(ctx, registry.RequestFilter{Scope: f.Scope, State: registry.Pending})
	if err != nil {
		return err
	}
	batches := map[int64]int{}
	for _, g := range groups {
		batches[g.Batch] += g.Count
	}
	for batch, n := range batches {
		a.add("", dueItem{Kind: "changes", ID: batch, Count: n}, workflow.Clock{})
	}
	return nil
}

// declarations are those of which the town says whose they are; the visit's days
// run since the receipt.
func (a *agenda) declarations(ctx context.Context) error {
	f := casework.DeclarationFilter{State: casework.Waiting, Limit: mostDue}
	for _, g := range a.u.Grants {
		if slices.Contains(townUp, g.Role) {
			f.Scope = append(f.Scope, g.Division)
		}
	}
	held, err := a.s.Casework.Store.Declarations(ctx, f)
	if err != nil {
		return err
	}
	a.more = a.more || len(held) == mostDue
	for _, d := range held {
		days, err := a.s.Casework.Param("visit_days", d.Village)
		if err != nil {
			return err
		}
		a.add("", dueItem{Kind: "declaration", ID: d.ID, Label: a.s.shortName(d.Village)}, workflow.Clock{Since: d.Day, Due: d.Day + calendar.Date(days)})
	}
	return nil
}

// transfers are cases that another county hands over.
func (a *agenda) transfers(ctx context.Context) error {
	held, err := a.s.Casework.Transfers(ctx, a.u, true)
	if err != nil {
		return err
	}
	for _, t := range held {
		if slices.ContainsFunc(a.u.RolesFor(t.ToCounty), func(r string) bool { return slices.Contains(loading, r) }) {
			a.ofCase(t.Case, dueItem{Kind: "transfer", ID: t.ID, Label: a.s.placeName(t.FromCounty)}, workflow.Clock{Since: t.AskedOn, Due: t.DueOn})
		}
	}
	return nil
}

// supervisions are those that the user answers, and those answered that the user's
// level closes.
func (a *agenda) supervisions(ctx context.Context) error {
	var scope []division.Code
	for _, g := range a.u.Held() {
		if access.SeesCases(g.Role) {
			scope = append(scope, g.Division)
		}
	}
	held, err := a.s.Casework.Store.Supervisions(ctx, scope, true, 0, mostDue+1)
	if err != nil {
		return err
	}
	a.more = a.more || len(held) > mostDue
	for _, v := range held[:min(len(held), mostDue)] {
		switch {
		case v.AnsweredOn == 0 && a.s.Casework.MayAnswer(a.u, v.Case, &v.Supervision):
			a.ofCase(v.Case, dueItem{Kind: "supervision", ID: v.Case.ID, Label: a.s.stateLabel(v.Case.State)}, v.Clock())
		case v.AnsweredOn != 0 && casework.MayClose(a.u, v.Case, &v.Supervision):
			a.ofCase(v.Case, dueItem{Kind: "supervision_close", ID: v.Case.ID, Label: a.s.stateLabel(v.Case.State)}, workflow.Clock{})
		}
	}
	return nil
}

// corrections are what people ask to be put right about themselves.
func (a *agenda) corrections(ctx context.Context) error {
	var scope []division.Code
	for _, g := range a.u.Grants {
		if slices.Contains(townUp, g.Role) {
			scope = append(scope, g.Division)
		}
	}
	held, err := a.s.Casework.Store.Corrections(ctx, scope, true, mostDue+1)
	a.more = a.more || len(held) > mostDue
	for _, c := range held[:min(len(held), mostDue)] {
		g := a.add(c.Household, dueItem{Kind: "correction", ID: c.ID, Label: c.Name}, workflow.Clock{Since: c.ReceivedOn, Due: c.DueOn})
		g.Division, g.DivisionName = c.Division.String(), a.s.shortName(c.Division)
	}
	return err
}

// parameters are values that others ask for.
func (a *agenda) parameters(ctx context.Context) error {
	scope := setting.Scope(a.u)
	if len(scope) == 0 {
		return nil
	}
	requests, err := a.s.Settings.Store.Settings(ctx, setting.Filter{Scope: scope, State: setting.Pending, Limit: mostDue})
	if err != nil {
		return err
	}
	a.more = a.more || len(requests) == mostDue
	for _, r := range requests {
		if r.AskedBy == a.u.Login || !setting.MaySet(a.u, r.Division) {
			continue
		}
		name := r.Parameter
		if p := a.s.Settings.Current().Parameter(name); p != nil {
			name = label(p.Label, p.Name)
		}
		a.add("", dueItem{Kind: "parameter", ID: r.ID, Label: name}, workflow.Clock{Due: r.From})
	}
	return nil
}

// deliveries are the month's tables that are due soon or overdue, for who brings
// them in.
func (a *agenda) deliveries(ctx context.Context) error {
	if !a.u.Has(expecting...) {
		return nil
	}
	month, err := a.s.monthAsked("")
	if err != nil {
		return err
	}
	calendar, err := a.s.calendarOf(ctx, a.u, month, 1)
	if err != nil {
		return err
	}
	owed := map[string]int{}
	for _, v := range calendar.Due {
		if v.State == "overdue" || v.State == "soon" {
			owed[v.CountyName]++
		}
	}
	for county, n := range owed {
		a.add("", dueItem{Kind: "delivery", Label: county, Count: n}, workflow.Clock{Since: month, Due: dueOn(month)})
	}
	return nil
}

// differences are those from the national system that nobody has settled.
func (a *agenda) differences(ctx context.Context) error {
	counts, err := a.s.exchange.Store.CountDifferences(ctx, exchange.Scope(a.u), 0)
	open := 0
	for _, c := range counts {
		if c.State == exchange.Open {
			open += c.N
		}
	}
	if open > 0 {
		a.add("", dueItem{Kind: "difference", Count: open}, workflow.Clock{})
	}
	return err
}

// exports are lists that others ask for and that want another person.
func (a *agenda) exports(ctx context.Context) error {
	waiting, err := a.s.Exports.Store.ExportsWaiting(ctx, export.Scope(a.u), mostDue)
	for _, r := range waiting {
		if export.MayDecide(a.u, r) {
			a.add("", dueItem{Kind: "export", ID: r.ID, Label: label(a.s.takeables[r.List].label, r.List)}, workflow.Clock{})
		}
	}
	return err
}

// periods are those that others want locked, until their last day is over.
func (a *agenda) periods(ctx context.Context) error {
	asked, err := a.s.periods.Store.Periods(ctx, period.Asked)
	for _, p := range asked {
		if p.MayDecide(a.u, a.today) {
			a.add("", dueItem{Kind: "period", ID: p.ID, Label: a.s.placeName(p.Division) + " " + p.Day.String()}, workflow.Clock{Since: p.Day, Due: p.Day})
		}
	}
	return err
}

// complaints are those that the user may read and nobody has answered.
func (a *agenda) complaints(ctx context.Context) error {
	if !a.u.Has(overseeing...) {
		return nil
	}
	held, err := a.s.Casework.Complaints(ctx, a.u)
	for _, c := range held {
		if c.AnsweredOn == 0 {
			a.add("", dueItem{Kind: "complaint", ID: c.ID, Label: c.Kind + " " + a.s.shortName(c.Division)}, workflow.Clock{Since: c.ReceivedOn, Due: c.DueOn})
		}
	}
	return err
}

package server

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
	"dixian/workflow"
)

// dueItem is one thing that waits for the reader.
type dueItem struct {
	Kind     string `json:"kind" enum:"step,visit,supervision,supervision_close,correction,change,changes,declaration,transfer,parameter,delivery,difference,export,period,complaint,question,hit_said"`
	ID       int64  `json:"id" doc:"of the record: a case, a request, a batch of requests; 0: the page has none"`
	Label    string `json:"label" doc:"what it is about, beside the kind: the state, the kind of change, the parameter, the place; empty: the household alone"`
	Count    int    `json:"count" doc:"of equal things behind it"`
	Light    string `json:"light" enum:"in_time,past_half,late,paused,none"`
	DueOn    string `json:"due_on" doc:"last day; empty: no limit"`
	DaysLeft *int   `json:"days_left"`

	due calendar.Date
}

// dueGroup is what waits about one household, or about none.
type dueGroup struct {
	Household    string    `json:"household" doc:"empty: about no household"`
	Head         string    `json:"head"`
	Division     string    `json:"division"`
	DivisionName string    `json:"division_name"`
	Urgency      string    `json:"urgency" doc:"红 黄 蓝 of its case; empty: no case"`
	Items        []dueItem `json:"items" doc:"soonest first"`
}

type dueInbox struct {
	Groups []dueGroup `json:"groups" doc:"soonest first"`
	Total  int        `json:"total" doc:"items"`
	Late   int        `json:"late" doc:"items past their last day"`
	More   bool       `json:"more" doc:"there is more of some kind than is listed"`
}

// mostDue is how many of one kind are listed for one role; a visit is listed so
// many days before it is due, which is what a phone takes along.
const (
	mostDue   = 200
	visitSoon = 14
)

func (s *Server) inboxRoutes() {
	route(s, operation{id: "inbox", method: http.MethodGet, path: "/api/inbox", summary: "等我办的事，按户归在一起", tag: "inbox", may: anybody}, s.inbox)
}

// agenda gathers items by household.
type agenda struct {
	s      *Server
	u      *access.User
	today  calendar.Date
	groups map[string]*dueGroup
	seen   map[dueKey]bool
	more   bool
}

type dueKey struct {
	kind string
	id   int64
}

// inbox gives all that waits for the user, from every module.
//
// Source: casework contract, "Inbox and messages".
func (s *Server) inbox(ctx context.Context, u *access.User, _ *struct{}) (*body[dueInbox], error) {
	a := &agenda{s, u, s.Casework.Today(), map[string]*dueGroup{}, map[dueKey]bool{}, false}
	for _, gather := range []func(context.Context) error{a.steps, a.visits, a.supervisions, a.corrections, a.changes, a.declarations, a.transfers, a.parameters, a.deliveries, a.differences, a.exports, a.periods, a.complaints, a.questions, a.answers} {
		if err := gather(ctx); err != nil {
			return nil, err
		}
	}
	return answer(a.sorted(), nil)
}

// add puts an item to a household, once, and gives the household's group.
func (a *agenda) add(household string, item dueItem, clock workflow.Clock) *dueGroup {
	g := a.groups[household]
	if g == nil {
		g = &dueGroup{Household: household}
		a.groups[household] = g
	}
	if key := (dueKey{item.Kind, item.ID}); item.ID == 0 || !a.seen[key] {
		a.seen[key] = true
		item.due, item.DueOn, item.Light = clock.Due, dated(clock.Due), string(clock.LightAt(a.today))
		item.DaysLeft = daysUntil(clock, a.today)
		item.Count = max(item.Count, 1)
		g.Items = append(g.Items, item)
	}
	return g
}

func (a *agenda) ofCase(c *casework.Case, item dueItem, clock workflow.Clock) {
	g := a.add(c.Household, item, clock)
	g.Head, g.Division, g.DivisionName, g.Urgency = c.Head, c.Division.String(), a.s.shortName(c.Division), c.Urgency
}

// sorted orders items and households by their last day; what has none comes last.
func (a *agenda) sorted() dueInbox {
	out := dueInbox{Groups: []dueGroup{}, More: a.more}
	byDay := func(x, y dueItem) int {
		return cmp.Or(cmp.Compare(b2i(x.due == 0), b2i(y.due == 0)), cmp.Compare(x.due, y.due), cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.ID, y.ID))
	}
	for _, g := range a.groups {
		slices.SortFunc(g.Items, byDay)
		out.Total += len(g.Items)
		for _, item := range g.Items {
			out.Late += b2i(item.Light == string(workflow.Late))
		}
		out.Groups = append(out.Groups, *g)
	}
	slices.SortFunc(out.Groups, func(x, y dueGroup) int {
		return cmp.Or(byDay(x.Items[0], y.Items[0]), cmp.Compare(x.Household, y.Household))
	})
	return out
}

func b2i(is bool) int {
	if is {
		return 1
	}
	return 0
}

// cases lists the cases of each role of the user in the states that wait for it.
func (a *agenda) cases(ctx context.Context, f casework.Filter, each func(c *casework.Case)) error {
	for _, g := range a.u.Held() {
		if !access.SeesCases(g.Role) {
			continue
		}
		f.Scope, f.States, f.Limit = []division.Code{g.Division}, nil, mostDue+1
		for _, st := range a.s.flow.States {
			if !st.Final && slices.Contains(st.Owners, g.Role) {
				f.States = append(f.States, st.Name)
			}
		}
		if len(f.States) == 0 {
			continue
		}
		cases, err := a.s.Casework.Store.Cases(ctx, f)
		if err != nil {
			return err
		}
		a.more = a.more || len(cases) > mostDue
		for _, c := range cases[:min(len(cases), mostDue)] {
			each(c)
		}
	}
	return nil
}

// steps are the next steps of cases; one without a limit waits for nothing.
func (a *agenda) steps(ctx context.Context) error {
	return a.cases(ctx, casework.Filter{Timed: true}, func(c *casework.Case) {
		a.ofCase(c, dueItem{Kind: "step", ID: c.ID, Label: a.s.stateLabel(c.State)}, c.Clock())
	})
}

// visits are the visits that come up and that the user may write down: what
// casework knows to be due at a household. The visit of a step is that step.
func (a *agenda) visits(ctx context.Context) error {
	if !a.s.Casework.Goes(a.u) {
		return nil
	}
	due, err := a.s.Casework.Due(ctx, a.u, 0, a.today+visitSoon)
	if err != nil {
		return err
	}
	listed := 0
	for _, d := range due {
		i := slices.IndexFunc(d.Things, func(t casework.Thing) bool { return t.Kind == casework.DueRound || t.Kind == casework.DueWatch })
		if d.Move == nil || i < 0 {
			continue
		}
		if listed++; listed > mostDue {
			a.more = true
			break
		}
		a.ofCase(d.Case, dueItem{Kind: "visit", ID: d.Case.ID}, workflow.Clock{Since: a.today, Due: d.Things[i].On})
	}
	return nil
}

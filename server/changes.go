package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"dixian/access"
	"dixian/casework"
	"dixian/registry"
	"dixian/rule"
)

type changeList struct {
	Changes []changeView `json:"changes" doc:"newest first"`
	Total   int          `json:"total" doc:"of the filter, whatever the page"`
	Next    int64        `json:"next" doc:"for before; 0 on the last page"`
}

type kindView struct {
	Kind  string   `json:"kind"`
	Label string   `json:"label"`
	Needs []string `json:"needs" doc:"members of the request's body beside kind, version and reason"`
}

// fieldView is a field of the registry that somebody may ask to correct.
type fieldView struct {
	Field   string   `json:"field" doc:"key of the data contract"`
	Label   string   `json:"label"`
	Codes   []string `json:"codes" doc:"the words it may be; none: free text"`
	Several bool     `json:"several" doc:"several of the words, joined by 、"`
}

type kindList struct {
	Kinds     []kindView  `json:"kinds"`
	Household []fieldView `json:"household" doc:"fields of a household"`
	Member    []fieldView `json:"member" doc:"fields of a member"`
}

// changeNeeds are what a kind asks for.
var changeNeeds = map[string][]string{
	registry.Birth: {"on", "persons"}, registry.Death: {"on", "member", "relations"}, registry.MarryIn: {"on", "persons"}, registry.MarryOut: {"on", "members", "other", "relations"},
	registry.MoveIn: {"on", "persons"}, registry.MoveOut: {"on", "members", "other", "relations"}, registry.Correct: {"member", "fields"}, registry.Identify: {"member", "fields"},
	registry.Split: {"on", "members", "code", "relations", "fields"}, registry.Merge: {"on", "other", "relations"}, registry.NewHead: {"relations"}, registry.Leave: {"on"},
}

type changeDecided struct {
	ID   int64 `path:"id"`
	Body struct {
		Version int    `json:"version" minimum:"0" doc:"of the change request as it was seen"`
		Reason  string `json:"reason,omitempty" maxLength:"200"`
	}
}

func (s *Server) changeRoutes() {
	route(s, operation{id: "change-kinds", method: http.MethodGet, path: "/api/changes/kinds", summary: "可以提出哪些户籍变更", tag: "changes", may: anybody}, s.changeKinds)
	route(s, operation{id: "ask-change", method: http.MethodPost, path: "/api/households/{code}/changes", summary: "提出一项户籍变更，等县里另一人批准", tag: "changes", may: workRoles, status: http.StatusCreated}, s.askChange)
	route(s, operation{id: "ask-enrol", method: http.MethodPost, path: "/api/changes/enrol", summary: "提出登记一个新户", tag: "changes", may: workRoles, status: http.StatusCreated}, s.askEnrol)
	route(s, operation{id: "list-changes", method: http.MethodGet, path: "/api/changes", summary: "户籍变更", tag: "changes", may: caseRoles}, s.listChanges)
	route(s, operation{id: "get-change", method: http.MethodGet, path: "/api/changes/{id}", summary: "一项变更：逐项对照原来、现在、要改成什么", tag: "changes", may: caseRoles}, s.getChange)
	route(s, operation{id: "approve-change", method: http.MethodPost, path: "/api/changes/{id}/approve", summary: "批准一项变更", tag: "changes", may: loading}, s.approveChange)
	route(s, operation{id: "refuse-change", method: http.MethodPost, path: "/api/changes/{id}/refuse", summary: "不批准，写明理由", tag: "changes", may: loading}, s.refuseChange)
	route(s, operation{id: "withdraw-change", method: http.MethodPost, path: "/api/changes/{id}/withdraw", summary: "撤回自己提出的变更", tag: "changes", may: workRoles}, s.withdrawChange)
	route(s, operation{id: "undo-change", method: http.MethodPost, path: "/api/changes/{id}/undo", summary: "提出撤销一项已批准的变更", tag: "changes", may: workRoles, status: http.StatusCreated}, s.undoChange)
	route(s, operation{id: "change-groups", method: http.MethodGet, path: "/api/changes/groups", summary: "登记文件带来的变更，相同的归在一组", tag: "changes", may: loading}, s.changeGroups)
	route(s, operation{id: "approve-group", method: http.MethodPost, path: "/api/changes/groups/approve", summary: "批准一组变更", tag: "changes", may: loading}, s.approveGroup)
	route(s, operation{id: "refuse-group", method: http.MethodPost, path: "/api/changes/groups/refuse", summary: "不批准一组变更，写明理由", tag: "changes", may: loading}, s.refuseGroup)
}

// registry is the service that asks and decides.
func (s *Server) registry() *registry.Service {
	return &registry.Service{Store: s.Casework.Registry, Audit: s.Casework.Audit, Cases: s.Casework, Program: s.Casework.Program, Now: s.Casework.Now}
}

func (s *Server) changeKinds(_ context.Context, u *access.User, _ *struct{}) (*body[kindList], error) {
	// No household is asked about, so a word is offered to whoever is told it somewhere.
	who := reader{}
	if u.Has(villageRoles...) && !slices.ContainsFunc(caseRoles, func(r string) bool { return !slices.Contains(villageRoles, r) && u.Has(r) }) {
		who = s.words.village()
	}
	out := kindList{
		Kinds:     []kindView{},
		Household: who.fieldsOf(s.Casework.Program.Households, registry.HouseholdFields),
		Member:    who.fieldsOf(s.Casework.Program.Persons, registry.PersonFields),
	}
	for _, k := range registry.Kinds {
		if needs, byHand := changeNeeds[k.Key]; byHand {
			out.Kinds = append(out.Kinds, kindView{k.Key, k.Label, needs})
		}
	}
	return answer(out, nil)
}

// fieldsOf are fields of a registry table in the package's words, without the
// codes that the reader must not see.
func (w reader) fieldsOf(t *rule.Table, fields []string) []fieldView {
	out := []fieldView{}
	for _, field := range fields {
		c := t.Column(field)
		if c == nil {
			continue
		}
		codes := []string{}
		for _, code := range c.Type.Codes {
			if _, hidden := w.soften(code); !hidden {
				codes = append(codes, code)
			}
		}
		if c.Type.Kind == rule.Bool {
			codes = []string{"是", "否"}
		}
		out = append(out, fieldView{c.Name, label(c.Label, c.Name), codes, c.Type.Kind == rule.Codes})
	}
	return out
}

func (s *Server) askChange(ctx context.Context, u *access.User, in *struct {
	Code string `path:"code" maxLength:"32"`
	Body changeAsked
}) (*body[changeView], error) {
	h, err := s.household(ctx, u, in.Code, true)
	if err != nil {
		return nil, err
	}
	var other *registry.Household
	if in.Body.Other != "" {
		other, err = s.Casework.Registry.Household(ctx, in.Body.Other, true)
		if err != nil && !errors.Is(err, access.ErrNotFound) {
			return nil, err
		}
	}
	r, err := in.Body.request(h, other, s.Casework.Today())
	if err != nil {
		return nil, err
	}
	return s.changed(u, r, s.registry().Ask(ctx, u, r))
}

func (s *Server) askEnrol(ctx context.Context, u *access.User, in *struct{ Body enrolAsked }) (*body[changeView], error) {
	r, err := in.Body.request(u, s.Casework.Today())
	if err != nil {
		return nil, err
	}
	return s.changed(u, r, s.registry().Ask(ctx, u, r))
}

// changed answers with a request, or tells why not: of a stale one both versions,
// field by field.
func (s *Server) changed(u *access.User, r *registry.Request, err error) (*body[changeView], error) {
	var stale *registry.Stale
	if !asStale(err, &stale) {
		if err != nil {
			return nil, err
		}
		return answer(s.changeView(u, r), nil)
	}
	var faults []Fault
	who := s.words.village()
	who.town = true
	if r != nil {
		who = s.readerFor(u, r.Division)
	}
	for _, d := range stale.Differences {
		v := s.differenceView(who, d)
		faults = append(faults, Fault{v.Field, fmt.Sprintf("%s%s：您看到的是“%s”，现在是“%s”", v.Member, v.Label, v.Old, v.New)})
	}
	return nil, newProblem(http.StatusConflict, stale.Error(), faults...).withCode("stale")
}

func asStale(err error, stale **registry.Stale) bool { return errors.As(err, stale) }

// changesAsked chooses change requests.
type changesAsked struct {
	AtDay
	State     string `query:"state" enum:"pending,approved,refused,withdrawn"`
	Kind      string `query:"kind" maxLength:"20"`
	Under     string `query:"under" pattern:"^([0-9]{12})?$" doc:"a division and everything below it"`
	Household string `query:"household" maxLength:"32"`
	Batch     int64  `query:"batch" minimum:"0"`
	Group     string `query:"group" maxLength:"200" doc:"key of a group"`
	Before    int64  `query:"before" minimum:"0" doc:"next of the page before"`
	Limit     int    `query:"limit" minimum:"1" maximum:"200" default:"50"`
}

func (in *changesAsked) filter(u *access.User) (registry.RequestFilter, error) {
	place, err := under(in.Under)
	return registry.RequestFilter{Scope: u.Scope(), Under: place, State: in.State, Kind: in.Kind, Household: in.Household, Batch: in.Batch, Group: in.Group}, err
}

func (s *Server) listChanges(ctx context.Context, u *access.User, in *changesAsked) (*body[changeList], error) {
	f, err := in.filter(u)
	if err != nil {
		return nil, err
	}
	out := changeList{Changes: []changeView{}}
	if out.Total, err = s.Casework.Registry.CountRequests(ctx, f); err != nil {
		return nil, err
	}
	f.Before, f.Limit = in.Before, in.Limit+1
	requests, err := s.Casework.Registry.Requests(ctx, f)
	if len(requests) > in.Limit {
		requests = requests[:in.Limit]
		out.Next = requests[in.Limit-1].ID
	}
	for _, r := range requests {
		out.Changes = append(out.Changes, s.changeView(u, r))
	}
	return answer(out, err)
}

func (s *Server) getChange(ctx context.Context, u *access.User, in *struct {
	ID int64 `path:"id"`
}) (*body[changeDetail], error) {
	t, err := s.registry().Try(ctx, u, in.ID)
	if err != nil {
		return nil, err
	}
	out := changeDetail{Change: s.changeView(u, t.Request), Compare: s.compared(u, t), Blocks: []string{}}
	if t.Stands != nil {
		out.Blocks = append(out.Blocks, t.Stands.Error())
	}
	return answer(out, nil)
}

func (s *Server) approveChange(ctx context.Context, u *access.User, in *changeDecided) (*body[changeView], error) {
	r, err := s.registry().Approve(ctx, u, in.ID, in.Body.Version, in.Body.Reason)
	return s.changed(u, r, err)
}

func (s *Server) refuseChange(ctx context.Context, u *access.User, in *changeDecided) (*body[changeView], error) {
	r, err := s.registry().Refuse(ctx, u, in.ID, in.Body.Version, in.Body.Reason)
	return s.changed(u, r, err)
}

func (s *Server) withdrawChange(ctx context.Context, u *access.User, in *changeDecided) (*body[changeView], error) {
	r, err := s.registry().Withdraw(ctx, u, in.ID, in.Body.Version)
	return s.changed(u, r, err)
}

func (s *Server) undoChange(ctx context.Context, u *access.User, in *struct {
	ID   int64 `path:"id"`
	Body struct {
		Reason string `json:"reason" maxLength:"200"`
	}
}) (*body[changeView], error) {
	r, err := s.registry().AskUndo(ctx, u, in.ID, in.Body.Reason)
	return s.changed(u, r, err)
}

// groupView is the equal changes of a delivered file.
type groupView struct {
	Batch   int64      `json:"batch"`
	Key     string     `json:"key"`
	Label   string     `json:"label"`
	Count   int        `json:"count"`
	Example changeView `json:"example"`
}

type groupList struct {
	Groups []groupView `json:"groups"`
}

func (s *Server) changeGroups(ctx context.Context, u *access.User, in *struct {
	Batch int64 `query:"batch" minimum:"0"`
}) (*body[groupList], error) {
	scope := registry.DecideScope(u)
	groups, err := s.Casework.Registry.RequestGroups(ctx, registry.RequestFilter{Scope: scope, Batch: in.Batch})
	if err != nil {
		return nil, err
	}
	out := groupList{Groups: []groupView{}}
	for _, g := range groups {
		r, err := s.Casework.Registry.Request(ctx, g.Example, scope)
		if errors.Is(err, casework.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out.Groups = append(out.Groups, groupView{g.Batch, g.Key, s.groupLabel(g.Key), g.Count, s.changeView(u, r)})
	}
	return answer(out, nil)
}

type groupDecided struct {
	Body struct {
		Batch  int64  `json:"batch" minimum:"0"`
		Group  string `json:"group" maxLength:"200" doc:"key"`
		Count  int    `json:"count" minimum:"0" doc:"as it was seen: if there are others now, it is refused"`
		Reason string `json:"reason,omitempty" maxLength:"200"`
	}
}

type stuckView struct {
	Change    int64  `json:"change"`
	Household string `json:"household"`
	Why       string `json:"why"`
}

type groupDone struct {
	Done  int         `json:"done"`
	Stuck []stuckView `json:"stuck" doc:"that could not be applied and stay pending"`
}

func (s *Server) approveGroup(ctx context.Context, u *access.User, in *groupDecided) (*body[groupDone], error) {
	out, err := s.registry().ApproveGroup(ctx, u, in.Body.Batch, in.Body.Group, in.Body.Count, in.Body.Reason)
	return groupAnswer(out, err)
}

func (s *Server) refuseGroup(ctx context.Context, u *access.User, in *groupDecided) (*body[groupDone], error) {
	out, err := s.registry().RefuseGroup(ctx, u, in.Body.Batch, in.Body.Group, in.Body.Count, in.Body.Reason)
	return groupAnswer(out, err)
}

func groupAnswer(o *registry.Outcome, err error) (*body[groupDone], error) {
	if err != nil {
		return nil, err
	}
	out := groupDone{Done: o.Done, Stuck: []stuckView{}}
	for _, st := range o.Stuck {
		out.Stuck = append(out.Stuck, stuckView{st.Request, st.Household, st.Why})
	}
	return answer(out, nil)
}

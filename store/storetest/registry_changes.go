package storetest

import (
	"context"
	"testing"

	"dixian/access"
	"dixian/division"
	"dixian/registry"
)

// request is a pending request about a household.
func request(code string, at division.Code, group string) *registry.Request {
	return &registry.Request{
		Kind: registry.Correct, State: registry.Pending, Household: code, Division: at, On: day, Reason: "核实", AskedBy: "a", AskedName: "甲", AskedAt: noon, Batch: 3, Group: group,
		Form: registry.Form{Seen: map[string]int{code: 1}, Member: &registry.Who{Number: number, HasID: true, Name: "甲一"}, Fields: []registry.Change{{Field: "phone", Old: "1", New: "2"}}},
	}
}

func ids(requests []*registry.Request) []int64 {
	out := []int64{}
	for _, r := range requests {
		out = append(out, r.ID)
	}
	return out
}

var changes = []sentence{
	{"a request that is not there, or elsewhere, is not found", func(t *testing.T, db Opened) {
		r := request("H1", village, "g")
		must(t, db.CreateRequests(t.Context(), []*registry.Request{r}))
		_, err := db.Request(t.Context(), r.ID+1, everywhere)
		fails(t, err, access.ErrNotFound)
		_, err = db.Request(t.Context(), r.ID, []division.Code{foreign})
		fails(t, err, access.ErrNotFound)
		_, err = db.Request(t.Context(), r.ID, nil)
		fails(t, err, access.ErrNotFound)
	}},
	{"a request comes back as it was asked, a decision as it was made", func(t *testing.T, db Opened) {
		r := request("H1", village, "g")
		must(t, db.CreateRequests(t.Context(), []*registry.Request{r}))
		held := got(db.Request(t.Context(), r.ID, []division.Code{county}))(t)
		same(t, "form", held.Form, r.Form)
		same(t, "rest", []any{held.Version, held.State, held.On, held.AskedAt.UnixNano(), held.Batch, held.Group}, []any{1, registry.Pending, day, noon.UnixNano(), int64(3), "g"})
		held.State, held.DecidedBy, held.Decision, held.Version = registry.Refused, "b", "不实", 2
		must(t, db.Atomically(t.Context(), func(ctx context.Context) error { return db.SaveRequests(ctx, []*registry.Request{held}) }))
		again := got(db.Request(t.Context(), r.ID, everywhere))(t)
		same(t, "decision", []any{again.State, again.DecidedBy, again.Decision, again.Version, again.AskedBy}, []any{registry.Refused, "b", "不实", 2, "a"})
	}},
	{"requests are listed newest first or oldest first, inside the scope and the filter", func(t *testing.T, db Opened) {
		list := []*registry.Request{request("H1", village, "g"), request("H2", neighbour, "g"), request("H3", foreign, "g"), request("H1", village, "h")}
		list[3].State, list[3].Other = registry.Approved, "H9"
		must(t, db.CreateRequests(t.Context(), list))
		id := ids(list)
		for _, c := range []struct {
			says string
			f    registry.RequestFilter
			want []int64
		}{
			{"no scope", registry.RequestFilter{}, []int64{}},
			{"a county", registry.RequestFilter{Scope: []division.Code{county}}, []int64{id[3], id[1], id[0]}},
			{"a village below it", registry.RequestFilter{Scope: []division.Code{county}, Under: neighbour}, []int64{id[1]}},
			{"pending", registry.RequestFilter{Scope: everywhere, State: registry.Pending}, []int64{id[2], id[1], id[0]}},
			{"a group from its beginning", registry.RequestFilter{Scope: everywhere, Batch: 3, Group: "g", Oldest: true, Limit: 2}, []int64{id[0], id[1]}},
			{"and on", registry.RequestFilter{Scope: everywhere, Batch: 3, Group: "g", Oldest: true, After: id[1]}, []int64{id[2]}},
			{"before one", registry.RequestFilter{Scope: everywhere, Before: id[1]}, []int64{id[0]}},
			{"a household", registry.RequestFilter{Scope: everywhere, Household: "H1"}, []int64{id[3], id[0]}},
			{"the other household", registry.RequestFilter{Scope: everywhere, Household: "H9"}, []int64{id[3]}},
		} {
			same(t, c.says, ids(got(db.Requests(t.Context(), c.f))(t)), c.want)
		}
		same(t, "counted", got(db.CountRequests(t.Context(), registry.RequestFilter{Scope: []division.Code{county}, Kind: registry.Correct}))(t), 3)
		same(t, "groups", got(db.RequestGroups(t.Context(), registry.RequestFilter{Scope: []division.Code{county}}))(t), []registry.Group{{Batch: 3, Key: "g", Count: 2, Example: id[0]}})
	}},
	{"a change replaces a household whole and leaves its past, but not the mark of a case", func(t *testing.T, db Opened) {
		_, _, err := db.Replace(t.Context(), []registry.Household{household("H1", village)})
		must(t, err)
		must(t, db.Monitored(t.Context(), "H1", "突发严重困难户", false))
		before := got(db.Household(t.Context(), "H1", true))(t)
		after := *before
		after.Version, after.Phone, after.ObjectType, after.Members = 2, "13900002222", "", before.Members[:1]
		last := after
		last.Version, last.Address = 3, "新村"
		must(t, db.Apply(t.Context(), registry.Applied{
			Revisions: []registry.Revision{
				{Household: "H1", Version: 2, At: noon, User: "b", Why: "迁出", Request: 5, Before: before, After: &after},
				{Household: "H1", Version: 3, At: noon, User: "b", Why: "更正", Request: 6, Before: &after, After: &last},
			},
			Stays: []registry.Stay{{Household: "H1", Number: number, HasID: true, Name: "甲一", Until: day, UntilHow: "move_out", Request: 5}},
			Links: []registry.Link{{From: "H1", To: "H1", Kind: registry.Split, On: day, Request: 5}},
		}))
		h := got(db.Household(t.Context(), "H1", true))(t)
		same(t, "household", []any{h.Version, h.Phone, h.Address, h.ObjectType, len(h.Members)}, []any{3, "13900002222", "新村", "突发严重困难户", 1})
		revisions := got(db.Revisions(t.Context(), "H1"))(t)
		same(t, "revisions", []any{len(revisions), revisions[0].Version, *revisions[1].Before}, []any{2, 3, *before})
		of := got(db.RevisionsOf(t.Context(), 5))(t)
		same(t, "revisions of the request", []any{len(of), of[0].Version}, []any{1, 2})
		stays := got(db.Stays(t.Context(), "H1"))(t)
		same(t, "stays", []any{len(stays), stays[0].Number, stays[0].Until}, []any{1, "520123********0017", day})
		same(t, "links", len(got(db.Links(t.Context(), "H1"))(t)), 1)
	}},
	{"who holds a number is told for many at once", func(t *testing.T, db Opened) {
		people(t, db, []division.Code{village}, "王一", "王二")
		same(t, "holders", got(db.Holders(t.Context(), []string{"520123197003120001", "520123197003120099", "LS0001"}))(t), map[string][]string{"520123197003120001": {"H1"}})
	}},
}

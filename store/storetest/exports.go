package storetest

import (
	"testing"
	"time"

	"dixian/access"
	"dixian/casework"
	"dixian/division"
	"dixian/export"
	"dixian/registry"
	"dixian/sheet"
)

func anExport(by string, at division.Code) *export.Request {
	return &export.Request{
		State: export.Pending, List: "households", Format: sheet.XLSX, Filter: map[string]string{"under": at.String(), "q": "甲一"}, Division: at, Whole: true, Many: true,
		Reason: "核对", AskedBy: by, AskedName: "甲", AskedAt: noon,
	}
}

var exports = []sentence{
	{"an export that is not there is not found", func(t *testing.T, db Opened) {
		_, err := db.Export(t.Context(), 1)
		fails(t, err, access.ErrNotFound)
		fails(t, db.SaveExport(t.Context(), &export.Request{ID: 1}), access.ErrNotFound)
	}},
	{"an export comes back as it was asked for, and as it was decided", func(t *testing.T, db Opened) {
		r := anExport("a", county)
		must(t, db.CreateExport(t.Context(), r))
		held := got(db.Export(t.Context(), r.ID))(t)
		held.AskedAt = noon
		same(t, "asked", held, r)
		held.State, held.DecidedBy, held.DecidedName, held.DecidedAt, held.Decision, held.Until, held.Taken = export.Granted, "b", "乙", noon, "同意", noon.Add(time.Hour), 1
		must(t, db.SaveExport(t.Context(), held))
		again := got(db.Export(t.Context(), r.ID))(t)
		again.AskedAt, again.DecidedAt, again.Until = noon, noon, noon.Add(time.Hour)
		same(t, "decided", again, held)
		same(t, "version", again.Version, 2)
	}},
	{"exports are listed for who asked, the newest first, and for who decides, inside the scope", func(t *testing.T, db Opened) {
		var id []int64
		for _, r := range []*export.Request{anExport("a", county), anExport("b", county), anExport("a", foreign.County()), anExport("a", village)} {
			must(t, db.CreateExport(t.Context(), r))
			id = append(id, r.ID)
		}
		numbers := func(list []*export.Request) []int64 {
			out := []int64{}
			for _, r := range list {
				out = append(out, r.ID)
			}
			return out
		}
		same(t, "own", numbers(got(db.ExportsOf(t.Context(), "a", 2))(t)), []int64{id[3], id[2]})
		same(t, "waiting", numbers(got(db.ExportsWaiting(t.Context(), []division.Code{county}, 10))(t)), []int64{id[0], id[1], id[3]})
		same(t, "nobody's", numbers(got(db.ExportsWaiting(t.Context(), nil, 10))(t)), []int64{})
		done := got(db.Export(t.Context(), id[0]))(t)
		done.State = export.Refused
		must(t, db.SaveExport(t.Context(), done))
		same(t, "still waiting", numbers(got(db.ExportsWaiting(t.Context(), []division.Code{county}, 10))(t)), []int64{id[1], id[3]})
	}},
	{"households come page by page, in order of place and code, inside scope and filter, masked or whole", func(t *testing.T, db Opened) {
		laid := []registry.Household{household("H3", village), household("H1", neighbour), household("H2", village), household("H5", foreign), household("H4", otherTown)}
		laid[1].Kind = "一般农户"
		laid[4].ObjectType = "突发严重困难户"
		_, _, err := db.Replace(t.Context(), laid)
		must(t, err)
		walked := func(p registry.Page) string {
			t.Helper()
			out := ""
			for p.Limit = 2; ; {
				page := got(db.HouseholdPage(t.Context(), p))(t)
				for _, h := range page {
					out += h.Code + " "
					same(t, "members", len(h.Members), 2)
				}
				if len(page) < p.Limit {
					return out
				}
				p = p.After(page[len(page)-1])
			}
		}
		for _, c := range []struct {
			says string
			page registry.Page
			want string
		}{
			{"an empty scope", registry.Page{}, ""},
			{"a county", registry.Page{Scope: []division.Code{county}}, "H2 H3 H1 H4 "},
			{"everywhere", registry.Page{Scope: everywhere}, "H2 H3 H1 H4 H5 "},
			{"a place outside the scope", registry.Page{Scope: []division.Code{county}, Under: foreign}, ""},
			{"a village of it", registry.Page{Scope: []division.Code{county}, Under: village}, "H2 H3 "},
			{"a kind", registry.Page{Scope: everywhere, Kind: "一般农户"}, "H1 "},
			{"the monitored", registry.Page{Scope: everywhere, Monitored: true}, "H4 "},
			{"a type", registry.Page{Scope: everywhere, ObjectType: "突发严重困难户"}, "H4 "},
		} {
			same(t, c.says, walked(c.page), c.want)
		}
		masked := got(db.HouseholdPage(t.Context(), registry.Page{Scope: []division.Code{village}, Limit: 1}))(t)[0]
		whole := got(db.HouseholdPage(t.Context(), registry.Page{Scope: []division.Code{village}, Limit: 1, Whole: true}))(t)[0]
		if masked.Members[0].Number == number || masked.Phone == phone || whole.Members[0].Number != number || whole.Phone != phone {
			t.Fatalf("masked %s %s, whole %s %s", masked.Members[0].Number, masked.Phone, whole.Members[0].Number, whole.Phone)
		}
	}},
	{"measures and acts are listed across cases, inside scope and days, by number", func(t *testing.T, db Opened) {
		for i, at := range []division.Code{village, otherTown, foreign} {
			c := given(t, db, []string{"H1", "H2", "H3"}[i], at, func(c *casework.Case) { c.Head = "姓" })
			for j := range 2 {
				must(t, db.SaveMeasure(t.Context(), &casework.Measure{CaseID: c.ID, Class: "产业帮扶", Kind: casework.Development, Owner: "农业", From: day, Fen: 1, Recorded: day + 10}))
				must(t, db.AddEvent(t.Context(), &casework.Event{CaseID: c.ID, At: noon, Day: day + 1, User: "a", Name: "甲", Act: []string{"visit", "note"}[j], Form: map[string]string{"x": "y"}}))
			}
		}
		l := casework.Listing{Scope: []division.Code{county}, Limit: 3}
		measures := got(db.MeasureLines(t.Context(), l))(t)
		same(t, "measures", len(measures), 3)
		same(t, "whose", measures[2].About, casework.About{Household: "H2", Head: "姓", Division: otherTown})
		same(t, "which", []any{measures[2].Class, measures[2].Recorded}, []any{"产业帮扶", day + 10})
		l.After = measures[2].ID
		same(t, "the rest", len(got(db.MeasureLines(t.Context(), l))(t)), 1)
		l = casework.Listing{Scope: everywhere, Limit: 9}
		acts := got(db.EventLines(t.Context(), l, []string{"visit"}))(t)
		same(t, "visits", len(acts), 3)
		same(t, "form", acts[0].Form, map[string]string{"x": "y"})
		same(t, "whose case", acts[0].Household, "H1")
		for _, c := range []struct {
			says string
			l    casework.Listing
			want int
		}{
			{"nobody's", casework.Listing{Limit: 9}, 0},
			{"below a town", casework.Listing{Scope: []division.Code{county}, Under: town, Limit: 9}, 1},
			{"outside the scope", casework.Listing{Scope: []division.Code{county}, Under: foreign, Limit: 9}, 0},
			{"from a later day", casework.Listing{Scope: everywhere, From: day + 2, Limit: 9}, 0},
			{"up to an earlier day", casework.Listing{Scope: everywhere, To: day, Limit: 9}, 0},
			{"on the day", casework.Listing{Scope: everywhere, From: day + 1, To: day + 1, Limit: 9}, 3},
		} {
			same(t, c.says, len(got(db.EventLines(t.Context(), c.l, []string{"visit"}))(t)), c.want)
		}
		same(t, "no act is none", len(got(db.EventLines(t.Context(), l, []string{"nothing"}))(t)), 0)
	}},
}

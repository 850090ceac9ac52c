package storetest

import (
	"fmt"
	"slices"
	"testing"

	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
	"dixian/registry"
)

// people lays one household for each name: H0, H1, … in the places in turn.
func people(t *testing.T, db Opened, places []division.Code, names ...string) {
	t.Helper()
	var list []registry.Household
	for i, name := range names {
		h := household(fmt.Sprintf("H%d", i), places[i%len(places)])
		h.Members[0].Name, h.Members[0].Number = name, fmt.Sprintf("5201231970031200%02d", i)
		list = append(list, h)
	}
	_, _, err := db.Replace(t.Context(), list)
	must(t, err)
}

// named are the households and members that a search finds, as H0/0.
func named(t *testing.T, db Opened, q registry.Query) []string {
	t.Helper()
	if q.Limit == 0 {
		q.Limit = 100
	}
	out := []string{}
	for _, f := range got(db.Search(t.Context(), q))(t) {
		out = append(out, fmt.Sprintf("%s/%d", f.Household, f.Position))
	}
	return out
}

var search = []sentence{
	{"without a scope nothing is found, and nothing by an empty text", func(t *testing.T, db Opened) {
		people(t, db, []division.Code{village}, "王一")
		same(t, "no scope", named(t, db, registry.Query{Name: "王"}), []string{})
		same(t, "no text", named(t, db, registry.Query{Scope: everywhere}), []string{})
		for _, f := range [][]registry.Found{
			got(db.ByNumber(t.Context(), "520123197003120000", nil, 10))(t), got(db.ByPhone(t.Context(), phone, []division.Code{foreign}, 10))(t),
		} {
			same(t, "by number or phone", len(f), 0)
		}
	}},
	{"a name is found from its beginning, inside the scope alone", func(t *testing.T, db Opened) {
		people(t, db, []division.Code{village, neighbour, otherTown, foreign}, "王一", "王二", "王三", "王四", "小王", "王")
		for _, c := range []struct {
			says  string
			scope []division.Code
			under division.Code
			want  []string
		}{
			{"a village", []division.Code{village}, 0, []string{"H0/0"}},
			{"a village below its county", []division.Code{county}, village, []string{"H0/0"}},
			{"a county", []division.Code{county}, 0, []string{"H5/0", "H0/0", "H2/0", "H1/0"}},
			{"a county and a village in it, once", []division.Code{county, village}, 0, []string{"H5/0", "H0/0", "H2/0", "H1/0"}},
			{"a village and its neighbour's county", []division.Code{village, foreign.County()}, 0, []string{"H0/0", "H3/0"}},
			{"a prefecture", []division.Code{county.Prefecture()}, 0, []string{"H5/0", "H0/0", "H2/0", "H1/0"}},
			{"the province", []division.Code{province}, 0, []string{"H5/0", "H0/0", "H2/0", "H1/0", "H3/0"}},
			{"everywhere", everywhere, 0, []string{"H5/0", "H0/0", "H2/0", "H1/0", "H3/0"}},
			{"everywhere below a town", everywhere, otherTown.Town(), []string{"H2/0"}},
			{"a division outside the scope", []division.Code{village}, foreign, []string{}},
		} {
			same(t, c.says, named(t, db, registry.Query{Scope: c.scope, Under: c.under, Name: "王"}), c.want)
		}
	}},
	{"a sign that means anything to the database is a letter", func(t *testing.T, db Opened) {
		people(t, db, []division.Code{village}, "王一", "%", "_", `王'"`)
		for text, want := range map[string][]string{"%": {"H1/0"}, "_": {"H2/0"}, `王'`: {"H3/0"}} {
			same(t, text, named(t, db, registry.Query{Scope: everywhere, Name: text}), want)
		}
	}},
	{"page by page nothing is missed and nothing comes twice", func(t *testing.T, db Opened) {
		var names []string
		for i := range 57 {
			names = append(names, []string{"王一", "王二", "王三"}[i%3])
		}
		places := []division.Code{village, neighbour, otherTown, foreign}
		people(t, db, places, names...)
		for _, scope := range [][]division.Code{{county}, {province}, {county, foreign}} {
			whole := named(t, db, registry.Query{Scope: scope, Name: "王"})
			var paged []string
			for after := (registry.Place{}); ; {
				page := got(db.Search(t.Context(), registry.Query{Scope: scope, Name: "王", After: after, Limit: 10}))(t)
				for _, f := range page {
					paged = append(paged, fmt.Sprintf("%s/%d", f.Household, f.Position))
				}
				if len(page) < 10 {
					break
				}
				after = page[9].Place
			}
			same(t, "pages", paged, whole)
		}
	}},
	{"a code is found from its beginning, a number and a phone as a whole", func(t *testing.T, db Opened) {
		people(t, db, []division.Code{village, foreign}, "王一", "王二", "王三")
		same(t, "code", named(t, db, registry.Query{Scope: []division.Code{county}, Code: "H"}), []string{"H0/-1", "H2/-1"})
		same(t, "code in small letters", named(t, db, registry.Query{Scope: []division.Code{county}, Code: "h"}), []string{"H0/-1", "H2/-1"})
		same(t, "and from a place on", named(t, db, registry.Query{Scope: everywhere, Code: "h", After: registry.Place{Key: "H0"}}), []string{"H1/-1", "H2/-1"})
		same(t, "code from a place on", named(t, db, registry.Query{Scope: everywhere, Code: "H", After: registry.Place{Key: "H0"}}), []string{"H1/-1", "H2/-1"})
		f := got(db.ByNumber(t.Context(), "520123197003120002", []division.Code{county}, 10))(t)
		same(t, "number", []any{len(f), f[0].Household, f[0].Position}, []any{1, "H2", 0})
		f = got(db.ByNumber(t.Context(), "LS0001", []division.Code{foreign}, 10))(t)
		same(t, "provisional number", []any{len(f), f[0].Household, f[0].Position}, []any{1, "H1", 1})
		same(t, "part of a number", len(got(db.ByNumber(t.Context(), "52012319700312000", everywhere, 10))(t)), 0)
		same(t, "phone", len(got(db.ByPhone(t.Context(), phone, everywhere, 2))(t)), 2)
	}},
	{"many households are read at once, those that are not there left out", func(t *testing.T, db Opened) {
		people(t, db, []division.Code{village}, "王一", "王二")
		held := got(db.Households(t.Context(), []string{"H1", "H9", "H0"}, true))(t)
		same(t, "held", []any{len(held), held["H1"].Members[0].Name, len(held["H0"].Members)}, []any{2, "王二", 2})
		same(t, "of none", len(got(db.Households(t.Context(), nil, true))(t)), 0)
	}},
	{"cases of households are told by number, the open ones if asked", func(t *testing.T, db Opened) {
		closed := given(t, db, "H1", village, func(c *casework.Case) { c.State = "settled" })
		open := given(t, db, "H1", village, nil)
		same(t, "all", got(db.CasesOf(t.Context(), []string{"H1"}, false))(t), map[string][]int64{"H1": {closed.ID, open.ID}})
		same(t, "open", got(db.CasesOf(t.Context(), []string{"H1", "H2"}, true))(t), map[string][]int64{"H1": {open.ID}})
	}},
	{"who opens a page is written down once a day, who unmasks every time", func(t *testing.T, db Opened) {
		people(t, db, []division.Code{village}, "王一", "王二")
		look := func(household, user, what string, on calendar.Date) {
			must(t, db.AddLook(t.Context(), &registry.Look{Household: household, User: user, What: what, Day: on, At: 7}))
		}
		look("H0", "a", registry.LookedAtPage, day)
		look("H0", "a", registry.LookedAtPage, day)
		look("H0", "b", registry.LookedAtPage, day)
		look("H0", "a", registry.LookedUnmasked, day)
		look("H0", "a", registry.LookedUnmasked, day)
		look("H0", "a", registry.LookedAtPage, day+1)
		look("H0", "a", registry.LookedAtCase, day+1)
		look("H0", "a", registry.LookedAtCase, day+1)
		look("H1", "a", registry.LookedAtPage, day)
		looks := got(db.Looks(t.Context(), "H0", 10))(t)
		var who []string
		for _, l := range slices.Backward(looks) {
			who = append(who, l.User+" "+l.What)
		}
		same(t, "looks", who, []string{"a page", "b page", "a unmask", "a unmask", "a page", "a case"})
	}},
}

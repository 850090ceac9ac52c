package storetest

import (
	"testing"

	"dixian/casework"
	"dixian/casework/exchange"
	"dixian/division"
)

// differ is a difference about a household of a village.
func differ(household, field, theirs string) exchange.Found {
	return exchange.Found{List: exchange.Households, Kind: exchange.Field, Household: household, Name: "甲一", Field: field, Ours: "是", Theirs: theirs, Division: village}
}

var national = []sentence{
	{"a difference is nobody's outside its place, and a stale settlement is refused", func(t *testing.T, db Opened) {
		must(t, db.KeepFound(t.Context(), county, []string{exchange.Households}, 7, day, []exchange.Found{differ("H1", "relocated", "否")}))
		list := got(db.Differences(t.Context(), exchange.Filter{Scope: []division.Code{county}}))(t)
		same(t, "kept", *list[0], exchange.Difference{ID: list[0].ID, Version: 1, County: county, Found: differ("H1", "relocated", "否"), State: exchange.Open, Batch: 7, FoundOn: day, SeenOn: day})
		_, err := db.Difference(t.Context(), list[0].ID, []division.Code{foreign})
		fails(t, err, casework.ErrNotFound)
		same(t, "of nobody", len(got(db.Differences(t.Context(), exchange.Filter{}))(t)), 0)
		d, stale := list[0], *list[0]
		d.State, d.Side, d.Reason, d.Request, d.SettledBy, d.SettledName, d.SettledAt = exchange.Settled, exchange.Theirs, "看过房", 4, "li", "李", noon
		must(t, db.SaveDifference(t.Context(), d))
		held := got(db.Difference(t.Context(), d.ID, everywhere))(t)
		held.SettledAt = noon
		same(t, "settled", *held, *d)
		fails(t, db.SaveDifference(t.Context(), &stale), casework.ErrStale)
	}},
	{"a later comparison keeps what was settled, agrees what is gone and opens what is back", func(t *testing.T, db Opened) {
		one, two := differ("H1", "relocated", "否"), differ("H2", "phone", "13900000000")
		keep := func(batch int64, found ...exchange.Found) map[string]*exchange.Difference {
			t.Helper()
			must(t, db.KeepFound(t.Context(), county, []string{exchange.Households}, batch, day+7, found))
			out := map[string]*exchange.Difference{}
			for _, d := range got(db.Differences(t.Context(), exchange.Filter{Scope: everywhere}))(t) {
				out[d.Household] = d
			}
			return out
		}
		must(t, db.KeepFound(t.Context(), county, []string{exchange.Households}, 1, day, []exchange.Found{one, two, one}))
		d := got(db.Differences(t.Context(), exchange.Filter{Scope: everywhere, Field: "relocated"}))(t)[0]
		d.State, d.Side, d.Reason = exchange.Settled, exchange.Ours, "看过房"
		must(t, db.SaveDifference(t.Context(), d))
		held := keep(2, one)
		same(t, "settled stays so", []any{held["H1"].State, held["H1"].FoundOn, held["H1"].SeenOn, held["H1"].Batch}, []any{exchange.Settled, day, day + 7, int64(1)})
		same(t, "gone", held["H2"].State, exchange.Agreed)
		held = keep(3, two)
		same(t, "settled and gone", []any{held["H1"].State, held["H1"].Side}, []any{exchange.Agreed, exchange.Ours})
		same(t, "back", []any{held["H2"].State, held["H2"].FoundOn}, []any{exchange.Open, day + 7})
		held = keep(4, one, two)
		same(t, "back after it was settled", []any{held["H1"].State, held["H1"].Side, held["H1"].Reason}, []any{exchange.Open, "", ""})
		must(t, db.KeepFound(t.Context(), foreign, []string{exchange.Households}, 5, day+9, nil))
		must(t, db.KeepFound(t.Context(), county, []string{exchange.Persons}, 6, day+9, nil))
		same(t, "another county's and another list's comparison is none of its business", len(got(db.Differences(t.Context(), exchange.Filter{Scope: everywhere, State: exchange.Open}))(t)), 2)
	}},
	{"differences are chosen, counted and paged within a scope", func(t *testing.T, db Opened) {
		far := differ("H9", "relocated", "")
		far.Division = neighbour
		only := exchange.Found{List: exchange.Persons, Kind: exchange.OnlyThere, Household: "H1", Number: "522631198501010017", Division: village}
		must(t, db.KeepFound(t.Context(), county, []string{exchange.Households, exchange.Persons}, 1, day, []exchange.Found{differ("H1", "relocated", "否"), far, only}))
		same(t, "counts", got(db.CountDifferences(t.Context(), []division.Code{village}, 0))(t), []exchange.Count{
			{List: exchange.Households, Kind: exchange.Field, Field: "relocated", State: exchange.Open, N: 1}, {List: exchange.Persons, Kind: exchange.OnlyThere, State: exchange.Open, N: 1},
		})
		page := got(db.Differences(t.Context(), exchange.Filter{Scope: everywhere, Limit: 2}))(t)
		same(t, "a page", len(page), 2)
		same(t, "the next", len(got(db.Differences(t.Context(), exchange.Filter{Scope: everywhere, After: page[1].ID, Limit: 2}))(t)), 1)
		same(t, "below a division", len(got(db.Differences(t.Context(), exchange.Filter{Scope: everywhere, Under: neighbour}))(t)), 1)
		same(t, "of a kind", len(got(db.Differences(t.Context(), exchange.Filter{Scope: everywhere, Kind: exchange.OnlyThere, List: exchange.Persons}))(t)), 1)
	}},
	{"what lists are made of is read by place: decided cases, measures, forms that answer a question", func(t *testing.T, db Opened) {
		c := given(t, db, "H1", village, func(c *casework.Case) { c.IdentifiedOn, c.State = day, "monitored" })
		given(t, db, "H2", village, nil)
		must(t, db.SaveMeasure(t.Context(), &casework.Measure{CaseID: c.ID, Class: "就业帮扶", From: day, Fen: 12_00}))
		must(t, db.AddEvent(t.Context(), &casework.Event{CaseID: c.ID, At: noon, Day: day, Act: "visit", Form: map[string]string{"income_wage": "100.00"}}))
		must(t, db.AddEvent(t.Context(), &casework.Event{CaseID: c.ID, At: noon, Day: day + 1, Act: "follow_visit", Form: map[string]string{"income_business": "200.00"}}))
		must(t, db.AddEvent(t.Context(), &casework.Event{CaseID: c.ID, At: noon, Day: day + 2, Act: "follow_visit", Form: map[string]string{"other": "1"}}))
		decided := got(db.DecidedIn(t.Context(), town))(t)
		same(t, "decided", []any{len(decided), decided[0].Household}, []any{1, "H1"})
		measures := got(db.MeasuresIn(t.Context(), town))(t)
		same(t, "measures", []any{len(measures), measures["H1"][0].Class, measures["H1"][0].Fen, measures["H1"][0].CaseID}, []any{1, "就业帮扶", int64(12_00), c.ID})
		visits := got(db.VisitsIn(t.Context(), town, "income_"))(t)
		same(t, "forms", []any{len(visits), visits["H1"].Day, visits["H1"].Form["income_business"]}, []any{1, day + 1, "200.00"})
		same(t, "elsewhere", len(got(db.DecidedIn(t.Context(), foreign))(t))+len(got(db.MeasuresIn(t.Context(), foreign))(t))+len(got(db.VisitsIn(t.Context(), foreign, "income_"))(t)), 0)
	}},
}

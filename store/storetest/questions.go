package storetest

import (
	"testing"

	"dixian/casework"
)

var questions = []sentence{
	{"a question comes back as it was saved", func(t *testing.T, db Opened) {
		c := given(t, db, "H1", village, nil)
		q := &casework.Question{CaseID: c.ID, Hit: 7, Rule: "has_vehicle", Owner: "公安/医院", Asks: "是他的车吗", AskedName: "李", AskedOn: day, ClosedOn: day + 9}
		must(t, db.SaveQuestion(t.Context(), q))
		q.Answer = casework.Answer{Finding: casework.FoundWrong, Corrected: "已报废", Says: "查过了", Letter: "公函 3 号", Proof: 5, By: "jg", ByName: "王", On: day + 2, DueOn: day + 1}
		must(t, db.SaveQuestion(t.Context(), q))
		same(t, "of the case", got(db.QuestionsOf(t.Context(), c.ID))(t), []casework.Question{*q})
		same(t, "late", q.DaysLate(), 1)
		fails(t, db.SaveQuestion(t.Context(), &casework.Question{ID: q.ID + 1, CaseID: c.ID}), casework.ErrNotFound)
	}},
	{"what several questions rest on comes in one: alerts and hits, by case", func(t *testing.T, db Opened) {
		a, b := given(t, db, "H1", village, nil), given(t, db, "H2", village, nil)
		alert := &casework.Alert{CaseID: a.ID, Household: "H1", Rule: "school", Urgency: "黄", Members: "5226**1", Evidence: "一行"}
		must(t, db.SaveAlert(t.Context(), alert))
		hit, other := &casework.Hit{CaseID: b.ID, Rule: "has_vehicle", Members: "5226**2", Evidence: "两行", Status: casework.HitPending}, &casework.Hit{CaseID: b.ID, Rule: "has_house", Status: casework.HitExempt}
		must(t, db.SaveHit(t.Context(), hit))
		must(t, db.SaveHit(t.Context(), other))
		ids := []int64{a.ID, b.ID, b.ID + 7}
		same(t, "alerts", got(db.AlertsOf(t.Context(), ids))(t), map[int64][]casework.Alert{a.ID: {*alert}})
		same(t, "hits", got(db.HitsOf(t.Context(), ids))(t), map[int64][]casework.Hit{b.ID: {*hit, *other}})
		same(t, "of no case", len(got(db.AlertsOf(t.Context(), nil))(t))+len(got(db.HitsOf(t.Context(), nil))(t)), 0)
	}},
	{"a department finds its own county's questions while they wait, and those it has answered", func(t *testing.T, db Opened) {
		ask := func(household string, at casework.Asking, state string, hit int64, change func(q *casework.Question)) int64 {
			c := given(t, db, household, at.At, func(c *casework.Case) { c.State = state })
			if hit != 0 {
				h := &casework.Hit{CaseID: c.ID, Rule: "has_vehicle", Status: casework.HitPending}
				if hit > 1 {
					h.Status = casework.HitExempt
				}
				must(t, db.SaveHit(t.Context(), h))
				hit = h.ID
			}
			q := &casework.Question{CaseID: c.ID, Hit: hit, Owner: at.Owner, AskedOn: day}
			if change != nil {
				change(q)
			}
			must(t, db.SaveQuestion(t.Context(), q))
			return q.ID
		}
		here, other, there := casework.Asking{Owner: "水务", At: village}, casework.Asking{Owner: "医保", At: village}, casework.Asking{Owner: "水务", At: foreign}
		desk := ask("H1", here, "asked_back", 0, nil)
		hit := ask("H2", here, "visited", 1, nil)
		answered := ask("H3", here, "triage", 0, func(q *casework.Question) { q.On = day })
		ask("H4", here, "dispatched", 0, nil) // gone on without an answer
		ask("H5", here, "visited", 2, nil)    // settled by the town
		ask("H6", here, "asked_back", 0, func(q *casework.Question) { q.ClosedOn = day })
		others, elsewhere := ask("H7", other, "asked_back", 0, nil), ask("H8", there, "asked_back", 0, nil)
		for says, c := range map[string]struct {
			f    casework.QuestionFilter
			want []int64
		}{
			"nobody":                  {casework.QuestionFilter{Open: true}, nil},
			"the department":          {casework.QuestionFilter{For: []casework.Asking{{Owner: "水务", At: county}}, Open: true}, []int64{hit, desk}},
			"what it has answered":    {casework.QuestionFilter{For: []casework.Asking{{Owner: "水务", At: county}}}, []int64{answered}},
			"a page":                  {casework.QuestionFilter{For: []casework.Asking{{Owner: "水务", At: county}}, Open: true, Limit: 1}, []int64{hit}},
			"the page behind":         {casework.QuestionFilter{For: []casework.Asking{{Owner: "水务", At: county}}, Open: true, Before: hit}, []int64{desk}},
			"another department":      {casework.QuestionFilter{For: []casework.Asking{{Owner: "医保", At: county}}, Open: true}, []int64{others}},
			"two departments":         {casework.QuestionFilter{For: []casework.Asking{{Owner: "医保", At: county}, {Owner: "水务", At: foreign.County()}}, Open: true}, []int64{elsewhere, others}},
			"the county as a whole":   {casework.QuestionFilter{For: []casework.Asking{{At: county}}, Open: true}, []int64{others, hit, desk}},
			"the system's own errand": {casework.QuestionFilter{Everyone: true, Open: true}, []int64{elsewhere, others, hit, desk}},
		} {
			var ids []int64
			for _, a := range got(db.Questions(t.Context(), c.f))(t) {
				if a.Case == nil || a.Case.ID != a.CaseID {
					t.Errorf("%s: without its case: %+v", says, a)
				}
				ids = append(ids, a.ID)
			}
			same(t, says, ids, c.want)
		}
		water := casework.QuestionFilter{For: []casework.Asking{{Owner: "水务", At: county}}}
		for id, open := range map[int64]bool{desk: true, answered: false} {
			a, is, err := db.QuestionTo(t.Context(), id, water)
			must(t, err)
			same(t, "one", []any{a.ID, a.Case != nil, is}, []any{id, true, open})
		}
		for _, id := range []int64{others, elsewhere, 0} {
			_, _, err := db.QuestionTo(t.Context(), id, water)
			fails(t, err, casework.ErrNotFound)
		}
	}},
}

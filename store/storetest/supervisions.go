package storetest

import (
	"testing"

	"dixian/casework"
	"dixian/division"
)

var supervisions = []sentence{
	{"a supervision comes back as it was saved", func(t *testing.T, db Opened) {
		c := given(t, db, "H1", village, nil)
		v := &casework.Supervision{CaseID: c.ID, Level: 4, OrderedBy: "shi", OrderedAs: "市", OrderedOn: day, DueOn: day + 5, Reason: "没有人上门"}
		must(t, db.SaveSupervision(t.Context(), v))
		v.Answer, v.AnsweredBy, v.AnsweredAs, v.AnsweredOn = "已上门", "xian", "县", day+6
		v.Verdict, v.ClosedBy, v.ClosedOn = "属实", "shi", day+7
		must(t, db.SaveSupervision(t.Context(), v))
		same(t, "of the case", got(db.SupervisionsOf(t.Context(), c.ID))(t), []casework.Supervision{*v})
		fails(t, db.SaveSupervision(t.Context(), &casework.Supervision{ID: v.ID + 1, CaseID: c.ID}), casework.ErrNotFound)
	}},
	{"a scope sees the supervisions of its cases, newest first, page by page", func(t *testing.T, db Opened) {
		near, far := given(t, db, "H1", village, nil), given(t, db, "H2", foreign, nil)
		var ids []int64
		for i, c := range []*casework.Case{near, far, near} {
			v := &casework.Supervision{CaseID: c.ID, Level: 4, OrderedOn: day, DueOn: day + 5}
			if i == 0 {
				v.ClosedOn = day + 1
			}
			must(t, db.SaveSupervision(t.Context(), v))
			ids = append(ids, v.ID)
		}
		for says, x := range map[string]struct {
			scope  []division.Code
			open   bool
			before int64
			limit  int
			want   []int64
		}{
			"nobody":          {nil, false, 0, 0, nil},
			"a county":        {[]division.Code{county}, false, 0, 9, []int64{ids[2], ids[0]}},
			"what is open":    {[]division.Code{county}, true, 0, 9, []int64{ids[2]}},
			"everywhere":      {everywhere, false, 0, 0, []int64{ids[2], ids[1], ids[0]}},
			"a page":          {everywhere, false, 0, 2, []int64{ids[2], ids[1]}},
			"the page behind": {everywhere, false, ids[1], 2, []int64{ids[0]}},
		} {
			var found []int64
			for _, v := range got(db.Supervisions(t.Context(), x.scope, x.open, x.before, x.limit))(t) {
				if v.Case == nil || v.Case.ID != v.CaseID {
					t.Errorf("%s: without its case: %+v", says, v)
				}
				found = append(found, v.ID)
			}
			same(t, says, found, x.want)
		}
	}},
}

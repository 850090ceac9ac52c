package storetest

import (
	"testing"

	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
)

var corrections = []sentence{
	{"a request for correction comes back as it was saved, and only once", func(t *testing.T, db Opened) {
		c := &casework.Correction{
			Household: "H1", Division: village, ReceivedBy: "zhen", ReceivedOn: day, DueOn: day + 15,
			CorrectionWords: casework.CorrectionWords{Number: "520123********0017", Name: "甲一", Says: "没有车"},
		}
		must(t, db.CreateCorrection(t.Context(), c))
		old := *c
		c.Outcome, c.Answer, c.Change, c.AnsweredBy, c.AnsweredOn = casework.Corrected, "车已过户", 7, "xian", day+3
		must(t, db.SaveCorrection(t.Context(), c))
		same(t, "saved", got(db.Correction(t.Context(), c.ID, everywhere))(t), c)
		fails(t, db.SaveCorrection(t.Context(), &old), casework.ErrStale)
		_, err := db.Correction(t.Context(), c.ID, []division.Code{foreign})
		fails(t, err, casework.ErrNotFound)
	}},
	{"what waits comes by its last day, what is answered newest first, each in its scope", func(t *testing.T, db Opened) {
		var ids []int64
		for i, at := range []division.Code{village, village, foreign, village} {
			c := &casework.Correction{Household: "H1", Division: at, ReceivedOn: day, DueOn: day + 20 - calendar.Date(5*i)}
			must(t, db.CreateCorrection(t.Context(), c))
			ids = append(ids, c.ID)
		}
		done := got(db.Correction(t.Context(), ids[3], everywhere))(t)
		done.AnsweredOn = day + 1
		must(t, db.SaveCorrection(t.Context(), done))
		for says, x := range map[string]struct {
			scope   []division.Code
			waiting bool
			limit   int
			want    []int64
		}{
			"nobody": {nil, true, 0, nil}, "the county's": {[]division.Code{county}, true, 9, []int64{ids[1], ids[0]}}, "all": {everywhere, true, 0, []int64{ids[2], ids[1], ids[0]}},
			"the first": {everywhere, true, 1, []int64{ids[2]}}, "answered": {everywhere, false, 9, []int64{ids[3]}},
		} {
			var found []int64
			for _, c := range got(db.Corrections(t.Context(), x.scope, x.waiting, x.limit))(t) {
				found = append(found, c.ID)
			}
			same(t, says, found, x.want)
		}
	}},
}

package storetest

import (
	"testing"

	"dixian/calendar"
	"dixian/casework"
	"dixian/division"
)

var complaints = []sentence{
	{"a complaint comes back as it was saved, within a scope, a stale write is refused", func(t *testing.T, db Opened) {
		c := &casework.Complaint{
			Division: village, Kind: "拖延", AboutLogin: "li", AboutLevel: 1, ReceivedBy: "wang", ReceivedOn: day, DueOn: day + 20, Provisional: true,
			ComplaintWords: casework.ComplaintWords{About: "村干部", Says: "没人来", Name: "甲一", Phone: phone},
		}
		must(t, db.CreateComplaint(t.Context(), c))
		same(t, "kept", got(db.Complaint(t.Context(), c.ID, []division.Code{county}))(t), c)
		_, err := db.Complaint(t.Context(), c.ID, []division.Code{foreign})
		fails(t, err, casework.ErrNotFound)
		stale := *c
		c.Answer, c.AnsweredBy, c.AnsweredOn = "已上门", "zhang", day+3
		must(t, db.SaveComplaint(t.Context(), c))
		same(t, "answered", got(db.Complaint(t.Context(), c.ID, everywhere))(t), c)
		fails(t, db.SaveComplaint(t.Context(), &stale), casework.ErrStale)
	}},
	{"complaints of a scope: what waits first, by its day", func(t *testing.T, db Opened) {
		var ids []int64
		for i, at := range []division.Code{village, village, foreign, neighbour} {
			c := &casework.Complaint{Division: at, DueOn: day + 9 - calendar.Date(i)}
			if i == 1 {
				c.AnsweredOn = day
			}
			must(t, db.CreateComplaint(t.Context(), c))
			ids = append(ids, c.ID)
		}
		var seen []int64
		for _, c := range got(db.Complaints(t.Context(), []division.Code{county}))(t) {
			seen = append(seen, c.ID)
		}
		same(t, "in order", seen, []int64{ids[3], ids[0], ids[1]})
		same(t, "of nobody", len(got(db.Complaints(t.Context(), nil))(t)), 0)
	}},
	{"complaints that a village's page took on a day, and no others", func(t *testing.T, db Opened) {
		for i, c := range []*casework.Complaint{
			{Division: village, ReceivedBy: "-", ReceivedOn: day, ComplaintWords: casework.ComplaintWords{Once: "A", Phone: phone}},
			{Division: village, ReceivedBy: "li", ReceivedOn: day}, {Division: village, ReceivedBy: "-", ReceivedOn: day - 1}, {Division: neighbour, ReceivedBy: "-", ReceivedOn: day},
		} {
			must(t, db.CreateComplaint(t.Context(), c))
			if of := got(db.ComplaintsOn(t.Context(), village, day))(t); len(of) != 1 || of[0].Once != "A" || of[0].Phone != phone {
				t.Fatalf("after %d: %+v", i, of)
			}
		}
	}},
	{"acts of a name are listed with their cases, within a scope, the newest first, page by page", func(t *testing.T, db Opened) {
		var ids []int64
		for i, at := range []division.Code{village, foreign, neighbour} {
			c := given(t, db, []string{"H1", "H2", "H3"}[i], at, nil)
			for _, act := range []string{"lift_block", "note"} {
				e := &casework.Event{CaseID: c.ID, Act: act, Reason: "理由", Form: map[string]string{"number": "7号"}, At: noon, Day: day, User: "shi", Name: "市"}
				must(t, db.AddEvent(t.Context(), e))
				if act == "lift_block" {
					ids = append(ids, e.ID)
				}
			}
		}
		all := got(db.Acted(t.Context(), "lift_block", []division.Code{county}, 0, 9))(t)
		if len(all) != 2 || all[0].Event.ID != ids[2] || all[1].Case.Household != "H1" || all[1].Event.Form["number"] != "7号" {
			t.Fatalf("%+v", all)
		}
		same(t, "a page", len(got(db.Acted(t.Context(), "lift_block", everywhere, 0, 2))(t)), 2)
		same(t, "the next", len(got(db.Acted(t.Context(), "lift_block", everywhere, ids[1], 2))(t)), 1)
		same(t, "of nobody", len(got(db.Acted(t.Context(), "lift_block", nil, 0, 9))(t)), 0)
	}},
	{"an area event is seen by who lies in it and by who it lies in, its records by village and state", func(t *testing.T, db Opened) {
		e := &casework.AreaEvent{Division: town, Kind: "洪涝", Name: "六月洪水", Says: "河水上涨", Urgency: "红", HappenedOn: day - 1, OpenedBy: "li", OpenedOn: day}
		must(t, db.CreateArea(t.Context(), e))
		for says, x := range map[string]struct {
			scope []division.Code
			want  int
		}{
			"nobody": {nil, 0}, "a village of it": {[]division.Code{village}, 1}, "the county": {[]division.Code{county}, 1}, "another town": {[]division.Code{otherTown}, 0},
			"another county": {[]division.Code{foreign}, 0}, "everywhere": {everywhere, 1},
		} {
			same(t, says, len(got(db.Areas(t.Context(), x.scope))(t)), x.want)
		}
		same(t, "the event", got(db.Areas(t.Context(), everywhere))(t)[0], *e)
		for i, at := range []division.Code{village, village, neighbour} {
			c := given(t, db, []string{"H1", "H2", "H3"}[i], at, func(c *casework.Case) { c.State, c.DueOn = "dispatched", day-1+calendar.Date(i) })
			must(t, db.AddAreaClue(t.Context(), e.ID, c.ID))
			if err := db.AddAreaClue(t.Context(), e.ID, c.ID); err == nil {
				t.Fatal("a record has an event twice")
			}
		}
		given(t, db, "H4", village, nil)
		same(t, "its own", got(db.CountArea(t.Context(), e.ID, []division.Code{village}, int32(day)))(t), map[division.Code][]casework.StateCount{village: {{State: "dispatched", Count: 2, Late: 1}}})
		same(t, "all villages", len(got(db.CountArea(t.Context(), e.ID, everywhere, int32(day)))(t)), 2)
	}},
}

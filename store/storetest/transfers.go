package storetest

import (
	"testing"

	"dixian/casework"
	"dixian/division"
)

var transfers = []sentence{
	{"a transfer comes back as it was saved", func(t *testing.T, db Opened) {
		c := given(t, db, "H1", village, nil)
		sent := &casework.Transfer{CaseID: c.ID, FromCounty: county, ToCounty: foreign.County(), AskedBy: "li", AskedOn: day, DueOn: day + 5, Reason: "搬迁", State: casework.TransferPending}
		must(t, db.SaveTransfer(t.Context(), sent))
		same(t, "asked", got(db.Transfer(t.Context(), sent.ID))(t), sent)
		sent.State, sent.DecidedBy, sent.DecidedOn, sent.Answer = casework.TransferTaken, "wang", day+2, "接收"
		must(t, db.SaveTransfer(t.Context(), sent))
		same(t, "of the case", got(db.TransfersOf(t.Context(), c.ID))(t), []casework.Transfer{*sent})
		_, err := db.Transfer(t.Context(), sent.ID+1)
		fails(t, err, casework.ErrNotFound)
	}},
	{"a scope sees the transfers that leave or reach it, newest first", func(t *testing.T, db Opened) {
		c := given(t, db, "H1", village, nil)
		var ids []int64
		for _, state := range []string{casework.TransferDeclined, casework.TransferPending} {
			sent := &casework.Transfer{CaseID: c.ID, FromCounty: county, ToCounty: foreign.County(), AskedOn: day, DueOn: day + 5, State: state}
			must(t, db.SaveTransfer(t.Context(), sent))
			ids = append(ids, sent.ID)
		}
		for says, x := range map[string]struct {
			scope []division.Code
			want  int
		}{
			"nobody": {nil, 0}, "a village": {[]division.Code{village}, 0}, "another county": {[]division.Code{520103_000_000}, 0},
			"the sender": {[]division.Code{county}, 2}, "the receiver": {[]division.Code{foreign.County()}, 2}, "its city": {[]division.Code{foreign.Prefecture()}, 2},
			"the province": {[]division.Code{province}, 2}, "everywhere": {everywhere, 2},
		} {
			all := got(db.Transfers(t.Context(), x.scope, false))(t)
			same(t, says, len(all), x.want)
			if x.want == 2 {
				same(t, says+", in order", []int64{all[0].ID, all[1].ID}, []int64{ids[1], ids[0]})
				same(t, says+", open", len(got(db.Transfers(t.Context(), x.scope, true))(t)), 1)
			}
		}
	}},
}

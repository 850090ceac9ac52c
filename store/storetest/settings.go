package storetest

import (
	"context"
	"testing"
	"time"

	"dixian/access"
	"dixian/division"
	"dixian/setting"
)

// aSetting is a pending request for a value in a division.
func aSetting(at division.Code) *setting.Request {
	return &setting.Request{
		State: setting.Pending, Parameter: "vehicle_value", Division: at, From: day, To: day + 30, Value: 60_000_00, Number: "黔乡振〔2025〕1号", Reason: "物价",
		AskedBy: "a", AskedName: "甲", AskedAt: noon,
	}
}

var settings = []sentence{
	{"a parameter request that is not there, or elsewhere, is not found", func(t *testing.T, db Opened) {
		r := aSetting(county)
		must(t, db.CreateSetting(t.Context(), r))
		_, err := db.Setting(t.Context(), r.ID+1, everywhere)
		fails(t, err, access.ErrNotFound)
		_, err = db.Setting(t.Context(), r.ID, []division.Code{foreign.County()})
		fails(t, err, access.ErrNotFound)
		_, err = db.Setting(t.Context(), r.ID, nil)
		fails(t, err, access.ErrNotFound)
		r.ID++
		fails(t, db.SaveSetting(t.Context(), r), access.ErrNotFound)
	}},
	{"a parameter request comes back as it was asked, with its effect and its decision", func(t *testing.T, db Opened) {
		r := aSetting(county)
		must(t, db.CreateSetting(t.Context(), r))
		held := got(db.Setting(t.Context(), r.ID, []division.Code{county}))(t)
		held.AskedAt = noon
		same(t, "asked", held, r)
		held.State, held.DecidedBy, held.DecidedName, held.Decision, held.Version = setting.Approved, "b", "乙", "同意", 3
		held.Effect = &setting.Effect{
			AsOf: "2025-06-30", By: "a", Alerted: setting.Counts{Before: 3, After: 4, Gained: 2, Lost: 1}, Gained: []string{"H1"}, Lost: []string{},
			Rules:    []setting.OfRule{{Rule: "disaster", Counts: setting.Counts{Before: 1, After: 2, Gained: 1}}},
			Villages: []setting.Village{{Village: village, Counts: setting.Counts{Before: 1, After: 2, Gained: 1}}},
		}
		must(t, db.Atomically(t.Context(), func(ctx context.Context) error { return db.SaveSetting(ctx, held) }))
		again := got(db.Setting(t.Context(), r.ID, everywhere))(t)
		again.AskedAt = noon
		same(t, "decided", again, held)
	}},
	{"parameter requests are listed newest first inside scope and filter; approved ones in order of approval", func(t *testing.T, db Opened) {
		list := []*setting.Request{aSetting(county), aSetting(foreign.County()), aSetting(province), aSetting(county)}
		list[0].State, list[0].DecidedAt = setting.Approved, noon.Add(time.Hour)
		list[2].State, list[2].DecidedAt = setting.Approved, noon
		list[3].Parameter = "rigid_share"
		var id []int64
		for _, r := range list {
			must(t, db.CreateSetting(t.Context(), r))
			id = append(id, r.ID)
		}
		here := []division.Code{county}
		for _, c := range []struct {
			says string
			f    setting.Filter
			want []int64
		}{
			{"no scope", setting.Filter{}, nil},
			{"one county", setting.Filter{Scope: here}, []int64{id[3], id[0]}},
			{"a page", setting.Filter{Scope: everywhere, Before: id[3], Limit: 2}, []int64{id[2], id[1]}},
			{"a state", setting.Filter{Scope: here, State: setting.Pending}, []int64{id[3]}},
			{"a parameter", setting.Filter{Scope: here, Parameter: "vehicle_value"}, []int64{id[0]}},
		} {
			same(t, c.says, settingIDs(got(db.Settings(t.Context(), c.f))(t)), c.want)
		}
		same(t, "approved", settingIDs(got(db.ApprovedSettings(t.Context()))(t)), []int64{id[2], id[0]})
	}},
}

func settingIDs(requests []*setting.Request) (out []int64) {
	for _, r := range requests {
		out = append(out, r.ID)
	}
	return out
}

package period_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"dixian/access"
	"dixian/audit"
	"dixian/calendar"
	"dixian/casework"
	"dixian/casework/period"
	"dixian/division"
	"dixian/registry"
	"dixian/store"
	"dixian/workflow"
)

// Places and the people who work there.
const (
	county  division.Code = 520123_000_000
	village division.Code = 520123_100_201
	other   division.Code = 520222_000_000
)

var (
	clerk     = who("xian", "county_clerk", county)
	head      = who("zhang", "county_head", county)
	city      = who("shi", "city", county.Prefecture())
	townClerk = who("zhen", "town_clerk", village.Town())
	stranger  = who("bie", "county_head", other)
)

func who(login, role string, at division.Code) *access.User {
	return &access.User{Login: login, Name: login, Grants: []access.Grant{{Role: role, Division: at}}}
}

// archive is the service over a real database, on Friday 27 June 2025, noon.
type archive struct {
	*period.Service
	t   *testing.T
	db  *store.DB
	now time.Time
}

func anArchive(t *testing.T) *archive {
	t.Helper()
	dir := t.TempDir()
	keys, err := store.Keys(dir)
	must(t, err)
	db, err := store.Open(t.Context(), dir, keys)
	must(t, err)
	t.Cleanup(func() { db.Close() })
	a := &archive{t: t, db: db, now: time.Date(2025, 6, 27, 12, 0, 0, 0, time.FixedZone("Beijing", 8*3600))}
	a.Service = &period.Service{Store: db, Audit: db, Now: func() time.Time { return a.now }}
	return a
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var lastOfJune = calendar.NewDate(2025, 6, 30)

func june(at division.Code) *period.Period {
	return &period.Period{Division: at, Kind: period.Month, From: calendar.NewDate(2025, 6, 1), Day: lastOfJune}
}

func TestALockIsRefused(t *testing.T) {
	a := anArchive(t)
	for _, c := range []struct {
		says string
		by   *access.User
		with func(p *period.Period)
		want string
	}{
		{"of a town", clerk, func(p *period.Period) { p.Division = village.Town() }, "只能锁定整个县"},
		{"by a town", townClerk, nil, casework.ErrNotFound.Error()},
		{"by another county", stranger, nil, casework.ErrNotFound.Error()},
		{"of the city, by a county", clerk, func(p *period.Period) { p.Division = county.Prefecture() }, casework.ErrNotFound.Error()},
		{"of a day that is over", clerk, func(p *period.Period) { p.From, p.Day = calendar.NewDate(2025, 5, 1), calendar.NewDate(2025, 5, 31) }, "2025-05-31 已经过去"},
		{"of half a month", clerk, func(p *period.Period) { p.Day-- }, "按月锁定要从 1 日到当月最后一天"},
		{"of two months", clerk, func(p *period.Period) { p.From = calendar.NewDate(2025, 5, 1) }, "按月锁定要从 1 日到当月最后一天"},
		{"of a collection without a name", clerk, func(p *period.Period) { p.Kind = period.Collection }, "请写采集期的名称"},
		{"with a number in its name", clerk, func(p *period.Period) { p.Kind, p.Name = period.Collection, "13900001111" }, "不要写证件号"},
		{"that ends before it begins", clerk, func(p *period.Period) { p.Kind, p.Name, p.From = period.Collection, "采集", p.Day+1 }, "起止日期不对"},
	} {
		p := june(county)
		if c.with != nil {
			c.with(p)
		}
		if err := a.Ask(t.Context(), c.by, p); err == nil || !strings.Contains(says(err), c.want) {
			t.Errorf("%s: %v", c.says, err)
		}
	}
	p := june(county)
	must(t, a.Ask(t.Context(), clerk, p))
	if err := a.Ask(t.Context(), head, june(county)); !strings.Contains(says(err), "已经有锁定申请") {
		t.Errorf("asked twice: %v", err)
	}
	must(t, a.Ask(t.Context(), city, june(county.Prefecture())))
	if err := a.Ask(t.Context(), stranger, june(other)); err != nil {
		t.Errorf("a county of another city: %v", err)
	}
	for _, c := range []struct {
		says    string
		by      *access.User
		version int
		want    string
	}{
		{"by who asked", clerk, 1, "要是两个人"},
		{"by another county", stranger, 1, casework.ErrNotFound.Error()},
		{"by a town", townClerk, 1, casework.ErrNotFound.Error()},
		{"as it was before", head, 7, casework.ErrStale.Error()},
	} {
		if _, err := a.Agree(t.Context(), c.by, p.ID, c.version); err == nil || !strings.Contains(says(err), c.want) {
			t.Errorf("agreed %s: %v", c.says, err)
		}
	}
	if _, err := a.Refuse(t.Context(), head, p.ID, 1, " "); !strings.Contains(says(err), "请写明理由") {
		t.Errorf("refused without a reason: %v", err)
	}
	a.now = a.now.AddDate(0, 0, 4)
	if _, err := a.Agree(t.Context(), head, p.ID, 1); !strings.Contains(says(err), "已经过去") {
		t.Errorf("agreed when the day was over: %v", err)
	}
	if n, err := a.Lock(t.Context()); n != 0 || err != nil {
		t.Errorf("locked without anybody's consent: %d, %v", n, err)
	}
}

// What was asked by one and agreed to by another is locked when its last day is
// over, once, and never again undone.
func TestAPeriodIsLockedByTwo(t *testing.T) {
	a := anArchive(t)
	_, _, err := a.db.Replace(t.Context(), []registry.Household{{Code: "H1", Division: village, Version: 1, Kind: "脱贫户", Members: []registry.Person{{Number: "L1", Name: "甲"}}}})
	must(t, err)
	p := june(county)
	must(t, a.Ask(t.Context(), clerk, p))
	_, err = a.Agree(t.Context(), city, p.ID, p.Version)
	must(t, err)
	a.now = time.Date(2025, 6, 30, 23, 59, 0, 0, a.now.Location())
	if n, _ := a.Lock(t.Context()); n != 0 {
		t.Fatal("locked before its day was over")
	}
	a.now = a.now.Add(2 * time.Minute)
	for i, want := range []int{1, 0} {
		if n, err := a.Lock(t.Context()); n != want || err != nil {
			t.Fatalf("round %d: %d locked, %v", i, n, err)
		}
	}
	held, err := a.Store.Period(t.Context(), p.ID)
	must(t, err)
	if held.State != period.Locked || held.Rows != 2 || len(held.Digest) != 64 {
		t.Errorf("locked: %+v", held)
	}
	if whole, err := a.Proved(t.Context(), held); !whole || err != nil {
		t.Errorf("proved: %t, %v", whole, err)
	}
	if _, err := a.Withdraw(t.Context(), clerk, p.ID, held.Version, "锁错了"); !strings.Contains(says(err), "已经锁定，不能再改") {
		t.Errorf("withdrawn: %v", err)
	}
	log, err := a.db.Page(t.Context(), audit.Filter{Limit: 1})
	must(t, err)
	if e := log[0]; e.Action != "period.lock" || e.User != "-" || !strings.Contains(e.Detail, held.Digest) {
		t.Errorf("the log: %+v", e)
	}
}

func TestWhatIsAgreedMayBeWithdrawnUntilItIsLocked(t *testing.T) {
	a := anArchive(t)
	p := june(county)
	must(t, a.Ask(t.Context(), clerk, p))
	p, err := a.Agree(t.Context(), head, p.ID, p.Version)
	must(t, err)
	if _, err := a.Withdraw(t.Context(), clerk, p.ID, p.Version, ""); err == nil {
		t.Error("withdrawn without a reason")
	}
	_, err = a.Withdraw(t.Context(), clerk, p.ID, p.Version, "等数据补齐")
	must(t, err)
	must(t, a.Ask(t.Context(), head, june(county)))
	a.now = a.now.AddDate(0, 0, 9)
	if n, _ := a.Lock(t.Context()); n != 0 {
		t.Error("what was withdrawn is locked")
	}
}

func TestAMomentIsPutTogether(t *testing.T) {
	a, b := county.Prefecture()+1_000_000, county.Prefecture()+2_000_000
	of := func(id int64, at division.Code, day calendar.Date, state string) *period.Period {
		return &period.Period{ID: id, Division: at, Day: day, State: state, LastEvent: id}
	}
	parts := func(at division.Code) []division.Code {
		if at == county.Prefecture() {
			return []division.Code{a, b}
		}
		return nil
	}
	for _, c := range []struct {
		says    string
		held    []*period.Period
		places  []division.Code
		periods []int64
		missing []division.Code
	}{
		{"nothing is locked", nil, []division.Code{a}, nil, []division.Code{a}},
		{"another day is", []*period.Period{of(1, a, lastOfJune-1, period.Locked)}, []division.Code{a}, nil, []division.Code{a}},
		{"what is only agreed to is not", []*period.Period{of(1, a, lastOfJune, period.Agreed)}, []division.Code{a}, nil, []division.Code{a}},
		{"a village is in its county's", []*period.Period{of(1, a, lastOfJune, period.Locked)}, []division.Code{a + 100201}, []int64{1}, nil},
		{"a city is in those of all its counties", []*period.Period{of(1, a, lastOfJune, period.Locked), of(2, b, lastOfJune, period.Locked)}, []division.Code{county.Prefecture()}, []int64{1, 2}, nil},
		{"a city is not in that of one", []*period.Period{of(1, a, lastOfJune, period.Locked)}, []division.Code{county.Prefecture()}, []int64{1}, []division.Code{b}},
		{"the wider one holds all of it, once", []*period.Period{of(1, a, lastOfJune, period.Locked), of(2, county.Prefecture(), lastOfJune, period.Locked)}, []division.Code{a, county.Prefecture()}, []int64{2}, nil},
	} {
		m, missing := period.MomentOf(c.held, lastOfJune, c.places, parts)
		if !slices.Equal(m.Periods, c.periods) || !slices.Equal(missing, c.missing) {
			t.Errorf("%s: %v, missing %v", c.says, m.Periods, missing)
		}
	}
}

// says is an error with what its faults say.
func says(err error) string {
	out := err.Error()
	var refused *workflow.Refused
	if errors.As(err, &refused) {
		for _, f := range refused.Faults {
			out += f.Says
		}
	}
	return out
}

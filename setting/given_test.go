package setting_test

import (
	"sync"
	"testing"
	"time"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
	"dixian/plan"
	"dixian/rule"
	"dixian/setting"
	"dixian/store"
)

const (
	county  = division.Code(522631_000000)
	foreign = division.Code(520121_000000)
)

var noon = time.Date(2025, 7, 1, 12, 0, 0, 0, time.FixedZone("Asia/Shanghai", 8*60*60))

type checked struct {
	pkg     *plan.Package
	program *rule.Program
}

var guizhou = sync.OnceValues(func() (checked, error) {
	pkg, err := plan.Load("../plans/guizhou")
	if err != nil {
		return checked{}, err
	}
	program, err := plan.Check(pkg)
	return checked{pkg, program}, err
})

// opened is a service over a database of its own.
func opened(t *testing.T) (*setting.Service, *store.DB) {
	t.Helper()
	c, err := guizhou()
	must(t, err)
	dir := t.TempDir()
	keys, err := store.Keys(dir)
	must(t, err)
	db, err := store.Open(t.Context(), dir, keys)
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	return &setting.Service{Store: db, Audit: db, Package: c.pkg, Program: c.program, Now: func() time.Time { return noon }}, db
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// somebody is a user with one role.
func somebody(login, role string, at division.Code) *access.User {
	return &access.User{Login: login, Name: login, Grants: []access.Grant{{Role: role, Division: at}}}
}

var (
	clerk = somebody("clerk", "county_clerk", county)
	head  = somebody("head", "county_head", county)
)

// wanted is a request for 3 000 yuan of disaster loss in the county, from today on.
func wanted(change func(*setting.Request)) *setting.Request {
	r := &setting.Request{Parameter: "disaster_loss", Division: county, From: calendar.NewDate(2025, 7, 1), Value: 3000_00, Number: "1号", Reason: "洪水多发"}
	if change != nil {
		change(r)
	}
	return r
}

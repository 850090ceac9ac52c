package access_test

import (
	"errors"
	"testing"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
)

func TestDelegating(t *testing.T) {
	d := aDesk(t)
	day := calendar.NewDate(d.now.Year(), int(d.now.Month()), d.now.Day())
	d.Day = func() calendar.Date { return day }
	add := func(login, role string, at division.Code) *access.User {
		return d.user(t, login, access.Grant{Role: role, Division: at})
	}
	county, town := division.Code(520123_000_000), division.Code(520123_100_000)
	head, clerk := add("zhang", "county_head", county), add("xian", "county_clerk", county)
	add("zhen", "town_clerk", town)
	add("bie", "county_clerk", 520222_000_000)
	admin := add("guan", "sysadmin", county)
	add("shi", "city", 520100_000_000)
	good := func() *access.Delegation {
		return &access.Delegation{To: "xian", Grant: head.Grants[0], Since: day, Until: day + 9, Reason: "学习"}
	}
	for _, c := range []struct {
		says   string
		who    *access.User
		change func(l *access.Delegation)
		want   error
	}{
		{"a role of an administrator", admin, func(l *access.Delegation) { l.Grant = admin.Grants[0] }, access.ErrNotDelegable},
		{"a role one does not have", clerk, func(l *access.Delegation) { l.To = "zhang" }, access.ErrNotDelegable},
		{"a place one does not have", head, func(l *access.Delegation) { l.Grant.Division = town }, access.ErrNotDelegable},
		{"to nobody", head, func(l *access.Delegation) { l.To = "nobody" }, access.ErrNoStandIn},
		{"to oneself", head, func(l *access.Delegation) { l.To = "zhang" }, access.ErrNoStandIn},
		{"to somebody of another county", head, func(l *access.Delegation) { l.To = "bie" }, access.ErrNoStandIn},
		{"to somebody of a town, who would see more than their own", head, func(l *access.Delegation) { l.To = "zhen" }, access.ErrNoStandIn},
		{"to an administrator", head, func(l *access.Delegation) { l.To = "guan" }, access.ErrNoStandIn},
		{"to the city, which decides nothing in a county", head, func(l *access.Delegation) { l.To = "shi" }, access.ErrNoStandIn},
		{"from yesterday on", head, func(l *access.Delegation) { l.Since-- }, access.ErrTerm},
		{"without an end", head, func(l *access.Delegation) { l.Until = 0 }, access.ErrTerm},
		{"for longer than ninety days", head, func(l *access.Delegation) { l.Until = day + 90 }, access.ErrTerm},
		{"without a reason", head, func(l *access.Delegation) { l.Reason = " " }, access.ErrNoReason},
	} {
		l := good()
		c.change(l)
		if err := d.Delegate(t.Context(), c.who, l); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.says, err, c.want)
		}
	}
	l := good()
	if err := d.Delegate(t.Context(), head, l); err != nil {
		t.Fatal(err)
	}
	if err := d.Delegate(t.Context(), head, good()); !errors.Is(err, access.ErrDelegated) {
		t.Errorf("the same role twice: %v", err)
	}
	now := func(u *access.User) *access.User {
		held, err := d.Store.User(t.Context(), u.ID)
		if err != nil {
			t.Fatal(err)
		}
		return held
	}
	for _, c := range []struct {
		says  string
		on    calendar.Date
		holds bool
	}{{"the day before", day - 1, false}, {"the first day", day, true}, {"the last day", day + 9, true}, {"the day after", day + 10, false}} {
		if got := l.Holds(c.on, now(head), now(clerk)); got != c.holds {
			t.Errorf("%s: %v", c.says, got)
		}
	}
	lost, gone := *now(head), *now(clerk)
	lost.Grants, gone.Disabled = nil, true
	if l.Holds(day, &lost, now(clerk)) || l.Holds(day, now(head), &gone) {
		t.Error("who has lost the role, or is gone, ends it")
	}
	if err := d.EndDelegation(t.Context(), admin, l.ID); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("ended by a third: %v", err)
	}
	if err := d.EndDelegation(t.Context(), clerk, l.ID); err != nil {
		t.Errorf("given back: %v", err)
	}
	if err := d.EndDelegation(t.Context(), head, l.ID); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("ended twice: %v", err)
	}
	if err := d.Delegate(t.Context(), head, good()); err != nil {
		t.Errorf("after it was ended: %v", err)
	}
}

package access_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"dixian/access"
)

func TestATokenIsAPartOfItsUser(t *testing.T) {
	d := aDesk(t)
	clerk := d.user(t, "clerk", access.Grant{Role: "county_clerk", Division: county}, cadre)
	admin := d.user(t, "admin", access.Grant{Role: "sysadmin", Division: county})
	elsewhere := access.Grant{Role: "county_clerk", Division: 520_424_000_000}
	for says, c := range map[string]struct {
		user  *access.User
		token access.Token
		days  int
		err   error
	}{
		"a name is needed":                 {clerk, access.Token{Name: " "}, 30, access.ErrTokenName},
		"no longer than a year":            {clerk, access.Token{Name: "a"}, access.MaxTokenDays + 1, access.ErrTokenDays},
		"a day at least":                   {clerk, access.Token{Name: "a"}, 0, access.ErrTokenDays},
		"no county of another":             {clerk, access.Token{Name: "a", Grants: []access.Grant{elsewhere}}, 30, access.ErrTokenGrants},
		"no role of another":               {clerk, access.Token{Name: "a", Grants: []access.Grant{{Role: "county_head", Division: county}}}, 30, access.ErrTokenGrants},
		"an administrator's may not write": {admin, access.Token{Name: "a", Writes: true}, 30, access.ErrTokenWrites},
	} {
		if text, err := d.CreateToken(t.Context(), c.user, &c.token, c.days); text != "" || !errors.Is(err, c.err) {
			t.Errorf("%s: %v", says, err)
		}
	}
	text, err := d.CreateToken(t.Context(), clerk, &access.Token{Name: "报表", Grants: []access.Grant{cadre}}, 30)
	must(t, err)
	if _, err := d.CreateToken(t.Context(), clerk, &access.Token{Name: "报表"}, 30); !errors.Is(err, access.ErrTokenName) {
		t.Errorf("a name twice: %v", err)
	}
	u, err := d.CurrentByToken(t.Context(), text)
	must(t, err)
	if u.ID != clerk.ID || !u.ReadOnly || u.Through != "报表" || len(u.Grants) != 1 || u.Grants[0] != cadre {
		t.Errorf("%+v", u)
	}
	kept, err := d.Store.Tokens(t.Context(), clerk.ID)
	must(t, err)
	if strings.Contains(kept[0].Hash, text) || !kept[0].UsedAt.Equal(d.now) {
		t.Errorf("%+v", kept[0])
	}
}

func TestATokenEndsWithWhatItRestsOn(t *testing.T) {
	grant := access.Grant{Role: "county_clerk", Division: county}
	for says, end := range map[string]func(d *desk, u *access.User, id int64) error{
		"its days are over": func(d *desk, _ *access.User, _ int64) error { d.now = d.now.AddDate(0, 0, 30); return nil },
		"its user is disabled": func(d *desk, u *access.User, _ int64) error {
			u.Disabled = true
			return d.Store.UpdateUser(t.Context(), u)
		},
		"its user has a one-time password": func(d *desk, u *access.User, _ int64) error {
			u.MustChange = true
			return d.Store.UpdateUser(t.Context(), u)
		},
		"its user has lost the role": func(d *desk, u *access.User, _ int64) error {
			u.Grants = []access.Grant{cadre}
			return d.Store.UpdateUser(t.Context(), u)
		},
		"its user owes a second proof": func(d *desk, _ *access.User, _ int64) error { d.FactorFor = []string{"county_clerk"}; return nil },
		"it was withdrawn":             func(d *desk, u *access.User, id int64) error { return d.Store.DeleteToken(t.Context(), u.ID, id) },
	} {
		d := aDesk(t)
		u := d.user(t, "clerk", grant)
		token := &access.Token{Name: "a"}
		text, err := d.CreateToken(t.Context(), u, token, 30)
		must(t, err)
		d.now = d.now.Add(time.Hour)
		if _, err := d.CurrentByToken(t.Context(), text); err != nil {
			t.Errorf("%s: before: %v", says, err)
		}
		must(t, end(d, u, token.ID))
		if _, err := d.CurrentByToken(t.Context(), text); !errors.Is(err, access.ErrNoSession) {
			t.Errorf("%s: %v", says, err)
		}
	}
}

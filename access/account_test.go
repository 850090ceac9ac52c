package access_test

import (
	"errors"
	"strings"
	"testing"

	"dixian/access"
)

func TestCreateUserRefuses(t *testing.T) {
	d := aDesk(t)
	sysadmin := d.user(t, "xitong", access.Grant{Role: "sysadmin", Division: county})
	clerk := d.user(t, "xianji", access.Grant{Role: "county_clerk", Division: county})
	d.user(t, "taken", cadre)
	for says, c := range map[string]struct {
		by    *access.User
		login string
		name  string
		want  error
		grant []access.Grant
	}{
		"by a clerk":                           {clerk, "zhang", "张", access.ErrForbidden, []access.Grant{cadre}},
		"for another county":                   {sysadmin, "zhang", "张", access.ErrForbidden, []access.Grant{{Role: "county_clerk", Division: county + 1_000_000}}},
		"for a division above the own":         {sysadmin, "zhang", "张", access.ErrForbidden, []access.Grant{{Role: "city", Division: county.Prefecture()}}},
		"one grant of two elsewhere":           {sysadmin, "zhang", "张", access.ErrForbidden, []access.Grant{cadre, {Role: "village_cadre", Division: 520222_100_201}}},
		"a login that is taken":                {sysadmin, "Taken ", "张", access.ErrLoginTaken, []access.Grant{cadre}},
		"a login with a space":                 {sysadmin, "zhang san", "张", access.ErrLogin, []access.Grant{cadre}},
		"a Chinese login":                      {sysadmin, "张三", "张", access.ErrLogin, []access.Grant{cadre}},
		"a login of one letter":                {sysadmin, "z", "张", access.ErrLogin, []access.Grant{cadre}},
		"no name":                              {sysadmin, "zhang", " ", access.ErrName, []access.Grant{cadre}},
		"no grant":                             {sysadmin, "zhang", "张", access.ErrGrant, nil},
		"a role that is none":                  {sysadmin, "zhang", "张", access.ErrGrant, []access.Grant{{Role: "king", Division: county}}},
		"no division":                          {sysadmin, "zhang", "张", access.ErrGrant, []access.Grant{{Role: "analyst"}}},
		"a division beyond all codes":          {sysadmin, "zhang", "张", access.ErrGrant, []access.Grant{{Role: "analyst", Division: 1 << 62}}},
		"a village cadre of a whole county":    {sysadmin, "zhang", "张", access.ErrGrant, []access.Grant{{Role: "village_cadre", Division: county}}},
		"a county head of a town":              {sysadmin, "zhang", "张", access.ErrGrant, []access.Grant{{Role: "county_head", Division: county + 100_000}}},
		"a department without a name":          {sysadmin, "zhang", "张", access.ErrOwner, []access.Grant{{Role: "department", Division: county}}},
		"a department that owns no table":      {sysadmin, "zhang", "张", access.ErrOwner, []access.Grant{{Role: "department", Division: county, Owner: "水利"}}},
		"one of two departments owns none":     {sysadmin, "zhang", "张", access.ErrOwner, []access.Grant{{Role: "department", Division: county, Owner: "医保"}, {Role: "department", Division: county, Owner: "水利"}}},
		"a clerk with a department's tables":   {sysadmin, "zhang", "张", access.ErrOwner, []access.Grant{{Role: "county_clerk", Division: county, Owner: "医保"}}},
		"a department of a town":               {sysadmin, "zhang", "张", access.ErrGrant, []access.Grant{{Role: "department", Division: county + 100_000, Owner: "医保"}}},
		"two of three administrators":          {sysadmin, "zhang", "张", access.ErrApart, []access.Grant{{Role: "sysadmin", Division: county}, {Role: "auditor", Division: county}}},
		"the other two of three":               {sysadmin, "zhang", "张", access.ErrApart, []access.Grant{{Role: "secadmin", Division: county}, {Role: "auditor", Division: county}}},
		"an administrator who sees cases":      {sysadmin, "zhang", "张", access.ErrApart, []access.Grant{{Role: "secadmin", Division: county}, cadre}},
		"an administrator who owns cases, too": {sysadmin, "zhang", "张", access.ErrApart, []access.Grant{{Role: "sysadmin", Division: county}, {Role: "county_head", Division: county}}},
	} {
		if _, err := d.CreateUser(t.Context(), c.by, &access.User{Login: c.login, Name: c.name, Grants: c.grant}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, not %v", says, err, c.want)
		}
	}
	if users, err := d.Store.Users(t.Context()); len(users) != 3 {
		t.Errorf("%d users: %v", len(users), err)
	}
}

func TestUpdateUserRefuses(t *testing.T) {
	d := aDesk(t)
	sysadmin := d.user(t, "xitong", access.Grant{Role: "sysadmin", Division: county})
	elsewhere := d.user(t, "waixian", access.Grant{Role: "county_clerk", Division: county + 1_000_000})
	mine := d.user(t, "wang", cadre)
	with := func(u *access.User, grants ...access.Grant) *access.User {
		changed := *u
		changed.Grants = grants
		return &changed
	}
	for says, c := range map[string]struct {
		by, u *access.User
		want  error
	}{
		"the own roles": {sysadmin, with(sysadmin, access.Grant{Role: "county_head", Division: county}), access.ErrForbidden},
		"somebody of another county, by giving the own county's role": {sysadmin, with(elsewhere, cadre), access.ErrForbidden},
		"somebody's role to another county's":                         {sysadmin, with(mine, elsewhere.Grants[0]), access.ErrForbidden},
		"by who is no administrator":                                  {mine, with(elsewhere, cadre), access.ErrForbidden},
		"two of three administrators":                                 {sysadmin, with(mine, access.Grant{Role: "secadmin", Division: county}, access.Grant{Role: "sysadmin", Division: county}), access.ErrApart},
		"who does not exist":                                          {sysadmin, &access.User{ID: 99, Login: "nobody", Name: "无", Grants: []access.Grant{cadre}}, access.ErrNotFound},
	} {
		if err := d.UpdateUser(t.Context(), c.by, c.u); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, not %v", says, err, c.want)
		}
	}
	for says, reset := range map[string]*access.User{"the own": sysadmin, "another county's": elsewhere} {
		if _, err := d.ResetPassword(t.Context(), sysadmin, reset.ID); !errors.Is(err, access.ErrForbidden) {
			t.Errorf("resetting %s: %v", says, err)
		}
	}
}

func TestADisabledUserIsOutAtOnce(t *testing.T) {
	d := aDesk(t)
	u := d.user(t, "wang", cadre)
	token := d.signIn(t, "wang", password)
	u.Disabled = true
	must(t, d.UpdateUser(t.Context(), nil, u))
	if _, err := d.Current(t.Context(), token); !errors.Is(err, access.ErrNoSession) {
		t.Error(err)
	}
	if _, _, err := d.SignIn(t.Context(), "wang", password, ""); !errors.Is(err, access.ErrSignIn) {
		t.Error(err)
	}
}

func TestAOneTimePasswordMustBeChanged(t *testing.T) {
	d := aDesk(t)
	oneTime, err := d.CreateUser(t.Context(), nil, &access.User{Login: "Wang", Name: "王", Grants: []access.Grant{cadre}})
	must(t, err)
	token, u, err := d.SignIn(t.Context(), " WANG", oneTime, "")
	must(t, err)
	if !u.MustChange {
		t.Fatal("nobody asks for another password")
	}
	other := d.signIn(t, "wang", oneTime)
	for says, c := range map[string]struct {
		old, new string
		want     error
	}{
		"the same":         {oneTime, oneTime, access.ErrSamePassword},
		"a weak one":       {oneTime, "123456", access.ErrWeak},
		"with a wrong old": {"nonsense!!", password, access.ErrSignIn},
	} {
		if _, err := d.ChangePassword(t.Context(), token, c.old, c.new); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, not %v", says, err, c.want)
		}
	}
	next, err := d.ChangePassword(t.Context(), token, oneTime, password)
	must(t, err)
	for says, old := range map[string]string{"the session that changed it": token, "another session": other} {
		if _, err := d.Current(t.Context(), old); !errors.Is(err, access.ErrNoSession) {
			t.Errorf("%s goes on: %v", says, err)
		}
	}
	u, err = d.Current(t.Context(), next)
	must(t, err)
	if u.MustChange {
		t.Error("the new password must be changed, too")
	}
	if _, _, err := d.SignIn(t.Context(), "wang", oneTime, ""); !errors.Is(err, access.ErrSignIn) {
		t.Errorf("the one-time password works twice: %v", err)
	}
	d.signIn(t, "wang", password)
}

func TestAResetLiftsALockAndEndsSessions(t *testing.T) {
	d := aDesk(t)
	sysadmin := d.user(t, "xitong", access.Grant{Role: "sysadmin", Division: county})
	u := d.user(t, "wang", cadre)
	token := d.signIn(t, "wang", password)
	d.fail(t, "wang", access.MaxFailures)
	oneTime, err := d.ResetPassword(t.Context(), sysadmin, u.ID)
	must(t, err)
	if _, err := d.Current(t.Context(), token); !errors.Is(err, access.ErrNoSession) {
		t.Error(err)
	}
	_, u, err = d.SignIn(t.Context(), "wang", oneTime, "")
	must(t, err)
	if !u.MustChange {
		t.Error("the new one-time password need not be changed")
	}
}

func TestUnlockLiftsALockAndKeepsThePassword(t *testing.T) {
	d := aDesk(t)
	u := d.user(t, "wang", cadre)
	d.fail(t, "wang", access.MaxFailures)
	if _, _, err := d.SignIn(t.Context(), "wang", password, ""); !errors.Is(err, access.ErrLocked) {
		t.Fatal(err)
	}
	must(t, d.Unlock(t.Context(), u.ID))
	d.signIn(t, "wang", password)
}

func TestBootstrap(t *testing.T) {
	d := aDesk(t)
	login, oneTime, created, err := d.Bootstrap(t.Context())
	must(t, err)
	if !created || login != "admin" || strings.Count(oneTime, "-") != 3 {
		t.Fatal(login, oneTime, created)
	}
	_, u, err := d.SignIn(t.Context(), login, oneTime, "")
	must(t, err)
	if !u.Has("sysadmin") || len(u.Scope()) != 0 || !u.MustChange {
		t.Errorf("%+v", u)
	}
	if login, oneTime, created, err := d.Bootstrap(t.Context()); created || login != "" || oneTime != "" || err != nil {
		t.Error("a second first administrator:", login, oneTime, created, err)
	}
}

// Accounts from before departments were named go on, and open nothing until somebody
// names theirs.
func TestAnOldGrantOfADepartment(t *testing.T) {
	d := aDesk(t)
	sysadmin := d.user(t, "xitong", access.Grant{Role: "sysadmin", Division: county})
	old := access.Grant{Role: access.Department, Division: county}
	u := d.user(t, "shuiwu", access.Grant{Role: access.Department, Division: county, Owner: "水务"})
	u.Grants = []access.Grant{old}
	must(t, d.Store.UpdateUser(t.Context(), u))

	u.Name, u.Disabled = "陈", true
	must(t, d.UpdateUser(t.Context(), sysadmin, u))
	u.Grants = []access.Grant{{Role: access.Department, Division: county, Owner: "水利"}}
	if err := d.UpdateUser(t.Context(), sysadmin, u); !errors.Is(err, access.ErrOwner) || !strings.Contains(err.Error(), "可选 医保、水务") {
		t.Errorf("another department that owns none: %v", err)
	}
	u.Grants = []access.Grant{old, {Role: access.Department, Division: county, Owner: "医保"}, {Role: access.Department, Division: county, Owner: "水务"}}
	must(t, d.UpdateUser(t.Context(), sysadmin, u))
	held, err := d.Store.User(t.Context(), u.ID)
	must(t, err)
	if len(held.Grants) != 3 || held.Grants[0] != old || held.Grants[2].Owner != "水务" {
		t.Errorf("%+v", held.Grants)
	}
}

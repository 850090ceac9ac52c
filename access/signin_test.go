package access_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"dixian/access"
	"dixian/division"
	"dixian/store"
)

const (
	county   division.Code = 520123_000_000
	password               = "tA7%x-pQzz"
)

var cadre = access.Grant{Role: "village_cadre", Division: 520123_100_201}

// desk is a desk over an empty database, with a clock of its own.
type desk struct {
	*access.Desk
	now time.Time
	dir string
}

func aDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{now: time.Date(2025, 6, 30, 9, 0, 0, 0, time.UTC), dir: t.TempDir()}
	keys, err := store.Keys(d.dir)
	must(t, err)
	db, err := store.Open(t.Context(), d.dir, keys)
	must(t, err)
	t.Cleanup(func() { db.Close() })
	d.Desk = &access.Desk{Store: db, Now: func() time.Time { return d.now }, Owners: []string{"医保", "水务"}}
	return d
}

// hashed is the hash of password, made once: making one is slow on purpose.
var hashed = sync.OnceValues(func() (string, error) { return access.HashPassword(context.Background(), password) })

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// user is a user whose password is `password`.
func (d *desk) user(t *testing.T, login string, grants ...access.Grant) *access.User {
	t.Helper()
	hash, err := hashed()
	must(t, err)
	u := &access.User{Login: login, Name: "某某", Grants: grants, CreatedAt: d.now}
	must(t, d.Store.CreateUser(t.Context(), u, access.Credential{Hash: hash}))
	return u
}

func (d *desk) signIn(t *testing.T, login, password string) string {
	t.Helper()
	token, _, err := d.SignIn(t.Context(), login, password, "")
	must(t, err)
	return token
}

func (d *desk) fail(t *testing.T, login string, times int) {
	t.Helper()
	for range times {
		if _, _, err := d.SignIn(t.Context(), login, "nonsense!!", ""); !errors.Is(err, access.ErrSignIn) {
			t.Fatal(err)
		}
	}
}

func TestSignInRefuses(t *testing.T) {
	d := aDesk(t)
	d.user(t, "wang", cadre)
	for says, c := range map[string]struct{ login, password string }{
		"a wrong password":        {"wang", "nonsense!!"},
		"no password":             {"wang", ""},
		"a login that is none":    {"nobody", password},
		"no login":                {"", password},
		"a login with a wildcard": {"wan%", password},
	} {
		if token, u, err := d.SignIn(t.Context(), c.login, c.password, ""); token != "" || u != nil || !errors.Is(err, access.ErrSignIn) {
			t.Errorf("%s: %v", says, err)
		}
	}
	for says, token := range map[string]string{"no token": "", "a token that is none": "abc"} {
		if _, err := d.Current(t.Context(), token); !errors.Is(err, access.ErrNoSession) {
			t.Errorf("%s: %v", says, err)
		}
	}
}

func TestLockout(t *testing.T) {
	d := aDesk(t)
	d.user(t, "wang", cadre)
	d.user(t, "li", cadre)
	t.Run("four wrong passwords and a right one count from the start", func(t *testing.T) {
		d.fail(t, "wang", access.MaxFailures-1)
		d.signIn(t, "wang", password)
		d.fail(t, "wang", access.MaxFailures-1)
		d.signIn(t, "wang", password)
	})
	t.Run("after five the right password does not help, nor the own spelling", func(t *testing.T) {
		d.fail(t, "wang", access.MaxFailures)
		for _, login := range []string{"wang", " Wang "} {
			if _, _, err := d.SignIn(t.Context(), login, password, ""); !errors.Is(err, access.ErrLocked) {
				t.Fatal(err)
			}
		}
	})
	t.Run("others are not locked", func(t *testing.T) { d.signIn(t, "li", password) })
	t.Run("a login that does not exist locks in the same way", func(t *testing.T) {
		d.fail(t, "nobody", access.MaxFailures)
		if _, _, err := d.SignIn(t.Context(), "nobody", password, ""); !errors.Is(err, access.ErrLocked) {
			t.Fatal(err)
		}
	})
	t.Run("a second before the time it is locked, at the time it is open, with five tries", func(t *testing.T) {
		d.now = d.now.Add(access.LockedFor - time.Second)
		if _, _, err := d.SignIn(t.Context(), "wang", password, ""); !errors.Is(err, access.ErrLocked) {
			t.Fatal(err)
		}
		d.now = d.now.Add(time.Second)
		d.fail(t, "wang", access.MaxFailures-1)
		d.signIn(t, "wang", password)
		d.fail(t, "nobody", access.MaxFailures)
	})
	t.Run("changing the password is no way around", func(t *testing.T) {
		token := d.signIn(t, "li", password)
		for range access.MaxFailures {
			if _, err := d.ChangePassword(t.Context(), token, "nonsense!!", "another-Pass1"); !errors.Is(err, access.ErrSignIn) {
				t.Fatal(err)
			}
		}
		if _, err := d.ChangePassword(t.Context(), token, password, "another-Pass1"); !errors.Is(err, access.ErrLocked) {
			t.Fatal(err)
		}
	})
}

func TestManyGuessesAtOnceAreNoMoreThanFive(t *testing.T) {
	d := aDesk(t)
	d.user(t, "wang", cadre)
	var wg sync.WaitGroup
	errs := make([]error, 20)
	for i := range errs {
		wg.Go(func() { _, _, errs[i] = d.SignIn(t.Context(), "wang", "nonsense!!", "") })
	}
	wg.Wait()
	tried := 0
	for _, err := range errs {
		switch {
		case errors.Is(err, access.ErrSignIn):
			tried++
		case !errors.Is(err, access.ErrLocked):
			t.Error(err)
		}
	}
	if tried != access.MaxFailures {
		t.Errorf("%d guesses were tried", tried)
	}
}

func TestASessionEnds(t *testing.T) {
	for says, c := range map[string]struct {
		after func(t *testing.T, d *desk, token string)
		over  bool
	}{
		"after half an hour without a request": {func(_ *testing.T, d *desk, _ string) { d.now = d.now.Add(access.IdleFor) }, true},
		"not a second before":                  {func(_ *testing.T, d *desk, _ string) { d.now = d.now.Add(access.IdleFor - time.Second) }, false},
		"not while there are requests":         {func(t *testing.T, d *desk, token string) { d.busy(t, token, 29*time.Minute, 20) }, false},
		"after twelve hours, whatever": {func(t *testing.T, d *desk, token string) {
			d.busy(t, token, 20*time.Minute, 35)
			d.now = d.now.Add(20 * time.Minute)
		}, true},
		"when the user signs out":       {func(t *testing.T, d *desk, token string) { must(t, d.SignOut(t.Context(), token)) }, true},
		"not when another session does": {func(t *testing.T, d *desk, _ string) { must(t, d.SignOut(t.Context(), d.signIn(t, "wang", password))) }, false},
	} {
		t.Run(says, func(t *testing.T) {
			d := aDesk(t)
			d.user(t, "wang", cadre)
			token := d.signIn(t, "wang", password)
			c.after(t, d, token)
			_, err := d.Current(t.Context(), token)
			if over := errors.Is(err, access.ErrNoSession); over != c.over || !over && err != nil {
				t.Error(err)
			}
		})
	}
}

// busy makes requests, one every so often.
func (d *desk) busy(t *testing.T, token string, every time.Duration, times int) {
	t.Helper()
	for range times {
		d.now = d.now.Add(every)
		_, err := d.Current(t.Context(), token)
		must(t, err)
	}
}

func TestNoTokenAndNoPasswordStandsInAFile(t *testing.T) {
	d := aDesk(t)
	d.user(t, "wang", cadre)
	token := d.signIn(t, "wang", password)
	names, err := filepath.Glob(filepath.Join(d.dir, "*"))
	must(t, err)
	for _, name := range names {
		content, err := os.ReadFile(name)
		must(t, err)
		if bytes.Contains(content, []byte(token)) || bytes.Contains(content, []byte(password)) {
			t.Errorf("%s holds one", filepath.Base(name))
		}
	}
	if len(names) < 3 {
		t.Error(names)
	}
}

func TestTokensAreRandom(t *testing.T) {
	d := aDesk(t)
	d.user(t, "wang", cadre)
	a, b := d.signIn(t, "wang", password), d.signIn(t, "wang", password)
	if a == b || len(a) != 43 {
		t.Error(a, b)
	}
}

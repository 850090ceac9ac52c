package server

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"dixian/access"
	"dixian/division"
)

const someVillage = division.Code(522631001207)

func TestSignInRefuses(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	for _, c := range []struct {
		says, login, password string
		status                int
		code                  string
	}{
		{"a wrong password", "county_clerk", "wrong-horse-2025", http.StatusUnauthorized, "sign_in"},
		{"nobody's login, in the same words", "nobody", password, http.StatusUnauthorized, "sign_in"},
		{"an empty password", "county_clerk", "", http.StatusUnauthorized, "sign_in"},
		{"a password longer than any", "county_clerk", strings.Repeat("x", 300), http.StatusUnprocessableEntity, "invalid"},
	} {
		t.Run(c.says, func(t *testing.T) {
			r := w.client().do("POST", "/api/login", map[string]any{"login": c.login, "password": c.password})
			if p := r.problem(t); r.status != c.status || p.Code != c.code || r.header.Get("Set-Cookie") != "" {
				t.Errorf("%d %s, cookie %q", r.status, p.Code, r.header.Get("Set-Cookie"))
			}
		})
	}
}

func TestGuessingLocks(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	for range access.MaxFailures {
		w.client().do("POST", "/api/login", map[string]any{"login": "county_clerk", "password": "guess-guess"})
	}
	r := w.client().do("POST", "/api/login", map[string]any{"login": "county_clerk", "password": password})
	if p := r.problem(t); r.status != http.StatusUnauthorized || p.Code != "locked" {
		t.Errorf("after %d guesses the right password gave %s", access.MaxFailures, r)
	}
}

func TestSessionCookie(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	c := w.client()
	r := c.do("POST", "/api/login", map[string]any{"login": "county_clerk", "password": password})
	cookie := r.header.Get("Set-Cookie")
	for _, want := range []string{cookieName + "=", "HttpOnly", "SameSite=Strict", "Path=/"} {
		if !strings.Contains(cookie, want) {
			t.Errorf("the cookie %q lacks %s", cookie, want)
		}
	}
	var me meView
	c.get("/api/me", &me)
	if me.User.Login != "county_clerk" || me.Today != "2025-07-01" || len(me.Scope) != 1 || me.Scope[0].Level != "county" {
		t.Errorf("me: %+v", me)
	}
	if len(me.Flow.Moves) == 0 || len(me.Rules) == 0 {
		t.Error("me tells no moves or rules")
	}
	if r := c.do("POST", "/api/logout", nil); r.status != http.StatusNoContent {
		t.Fatalf("sign-out: %s", r)
	}
	if r := c.do("GET", "/api/me", nil); r.status != http.StatusUnauthorized || r.problem(t).Code != "no_session" {
		t.Errorf("after sign-out: %s", r)
	}
}

func TestOneTimePasswordOpensOneDoor(t *testing.T) {
	w := newWorld(t)
	login, oneTime, created, err := w.desk.Bootstrap(context.Background())
	if err != nil || !created {
		t.Fatal(created, err)
	}
	c := w.client()
	if r := c.do("POST", "/api/login", map[string]any{"login": login, "password": oneTime}); r.status != http.StatusOK {
		t.Fatal(r)
	}
	if r := c.do("GET", "/api/users", nil); r.status != http.StatusForbidden || r.problem(t).Code != "must_change" {
		t.Errorf("users behind a one-time password: %s", r)
	}
	for _, bad := range []struct{ says, old, new, field string }{
		{"a wrong old one", "nonsense-here", password, "old"},
		{"the same again", oneTime, oneTime, "new"},
		{"a short one", oneTime, "short", "new"},
		{"a well-known one", oneTime, "1234567890", "new"},
	} {
		r := c.do("POST", "/api/password", map[string]any{"old": bad.old, "new": bad.new})
		if p := r.problem(t); r.status != http.StatusUnprocessableEntity || len(p.Errors) != 1 || p.Errors[0].Field != bad.field {
			t.Errorf("%s: %s", bad.says, r)
		}
	}
	if r := c.do("POST", "/api/password", map[string]any{"old": oneTime, "new": password}); r.status != http.StatusNoContent {
		t.Fatalf("changing: %s", r)
	}
	var list usersList
	c.get("/api/users", &list)
	if len(list.Users) != 1 || list.Users[0].Login != login {
		t.Errorf("users: %+v", list)
	}
}

func TestForeignPagesCannotChangeAnything(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	c := w.as("county_clerk")
	req, err := http.NewRequest("POST", w.http.URL+"/api/logout", nil)
	must(t, err)
	resp, err := c.http.Do(req)
	must(t, err)
	resp.Body.Close()
	if resp.StatusCode != http.StatusForbidden {
		t.Errorf("without the header: %d", resp.StatusCode)
	}
	if r := c.do("GET", "/api/me", nil); r.status != http.StatusOK {
		t.Error("the session is gone all the same")
	}
}

func TestEveryAnswerIsSecured(t *testing.T) {
	w := newWorld(t)
	for _, path := range []string{"/", "/cases/1", "/api/health", "/api/ready", "/api/me", "/api/docs", "/api/docs/page.js", "/api/openapi.json", "/api/nothing"} {
		h := w.client().do("GET", path, nil).header
		for name, want := range map[string]string{"Content-Security-Policy": "frame-ancestors 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"} {
			if !strings.Contains(h.Get(name), want) {
				t.Errorf("%s: %s is %q", path, name, h.Get(name))
			}
		}
		if strings.Contains(h.Get("Content-Security-Policy"), "http") || strings.Contains(h.Get("Content-Security-Policy"), "unsafe") {
			t.Errorf("%s allows too much: %s", path, h.Get("Content-Security-Policy"))
		}
	}
}

func TestLogsHoldNoPersonalData(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	c := w.as("county_clerk")
	c.do("GET", "/api/cases?q=%E7%94%B2%E5%AD%90%E6%98%8E", nil)
	c.do("GET", "/api/households/H-SECRET-1", nil)
	log := w.log.String()
	for _, word := range []string{"%E7", "甲子明", "H-SECRET", password, "county_clerk"} {
		if strings.Contains(log, word) {
			t.Errorf("the log holds %q:\n%s", word, log)
		}
	}
	if !strings.Contains(log, `"route":"GET /api/households/{code}"`) {
		t.Errorf("the log does not say what was asked for:\n%s", log)
	}
}

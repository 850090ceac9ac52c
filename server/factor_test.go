package server

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"dixian/access"
)

// phoneCode is what the authenticator of a link shows at a moment.
func phoneCode(t *testing.T, link string, at time.Time) string {
	t.Helper()
	u, err := url.Parse(link)
	must(t, err)
	code, err := access.CodeOf(u.Query().Get("secret"), at)
	must(t, err)
	return code
}

func TestWhoOwesASecondProofGetsNoFurther(t *testing.T) {
	w := newWorld(t)
	w.desk.FactorFor = []string{"auditor"}
	w.user("auditor", someVillage)
	w.user("sysadmin", someVillage)
	c := w.as("auditor")
	if r := c.do("GET", "/api/audit", nil); r.status != http.StatusForbidden || r.problem(t).Code != "must_enrol" {
		t.Errorf("the log: %s", r)
	}
	var me meView
	if c.get("/api/me", &me); !me.Owes {
		t.Error("the page is not told")
	}
	if r := c.do("POST", "/api/second-factor", map[string]any{"password": "wrong"}); r.status != http.StatusUnprocessableEntity {
		t.Errorf("begun without the password: %s", r)
	}
	var begun factorBegun
	c.do("POST", "/api/second-factor", map[string]any{"password": password}).into(t, &begun)
	if begun.QR == "" {
		t.Error("no picture to scan")
	}
	if r := c.do("POST", "/api/second-factor/confirm", map[string]any{"code": "12"}); r.status != http.StatusUnprocessableEntity || r.problem(t).Errors[0].Field != "code" {
		t.Errorf("a wrong first code: %s", r)
	}
	var on factorOn
	c.do("POST", "/api/second-factor/confirm", map[string]any{"code": phoneCode(t, begun.Link, w.clock())}).into(t, &on)
	if len(on.Recovery) != 10 {
		t.Error(on.Recovery)
	}
	if r := c.do("GET", "/api/audit", nil); r.status != http.StatusOK {
		t.Errorf("the log, afterwards: %s", r)
	}
	w.later(1)
	asked := map[string]any{"login": "auditor", "password": password}
	if r := w.client().do("POST", "/api/login", asked); r.status != http.StatusUnauthorized || r.problem(t).Code != "code_needed" {
		t.Errorf("without a code: %s", r)
	}
	asked["code"] = phoneCode(t, begun.Link, w.clock())
	if r := w.client().do("POST", "/api/login", asked); r.status != http.StatusOK {
		t.Errorf("with the code: %s", r)
	}
	var users usersList
	admin := w.as("sysadmin")
	admin.get("/api/users", &users)
	for _, u := range users.Users {
		if u.Login != "auditor" {
			continue
		}
		if r := admin.do("POST", "/api/users/"+fmtID(u.ID)+"/second-factor/reset", nil); r.status != http.StatusNoContent {
			t.Errorf("a lost phone: %s", r)
		}
	}
	if r := w.client().do("POST", "/api/login", map[string]any{"login": "auditor", "password": password}); r.status != http.StatusOK {
		t.Errorf("after the reset: %s", r)
	}
}

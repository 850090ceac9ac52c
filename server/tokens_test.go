package server

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"dixian/audit"
)

func fmtID(id int64) string { return strconv.FormatInt(id, 10) }

// bearing sends every request with a token, and no cookie.
type bearing struct {
	token string
}

func (b bearing) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("Authorization", "Bearer "+b.token)
	return http.DefaultTransport.RoundTrip(r)
}

func (w *world) bearer(token string) *client {
	return &client{w, &http.Client{Transport: bearing{token}}}
}

func TestAProgramCallsForAUser(t *testing.T) {
	w := newWorld(t)
	w.screened()
	w.user("county_clerk", someVillage)
	clerk := w.as("county_clerk")
	made := func(writes bool, name string) (out tokenMade) {
		t.Helper()
		r := clerk.do("POST", "/api/tokens", map[string]any{"name": name, "days": 30, "writes": writes, "grants": []any{}})
		if r.status != http.StatusCreated {
			t.Fatal(r)
		}
		r.into(t, &out)
		return out
	}
	reads, writes := made(false, "报表"), made(true, "接口")
	reader, writer := w.bearer(reads.Text), w.bearer(writes.Text)
	household := w.cases(home)[0].Household
	for says, c := range map[string]struct {
		by           *client
		method, path string
		body         any
		status       int
		code         string
	}{
		"none that was made":            {w.bearer("dixian_x"), "GET", "/api/cases", nil, http.StatusUnauthorized, "no_session"},
		"a session's token is none":     {w.bearer("x"), "GET", "/api/cases", nil, http.StatusUnauthorized, "no_session"},
		"makes no other token":          {writer, "POST", "/api/tokens", map[string]any{"name": "b", "days": 1, "writes": true, "grants": []any{}}, http.StatusForbidden, "in_person"},
		"changes no password":           {writer, "POST", "/api/password", map[string]any{"old": password, "new": "another-horse-2025"}, http.StatusForbidden, "in_person"},
		"turns no second proof on":      {writer, "POST", "/api/second-factor", map[string]any{"password": password}, http.StatusForbidden, "in_person"},
		"one that reads does not write": {reader, "POST", "/api/cases", map[string]any{"household": household, "channel": "干部排查", "says": "x"}, http.StatusForbidden, "read_only"},
		"one that reads may search":     {reader, "POST", "/api/search", map[string]any{"q": "王"}, http.StatusOK, ""},
		"one that reads lists":          {reader, "GET", "/api/cases", nil, http.StatusOK, ""},
		"no further than the user":      {reader, "GET", "/api/audit", nil, http.StatusForbidden, "forbidden"},
	} {
		r := c.by.do(c.method, c.path, c.body)
		if r.status != c.status || c.code != "" && r.problem(t).Code != c.code {
			t.Errorf("%s: %s", says, r)
		}
	}
	// What the program does is the user's, and the log says by which program.
	if r := writer.do("POST", "/api/households/"+household+"/unmask", map[string]any{"field": "phone", "reason": "核对电话"}); r.status != http.StatusOK {
		t.Fatal(r)
	}
	entries, err := w.db.Page(context.Background(), audit.Filter{Limit: 1})
	must(t, err)
	if e := entries[0]; e.User != "county_clerk" || !strings.HasPrefix(e.Detail, "through token 接口") {
		t.Errorf("%+v", e)
	}
	var list tokensList
	clerk.get("/api/tokens", &list)
	if len(list.Tokens) != 2 || list.Tokens[0].Used == "" || strings.Contains(string(clerk.do("GET", "/api/tokens", nil).body), writes.Text) {
		t.Errorf("%+v", list)
	}
	if r := clerk.do("DELETE", "/api/tokens/"+fmtID(writes.Token.ID), nil); r.status != http.StatusNoContent {
		t.Error(r)
	}
	if r := writer.do("GET", "/api/cases", nil); r.status != http.StatusUnauthorized {
		t.Errorf("withdrawn: %s", r)
	}
}

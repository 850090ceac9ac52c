package server

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestTextThatIsNoneIsRefused(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", someVillage)
	clerk := w.as("county_clerk")
	for says, c := range map[string]struct {
		method, path string
		body         any
		field        string
	}{
		"a zero byte in a reason":   {"POST", "/api/cases/1/moves", map[string]any{"move": "visit", "version": 1, "reason": "a\x00b"}, "reason"},
		"in an answer of a form":    {"POST", "/api/cases/1/moves", map[string]any{"move": "visit", "version": 1, "form": map[string]string{"place": "\x00"}}, "place"},
		"in the name of an answer":  {"POST", "/api/cases/1/moves", map[string]any{"move": "visit", "version": 1, "form": map[string]string{"pl\x00ce": "x"}}, "form"},
		"in a search":               {"POST", "/api/search", map[string]any{"q": "王\x00"}, "q"},
		"in a path":                 {"GET", "/api/households/H%00", nil, "code"},
		"broken UTF-8 in a path":    {"GET", "/api/households/H%ff", nil, "code"},
		"broken UTF-8 in a query":   {"GET", "/api/cases?q=" + url.QueryEscape("\xc3\x28"), nil, "q"},
		"half a character":          {"POST", "/api/search", json.RawMessage("{\"q\":\"\xe5\xad\"}"), "q"},
		"a zero byte in a new user": {"POST", "/api/login", map[string]any{"login": "a\x00", "password": "x"}, "login"},
	} {
		r := clerk.do(c.method, c.path, c.body)
		if r.status != http.StatusUnprocessableEntity || !strings.Contains(string(r.body), "不是文字") || !strings.Contains(string(r.body), `"`+c.field+`"`) {
			t.Errorf("%s: %s", says, r)
		}
	}
	// Text that only looks like it is text.
	if r := clerk.do("POST", "/api/search", map[string]any{"q": `\u0000 王`}); r.status != http.StatusOK {
		t.Error(r)
	}
}

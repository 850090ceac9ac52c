package server

import (
	"context"
	"net/http"
	"testing"
)

func TestDaysPassInADemoOnly(t *testing.T) {
	w := newWorld(t)
	w.user("county_clerk", home)
	clerk := w.as("county_clerk")
	var me struct {
		Today string `json:"today"`
		Demo  bool   `json:"demo"`
	}
	if clerk.get("/api/me", &me); me.Demo {
		t.Error("a real county calls itself a demo")
	}
	if r := clerk.do("POST", "/api/demo/days", map[string]any{"days": 6}); r.status != http.StatusNotFound {
		t.Errorf("days pass in a real county: %s", r)
	}
	passed := 0
	w.server.Demo = func(_ context.Context, days int) error { passed += days; return nil }
	for _, days := range []int{0, -1, 401} {
		if r := clerk.do("POST", "/api/demo/days", map[string]any{"days": days}); r.status != http.StatusUnprocessableEntity {
			t.Errorf("%d days: %s", days, r)
		}
	}
	if r := w.client().do("POST", "/api/demo/days", map[string]any{"days": 6}); r.status != http.StatusUnauthorized {
		t.Errorf("days pass for a stranger: %s", r)
	}
	if r := clerk.do("POST", "/api/demo/days", map[string]any{"days": 6}); r.status != http.StatusOK || passed != 6 {
		t.Errorf("%d days passed: %s", passed, r)
	}
	if clerk.get("/api/me", &me); !me.Demo || me.Today == "" {
		t.Errorf("a demo does not say so: %+v", me)
	}
}

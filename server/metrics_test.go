package server

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestMetricsAreForTheServersOwnMachine(t *testing.T) {
	w := newWorld(t)
	for says, c := range map[string]struct {
		from    string
		headers map[string]string
		may     bool
	}{
		"another machine":              {"192.0.2.7:5000", nil, false},
		"another machine, by IPv6":     {"[2001:db8::7]:5000", nil, false},
		"an address that is none":      {"localhost", nil, false},
		"through a proxy here":         {"127.0.0.1:5000", map[string]string{"X-Forwarded-For": "192.0.2.7"}, false},
		"through a proxy's new header": {"127.0.0.1:5000", map[string]string{"Forwarded": "for=192.0.2.7"}, false},
		"this machine":                 {"127.0.0.1:5000", nil, true},
		"this machine, by IPv6":        {"[::1]:5000", nil, true},
	} {
		t.Run(says, func(t *testing.T) {
			r := httptest.NewRequest("GET", "/metrics", nil)
			r.RemoteAddr = c.from
			for name, value := range c.headers {
				r.Header.Set(name, value)
			}
			got := httptest.NewRecorder()
			w.server.ServeHTTP(got, r)
			if may := got.Code == http.StatusOK; may != c.may || may != strings.Contains(got.Body.String(), "dixian_info") {
				t.Errorf("%d: %.200s", got.Code, got.Body)
			}
			if !c.may && got.Header().Get("Content-Type") != "application/problem+json" {
				t.Errorf("not a problem: %s", got.Body)
			}
		})
	}
}

func TestMetricsCountByRouteAndNotByPath(t *testing.T) {
	w := newWorld(t)
	w.screened()
	held := w.cases(home)[0]
	w.user("county_clerk", held.Division)
	c := w.as("county_clerk")
	c.do("GET", "/api/households/"+held.Household, nil)
	c.do("GET", "/api/households/"+held.Household, nil)
	c.do("GET", "/api/cases/999999", nil)
	c.do("GET", "/api/nothing-here", nil)
	if job := c.wait(c.upload(parcel{"registry/households.csv": []byte("x")}, "2025-06-30")); job.State != "failed" {
		t.Fatalf("%+v", job)
	}
	text := string(c.do("GET", "/metrics", nil).body)
	for _, line := range []string{
		`dixian_requests_total{route="GET /api/households/{code}",status="200"} 2`,
		`dixian_request_seconds_count{route="GET /api/households/{code}",status="200"} 2`,
		`dixian_requests_total{route="GET /api/cases/{id}",status="404"} 1`,
		`dixian_requests_total{route="/api/",status="404"} 1`,
		`dixian_jobs 0`,
		`dixian_jobs_ended_total{state="failed"} 1`,
		`dixian_sessions 2`,
		`go_build_info{`,
	} {
		if !strings.Contains(text, line) {
			t.Errorf("%s is not told", line)
		}
	}
	for line := range strings.Lines(text) {
		labels := line[:max(0, strings.LastIndexByte(line, ' '))] // a value may have any digits
		if strings.Contains(labels, held.Household) || strings.Contains(labels, "999999") || strings.Contains(labels, "nothing-here") {
			t.Errorf("a path is told: %s", line)
		}
	}
	if !strings.Contains(text, `version="`+Version+`"`) {
		t.Error("the version is not told")
	}
	w.later(2)
	if text = string(c.do("GET", "/metrics", nil).body); !strings.Contains(text, "dixian_sessions 0\n") {
		t.Error("a session that is over is counted")
	}
	w.server.Sessions = func(context.Context) (int, error) { return 0, context.DeadlineExceeded }
	if r := c.do("GET", "/metrics", nil); r.status != http.StatusOK || strings.Contains(string(r.body), "dixian_sessions ") || !strings.Contains(string(r.body), "dixian_jobs 0") {
		t.Errorf("without the store: %s", r)
	}
}

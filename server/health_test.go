package server

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
)

// Who watches a server is told whether it can work, and nothing else; why not stands
// in the log.
func TestAServerWithoutItsDatabaseIsNotReady(t *testing.T) {
	w := newWorld(t)
	asked := func(path string, status int) {
		t.Helper()
		r := w.client().do("GET", path, nil)
		if r.status != status || strings.Contains(string(r.body), Version) || strings.Contains(string(r.body), "10.0.0.9") {
			t.Errorf("%s: %s", path, r)
		}
	}
	asked("/api/ready", http.StatusOK)
	w.server.Ready = func(context.Context) error { return errors.New("connection to 10.0.0.9 refused") }
	asked("/api/ready", http.StatusServiceUnavailable)
	asked("/api/health", http.StatusOK)
	if !strings.Contains(w.log.String(), "10.0.0.9") {
		t.Error("the log does not say why")
	}
}

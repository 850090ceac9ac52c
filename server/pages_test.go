package server

import (
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

// Nothing that the server sends names another host.
func TestNoForeignHosts(t *testing.T) {
	w := newWorld(t)
	for path, want := range map[string]string{"/api/docs": "text/html", "/api/docs/page.css": "text/css", "/api/docs/page.js": "javascript"} {
		r := w.client().do("GET", path, nil)
		if r.status != http.StatusOK || !strings.Contains(r.header.Get("Content-Type"), want) {
			t.Errorf("%s: %d %s", path, r.status, r.header.Get("Content-Type"))
		}
		if regexp.MustCompile(`https?://|//[a-z]+\.`).Match(r.body) {
			t.Errorf("%s names another host", path)
		}
	}
}

func TestOpenAPI(t *testing.T) {
	w := newWorld(t)
	var doc struct {
		OpenAPI string `json:"openapi"`
		Paths   map[string]map[string]struct {
			OperationID string `json:"operationId"`
			Summary     string `json:"summary"`
		} `json:"paths"`
	}
	w.client().get("/api/openapi.json", &doc)
	if !strings.HasPrefix(doc.OpenAPI, "3.1") || len(doc.Paths) < 25 {
		t.Errorf("%s with %d paths", doc.OpenAPI, len(doc.Paths))
	}
	seen := map[string]bool{}
	for path, item := range doc.Paths {
		for method, op := range item {
			if op.OperationID == "" || op.Summary == "" || seen[op.OperationID] {
				t.Errorf("%s %s: %+v", method, path, op)
			}
			seen[op.OperationID] = true
		}
	}
}

func TestPages(t *testing.T) {
	w := newWorld(t)
	if r := w.client().do("GET", "/cases/1", nil); r.status != http.StatusOK || !strings.Contains(string(r.body), "make web") {
		t.Errorf("without built pages: %s", r)
	}
	w.server.Pages = fstest.MapFS{"index.html": {Data: []byte("<title>first page</title>")}, "assets/a.js": {Data: []byte("1")}}
	for _, c := range []struct {
		says, path, want string
		status           int
	}{
		{"the first page", "/", "first page", 200},
		{"a view of the application", "/cases/1", "first page", 200},
		{"a built file", "/assets/a.js", "1", 200},
		{"a built file that is not there", "/assets/b.js", "", 404},
		{"a folder", "/assets", "first page", 200},
		{"an interface that is not there", "/api/nothing", "没有这个接口", 404},
		{"a way out of the folder", "/../../etc/passwd", "first page", 200},
	} {
		r := w.client().do("GET", c.path, nil)
		if r.status != c.status || !strings.Contains(string(r.body), c.want) {
			t.Errorf("%s: %s", c.says, r)
		}
	}
	if r := w.client().do("POST", "/", map[string]any{}); r.status != http.StatusMethodNotAllowed {
		t.Errorf("posting to a page: %s", r)
	}
}

func TestUploadsOfAnEarlierServerAreCleared(t *testing.T) {
	w := newWorld(t)
	left := w.server.Uploads + "/screening-old"
	must(t, os.Mkdir(left, 0o700))
	_, err := New(w.server.Config)
	must(t, err)
	if _, err := os.Stat(left); err == nil {
		t.Error("the upload of a server that was stopped is still there")
	}
}

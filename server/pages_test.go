package server

import (
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
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

// built are pages as a build leaves them.
var built = fstest.MapFS{
	"index.html": {Data: []byte("<title>first page</title>")}, "index.html.gz": {Data: []byte("packed first page")},
	"icon.svg": {Data: []byte("<svg/>")}, ".vite/manifest.json": {Data: []byte("{}")},
	"assets/a.js": {Data: []byte("1")}, "assets/a.js.gz": {Data: []byte("by gzip")}, "assets/a.js.br": {Data: []byte("by brotli")},
}

// withPages is a server over the same house with these pages; it gives what a
// browser of certain headers is answered.
func withPages(t *testing.T, pages fs.FS) func(method, path string, headers ...string) *http.Response {
	t.Helper()
	c := newWorld(t).server.Config
	c.Pages = pages
	s, err := New(c)
	must(t, err)
	t.Cleanup(s.Close)
	return func(method, path string, headers ...string) *http.Response {
		r := httptest.NewRequest(method, path, nil)
		for i := 0; i < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w.Result()
	}
}

func said(t *testing.T, r *http.Response) string {
	t.Helper()
	text, err := io.ReadAll(r.Body)
	must(t, err)
	return string(text)
}

func TestPagesThatAreNotBuilt(t *testing.T) {
	r := withPages(t, nil)("GET", "/cases/1")
	if text := said(t, r); r.StatusCode != http.StatusOK || !strings.Contains(text, "make web") {
		t.Errorf("%d %s", r.StatusCode, text)
	}
}

func TestPages(t *testing.T) {
	ask := withPages(t, built)
	const forever, anew, never = "public, max-age=31536000, immutable", "no-cache", "no-store"
	for _, c := range []struct {
		says, path, encodings string
		status                int
		want, keep, encoded   string
	}{
		{"a built file that is not there", "/assets/b.js", "", 404, "not found", "", ""},
		{"an interface that is not there", "/api/nothing", "", 404, "没有这个接口", "no-store", ""},
		{"a way out of the folder", "/..%2f..%2fetc/passwd", "", 200, "first page", never, ""},
		{"what the build left for itself", "/.vite/manifest.json", "", 200, "first page", never, ""},
		{"a packed file by its own name", "/index.html.gz", "", 200, "<title>first page", never, ""},
		{"the first page", "/", "", 200, "<title>first page", never, ""},
		{"the first page, packed", "/", "gzip, deflate", 200, "packed first page", never, "gzip"},
		{"a view of the application", "/cases/1", "", 200, "first page", never, ""},
		{"a folder", "/assets", "", 200, "first page", never, ""},
		{"a built file for a browser that takes no encoding", "/assets/a.js", "", 200, "1", forever, ""},
		{"a built file by gzip", "/assets/a.js", "gzip, deflate", 200, "by gzip", forever, "gzip"},
		{"a built file by the smaller of two", "/assets/a.js", "gzip, deflate, br", 200, "by brotli", forever, "br"},
		{"an encoding that is refused by weight", "/assets/a.js", "br;q=0, gzip;q=0.5", 200, "by gzip", forever, "gzip"},
		{"a file without its hash", "/icon.svg", "gzip", 200, "<svg/>", anew, ""},
	} {
		r := ask("GET", c.path, "Accept-Encoding", c.encodings)
		text := said(t, r)
		if r.StatusCode != c.status || !strings.Contains(text, c.want) {
			t.Errorf("%s: %d %s", c.says, r.StatusCode, text)
		}
		if got := r.Header.Get("Cache-Control"); got != c.keep {
			t.Errorf("%s is kept %q, not %q", c.says, got, c.keep)
		}
		if got := r.Header.Get("Content-Encoding"); got != c.encoded {
			t.Errorf("%s comes as %q, not %q", c.says, got, c.encoded)
		}
	}
	if r := ask("POST", "/", "X-Dixian", "1"); r.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("posting to a page: %d", r.StatusCode)
	}
}

func TestPagesTheBrowserHas(t *testing.T) {
	ask := withPages(t, built)
	plain, packed := ask("GET", "/assets/a.js"), ask("GET", "/assets/a.js", "Accept-Encoding", "br")
	tag := packed.Header.Get("ETag")
	if tag == "" || tag == plain.Header.Get("ETag") || packed.Header.Get("Vary") != "Accept-Encoding" {
		t.Errorf("tags %q and %q, vary %q", tag, plain.Header.Get("ETag"), packed.Header.Get("Vary"))
	}
	if r := ask("GET", "/assets/a.js", "Accept-Encoding", "br", "If-None-Match", tag); r.StatusCode != http.StatusNotModified {
		t.Errorf("a file that the browser has: %d", r.StatusCode)
	}
}

// A page loads scripts and styles of its own host's files only: none written into
// it, and nothing evaluated.
func TestPolicy(t *testing.T) {
	got := withPages(t, built)("GET", "/").Header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "script-src 'self';", "style-src 'self';", "connect-src 'self';", "frame-ancestors 'none'"} {
		if !strings.Contains(got, want) {
			t.Errorf("the policy has no %s: %s", want, got)
		}
	}
	if strings.Contains(got, "unsafe") || strings.Contains(got, "*") {
		t.Errorf("the policy lets through what it should not: %s", got)
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

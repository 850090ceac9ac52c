package server

import (
	"net/http"
	"strings"
	"time"

	"dixian/document"
)

// policy is what a page of ours may load: its own host's files of the kinds named,
// pictures and recordings it made itself, and nothing else; no script or style
// that is written into a page.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; " +
	"img-src 'self' data: blob:; media-src 'self' blob:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// printedPolicy is the policy of a document, which carries its one style sheet
// with it. A second style-src would be ignored.
var printedPolicy = strings.Replace(policy, "style-src 'self'", "style-src 'self' "+document.StyleSource(), 1)

// csrfHeader must stand on every request that changes something: a form on a
// foreign page cannot set it.
const csrfHeader = "X-Dixian"

// Sizes and times of ordinary requests. An upload has its own (upload.go).
const (
	maxBody     = 1 << 20
	bodyTimeout = 30 * time.Second
)

// secured puts the headers on every answer and turns away what no page of ours
// sends.
func (s *Server) secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("X-Robots-Tag", "noindex, nofollow")
		if s.Secure {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		if isAPI(r.URL.Path) {
			h.Set("Cache-Control", "no-store")
		}
		if changes(r.Method) && r.Header.Get(csrfHeader) != "1" && !isFarmers(r.URL.Path) {
			writeProblem(w, newProblem(http.StatusForbidden, "请求缺少 X-Dixian 标头，不是从本系统的页面发出的").withCode("csrf"))
			return
		}
		// A copy: net/http looks at the body of its own request to see that some of it
		// was left unread, and then closes the connection. With another body there, the
		// rest would be read as the connection's next request.
		own := r
		r = own.WithContext(own.Context())
		if !isUpload(r) {
			most, within := int64(maxBody), bodyTimeout
			if isFarmers(r.URL.Path) {
				most, within = maxDeclaration, declarationTimeout
			}
			r.Body = http.MaxBytesReader(w, r.Body, most)
			_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(within)) // a recorder in tests has none
		}
		next.ServeHTTP(w, r)
		own.Pattern = r.Pattern
	})
}

func isAPI(path string) bool { return path == "/api" || strings.HasPrefix(path, "/api/") }

func changes(method string) bool {
	return method != http.MethodGet && method != http.MethodHead && method != http.MethodOptions
}

package server

import (
	"embed"
	"io"
	"net/http"
	"path"
	"strings"
)

//go:embed docs
var docs embed.FS

// docsRoutes serve the page on which the API can be read: our own, from this
// binary, with nothing from another host.
func (s *Server) docsRoutes(mux *http.ServeMux) {
	for at, name := range map[string]string{"/api/docs": "index.html", "/api/docs/page.css": "page.css", "/api/docs/page.js": "page.js"} {
		mux.HandleFunc("GET "+at, func(w http.ResponseWriter, r *http.Request) { http.ServeFileFS(w, r, docs, "docs/"+name) })
	}
	mux.HandleFunc("/api/", func(w http.ResponseWriter, r *http.Request) {
		if allowed := otherMethods(mux, r); len(allowed) > 0 {
			w.Header().Set("Allow", strings.Join(allowed, ", "))
			writeProblem(w, newProblem(http.StatusMethodNotAllowed, "这个接口不能用 "+r.Method+"，可以用 "+strings.Join(allowed, "、")))
			return
		}
		writeProblem(w, newProblem(http.StatusNotFound, "没有这个接口，看 /api/docs"))
	})
}

// otherMethods are those by which the path of a request may be called.
func otherMethods(mux *http.ServeMux, r *http.Request) []string {
	var out []string
	for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
		if _, pattern := mux.Handler(&http.Request{Method: method, Host: r.Host, URL: r.URL}); strings.HasPrefix(pattern, method+" ") {
			out = append(out, method)
		}
	}
	return out
}

// unbuilt is told where the pages were not built into the binary.
const unbuilt = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>底线</title>
<h1>底线 Dixian</h1><p>网页还没有编进来：先 <code>make web</code>，再编译。接口照常可用，见 <a href="/api/docs">/api/docs</a>。</p></html>
`

// pageRoutes serve the browser's pages. A path that is no file is one of the
// application's own views and gets its first page. Built files carry their hash
// in the name and never change; the first page names them and is never kept.
func (s *Server) pageRoutes(mux *http.ServeMux) error {
	files := map[string]*pageFile{}
	if s.Pages != nil {
		var err error
		if files, err = pageFiles(s.Pages); err != nil {
			return err
		}
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if changes(r.Method) {
			writeProblem(w, newProblem(http.StatusMethodNotAllowed, "网页只能读"))
			return
		}
		name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
		file := files[name]
		if file == nil {
			if strings.HasPrefix(name, "assets/") {
				http.NotFound(w, r)
				return
			}
			name, file = "index.html", files["index.html"]
		}
		w.Header().Set("Cache-Control", keep(name))
		if file == nil {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = io.WriteString(w, unbuilt) // a client that went away hears nothing
			return
		}
		file.send(w, r)
	})
	return nil
}

// keep says how long a browser may keep a page's file.
func keep(name string) string {
	switch {
	case strings.HasPrefix(name, "assets/"):
		return "public, max-age=31536000, immutable"
	case name == "index.html":
		return "no-store"
	}
	return "no-cache"
}

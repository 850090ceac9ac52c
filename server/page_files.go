package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"
)

// encodings are the forms in which the build leaves a file beside the plain one,
// smallest first, with the ending each has.
var encodings = []struct{ name, ending string }{{"br", ".br"}, {"gzip", ".gz"}}

// pageFile is a built file as it can be sent.
type pageFile struct {
	kind  string            // media type
	tag   string            // of the content, without quotes
	plain []byte            // as it is
	by    map[string][]byte // packed, by encoding
}

// pageFiles reads the built pages, by their path in the folder. Names that begin
// with a dot are the build's own and are not sent.
func pageFiles(pages fs.FS) (map[string]*pageFile, error) {
	files := map[string]*pageFile{}
	err := fs.WalkDir(pages, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case strings.HasPrefix(entry.Name(), ".") && name != ".":
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir() || isPacked(name):
			return nil
		}
		f := &pageFile{kind: mediaType(name), by: map[string][]byte{}}
		if f.plain, err = fs.ReadFile(pages, name); err != nil {
			return err
		}
		hash := sha256.Sum256(f.plain)
		f.tag = hex.EncodeToString(hash[:12])
		for _, e := range encodings {
			packed, err := fs.ReadFile(pages, name+e.ending)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				return err
			}
			f.by[e.name] = packed
		}
		files[name] = f
		return nil
	})
	return files, err
}

func isPacked(name string) bool {
	for _, e := range encodings {
		if strings.HasSuffix(name, e.ending) {
			return true
		}
	}
	return false
}

// mediaType does not ask the machine it runs on for what the pages are made of.
func mediaType(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".webmanifest":
		return "application/manifest+json"
	case ".woff2":
		return "font/woff2"
	}
	if kind := mime.TypeByExtension(path.Ext(name)); kind != "" {
		return kind
	}
	return "application/octet-stream"
}

// send writes the file in the smallest form that the browser takes, or says that
// it has it already.
func (f *pageFile) send(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	content, tag := f.plain, f.tag
	if len(f.by) > 0 {
		h.Set("Vary", "Accept-Encoding")
	}
	for _, e := range encodings {
		if packed, ok := f.by[e.name]; ok && accepts(r, e.name) {
			h.Set("Content-Encoding", e.name)
			content, tag = packed, f.tag+"-"+e.name
			break
		}
	}
	h.Set("Content-Type", f.kind)
	h.Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}

// accepts says whether a browser takes an encoding; one with weight 0 it refuses.
func accepts(r *http.Request, encoding string) bool {
	for _, one := range strings.Split(r.Header.Get("Accept-Encoding"), ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(one), ";")
		if strings.TrimSpace(name) == encoding {
			return !refusing(strings.TrimSpace(weight))
		}
	}
	return false
}

func refusing(weight string) bool {
	value, ok := strings.CutPrefix(weight, "q=")
	return ok && strings.Trim(value, "0.") == ""
}

package server

import (
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// linked are what a page makes a browser fetch beside it.
var linked = regexp.MustCompile(`(?:<link[^>]+href|<script[^>]+src|<img[^>]+src)="(/[^"]+)"`)

// A family's phone is old and its network thin: the page of a poster with all that
// it fetches, before anything is packed, and no script at all.
func TestAFamilysPageIsSmall(t *testing.T) {
	w := newWorld(t)
	w.screened()
	village := w.cases(home)[0].Division
	w.user("town_clerk", village)
	const most = 40 << 10
	for _, path := range []string{w.onPoster(w.as("town_clerk"), village.String()), "/d/receipt"} {
		page := w.fetched(path)
		if !strings.Contains(page, "</html>") || strings.Contains(page, "<script") {
			t.Errorf("%s is no page without a script", path)
		}
		bytes := len(page)
		for _, found := range linked.FindAllStringSubmatch(page, -1) {
			bytes += len(w.fetched(found[1]))
		}
		if bytes > most {
			t.Errorf("%s takes %d bytes, more than %d", path, bytes, most)
		}
		t.Logf("%s takes %d bytes", path, bytes)
	}
}

// fetched is what a path answers to a stranger.
func (w *world) fetched(path string) string {
	w.t.Helper()
	resp, err := http.Get(w.http.URL + path)
	must(w.t, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	must(w.t, err)
	if resp.StatusCode != http.StatusOK {
		w.t.Fatalf("%s answers %d", path, resp.StatusCode)
	}
	return string(body)
}

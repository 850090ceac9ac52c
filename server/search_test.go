package server

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"

	"dixian/casework"
	"dixian/registry"
)

func (c *client) search(body map[string]any) searchResult {
	c.w.t.Helper()
	r := c.do("POST", "/api/search", body)
	if r.status != http.StatusOK {
		c.w.t.Fatalf("search: %s", r)
	}
	var out searchResult
	r.into(c.w.t, &out)
	return out
}

// whole is a household of a case with its numbers.
func (w *world) whole(c *casework.Case) *registry.Household {
	w.t.Helper()
	h, err := w.db.Household(context.Background(), c.Household, true)
	must(w.t, err)
	return h
}

func TestSearchFindsByAnything(t *testing.T) {
	w := newWorld(t)
	w.screened()
	own, other := w.cases(home)[0], w.cases(foreign)[0]
	h, far := w.whole(own), w.whole(other)
	w.user("county_clerk", own.Division)
	w.user("village_cadre", own.Division)
	clerk, cadre := w.as("county_clerk"), w.as("village_cadre")
	for _, c := range []struct {
		says, q, by string
	}{
		{"by the head's name", h.Head(), "name"},
		{"by a beginning of it, in any spacing", string([]rune(h.Head())[:2]) + " ", "name"},
		{"by the code", h.Code, "code"},
		{"by an ID number", h.Members[0].Number, "number"},
		{"by a phone", h.Phone, "phone"},
	} {
		for who, as := range map[string]*client{"clerk": clerk, "cadre": cadre} {
			found := as.search(map[string]any{"q": c.q, "limit": 100}).Found
			i := slices.IndexFunc(found, func(f foundView) bool { return f.Household == h.Code })
			if i < 0 || found[i].By != c.by || found[i].Case != own.ID || found[i].Head != h.Head() {
				t.Errorf("%s, %s: %+v", c.says, who, found)
			}
		}
	}
	for _, q := range []string{far.Code, far.Members[0].Number, far.Phone} {
		if found := clerk.search(map[string]any{"q": q}).Found; slices.ContainsFunc(found, func(f foundView) bool { return f.Household == far.Code }) {
			t.Errorf("a household of another county is found by %q", q)
		}
	}
	for _, q := range []string{"", "  ", "不存在的人", "%", "0' OR 1=1"} {
		if got := clerk.search(map[string]any{"q": q}); len(got.Found) != 0 || got.Next != "" {
			t.Errorf("%q finds %+v", q, got)
		}
	}
	if r := clerk.do("POST", "/api/search", map[string]any{"q": "x", "after": "name.!"}); r.status != http.StatusUnprocessableEntity {
		t.Errorf("a place that is none: %s", r)
	}
	if log := w.log.String(); strings.Contains(log, h.Members[0].Number) || strings.Contains(log, h.Head()) {
		t.Error("the log holds what was searched for")
	}
}

func TestSearchPagesAndPlaces(t *testing.T) {
	w := newWorld(t)
	w.screened()
	own := w.cases(home)[0]
	w.user("county_clerk", own.Division)
	w.user("village_cadre", own.Division)
	c := w.as("county_clerk")
	surname := string([]rune(w.whole(own).Head())[:1])
	whole := c.search(map[string]any{"q": surname, "limit": 100})
	seen := map[string]bool{}
	pages := 0
	for after := ""; ; {
		page := c.search(map[string]any{"q": surname, "limit": 7, "after": after})
		for _, f := range page.Found {
			key := f.Household + f.Member.Number + f.Member.Name
			if seen[key] {
				t.Fatalf("%+v comes twice", f)
			}
			seen[key] = true
		}
		pages++
		if after = page.Next; after == "" {
			break
		}
	}
	if pages < 3 || whole.Next == "" && len(seen) != len(whole.Found) || len(seen) < len(whole.Found) {
		t.Errorf("%d pages with %d of %d", pages, len(seen), len(whole.Found))
	}
	town, _ := w.server.divisions.Name(own.Division.Town())
	if places := c.search(map[string]any{"q": town}).Places; !slices.ContainsFunc(places, func(p scopePlace) bool { return p.Code == own.Division.Town().String() }) {
		t.Errorf("%s is not found: %+v", town, places)
	}
	if places := w.as("village_cadre").search(map[string]any{"q": town}).Places; slices.ContainsFunc(places, func(p scopePlace) bool { return p.Code == own.Division.Town().String() }) {
		t.Errorf("a village is shown its town to choose: %+v", places)
	}
	under := c.search(map[string]any{"q": surname, "under": own.Division.String(), "limit": 100})
	for _, f := range under.Found {
		if f.Division != own.Division.String() {
			t.Errorf("%+v is not below %s", f, own.Division)
		}
	}
}

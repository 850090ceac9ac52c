package server

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"dixian/casework"
	"dixian/division"
)

// hitsOf are the hits about a household that a case of a county holds.
func (w *world) hitsOf(household string) (rules []string) {
	w.t.Helper()
	for _, c := range w.cases(home) {
		if c.Household == household {
			hits, err := w.db.Hits(context.Background(), c.ID)
			must(w.t, err)
			for _, h := range hits {
				rules = append(rules, h.Rule)
			}
		}
	}
	return rules
}

// comparedIn gives a household that has a case and hits where the counties' files
// hold everybody's signature.
func comparedIn(t *testing.T) string {
	t.Helper()
	w := newWorld(t)
	w.screened()
	for _, c := range w.cases(home) {
		if len(w.hitsOf(c.Household)) > 0 {
			return c.Household
		}
	}
	t.Fatal("no household with a case has a hit")
	return ""
}

// What adults sign on a case counts in the next screening as if the file of
// signatures had it, and what they take back counts no more.
func TestWhatIsSignedOnACaseIsCompared(t *testing.T) {
	household := comparedIn(t)
	w := newWorld(t)
	p := files(t)
	delete(p, "registry/authorisations.csv")
	w.user("county_clerk", someVillage)
	clerk := w.as("county_clerk")
	compared := func() int {
		t.Helper()
		j := clerk.wait(clerk.upload(p, "2025-06-30"))
		if j.State != "done" {
			t.Fatalf("%+v", j)
		}
		w.nothingLeft()
		return j.Result.Hits
	}
	if n := compared(); n != 0 || len(w.hitsOf(household)) != 0 {
		t.Fatalf("nobody has signed: %d hits", n)
	}
	i := slices.IndexFunc(w.cases(home), func(c *casework.Case) bool { return c.Household == household })
	c := w.cases(home)[i]
	view := func() (v caseView) {
		clerk.do("GET", fmt.Sprintf("/api/cases/%d", c.ID), nil).into(t, &v)
		return v
	}
	sign := func(number, way, on string) {
		t.Helper()
		r := clerk.do("POST", fmt.Sprintf("/api/cases/%d/authorisations", c.ID), map[string]any{"version": view().Case.Version, "number": number, "way": way, "signed_on": on})
		if r.status != 200 {
			t.Fatalf("%s %s: %s", way, on, r)
		}
	}
	adults := view().Adults
	for _, a := range adults[1:] {
		sign(a.Number, "纸质", "2025-06-28")
	}
	if len(adults) > 1 {
		if n := compared(); n != 0 {
			t.Errorf("one adult has not signed: %d hits", n)
		}
	}
	sign(adults[0].Number, "纸质", "2025-06-29")
	if n := compared(); n == 0 || len(w.hitsOf(household)) == 0 {
		t.Errorf("all have signed: %d hits", n)
	}
	rows, err := w.service.Consents(context.Background(), []division.Code{foreign})
	if must(t, err); len(rows) != 0 {
		t.Errorf("%d signatures of another county", len(rows))
	}

	t.Log("taken back, or out of reach for less than three tries")
	want := len(adults)
	sign(adults[0].Number, casework.Unreached, "2025-06-30")
	rows, err = w.service.Consents(context.Background(), []division.Code{home})
	if must(t, err); len(rows) != want {
		t.Errorf("%d rows after one try, want %d", len(rows), want)
	}
	sign(adults[0].Number, casework.Withdrawn, "2025-06-30")
	rows, err = w.service.Consents(context.Background(), []division.Code{home})
	must(t, err)
	last := rows[len(rows)-1]
	if len(rows) != want+1 || last.ValidTo != last.SignedOn-1 || last.Way != "纸质" {
		t.Errorf("taken back: %+v", rows)
	}
	if n := compared(); n != 0 {
		t.Errorf("one has taken it back: %d hits", n)
	}
}

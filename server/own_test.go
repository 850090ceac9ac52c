package server

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"dixian/casework"
)

// isMember links an account to an adult of a case's household.
func (w *world) isMember(login string, c *casework.Case) {
	w.t.Helper()
	u, err := w.db.UserByLogin(context.Background(), login)
	must(w.t, err)
	h := w.whole(c)
	for _, p := range h.Members {
		if p.HasID && p.Belongs() && p.Adult(asOf) {
			must(w.t, w.desk.Link(context.Background(), nil, u.ID, p.Number))
			return
		}
	}
	w.t.Fatal("no adult with a number")
}

// Whoever works on cases and belongs to a household that has one does not find it:
// not under its address, in no list, no export, no search, no inbox, and no act of
// theirs moves it. A colleague of the same role does.
//
// Source: casework contract, "Who may see and do what" ("a clue that concerns
// themselves") and Never ("closing by the one who is complained about").
func TestTheOwnHouseholdIsNotThere(t *testing.T) {
	w := newWorld(t)
	w.screened()
	own := w.cases(home)[0]
	asked := map[int64]int64{own.ID: w.askedChange(own)}
	photos := map[int64]int64{own.ID: w.aPhoto(own)}
	supervisions := map[int64]int64{own.ID: w.aSupervision(own)}
	api := w.server.OpenAPI()
	at := target{c: own, asked: asked, photos: photos, supervisions: supervisions}
	found := 0
	for _, role := range caseRoles {
		w.userAs("colleague_"+role, role, placeOf(role, own.Division))
		w.user(role, own.Division)
		w.isMember(role, own)
		mine, other := w.as(role), w.as("colleague_"+role)
		for _, o := range operations(api) {
			roles, signedIn := o.roles()
			if !signedIn || len(roles) > 0 && !slices.Contains(roles, role) || o.op.OperationID == "logout" || o.op.OperationID == "change-password" {
				continue
			}
			about := o.about() && !strings.HasPrefix(o.path, "/api/batches") && !strings.HasPrefix(o.path, "/api/settings")
			url := o.url(at)
			if o.op.OperationID == "list-cases" {
				url += "?limit=500"
			}
			if !about && o.method != http.MethodGet {
				continue
			}
			t.Run(role+" "+o.method+" "+o.path, func(t *testing.T) {
				r := mine.send(o.method, url, "application/json", bytes.NewReader(o.body(api)))
				switch {
				case about && o.method == http.MethodGet && r.status != http.StatusNotFound:
					t.Errorf("the own household is there: %s", r)
				case about && r.status < http.StatusBadRequest:
					t.Errorf("the own household was acted on: %s", r)
				}
				if strings.Contains(string(r.body), own.Household) {
					t.Errorf("the answer names the own household: %s", r)
				}
				if o.method == http.MethodGet && strings.Contains(string(other.send(o.method, url, "application/json", nil).body), own.Household) {
					found++
				}
			})
		}
		for _, body := range []map[string]any{{"q": own.Household}, {"q": own.Head}} {
			mineFound, otherFound := mine.do("POST", "/api/search", body), other.do("POST", "/api/search", body)
			if strings.Contains(string(mineFound.body), own.Household) || !strings.Contains(string(otherFound.body), own.Household) {
				t.Errorf("%s: the search for %v finds %s, a colleague's %s", role, body, mineFound, otherFound)
			}
		}
	}
	if found < 4*len(caseRoles) {
		t.Errorf("colleagues find it at %d addresses: this test finds nothing", found)
	}
}

// An act that is in order but for whose household it is about finds nothing.
func TestNobodyActsOnTheOwnHousehold(t *testing.T) {
	w := newWorld(t)
	w.screened()
	l := begin(t, w)
	w.isMember("village_cadre", l.record())
	w.isMember("county_clerk", l.record())
	for role, acts := range map[string]map[string]map[string]any{
		"county_clerk": {
			fmt.Sprintf("/api/cases/%d/moves", l.id): {"move": "dispatch", "version": l.record().Version, "reason": "", "form": map[string]string{}},
		},
		"village_cadre": {
			"/api/cases":   {"household": l.record().Household, "channel": casework.FromCadre, "says": "家里有难处"},
			"/api/changes": {"kind": "correct", "household": l.record().Household, "reason": "更正", "on": "2025-07-01"},
		},
	} {
		for path, body := range acts {
			if r := w.as(role).do("POST", path, body); r.status < http.StatusBadRequest {
				t.Errorf("%s %s: %s", role, path, r)
			}
		}
	}
	if c := l.record(); c.State != "triage" || c.Version != 1 {
		t.Errorf("somebody acted on the own household: %+v", c)
	}
	// A list that leaves as a file leaves it out as the page does.
	w.userAs("another", "county_clerk", l.record().Division.County())
	for login, want := range map[string]bool{"county_clerk": false, "another": true} {
		c := w.as(login)
		rows := c.taken(c.asked("cases", nil))
		has := slices.ContainsFunc(rows, func(row []string) bool { return slices.Contains(row, l.record().Household) })
		if has != want {
			t.Errorf("the list of %s has the own household of one of them: %v", login, has)
		}
	}

	t.Log("whose link is taken back sees it again")
	u, err := w.db.UserByLogin(context.Background(), "county_clerk")
	must(t, err)
	must(t, w.desk.Link(context.Background(), nil, u.ID, ""))
	if r := w.as("county_clerk").do("GET", fmt.Sprintf("/api/cases/%d", l.id), nil); r.status != http.StatusOK {
		t.Errorf("%s", r)
	}
}

// Who an account is, is said by who keeps it, and told to nobody.
func TestWhoAnAccountIs(t *testing.T) {
	w := newWorld(t)
	w.screened()
	c := w.cases(home)[0]
	number := w.whole(c).Members[0].Number
	w.user("sysadmin", c.Division)
	w.user("county_clerk", c.Division)
	u := w.user("village_cadre", c.Division)
	path := fmt.Sprintf("/api/users/%d", u.ID)
	if r := w.as("county_clerk").do("PATCH", path, map[string]any{"id_number": number}); r.status != http.StatusForbidden {
		t.Errorf("by a clerk: %s", r)
	}
	admin := w.as("sysadmin")
	for _, wrong := range []string{"1", number[:17], number[:17] + map[bool]string{true: "1", false: "0"}[number[17] == '0']} {
		if r := admin.do("PATCH", path, map[string]any{"id_number": wrong}); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.problem(t).says(), "身份证号不对") {
			t.Errorf("%q: %s", wrong, r)
		}
	}
	r := admin.do("PATCH", path, map[string]any{"id_number": number})
	if r.status != http.StatusOK || !strings.Contains(string(r.body), `"linked":true`) || leak(r.body) != "" {
		t.Errorf("%s", r)
	}
	if r := admin.do("GET", "/api/users", nil); leak(r.body) != "" || strings.Count(string(r.body), `"linked":true`) != 1 {
		t.Errorf("%s", r)
	}
	if r := admin.do("PATCH", path, map[string]any{"id_number": ""}); r.status != http.StatusOK || !strings.Contains(string(r.body), `"linked":false`) {
		t.Errorf("%s", r)
	}
}

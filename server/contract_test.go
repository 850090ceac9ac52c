package server

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dixian/access"
	"dixian/casework"
)

// measured are words of what the contract never lets anybody be measured by.
var measured = regexp.MustCompile(`(?i)score|rank|quota|clearing_?rate|points|top_?n|积分|得分|评分|排名|排行|名额|消除率|纳入率|清零`)

// No answer has a field, a word of a choice or a sentence for a score, a ranking or a
// quota; and where places stand side by side, they stand by code, not by how many
// alerts or families they have.
func TestNothingIsScoredOrRanked(t *testing.T) {
	w, clerk := county(t)
	for name, schema := range w.server.OpenAPI().Components.Schemas.Map() {
		for field, of := range schema.Properties {
			if measured.MatchString(field) || measured.MatchString(of.Description) {
				t.Errorf("%s.%s measures somebody: %s", name, field, of.Description)
			}
		}
	}
	for _, m := range w.server.flow.Moves {
		for _, a := range m.Asks {
			if text := a.Name + a.Label + strings.Join(a.Type.Codes, " "); measured.MatchString(text) {
				t.Errorf("%s asks for %s", m.Name, text)
			}
		}
	}
	ctx := context.Background()
	busy, err := w.db.Case(ctx, w.cases(foreign)[0].ID, w.user("province", w.cases(home)[0].Division).Scope())
	must(t, err)
	name := busy.Alerts[0].Rule
	for range 40 { // the county with the higher code is made the one with more
		of := w.cases(home)[0]
		of.ID, of.State = 0, "closed_no_risk"
		must(t, w.db.CreateCase(ctx, of))
		must(t, w.db.SaveAlert(ctx, &casework.Alert{CaseID: of.ID, Household: of.Household, Rule: name, Risk: "因病", Urgency: "蓝", Evidence: `{}`, RaisedOn: asOf}))
	}
	province := w.as("province")
	var spoke rulesSpoke
	province.get("/api/precision?from=2025-01&to=2025-07&rule="+name, &spoke)
	var codes, rules []string
	for _, c := range spoke.Counties {
		codes = append(codes, c.Code)
	}
	if len(codes) < 2 || !slices.IsSorted(codes) {
		t.Errorf("counties stand in the order %v", codes)
	}
	for _, r := range w.server.Casework.Program.Rules {
		if slices.ContainsFunc(spoke.Rules, func(s ruleSpoke) bool { return s.Rule == r.Name }) {
			rules = append(rules, r.Name)
		}
	}
	for i, r := range spoke.Rules {
		if r.Rule != rules[i] {
			t.Fatalf("the rules are not told in the package's order: %s", r.Rule)
		}
	}
	for _, c := range []*client{clerk, province} {
		var o overview
		c.get("/api/overview", &o)
		if !slices.IsSortedFunc(o.Divisions, func(a, b divisionCount) int { return strings.Compare(a.Code, b.Code) }) {
			t.Errorf("divisions stand in the order %+v", o.Divisions)
		}
	}
}

// Who is a clerk of another place is a villager here: the masks are those of here.
func TestAVillageUnmasksNothing(t *testing.T) {
	w, _ := county(t)
	here, there := w.cases(home)[0], w.cases(foreign)[0]
	u := w.user("village_cadre", here.Division)
	u.MustChange = false
	u.Grants = append(u.Grants, access.Grant{Role: "town_clerk", Division: there.Division.Town()})
	must(t, w.db.UpdateUser(context.Background(), u))
	c := w.as("village_cadre")
	ask := map[string]any{"field": "phone", "reason": "电话核实"}
	if r := c.do("POST", "/api/households/"+here.Household+"/unmask", ask); r.status != http.StatusForbidden {
		t.Errorf("a cadre unmasks in the own village: %s", r)
	}
	if r := c.do("POST", "/api/households/"+there.Household+"/unmask", ask); r.status != http.StatusOK {
		t.Errorf("a town's clerk does, in the town: %s", r)
	}
}

// The code of a receipt opens what became of a declaration: it is asked for in a
// form's body and in nothing that stands in a log or a history.
func TestAReceiptIsAskedForInTheBody(t *testing.T) {
	w, clerk := county(t)
	_, body := w.posted(w.onPoster(clerk, w.cases(home)[0].Division.String()), aFamily(), nil)
	code := regexp.MustCompile(`[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{4}`).FindString(body)
	if code == "" {
		t.Fatalf("no receipt: %s", body)
	}
	if status, body := w.posted("/d/receipt?receipt="+url.QueryEscape(code), nil, nil); status != http.StatusNotFound {
		t.Errorf("a receipt was read out of an address: %d %s", status, body)
	}
	if strings.Contains(w.log.String(), code) {
		t.Error("a receipt stands in the log")
	}
}

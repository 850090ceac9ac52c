package server

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"dixian/access"
)

// drawing is what a city asks for a sample of its county.
func drawing(change map[string]any) map[string]any {
	body := map[string]any{"division": home.String(), "evaluator": "evaluator", "size": 4, "seed": 7, "from": "2025-07-01", "to": "2025-07-10"}
	for k, v := range change {
		body[k] = v
	}
	return body
}

// wholeForm is a form of a household that was met.
func wholeForm(change map[string]string) map[string]string {
	out := map[string]string{"met": "met", "members": "9", "food": "ok", "clothes": "ok", "schooling": "ok", "medical": "ok", "housing": "ok", "water": "unsure", "work": "ok", "risk": "no", "words": "看了房子和水"}
	for k, v := range change {
		out[k] = v
	}
	return out
}

// evaluation is a county with a city that draws and people who evaluate.
func evaluation(t *testing.T) (w *world, city, evaluator *client) {
	t.Helper()
	w = newWorld(t)
	w.screened()
	village := w.cases(home)[0].Division
	for _, role := range []string{"city", "evaluator", "county_clerk"} {
		w.user(role, village)
	}
	w.userAs("second", "evaluator", home)
	return w, w.as("city"), w.as("evaluator")
}

func TestASampleIsRefused(t *testing.T) {
	w, city, evaluator := evaluation(t)
	both := &access.User{Login: "both", Name: "甲", Grants: []access.Grant{{Role: "evaluator", Division: home}, {Role: "analyst", Division: home}}}
	_, err := w.desk.CreateUser(context.Background(), nil, both)
	must(t, err)
	w.userAs("elsewhere", "evaluator", foreign)
	for says, c := range map[string]struct {
		by     *client
		change map[string]any
		status int
	}{
		"by a county":                               {w.as("county_clerk"), nil, http.StatusForbidden},
		"by the evaluator":                          {evaluator, nil, http.StatusForbidden},
		"of another city's county":                  {city, map[string]any{"division": "520100000000"}, http.StatusForbidden},
		"for who is no evaluator":                   {city, map[string]any{"evaluator": "county_clerk"}, http.StatusUnprocessableEntity},
		"for nobody":                                {city, map[string]any{"evaluator": "nobody"}, http.StatusUnprocessableEntity},
		"for an evaluator of another county":        {city, map[string]any{"evaluator": "elsewhere"}, http.StatusUnprocessableEntity},
		"for an evaluator who sees counts, too":     {city, map[string]any{"evaluator": "both"}, http.StatusUnprocessableEntity},
		"that began yesterday":                      {city, map[string]any{"from": "2025-06-30"}, http.StatusUnprocessableEntity},
		"that ends before it begins":                {city, map[string]any{"from": "2025-07-09", "to": "2025-07-08"}, http.StatusUnprocessableEntity},
		"of half a year and more":                   {city, map[string]any{"to": "2026-01-01"}, http.StatusUnprocessableEntity},
		"of nobody":                                 {city, map[string]any{"size": 0}, http.StatusUnprocessableEntity},
		"of more households than there are, by far": {city, map[string]any{"size": 4999}, http.StatusUnprocessableEntity},
	} {
		if r := c.by.do("POST", "/api/samples", drawing(c.change)); r.status != c.status {
			t.Errorf("a sample %s: %s", says, r)
		}
	}
}

// The evaluator reads the sample drawn, within its dates, and no conclusion before
// the form is sent; then both answers stand beside each other, for the evaluator and
// for who drew the sample.
func TestAnEvaluationIsBlind(t *testing.T) {
	w, city, evaluator := evaluation(t)
	draw := func(change map[string]any) (x sampleView) {
		t.Helper()
		r := city.do("POST", "/api/samples", drawing(change))
		if r.into(t, &x); r.status != http.StatusCreated {
			t.Fatalf("%s", r)
		}
		return x
	}
	// So many that households with cases are among them.
	x := draw(map[string]any{"size": 60})
	again, other := draw(map[string]any{"size": 60}), draw(map[string]any{"size": 60, "seed": 8})
	drawn := func(c *client, id int64) (out sampleWhole) {
		t.Helper()
		c.get(fmt.Sprintf("/api/samples/%d", id), &out)
		return out
	}
	codes := func(s sampleWhole) (out []string) {
		for _, h := range s.Households {
			out = append(out, h.Household)
		}
		return out
	}
	first := drawn(city, x.ID)
	if !slices.Equal(codes(first), codes(drawn(city, again.ID))) || slices.Equal(codes(first), codes(drawn(city, other.ID))) {
		t.Error("the same seed draws others, or another seed the same")
	}
	concluded := func(position int) bool { // the system holds something of it
		ids, err := w.db.CasesOf(context.Background(), []string{first.Households[position-1].Household}, true)
		must(t, err)
		return len(ids) > 0
	}
	position := 1 + slices.IndexFunc(first.Households, func(h sampledView) bool { return concluded(h.Position) })
	if position == 0 {
		t.Fatal("no household of the sample has a clue, and this test finds nothing")
	}
	path := fmt.Sprintf("/api/samples/%d", x.ID)
	one := fmt.Sprintf("%s/households/%d", path, position)
	for _, blind := range []response{evaluator.do("GET", path, nil), evaluator.do("GET", one, nil), evaluator.do("GET", "/api/samples", nil)} {
		text := string(blind.body)
		if blind.status != http.StatusOK || leak(blind.body) != "" || strings.Contains(text, first.Households[position-1].Household) {
			t.Errorf("before the form is sent: %s", text)
		}
		for _, word := range []string{"triage", "object_type", "monitored", "urgency", "脱贫", "监测对象", "phone", "\"held\""} {
			if strings.Contains(text, word) {
				t.Errorf("before the form is sent the evaluator reads %s", word)
			}
		}
	}
	for says, r := range map[string]response{
		"another evaluator":         w.as("second").do("GET", path, nil),
		"another evaluator, one":    w.as("second").do("GET", one, nil),
		"another evaluator sending": w.as("second").do("POST", one+"/form", wholeForm(nil)),
		"a household that is none":  evaluator.do("GET", path+"/households/61", nil),
	} {
		if r.status != http.StatusNotFound {
			t.Errorf("%s: %s", says, r)
		}
	}
	for says, form := range map[string]map[string]string{
		"without an answer": wholeForm(map[string]string{"housing": ""}), "without a judgement": wholeForm(map[string]string{"risk": ""}),
		"with a word that is none": wholeForm(map[string]string{"water": "wet"}), "of who was not met, without words": {"met": "absent"},
		"without a count": wholeForm(map[string]string{"members": ""}), "empty": {"met": ""},
	} {
		if r := evaluator.do("POST", one+"/form", form); r.status != http.StatusUnprocessableEntity {
			t.Errorf("a form %s: %s", says, r)
		}
	}
	if r := city.do("POST", one+"/form", wholeForm(nil)); r.status != http.StatusForbidden {
		t.Errorf("who drew the sample fills in the form: %s", r)
	}
	var sent sampledView
	r := evaluator.do("POST", one+"/form", wholeForm(nil))
	if r.into(t, &sent); r.status != http.StatusOK || sent.Differs == 0 || len(sent.Compared) < 3 {
		t.Fatalf("%s", r)
	}
	if i := slices.IndexFunc(sent.Compared, func(c formCompared) bool { return c.Name == "risk" }); i < 0 || sent.Compared[i].Held != "yes" || sent.Compared[i].Said != "no" || sent.Compared[i].Agree {
		t.Errorf("%+v", sent.Compared)
	}
	if slices.ContainsFunc(sent.Compared, func(c formCompared) bool { return c.Name == "water" || c.Name == "food" }) {
		t.Errorf("what the evaluator was not sure of, or the system holds nothing of, is compared: %+v", sent.Compared)
	}
	if r := evaluator.do("POST", one+"/form", wholeForm(map[string]string{"risk": "yes"})); r.status != http.StatusUnprocessableEntity {
		t.Errorf("the form is changed after the conclusion was seen: %s", r)
	}
	whole := drawn(city, x.ID)
	if whole.Sample.Sent != 1 || whole.Differing != sent.Differs || whole.Agreed != len(sent.Compared)-sent.Differs || whole.Households[position-1].Household == "" {
		t.Errorf("%+v", whole.Sample)
	}
	w.later(11)
	evaluator = w.as("evaluator")
	for _, p := range []string{path, one} {
		if r := evaluator.do("GET", p, nil); r.status != http.StatusForbidden || !strings.Contains(string(r.body), "not_its_days") {
			t.Errorf("after its dates: %s", r)
		}
	}
	if r := evaluator.do("POST", fmt.Sprintf("%s/households/%d/form", path, position%60+1), wholeForm(nil)); r.status != http.StatusForbidden {
		t.Errorf("sent after its dates: %s", r)
	}
	if got := drawn(w.as("city"), x.ID); got.Differing != whole.Differing {
		t.Errorf("who drew it reads on: %+v", got.Sample)
	}
}

// forAnybody are the operations of everybody who signs in. None of them tells an
// evaluator of a household: lists leave by the roles of their pages, and the inbox
// holds what is due to roles that work on cases.
var forAnybody = strings.Fields(`change-kinds pass-days division holidays tiles me logout inbox messages read-messages unread
	list-exports ask-export take-export change-password second-factor begin-second-factor confirm-second-factor drop-second-factor list-tokens create-token delete-token`)

// Whatever route is opened to evaluators, it is one of these: nothing else may tell
// them what the system has concluded.
func TestEvaluatorsReachNothingElse(t *testing.T) {
	w := newWorld(t)
	for _, o := range operations(w.server.OpenAPI()) {
		roles, signedIn := o.roles()
		if signedIn && len(roles) == 0 && !slices.Contains(forAnybody, o.op.OperationID) {
			t.Errorf("%s %s is open to everybody who signs in; if it tells nothing of what is concluded about a household, add it to forAnybody", o.method, o.path)
		}
		if signedIn && slices.Contains(roles, "evaluator") && !strings.HasPrefix(o.path, "/api/samples") {
			t.Errorf("%s %s is open to evaluators", o.method, o.path)
		}
	}
}

package server

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"dixian/casework"
	"dixian/document"
	"dixian/registry"
)

// A clerk prints, with a reason, what is recorded about one person; the next sheet
// tells of the first. Villages, other counties and a person of elsewhere get none.
func TestWhatIsRecordedAboutAPersonIsPrinted(t *testing.T) {
	w := newWorld(t)
	w.screened()
	own, other := w.cases(home)[0], w.cases(foreign)[0]
	w.userAs("clerk", "county_clerk", own.Division.County())
	w.userAs("cadre", "village_cadre", own.Division)
	h, err := w.db.Household(t.Context(), own.Household, false)
	must(t, err)
	at := "/api/households/" + own.Household + "/disclosure"
	asked := map[string]any{"number": h.Members[0].Number, "reason": "本人到大厅来问"}
	for says, c := range map[string]struct {
		who, at string
		body    map[string]any
		status  int
	}{
		"a village":           {"cadre", at, asked, http.StatusForbidden},
		"another county's":    {"clerk", "/api/households/" + other.Household + "/disclosure", asked, http.StatusNotFound},
		"without a reason":    {"clerk", at, map[string]any{"number": h.Members[0].Number, "reason": " "}, http.StatusUnprocessableEntity},
		"with a phone in it":  {"clerk", at, map[string]any{"number": h.Members[0].Number, "reason": "13900001111 来问"}, http.StatusUnprocessableEntity},
		"somebody of another": {"clerk", at, map[string]any{"number": "520123********9999", "reason": "来问"}, http.StatusUnprocessableEntity},
	} {
		if r := w.as(c.who).do("POST", c.at, c.body); r.status != c.status {
			t.Errorf("%s: %s", says, r)
		}
	}
	r := w.as("clerk").do("POST", at, asked)
	if r.status != http.StatusOK || !bytes.HasPrefix(r.body, []byte("%PDF-")) {
		t.Fatal(r)
	}
	looks, err := w.db.Looks(t.Context(), own.Household, 9)
	must(t, err)
	if len(looks) != 1 || looks[0].What != registry.LookedPrinted || looks[0].Field != "disclosure" || looks[0].Reason != "本人到大厅来问" {
		t.Errorf("who printed it is no look: %+v", looks)
	}
	text := w.disclosed("clerk", own.Household, 0)
	for _, word := range []string{h.Members[0].Name, "打印", "本人到大厅来问", "一、登记", "四、线索和案件", w.server.words.rule(own.Alerts[0].Rule)} {
		if !strings.Contains(text, word) {
			t.Errorf("the sheet does not tell %q:\n%.1500s", word, text)
		}
	}
}

// The alerts and rows of other members are theirs.
func TestADisclosureHoldsNothingOfOtherMembers(t *testing.T) {
	w := newWorld(t)
	w.screened()
	var own *casework.Case
	var h *registry.Household
	for _, c := range w.cases(home) {
		held, err := w.db.Household(t.Context(), c.Household, false)
		must(t, err)
		if len(held.Members) > 1 && held.Members[0].HasID && held.Members[1].HasID {
			own, h = c, held
			break
		}
	}
	w.userAs("clerk", "county_clerk", own.Division.County())
	first, second := h.Members[0].Number, h.Members[1].Number
	evidence := fmt.Sprintf(`{"disability":[{"id_number":%q,"issued_on":"2025-01-03","grade":1},{"id_number":%q,"issued_on":"2025-02-14","grade":2}]}`, first, second)
	must(t, w.db.SaveAlert(context.Background(), &casework.Alert{CaseID: own.ID, Rule: "new_disability", Risk: "因残", Urgency: "黄", Members: first + ";" + second, Evidence: evidence, FirstRun: 1, LastRun: 1, RaisedOn: asOf}))
	text := w.disclosed("clerk", own.Household, 0)
	if !strings.Contains(text, "2025年1月3日") || strings.Contains(text, "2025年2月14日") {
		t.Errorf("of two members' rows the sheet of the first holds the first's alone:\n%s", text)
	}
	must(t, w.db.SaveAlert(context.Background(), &casework.Alert{CaseID: own.ID, Rule: "earner_lost", Risk: "缺劳动力", Urgency: "黄", Members: second, Evidence: `{}`, FirstRun: 1, LastRun: 1, RaisedOn: asOf}))
	if label := w.server.words.rule("earner_lost"); strings.Contains(w.disclosed("clerk", own.Household, 0), label) || !strings.Contains(w.disclosed("clerk", own.Household, 1), label) {
		t.Error("an alert about one member is told to that member alone")
	}
}

// disclosed are the words of the sheet of a member.
func (w *world) disclosed(login, household string, member int) string {
	w.t.Helper()
	users, err := w.db.Users(w.t.Context())
	must(w.t, err)
	h, err := w.db.Household(w.t.Context(), household, false)
	must(w.t, err)
	for _, u := range users {
		if u.Login != login {
			continue
		}
		d := &disclosure{s: w.server, u: u, who: w.server.readerFor(u, h.Division), h: h, p: &h.Members[member]}
		parts, err := d.parts(w.t.Context())
		must(w.t, err)
		sheet, err := document.Disclosure{Village: h.Division, Person: d.p.Name, Parts: parts, AnswerDays: 15, By: u.Name, On: asOf}.Sheet()
		must(w.t, err)
		var b bytes.Buffer
		must(w.t, sheet.Write(&b, document.HTML))
		return b.String()
	}
	w.t.Fatal("no such user")
	return ""
}

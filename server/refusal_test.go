package server

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"

	"dixian/casework"
	"dixian/division"
)

// filedNames are what the whole file of the case has, in its order.
func (l *life) filedNames() (out []string) {
	l.t.Helper()
	ctx := context.Background()
	u, err := l.db.UserByLogin(ctx, "county_clerk")
	must(l.t, err)
	file, err := l.service.File(ctx, u, l.id)
	must(l.t, err)
	h, err := l.db.Household(ctx, file.Case.Household, false)
	must(l.t, err)
	for _, part := range l.server.paper(u, file, h).parts() {
		out = append(out, part.name)
	}
	return out
}

func (l *life) letter(want ...string) {
	l.t.Helper()
	status, text := l.page("town_clerk", "refusal")
	for _, w := range want {
		if status != http.StatusOK || !strings.Contains(text, w) {
			l.t.Errorf("the letter (%d) does not say %q: %s", status, w, text)
		}
	}
}

// Whoever refuses writes a letter: the town, a visit that finds no risk where the
// household declared itself, a review that keeps the refusal. Each names the office
// above that reviews it and stands in the whole file.
//
// Source: casework contract, States, "Refusal at any step".
func TestEveryRefusalIsALetter(t *testing.T) {
	w := newWorld(t)
	w.screened()
	l := begin(t, w)
	w.user("town_head", l.record().Division)
	l.desk()
	l.visit()
	if status, _ := l.page("town_clerk", "refusal"); status != http.StatusNotFound {
		t.Errorf("nobody has refused yet: %d", status)
	}
	refusal := form{"ground": "已由其他政策帮扶", "would_change": "帮扶到期而难处还在"}
	l.moved("town_head", "refuse_at_town", "已享受低保", refusal, "refused")
	county, _ := division.Guizhou().Name(l.record().Division.County())
	l.letter("经乡镇研究", "不予纳入", "已由其他政策帮扶", "帮扶到期而难处还在", "30 日", county+"人民政府申请复核")
	if got := l.filedNames(); !slices.Contains(got, "不予纳入告知书") {
		t.Errorf("the whole file has %v", got)
	}
	l.moved("village_cadre", "ask_review", "", form{"says": "钱不够"}, "refused")
	l.moved("county_clerk", "uphold_refusal", "低保金已按月到账", nil, "refused")
	l.letter("维持不予纳入", "低保金已按月到账")
	if got := l.filedNames(); !slices.Contains(got, "不予纳入告知书") || !slices.Contains(got, "复核结果告知书") {
		t.Errorf("the whole file has %v", got)
	}

	t.Log("what the household never asked for is closed without a letter, what it declared is not")
	for _, channel := range []string{casework.FromDepartments, casework.FromHousehold} {
		want := channel == casework.FromHousehold
		c := l.record()
		c.State, c.Channel, c.RiskFound = "visited", channel, false
		must(t, w.db.SaveCase(context.Background(), c))
		must(t, w.db.AddEvent(context.Background(), &casework.Event{CaseID: c.ID, At: w.service.Now(), Day: w.service.Today(), User: "county_clerk", Act: "overturn_refusal", From: "refused", To: "dispatched"}))
		l.moved("town_clerk", "close_no_risk", "入户所见平稳", form{"would_change": "家里有人住院", "declarant_answer": "本人没有意见"}, "closed_no_risk")
		if got := slices.Contains(l.kindsOf("town_clerk"), "refusal"); got != want {
			t.Errorf("closing what came by %s has a letter: %v", channel, got)
		}
	}
	l.letter("目前没有发现返贫致贫风险", "家里有人住院", "30 日", county+"人民政府申请复核")
}

// record is the case as it is kept.
func (l *life) record() *casework.Case {
	l.t.Helper()
	c, err := l.db.Case(context.Background(), l.id, []division.Code{casework.Everywhere})
	must(l.t, err)
	return c
}

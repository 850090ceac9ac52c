package server

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"dixian/casework"
)

// What is supervised leaves as its page shows it: what is open, who is late, and below
// the county no word of a petition.
func TestSupervisionsLeaveAsTheirPageShowsThem(t *testing.T) {
	w := newWorld(t)
	w.screened()
	c := w.cases(home)[0]
	w.user("county_clerk", c.Division)
	w.user("town_clerk", c.Division)
	for _, v := range []casework.Supervision{
		{Level: 4, OrderedAs: "市", OrderedOn: asOf - 20, DueOn: asOf - 10, Reason: "两个月没有进展", Answer: "已落实", AnsweredAs: "县", AnsweredOn: asOf - 9, Verdict: "属实", ClosedOn: asOf - 8},
		{Level: 5, OrderedAs: "省", OrderedOn: asOf - 5, DueOn: asOf + 9, Reason: "12345 来电反映孩子转学没人管"},
	} {
		v.CaseID, v.OrderedBy = c.ID, "-"
		must(t, w.db.SaveSupervision(context.Background(), &v))
	}
	for _, who := range []struct {
		role string
		open string
		want []string
		not  []string
	}{
		{"county_clerk", "", []string{"两个月没有进展", "市级", "省级", "孩子转学没人管", "属实", c.Household}, nil},
		{"county_clerk", "true", []string{"孩子转学没人管", "只看没办完的：是"}, []string{"两个月没有进展"}},
		{"town_clerk", "", []string{"两个月没有进展", "上级交办"}, []string{"12345", "转学"}},
	} {
		file := fmt.Sprint(w.as(who.role).taken(w.as(who.role).asked("supervisions", map[string]any{"filter": map[string]string{"open": who.open}})))
		for _, word := range who.want {
			if !strings.Contains(file, word) {
				t.Errorf("%s, open %q: no %q in %s", who.role, who.open, word, file)
			}
		}
		for _, word := range who.not {
			if strings.Contains(file, word) {
				t.Errorf("%s, open %q: %q in %s", who.role, who.open, word, file)
			}
		}
	}
}

// Requests for correction leave with their clocks, those that wait or those answered,
// and with no number, not even one that somebody said.
func TestCorrectionsLeaveMasked(t *testing.T) {
	w := newWorld(t)
	w.screened()
	c := w.cases(home)[0]
	w.user("county_clerk", c.Division)
	clerk := w.as("county_clerk")
	u, err := w.db.UserByLogin(context.Background(), "county_clerk")
	must(t, err)
	h, err := w.service.Registry.Household(context.Background(), c.Household, false)
	must(t, err)
	var asked []*casework.Correction
	for _, says := range []string{"电话应当是 13900001111", "名字写错了"} {
		one, err := w.service.AskCorrection(context.Background(), u, h.Code, h.Members[0].Number, says)
		must(t, err)
		asked = append(asked, one)
	}
	_, err = w.service.AnswerCorrection(context.Background(), u, asked[1].ID, asked[1].Version, casework.NotCorrected, "户口簿就是这样写的", 0)
	must(t, err)
	for answered, want := range map[string]string{"false": "电话应当是 ******", "true": "户口簿就是这样写的"} {
		rows := clerk.taken(clerk.asked("corrections", map[string]any{"filter": map[string]string{"answered": answered}}))
		file := fmt.Sprint(rows)
		if !strings.Contains(file, want) || !strings.Contains(file, h.Members[0].Number) || leak([]byte(file)) != "" || !strings.Contains(file, "共 1 行") {
			t.Errorf("answered %s: %s", answered, file)
		}
	}
	// As the other lists of families: of more than 500 another person knows.
	var lists exportList
	clerk.get("/api/exports", &lists)
	for _, name := range []string{"supervisions", "corrections"} {
		if i := slices.IndexFunc(lists.Lists, func(l takeableView) bool { return l.List == name }); i < 0 || !lists.Lists[i].Persons || lists.Lists[i].Whole {
			t.Errorf("%s: %+v", name, lists.Lists)
		}
	}
}

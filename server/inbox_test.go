package server

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"dixian/registry"
	"dixian/setting"
)

// due is what waits for a client's user.
func (c *client) due() dueInbox {
	c.w.t.Helper()
	var v dueInbox
	c.get("/api/inbox", &v)
	return v
}

// of are the items of a household, as kind and label.
func (v dueInbox) of(household string) (out []string) {
	for _, g := range v.Groups {
		for _, item := range g.Items {
			if g.Household == household {
				out = append(out, item.Kind+" "+item.Label)
			}
		}
	}
	return out
}

// tables is how many tables are due.
func (v dueInbox) tables() (n int) {
	for _, g := range v.Groups {
		for _, item := range g.Items {
			if item.Kind == "delivery" {
				n += item.Count
			}
		}
	}
	return n
}

func (c *client) told() messageList {
	c.w.t.Helper()
	var v messageList
	c.get("/api/messages?limit=200", &v)
	return v
}

// about are the messages about a case, by kind, the newest first.
func (v messageList) about(id int64) (kinds string) {
	for _, m := range v.Messages {
		if m.Case == id {
			kinds += m.Kind + " "
		}
	}
	return strings.TrimSpace(kinds)
}

func (w *world) ticks() {
	w.t.Helper()
	_, err := w.inbox.Tick(context.Background())
	must(w.t, err)
}

func TestWhatWaitsForWhom(t *testing.T) {
	w := newWorld(t)
	w.screened()
	c := w.inState(home, "triage")
	for _, role := range []string{"county_clerk", "county_head", "town_clerk", "village_cadre", "department", "sysadmin", "analyst"} {
		w.user(role, c.Division)
	}
	must(t, w.db.CreateSetting(context.Background(), &setting.Request{State: setting.Pending, Parameter: "visit_days", Division: home, From: asOf + 30, Value: 2, AskedBy: "county_head"}))
	w.askedChange(c)
	w.later(7) // the tenth of the month, by which tables are due, comes near

	clerk := w.as("county_clerk")
	got := clerk.due()
	if items := got.of(c.Household); !slices.Contains(items, "step 待研判") {
		t.Errorf("the desk is told of the clue: %v", items)
	}
	if other := got.of(""); !slices.ContainsFunc(other, func(s string) bool { return strings.HasPrefix(s, "parameter 入户时限") }) ||
		!slices.ContainsFunc(other, func(s string) bool { return strings.HasPrefix(s, "changes ") }) ||
		!slices.ContainsFunc(other, func(s string) bool { return strings.HasPrefix(s, "delivery 黎平县") }) {
		t.Errorf("what others ask the county: %v", other)
	}
	if head := w.as("county_head").due(); slices.ContainsFunc(head.of(""), func(s string) bool { return strings.HasPrefix(s, "parameter") }) {
		t.Error("who asked for a value decides on it")
	}
	if own := w.as("department").due(); own.Total != 1 || !slices.Equal(own.of(""), []string{"delivery 黎平县"}) || own.tables() >= got.tables() {
		t.Errorf("a department owes its own tables, fewer than the county's %d, and nothing else: %+v", got.tables(), own)
	}
	for _, login := range []string{"village_cadre", "sysadmin", "analyst"} {
		if v := w.as(login).due(); v.Total != 0 || v.Late != 0 || v.More {
			t.Errorf("%s: nothing waits, and: %+v", login, v)
		}
	}
	if r := clerk.do("POST", fmt.Sprintf("/api/cases/%d/moves", c.ID), map[string]any{"move": "dispatch", "version": c.Version}); r.status != http.StatusOK {
		t.Fatalf("%s", r)
	}
	if items := w.as("village_cadre").due().of(c.Household); !slices.Equal(items, []string{"step 待入户"}) {
		t.Errorf("the village: %v", items)
	}
	if items := clerk.due().of(c.Household); slices.Contains(items, "step 待研判") {
		t.Errorf("it still waits at the desk: %v", items)
	}
}

// The soonest comes first, and what is late is counted.
func TestTheInboxIsOrderedByDay(t *testing.T) {
	w := newWorld(t)
	w.screened()
	cases := w.cases(home)
	w.user("county_clerk", cases[0].Division)
	w.later(30)
	v := w.as("county_clerk").due()
	last := ""
	for _, g := range v.Groups {
		if day := g.Items[0].DueOn; day != "" && day < last {
			t.Fatalf("%s after %s", day, last)
		} else if day != "" {
			last = day
		}
	}
	if v.Late == 0 || v.Groups[0].Items[0].Light != "late" || *v.Groups[0].Items[0].DaysLeft >= 0 {
		t.Errorf("a month later: %d late, first %+v", v.Late, v.Groups[0])
	}
}

func TestMessagesFollowTheClock(t *testing.T) {
	w := newWorld(t)
	w.screened()
	c := w.inState(home, "triage")
	for _, role := range []string{"county_clerk", "town_clerk", "village_cadre"} {
		w.user(role, c.Division)
	}
	w.userAs("elsewhere", "village_cadre", foreign+1_001)
	r := w.as("county_clerk").do("POST", fmt.Sprintf("/api/cases/%d/moves", c.ID), map[string]any{"move": "dispatch", "version": c.Version})
	if r.status != http.StatusOK {
		t.Fatalf("%s", r)
	}
	for _, step := range []struct {
		later         int
		cadre, county string
		town          string
	}{
		{0, "dispatched", "", ""},
		{2, "half_gone dispatched", "", ""},
		{1, "half_gone dispatched", "", ""},
		{1, "overdue half_gone dispatched", "", "below_late"},
		{5, "overdue half_gone dispatched", "", "below_late"},
	} {
		w.later(step.later)
		w.ticks()
		w.ticks()
		for login, want := range map[string]string{"village_cadre": step.cadre, "county_clerk": step.county, "town_clerk": step.town, "elsewhere": ""} {
			if got := w.as(login).told().about(c.ID); got != want {
				t.Errorf("%d days on %s is told %q, want %q", step.later, login, got, want)
			}
		}
	}
	cadre := w.as("village_cadre")
	raw := cadre.do("GET", "/api/messages", nil)
	if c.Head == "" || strings.Contains(string(raw.body), c.Head) || strings.Contains(string(raw.body), c.Household) {
		t.Errorf("a message names the family %s: %s", c.Head, raw)
	}
}

func TestReadingMessages(t *testing.T) {
	w := newWorld(t)
	w.screened()
	c := w.inState(home, "triage")
	w.user("county_clerk", c.Division)
	w.userAs("second", "county_clerk", home)
	w.later(20)
	w.ticks()
	clerk := w.as("county_clerk")
	told := clerk.told()
	if told.Unread < 3 || len(told.Messages) < 3 {
		t.Fatalf("%+v", told)
	}
	if i := slices.IndexFunc(told.Messages, func(m messageView) bool { return m.Kind == "digest" }); i < 0 || told.Messages[i].Tally.Late == 0 || told.Messages[i].Case != 0 {
		t.Errorf("no digest, or one of nothing: %+v", told.Messages)
	}
	var page messageList
	clerk.get("/api/messages?limit=2", &page)
	var rest messageList
	clerk.get(fmt.Sprintf("/api/messages?limit=1&before=%d", page.Next), &rest)
	if len(page.Messages) != 2 || rest.Messages[0].ID != told.Messages[2].ID {
		t.Errorf("pages: %+v then %+v", page, rest)
	}
	// Another's message is not read by who asks for it.
	var seen unreadView
	w.as("second").do("POST", "/api/messages/read", map[string]any{"ids": []int64{told.Messages[0].ID}}).into(t, &seen)
	if now := clerk.told(); now.Unread != told.Unread {
		t.Errorf("somebody else has read it: %d of %d", now.Unread, told.Unread)
	}
	clerk.do("POST", "/api/messages/read", map[string]any{"ids": []int64{told.Messages[0].ID}}).into(t, &seen)
	if seen.Unread != told.Unread-1 {
		t.Errorf("one is read: %d of %d", seen.Unread, told.Unread)
	}
	clerk.do("POST", "/api/messages/read", map[string]any{"ids": []int64{}}).into(t, &seen)
	if seen.Unread != 0 {
		t.Errorf("all are read: %d", seen.Unread)
	}
}

// A visit is listed when it comes up, and a decision on a household beside its case.
func TestVisitsAndDecisionsStandWithTheirHousehold(t *testing.T) {
	w := newWorld(t)
	w.screened()
	c := w.inState(home, "triage")
	w.user("village_cadre", c.Division)
	w.user("county_clerk", c.Division)
	c.State, c.DueOn, c.VisitDueOn = "monitored", 0, w.service.Today()+20
	must(t, w.db.SaveCase(context.Background(), c))
	who := registry.WhoIs(&w.whole(c).Members[0])
	must(t, w.db.CreateRequests(context.Background(), []*registry.Request{{
		Kind: registry.Correct, State: registry.Pending, Household: c.Household, Division: c.Division, Reason: "写错了", AskedBy: "village_cadre", On: asOf, Form: registry.Form{Member: &who},
	}}))
	if items := w.as("village_cadre").due().of(c.Household); len(items) != 0 {
		t.Errorf("in twenty days: %v", items)
	}
	if items := w.as("county_clerk").due().of(c.Household); !slices.Equal(items, []string{"change 更正"}) {
		t.Errorf("the county decides: %v", items)
	}
	w.later(6)
	if items := w.as("village_cadre").due().of(c.Household); !slices.Equal(items, []string{"visit "}) {
		t.Errorf("in fourteen days: %v", items)
	}
}

// Visits that come up stand in the inbox of those who go, as they stand in the list
// of what is due, and in nobody else's.
func TestVisitsInTheInboxAreThoseThatAreDue(t *testing.T) {
	w := newWorld(t)
	w.screened()
	c := w.inState(home, "triage")
	for _, role := range []string{"county_clerk", "town_clerk", "village_cadre", "village_team", "analyst"} {
		w.user(role, c.Division)
	}
	c.State, c.DueOn, c.IdentifiedOn, c.VisitDueOn = "monitored", 0, w.service.Today()-100, w.service.Today()+14
	must(t, w.db.SaveCase(context.Background(), c))
	for login, goes := range map[string]bool{"village_cadre": true, "village_team": true, "town_clerk": true, "county_clerk": false, "analyst": false} {
		if got := slices.Contains(w.as(login).due().of(c.Household), "visit "); got != goes {
			t.Errorf("%s is told of the visit: %v", login, got)
		}
	}
	c.VisitDueOn++
	must(t, w.db.SaveCase(context.Background(), c))
	if items := w.as("village_cadre").due().of(c.Household); len(items) != 0 {
		t.Errorf("it is due in fifteen days: %v", items)
	}
}

// A complaint waits for the level above whom it is about, and for nobody else.
func TestAComplaintWaitsForTheLevelAbove(t *testing.T) {
	w := newWorld(t)
	for _, role := range []string{"village_cadre", "town_clerk", "county_clerk"} {
		w.user(role, someVillage)
	}
	r := w.as("village_cadre").do("POST", "/api/complaints", map[string]any{"division": someVillage.String(), "kind": "拖延", "about_level": 2, "says": "申报一个月没有回音"})
	var kept complaintReceipt
	if r.into(t, &kept); r.status != http.StatusCreated {
		t.Fatalf("%s", r)
	}
	waits := func(login string) []string { return w.as(login).due().of("") }
	for _, login := range []string{"village_cadre", "town_clerk"} {
		if items := waits(login); len(items) != 0 {
			t.Errorf("%s, of the level it is about or below: %v", login, items)
		}
	}
	complaint := func(s string) bool { return strings.HasPrefix(s, "complaint 拖延") }
	if items := waits("county_clerk"); !slices.ContainsFunc(items, complaint) {
		t.Errorf("the county: %v", items)
	}
	if r := w.as("county_clerk").do("POST", fmt.Sprintf("/api/complaints/%d", kept.ID), map[string]any{"version": 1, "answer": "已经入户，当面答复"}); r.status != http.StatusOK {
		t.Fatalf("%s", r)
	}
	if items := waits("county_clerk"); slices.ContainsFunc(items, complaint) {
		t.Errorf("answered, and waits: %v", items)
	}
}

package server

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"dixian/access"
	"dixian/audit"
	"dixian/casework"
)

// handover reads what would move from one to another.
func (w *world) handover(from, to *access.User) handoverView {
	w.t.Helper()
	var v handoverView
	w.as("sysadmin").get(fmt.Sprintf("/api/users/%d/handover?to=%d", from.ID, to.ID), &v)
	return v
}

// movesAll asks that all roles that may move do, as they were listed.
func (w *world) movesAll(from, to *access.User, v handoverView, change map[string]any) response {
	w.t.Helper()
	var grants []map[string]any
	for _, g := range v.Grants {
		if g.Moves {
			grants = append(grants, map[string]any{"role": g.Grant.Role, "division": g.Grant.Division})
		}
	}
	body := map[string]any{"to": to.ID, "grants": grants, "reason": "轮换到别的村", "seen": v.Seen}
	for key, value := range change {
		body[key] = value
	}
	return w.as("sysadmin").do("POST", fmt.Sprintf("/api/users/%d/handover", from.ID), body)
}

func TestAHandoverIsRefused(t *testing.T) {
	w, _ := county(t)
	village := w.cases(home)[0].Division
	w.userAs("sysadmin", "sysadmin", home)
	old, next := w.userAs("old", "village_cadre", village), w.userAs("next", "village_team", village)
	auditor, far := w.userAs("auditor", "auditor", home), w.userAs("far", "village_cadre", foreign+1201)
	both := w.userAs("both", "town_clerk", village.Town())
	both.Grants = append(both.Grants, access.Grant{Role: "village_cadre", Division: foreign + 1201})
	must(t, w.db.UpdateUser(t.Context(), both))
	v := w.handover(old, next)
	for _, c := range []struct {
		says   string
		r      response
		status int
		told   string
	}{
		{"without the list having been read", w.movesAll(old, next, v, map[string]any{"seen": "x"}), http.StatusConflict, "再看一遍清单"},
		{"without a reason", w.movesAll(old, next, v, map[string]any{"reason": " "}), http.StatusUnprocessableEntity, "为什么移交"},
		{"with a number in the reason", w.movesAll(old, next, v, map[string]any{"reason": "打 13900001111"}), http.StatusUnprocessableEntity, "不要写"},
		{"of no role", w.movesAll(old, next, v, map[string]any{"grants": []any{}}), http.StatusUnprocessableEntity, "请选要移交的角色"},
		{"of a role that the colleague has not", w.movesAll(old, next, v, map[string]any{"grants": []any{map[string]any{"role": "town_clerk", "division": village.Town().String()}}}), http.StatusUnprocessableEntity, "请选要移交的角色"},
		{"to oneself", w.movesAll(old, old, w.handover(old, old), map[string]any{"grants": []any{map[string]any{"role": "village_cadre", "division": village.String()}}}), http.StatusUnprocessableEntity, "另一个在用的账号"},
		{"to an auditor", w.movesAll(old, auditor, w.handover(old, auditor), map[string]any{"grants": []any{map[string]any{"role": "village_cadre", "division": village.String()}}}), http.StatusUnprocessableEntity, "三员要分设"},
		{"to somebody of another county", w.movesAll(old, far, v, nil), http.StatusNotFound, ""},
		{"from somebody of another county", w.movesAll(far, old, v, nil), http.StatusNotFound, ""},
		{"to somebody whose place is partly elsewhere", w.movesAll(old, both, v, nil), http.StatusNotFound, ""},
		{"by somebody who keeps no accounts", w.as("county_clerk").do("GET", fmt.Sprintf("/api/users/%d/handover", old.ID), nil), http.StatusForbidden, ""},
	} {
		if c.r.status != c.status || !strings.Contains(c.r.problem(t).says(), c.told) {
			t.Errorf("%s: %s", c.says, c.r)
		}
	}
	for _, u := range []string{"old", "next"} {
		if held, err := w.db.UserByLogin(t.Context(), u); err != nil || len(held.Grants) != 1 {
			t.Errorf("something has moved: %+v", held)
		}
	}
	// Who works in two counties takes nothing over: what is known here would be there.
	if err := access.MayTakeOver(old, both, old.Grants[0]); err != access.ErrElsewhere {
		t.Errorf("two counties: %v", err)
	}
}

// One step: the role with all that falls to it is the successor's, the colleague is
// signed out, both are told, and the log has who, what and how much.
func TestARotatedCadresTasksMoveInOneStep(t *testing.T) {
	for name, open := range stores {
		t.Run(name, func(t *testing.T) {
			w := newWorldIn(t, open)
			w.screened()
			c := w.cases(home)[0]
			w.user("sysadmin", c.Division)
			old, next := w.userAs("old", "village_cadre", c.Division), w.userAs("next", "town_clerk", c.Division.Town())
			stand := w.userAs("stand", "village_team", c.Division)
			c.State, c.StateSince, c.DueOn = "dispatched", w.service.Today(), w.service.Today()+3
			must(t, w.db.SaveCase(t.Context(), c))
			must(t, w.desk.Delegate(t.Context(), old, &access.Delegation{To: stand.Login, Grant: old.Grants[0], Since: w.service.Today(), Until: w.service.Today() + 5, Reason: "学习"}))
			w.askedChange(c)

			gone := w.as("old")
			v := w.handover(old, next)
			if len(v.Grants) != 1 || !v.Grants[0].Moves || v.Grants[0].Open == 0 || v.Grants[0].Visits == 0 || len(v.Stays) != 1 || v.Stays[0].Kind != "delegation" {
				t.Fatalf("listed: %+v", v)
			}
			if r := w.movesAll(old, next, v, nil); r.status != http.StatusOK {
				t.Fatalf("moved: %s", r)
			}
			if r := gone.do("GET", "/api/cases", nil); r.status != http.StatusUnauthorized {
				t.Errorf("the colleague reads on: %s", r)
			}
			held, err := w.db.UserByLogin(t.Context(), "old")
			must(t, err)
			if len(held.Grants) != 0 || !held.Disabled {
				t.Errorf("the colleague: %+v", held)
			}
			var due dueInbox
			w.as("next").get("/api/inbox", &due)
			if !strings.Contains(fmt.Sprint(due), c.Household) {
				t.Errorf("the clue is not the successor's: %+v", due)
			}
			if l, err := w.db.DelegationsOf(t.Context(), "stand", w.service.Today()); err != nil || l[0].EndedOn != w.service.Today() {
				t.Errorf("who stood in stands in still: %+v", l)
			}
			var told messageList
			w.as("next").get("/api/messages", &told)
			if len(told.Messages) != 1 || told.Messages[0].Kind != "taken_over" || told.Messages[0].StateLabel != "村干部" || told.Messages[0].Tally.Open != v.Grants[0].Open {
				t.Errorf("the successor was told: %+v", told.Messages)
			}
			if n, err := w.db.CountUnread(t.Context(), "old"); n != 1 || err != nil {
				t.Errorf("the colleague was told %d times: %v", n, err)
			}
			log, err := w.db.Page(t.Context(), audit.Filter{Limit: 20})
			must(t, err)
			says := fmt.Sprint(log[0].Detail, log[1].Detail, log[2].Detail)
			if !strings.Contains(says, "移交 next") || !strings.Contains(says, "轮换到别的村") {
				t.Errorf("the log: %s", says)
			}
			if r := w.movesAll(old, next, v, nil); r.status == http.StatusOK {
				t.Errorf("moved twice: %s", r)
			}
		})
	}
}

// Who prepared a decision does not sign it, whatever role they take over: such
// records are listed before anything moves.
func TestWhatTheSuccessorPreparedIsListed(t *testing.T) {
	w, _ := county(t)
	c := w.cases(home)[0]
	w.user("sysadmin", c.Division)
	head, clerk := w.userAs("head", "county_head", home), w.userAs("clerk", "county_clerk", home)
	var state, prepared string
	for _, m := range w.server.flow.Moves {
		if m.NotBy != nil && slices.Contains(m.By, "county_head") {
			state, prepared = m.From[0].Name, m.NotBy.Name
			break
		}
	}
	c.State = state
	must(t, w.db.SaveCase(t.Context(), c))
	must(t, w.db.AddEvent(t.Context(), &casework.Event{CaseID: c.ID, At: w.clock(), Day: w.service.Today(), User: "clerk", Act: prepared}))
	v := w.handover(head, clerk)
	if len(v.Grants[0].Signed) != 1 || v.Grants[0].Signed[0] != c.ID {
		t.Errorf("listed: %+v", v.Grants[0])
	}
	must(t, w.db.AddEvent(t.Context(), &casework.Event{CaseID: c.ID, At: w.clock(), Day: w.service.Today(), User: "county_clerk", Act: prepared}))
	if v := w.handover(head, clerk); len(v.Grants[0].Signed) != 0 {
		t.Errorf("another prepared it since: %+v", v.Grants[0])
	}
}

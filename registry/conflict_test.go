package registry_test

import (
	"errors"
	"fmt"
	"testing"

	"dixian/access"
	"dixian/registry"
	"dixian/workflow"
)

func (w *world) field(code, member, field, now string) registry.Request {
	h := w.household(code)
	r := registry.Request{Kind: registry.Correct, Household: code, Form: registry.Form{Fields: []registry.Change{{Field: field, Old: h.Cells()[field], New: now}}}}
	if member != "" {
		who := w.who(code, member)
		r.Form.Member = &who
		for i := range h.Members {
			if h.Members[i].Name == member {
				r.Form.Fields[0].Old = h.Members[i].Cells()[field]
			}
		}
	}
	return r
}

// Who has looked at an older version is shown both, and nothing is kept.
func TestAStaleRequestIsRefusedWithBothVersions(t *testing.T) {
	w := newWorld(t)
	w.done(w.field("甲1", "", "phone", "13900002222"))
	r := w.field("甲1", "", "address", "新村")
	r.Form.Seen = map[string]int{"甲1": 1}
	w.fill(&r)
	var stale *registry.Stale
	if err := w.service.Ask(t.Context(), cadre, &r); !errors.As(err, &stale) {
		t.Fatalf("got %v", err)
	}
	if stale.Seen != 1 || stale.Now != 2 || len(stale.Differences) != 1 || stale.Differences[0].Field != "phone" || stale.Differences[0].Old != "13900001111" || stale.Differences[0].New != "13900002222" {
		t.Errorf("%+v", stale)
	}
}

// Two who ask for the same field: the second is in conflict. Different fields do
// not disturb each other, and what is already so does no harm.
func TestConflictsAreOfFields(t *testing.T) {
	w := newWorld(t)
	first, second := w.asked(w.field("甲1", "", "phone", "13900002222")), w.asked(w.field("甲1", "", "phone", "13900003333"))
	same, other := w.asked(w.field("甲1", "", "phone", "13900002222")), w.asked(w.field("甲1", "甲子", "education", "高中"))
	approve := func(r *registry.Request) error {
		_, err := w.service.Approve(t.Context(), clerk, r.ID, r.Version, "")
		return err
	}
	must(t, approve(first))
	var stale *registry.Stale
	if err := approve(second); !errors.As(err, &stale) || stale.Differences[0].Old != "13900001111" || stale.Differences[0].New != "13900002222" {
		t.Errorf("got %v: %+v", err, stale)
	}
	trial, err := w.service.Try(t.Context(), clerk, second.ID)
	must(t, err)
	if !errors.As(trial.Stands, &stale) {
		t.Errorf("a trial says %v", trial.Stands)
	}
	must(t, approve(same))
	must(t, approve(other))
	if h := w.household("甲1"); h.Phone != "13900002222" || h.Members[2].Education != "高中" || h.Version != 3 {
		t.Errorf("%+v", h)
	}
}

// What cannot be any more when it is decided is not applied.
func TestADecisionIsHeldToWhatIsNow(t *testing.T) {
	w := newWorld(t)
	mother := w.who("甲1", "甲母")
	death := w.asked(registry.Request{Kind: registry.Death, Form: registry.Form{Member: &mother}})
	w.done(registry.Request{Kind: registry.MoveOut, Form: registry.Form{Leave: []registry.Who{mother}}})
	w.done(registry.Request{Kind: registry.Death, Form: registry.Form{Member: &mother}})
	_, err := w.service.Approve(t.Context(), clerk, death.ID, death.Version, "")
	says(t, err, "已经登记为死亡")
	w.cases.err = &workflow.Refused{Move: "rehouse", Faults: []workflow.Fault{{Says: "两户都有在办"}}}
	merge := registry.Request{Kind: registry.Merge, Other: "乙1", Form: registry.Form{Relations: []registry.Relation{w.relation("乙1", "乙姑", "兄弟姐妹")}}}
	w.fill(&merge)
	must(t, w.service.Ask(t.Context(), clerk, &merge))
	before := w.family("甲1")
	_, err = w.service.Approve(t.Context(), head, merge.ID, merge.Version, "")
	says(t, err, "两户都有在办")
	if w.family("甲1") != before || w.household("乙1").EndedOn != 0 {
		t.Error("a merge that the cases refuse is applied all the same")
	}
}

// An undo is a request like others, and refused once something else has changed.
func TestUndo(t *testing.T) {
	w := newWorld(t)
	before := w.family("甲1")
	asked := w.asked(w.field("甲1", "", "phone", "13900002222"))
	_, err := w.service.AskUndo(t.Context(), cadre, asked.ID, "弄错了")
	says(t, err, "批准了的变更才能撤销")
	if _, err := w.service.AskUndo(t.Context(), stranger, asked.ID, "弄错了"); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("another county: %v", err)
	}
	merge := registry.Request{Kind: registry.Merge, Other: "乙1", Form: registry.Form{Relations: []registry.Relation{w.relation("乙1", "乙姑", "兄弟姐妹")}}}
	w.fill(&merge)
	must(t, w.service.Ask(t.Context(), clerk, &merge))
	_, err = w.service.Approve(t.Context(), head, merge.ID, merge.Version, "")
	must(t, err)
	undo, err := w.service.AskUndo(t.Context(), clerk, merge.ID, "并错了户")
	must(t, err)
	_, err = w.service.AskUndo(t.Context(), head, merge.ID, "并错了户")
	says(t, err, "已经有人提出撤销")
	_, err = w.service.Approve(t.Context(), clerk, undo.ID, undo.Version, "")
	says(t, err, "两个人")
	w.cases.told = nil
	_, err = w.service.Approve(t.Context(), head, undo.ID, undo.Version, "")
	must(t, err)
	if w.family("甲1") != before || w.family("乙1") != "乙姑户主" || w.household("乙1").EndedOn != 0 || w.household("乙1").Version != 3 {
		t.Errorf("%q, %q", w.family("甲1"), w.family("乙1"))
	}
	if len(w.cases.told) == 0 || w.cases.told[0].From != "甲1" || w.cases.told[0].To != "乙1" {
		t.Errorf("the case does not go back: %+v", w.cases.told)
	}
	_, err = w.service.AskUndo(t.Context(), clerk, undo.ID, "又改主意")
	says(t, err, "重新提出原来的变更")
	done := w.done(w.field("甲1", "", "phone", "13900004444"))
	w.done(w.field("甲1", "", "address", "新村"))
	var stale *registry.Stale
	if _, err := w.service.AskUndo(t.Context(), cadre, done.ID, "号码不对"); !errors.As(err, &stale) || stale.Differences[0].Field != "address" {
		t.Errorf("an undo over a later change: %v", err)
	}
}

// A group is decided as it was seen, by somebody else, and what cannot be applied
// stays pending.
func TestGroups(t *testing.T) {
	w := newWorld(t)
	var list []registry.Household
	for i := range 700 {
		h := registry.Household{Code: fmt.Sprintf("G%04d", i), Division: village, Kind: "脱贫户", Members: []registry.Person{person("某某", fmt.Sprintf("LS%04d", i), "户主")}}
		list = append(list, h)
	}
	_, _, err := w.db.Replace(t.Context(), list)
	must(t, err)
	var requests []*registry.Request
	for i := range list {
		r := w.field(list[i].Code, "某某", "labor", "无劳动力")
		r.Division, r.State, r.Batch, r.Group, r.AskedBy, r.AskedName, r.On, r.Reason = village, registry.Pending, 7, "correct/persons/labor", "clerk", "clerk", today, "文件"
		requests = append(requests, &r)
	}
	must(t, w.db.CreateRequests(t.Context(), requests))
	w.done(w.field("G0003", "某某", "labor", "弱劳动力或半劳动力"))
	key := "correct/persons/labor"
	for _, c := range []struct {
		says string
		user *access.User
		n    int
		key  string
		want string
	}{
		{"who asked", clerk, 700, key, "两个人"},
		{"who saw another number", head, 699, key, "现在是 700 条"},
	} {
		_, err := w.service.ApproveGroup(t.Context(), c.user, 7, c.key, c.n, "")
		says(t, err, c.want)
	}
	for _, u := range []*access.User{cadre, townsman} {
		if _, err := w.service.ApproveGroup(t.Context(), u, 7, key, 700, ""); !errors.Is(err, access.ErrForbidden) {
			t.Errorf("%s: %v", u.Login, err)
		}
	}
	if _, err := w.service.ApproveGroup(t.Context(), stranger, 7, key, 700, ""); !errors.Is(err, access.ErrNotFound) {
		t.Errorf("another county: %v", err)
	}
	groups, err := w.db.RequestGroups(t.Context(), registry.RequestFilter{Scope: head.Scope()})
	must(t, err)
	if len(groups) != 1 || groups[0].Count != 700 || groups[0].Key != key || groups[0].Batch != 7 {
		t.Errorf("%+v", groups)
	}
	out, err := w.service.ApproveGroup(t.Context(), head, 7, key, 700, "同意")
	must(t, err)
	if out.Done != 699 || len(out.Stuck) != 1 || out.Stuck[0].Household != "G0003" {
		t.Errorf("%+v", out)
	}
	for _, code := range []string{"G0000", "G0499", "G0500", "G0699"} {
		if h := w.household(code); h.Members[0].Labor != "无劳动力" || h.Version != 2 {
			t.Errorf("%+v", h)
		}
	}
	if h := w.household("G0003"); h.Members[0].Labor != "弱劳动力或半劳动力" {
		t.Errorf("%+v", h)
	}
	_, err = w.service.RefuseGroup(t.Context(), head, 7, key, 1, "")
	says(t, err, "理由")
	out, err = w.service.RefuseGroup(t.Context(), head, 7, key, 1, "已另行更正")
	must(t, err)
	if out.Done != 1 {
		t.Errorf("%+v", out)
	}
	n, err := w.db.CountRequests(t.Context(), registry.RequestFilter{Scope: head.Scope(), State: registry.Pending})
	must(t, err)
	if n != 0 {
		t.Errorf("%d stay pending", n)
	}
}

// Requests of one group build on each other: two about one household are both
// applied, and of two that bring in the same person the second is stuck.
func TestRequestsOfAGroupBuildOnEachOther(t *testing.T) {
	w := newWorld(t)
	file := w.theFile()
	file[0].Members[0].Labor, file[0].Members[2].Labor = "无劳动力", "无劳动力"
	for _, code := range []string{"乙2", "乙3"} {
		file = append(file, registry.Household{Code: code, Division: neighbour, Kind: "一般农户", Members: []registry.Person{person("新人", newID, "户主")}})
	}
	w.proposed(file)
	groups, err := w.db.RequestGroups(t.Context(), registry.RequestFilter{Scope: head.Scope()})
	must(t, err)
	done, stuck := 0, ""
	for _, g := range groups {
		out, err := w.service.ApproveGroup(t.Context(), head, g.Batch, g.Key, g.Count, "")
		must(t, err)
		done += out.Done
		for _, s := range out.Stuck {
			stuck += s.Household + " " + s.Why
		}
	}
	if h := w.household("甲1"); h.Members[0].Labor != "无劳动力" || h.Members[2].Labor != "无劳动力" || h.Version != 3 {
		t.Errorf("%+v", h)
	}
	if done != 3 || stuck != "乙3 新人 还在 乙2 户，一个人只能在一户：请从那一户办迁出、婚出，写明去向" {
		t.Errorf("%d done, stuck: %q", done, stuck)
	}
}

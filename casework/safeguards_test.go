package casework_test

import (
	"slices"
	"strings"
	"testing"

	"dixian/calendar"
	"dixian/rule"
	"dixian/workflow"
)

// safeguards are the sentences of the package's refusals, each with what a case or
// a form must show for it to stand in the way. `form.` is of the form, the rest of
// the record; a bool is truth, a number a count, a text an answer.
//
// Source: casework contract, States ("refused when"), Words, Refusal and Never.
var safeguards = map[string]map[string]any{
	"农户申报不在研判台了结，要派人上门":               {"channel": "自主申报"},
	"农户申报不在研判台并掉，要派人上门":               {"channel": "代报"},
	"急件要立即派单入户，不能在研判台了结":              {"urgency": "红"},
	"急件要立即派单入户，不能并掉":                  {"urgency": "红"},
	"家庭成员还没有核对，请逐一核对后再提交":             {"form.members_confirmed": "否"},
	"家庭成员还没有核对":                       {"members_confirmed": false},
	"入户要两个人，两处写的是同一个人":                {"form.visitor_2": "王某"},
	"入户日期在今天之后":                       {"form.visited_on": "2025-06-10"},
	"评议日期在今天之后":                       {"form.held_on": "2025-06-10"},
	"张贴日期在今天之后":                       {"form.posted_on": "2025-06-10"},
	"识别时间在今天之后":                       {"form.decided_on": "2025-06-10"},
	"消除时间在今天之后":                       {"form.cleared_on": "2025-06-10"},
	"入户核查认为有风险，不能按无风险关闭":              {"risk_found": true, "in_watch": false},
	"入户核查认为有风险，要按新一轮识别或回退消除办理":        {"risk_found": true},
	"最近一次回访认为有风险，要按新一轮识别或回退消除办理":      {"risk_found": true},
	"入户核查认为没有风险；如不同意，请退回重新入户":         {"risk_found": false},
	"这一户在消除后的回访期内，请转回回访期，不能关闭":        {"in_watch": true},
	"这一户在消除后的回访期内，由县级定为新一轮、回退或转回回访期":  {"in_watch": true},
	"这一户在消除后的回访期内，请办“不予纳入新一轮，转回回访期”":  {"in_watch": true},
	"这一件没有不予纳入，不用复核；家里情况有变化的，请按新情况登记": {"refused_here": false},
	"消除后的回访还没有做完，登记里还有这一户的人；整户死亡或迁离的，先在农户登记里逐人办理，再终止": {"watch_visits_owed": 1},
	"这一户不在消除后的回访期内":                                     {"in_watch": false},
	"没有可以回退的消除；回退只用于消除后的回访期内":                           {"in_watch": false},
	"消除后的回访期还没有满":                                       {"watch_months_over": false},
	"消除后第三个月和第十二个月的回访还没有做完":                             {"watch_visits_owed": 1},
	"农户申报的，关闭前要先给申报人打电话并记下答复":                           {"channel": "自主申报", "form.declarant_answer": ""},
	"还有成年人没有签授权书，比对前每个成年人都要签；不签不影响先给帮扶":                 {"authorised": false},
	"有成年人的授权书已撤回或到期，要重新签":                               {"authorised": false},
	"还有命中没有核实，逐条核实后才能进入评议":                              {"open_hits": 1},
	"还有命中没有核实":                                          {"open_hits": 1},
	"有命中核实为属实且不予纳入；要纳入的，先由乡镇改为豁免并写明理由":                  {"excluding_hits": 1},
	"农户对命中有答复，乡镇还没有看；请乡镇按答复把这条命中再核一次":                   {"unheard_answers": 1},
	"有命中核实为不予纳入，农户还没有被告知、五天答复期没有过，或者农户的答复还没有看；请先听农户怎么说": {"unheard_hits": 1},
	"还有异议没有处理完":                                         {"open_objections": 1},
	"到会人数不够，评议无效":                                       {"form.attended": "19", "form.agreed": "15"},
	"亲属没有回避，评议无效，请重新评议":                                 {"form.relatives_recused": "否"},
	"票数多于到会人数，请核对":                                      {"form.against": "2"},
	"实到人数多于应到人数，请核对":                                    {"form.attended": "31"},
	"应到人数至少一人，人数和票数不能小于零":                               {"form.against": "-1"},
	"评议没有通过（同意的没有超过到会的一半），不能公示；请退回重新入户，或由乡镇不予纳入":        {"vote_carried": false},
	"评议没有通过（同意的没有超过到会的一半），不能公示消除；请按暂不消除办理":              {"vote_carried": false},
	"公示没有满五个整日（张贴当天不算）":                                 {"days_posted": 4},
	"缺张贴时的照片；请村里在案件页“照片”里选“张贴”补存":                       {"photos_posted": 0},
	"缺公示期满的照片；请村里在第五个整日或以后拍公示栏，在案件页“照片”里选“期满”存上":        {"photos_taken_down": 0},
	"脱贫户不能认定为边缘易致贫户":                                    {"kind": "脱贫户", "form.object_type": "边缘易致贫户"},
	"一般农户不能认定为脱贫不稳定户":                                   {"kind": "一般农户", "form.object_type": "脱贫不稳定户"},
	"这一户以前有过不予纳入，再次不予纳入要由县级领导阅签":                        {"refused_before": 1},
	"已过申请复核的期限；家里情况有变化的，请按新情况登记":                        {"days_refused": 31},
	"复核申请已经登记，等上一级答复":                                   {"review_open": true},
	"这次不予纳入已经复核过；家里情况有变化的，请按新情况登记":                      {"reviewed": true},
	"没有待办的复核申请":                                         {"review_open": false},
	"复核由作出决定的上一级、另一个人办理":                                {"reviewer_above": false},
	"这一户另有在办的线索，请在那一件里办":                                {"other_open": true},
	"纳入监测不满六个月":                                         {"months_monitored": 5},
	"还没有一项措施落实":                                         {"measures_done": 0},
	"还有预警没有消除":                                          {"open_alerts": 1},
	"判断所依据的部门数据没有覆盖本县，不能据此消除":                           {"uncovered_tables": 1},
	"整户没有劳动能力，暂不标注消除；确需消除的由市级写明理由准许":                    {"labour": 0},
	"收入、支出、三保障和饮水有一项没有稳定，不能申请消除":                        {"form.guarantees_sound": "否"},
}

// allows is, for a move, a record that nothing stands against: what most moves
// want, and what a few want otherwise.
func allows(m *rule.Move) map[string]any {
	all := map[string]any{
		"channel": "部门预警", "urgency": "黄", "kind": "脱贫户", "members_confirmed": true, "risk_found": true, "authorised": true,
		"open_hits": 0, "excluding_hits": 0, "unheard_answers": 0, "unheard_hits": 0, "days_posted": 5, "photos_posted": 1, "photos_taken_down": 1, "open_objections": 0, "labour": 2, "development_measures": 1, "measures_done": 1,
		"months_monitored": 6, "open_alerts": 0, "uncovered_tables": 0, "clearing_lifted": false, "in_watch": false, "watch_months_over": true, "refused_before": 0,
		"days_refused": 30, "refused_here": true, "members_left": 3, "review_open": false, "reviewed": false, "reviewer_above": true, "other_open": false, "vote_carried": true, "watch_visits_owed": 0,
	}
	switch m.Name {
	case "close_no_risk", "end_watch":
		all["risk_found"] = false
	case "back_to_watch":
		all["risk_found"], all["in_watch"] = false, true
	case "roll_back", "refuse_to_watch", "end_naturally":
		all["in_watch"] = true
	case "uphold_refusal", "overturn_refusal", "uphold_in_watch", "overturn_in_watch":
		all["review_open"] = true
	}
	return all
}

// answers fills a move's form in the way that nothing stands against.
func answers(m *rule.Move) map[string]string {
	all := map[string]string{
		"visited_on": "2025-06-09", "visitor_1": "王某", "visitor_2": "李某", "members_confirmed": "是", "risk_found": "是",
		"held_on": "2025-06-09", "entitled": "30", "attended": "25", "agreed": "24", "against": "1", "relatives_recused": "是",
		"posted_on": "2025-06-09", "decided_on": "2025-06-09", "cleared_on": "2025-06-09",
		"object_type": "突发严重困难户", "income_steady": "是", "spending_settled": "是", "guarantees_sound": "是", "into": "7",
	}
	out := map[string]string{}
	for _, a := range m.Asks {
		words := a.Type.Codes
		switch {
		case all[a.Name] != "":
			out[a.Name] = all[a.Name]
		case !a.Required && a.Name != "declarant_answer":
		case len(words) > 0:
			out[a.Name] = words[0]
		default:
			out[a.Name] = "写明"
		}
	}
	return out
}

// asks is a move asked for with some things changed.
func (o *office) asks(m *rule.Move, changes map[string]any) error {
	o.t.Helper()
	w, err := o.Flow()
	o.must(err)
	facts, form := allows(m), answers(m)
	for name, v := range changes {
		if answer, ofForm := strings.CutPrefix(name, "form."); ofForm {
			form[answer] = v.(string)
			continue
		}
		facts[name] = v
	}
	record := rule.Record{"as_of": rule.DateVal(calendar.NewDate(2025, 6, 9))}
	for name, v := range facts {
		switch v := v.(type) {
		case bool:
			record[name] = rule.Truth(v)
		case int:
			record[name] = rule.IntVal(int64(v))
		case string:
			record[name] = rule.TextVal(v)
		}
	}
	for _, g := range m.Refusals {
		for _, n := range g.When.Names {
			if n.Param != nil {
				v, err := o.Param(n.Param.Name, county)
				o.must(err)
				record[n.Path] = rule.IntVal(v)
			}
		}
	}
	_, err = workflow.Check(w, workflow.Request{Move: m.Name, State: m.From[0].Name, Actor: workflow.Actor{User: "a", Roles: m.By}, Reason: "依据材料", Form: form, Record: record})
	return err
}

// Every refusal of the package is met by a row of the table, stops its move there,
// and nothing else would: with the safeguard taken out, the move is made.
func TestEverySafeguardHolds(t *testing.T) {
	o := anOffice(t)
	w, err := o.Flow()
	must(t, err)
	met := map[string]bool{}
	for _, m := range w.Moves {
		t.Run(m.Name, func(t *testing.T) {
			o.t = t
			if err := o.asks(m, nil); err != nil {
				t.Fatalf("where all is in order it is made: %v", err)
			}
			whole := m.Refusals
			defer func() { m.Refusals = whole }()
			for i, g := range whole {
				change, has := safeguards[g.Says]
				if !has {
					t.Errorf("no row of the table proves that %q is refused", g.Says)
					continue
				}
				met[g.Says] = true
				m.Refusals = whole
				o.says(o.asks(m, change), g.Says)
				if m.Refusals = slices.Delete(slices.Clone(whole), i, i+1); o.asks(m, change) != nil {
					t.Errorf("with %q taken out something else refuses: the row proves nothing", g.Says)
				}
			}
		})
	}
	for says := range safeguards {
		if !met[says] {
			t.Errorf("no move of the package is refused by %q any more", says)
		}
	}
}

// refusedBy is what the refusals of each move read, one word a refusal: a refusal
// that other moves have too is missed here, where it is taken out of one.
var refusedBy = map[string]string{
	"settle":              "channel urgency",
	"attach":              "channel urgency",
	"visit":               "form.members_confirmed form.visitor_1+form.visitor_2 form.visited_on+as_of",
	"close_no_risk":       "risk_found in_watch channel+form.declarant_answer",
	"back_to_watch":       "in_watch risk_found",
	"compare":             "risk_found authorised open_hits",
	"hold_meeting":        "form.held_on+as_of form.attended+form.entitled+param.quorum_share_percent form.relatives_recused form.agreed+form.against+form.attended form.attended+form.entitled form.entitled+form.attended+form.agreed+form.against",
	"post":                "form.posted_on+as_of vote_carried",
	"town_review":         "days_posted+param.publicity_days open_objections open_hits unheard_answers photos_posted photos_taken_down",
	"prepare_decision":    "kind+form.object_type kind+form.object_type open_hits unheard_answers open_objections",
	"approve":             "open_hits unheard_answers excluding_hits open_objections members_confirmed authorised days_posted+param.publicity_days form.decided_on+as_of",
	"refuse_entry":        "open_hits unheard_answers unheard_hits open_objections in_watch",
	"refuse_to_watch":     "in_watch open_hits unheard_answers unheard_hits open_objections",
	"refuse_at_town":      "refused_before open_hits unheard_answers unheard_hits open_objections in_watch",
	"ask_review":          "refused_here days_refused+param.review_days review_open reviewed",
	"ask_review_in_watch": "refused_here days_refused+param.review_days review_open reviewed",
	"uphold_in_watch":     "review_open reviewer_above",
	"overturn_in_watch":   "review_open reviewer_above",
	"end_naturally":       "in_watch+watch_visits_owed+members_left",
	"uphold_refusal":      "review_open reviewer_above",
	"overturn_refusal":    "review_open reviewer_above other_open",
	"follow_visit":        "form.visitor_1+form.visitor_2 form.visited_on+as_of",
	"apply_clearing":      "months_monitored+param.clearing_months measures_done open_alerts uncovered_tables labour+clearing_lifted form.income_steady+form.spending_settled+form.guarantees_sound",
	"clear_visit":         "form.visitor_1+form.visitor_2 form.visited_on+as_of",
	"clear_hold_meeting":  "form.attended+form.entitled+param.quorum_share_percent form.relatives_recused form.agreed+form.against+form.attended form.attended+form.entitled form.entitled+form.attended+form.agreed+form.against form.held_on+as_of",
	"clear_post":          "form.posted_on+as_of vote_carried",
	"clear_town_review":   "days_posted+param.publicity_days open_objections photos_posted photos_taken_down",
	"prepare_clearing":    "open_alerts uncovered_tables",
	"clear":               "months_monitored+param.clearing_months measures_done open_alerts open_objections days_posted+param.publicity_days uncovered_tables labour+clearing_lifted form.cleared_on+as_of",
	"roll_back":           "in_watch",
	"watch_visit":         "form.visitor_1+form.visitor_2 form.visited_on+as_of",
	"end_watch":           "watch_months_over watch_visits_owed risk_found open_alerts review_open",
}

func TestEveryMoveIsRefusedByWhatItMust(t *testing.T) {
	w, err := anOffice(t).Flow()
	must(t, err)
	for _, m := range w.Moves {
		var reads []string
		for _, g := range m.Refusals {
			var names []string
			for _, n := range g.When.Names {
				if !slices.Contains(names, n.Path) {
					names = append(names, n.Path)
				}
			}
			reads = append(reads, strings.Join(names, "+"))
		}
		want := strings.Fields(refusedBy[m.Name])
		slices.Sort(reads)
		slices.Sort(want)
		if !slices.Equal(reads, want) {
			t.Errorf("%s is refused by %v, and must be by %v", m.Name, reads, want)
		}
	}
}

// What a move must have beside its refusals: the person, another person, a reason
// in words, every answer asked for.
func TestEveryMoveHasAnActorAndWhatItDemands(t *testing.T) {
	o := anOffice(t)
	w, err := o.Flow()
	must(t, err)
	for _, m := range w.Moves {
		ask := func(a workflow.Actor, done map[string][]string, reason string, form map[string]string) error {
			_, err := workflow.Check(w, workflow.Request{Move: m.Name, State: m.From[0].Name, Actor: a, Done: done, Reason: reason, Form: form, Record: rule.Record{}})
			return err
		}
		good := workflow.Actor{User: "a", Roles: m.By}
		o.says(ask(workflow.Actor{User: "machine"}, nil, "依据材料", answers(m)), "不由您的角色办理")
		for _, role := range []string{"sysadmin", "secadmin", "auditor", "analyst", "evaluator"} {
			o.says(ask(workflow.Actor{User: "a", Roles: []string{role}, Late: true}, nil, "依据材料", answers(m)), "不由您的角色办理")
		}
		if m.Reason {
			o.says(ask(good, nil, " ", answers(m)), "请写明理由")
		}
		if m.NotBy != nil {
			o.says(ask(good, map[string][]string{m.NotBy.Name: {"a"}}, "依据材料", answers(m)), "要由两个人办")
			// A stand-in is not another person than whom they stand in for, on either side.
			lent := map[string]string{}
			for _, r := range m.By {
				lent[r] = "b"
			}
			o.says(ask(workflow.Actor{User: "a", Roles: m.By, Lent: lent}, map[string][]string{m.NotBy.Name: {"b"}}, "依据材料", answers(m)), "要由两个人办")
			o.says(ask(workflow.Actor{User: "b", Roles: m.By}, map[string][]string{m.NotBy.Name: {"a", "b"}}, "依据材料", answers(m)), "要由两个人办")
			if err := ask(workflow.Actor{User: "a", Roles: m.By, Lent: lent}, map[string][]string{m.NotBy.Name: {"c"}}, "依据材料", answers(m)); err != nil && strings.Contains(err.Error(), "要由两个人办") {
				t.Errorf("%s: a stand-in for somebody else is another person: %v", m.Name, err)
			}
		}
		for _, a := range m.Asks {
			if a.Required {
				o.says(ask(good, nil, "依据材料", with(answers(m), a.Name, "")), a.Label)
			}
		}
	}
}

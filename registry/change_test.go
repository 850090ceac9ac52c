package registry_test

import (
	"errors"
	"strings"
	"testing"

	"dixian/access"
	"dixian/calendar"
	"dixian/registry"
)

// What cannot be is refused when it is asked for, and nobody has to decide it.
func TestAChangeIsRefusedAtOnce(t *testing.T) {
	w := newWorld(t)
	father, son := w.who("甲1", "甲父"), w.who("甲1", "甲子")
	for _, c := range []struct {
		says string
		r    registry.Request
		want string
	}{
		{"without a reason", registry.Request{Kind: registry.Death, Reason: " ", Form: registry.Form{Member: &son}}, "理由"},
		{"with a number in the reason", registry.Request{Kind: registry.Death, Reason: "证件 " + sonID, Form: registry.Form{Member: &son}}, "不要写证件号"},
		{"in the future", registry.Request{Kind: registry.Death, On: today + 1, Form: registry.Form{Member: &son}}, "今天之后"},
		{"of a kind that is none", registry.Request{Kind: "vanish"}, "没有“vanish”"},
		{"a birth of two", registry.Request{Kind: registry.Birth, Form: registry.Form{Persons: []registry.Person{person("a", "LS2", "女"), person("b", "LS3", "女")}}}, "填一个人"},
		{"a birth on another day than the birth date", registry.Request{Kind: registry.Birth, Form: registry.Form{Persons: []registry.Person{person("甲新", "LS2", "女")}}}, "一致"},
		{"a person without a name", registry.Request{Kind: registry.MoveIn, Form: registry.Form{Persons: []registry.Person{person("", "LS2", "女")}}}, "姓名"},
		{"a relation that is none", registry.Request{Kind: registry.MoveIn, Form: registry.Form{Persons: []registry.Person{person("甲新", "LS2", "之女")}}}, "与户主关系"},
		{"an ID number with a wrong check digit", registry.Request{Kind: registry.MoveIn, Form: registry.Form{Persons: []registry.Person{{Name: "甲新", Number: "520123197003120011", HasID: true, Relation: "女"}}}}, "校验码"},
		{"who is here already", registry.Request{Kind: registry.MoveIn, Form: registry.Form{Persons: []registry.Person{person("甲母", motherID, "配偶")}}}, "已经在这一户"},
		{"who is registered in another household", registry.Request{Kind: registry.MarryIn, Form: registry.Form{Persons: []registry.Person{person("乙姑", auntID, "儿媳")}}}, "一个人只能在一户"},
		{"a second head", registry.Request{Kind: registry.MoveIn, Form: registry.Form{Persons: []registry.Person{person("甲新", "LS2", "户主")}}}, "2 个户主"},
		{"a head who dies without another", registry.Request{Kind: registry.Death, Form: registry.Form{Member: &father}}, "0 个户主"},
		{"a head who moves out without another", registry.Request{Kind: registry.MoveOut, Form: registry.Form{Leave: []registry.Who{father}}}, "0 个户主"},
		{"the death of somebody else's", registry.Request{Kind: registry.Death, Form: registry.Form{Member: &registry.Who{Number: "x", Name: "某人"}}}, "某人 不在这一户"},
		{"a death by way of correction", registry.Request{Kind: registry.Correct, Form: registry.Form{Member: &son, Fields: []registry.Change{{Field: "status", Old: "正常", New: "死亡"}}}}, "死亡登记"},
		{"a correction of nothing", registry.Request{Kind: registry.Correct}, "哪一项"},
		{"a correction of what a case decides", registry.Request{Kind: registry.Correct, Form: registry.Form{Fields: []registry.Change{{Field: "object_type", New: "脱贫不稳定户"}}}}, "object_type"},
		{"a correction to a word that is none", registry.Request{Kind: registry.Correct, Form: registry.Form{Fields: []registry.Change{{Field: "kind", Old: "脱贫户", New: "富户"}}}}, "户类型"},
		{"a correction to somebody else's ID", registry.Request{Kind: registry.Correct, Form: registry.Form{Member: &son, Fields: []registry.Change{{Field: "id_number", Old: sonID, New: auntID}}}}, "已经登记在 乙1 户"},
		{"a correction into another county", registry.Request{Kind: registry.Correct, Form: registry.Form{Fields: []registry.Change{{Field: "division_code", Old: village.String(), New: foreign.String()}}}}, "外县"},
		{"an ID for who has one", registry.Request{Kind: registry.Identify, Form: registry.Form{Member: &son, Fields: []registry.Change{{Field: "id_number", New: newID}}}}, "已经有证件号码"},
		{"a split of everybody", registry.Request{Kind: registry.Split, Form: registry.Form{Founded: &registry.Household{Code: "甲2"}, Leave: []registry.Who{father, w.who("甲1", "甲母"), son, w.who("甲1", "甲孙")}}}, "不能所有人都分出去"},
		{"a split of nobody", registry.Request{Kind: registry.Split, Form: registry.Form{Founded: &registry.Household{Code: "甲2"}}}, "请选分出去的人"},
		{"a split into a code that is taken", registry.Request{Kind: registry.Split, Form: registry.Form{Founded: &registry.Household{Code: "乙1"}, Leave: []registry.Who{son}}}, "已经有了"},
		{"a split whose new household has no head", registry.Request{Kind: registry.Split, Form: registry.Form{Founded: &registry.Household{Code: "甲2"}, Leave: []registry.Who{son}}}, "0 个户主"},
		{"a merge with itself", registry.Request{Kind: registry.Merge, Other: "甲1"}, "要两户"},
		{"a merge with a household that is not there", registry.Request{Kind: registry.Merge, Other: "无"}, "没有户编号"},
		{"a merge with another county's", registry.Request{Kind: registry.Merge, Other: "丙1"}, "不在您的管辖范围"},
		{"a merge with two heads", registry.Request{Kind: registry.Merge, Other: "乙1"}, "2 个户主"},
		{"a new head without saying who", registry.Request{Kind: registry.NewHead}, "请选新户主"},
		{"a new head who leaves the old one head", registry.Request{Kind: registry.NewHead, Form: registry.Form{Relations: []registry.Relation{w.relation("甲1", "甲子", "户主")}}}, "2 个户主"},
	} {
		t.Run(c.says, func(t *testing.T) {
			r := c.r
			if r.Reason == "" {
				r.Reason = "入户核实"
			}
			if r.On == 0 {
				r.On = today
			}
			r.Household = "甲1"
			says(t, w.service.Ask(t.Context(), cadre, &r), c.want)
		})
	}
	if n, err := w.db.CountRequests(t.Context(), registry.RequestFilter{Scope: clerk.Scope()}); n != 0 || err != nil {
		t.Errorf("%d requests are kept (%v)", n, err)
	}
}

// Who may ask where, and who decides.
func TestWhoAsksAndWhoDecides(t *testing.T) {
	w := newWorld(t)
	phone := func(household, now string) registry.Request {
		return registry.Request{Kind: registry.Correct, Household: household, Reason: "换号", Form: registry.Form{Fields: []registry.Change{{Field: "phone", Old: w.household(household).Phone, New: now}}}}
	}
	for _, c := range []struct {
		says string
		user *access.User
		of   string
		want error
	}{
		{"a cadre for another village", cadre, "乙1", access.ErrNotFound},
		{"a clerk for another county", stranger, "甲1", access.ErrNotFound},
		{"a city, which reads", city, "甲1", access.ErrForbidden},
	} {
		r := phone(c.of, "13900002222")
		if err := w.service.Ask(t.Context(), c.user, &r); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.says, err)
		}
	}
	r := w.asked(phone("甲1", "13900002222"))
	for _, c := range []struct {
		says string
		user *access.User
		want error
	}{
		{"the village itself", cadre, access.ErrForbidden},
		{"the town", townsman, access.ErrForbidden},
		{"another county", stranger, access.ErrNotFound},
	} {
		if _, err := w.service.Approve(t.Context(), c.user, r.ID, r.Version, ""); !errors.Is(err, c.want) {
			t.Errorf("approved by %s: %v", c.says, err)
		}
		if _, err := w.service.Refuse(t.Context(), c.user, r.ID, r.Version, "不实"); !errors.Is(err, c.want) {
			t.Errorf("refused by %s: %v", c.says, err)
		}
	}
	own := phone("甲1", "13900003333")
	must(t, w.service.Ask(t.Context(), clerk, &own))
	_, err := w.service.Approve(t.Context(), clerk, own.ID, own.Version, "")
	says(t, err, "两个人")
	_, err = w.service.Refuse(t.Context(), clerk, own.ID, own.Version, "不实")
	says(t, err, "两个人")
	if _, err := w.service.Withdraw(t.Context(), head, own.ID, own.Version); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("another withdraws it: %v", err)
	}
	_, err = w.service.Withdraw(t.Context(), clerk, own.ID, own.Version)
	must(t, err)
	_, err = w.service.Approve(t.Context(), head, own.ID, own.Version, "")
	says(t, err, "已经办过")
	_, err = w.service.Refuse(t.Context(), clerk, r.ID, r.Version, "")
	says(t, err, "理由")
	refused, err := w.service.Refuse(t.Context(), clerk, r.ID, r.Version, "号码不对")
	must(t, err)
	if refused.State != registry.Refused || refused.DecidedBy != "clerk" || w.household("甲1").Phone != "13900001111" || w.household("甲1").Version != 1 {
		t.Errorf("%+v", refused)
	}
}

// What a family goes through, and what the register says of it afterwards.
func TestChangesOfAFamily(t *testing.T) {
	w := newWorld(t)
	for _, step := range []struct {
		says   string
		r      func() registry.Request
		family map[string]string
	}{
		{"a child is born", func() registry.Request {
			p := person("甲女", "LS02", "女")
			p.BirthDate = calendar.NewDate(2025, 6, 15)
			return registry.Request{Kind: registry.Birth, On: p.BirthDate, Form: registry.Form{Persons: []registry.Person{p}}}
		}, map[string]string{"甲1": "甲父户主 甲母配偶 甲子子 甲孙孙子女 甲女女"}},
		{"it gets an ID number, and with it birth date and sex", func() registry.Request {
			who := w.who("甲1", "甲女")
			return registry.Request{Kind: registry.Identify, Form: registry.Form{Member: &who, Fields: []registry.Change{{Field: "id_number", New: newID}}}}
		}, map[string]string{"甲1": "甲父户主 甲母配偶 甲子子 甲孙孙子女 甲女女"}},
		{"the father dies and the mother becomes the head", func() registry.Request {
			who := w.who("甲1", "甲父")
			return registry.Request{Kind: registry.Death, Form: registry.Form{Member: &who, Relations: []registry.Relation{w.relation("甲1", "甲母", "户主")}}}
		}, map[string]string{"甲1": "甲父户主死亡 甲母户主 甲子子 甲孙孙子女 甲女女"}},
		{"the aunt marries into the family's household, hers ends", func() registry.Request {
			return registry.Request{Kind: registry.MarryOut, Household: "乙1", Other: "甲1", Form: registry.Form{Leave: []registry.Who{w.who("乙1", "乙姑")}, Relations: []registry.Relation{w.relation("乙1", "乙姑", "其他")}}}
		}, map[string]string{"甲1": "甲父户主死亡 甲母户主 甲子子 甲孙孙子女 甲女女 乙姑其他", "乙1": ""}},
		{"the son splits off with the grandchild", func() registry.Request {
			return registry.Request{Kind: registry.Split, Form: registry.Form{
				Founded: &registry.Household{Code: "甲2"}, Leave: []registry.Who{w.who("甲1", "甲子"), w.who("甲1", "甲孙")},
				Relations: []registry.Relation{w.relation("甲1", "甲子", "户主"), w.relation("甲1", "甲孙", "子")},
			}}
		}, map[string]string{"甲1": "甲父户主死亡 甲母户主 甲女女 乙姑其他", "甲2": "甲子户主 甲孙子"}},
		{"and comes back", func() registry.Request {
			return registry.Request{Kind: registry.Merge, Other: "甲2", Form: registry.Form{Relations: []registry.Relation{w.relation("甲2", "甲子", "子"), w.relation("甲2", "甲孙", "孙子女")}}}
		}, map[string]string{"甲1": "甲父户主死亡 甲母户主 甲女女 乙姑其他 甲子子 甲孙孙子女", "甲2": ""}},
		{"the son becomes the head", func() registry.Request {
			return registry.Request{Kind: registry.NewHead, Form: registry.Form{Relations: []registry.Relation{w.relation("甲1", "甲子", "户主"), w.relation("甲1", "甲母", "父母")}}}
		}, map[string]string{"甲1": "甲父户主死亡 甲母父母 甲女女 乙姑其他 甲子户主 甲孙孙子女"}},
		{"the aunt moves out of the register", func() registry.Request {
			return registry.Request{Kind: registry.MoveOut, Form: registry.Form{Leave: []registry.Who{w.who("甲1", "乙姑")}}}
		}, map[string]string{"甲1": "甲父户主死亡 甲母父母 甲女女 乙姑其他迁出 甲子户主 甲孙孙子女"}},
		{"and founds a household in the next village", func() registry.Request {
			return registry.Request{Kind: registry.Enrol, Form: registry.Form{
				Founded: &registry.Household{Code: "乙2", Division: neighbour, Kind: "一般农户"}, Persons: []registry.Person{person("乙姑", auntID, "户主")},
			}}
		}, map[string]string{"甲1": "甲父户主死亡 甲母父母 甲女女 甲子户主 甲孙孙子女", "乙2": "乙姑户主"}},
		{"which everybody leaves", func() registry.Request { return registry.Request{Kind: registry.Leave, Household: "乙2"} }, map[string]string{"乙2": "乙姑户主迁出"}},
	} {
		r := step.r()
		w.fill(&r)
		must(t, w.service.Ask(t.Context(), head, &r))
		if _, err := w.service.Approve(t.Context(), clerk, r.ID, r.Version, ""); err != nil {
			t.Fatalf("%s: %v", step.says, err)
		}
		for code, want := range step.family {
			if got := w.family(code); got != want {
				t.Errorf("%s: %s is %q, not %q", step.says, code, got, want)
			}
		}
	}
	h := w.household("甲1")
	if h.Head() != "甲子" || h.EndedOn != 0 || w.household("甲2").EndedHow != registry.Merge || w.household("乙1").EndedHow != registry.MarryOut || w.household("乙2").EndedOn != today {
		t.Errorf("ends: %+v", h)
	}
	for _, p := range h.Members {
		if p.Name == "甲女" && (!p.HasID || p.Sex != "女" || p.BirthDate != calendar.NewDate(2025, 6, 15)) {
			t.Errorf("%+v", p)
		}
	}
	stays, err := w.db.Stays(t.Context(), "甲1")
	must(t, err)
	var past []string
	for _, s := range stays {
		past = append(past, s.Name+s.UntilHow+s.MovedTo)
	}
	if strings.Join(past, " ") != "甲子split甲2 甲孙split甲2 乙姑enrol乙2" {
		t.Errorf("who lived in 甲1: %v", past)
	}
	links, err := w.db.Links(t.Context(), "甲1")
	must(t, err)
	if len(links) != 2 || links[0].Kind != registry.Split || links[0].To != "甲2" || links[1].Kind != registry.Merge || links[1].From != "甲2" {
		t.Errorf("%+v", links)
	}
	revisions, err := w.db.Revisions(t.Context(), "甲1")
	must(t, err)
	if len(revisions) != h.Version-1 || revisions[0].Version != h.Version || revisions[0].User != "clerk" || !strings.Contains(revisions[0].Why, "head提出") {
		t.Errorf("%d revisions of version %d: %+v", len(revisions), h.Version, revisions[0])
	}
	merged := false
	for _, m := range w.cases.told {
		merged = merged || m.From == "甲2" && m.To == "甲1" && m.Division == village
	}
	if !merged {
		t.Errorf("the cases are not told of the merge: %+v", w.cases.told)
	}
	if _, _, err := w.db.Replace(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
}

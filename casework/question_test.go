package casework_test

import (
	"strings"
	"testing"

	"dixian/access"
	"dixian/casework"
	"dixian/division"
	"dixian/screening"
)

// dept is somebody of a department in a county.
func dept(login, owner string, at division.Code) *access.User {
	return &access.User{Login: login, Name: "部门" + login, Grants: []access.Grant{{Role: access.Department, Division: at, Owner: owner}}}
}

var (
	medical      = dept("yibao", "医保", county)
	traffic      = dept("jiaoguan", "公安交管", county)
	medicalThere = dept("waixian", "医保", 522631_000_000)
)

func right(says string) casework.Answer {
	return casework.Answer{Finding: casework.FoundRight, Says: says}
}

// one is the one question that somebody is asked.
func (o *office) one(u *access.User) *casework.Asked {
	o.t.Helper()
	held, err := o.QuestionsFor(o.t.Context(), u, true, 0, 0)
	o.must(err)
	if len(held) != 1 {
		o.t.Fatalf("%s is asked %d questions", u.Login, len(held))
	}
	return &held[0]
}

func (o *office) asked(u *access.User) int {
	o.t.Helper()
	held, err := o.QuestionsFor(o.t.Context(), u, true, 0, 0)
	o.must(err)
	return len(held)
}

// A desk asks the department whose rows an alert rests on; its answer brings the clue
// back, and says so when it is late.
func TestADepartmentAnswersADesk(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "medical_burden", "黄")}, nil)
	o.refused(clerk, "H1", "ask_department", map[string]string{"department": "水务"}, "没有用到水务的表")
	o.refused(clerk, "H1", "ask_department", map[string]string{"department": "医保局"}, "部门")
	o.does(clerk, "H1", "ask_department", "asked_back", map[string]string{"department": "医保"})
	for says, u := range map[string]*access.User{"another department": traffic, "the same of another county": medicalThere, "one of no department": dept("wu", "", county), "the desk": clerk, "a cadre": cadre} {
		if n := o.asked(u); n != 0 {
			t.Errorf("%s is asked %d questions", says, n)
		}
	}
	q := o.one(medical)
	if q.Asks != "依据材料" || q.Hit != 0 || q.Case.DueOn == 0 {
		t.Fatalf("%+v", q)
	}
	for says, u := range map[string]*access.User{"another department": traffic, "another county": medicalThere, "a town": townClerk, "a cadre": cadre} {
		if _, err := o.AnswerQuestion(t.Context(), u, q.ID, right("查过"), nil); err != casework.ErrNotFound {
			t.Errorf("%s answers: %v", says, err)
		}
	}
	for want, a := range map[string]casework.Answer{
		"请选核对结果":   {Finding: "对", Says: "查过"},
		"请写明核对的情况": {Finding: casework.FoundRight, Says: " "},
		"请写明正确的值":  {Finding: casework.FoundWrong, Says: "查过"},
		"只有数据有误":   {Finding: casework.FoundRight, Corrected: "8200 元", Says: "查过"},
		"不要写证件号":   {Finding: casework.FoundWrong, Corrected: "522631199001014931", Says: "查过"},
	} {
		_, err := o.AnswerQuestion(t.Context(), medical, q.ID, a, nil)
		o.says(err, want)
	}
	_, err := o.AnswerQuestion(t.Context(), clerk, q.ID, right("来函说属实"), nil)
	o.says(err, "来函文号")
	o.days(12)
	_, err = o.AnswerQuestion(t.Context(), medical, q.ID, casework.Answer{Finding: casework.FoundWrong, Corrected: "8200 元", Letter: "没有函", Says: "重复结算"}, nil)
	o.must(err)
	c := o.caseOf("H1")
	events, err := o.db.Events(t.Context(), c.ID)
	o.must(err)
	last := events[len(events)-1]
	if c.State != "triage" || last.Act != "answer" || last.User != "yibao" || last.Form["corrected"] != "8200 元" || last.Form["days_late"] == "" || last.Form["letter"] != "" || last.Form["department"] != "医保" {
		t.Errorf("%s %+v", c.State, last)
	}
	_, err = o.AnswerQuestion(t.Context(), medical, q.ID, right("再答一次"), nil)
	o.says(err, "已经答复过")
	done, err := o.QuestionsFor(t.Context(), medical, false, 0, 0)
	o.must(err)
	if len(done) != 1 || o.asked(medical) != 0 || done[0].DaysLate() == 0 {
		t.Errorf("answered: %+v", done)
	}
}

// A letter is written in by the county, which says what it came by; who does not
// answer holds nothing up.
func TestADepartmentThatWritesOrIsSilent(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "medical_burden", "黄")}, nil)
	ask := map[string]string{"department": "医保"}
	o.does(clerk, "H1", "ask_department", "asked_back", ask)
	o.refused(clerk, "H1", "answer", map[string]string{"finding": casework.FoundRight}, "来函文号")
	o.does(clerk, "H1", "answer", "triage", map[string]string{"finding": casework.FoundRight, "letter": "医保函 3 号"})
	if n := o.asked(medical); n != 0 {
		t.Errorf("a question answered by letter still waits")
	}
	o.does(clerk, "H1", "ask_department", "asked_back", ask)
	silent := o.one(medical)
	o.does(clerk, "H1", "dispatch", "dispatched", nil)
	if n := o.asked(medical); n != 0 {
		t.Errorf("a question still waits after the clue went on")
	}
	_, err := o.AnswerQuestion(t.Context(), medical, silent.ID, right("迟了"), nil)
	o.says(err, "不用再答复")
}

// A hit is asked to its owner by itself; the answer stands beside what the town finds,
// and where the owner is silent the town says what it went by.
func TestADepartmentAnswersAHit(t *testing.T) {
	for says, c := range map[string]struct {
		answers bool
		town    string // its own words
		want    string
	}{
		"answered":                   {true, "", "公安交管答复：数据有误，应为已报废。查过底册"},
		"answered, the town adds":    {true, "车在院里，没有车轮", "；车在院里，没有车轮"},
		"silent":                     {false, "上门看了，车已卖掉", "公安交管没有在系统里答复；上门看了，车已卖掉"},
		"silent, and no words of it": {false, "", ""},
	} {
		t.Run(says, func(t *testing.T) {
			o := anOffice(t)
			o.family("H1", nil)
			o.screen([]screening.Line{line("H1", "medical_burden", "黄")}, []screening.Line{line("H1", "has_vehicle", "")})
			o.does(clerk, "H1", "dispatch", "dispatched", nil)
			if n := o.asked(traffic); n != 0 {
				t.Fatalf("asked before the visit: %d", n)
			}
			o.does(cadre, "H1", "visit", "visited", o.visitForm())
			q := o.one(traffic)
			if q.Rule != "has_vehicle" || q.Clock().Due != q.Case.DueOn || o.asked(medical) != 0 {
				t.Fatalf("%+v", q)
			}
			if c.answers {
				_, err := o.AnswerQuestion(t.Context(), traffic, q.ID, casework.Answer{Finding: casework.FoundWrong, Corrected: "已报废", Says: "查过底册"}, nil)
				o.must(err)
			}
			o.sign("H1")
			held := o.caseOf("H1")
			hits, err := o.db.Hits(t.Context(), held.ID)
			o.must(err)
			h := hits[0]
			h.Status, h.Reason, h.Department = casework.HitError, "车不在了", c.town
			_, err = o.SettleHit(t.Context(), townClerk, held.ID, held.Version, h)
			if c.want == "" {
				o.says(err, "请写明数据部门的答复")
				return
			}
			o.must(err)
			if hits, err = o.db.Hits(t.Context(), held.ID); err != nil || !strings.Contains(hits[0].Department, c.want) {
				t.Errorf("%q %v", hits[0].Department, err)
			}
			if n := o.asked(traffic); n != 0 {
				t.Errorf("a settled hit is still asked about")
			}
		})
	}
}

// The department is told of its county and the day alone; when it is late, the county
// is told of the case.
func TestWhoIsToldOfAQuestion(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "medical_burden", "黄")}, nil)
	o.does(clerk, "H1", "ask_department", "asked_back", map[string]string{"department": "医保"})
	o.days(12)
	waits, err := o.Waits().Waits(t.Context(), o.Today())
	o.must(err)
	asked, above := 0, 0
	for _, w := range waits {
		switch {
		case w.State != "question":
		case w.Of == "医保":
			asked++
			if w.Case != 0 || w.Division != county || len(w.Above) != 0 || w.Above == nil {
				t.Errorf("a department is told of the case: %+v", w)
			}
		default:
			above++
			if w.Case == 0 || len(w.Above) == 0 || len(w.Owners) != 0 {
				t.Errorf("the county is not told of the case: %+v", w)
			}
		}
	}
	if asked != 1 || above != 1 {
		t.Errorf("%d and %d waits", asked, above)
	}
	standings, err := o.Waits().Standings(t.Context(), o.Today(), nil)
	o.must(err)
	n := 0
	for _, s := range standings {
		if s.Of == "医保" && s.Division == county {
			n += s.Late
		}
	}
	if n != 1 {
		t.Errorf("the digest counts %d", n)
	}
}

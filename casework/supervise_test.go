package casework_test

import (
	"slices"
	"strings"
	"testing"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
	"dixian/inbox"
	"dixian/registry"
	"dixian/screening"
)

var province = who("sheng", "province", county.Province())

// a clue at the village, with the city's order to see to it within five days.
func (o *office) supervised() (*casework.Case, casework.Supervision) {
	o.t.Helper()
	o.family("H1", nil)
	c, err := o.Open(o.t.Context(), cadre, "H1", casework.FromHousehold, "看病花钱多")
	o.must(err)
	c, err = o.Supervise(o.t.Context(), city, c.ID, c.Version, "一直没有人上门", o.Today()+5)
	o.must(err)
	return c, o.orders(c)[0]
}

func (o *office) orders(c *casework.Case) []casework.Supervision {
	o.t.Helper()
	held, err := o.db.SupervisionsOf(o.t.Context(), c.ID)
	o.must(err)
	return held
}

func TestASupervisionIsRefused(t *testing.T) {
	o := anOffice(t)
	c, v := o.supervised()
	supervise := func(u *access.User, reason string, due calendar.Date) error {
		_, err := o.Supervise(t.Context(), u, c.ID, o.caseOf("H1").Version, reason, due)
		return err
	}
	o.fails(supervise(head, "请办", o.Today()+5), access.ErrForbidden)
	o.fails(supervise(who("x", "city", 520200_000_000), "请办", o.Today()+5), casework.ErrNotFound)
	o.says(supervise(province, " ", o.Today()+5), "为什么督办")
	o.says(supervise(province, "电话 13900001111 的一户", o.Today()+5), "不要写证件号")
	o.says(supervise(province, "请办", o.Today()), "今天以后")
	o.says(supervise(province, "请办", o.Today()+31), "最长 30 天")
	o.says(supervise(city, "再督办一次", o.Today()+5), "还没有办结")
	_, err := o.Supervise(t.Context(), province, c.ID, c.Version-1, "请办", o.Today()+5)
	o.fails(err, casework.ErrStale)

	answer := func(u *access.User, says string) error {
		_, err := o.AnswerSupervision(t.Context(), u, c.ID, o.caseOf("H1").Version, v.ID, says)
		return err
	}
	o.fails(answer(city, "办了"), access.ErrForbidden)
	o.fails(answer(townClerk, "办了"), access.ErrForbidden)
	o.says(answer(cadre, ""), "办了什么")
	_, err = o.AnswerSupervision(t.Context(), clerk, c.ID, o.caseOf("H1").Version, v.ID+1, "办了")
	o.says(err, "没有这次督办")

	closes := func(u *access.User, says string) error {
		_, err := o.CloseSupervision(t.Context(), u, c.ID, o.caseOf("H1").Version, v.ID, says)
		return err
	}
	o.says(closes(city, "办到位"), "还没有书面答复")
	o.must(answer(cadre, "今天两人上门"))
	o.says(answer(clerk, "再答一次"), "已经答复")
	o.fails(closes(head, "办到位"), access.ErrForbidden)
	o.fails(closes(province, "办到位"), access.ErrForbidden)
	o.says(closes(city, ""), "是否办到位")
	o.must(closes(city, "办到位"))
	o.says(closes(city, "办到位"), "已经办结")
}

// A supervision moves no case and no clock; what is late stays late.
func TestALateAnswerShowsAsLate(t *testing.T) {
	o := anOffice(t)
	before, v := o.supervised()
	o.days(5)
	if v.Late(o.Today()) {
		t.Fatal("the last day is not late")
	}
	o.days(2)
	if !v.Late(o.Today()) {
		t.Fatal("an answer that is out after its day is late")
	}
	c, err := o.AnswerSupervision(t.Context(), clerk, before.ID, before.Version, v.ID, "山洪断路，今天上门")
	o.must(err)
	if c.State != before.State || c.DueOn != before.DueOn || c.WholeDueOn != before.WholeDueOn {
		t.Errorf("an answer moved the case: %+v, before %+v", c, before)
	}
	v = o.orders(c)[0]
	o.days(30)
	if !v.Late(o.Today()) || v.AnsweredBy != "xian" {
		t.Errorf("an answer two days late stays so: %+v", v)
	}
	file, err := o.File(t.Context(), city, c.ID)
	o.must(err)
	last := file.Events[len(file.Events)-1]
	if last.Act != "supervise_answer" || last.Form["days_late"] != "2" || last.Reason != "山洪断路，今天上门" {
		t.Errorf("the history: %+v", last)
	}
}

// Who ends a record does not end the order about it by that.
func TestASupervisionOutlivesTheRecord(t *testing.T) {
	o := anOffice(t)
	c, v := o.supervised()
	o.does(clerk, "H1", "end_naturally", "ended", map[string]string{"proof": "全家迁往外省"})
	c, err := o.db.Case(t.Context(), c.ID, city.Scope())
	o.must(err)
	_, err = o.Supervise(t.Context(), province, c.ID, c.Version, "请办", o.Today()+5)
	o.says(err, "发回重新办理")
	c, err = o.AnswerSupervision(t.Context(), head, c.ID, c.Version, v.ID, "全家已迁走，附证明")
	o.must(err)
	_, err = o.CloseSupervision(t.Context(), city, c.ID, c.Version, v.ID, "属实")
	o.must(err)
	if v = o.orders(c)[0]; v.ClosedBy != "shi" || v.Verdict != "属实" || v.ClosedOn != o.Today() {
		t.Errorf("%+v", v)
	}
}

// told are the messages there are now, kind:login.
func (o *office) told() string {
	o.t.Helper()
	users := []*access.User{cadre, clerk, head, city, province}
	waits, err := o.Waits().Waits(o.t.Context(), o.Today())
	o.must(err)
	var out []string
	for _, w := range waits {
		for _, m := range inbox.Due(&w, inbox.NewPeople(users, nil, o.Today()), o.Today()) {
			out = append(out, string(m.Kind)+":"+m.To)
		}
	}
	return strings.Join(out, " ")
}

func TestWhoIsToldOfWhatComesFromAbove(t *testing.T) {
	o := anOffice(t)
	c, v := o.supervised()
	if got := o.told(); got != "dispatched:cun supervised:cun supervised:xian supervised:zhang" {
		t.Errorf("on the day of the order: %s", got)
	}
	o.days(6)
	if got := o.told(); got != "overdue:cun overdue:cun overdue:xian overdue:zhang below_late:shi" {
		t.Errorf("late: %s", got)
	}
	_, err := o.AnswerSupervision(t.Context(), clerk, c.ID, c.Version, v.ID, "今天上门")
	o.must(err)
	if got := o.told(); got != "overdue:cun" {
		t.Errorf("answered: %s", got)
	}
	o.does(clerk, "H1", "end_naturally", "ended", map[string]string{"proof": "误以为迁走"})
	c, err = o.db.Case(t.Context(), c.ID, city.Scope())
	o.must(err)
	_, err = o.Reopen(t.Context(), city, c.ID, c.Version, "还住在村里")
	o.must(err)
	if got := o.told(); got != "dispatched:cun reopened:xian reopened:zhang" {
		t.Errorf("sent back to work: %s", got)
	}
	o.days(8)
	if got := o.told(); strings.Contains(got, "reopened") {
		t.Errorf("a week later nobody is told of it as news: %s", got)
	}
}

func TestReopeningIsRefused(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	c, err := o.Open(t.Context(), cadre, "H1", casework.FromCadre, "看病花钱多")
	o.must(err)
	reopen := func(u *access.User, id int64, version int, reason string) error {
		_, err := o.Reopen(t.Context(), u, id, version, reason)
		return err
	}
	o.says(reopen(city, c.ID, c.Version, "请办"), "还在办")
	c = o.does(clerk, "H1", "end_naturally", "ended", map[string]string{"proof": "误以为迁走"})
	o.fails(reopen(head, c.ID, c.Version, "请办"), access.ErrForbidden)
	o.fails(reopen(who("x", "city", 520200_000_000), c.ID, c.Version, "请办"), casework.ErrNotFound)
	o.fails(reopen(city, c.ID, c.Version-1, "请办"), casework.ErrStale)
	o.says(reopen(city, c.ID, c.Version, " "), "为什么发回")
	_, err = o.Open(t.Context(), cadre, "H1", casework.FromCadre, "又有难处")
	o.must(err)
	o.says(reopen(city, c.ID, c.Version, "请办"), "另有在办的线索")

	t.Log("what goes on elsewhere is worked on there")
	o.family("H2", func(h *registry.Household) { h.Members = nil })
	gone := &casework.Case{Household: "H2", Division: village, State: "attached", IntoCase: c.ID, Round: 1}
	o.must(o.db.CreateCase(t.Context(), gone))
	o.says(reopen(city, gone.ID, gone.Version, "请办"), "接下去办的那一件")
}

// A re-opened record is back at work, with clocks of today, and nothing is decided.
func TestWhereAReopenedRecordGoesOn(t *testing.T) {
	for says, x := range map[string]struct {
		ends func(o *office)
		to   string
		t0   bool // the whole clock begins anew
		open int  // alerts that are to be looked into again
	}{
		"settled at the desk: at the desk again, its alert too": {func(o *office) {
			o.does(clerk, "H1", "settle", "settled", map[string]string{"code": "家庭能应对"})
		}, "triage", false, 1},
		"closed without risk: somebody goes again": {func(o *office) {
			o.does(clerk, "H1", "dispatch", "dispatched", nil)
			o.does(cadre, "H1", "visit", "visited", with(o.visitForm(), "risk_found", "否"))
			o.does(townClerk, "H1", "close_no_risk", "closed_no_risk", map[string]string{"would_change": "再生病"})
		}, "dispatched", true, 1},
		"ended by mistake: where it stood": {func(o *office) {
			o.does(clerk, "H1", "dispatch", "dispatched", nil)
			o.does(cadre, "H1", "visit", "visited", o.visitForm())
			o.does(clerk, "H1", "end_naturally", "ended", map[string]string{"proof": "误以为迁走"})
		}, "visited", true, 1},
	} {
		t.Run(says, func(t *testing.T) {
			o := anOffice(t)
			o.family("H1", nil)
			o.screen([]screening.Line{line("H1", "medical_burden", "黄")}, nil)
			id := o.caseOf("H1").ID
			x.ends(o)
			o.days(40)
			c, err := o.db.Case(t.Context(), id, city.Scope())
			o.must(err)
			was := *c
			c, err = o.Reopen(t.Context(), city, id, c.Version, "核查发现理由不成立")
			o.must(err)
			if c.State != x.to || c.StateSince != o.Today() || c.DueOn <= o.Today() || c.IdentifiedOn != was.IdentifiedOn || c.ObjectType != was.ObjectType {
				t.Errorf("%+v", c)
			}
			if x.t0 && (c.T0 != o.Today() || c.WholeDueOn != o.Today()+15) {
				t.Errorf("the whole clock: %s until %s", c.T0, c.WholeDueOn)
			}
			open := 0
			for _, a := range o.caseOf("H1").Alerts {
				if !a.Settled {
					open++
				}
			}
			if open != x.open {
				t.Errorf("%d alerts are open, not %d", open, x.open)
			}
			held, err := o.SentBack(t.Context(), city, 0, 9)
			o.must(err)
			if len(held) != 1 || held[0].Event.From != was.State || held[0].Event.Reason != "核查发现理由不成立" {
				t.Errorf("the register: %+v", held)
			}
		})
	}
}

// A household that was refused is visited anew, and the next refusal is the county
// head's as if nobody had sent it back.
func TestARefusedHouseholdIsSentBack(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	c, err := o.Open(t.Context(), cadre, "H1", casework.FromCadre, "看病花钱多")
	o.must(err)
	townHead := who("zhenzhang", "town_head", town)
	refusal := map[string]string{"ground": "目前不需要", "would_change": "收入明显下降"}
	o.does(cadre, "H1", "visit", "visited", o.visitForm())
	o.does(townHead, "H1", "refuse_at_town", "refused", refusal)
	c, err = o.db.Case(t.Context(), c.ID, city.Scope())
	o.must(err)
	t.Log("a city that may act on a refusal does not answer its own order about it")
	c, err = o.Supervise(t.Context(), city, c.ID, c.Version, "支出没有核实", o.Today()+5)
	o.must(err)
	_, err = o.AnswerSupervision(t.Context(), city, c.ID, c.Version, o.orders(c)[0].ID, "已核实")
	o.fails(err, access.ErrForbidden)
	_, err = o.Reopen(t.Context(), city, c.ID, c.Version, "支出没有核实")
	o.must(err)
	o.does(cadre, "H1", "visit", "visited", o.visitForm())
	o.refused(townHead, "H1", "refuse_at_town", refusal, "县级领导阅签")
}

// Answers that are owed from outside of a case's own state stand in the morning's
// digest, until they are given.
func TestWhatIsOwedBesidesIsCounted(t *testing.T) {
	o := anOffice(t)
	c, v := o.supervised()
	h, err := o.db.Household(t.Context(), "H1", false)
	o.must(err)
	asked, err := o.AskCorrection(t.Context(), townClerk, "H1", h.Members[0].Number, "车已经卖了")
	o.must(err)
	stand := func(state string) (tallies []inbox.Tally) {
		t.Helper()
		held, err := o.Waits().Standings(t.Context(), o.Today(), nil)
		o.must(err)
		for _, s := range held {
			if s.State == state && s.Division == c.Division && len(s.Owners) > 0 {
				tallies = append(tallies, s.Tally)
			}
		}
		return tallies
	}
	for _, row := range []struct {
		after                   int
		supervision, correction inbox.Tally
	}{
		{0, inbox.Tally{Open: 1}, inbox.Tally{Open: 1}},
		{5, inbox.Tally{Open: 1, Today: 1}, inbox.Tally{Open: 1}},
		{1, inbox.Tally{Open: 1, Late: 1}, inbox.Tally{Open: 1}},
		{9, inbox.Tally{Open: 1, Late: 1}, inbox.Tally{Open: 1, Today: 1}},
		{1, inbox.Tally{Open: 1, Late: 1}, inbox.Tally{Open: 1, Late: 1}},
	} {
		o.days(row.after)
		if got := stand("supervised"); !slices.Equal(got, []inbox.Tally{row.supervision}) {
			t.Errorf("%s: supervisions %+v, want %+v", o.Today(), got, row.supervision)
		}
		if got := stand("correction"); !slices.Equal(got, []inbox.Tally{row.correction}) {
			t.Errorf("%s: corrections %+v, want %+v", o.Today(), got, row.correction)
		}
	}
	c = o.caseOf("H1")
	_, err = o.AnswerSupervision(t.Context(), cadre, c.ID, c.Version, v.ID, "昨天上门了")
	o.must(err)
	_, err = o.AnswerCorrection(t.Context(), townClerk, asked.ID, asked.Version, casework.NotCorrected, "车管所说车还在名下", 0)
	o.must(err)
	if s, c := stand("supervised"), stand("correction"); len(s)+len(c) != 0 {
		t.Errorf("answered, they stand still: %+v %+v", s, c)
	}
}

package setting_test

import (
	"errors"
	"strings"
	"testing"

	"dixian/access"
	"dixian/audit"
	"dixian/calendar"
	"dixian/setting"
	"dixian/workflow"
)

func TestAskingIsRefused(t *testing.T) {
	s, db := opened(t)
	for _, c := range []struct {
		says  string
		by    *access.User
		asked func(*setting.Request)
		want  string // part of the sentence; empty: forbidden
	}{
		{"another county's", clerk, func(r *setting.Request) { r.Division = foreign }, ""},
		{"by a town", somebody("town", "town_clerk", county+101_000), nil, ""},
		{"a parameter that is none", clerk, func(r *setting.Request) { r.Parameter = "luck" }, "没有参数“luck”"},
		{"a line that the province sets", clerk, func(r *setting.Request) { r.Parameter = "monitoring_line" }, "由省级定"},
		{"below zero", clerk, func(r *setting.Request) { r.Value = -1 }, "不能小于零"},
		{"less for families than the level above gives", clerk, func(r *setting.Request) { r.Value = 5000_01 }, "下级只能定得一样或更低"},
		{"no first day", clerk, func(r *setting.Request) { r.From = 0 }, "从哪天起"},
		{"a last day that is the first", clerk, func(r *setting.Request) { r.To = r.From }, "停用的日期要在启用之后"},
		{"a document of blanks", clerk, func(r *setting.Request) { r.Number = " \t" }, "文件号"},
		{"without a reason", clerk, func(r *setting.Request) { r.Reason = "" }, "理由"},
	} {
		err := s.Ask(t.Context(), c.by, wanted(c.asked))
		var refused *workflow.Refused
		switch {
		case c.want == "" && !errors.Is(err, access.ErrForbidden):
			t.Errorf("%s: %v", c.says, err)
		case c.want != "" && (!errors.As(err, &refused) || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: %v", c.says, err)
		}
	}
	kept, err := db.Settings(t.Context(), setting.Filter{Scope: setting.Scope(clerk), Limit: 10})
	must(t, err)
	entries, err := db.Page(t.Context(), audit.Filter{Limit: 10})
	if must(t, err); len(kept)+len(entries) != 0 {
		t.Errorf("what was refused left %d requests and %d entries", len(kept), len(entries))
	}
}

func TestDecidingIsRefused(t *testing.T) {
	s, _ := opened(t)
	r := wanted(nil)
	must(t, s.Ask(t.Context(), clerk, r))
	for _, c := range []struct {
		says string
		err  func() error
		want string // empty: not found or forbidden
	}{
		{"who asked approves", func() error { _, err := s.Approve(t.Context(), clerk, r.ID, 1, ""); return err }, "要两个人"},
		{"who asked refuses", func() error { _, err := s.Refuse(t.Context(), clerk, r.ID, 1, "不必"); return err }, "要两个人"},
		{"before its effect was seen", func() error { _, err := s.Approve(t.Context(), head, r.ID, 1, ""); return err }, "先算一算影响"},
		{"refused with blanks for a reason", func() error { _, err := s.Refuse(t.Context(), head, r.ID, 1, " "); return err }, "理由"},
		{"as it was before a change", func() error { _, err := s.Refuse(t.Context(), head, r.ID, 2, "不必"); return err }, "请刷新"},
		{"taken back by another", func() error { _, err := s.Withdraw(t.Context(), head, r.ID, 1); return err }, ""},
		{"by another county", func() error {
			_, err := s.Refuse(t.Context(), somebody("other", "county_head", foreign), r.ID, 1, "不必")
			return err
		}, ""},
	} {
		err := c.err()
		if c.want == "" && !errors.Is(err, access.ErrForbidden) && !errors.Is(err, access.ErrNotFound) || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v", c.says, err)
		}
	}
}

// What is approved holds from its day on, in its county alone, and is entered in
// the log; what was decided once is not decided again.
func TestAnApprovedValueHoldsWhereAndWhenItSays(t *testing.T) {
	s, db := opened(t)
	r := wanted(func(r *setting.Request) { r.From, r.To = calendar.NewDate(2025, 8, 1), calendar.NewDate(2025, 9, 1) })
	must(t, s.Ask(t.Context(), clerk, r))
	shown, err := s.Show(t.Context(), head, r.ID, 1, &setting.Effect{AsOf: "2025-06-30"})
	must(t, err)
	_, err = s.Approve(t.Context(), head, r.ID, shown.Version, "照办")
	must(t, err)
	for _, c := range []struct {
		says string
		at   calendar.Date
		want int64
	}{
		{"the day before", calendar.NewDate(2025, 7, 31), 5000_00},
		{"its first day", calendar.NewDate(2025, 8, 1), 3000_00},
		{"its last day", calendar.NewDate(2025, 8, 31), 3000_00},
		{"the day after", calendar.NewDate(2025, 9, 1), 5000_00},
	} {
		if v, ok := s.Current().Parameter("disaster_loss").At(county, c.at); !ok || v.N != c.want {
			t.Errorf("%s: %d", c.says, v.N)
		}
		if v, ok := s.Current().Parameter("disaster_loss").At(foreign, c.at); !ok || v.N != 5000_00 {
			t.Errorf("another county, %s: %d", c.says, v.N)
		}
	}
	if v, _ := s.Package.Parameter("disaster_loss").At(county, calendar.NewDate(2025, 8, 1)); v.N != 5000_00 {
		t.Errorf("the package itself was changed: %d", v.N)
	}
	if _, err := s.Refuse(t.Context(), head, r.ID, 3, "不必"); err == nil {
		t.Error("what was approved is refused afterwards")
	}
	entries, err := db.Page(t.Context(), audit.Filter{Action: "setting.", Limit: 10})
	must(t, err)
	var acts []string
	for _, e := range entries {
		acts = append(acts, e.User+" "+e.Action)
	}
	if got := strings.Join(acts, ", "); got != "head setting.approve, head setting.effect, clerk setting.ask" {
		t.Error(got)
	}
}

// Another service on the same database learns of it when it reads again, not before.
func TestAnotherServerReadsWhatWasApproved(t *testing.T) {
	s, db := opened(t)
	other := &setting.Service{Store: db, Audit: db, Package: s.Package, Program: s.Program, Now: s.Now}
	_, err := other.InForce(t.Context())
	must(t, err)
	r := wanted(nil)
	must(t, s.Ask(t.Context(), clerk, r))
	_, err = s.Show(t.Context(), head, r.ID, 1, &setting.Effect{})
	must(t, err)
	_, err = s.Approve(t.Context(), head, r.ID, 2, "")
	must(t, err)
	held := func() int64 {
		v, _ := other.Current().Parameter("disaster_loss").At(county, r.From)
		return v.N
	}
	if held() != 5000_00 {
		t.Error("read before it was asked to")
	}
	if _, err := other.InForce(t.Context()); err != nil || held() != 3000_00 {
		t.Errorf("read again: %d %v", held(), err)
	}
}

// The steps of a case must fit its whole with every value that would then hold:
// asked for or approved, in the place, below it, and from the day on which another
// value begins.
//
// Source: casework contract, States, "refuses a workflow that cannot keep its whole".
func TestAStepThatBreaksTheWholeIsRefused(t *testing.T) {
	s, _ := opened(t)
	province := county.Province()
	asks, signs := somebody("asks", "province", province), somebody("signs", "province", province)
	limit := func(name string, value int64, change func(*setting.Request)) *setting.Request {
		return wanted(func(r *setting.Request) {
			if r.Parameter, r.Division, r.Value = name, province, value; change != nil {
				change(r)
			}
		})
	}
	tooLong := func(err error) {
		t.Helper()
		var refused *workflow.Refused
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), "超过全程的") {
			t.Errorf("got %v", err)
		}
	}
	approved := func(r *setting.Request) {
		t.Helper()
		must(t, s.Ask(t.Context(), asks, r))
		_, err := s.Approve(t.Context(), signs, r.ID, 1, "")
		must(t, err)
	}
	tooLong(s.Ask(t.Context(), asks, limit("visit_days", 4, nil)))
	tooLong(s.Ask(t.Context(), asks, limit("identification_days", 14, nil)))
	must(t, s.Ask(t.Context(), asks, limit("triage_days", 9, nil))) // before the whole begins

	t.Log("a shorter step makes room, where and when it holds and no longer")
	later := func(r *setting.Request) { r.From, r.To = calendar.NewDate(2025, 9, 1), calendar.NewDate(2026, 1, 1) }
	approved(limit("compare_days", 2, later))
	tooLong(s.Ask(t.Context(), asks, limit("visit_days", 4, nil)))
	tooLong(s.Ask(t.Context(), asks, limit("visit_days", 4, func(r *setting.Request) { r.From = calendar.NewDate(2025, 9, 1) })))
	must(t, s.Ask(t.Context(), asks, limit("visit_days", 4, later)))

	t.Log("what was asked for in time is looked at again when it is approved")
	first, second := limit("visit_days", 4, later), limit("meeting_days", 2, later)
	must(t, s.Ask(t.Context(), asks, first))
	must(t, s.Ask(t.Context(), asks, second))
	_, err := s.Approve(t.Context(), signs, first.ID, 1, "")
	must(t, err)
	_, err = s.Approve(t.Context(), signs, second.ID, 1, "")
	tooLong(err)
}

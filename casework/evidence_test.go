package casework_test

import (
	"errors"
	"slices"
	"testing"

	"dixian/access"
	"dixian/calendar"
	"dixian/casework"
	"dixian/identity"
)

// refusesAuthorisations tries what is no authorisation.
func (o *office) refusesAuthorisations(household string) {
	o.t.Helper()
	good := casework.Authorisation{Number: identity.MaskID(father), Way: "纸质", SignedOn: o.Today()}
	for says, change := range map[string]func(a *casework.Authorisation){
		"这个人不在这一户":       func(a *casework.Authorisation) { a.Number = "520123********9999" },
		"未成年人不用签授权书":     func(a *casework.Authorisation) { a.Number = identity.MaskID(child) },
		"在今天之后":          func(a *casework.Authorisation) { a.SignedOn++ },
		"签署方式是":          func(a *casework.Authorisation) { a.Way = "口头" },
		"签署日期没有填，或在今天之后": func(a *casework.Authorisation) { a.SignedOn = 0 },
	} {
		a := good
		change(&a)
		c := o.caseOf(household)
		_, err := o.Authorise(o.t.Context(), cadre, c.ID, c.Version, a)
		o.says(err, says)
	}
	c := o.caseOf(household)
	_, err := o.Authorise(o.t.Context(), city, c.ID, c.Version, good)
	o.fails(err, access.ErrForbidden)
}

func (o *office) pendingHit(household string) (*casework.Case, casework.Hit) {
	o.t.Helper()
	c := o.caseOf(household)
	hits, err := o.db.Hits(o.t.Context(), c.ID)
	o.must(err)
	return c, casework.Hit{ID: hits[0].ID, Status: casework.HitError, Reason: "车已过户三年", Department: "公安：已过户"}
}

// refusesHits tries to settle a hit in ways that settle nothing.
func (o *office) refusesHits(household string) {
	o.t.Helper()
	for says, change := range map[string]func(h *casework.Hit){
		"核实结果是":      func(h *casework.Hit) { h.Status = casework.HitPending },
		"请写明核实情况和理由": func(h *casework.Hit) { h.Reason = " " },
		"请写明数据部门的答复": func(h *casework.Hit) { h.Department = "" },
		"这个案件没有这条命中": func(h *casework.Hit) { h.ID += 100 },
	} {
		c, h := o.pendingHit(household)
		change(&h)
		_, err := o.SettleHit(o.t.Context(), townClerk, c.ID, c.Version, h)
		o.says(err, says)
	}
	for _, village := range []*access.User{cadre, team} {
		c, h := o.pendingHit(household)
		_, err := o.SettleHit(o.t.Context(), village, c.ID, c.Version, h)
		o.fails(err, access.ErrForbidden)
	}
}

func (o *office) settlesHit(household string) {
	o.t.Helper()
	c, h := o.pendingHit(household)
	_, err := o.SettleHit(o.t.Context(), townClerk, c.ID, c.Version, h)
	o.must(err)
}

// objectionPausesTheClock objects to a publicity on its third day, answers four
// days later, and sees the clocks go on; it leaves the case on the first day on
// which the town may review it.
func (o *office) objectionPausesTheClock(household string) {
	o.t.Helper()
	before := o.caseOf(household)
	o.days(3)
	o.refused(townClerk, household, "town_review", reviewForm, "公示没有满五个整日")
	_, err := o.Object(o.t.Context(), cadre, before.ID, before.Version, casework.Objection{Says: " "})
	o.says(err, "请写明异议内容")
	c, err := o.Object(o.t.Context(), cadre, before.ID, before.Version, casework.Objection{Says: "他家在县城有房"})
	o.must(err)
	if c.PausedOn != o.Today() || c.PauseReason == "" {
		o.t.Fatalf("the clock runs: %+v", c)
	}
	o.days(4)
	o.refused(townClerk, household, "town_review", reviewForm, "还有异议没有处理完")
	objections, err := o.db.Objections(o.t.Context(), c.ID)
	o.must(err)
	_, err = o.Object(o.t.Context(), cadre, c.ID, c.Version, casework.Objection{ID: objections[0].ID})
	o.says(err, "请写明处理结果")
	_, err = o.Object(o.t.Context(), cadre, c.ID, c.Version, casework.Objection{ID: objections[0].ID + 9, Answer: "查实无房"})
	o.says(err, "没有这条异议")
	c, err = o.Object(o.t.Context(), cadre, c.ID, c.Version, casework.Objection{ID: objections[0].ID, Answer: "查实无房"})
	o.must(err)
	if c.PausedOn != 0 || c.DueOn != before.DueOn+4 || c.WholeDueOn != before.WholeDueOn+4 {
		o.t.Fatalf("the clocks stood still for four days: before %s and %s, now %s and %s", before.DueOn, before.WholeDueOn, c.DueOn, c.WholeDueOn)
	}
	_, err = o.Object(o.t.Context(), cadre, c.ID, c.Version, casework.Objection{ID: objections[0].ID, Answer: "改口"})
	o.says(err, "已经处理完")
	o.refused(townClerk, household, "town_review", reviewForm, "缺公示期满的照片")
}

// measure records help and that it was carried out.
func (o *office) measure(household string) {
	o.t.Helper()
	good := casework.Measure{Class: "就业帮扶", Kind: casework.Development, Owner: "人社局", From: o.Today()}
	for says, change := range map[string]func(m *casework.Measure){
		"请选帮扶措施类别":    func(m *casework.Measure) { m.Class = "" },
		"措施性质是":       func(m *casework.Measure) { m.Kind = "慰问" },
		"请写责任部门":      func(m *casework.Measure) { m.Owner = "" },
		"请填开始日期":      func(m *casework.Measure) { m.From = 0 },
		"结束日期在开始日期之前": func(m *casework.Measure) { m.To = m.From - 1 },
		"没有这条措施":      func(m *casework.Measure) { m.ID = 999 },
	} {
		m := good
		change(&m)
		c := o.caseOf(household)
		_, err := o.RecordMeasure(o.t.Context(), cadre, c.ID, c.Version, m)
		o.says(err, says)
	}
	c := o.caseOf(household)
	c, err := o.RecordMeasure(o.t.Context(), cadre, c.ID, c.Version, good)
	o.must(err)
	held, err := o.db.Measures(o.t.Context(), c.ID)
	o.must(err)
	good.ID, good.Done, good.Fen, good.Proof = held[0].ID, true, 120_000, "务工合同"
	_, err = o.RecordMeasure(o.t.Context(), cadre, c.ID, c.Version, good)
	o.must(err)
	held, err = o.db.Measures(o.t.Context(), c.ID)
	o.must(err)
	if len(held) != 1 || !held[0].Done || held[0].Fen != 120_000 {
		o.t.Fatalf("%+v", held)
	}
}

// Signed before, or by a part of the adults, is not signed.
func TestWhoHasNotSigned(t *testing.T) {
	for says, c := range map[string]struct {
		signs func(o *office) []casework.Authorisation
		ok    bool
	}{
		"one adult of two": {func(o *office) []casework.Authorisation {
			return []casework.Authorisation{{Number: identity.MaskID(father), Way: "纸质", SignedOn: o.Today()}}
		}, false},
		"two, but one is over": {func(o *office) []casework.Authorisation {
			return []casework.Authorisation{{Number: identity.MaskID(father), Way: "纸质", SignedOn: o.Today()}, {Number: identity.MaskID(mother), Way: "纸质", SignedOn: o.Today() - 30, ValidTo: o.Today() - 1}}
		}, false},
		"nobody could be reached": {func(o *office) []casework.Authorisation {
			return slices.Concat(tried(father, o.Today()-2, o.Today()-1, o.Today()), tried(mother, o.Today()-2, o.Today()-1, o.Today()))
		}, false},
		"one signed, the other was tried twice": {func(o *office) []casework.Authorisation {
			return append(tried(mother, o.Today()-1, o.Today()), casework.Authorisation{Number: identity.MaskID(father), Way: "录音", SignedOn: o.Today()})
		}, false},
		"one signed, the other was tried three times in a day": {func(o *office) []casework.Authorisation {
			return append(tried(mother, o.Today(), o.Today(), o.Today()), casework.Authorisation{Number: identity.MaskID(father), Way: "录音", SignedOn: o.Today()})
		}, false},
		"one signed, the other was tried before signing and taking it back": {func(o *office) []casework.Authorisation {
			return append(tried(mother, o.Today()-9, o.Today()-8, o.Today()),
				casework.Authorisation{Number: identity.MaskID(father), Way: "录音", SignedOn: o.Today()}, casework.Authorisation{Number: identity.MaskID(mother), Way: casework.Withdrawn, SignedOn: o.Today() - 5})
		}, false},
		"one signed, the other could not be reached": {func(o *office) []casework.Authorisation {
			return append(tried(mother, o.Today()-2, o.Today()-1, o.Today()), casework.Authorisation{Number: identity.MaskID(father), Way: "录音", SignedOn: o.Today()})
		}, true},
		"both, to the last day": {func(o *office) []casework.Authorisation {
			return []casework.Authorisation{{Number: identity.MaskID(father), Way: "本人手机", SignedOn: o.Today()}, {Number: identity.MaskID(mother), Way: "纸质", SignedOn: o.Today() - 30, ValidTo: o.Today()}}
		}, true},
	} {
		t.Run(says, func(t *testing.T) {
			o := anOffice(t)
			o.family("H1", nil)
			_, err := o.Open(t.Context(), cadre, "H1", casework.FromCadre, "大病")
			o.must(err)
			o.does(cadre, "H1", "visit", "visited", o.visitForm())
			for _, a := range c.signs(o) {
				at := o.caseOf("H1")
				_, err := o.Authorise(t.Context(), cadre, at.ID, at.Version, a)
				o.must(err)
			}
			if c.ok {
				o.does(townClerk, "H1", "compare", "comparing", nil)
			} else {
				o.refused(townClerk, "H1", "compare", nil, "还有成年人没有签授权书")
			}
		})
	}
}

// tried are tries to reach somebody, each of its day.
func tried(number string, days ...calendar.Date) (out []casework.Authorisation) {
	for _, d := range days {
		out = append(out, casework.Authorisation{Number: identity.MaskID(number), Way: casework.Unreached, SignedOn: d})
	}
	return out
}

func TestAnObjectionNeedsSomethingPosted(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	c, err := o.Open(t.Context(), cadre, "H1", casework.FromCadre, "大病")
	o.must(err)
	_, err = o.Object(t.Context(), cadre, c.ID, c.Version, casework.Objection{Says: "他家有车"})
	o.says(err, "现在没有公示")
}

// What goes wrong in the middle leaves no half of itself.
func TestARefusedActLeavesNothing(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	c, err := o.Open(t.Context(), cadre, "H1", casework.FromCadre, "大病")
	o.must(err)
	before := o.logged()
	_, err = o.RecordMeasure(t.Context(), cadre, c.ID, c.Version+1, casework.Measure{Class: "就业帮扶", Kind: casework.Development, Owner: "人社局", From: o.Today()})
	if !errors.Is(err, casework.ErrStale) {
		t.Fatal(err)
	}
	file, err := o.File(t.Context(), cadre, c.ID)
	o.must(err)
	if len(file.Measures) != 0 || len(file.Events) != 1 || o.logged() != before {
		t.Fatalf("%+v", file)
	}
}

// A case may move while an objection is open, back to the town: the step's clock
// begins there, the whole clock has stood still all the time, once.
func TestAPauseGoesOnOverAMove(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	_, err := o.Open(t.Context(), cadre, "H1", casework.FromCadre, "大病")
	o.must(err)
	o.does(cadre, "H1", "visit", "visited", o.visitForm())
	o.sign("H1")
	o.does(townClerk, "H1", "compare", "comparing", nil)
	o.does(cadre, "H1", "hold_meeting", "meeting", o.meetingForm())
	o.does(cadre, "H1", "post", "publicity", o.postForm())
	o.days(6)
	c := o.does(townClerk, "H1", "town_review", "town_review", reviewForm)
	whole := c.WholeDueOn
	c, err = o.Object(t.Context(), townClerk, c.ID, c.Version, casework.Objection{Says: "他家有车"})
	o.must(err)
	o.days(2)
	o.refused(clerk, "H1", "prepare_decision", decisionForm, "还有异议没有处理完")
	c = o.does(clerk, "H1", "return_to_town", "publicity", nil)
	if c.PausedOn != o.Today() || c.PauseReason == "" || c.WholeDueOn != whole+2 || c.DueOn != o.Today()+6 {
		t.Fatalf("%+v", c)
	}
	due := c.DueOn
	o.days(3)
	objections, err := o.db.Objections(t.Context(), c.ID)
	o.must(err)
	c, err = o.Object(t.Context(), townClerk, c.ID, c.Version, casework.Objection{ID: objections[0].ID, Answer: "车已卖"})
	o.must(err)
	if c.PausedOn != 0 || c.WholeDueOn != whole+5 || c.DueOn != due+3 {
		t.Fatalf("whole %s, then %s; step %s, then %s", whole, c.WholeDueOn, due, c.DueOn)
	}
}

package casework_test

import (
	"strings"
	"testing"

	"dixian/casework"
	"dixian/screening"
)

// A hit that a person found true and excluding stands in the way of the entry
// until the town changes its finding; it never refuses the family by itself.
func TestAnExcludingHitIsNotApprovedOver(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "medical_burden", "黄")}, []screening.Line{line("H1", "has_vehicle", "")})
	o.does(clerk, "H1", "dispatch", "dispatched", nil)
	o.does(cadre, "H1", "visit", "visited", o.visitForm())
	o.sign("H1")
	settle := func(status string) {
		c := o.caseOf("H1")
		hits, err := o.db.Hits(t.Context(), c.ID)
		o.must(err)
		h := hits[0]
		h.Status, h.Reason, h.Department = status, "车为谋生工具", "交管答复属实"
		_, err = o.SettleHit(t.Context(), townClerk, c.ID, c.Version, h)
		o.must(err)
	}
	settle(casework.HitExcluded)
	o.does(townClerk, "H1", "compare", "comparing", nil)
	o.does(cadre, "H1", "hold_meeting", "meeting", o.meetingForm())
	o.does(cadre, "H1", "post", "publicity", o.postForm())
	o.days(6)
	o.does(townClerk, "H1", "town_review", "town_review", reviewForm)
	o.does(clerk, "H1", "prepare_decision", "county_decision", decisionForm)
	o.refused(head, "H1", "approve", map[string]string{"decided_on": o.day(0)}, "属实且不予纳入")
	settle(casework.HitExempt)
	o.does(head, "H1", "approve", "monitored", map[string]string{"decided_on": o.day(0)})
}

// anExcludedHit is a household at a state of its way whose one hit the town has settled
// as excluding.
func anExcludedHit(t *testing.T) *office {
	o := anOffice(t)
	o.family("H1", nil)
	o.screen([]screening.Line{line("H1", "medical_burden", "黄")}, []screening.Line{line("H1", "has_vehicle", "")})
	o.does(clerk, "H1", "dispatch", "dispatched", nil)
	o.does(cadre, "H1", "visit", "visited", o.visitForm())
	o.sign("H1")
	o.settles("H1", casework.HitExcluded)
	return o
}

// settles settles the one hit of a household.
func (o *office) settles(household, status string) {
	c, h := o.hitOf(household)
	h.Status, h.Reason, h.Department = status, "车在登记里", "交管答复属实"
	_, err := o.SettleHit(o.t.Context(), townClerk, c.ID, c.Version, h)
	o.must(err)
}

func (o *office) hitOf(household string) (*casework.Case, casework.Hit) {
	c := o.caseOf(household)
	hits, err := o.db.Hits(o.t.Context(), c.ID)
	o.must(err)
	return c, hits[0]
}

func (o *office) tells(household string) {
	c := o.caseOf(household)
	_, err := o.TellHits(o.t.Context(), cadre, c.ID, c.Version, o.Today(), "当面念给本人")
	o.must(err)
}

func (o *office) answersHit(household, says string) {
	c, h := o.hitOf(household)
	_, err := o.AnswerHit(o.t.Context(), cadre, c.ID, c.Version, casework.HitAnswer{Hit: h.ID, Says: says, Way: "当面", SaidOn: o.Today()})
	o.must(err)
}

// What a household is refused for it has been told of, has had its days to answer, and
// its answer has been looked at.
func TestNobodyIsRefusedForAHitUnheard(t *testing.T) {
	const unheard, unread = "请先听农户怎么说", "请乡镇按答复把这条命中再核一次"
	t.Run("while nobody has settled it, by the town as by the county", func(t *testing.T) {
		o := anOffice(t)
		o.family("H1", nil)
		o.screen([]screening.Line{line("H1", "medical_burden", "黄")}, []screening.Line{line("H1", "has_vehicle", "")})
		o.does(clerk, "H1", "dispatch", "dispatched", nil)
		o.does(cadre, "H1", "visit", "visited", o.visitForm())
		o.refused(townHead, "H1", "refuse_at_town", refusalForm, "还有命中没有核实")
	})
	t.Run("who was not told", func(t *testing.T) {
		o := anExcludedHit(t)
		o.refused(townHead, "H1", "refuse_at_town", refusalForm, unheard)
	})
	t.Run("while the days to answer run", func(t *testing.T) {
		o := anExcludedHit(t)
		o.tells("H1")
		o.days(5)
		o.refused(townHead, "H1", "refuse_at_town", refusalForm, unheard)
		o.days(1)
		o.does(townHead, "H1", "refuse_at_town", "refused", refusalForm)
	})
	t.Run("whose answer nobody has looked at, until the town settles it again", func(t *testing.T) {
		o := anExcludedHit(t)
		o.tells("H1")
		o.answersHit("H1", "车是拉货谋生用的")
		o.days(10)
		o.refused(townHead, "H1", "refuse_at_town", refusalForm, unheard)
		o.settles("H1", casework.HitExcluded)
		o.does(townHead, "H1", "refuse_at_town", "refused", refusalForm)
	})
	t.Run("an answer also stops the town's review and the county's opinion", func(t *testing.T) {
		o := anExcludedHit(t)
		o.tells("H1")
		o.does(townClerk, "H1", "compare", "comparing", nil)
		o.does(cadre, "H1", "hold_meeting", "meeting", o.meetingForm())
		o.does(cadre, "H1", "post", "publicity", o.postForm())
		o.answersHit("H1", "车是拉货谋生用的")
		o.days(6)
		o.refused(townClerk, "H1", "town_review", reviewForm, unread)
		o.settles("H1", casework.HitExempt)
		o.does(townClerk, "H1", "town_review", "town_review", reviewForm)
	})
}

// An answer after its days is an objection, which stops the clock, as long as something
// is posted or decided on; before that it is an answer all the same.
func TestALateAnswerIsAnObjection(t *testing.T) {
	o := anExcludedHit(t)
	o.tells("H1")
	o.does(townClerk, "H1", "compare", "comparing", nil)
	o.days(6)
	o.answersHit("H1", "还没有评议，晚了也算答复")
	o.settles("H1", casework.HitExempt)
	o.does(cadre, "H1", "hold_meeting", "meeting", o.meetingForm())
	o.does(cadre, "H1", "post", "publicity", o.postForm())
	o.answersHit("H1", "车已经卖了")
	c := o.caseOf("H1")
	answers, err := o.db.HitAnswers(t.Context(), c.ID)
	o.must(err)
	objections, err := o.db.Objections(t.Context(), c.ID)
	o.must(err)
	if len(answers) != 1 || len(objections) != 1 || objections[0].Says != "对比对命中的答复：车已经卖了" || c.PausedOn == 0 {
		t.Fatalf("answers %+v, objections %+v, paused on %v", answers, objections, c.PausedOn)
	}
}

func TestTellingAndAnsweringAreRefused(t *testing.T) {
	o := anExcludedHit(t)
	for _, test := range []struct {
		says string
		do   func(c *casework.Case, h casework.Hit) error
	}{
		{"请选怎么告知的", func(c *casework.Case, h casework.Hit) error {
			_, err := o.TellHits(t.Context(), cadre, c.ID, c.Version, o.Today(), "张贴")
			return err
		}},
		{"在今天之后", func(c *casework.Case, h casework.Hit) error {
			_, err := o.TellHits(t.Context(), cadre, c.ID, c.Version, o.Today()+1, "电话")
			return err
		}},
		{"没有这条命中", func(c *casework.Case, h casework.Hit) error {
			_, err := o.AnswerHit(t.Context(), cadre, c.ID, c.Version, casework.HitAnswer{Hit: h.ID + 99, Says: "不对", Way: "当面", SaidOn: o.Today()})
			return err
		}},
		{"用农户的原话", func(c *casework.Case, h casework.Hit) error {
			_, err := o.AnswerHit(t.Context(), cadre, c.ID, c.Version, casework.HitAnswer{Hit: h.ID, Says: " ", Way: "当面", SaidOn: o.Today()})
			return err
		}},
		{"不要写证件号", func(c *casework.Case, h casework.Hit) error {
			_, err := o.AnswerHit(t.Context(), cadre, c.ID, c.Version, casework.HitAnswer{Hit: h.ID, Says: "打电话 13800000000 问", Way: "当面", SaidOn: o.Today()})
			return err
		}},
		{"请选怎么答复的", func(c *casework.Case, h casework.Hit) error {
			_, err := o.AnswerHit(t.Context(), cadre, c.ID, c.Version, casework.HitAnswer{Hit: h.ID, Says: "不对", Way: "托人", SaidOn: o.Today()})
			return err
		}},
		{"答复日期没有填", func(c *casework.Case, h casework.Hit) error {
			_, err := o.AnswerHit(t.Context(), cadre, c.ID, c.Version, casework.HitAnswer{Hit: h.ID, Says: "不对", Way: "当面"})
			return err
		}},
	} {
		err := test.do(o.hitOf("H1"))
		if err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("refused by %v, want %q", err, test.says)
		}
	}
	o.tells("H1")
	c := o.caseOf("H1")
	if _, err := o.TellHits(t.Context(), cadre, c.ID, c.Version, o.Today(), "电话"); err == nil || !strings.Contains(err.Error(), "没有还没告知的命中") {
		t.Errorf("told twice: %v", err)
	}
}

package casework_test

import (
	"testing"

	"dixian/access"
	"dixian/casework"
	"dixian/registry"
)

func TestARequestForCorrection(t *testing.T) {
	o := anOffice(t)
	o.family("H1", nil)
	h, err := o.db.Household(t.Context(), "H1", false)
	o.must(err)
	number := h.Members[0].Number
	ask := func(u *access.User, number, says string) (*casework.Correction, error) {
		return o.AskCorrection(t.Context(), u, "H1", number, says)
	}
	_, err = ask(stranger, number, "车不是我的")
	o.fails(err, casework.ErrNotFound)
	_, err = ask(cadre, "520123********9999", "车不是我的")
	o.says(err, "没有这个人")
	_, err = ask(cadre, number, " ")
	o.says(err, "哪里不对")
	c, err := ask(cadre, number, "车已经卖了")
	o.must(err)
	if c.DueOn != o.Today()+15 || c.Name != "甲一" {
		t.Fatalf("%+v", c)
	}

	answer := func(u *access.User, outcome, says string, change int64) error {
		_, err := o.AnswerCorrection(t.Context(), u, c.ID, c.Version, outcome, says, change)
		return err
	}
	o.fails(answer(cadre, casework.Corrected, "已核实", 0), access.ErrForbidden)
	o.fails(answer(stranger, casework.Corrected, "已核实", 0), casework.ErrNotFound)
	o.fails(answer(city, casework.Corrected, "已核实", 0), access.ErrForbidden)
	o.says(answer(townClerk, "看过了", "已核实", 0), "不更正")
	o.says(answer(townClerk, casework.NotCorrected, "", 0), "理由是什么")
	o.says(answer(townClerk, casework.NotCorrected, "打电话 13900001111 核实", 0), "不要写证件号")
	o.says(answer(townClerk, casework.Corrected, "已核实", 77), "没有这个变更申请")

	t.Log("a change request of another household puts nothing right here")
	o.family("H2", func(h *registry.Household) { h.Members = nil })
	asked := map[string]int64{}
	for _, code := range []string{"H1", "H2"} {
		r := &registry.Request{Kind: registry.Correct, State: registry.Pending, Household: code, Division: village, Reason: "车已过户", AskedBy: "zhen", On: o.Today()}
		o.must(o.db.CreateRequests(t.Context(), []*registry.Request{r}))
		asked[code] = r.ID
	}
	o.says(answer(townClerk, casework.Corrected, "已核实", asked["H2"]), "没有这个变更申请")
	o.says(answer(townClerk, casework.NotCorrected, "车还在名下", asked["H1"]), "不更正的")

	if c.Late(o.Today()+15) || !c.Late(o.Today()+16) {
		t.Error("the last day is not late, the day after is")
	}
	o.days(16)
	o.must(answer(townClerk, casework.PartlyCorrected, "登记已改，车管数据下月重报", asked["H1"]))
	o.fails(answer(clerk, casework.Corrected, "再改", 0), casework.ErrStale)
	held, err := o.Corrections(t.Context(), clerk, false, 9)
	o.must(err)
	if len(held) != 1 || !held[0].Late(o.Today()+90) || held[0].Change != asked["H1"] || held[0].Outcome != casework.PartlyCorrected || held[0].AnsweredBy != "zhen" {
		t.Errorf("%+v", held)
	}
	c = held[0]
	o.says(answer(clerk, casework.Corrected, "再改", 0), "已经答复")
}

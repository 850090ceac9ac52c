package casework_test

import (
	"testing"

	"dixian/access"
	"dixian/casework"
	"dixian/division"
)

// panzhou is a village of 盘州, which the table of divisions knows.
const panzhou division.Code = 520281104001

var (
	farClerk = who("yuan", "county_clerk", panzhou.County())
	farCity  = who("yuanshi", "city", panzhou.Prefecture())
)

// handed takes a monitored case and offers it to the far county.
func (o *office) handed(state string) *casework.Handed {
	o.t.Helper()
	o.family("H1", nil)
	c := &casework.Case{Household: "H1", Division: village, Head: "甲一", Channel: casework.FromCadre, Urgency: "黄", State: state, Round: 1, OpenedOn: o.Today(), StateSince: o.Today(), T0: o.Today(), DueOn: o.Today() + 10}
	o.must(o.db.CreateCase(o.t.Context(), c))
	o.does(clerk, "H1", "transfer", state, map[string]string{"receiving_county": panzhou.County().String()})
	held, err := o.Transfers(o.t.Context(), farClerk, true)
	o.must(err)
	if len(held) != 1 || held[0].DueOn != o.Today()+5 || held[0].Case.Household != "H1" {
		o.t.Fatalf("the receiver sees what is offered: %+v", held)
	}
	return &held[0]
}

func TestACaseIsOfferedToAnotherCounty(t *testing.T) {
	o := anOffice(t)
	h := o.handed("clear_publicity")
	for says, c := range map[string]struct{ to, says string }{
		"twice":              {panzhou.County().String(), "等接收县答复"},
		"to itself":          {county.String(), "接收县就是本县"},
		"to a village":       {panzhou.String(), "没有这个县"},
		"to nobody":          {"520999000000", "没有这个县"},
		"to what is no code": {"六枝", "没有这个县"},
	} {
		t.Run(says, func(t *testing.T) {
			o.refused(clerk, "H1", "transfer", map[string]string{"receiving_county": c.to}, c.says)
		})
	}
	o.refused(townClerk, "H1", "transfer", map[string]string{"receiving_county": panzhou.County().String()}, "不由您的角色办理")

	take := casework.TransferAnswer{State: casework.TransferTaken, Village: panzhou, Answer: "已在本县居住"}
	for says, c := range map[string]struct {
		who    *access.User
		change func(a *casework.TransferAnswer)
		err    error
		says   string
	}{
		"by a third county":                      {who("x", "county_clerk", 520103_000_000), nil, casework.ErrNotFound, ""},
		"by the sender":                          {clerk, nil, access.ErrForbidden, ""},
		"by the receiving town":                  {who("x", "town_clerk", panzhou.Town()), nil, casework.ErrNotFound, ""},
		"by the city before the receiver's days": {farCity, nil, nil, "先由接收县答复"},
		"without a word":                         {farClerk, func(a *casework.TransferAnswer) { a.Answer = " " }, nil, "请写明答复"},
		"into a village of elsewhere":            {farClerk, func(a *casework.TransferAnswer) { a.Village = village }, nil, "本县接收的村"},
		"into no village":                        {farClerk, func(a *casework.TransferAnswer) { a.Village = 0 }, nil, "本县接收的村"},
		"withdrawn by the receiver":              {farClerk, func(a *casework.TransferAnswer) { a.State = casework.TransferWithdrawn }, access.ErrForbidden, ""},
	} {
		t.Run(says, func(t *testing.T) {
			a := take
			if c.change != nil {
				c.change(&a)
			}
			_, err := o.AnswerTransfer(t.Context(), c.who, h.ID, a)
			if c.says != "" {
				o.says(err, c.says)
			} else {
				o.fails(err, c.err)
			}
		})
	}

	t.Log("until it is taken the case has its owner and its clock; then it goes over with its history")
	if c := o.caseOf("H1"); c.Division != village || c.State != "clear_publicity" || c.DueOn != o.Today()+10 {
		t.Fatalf("%+v", c)
	}
	got, err := o.AnswerTransfer(t.Context(), farClerk, h.ID, take)
	o.must(err)
	c := o.caseOf("H1")
	if c.ID != h.CaseID || c.Division != panzhou || c.State != "clear_publicity" || got.State != casework.TransferTaken {
		t.Fatalf("%+v", c)
	}
	if _, err := o.File(t.Context(), clerk, c.ID); err == nil {
		t.Error("the sender still reads it")
	}
	file, err := o.File(t.Context(), farClerk, c.ID)
	o.must(err)
	if len(file.Events) != 2 || file.Events[0].Act != "transfer" || file.Events[1].Act != "transfer_taken" {
		t.Errorf("the history: %+v", file.Events)
	}
	left, err := o.db.Cases(t.Context(), casework.Filter{Scope: []division.Code{county}})
	o.must(err)
	if len(left) != 1 || left[0].State != "transferred" || left[0].IntoCase != c.ID {
		t.Errorf("the sender keeps a closed record: %+v", left)
	}
	_, err = o.AnswerTransfer(t.Context(), farClerk, h.ID, take)
	o.says(err, "已经答复过")
}

func TestASilentReceiverGoesToItsCity(t *testing.T) {
	o := anOffice(t)
	h := o.handed("monitored")
	o.days(6)
	_, err := o.AnswerTransfer(t.Context(), city, h.ID, casework.TransferAnswer{State: casework.TransferTaken, Village: panzhou, Answer: "由本市定"})
	o.fails(err, casework.ErrNotFound)
	_, err = o.AnswerTransfer(t.Context(), farCity, h.ID, casework.TransferAnswer{State: casework.TransferTaken, Village: panzhou, Answer: "由市里定"})
	o.must(err)
	if c := o.caseOf("H1"); c.Division != panzhou || c.State != "monitored" {
		t.Fatalf("%+v", c)
	}
}

func TestADeclinedOrWithdrawnTransferChangesNothing(t *testing.T) {
	for state, by := range map[string]*access.User{casework.TransferDeclined: farClerk, casework.TransferWithdrawn: clerk} {
		o := anOffice(t)
		h := o.handed("monitored")
		_, err := o.AnswerTransfer(t.Context(), by, h.ID, casework.TransferAnswer{State: state, Answer: "仍住原处"})
		o.must(err)
		if c := o.caseOf("H1"); c.Division != village || c.State != "monitored" {
			t.Fatalf("%s: %+v", state, c)
		}
		o.does(clerk, "H1", "transfer", "monitored", map[string]string{"receiving_county": panzhou.County().String()})
	}
}

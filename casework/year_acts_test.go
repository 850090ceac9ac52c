package casework_test

import (
	"dixian/casework"
	"dixian/division"
	"dixian/screening"
)

// beside does what is no move of the workflow; done is false where the word is a
// move's.
func (y *year) beside(says, name string) (done bool, err error) {
	ctx := y.t.Context()
	switch name {
	case "declare", "declare_anew":
		household := y.household(says)
		c, err := y.Open(ctx, staff["village_cadre"], household, casework.FromHousehold, "看病花钱多，周转不开")
		if err == nil && (name == "declare_anew" || y.cases[says] == 0) {
			y.cases[says] = c.ID
		}
		return true, err
	case "sign", "withdraw":
		return true, y.authorise(says, name == "withdraw")
	case "hit":
		return true, y.db.SaveHit(ctx, &casework.Hit{CaseID: y.cases[says], Rule: "vehicle", Status: casework.HitPending})
	case "hits":
		return true, y.settleHits(says, casework.HitExempt)
	case "exclude":
		return true, y.settleHits(says, casework.HitExcluded)
	case "tell":
		c := y.the(says)
		_, err := y.TellHits(ctx, staff["village_cadre"], c.ID, c.Version, y.Today(), "当面念给本人")
		return true, err
	case "answer_hit":
		c := y.the(says)
		held, err := y.db.Hits(ctx, c.ID)
		if err == nil {
			_, err = y.AnswerHit(ctx, staff["village_cadre"], c.ID, c.Version, casework.HitAnswer{Hit: held[0].ID, Says: "车是拉货谋生用的", Way: "当面", SaidOn: y.Today()})
		}
		return true, err
	case "board":
		for _, of := range []string{casework.PhotoPosted, casework.PhotoTakenDown} {
			if err := y.AddPhoto(ctx, staff["village_cadre"], y.cases[says], &casework.Photo{Of: of, Once: casework.NewOnce(), TakenAt: y.now, Data: shot(y.t, 4, 4)}); err != nil {
				return true, err
			}
		}
		return true, nil
	case "object":
		c := y.the(says)
		_, err := y.Object(ctx, staff["village_cadre"], c.ID, c.Version, casework.Objection{Says: "他家在县城有工作"})
		return true, err
	case "reply":
		c := y.the(says)
		held, err := y.db.Objections(ctx, c.ID)
		if err == nil {
			_, err = y.Object(ctx, staff["town_clerk"], c.ID, c.Version, casework.Objection{ID: held[len(held)-1].ID, Answer: "是同名的人"})
		}
		return true, err
	case "measure":
		c := y.the(says)
		_, err := y.RecordMeasure(ctx, staff["town_clerk"], c.ID, c.Version, casework.Measure{Class: "就业帮扶", Kind: casework.Development, Owner: "人社局", From: y.Today(), Done: true})
		return true, err
	case "alert":
		c := y.the(says)
		l := line(c.Household, "medical_self_paid", "黄")
		_, err := y.Receive(ctx, clerk, &casework.Run{AsOf: y.Today()}, &screening.Result{Alerts: []screening.Line{l}}, y.covered(), nil)
		return true, err
	case "settle_alerts":
		return true, y.settleOpen(says)
	case "look_again": // after clearing each new alert of a delivery sends somebody
		if y.the(says).State != "dispatched" {
			return true, nil
		}
		if err := y.word(says, "visit:no"); err != nil {
			return true, err
		}
		return true, y.word(says, "back_to_watch")
	case "lift":
		c := y.the(says)
		_, err := y.LiftBlock(ctx, city, c.ID, c.Version, "市防贫〔2025〕7号", "子女已接走赡养")
		return true, err
	}
	return false, nil
}

// covered is the coverage that the newest screening of the county told.
func (y *year) covered() (out []screening.Covered) {
	for _, c := range y.Program.Coverages {
		out = append(out, screening.Covered{Table: c.Table.Name, County: county.String(), Covered: true})
	}
	return out
}

func (y *year) household(says string) string {
	if id := y.cases[says]; id != 0 {
		return y.the(says).Household
	}
	return y.families[says]
}

func (y *year) authorise(says string, withdraw bool) error {
	c := y.the(says)
	h, err := y.db.Household(y.t.Context(), c.Household, false)
	if err != nil {
		return err
	}
	for _, p := range h.Members {
		if !p.LivingTogether || !p.HasID || !p.Adult(y.Today()) {
			continue
		}
		way := "纸质"
		if withdraw {
			way = casework.Withdrawn
		}
		if c, err = y.Authorise(y.t.Context(), staff["village_cadre"], c.ID, c.Version, casework.Authorisation{Number: p.Number, Way: way, SignedOn: y.Today()}); err != nil || withdraw {
			return err
		}
	}
	return nil
}

func (y *year) settleHits(says, status string) error {
	c := y.the(says)
	held, err := y.db.Hits(y.t.Context(), c.ID)
	for _, h := range held {
		if err != nil {
			return err
		}
		if h.Status == casework.HitExempt && status == casework.HitExempt {
			continue
		}
		h.Status, h.Reason, h.Department = status, "已核实", "交管答复：属实"
		c, err = y.SettleHit(y.t.Context(), staff["town_clerk"], c.ID, c.Version, h)
	}
	return err
}

func (y *year) settleOpen(says string) error {
	c := y.the(says)
	var ids []int64
	for _, a := range c.Alerts {
		if !a.Settled {
			ids = append(ids, a.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	_, err := y.SettleAlerts(y.t.Context(), staff["town_clerk"], c.ID, c.Version, ids, "已入户核实")
	return err
}

// taken lets the other county take a transferred case over.
func (y *year) taken(c *casework.Case) error {
	held, err := y.db.TransfersOf(y.t.Context(), c.ID)
	if err != nil {
		return err
	}
	there := who("bieXian", "county_clerk", 520121_000_000)
	_, err = y.AnswerTransfer(y.t.Context(), there, held[len(held)-1].ID, casework.TransferAnswer{State: casework.TransferTaken, Village: division.Guizhou().VillagesOf(520121_000_000)[0], Answer: "接收"})
	return err
}

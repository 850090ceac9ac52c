package main

import (
	"fmt"
	"slices"

	"dixian/access"
	"dixian/casework"
	"dixian/division"
	"dixian/registry"
	"dixian/screening"
)

// The stories by what has come of them today. Long ones began with the first
// load, recent ones with the third; those of today follow the last.
var (
	longStories = []string{
		"cleared", "monitored", "refused", "clearing", "to_visit_again", "to_meet_again", "to_post_again", "to_clear", "to_sign_off", "off", "rolled_back",
		"moved_away", "gone",
	}
	recentStories = []string{
		"no_risk", "settled", "unsigned", "to_meet", "to_post", "objected", "posted", "to_decide", "to_sign", "entered", "unvisited", "offered", "attached",
	}
	todaysStories = []string{"asked", "sent_1", "sent_2", "sent_3"}
)

// course is the days, from today, on which a case went its way; 0: not yet.
type course struct {
	dispatch, visit, compare, meet, post, review, prepare, approve int
}

// stories are all of them, step by step.
func (d *demo) stories() map[string][]step {
	measure := func(day int, done bool) step {
		return step{day, func(t *teller) error {
			return t.act("village_cadre", func(u *access.User, c *casework.Case) error {
				_, err := t.casework.RecordMeasure(t.ctx, u, c.ID, c.Version, casework.Measure{
					Class: "就业帮扶", Kind: casework.Development, Owner: "人力资源社会保障局", Person: "驻村干部", From: t.casework.Today(), Fen: 960000, Proof: "劳动合同", Done: done,
				})
				return err
			})
		}}
	}
	entered := course{-268, -266, -264, -263, -263, -257, -257, -256}
	helped := append(entered.steps(), measure(-250, true))
	out := func(c clearing) []step { return append(slices.Clone(helped), c.steps()...) }
	return map[string][]step{
		"cleared":        out(clearing{-70, -69, -68, -68, -61, -61, -60, -59}),
		"clearing":       out(clearing{apply: -5, visit: -4, meet: -3, post: -3}),
		"to_visit_again": out(clearing{apply: -3}),
		"to_meet_again":  out(clearing{apply: -4, visit: -2}),
		"to_post_again":  out(clearing{apply: -6, visit: -4, meet: -1}),
		"to_clear":       out(clearing{apply: -12, visit: -11, meet: -9, post: -9, review: -2}),
		"to_sign_off":    out(clearing{apply: -13, visit: -12, meet: -10, post: -10, review: -3, prepare: -1}),
		"off":            out(clearing{apply: -14, visit: -13, meet: -11, post: -11, review: -4, prepare: -3, sign: -1}),
		"rolled_back": append(out(clearing{-66, -65, -63, -63, -56, -56, -55, -54}),
			moving(-2, "county_head", "roll_back", "回访时发现务工收入早已中断，当时的核实不实", nil)),
		"moved_away": append(slices.Clone(helped), offered(-40), step{-37, (*teller).takenOver}),
		"gone":       append(slices.Clone(helped), moving(-30, "county_clerk", "end_naturally", "老人去世，户内已没有人", form{"proof": "死亡医学证明，公安已销户"})),
		"offered":    append(course{dispatch: -12, visit: -10}.steps(), offered(-2)),
		"attached":   {{-6, func(t *teller) error { return t.attach("to_meet") }}},
		"monitored":  append(course{-267, -265, -263, -262, -262, -256, -256, -255}.steps(), measure(-248, true)),
		"refused":    append(course{-268, -266, -264, -263, -263, -257, -257, 0}.steps(), moving(-256, "county_head", "refuse_entry", "家里能应对", form{"ground": "目前不需要", "would_change": "家里有人住院或外出务工的人失去工作"})),
		"no_risk":    {dispatched(-12), visited(-10, "否"), moving(-8, "town_clerk", "close_no_risk", "两人入户核实，收入稳定，费用已报销", form{"would_change": "再有大额医疗支出或失去工作"})},
		"settled":    {moving(-15, "county_clerk", "settle", "同一笔住院费已由大病保险结清", form{"code": "家庭能应对"})},
		"unsigned":   {dispatched(-14), visited(-11, "是"), {-11, func(t *teller) error { return t.sign(1) }}},
		"to_meet":    course{dispatch: -8, visit: -5, compare: -1}.steps(),
		"to_post":    course{dispatch: -8, visit: -6, compare: -3, meet: -1}.steps(),
		"objected":   append(course{dispatch: -13, visit: -11, compare: -8, meet: -7, post: -7}.steps(), objection(-4)),
		"posted":     course{dispatch: -9, visit: -6, compare: -4, meet: -3, post: -3}.steps(),
		"to_decide":  course{dispatch: -14, visit: -12, compare: -10, meet: -9, post: -9, review: -1}.steps(),
		"to_sign":    course{dispatch: -15, visit: -13, compare: -11, meet: -10, post: -10, review: -2, prepare: -1}.steps(),
		"entered":    append(course{-16, -14, -12, -11, -11, -4, -4, -3}.steps(), measure(-2, false)),
		"unvisited":  {dispatched(-9)},
		"asked":      {asking(-1, "这几行和登记对不上，请核对")},
		"sent_1":     {dispatched(-1)},
		"sent_2":     {dispatched(-1)},
		"sent_3":     {dispatched(-1)},
		"declared":   {opened(-1, "village_cadre", casework.FromHousehold, "男人在工地摔伤，不能干活，家里没有收入了")},
		"assigned":   {opened(-1, "county_clerk", casework.FromHotline, "来电说孩子上学的钱不够，问有没有帮助")},
	}
}

type form = map[string]string

func moving(day int, role, move, reason string, f form) step {
	return step{day, func(t *teller) error { return t.move(role, move, reason, f) }}
}

// asking asks a department about its rows: one with an account, where the clue rests
// on any of theirs.
func asking(day int, says string) step {
	return step{day, func(t *teller) error {
		c, err := t.open()
		if err != nil {
			return err
		}
		var owners []string
		for _, a := range c.Alerts {
			owners = append(owners, t.casework.OwnersOf(t.program.Rule(a.Rule))...)
		}
		for _, owner := range slices.Concat(demoDepartments, owners) {
			if slices.Contains(owners, owner) {
				return t.move("county_clerk", "ask_department", says, form{"department": owner})
			}
		}
		return fmt.Errorf("the clue of %s rests on no department's table", t.household)
	}}
}

func dispatched(day int) step { return moving(day, "county_clerk", "dispatch", "", nil) }

func opened(day int, role, channel, says string) step {
	return step{day, func(t *teller) error {
		h, err := t.family()
		if err != nil {
			return err
		}
		_, err = t.casework.Open(t.ctx, t.who(role, h.Division), t.household, channel, says)
		return err
	}}
}

func objection(day int) step {
	return step{day, func(t *teller) error {
		return t.act("village_cadre", func(u *access.User, c *casework.Case) error {
			_, err := t.casework.Object(t.ctx, u, c.ID, c.Version, casework.Objection{Says: "有村民说他家去年买了车"})
			return err
		})
	}}
}

func visited(day int, risk string) step {
	return step{day, func(t *teller) error {
		return t.move("village_cadre", "visit", "", form{
			"visited_on": t.day(), "visitor_1": "杨甲子", "visitor_2": "吴乙丑", "members_confirmed": "是", "income_wage": `[{"item":"本地务工","amount":"18600","source":"口述"}]`,
			"income_business": "说不清", "income_transfer": `[{"item":"耕地补贴","amount":"860","source":"票据"},{"item":"养老金","amount":"1560","source":"部门数据"}]`,
			"rigid_spending": "11300", "food": "不愁", "clothes": "不愁", "house_safe": "安全", "water_safe": "安全", "school": "都在学",
			"medical_cover": "都参保", "work": "一人在县内务工，愿意再找活干", "own_coping": "向亲戚借了一些", "asks_for": "想找一份离家近的活", "risk_found": risk,
			"conclusion": "收入和支出都核对过，见各项；家里有劳动力，愿意干活",
		})
	}}
}

func met(day int, move string) step {
	return step{day, func(t *teller) error {
		return t.move("village_cadre", move, "", form{"held_on": t.day(), "entitled": "32", "attended": "27", "agreed": "26", "against": "1", "relatives_recused": "是", "minutes": "介绍入户情况，逐户评议，表决通过"})
	}}
}

func posted(day int, move string) step {
	return step{day, func(t *teller) error {
		return t.move("village_cadre", move, "", form{"posted_on": t.day(), "place": "村委会公示栏和村民组路口"})
	}}
}

// steps are the acts of a course, as far as it has come.
func (c course) steps() []step {
	review := form{"spot_check": "抽查两户，情况属实"}
	out := []step{dispatched(c.dispatch), visited(c.visit, "是"), {c.visit, func(t *teller) error { return t.sign(99) }}}
	for _, s := range []step{
		{c.compare, (*teller).settleHits},
		moving(c.compare, "county_clerk", "compare", "各部门已返回，逐条核实", nil),
		met(c.meet, "hold_meeting"),
		posted(c.post, "post"),
		photographed(c.post, casework.PhotoPosted),
		photographed(c.review, casework.PhotoTakenDown),
		moving(c.review, "town_clerk", "town_review", "", review),
		{c.prepare, (*teller).prepare},
		{c.approve, func(t *teller) error { return t.move("county_head", "approve", "", form{"decided_on": t.day()}) }},
	} {
		if s.day != 0 {
			out = append(out, s)
		}
	}
	return out
}

// clearing takes a household out of the list again: the days, from today, on
// which it went its way; 0: not yet.
type clearing struct {
	apply, visit, meet, post, review, prepare, sign, watch int
}

func (c clearing) steps() []step {
	var out []step
	for _, s := range []step{
		moving(c.apply, "village_cadre", "apply_clearing", "务工收入稳定半年以上，医药费已报销", form{"kind_of_clearing": "帮扶后消除", "income_steady": "是", "spending_settled": "是", "guarantees_sound": "是"}),
		{c.visit, func(t *teller) error {
			return t.move("village_cadre", "clear_visit", "", form{"visited_on": t.day(), "visitor_1": "杨甲子", "visitor_2": "吴乙丑", "conclusion": "收入稳定，三保障和饮水都好"})
		}},
		met(c.meet, "clear_hold_meeting"),
		posted(c.post, "clear_post"),
		photographed(c.post, casework.PhotoPosted),
		photographed(c.review, casework.PhotoTakenDown),
		moving(c.review, "town_clerk", "clear_town_review", "", form{"spot_check": "抽查属实"}),
		moving(c.prepare, "county_clerk", "prepare_clearing", "", form{"opinion": "同意"}),
		{c.sign, func(t *teller) error { return t.move("county_head", "clear", "", form{"cleared_on": t.day()}) }},
		moving(c.watch, "county_clerk", "begin_watch", "", nil),
	} {
		if s.day != 0 {
			out = append(out, s)
		}
	}
	return out
}

// offered hands a case to the next county, which has not answered yet.
func offered(day int) step {
	return moving(day, "county_clerk", "transfer", "全家搬到了亲戚所在的县，在那里租房务工", form{"receiving_county": demoNeighbour.String()})
}

// takenOver is the next county's answer to the offer.
func (t *teller) takenOver() error {
	c, err := t.open()
	if err != nil {
		return err
	}
	clerk := t.people["county_clerk"+demoNeighbour.String()]
	waiting, err := t.casework.Transfers(t.ctx, clerk, true)
	if err != nil {
		return err
	}
	for _, w := range waiting {
		if w.CaseID != c.ID {
			continue
		}
		_, err := t.casework.AnswerTransfer(t.ctx, clerk, w.ID, casework.TransferAnswer{
			State: casework.TransferTaken, Village: division.Guizhou().VillagesOf(demoNeighbour)[0], Answer: "已见到本人，由我县接着监测",
		})
		return err
	}
	return fmt.Errorf("household %s was not offered to the next county", t.household)
}

// attach lets the clue go on in the case of another story's household.
func (t *teller) attach(story string) error {
	known, err := t.db.OpenCase(t.ctx, t.picked[story])
	if err != nil {
		return err
	}
	return t.move("county_clerk", "attach", "两户是分了户口的父子，一起吃住", form{"into": fmt.Sprint(known.ID)})
}

// prepare proposes the decision that fits the household.
func (t *teller) prepare() error {
	h, err := t.family()
	if err != nil {
		return err
	}
	kind := "边缘易致贫户"
	if h.Kind == "脱贫户" {
		kind = "脱贫不稳定户"
	}
	c, err := t.open()
	if err != nil {
		return err
	}
	risk := "其他"
	for _, a := range c.Alerts {
		switch a.Risk {
		case "因病", "因学", "因残":
			risk = a.Risk
		case "就业":
			risk = "因务工就业不稳"
		case "住房":
			risk = "因住房出现安全问题"
		case "饮水":
			risk = "因饮水出现安全问题"
		}
	}
	return t.move("county_clerk", "prepare_decision", "", form{"object_type": kind, "main_risk": risk, "opinion": "建议纳入，落实就业帮扶"})
}

// pick gives every story a household: those that were found in the loads the
// story needs, whose families can work and sign, spread over the villages.
func (d *demo) pick() error {
	fit, quiet := d.fitting()
	taken := map[string]bool{}
	next := func(from []*registry.Household, village division.Code, loads ...int) *registry.Household {
		for _, anywhere := range []bool{false, true} {
			for _, h := range from {
				raised := !slices.ContainsFunc(loads, func(day int) bool { return !raises(d.loads[day], h.Code) })
				if !taken[h.Code] && raised && (anywhere || h.Division == village) {
					return h
				}
			}
		}
		return nil
	}
	for i, name := range slices.Concat(longStories, recentStories, todaysStories, []string{"declared", "assigned"}) {
		loads, from, village := []int{lastLoad}, fit, d.villages[i%len(d.villages)]
		switch {
		case slices.Contains(longStories, name):
			loads = []int{firstLoad}
		case slices.Contains(recentStories, name):
			loads = []int{thirdLoad}
		case slices.Contains(todaysStories, name):
			village = d.villages[0]
		default:
			loads, from, village = nil, quiet, d.villages[0]
		}
		h := next(from, village, loads...)
		if h == nil {
			return fmt.Errorf("the demo's county has no household left for the story %q", name)
		}
		taken[h.Code], d.picked[name] = true, h.Code
	}
	// The first of the departments is asked, where some clue left over rests on its rows.
	for _, l := range d.loads[lastLoad].Result.Alerts {
		left := !taken[l.Household] && slices.ContainsFunc(fit, func(h *registry.Household) bool { return h.Code == l.Household })
		if left && slices.Contains(d.casework.OwnersOf(d.program.Rule(l.Rule)), demoDepartments[0]) {
			d.picked["asked"] = l.Household
			break
		}
	}
	return nil
}

// fitting are the households that stories can be told of, those with alerts in
// the last load, and those without.
func (d *demo) fitting() (alerted, quiet []*registry.Household) {
	last := d.loads[lastLoad]
	households := registry.FromPanel(last.Panel)
	urgent := map[string]bool{}
	for _, l := range last.Result.Alerts {
		urgent[l.Household] = urgent[l.Household] || l.Urgency == "红"
	}
	for i := range households {
		h := &households[i]
		able, adults := 0, 0
		for _, p := range h.Members {
			if !p.LivingTogether || p.Status != "正常" || !p.Adult(d.today) {
				continue
			}
			if adults++; !p.HasID {
				adults = 99
			}
			if p.Capable(d.today - 300) {
				able++
			}
		}
		switch red, raised := urgent[h.Code]; {
		case able == 0 || adults > 6 || red || h.ObjectType != "":
		case raised:
			alerted = append(alerted, h)
		case d.villages[0] == h.Division:
			quiet = append(quiet, h)
		}
	}
	return alerted, quiet
}

// raises says whether a load has an alert of a household.
func raises(s *screening.Screened, household string) bool {
	return slices.ContainsFunc(s.Result.Alerts, func(l screening.Line) bool { return l.Household == household })
}

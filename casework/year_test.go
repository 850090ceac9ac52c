package casework_test

import (
	"testing"

	"dixian/store"
	"dixian/store/pgserver"
)

// lives are what becomes of families of the county, month by month. A word is a move
// of the workflow, made by whoever it is for, with the form in order; `:no` and the
// like change the form, `@role` the person, `!move=words` is refused with those
// words. Before a move is made, everything its form can be refused for is tried.
var lives = []life{
	{"a family is helped, cleared, and watched to the end", able, map[int]string{
		1:  "!settle:uncoded=了结原因 dispatch !roll_back=没有可以回退 visit !back_to_watch=不在消除后 !close_no_risk=不能按无风险关闭 !compare=还有成年人没有签 sign hit !compare=逐条核实后 hits compare hold_meeting:against !post=评议没有通过 revisit visit compare hold_meeting post !town_review=公示没有满",
		2:  "!town_review=缺张贴时的照片 !town_review=缺公示期满的照片 board object !town_review=还有异议 !refuse_at_town=还有异议 reply town_review hit !prepare_decision=还有命中 hits prepare_decision withdraw !approve=授权书已撤回 sign approve !apply_clearing=不满六个月 !apply_clearing=还没有一项措施",
		3:  "measure follow_visit",
		9:  "alert !apply_clearing=还有预警没有消除 settle_alerts apply_clearing stay_monitored",
		10: "settle_alerts apply_clearing clear_visit clear_hold_meeting:against !clear_post=不能公示消除 stay_monitored settle_alerts apply_clearing clear_visit clear_hold_meeting clear_post",
		11: "settle_alerts board clear_town_review prepare_clearing clear begin_watch !end_watch=还没有满",
		12: "look_again",
		25: "!end_watch=还没有做完 watch_visit:spring watch_visit:yes !end_watch=认为有风险 watch_visit settle_alerts end_watch",
	}},
	{"a department answers, and the visit finds no risk", able, map[int]string{
		1: "ask_department answer dispatch visit:no !compare=没有风险 close_no_risk !ask_review=没有不予纳入",
	}},
	{"a household declares itself and is told before its clue is closed", quiet, map[int]string{
		2: "declare visit:no !close_no_risk:silent=打电话 close_no_risk !uphold_refusal=现在是 ask_review !overturn_refusal@town_clerk=不由您的角色 overturn_refusal@county_clerk visit:no close_no_risk",
	}},
	{"the town refuses, the county upholds it, the next refusal is the county's", able, map[int]string{
		1: "dispatch visit refuse_at_town !uphold_refusal=没有待办的复核申请 ask_review !ask_review=已经登记 uphold_refusal !ask_review=已经复核过",
		3: "declare_anew visit !refuse_at_town=再次不予纳入 sign hits compare hold_meeting post",
		4: "board town_review prepare_decision hit !refuse_entry=还有命中 exclude !approve=属实且不予纳入 !refuse_entry=先听农户怎么说 tell answer_hit !refuse_entry=再核一次 exclude refuse_entry",
	}},
	{"the county refuses, the city sets it right", able, map[int]string{
		1: "dispatch visit sign hits compare hold_meeting post",
		2: "board town_review return_to_town town_review prepare_decision refuse_entry ask_review !overturn_refusal@county_clerk=上一级 overturn_refusal@city visit",
	}},
	{"a review is asked for while the household has declared anew, and one too late", able, map[int]string{
		1: "dispatch visit refuse_at_town ask_review declare !overturn_refusal=另有在办",
	}},
	{"nobody asks within thirty days", able, map[int]string{
		1: "dispatch visit refuse_at_town",
		3: "!ask_review=已过申请复核的期限",
	}},
	{"what was cleared wrongly is rolled back", able, map[int]string{
		1:  "dispatch visit sign hits compare hold_meeting post",
		2:  "board town_review prepare_decision approve measure",
		8:  "settle_alerts !apply_clearing=没有覆盖本县",
		10: "settle_alerts apply_clearing clear_visit clear_hold_meeting clear_post",
		11: "settle_alerts board clear_town_review prepare_clearing clear roll_back monitor_again",
	}},
	{"a new risk after clearing is looked into", able, map[int]string{
		1:  "dispatch visit sign hits compare hold_meeting post",
		2:  "board town_review prepare_decision approve measure",
		10: "settle_alerts apply_clearing clear_visit clear_hold_meeting clear_post",
		11: "settle_alerts board clear_town_review prepare_clearing clear new_round visit !back_to_watch=要按新一轮 !refuse_at_town=由县级定为 compare revisit visit:no !close_no_risk=请转回回访期 back_to_watch",
	}},
	{"a new risk in the watch is refused by the county, the city upholds it, then sets the next right", able, map[int]string{
		1:  "dispatch visit sign hits compare hold_meeting post",
		2:  "board town_review prepare_decision approve measure",
		10: "settle_alerts apply_clearing clear_visit clear_hold_meeting clear_post",
		11: "settle_alerts board clear_town_review prepare_clearing clear begin_watch !end_naturally=回访还没有做完 !ask_review_in_watch=没有不予纳入 look_again new_round visit sign hits compare hold_meeting post",
		12: "board town_review prepare_decision !refuse_entry=转回回访期 refuse_to_watch !uphold_in_watch=没有待办 ask_review_in_watch !ask_review_in_watch=已经登记 uphold_in_watch@city !ask_review_in_watch=已经复核过",
		25: "look_again !ask_review_in_watch=已过申请复核 new_round visit sign hits compare hold_meeting post",
	}},
	{"nobody of a family can work: the city's written word lifts the block", idle, map[int]string{
		1:  "dispatch visit sign hits compare hold_meeting post",
		2:  "board town_review prepare_decision approve measure",
		10: "settle_alerts !apply_clearing=整户没有劳动能力 lift apply_clearing",
	}},
	{"a family moves to another county", able, map[int]string{1: "dispatch", 2: "transfer"}},
	{"a family is gone", able, map[int]string{1: "dispatch", 2: "end_naturally"}},
	{"what is no risk is settled at the desk", able, map[int]string{1: "settle"}},
	{"a clue belongs to a case that is known", able, map[int]string{1: "attach"}},
}

// elsewhere are refusals that no whole county comes to, because something before
// them stands in the way already; TestEverySafeguardHolds holds them.
var elsewhere = map[string]string{
	"农户申报不在研判台了结，要派人上门":  "a declaration never lies at the desk",
	"农户申报不在研判台并掉，要派人上门":  "likewise",
	"急件要立即派单入户，不能在研判台了结": "a 红 clue is dispatched when it comes",
	"急件要立即派单入户，不能并掉":     "likewise",
	"家庭成员还没有核对":          "no visit is taken without",
}

// closedWays are moves that no case of a county makes from a state.
var closedWays = map[transition]string{
	{"transfer", "closed_no_risk"}:   "likewise",
	{"end_naturally", "cleared"}:     "who is registered is visited; TestARefusalInTheWatchGoesBackToIt ends one of whom nobody is left",
	{"end_naturally", "rolled_back"}: "likewise",
	{"transfer", "refused"}:          "nothing is left to hand over: a new trouble is a new clue where the family lives now",
}

// deliveries are what departments send late or dirty, by month; in all others the
// files are whole and clean.
var deliveries = map[int]delivery{
	4: {dirty: 0.03},
	6: {dirty: 0.01, late: map[string]int{"income": 13}},
	8: {thin: map[string]float64{"medical_enrolment": 0.2}},
	9: {dirty: 0.02},
}

// A county's year, and what is left of its cases after it: deliveries each month,
// the daily checks, every move and every refusal of the workflow, in both databases.
func TestAYearOfACounty(t *testing.T) {
	for name, open := range map[string]func(t *testing.T) *store.DB{
		"SQLite": func(t *testing.T) *store.DB {
			keys, err := store.Keys(t.TempDir())
			must(t, err)
			db, err := store.Open(t.Context(), t.TempDir(), keys)
			must(t, err)
			return db
		},
		"PostgreSQL": func(t *testing.T) *store.DB {
			db, err := store.OpenPostgres(t.Context(), pgserver.Database(t), t.TempDir())
			must(t, err)
			return db
		},
	} {
		t.Run(name, func(t *testing.T) {
			y := aYear(t, open(t))
			for month := 1; month <= 12; month++ {
				y.deliver(month)
				y.live(month)
				y.holds()
			}
			y.days(420)
			y.live(25)
			y.holds()
			y.everyWayWasGone()
			y.everyRefusalWasMet()
		})
	}
}

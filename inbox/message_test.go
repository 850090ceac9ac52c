package inbox_test

import (
	"slices"
	"strings"
	"testing"

	"dixian/access"
	"dixian/calendar"
	"dixian/division"
	"dixian/inbox"
	"dixian/workflow"
)

const (
	village division.Code = 520123_100_201
	county  division.Code = 520123_000_000
)

var day = calendar.NewDate(2025, 6, 10)

func somebody(login, role string, at division.Code) *access.User {
	return &access.User{Login: login, Name: login, Grants: []access.Grant{{Role: role, Division: at}}}
}

// office is everybody who may be told, and some who may not.
func office() []*access.User {
	gone := somebody("gone", "village_cadre", village)
	gone.Disabled = true
	return []*access.User{
		somebody("cun", "village_cadre", village), somebody("dui", "village_team", village), somebody("bie", "village_cadre", village+1),
		somebody("zhen", "town_clerk", village.Town()), somebody("xian", "county_clerk", county), somebody("zhang", "county_head", county),
		somebody("shi", "city", county.Prefecture()), somebody("guan", "sysadmin", county), somebody("bumen", "department", county), gone,
	}
}

func waiting(change func(w *inbox.Wait)) inbox.Wait {
	w := inbox.Wait{
		Case: 7, Round: 1, State: "dispatched", Owners: []string{"village_cadre", "village_team"}, Division: village, Fresh: inbox.Dispatched,
		Clock: workflow.Clock{Since: day, Due: day + 4},
	}
	if change != nil {
		change(&w)
	}
	return w
}

func TestWhoIsToldWhat(t *testing.T) {
	people := inbox.NewPeople(office(), nil, day)
	owners := func(roles ...string) func(w *inbox.Wait) {
		return func(w *inbox.Wait) { w.Owners, w.Fresh, w.State = roles, "", "x" }
	}
	for _, c := range []struct {
		says   string
		change func(w *inbox.Wait)
		after  calendar.Date // days after the wait began
		want   string        // kind:login …
	}{
		{"who waits in time is told nothing", owners("village_cadre"), 1, ""},
		{"a clock that stands still says nothing", func(w *inbox.Wait) { w.Clock.Paused = day + 1 }, 9, "dispatched:cun dispatched:dui"},
		{"a department sees no cases and is not told of them", owners("department"), 9, ""},
		{"no limit, no message", func(w *inbox.Wait) { w.Fresh, w.Clock.Due = "", 0 }, 90, ""},
		{"a clue that is sent is told to the village, to those who have an account there", nil, 0, "dispatched:cun dispatched:dui"},
		{"who is put under supervision is told", func(w *inbox.Wait) { w.Fresh, w.Owners = inbox.Supervised, []string{"county_clerk"} }, 0, "supervised:xian"},
		{"who ordered is told of a late answer, not the level above", func(w *inbox.Wait) { w.Above = []string{"city"} }, 5, "overdue:cun overdue:dui below_late:shi"},
		{"what was sent back to work is told without a limit", func(w *inbox.Wait) {
			w.Fresh, w.Owners, w.Clock = inbox.Reopened, []string{"county_head"}, workflow.Clock{}
		}, 3, "reopened:zhang"},
		{"half of the limit is told once it is gone", nil, 2, "half_gone:cun half_gone:dui"},
		{"the last day is not late", nil, 4, "half_gone:cun half_gone:dui"},
		{"the day after is late, and the level above is told", nil, 5, "overdue:cun overdue:dui below_late:zhen"},
		{"what the town leaves undone is told to the county", owners("town_clerk", "town_head"), 5, "overdue:zhen below_late:xian below_late:zhang"},
		{"what the county leaves undone is told to the city", owners("county_head"), 5, "overdue:zhang below_late:shi"},
		{"who owns the wait is not told of it as a level above", owners("village_cadre", "town_clerk"), 5, "overdue:cun overdue:zhen below_late:xian below_late:zhang"},
		{"who wished to wait and was not asked again is late", func(w *inbox.Wait) { w.Clock.Paused, w.Clock.AskAgain = day+1, day+3 }, 4, "overdue:cun overdue:dui below_late:zhen"},
	} {
		t.Run(c.says, func(t *testing.T) {
			w := waiting(c.change)
			var got []string
			for _, m := range inbox.Due(&w, people, day+c.after) {
				got = append(got, string(m.Kind)+":"+m.To)
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got %q, want %q", strings.Join(got, " "), c.want)
			}
		})
	}
}

// A key must differ where somebody has to be told again, and only there.
func TestWhatIsToldAgain(t *testing.T) {
	people := inbox.NewPeople(office(), nil, day)
	key := func(change func(w *inbox.Wait), on calendar.Date) string {
		w := waiting(change)
		return inbox.Due(&w, people, on)[0].Key
	}
	first := key(nil, day+2)
	if key(nil, day+3) != first {
		t.Error("the half is told again the day after")
	}
	for says, change := range map[string]func(w *inbox.Wait){
		"another case":                        func(w *inbox.Wait) { w.Case++ },
		"another round":                       func(w *inbox.Wait) { w.Round++ },
		"another state":                       func(w *inbox.Wait) { w.State = "clear_applied" },
		"the same state again":                func(w *inbox.Wait) { w.Clock.Since-- },
		"another last day":                    func(w *inbox.Wait) { w.Clock.Due-- },
		"another person (the first of these)": func(w *inbox.Wait) { w.Owners = []string{"village_team"} },
	} {
		if key(change, day+2) == first {
			t.Errorf("%s is not told", says)
		}
	}
}

func TestTheDigestCountsWhatIsOnesOwn(t *testing.T) {
	standing := func(at division.Code, owner string, open, today, late int) inbox.Standing {
		return inbox.Standing{Division: at, State: "x", Owners: []string{owner}, Tally: inbox.Tally{Open: open, Today: today, Late: late}}
	}
	got := inbox.Digests([]inbox.Standing{
		standing(village, "village_cadre", 3, 1, 1), standing(village, "town_clerk", 2, 0, 1), standing(village+1, "town_clerk", 5, 2, 0), standing(village, "department", 9, 9, 9),
	}, inbox.NewPeople(office(), nil, day), day)
	want := map[string]inbox.Tally{"cun": {Open: 3, Today: 1, Late: 1}, "zhen": {Open: 7, Today: 2, Late: 1}}
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for _, m := range got {
		if m.Tally != want[m.To] {
			t.Errorf("%s: %+v", m.To, m.Tally)
		}
	}
	if again := inbox.Digests(nil, inbox.NewPeople(office(), nil, day), day); again != nil {
		t.Errorf("for nobody anything waits: %+v", again)
	}
}

// Nobody is told of the household to which they belong; the others of the role are.
func TestNobodyIsToldOfTheOwnHousehold(t *testing.T) {
	people := inbox.NewPeople(office(), nil, day).Apart(map[string][]string{"H1": {"cun", "zhen"}})
	for household, want := range map[string]string{"H1": "dui", "H2": "cun dui"} {
		w := waiting(func(w *inbox.Wait) { w.Household = household })
		var told []string
		for _, m := range inbox.Due(&w, people, day) {
			told = append(told, m.To)
		}
		if got := strings.Join(told, " "); got != want {
			t.Errorf("of %s are told %q, not %q", household, got, want)
		}
	}
	got := inbox.Digests([]inbox.Standing{
		{Division: village, State: "x", Owners: []string{"village_cadre"}, Tally: inbox.Tally{Open: 2}},
		{Division: village, State: "x", Owners: []string{"village_cadre", "village_team"}, Household: "H1", Tally: inbox.Tally{Open: 1, Late: 1}},
	}, people, day)
	for _, m := range got {
		if want := map[string]int{"cun": 2, "dui": 1}[m.To]; m.Tally.Open != want {
			t.Errorf("%s counts %+v, not %d", m.To, m.Tally, want)
		}
	}
	if len(got) != 2 {
		t.Errorf("%+v", got)
	}
}

// What leaves the house names a case, a village, a step and a day.
func TestSentences(t *testing.T) {
	people := inbox.NewPeople(office(), nil, day)
	w := waiting(nil)
	var said []string
	for _, on := range []calendar.Date{day, day + 2, day + 5} {
		for _, m := range inbox.Due(&w, people, on) {
			said = append(said, inbox.Sentence(&m, "待入户"))
		}
	}
	said = append(said, inbox.Sentence(&inbox.Message{Kind: inbox.Digest, Tally: inbox.Tally{Open: 3, Today: 1, Late: 2}}, ""))
	where := strings.TrimPrefix(division.Guizhou().FullName(village), "贵州省") + "第7号待入户"
	want := []string{
		strings.Replace("【底线】"+where, "待入户", "已派单，待入户，最迟6月14日。", 1), "【底线】" + where + "，时限过半，最迟6月14日。", "【底线】" + where + "，已超期，最迟6月14日。",
		"【底线】" + where + "，下级已超期，最迟6月14日，请督促或接办。", "【底线】今天待办3件：1件今天到期，2件超期。",
	}
	for _, sentence := range want {
		if !slices.Contains(said, sentence) {
			t.Errorf("not said: %s\nsaid: %s", sentence, strings.Join(said, "\n"))
		}
	}
}

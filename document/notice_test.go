package document

import (
	"reflect"
	"strings"
	"testing"

	"dixian/calendar"
	"dixian/division"
)

const village = division.Code(522631001207)

var day = calendar.NewDate(2025, 6, 3)

func head(t *testing.T, name string) Head {
	t.Helper()
	h, err := Named(name)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func notice(t *testing.T) Notice {
	return Notice{Stage: Posted, Decision: Entry, Village: village, Head: head(t, "甲子明"), Group: "二组", Size: 4, From: day, To: day + 6}
}

func TestNoticeRefuses(t *testing.T) {
	for _, c := range []struct {
		says   string
		change func(*Notice)
	}{
		{"an ID number in the group", func(n *Notice) { n.Group = "522631199003076619" }},
		{"an ID number with blanks between", func(n *Notice) { n.Group = "5226 3119 9003" }},
		{"a masked ID number", func(n *Notice) { n.Group = "522631********6619" }},
		{"a phone number in full-width digits", func(n *Notice) { n.Group = "１３８００１３８０００" }},
		{"a group of many words", func(n *Notice) { n.Group = strings.Repeat("组", 21) }},
		{"no head", func(n *Notice) { n.Head = Head{} }},
		{"a town for a village", func(n *Notice) { n.Village = village.Town() }},
		{"no decision", func(n *Notice) { n.Decision = 0 }},
		{"no stage", func(n *Notice) { n.Stage = 0 }},
		{"nobody in the household", func(n *Notice) { n.Size = 0 }},
		{"an end before the beginning", func(n *Notice) { n.To = n.From - 1 }},
	} {
		t.Run(c.says, func(t *testing.T) {
			n := notice(t)
			c.change(&n)
			if s, err := n.Sheet(); err == nil || s != nil {
				t.Errorf("printed %v, error %v", s, err)
			}
		})
	}
}

func TestNamesAreNames(t *testing.T) {
	for _, name := range []string{"", "  ", "甲子明13800138000", "甲\n乙", strings.Repeat("甲", 31)} {
		if h, err := Named(name); err == nil {
			t.Errorf("%q was taken for a name: %s", name, h)
		}
	}
}

// The whitelist is the type: a new field is a decision about what hangs on a
// board, and has to be made here too.
func TestNoticeHasTheWhitelistedFieldsOnly(t *testing.T) {
	want := []string{"Stage", "Decision", "Village", "Head", "Group", "Size", "From", "To"}
	var got []string
	for f := range reflect.TypeFor[Notice]().Fields() {
		got = append(got, f.Name)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("Notice has %v, the whitelist is %v", got, want)
	}
}

func TestNoticesSayWhatTheyMust(t *testing.T) {
	for _, c := range []struct {
		says     string
		stage    Stage
		decision Decision
		want     []string
	}{
		{"a proposed entry", Posted, Entry, []string{"关于拟纳入农户的公示", "甲子明", "二组", "4 人", "拟纳入", "2025年6月3日", "2025年6月9日", "德凤街道办事处", "民委员会", "盖章处"}},
		{"a proposed clearing", Posted, Clearing, []string{"关于拟风险消除农户的公示", "拟风险消除"}},
		{"an entry", Announced, Entry, []string{"关于纳入农户的公告", "审定结果", "黎平县人民政府"}},
		{"a clearing", Announced, Clearing, []string{"关于风险消除农户的公告"}},
	} {
		t.Run(c.says, func(t *testing.T) {
			n := notice(t)
			n.Stage, n.Decision = c.stage, c.decision
			var b strings.Builder
			if err := mustSheet(t, n).Write(&b, HTML); err != nil {
				t.Fatal(err)
			}
			for _, w := range append(c.want, `content="noindex`) {
				if !strings.Contains(b.String(), w) {
					t.Errorf("%q is missing", w)
				}
			}
		})
	}
}

func TestNumberedHeadHidesTheName(t *testing.T) {
	n := notice(t)
	n.Head = Numbered(12)
	if !strings.Contains(bodyOf(t, n), "第 12 号") {
		t.Error("the number is missing")
	}
}

// A family that was not meant must find where to say so on the sheet itself.
func TestNoticesSayWhereToObject(t *testing.T) {
	for _, stage := range []Stage{Posted, Announced} {
		n := notice(t)
		n.Stage = stage
		text := bodyOf(t, n)
		for _, want := range []string{"不同意见", "德凤街道办事处", "反映", "保密"} {
			if !strings.Contains(text, want) {
				t.Errorf("stage %d: %q is missing", stage, want)
			}
		}
	}
}

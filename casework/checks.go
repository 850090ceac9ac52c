package casework

import (
	"fmt"
	"slices"

	"dixian/calendar"
	"dixian/registry"
)

// Finding is what stands out about a case: a sentence for who works on it. It
// decides nothing.
type Finding struct {
	ID     int64
	CaseID int64
	Check  string        // one of the daily checks, or the rule of a screening's finding
	Says   string        // in words; empty of a screening's, whose rule has its label
	Run    int64         // the newest screening that found it; 0: the daily checks did
	Since  calendar.Date // first day on which it was seen
	GoneOn calendar.Date // 0: it stands

	early bool // owed, and its last day is not over: the case says so, no round keeps it
}

// matching are, by main risk, the classes of measures of which one must be there.
// A risk that is not named is met by any.
//
// Source: policy §1.6, "measure must match risk".
var matching = map[string][]string{
	"因病": {"健康帮扶", "综合保障", "防贫保险"}, "因学": {"教育帮扶"}, "因残": {"综合保障", "健康帮扶"},
	"因住房出现安全问题": {"住房安全"}, "因饮水出现安全问题": {"饮水安全"},
	"因产业项目失败": {"产业帮扶", "金融帮扶"}, "因务工就业不稳": {"就业帮扶", "公益性岗位"}, "缺劳动力": {"综合保障"},
}

// Checks holds a monitored household against the rules that its help and its type
// must keep, and every case against its visits. Of a case that is neither
// monitored nor visited by a cadence it says nothing.
//
// Source: policy §1.1 (types), §1.6 (consistency checks), §1.8 (1_11_010); casework
// contract, "Measures and visits".
func Checks(c *Case, h *registry.Household, measures []Measure, today calendar.Date) []Finding {
	var out []Finding
	found := func(stands bool, check, says string) {
		if stands {
			out = append(out, Finding{CaseID: c.ID, Check: check, Says: says, Since: today})
		}
	}
	found(c.VisitDueOn != 0 && today > c.VisitDueOn, "missed_visit", fmt.Sprintf("应在 %s 前走访，还没有走访记录", c.VisitDueOn))
	if !slices.Contains(clearable, c.State) {
		return out
	}
	running := slices.DeleteFunc(slices.Clone(measures), func(m Measure) bool { return !thisRound(c, m) })
	has := func(is func(m Measure) bool) bool { return slices.ContainsFunc(running, is) }
	labour := slices.ContainsFunc(h.Members, func(p registry.Person) bool { return lives(p) && p.Capable(today) })
	classes := matching[c.MainRisk]
	found(len(running) == 0 && c.IdentifiedOn != 0 && today >= c.IdentifiedOn.AddMonths(1), "no_measure", "纳入监测满一个月，还没有帮扶措施")
	found(len(running) > 0 && len(classes) > 0 && !has(func(m Measure) bool { return slices.Contains(classes, m.Class) }), "unmatched", "主要风险是“"+c.MainRisk+"”，还没有对应的帮扶措施")
	found(len(running) > 0 && labour && !has(func(m Measure) bool { return m.Kind == Development }), "no_development", "家里有劳动力，还没有开发式帮扶措施")
	found(!labour && !has(func(m Measure) bool { return m.Kind == LastResort }), "no_last_resort", "整户没有劳动力，还没有核查低保、特困等兜底保障")
	found(c.ObjectType == "边缘易致贫户" && h.Kind == "脱贫户" || c.ObjectType == "脱贫不稳定户" && h.Kind == "一般农户", "type", "监测对象类别“"+c.ObjectType+"”与户类型“"+h.Kind+"”不符")
	return out
}

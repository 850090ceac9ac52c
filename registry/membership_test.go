package registry_test

import (
	"testing"

	"dixian/calendar"
	"dixian/registry"
)

func TestTheTwoViewsOfMembership(t *testing.T) {
	grown, minor := calendar.NewDate(1990, 1, 1), calendar.NewDate(2015, 1, 1)
	for _, c := range []struct {
		says       string
		relation   string
		born       calendar.Date
		status     string
		together   bool
		monitoring bool
		assistance string
	}{
		{"who is dead counts in neither", "子", grown, "死亡", true, false, registry.AssistanceOut},
		{"who has moved out counts in neither", "配偶", grown, "迁出", true, false, registry.AssistanceOut},
		{"who is in custody counts in neither", "户主", grown, "收监", true, false, registry.AssistanceOut},
		{"who serves is no member, and asked about", "子", grown, "参军", true, false, registry.AssistanceCheck},
		{"a spouse away from home counts for 低保 only", "配偶", grown, "正常", false, false, registry.AssistanceIn},
		{"so does a child at boarding school", "女", minor, "正常", false, false, registry.AssistanceIn},
		{"on the eighteenth birthday a child is grown", "子", calendar.NewDate(2007, 7, 1), "正常", false, false, registry.AssistanceCheck},
		{"a grown child away is asked about", "子", grown, "正常", false, false, registry.AssistanceCheck},
		{"a brother away counts in neither", "兄弟姐妹", grown, "正常", false, false, registry.AssistanceOut},
		{"who lives there counts in both", "兄弟姐妹", grown, "正常", true, true, registry.AssistanceIn},
	} {
		p := registry.Person{Relation: c.relation, BirthDate: c.born, Status: c.status, LivingTogether: c.together}
		if m := registry.MembershipOf(&p, today); m.Monitoring != c.monitoring || m.Assistance != c.assistance || m.Monitoring == (m.MonitoringWhy != "") {
			t.Errorf("%s: %+v", c.says, m)
		}
	}
}

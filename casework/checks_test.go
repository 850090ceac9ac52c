package casework

import (
	"slices"
	"testing"

	"dixian/calendar"
	"dixian/registry"
)

func TestChecksOfAMonitoredHousehold(t *testing.T) {
	today := calendar.NewDate(2025, 7, 9)
	worker := registry.Person{BirthDate: calendar.NewDate(1980, 1, 1), Labor: "普通劳动力", Status: "正常", LivingTogether: true}
	idle := worker
	idle.Labor = "无劳动力"
	away := worker
	away.LivingTogether = false
	good := []Measure{{Class: "健康帮扶", Kind: Development}}
	for says, x := range map[string]struct {
		change   func(c *Case)
		kind     string
		members  []registry.Person
		measures []Measure
		want     []string
	}{
		"all in order":                         {nil, "脱贫户", []registry.Person{worker}, good, nil},
		"a month without a measure":            {nil, "脱贫户", []registry.Person{worker}, nil, []string{"no_measure"}},
		"a day less than a month":              {func(c *Case) { c.IdentifiedOn++ }, "脱贫户", []registry.Person{worker}, nil, nil},
		"help that does not meet the risk":     {nil, "脱贫户", []registry.Person{worker}, []Measure{{Class: "教育帮扶", Kind: Development}}, []string{"unmatched"}},
		"a risk that any help meets":           {func(c *Case) { c.MainRisk = "其他" }, "脱贫户", []registry.Person{worker}, []Measure{{Class: "教育帮扶", Kind: Development}}, nil},
		"who can work and is only sheltered":   {nil, "脱贫户", []registry.Person{worker}, []Measure{{Class: "健康帮扶", Kind: Protection}}, []string{"no_development"}},
		"nobody can work, 兜底 is not looked at": {nil, "脱贫户", []registry.Person{idle, away}, []Measure{{Class: "健康帮扶", Kind: Protection}}, []string{"no_last_resort"}},
		"nobody can work, 兜底 is there":         {nil, "脱贫户", []registry.Person{idle}, []Measure{{Class: "综合保障", Kind: LastResort}}, nil},
		"a type against the household's kind":  {func(c *Case) { c.ObjectType = "边缘易致贫户" }, "脱贫户", []registry.Person{worker}, good, []string{"type"}},
		"the other type against the other":     {func(c *Case) { c.ObjectType = "脱贫不稳定户" }, "一般农户", []registry.Person{worker}, good, []string{"type"}},
		"help of an earlier round":             {func(c *Case) { c.Round, c.T0 = 2, today-40 }, "脱贫户", []registry.Person{worker}, []Measure{{Class: "健康帮扶", Kind: Development, To: today - 41}}, []string{"no_measure"}},
		"a clue is not checked":                {func(c *Case) { c.State = "comparing" }, "脱贫户", []registry.Person{idle}, nil, nil},
	} {
		t.Run(says, func(t *testing.T) {
			c := &Case{State: "monitored", Round: 1, IdentifiedOn: calendar.NewDate(2025, 6, 9), ObjectType: "突发严重困难户", MainRisk: "因病"}
			if x.change != nil {
				x.change(c)
			}
			var got []string
			for _, f := range Checks(c, &registry.Household{Kind: x.kind, Members: x.members}, x.measures, today) {
				got = append(got, f.Check)
			}
			if !slices.Equal(got, x.want) {
				t.Errorf("%v, want %v", got, x.want)
			}
		})
	}
}

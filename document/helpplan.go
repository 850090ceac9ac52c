package document

import (
	"dixian/calendar"
	"dixian/division"
)

// HelpPlan is what village and town mean to do for a family (帮扶计划).
type HelpPlan struct {
	Family
	ObjectType, MainRisk string
	Wishes               string // what the family asks for, in its words
	Help                 []Help
	On                   calendar.Date
}

// Sheet is the plan.
func (p HelpPlan) Sheet() (*Sheet, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	t := division.Guizhou()
	return &Sheet{
		Title: "帮扶计划",
		Blocks: []Block{
			p.summary(),
			{Form: []Item{{"监测对象类别", p.ObjectType}, {"主要风险", p.MainRisk}, {"家里的请求（原话）", Starred(p.Wishes)}}},
			{Heading: "家庭成员"}, p.members(),
			{Heading: "帮扶措施"}, helpTable(p.Help),
		},
		Sign: office(t, p.Village.Town()), On: p.On,
		Lines: []string{"户主或家人", "帮扶责任人"},
	}, nil
}

package document

import (
	"errors"

	"dixian/calendar"
	"dixian/division"
)

// Approval is the sheet on which village, town and county put their opinions one
// under the other (审批表).
type Approval struct {
	Family
	Decision   Decision
	ObjectType string
	MainRisk   string
	Meeting    Opinion // of the village's meeting
	Town       Opinion
	County     Opinion
}

// Opinion is what one level said; without words it is a blank.
type Opinion struct {
	Says string
	Name string
	On   calendar.Date
}

// Sheet is the form.
func (a Approval) Sheet() (*Sheet, error) {
	if err := a.check(); err != nil {
		return nil, err
	}
	if a.Decision.String() == "" {
		return nil, errors.New("审批的事项没有选定")
	}
	t := division.Guizhou()
	s := &Sheet{
		Title: "防止返贫监测对象审批表",
		Blocks: []Block{
			a.summary(),
			{Form: []Item{{"审批事项", a.Decision.String()}, {"监测对象类别", a.ObjectType}, {"主要风险", a.MainRisk}}},
			{Heading: "家庭成员"}, a.members(),
		},
	}
	for _, level := range []struct {
		who string
		o   Opinion
	}{
		{committee(t, a.Family.Village), a.Meeting},
		{office(t, a.Family.Village.Town()), a.Town},
		{office(t, a.Family.Village.County()), a.County},
	} {
		if err := words(level.who+"的意见", level.o.Says, 1000); err != nil {
			return nil, err
		}
		says := level.o.Says
		if says == "" {
			says = "\n\n"
		}
		s.Blocks = append(s.Blocks, Block{Form: []Item{{level.who + "意见", says}, {"经办人", level.o.Name}, {"盖章、日期", "\n\n" + dayOr(level.o.On)}}})
	}
	return s, nil
}

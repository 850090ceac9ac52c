package document

import (
	"dixian/calendar"
	"dixian/division"
)

// Application is a family's own request to be looked at (申请书), empty to sign on
// paper or filled in from a declaration.
type Application struct {
	Family
	Troubles string // in the family's words; empty: to be written by hand
	Proxy    string // who wrote it for them; empty: themselves
	On       calendar.Date
}

// Sheet is the request.
func (a Application) Sheet() (*Sheet, error) {
	if err := a.check(); err != nil {
		return nil, err
	}
	if err := words("家里的困难", a.Troubles, 1000); err != nil {
		return nil, err
	}
	troubles := a.Troubles
	if troubles == "" {
		troubles = blankLines
	}
	s := &Sheet{
		Title: "防止返贫监测帮扶申请书", To: committee(division.Guizhou(), a.Village),
		Blocks: []Block{
			{Text: "我家目前遇到下面的困难，自己一时解决不了，请上门了解，并按规定给予帮助："},
			{Text: troubles},
			{Text: "家庭成员："}, a.members(),
			{Text: "以上情况属实。我知道：会有两个人上门了解；有没有困难由人来判断，不由机器决定；结果会书面告诉我家，不同意可以要求复核。"},
		},
		Lines: []string{"申请人"},
		Foot:  "不会写字的，可以请村干部或亲友代写，按手印与签名同样有效。申请不收任何费用。",
	}
	if a.Proxy != "" {
		s.Lines = append(s.Lines, "代写人（"+a.Proxy+"）")
	}
	if a.On != 0 {
		s.Blocks = append(s.Blocks, Block{Text: "提出日期：" + Written(a.On)})
	}
	return s, nil
}

// blankLines is room for words written by hand.
const blankLines = "＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿\n＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿\n＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿"

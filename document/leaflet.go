package document

import (
	"fmt"

	"dixian/calendar"
	"dixian/division"
)

// DeclareLeaflet tells every rural household how to say that it is in trouble
// (申报明白纸). It names nobody.
//
// Source: policy facts, 1.3 (明白纸 to all rural households).
type DeclareLeaflet struct {
	Village                          division.Code
	URL                              string // of the village's page; empty: no code is printed
	VisitDays, WholeDays, PostedDays int
}

// Sheet is the leaflet.
func (d DeclareLeaflet) Sheet() (*Sheet, error) {
	if d.Village.Level() != division.Village {
		return nil, fmt.Errorf("%s 不是一个村", d.Village)
	}
	t := division.Guizhou()
	s := &Sheet{
		Title: "遇到困难怎么说：申报明白纸",
		Blocks: []Block{
			{Heading: "谁可以说"},
			{Text: "住在农村的每一户都可以，不论以前是不是建档立卡户。自己说，或者请亲友、村干部代说，都行。"},
			{Heading: "什么困难可以说"},
			{Text: "看病花钱多、上学负担重、没了工作、遭了灾、出了意外、房子不安全、没有干净的水喝、家里没有能干活的人，或者别的让日子过不下去的事。"},
			{Heading: "怎么说"},
			{Text: fmt.Sprintf("扫下面的码，说话或者打字都行；或者告诉%s；或者打 12317、12345。", committee(t, d.Village))},
			{Heading: "说了以后"},
			{Text: fmt.Sprintf("会给您一张回执。%d 天内有两个人上门了解；从提出到有结果最多 %d 天，其中村里公示 %d 个整天。结果会书面告诉您，不同意可以要求复核。急难的先帮后办手续。", d.VisitDays, d.WholeDays, d.PostedDays)},
			{Heading: "请放心"},
			{Text: "不收一分钱。公示不写病情、证件、电话和账号。有没有困难由人来判断，不由机器决定。"},
		},
		Code: d.URL,
	}
	if d.URL == "" {
		s.Blocks[5].Text = fmt.Sprintf("告诉%s；或者打 12317、12345。", committee(t, d.Village))
	}
	return s, nil
}

// Help is one thing that is done for a family.
type Help struct {
	Class, Kind, Owner, Person string
	From, To                   calendar.Date
	Yuan                       string // empty: no money
}

// HelpLeaflet tells a family who helps with what and until when (帮扶明白纸).
type HelpLeaflet struct {
	Family
	Help []Help
}

// Sheet is the leaflet.
func (h HelpLeaflet) Sheet() (*Sheet, error) {
	if err := h.check(); err != nil {
		return nil, err
	}
	t := division.Guizhou()
	return &Sheet{
		Title: "帮扶明白纸", To: h.Head.shown,
		Blocks: []Block{
			{Text: "为您家安排了下面的帮扶："}, helpTable(h.Help),
			{Text: fmt.Sprintf("该到的没有到、想法有变化、又遇到新的困难，请找%s，或者打 12317、12345。享受帮扶不用送礼，不用签别的字。", committee(t, h.Village))},
		},
		Lines: []string{"送达人", "收到人"},
	}, nil
}

// helpTable lists help, or says that there is none yet.
func helpTable(all []Help) Block {
	t := &Table{Head: []string{"帮什么", "类别", "谁负责", "联系人", "起止", "金额（元）"}, Shares: []int{4, 3, 4, 3, 6, 4}}
	for _, h := range all {
		term := Written(h.From)
		if h.From == 0 {
			term = ""
		}
		if h.To != 0 {
			term += "至" + Written(h.To)
		}
		t.Rows = append(t.Rows, []string{h.Class, h.Kind, h.Owner, h.Person, term, h.Yuan})
	}
	if len(all) == 0 {
		t.Rows = [][]string{{"还没有登记", "", "", "", "", ""}}
	}
	return Block{Table: t}
}

package document

import (
	"errors"
	"fmt"

	"dixian/calendar"
	"dixian/division"
)

// Meeting is the record of the villagers' meeting about a family (评议记录).
type Meeting struct {
	Family
	Decision Decision
	HeldOn   calendar.Date // 0: a blank record to take along
	Entitled, Attended,
	Agreed, Against int
	Recused bool // relatives have left the room
	Minutes string
}

// Sheet is the record.
func (m Meeting) Sheet() (*Sheet, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	if m.Decision.String() == "" {
		return nil, errors.New("评议的事项没有选定")
	}
	if err := words("评议记录", m.Minutes, 2000); err != nil {
		return nil, err
	}
	form := []Item{{"评议事项", "拟" + m.Decision.String()}, {"评议日期", blankDay}, {"应到、实到人数", "应到　　　人，实到　　　人"}, {"表决", "同意　　　票，不同意　　　票"}, {"亲属回避", "□ 是　　□ 没有亲属到会"}, {"评议意见", "\n\n\n"}}
	if m.HeldOn != 0 {
		form[1].Answer = Written(m.HeldOn)
		form[2].Answer = fmt.Sprintf("应到 %d 人，实到 %d 人", m.Entitled, m.Attended)
		form[3].Answer = fmt.Sprintf("同意 %d 票，不同意 %d 票", m.Agreed, m.Against)
		form[4].Answer = "亲属没有回避"
		if m.Recused {
			form[4].Answer = "亲属已回避"
		}
		form[5].Answer = m.Minutes
	}
	signatures := &Table{Rows: make([][]string, 6), Shares: []int{1, 1, 1, 1}}
	for i := range signatures.Rows {
		signatures.Rows[i] = []string{"", "", "", ""}
	}
	return &Sheet{
		Title:  "民主评议记录",
		Blocks: []Block{m.summary(), {Form: form}, {Heading: "到会人签名"}, {Table: signatures}},
		Sign:   committee(division.Guizhou(), m.Village), On: m.HeldOn,
		Lines: []string{"主持人", "记录人"},
	}, nil
}

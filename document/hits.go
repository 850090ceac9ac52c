package document

import (
	"errors"
	"fmt"

	"dixian/calendar"
	"dixian/division"
)

// HitsNotice tells a family what the comparison found about it, so that it may answer
// before anybody decides (比对命中告知单).
//
// Source: casework contract, "Hits": "the household sees its hits and may answer in 5
// days … a later answer is an objection".
type HitsNotice struct {
	Family
	Hits []Found
	Days int           // to answer
	Last calendar.Date // last day to answer; 0: it runs from the day of the notice
	On   calendar.Date
}

// Found is one hit, in the words its reader may see.
type Found struct{ What, Who, Says string }

// Sheet is the notice.
func (n HitsNotice) Sheet() (*Sheet, error) {
	if err := n.check(); err != nil {
		return nil, err
	}
	if len(n.Hits) == 0 {
		return nil, errors.New("没有命中可以告知")
	}
	table := &Table{Head: []string{"比对到的情况", "说的是谁", "数据上怎么说"}, Shares: []int{4, 3, 9}}
	for _, h := range n.Hits {
		table.Rows = append(table.Rows, []string{h.What, h.Who, Starred(h.Says)})
	}
	until := fmt.Sprintf("收到本单之日起 %d 日内", n.Days)
	if n.Last != 0 {
		until = "在 " + Written(n.Last) + "以前（含当日）"
	}
	t := division.Guizhou()
	return &Sheet{
		Title: "比对命中告知单", To: n.Head.shown,
		Blocks: append(append(paragraphs("经您家成年人授权，我们与有关部门的数据作了比对，下面几条与您家有关。"), Block{Table: table}), paragraphs(
			"这些只是数据上的情况，不是结论，也没有人只凭它作决定：每一条都要由乡镇问过数据部门、听过您家的说法以后核实。",
			"哪一条不对，或者有原因（比如车是谋生用的、房子已经卖掉、钱是借来看病的），请"+until+"告诉村里或"+office(t, n.Village.Town())+"。可以当面说，也可以写下来，有证明的附上。过了这个时间再说的，按异议处理。",
			"不答复不算承认。答复不答复，都不影响村里和乡镇先帮您家。")...),
		Sign: office(t, n.Village.Town()), On: n.On,
		Lines: []string{"告知人", "户主或家人"},
	}, nil
}

package document

import (
	"errors"
	"fmt"

	"dixian/calendar"
	"dixian/division"
)

// Stage is which of the two notices it is.
type Stage int

// The notices: what the villagers' meeting proposes, and what the county decided.
const (
	Posted    Stage = iota + 1 // 公示
	Announced                  // 公告
)

// Decision is what was proposed or decided.
type Decision int

// The decisions that are told in public.
const (
	Entry    Decision = iota + 1 // 纳入
	Clearing                     // 风险消除
)

func (d Decision) String() string {
	switch d {
	case Entry:
		return "纳入"
	case Clearing:
		return "风险消除"
	}
	return ""
}

// Notice is everything that may hang on a village's board about a household, and
// nothing else. Its places are codes, so that the words for them come from the
// division table.
//
// Source: casework contract, "A public notice is built from a whitelist".
type Notice struct {
	Stage    Stage
	Decision Decision
	Village  division.Code
	Head     Head
	Group    string
	Size     int           // members of the household
	From, To calendar.Date // first and last day it hangs; the day of posting is From
}

// check refuses what a board must not carry.
func (n *Notice) check() error {
	switch {
	case n.Stage != Posted && n.Stage != Announced:
		return errors.New("公示或公告没有选定")
	case n.Decision.String() == "":
		return errors.New("公示的事项没有选定")
	case n.Village.Level() != division.Village:
		return fmt.Errorf("%s 不是一个村", n.Village)
	case n.Head.shown == "":
		return errors.New("公示上没有户主")
	case n.Size < 1 || n.Size > 99:
		return fmt.Errorf("家庭人口 %d 不对，请先核对登记", n.Size)
	case n.From == 0 || n.To < n.From:
		return errors.New("公示起止日期不对")
	}
	return words("村民组", n.Group, 20)
}

// Sheet is the notice; the error says what a board must not carry.
func (n Notice) Sheet() (*Sheet, error) {
	if err := n.check(); err != nil {
		return nil, err
	}
	t := division.Guizhou()
	village, town := committee(t, n.Village), office(t, n.Village.Town())
	row := []string{n.Head.shown, n.Group, fmt.Sprintf("%d 人", n.Size), "拟" + n.Decision.String()}
	head := []string{"户主", "村民组", "家庭人口", "拟定结果"}
	if n.Stage == Posted {
		return &Sheet{
			Title: "关于拟" + n.Decision.String() + "农户的公示",
			Blocks: []Block{
				{Text: fmt.Sprintf("经两人入户了解、村民代表民主评议，提出下面的意见，现向全体村民公示。公示时间为%s至%s，张贴当天不计算在内。", Written(n.From), Written(n.To))},
				{Table: &Table{Head: head, Rows: [][]string{row}}},
				{Text: fmt.Sprintf("对公示内容有不同意见的，请在公示期内当面或书面向%s、%s反映。反映人的情况予以保密。", village, town)},
			},
			Sign: village, On: n.From,
		}, nil
	}
	head[3], row[3] = "审定结果", n.Decision.String()
	return &Sheet{
		Title: "关于" + n.Decision.String() + "农户的公告",
		Blocks: []Block{
			{Text: fmt.Sprintf("经村级评议公示、乡镇审核、县级审定，结果如下，现予公告。公告时间为%s至%s。", Written(n.From), Written(n.To))},
			{Table: &Table{Head: head, Rows: [][]string{row}}},
			{Text: fmt.Sprintf("对审定结果有不同意见的，请向%s、%s反映。反映人的情况予以保密。", town, office(t, n.Village.County()))},
		},
		Sign: office(t, n.Village.County()), On: n.From,
	}, nil
}

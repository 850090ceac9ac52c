package document

import (
	"errors"
	"fmt"

	"dixian/calendar"
	"dixian/division"
)

// Letter tells a family that it was taken in or that its risk is gone (告知书): what
// follows and how to disagree.
type Letter struct {
	Family
	Decision    Decision
	On          calendar.Date
	MeasureDays int // within which help must have begun
}

// Sheet is the letter.
func (l Letter) Sheet() (*Sheet, error) {
	if err := l.check(); err != nil {
		return nil, err
	}
	if l.On == 0 {
		return nil, errors.New("告知书没有日期")
	}
	t := division.Guizhou()
	county := l.Village.County()
	var texts []string
	switch l.Decision {
	case Entry:
		texts = []string{
			fmt.Sprintf("经入户了解、民主评议、公示、乡镇审核，%s于%s决定：把您家纳入监测帮扶。", office(t, county), Written(l.On)),
			fmt.Sprintf("接下来，会按您家的困难商定帮扶计划，%d 天内开始落实。谁来帮、帮什么、到什么时候，会写在《帮扶明白纸》上交给您。", l.MeasureDays),
		}
	case Clearing:
		texts = []string{
			fmt.Sprintf("经入户核实、民主评议、公示、乡镇审核，%s于%s决定：您家的风险已经消除。", office(t, county), Written(l.On)),
			"之后三个月和十二个月，还会上门看望。正在享受的各项政策按各自的规定继续，不因为这个决定停止。再遇到困难，随时可以提出。",
		}
	default:
		return nil, errors.New("决定没有选定")
	}
	texts = append(texts, fmt.Sprintf("不同意这个决定的，可以在收到之日起 %d 日内，向%s申请复核，不收任何费用。", reviewDays, office(t, county.Prefecture())))
	return &Sheet{Title: "办理结果告知书", To: l.Head.shown, Blocks: paragraphs(texts...), Sign: office(t, county), On: l.On, Lines: []string{"送达人", "收到人"}}, nil
}

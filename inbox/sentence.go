package inbox

import (
	"fmt"
	"strings"

	"dixian/division"
)

// Sentence is a message in words, for outside: nothing of a family stands in it.
func Sentence(m *Message, state string) string {
	where := place(m.Division)
	if m.Case != 0 {
		where += fmt.Sprintf("第%d号", m.Case)
	}
	_, month, day := m.DueOn.YMD()
	due := fmt.Sprintf("最迟%d月%d日", month, day)
	switch m.Kind {
	case Digest:
		return fmt.Sprintf("【底线】今天待办%d件：%d件今天到期，%d件超期。", m.Tally.Open, m.Tally.Today, m.Tally.Late)
	case HandedOver:
		return fmt.Sprintf("【底线】您在%s的%s工作已经移交，待办%d件。", place(m.Division), state, m.Tally.Open)
	case TakenOver:
		return fmt.Sprintf("【底线】%s的%s工作移交给您，待办%d件，超期%d件。", place(m.Division), state, m.Tally.Open, m.Tally.Late)
	case Asked:
		return fmt.Sprintf("【底线】%s有问题请您部门答复，%s。", place(m.Division), due)
	case Dispatched:
		return fmt.Sprintf("【底线】%s已派单，%s，%s。", where, state, due)
	case Supervised:
		return fmt.Sprintf("【底线】%s被督办，请书面答复，%s。", where, due)
	case Reopened:
		return fmt.Sprintf("【底线】%s已被上级发回重新办理，%s。", where, state)
	case HitSaid:
		return fmt.Sprintf("【底线】%s农户对比对命中有答复，请再核一次。", where)
	case HalfGone:
		return fmt.Sprintf("【底线】%s%s，时限过半，%s。", where, state, due)
	case Overdue:
		return fmt.Sprintf("【底线】%s%s，已超期，%s。", where, state, due)
	}
	return fmt.Sprintf("【底线】%s%s，下级已超期，%s，请督促或接办。", where, state, due)
}

func place(code division.Code) string {
	return strings.TrimPrefix(division.Guizhou().FullName(code), "贵州省")
}

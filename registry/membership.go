package registry

import "dixian/calendar"

// Membership is how one person counts in the two views of a household: as a member
// of a monitored household, and as a member of a family that asks for 低保.
type Membership struct {
	Monitoring    bool
	MonitoringWhy string // why not; empty: counted
	Assistance    string // AssistanceIn, AssistanceOut, AssistanceCheck
	AssistanceWhy string
}

// How somebody counts for 低保.
const (
	AssistanceIn    = "in"
	AssistanceOut   = "out"
	AssistanceCheck = "check" // the register cannot tell; somebody has to ask
)

// MembershipOf works both views of a person out from the register at a date; the
// household is not copied. Monitoring goes by the register, adjusted for who lives
// there; 低保 counts spouses and minor children wherever they live, leaves out who
// is in service or custody, and asks about grown children who study.
//
// Source: policy §1.2 (members; 低保 counts differently).
func MembershipOf(p *Person, on calendar.Date) Membership {
	m := Membership{Monitoring: true, Assistance: AssistanceIn}
	leave := func(why string) Membership {
		return Membership{MonitoringWhy: why, Assistance: AssistanceOut, AssistanceWhy: why}
	}
	switch p.Status {
	case Dead, Gone, "收监":
		return leave(p.Status)
	case "参军":
		m.Monitoring, m.MonitoringWhy = false, p.Status
		m.Assistance, m.AssistanceWhy = AssistanceCheck, "义务兵不计入，请核实是否义务兵"
		return m
	}
	if p.LivingTogether {
		return m
	}
	m.Monitoring, m.MonitoringWhy = false, "不共同生活"
	child := p.Relation == "子" || p.Relation == "女"
	switch {
	case p.Relation == "配偶" || p.Relation == HeadOf:
		m.AssistanceWhy = "配偶计入，不论住在哪里"
	case child && !p.Adult(on):
		m.AssistanceWhy = "未成年子女计入，不论住在哪里"
	case child:
		m.Assistance, m.AssistanceWhy = AssistanceCheck, "成年子女在本科及以下就读的计入，请核实"
	default:
		m.Assistance, m.AssistanceWhy = AssistanceOut, "不共同生活"
	}
	return m
}

package store

import (
	"github.com/uptrace/bun"

	"dixian/casework"
)

// milestones are the days by which cases are counted and listed, as SQL.
var milestones = map[casework.Milestone]string{
	casework.Opened:  "c.opened_on",
	casework.Decided: "(CASE WHEN c.identified_on <> 0 THEN c.identified_on WHEN c.is_open THEN 0 ELSE c.state_since END)",
	casework.Cleared: "c.cleared_on",
}

// raised is true of an alert that is raised still and that nobody has settled.
const raised = "al.case_id = c.id AND NOT al.gone AND NOT al.settled"

// told narrows to what a board's number stands for: the condition of the count is
// that of the list behind it.
func told(q *bun.SelectQuery, f casework.Filter) *bun.SelectQuery {
	q = having(q, f.Alerted, "EXISTS (SELECT 1 FROM alerts AS al WHERE "+raised+")")
	q = having(q, f.Helped, "EXISTS (SELECT 1 FROM measures AS m WHERE m.case_id = c.id)")
	if f.Risk != "" {
		hidden := f.NotRules
		if len(hidden) == 0 {
			hidden = []string{""}
		}
		q = q.Where("EXISTS (SELECT 1 FROM alerts AS al WHERE "+raised+" AND al.risk = ? AND al.rule NOT IN (?))", f.Risk, bun.List(hidden))
	}
	switch f.MainRisk {
	case "":
	case casework.Unknown:
		q = q.Where("c.main_risk = ''")
	default:
		q = q.Where("c.main_risk = ?", f.MainRisk)
	}
	for m, span := range map[casework.Milestone]casework.Span{casework.Opened: f.Opened, casework.Decided: f.Decided, casework.Cleared: f.Cleared} {
		q = during(q, milestones[m], span)
	}
	return q
}

func having(q *bun.SelectQuery, w casework.Whether, condition string) *bun.SelectQuery {
	switch w {
	case casework.With:
		return q.Where(condition)
	case casework.Without:
		return q.Where("NOT " + condition)
	}
	return q
}

func during(q *bun.SelectQuery, day string, s casework.Span) *bun.SelectQuery {
	if s == (casework.Span{}) {
		return q
	}
	return q.Where(day+" >= ? AND "+day+" < ?", int32(max(s.From, 1)), int32(s.Before))
}

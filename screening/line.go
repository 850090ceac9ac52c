package screening

import (
	"cmp"
	"slices"
	"strings"

	"dixian/column"
	"dixian/identity"
	"dixian/panel"
	"dixian/rule"
)

// Line is one row of alerts.csv, hits.csv or findings.csv: a household and a
// rule; for coverage_thin a county and no household.
type Line struct {
	Division, Household string
	Rule, Risk, Urgency string
	AsOf                string
	Members             string // masked numbers of who is named, joined by ;
	Evidence            string // one JSON object
}

// The risk that hits and findings stand under.
const (
	riskHit     = "比对"
	riskFinding = "数据质量"
)

func compareLines(a, b Line) int {
	return cmp.Or(strings.Compare(a.Division, b.Division), strings.Compare(a.Household, b.Household), strings.Compare(a.Rule, b.Rule))
}

func risk(r *rule.Rule) string {
	switch r.Raises {
	case rule.Hit:
		return riskHit
	case rule.Finding:
		return riskFinding
	}
	return r.Risk
}

// number is how a person is known outside: the ID number, or the provisional
// one of who has none.
func number(p *panel.Panel, row int) (number, masked string) {
	t := p.Program.Persons
	rows := p.Tables[t.Index]
	if id, known := rows.Columns[t.ColumnIndex("id_number")].(*column.Long).At(row); known {
		return identity.ID(id).String(), identity.ID(id).Masked()
	}
	s, _ := rows.Columns[t.ColumnIndex("provisional_no")].(*column.Text).At(row)
	return s, s
}

// members lists the persons named, masked, in bytewise order of their numbers.
func members(p *panel.Panel, who []int, unmasked bool) string {
	type named struct{ number, shown string }
	list := make([]named, len(who))
	for i, row := range who {
		n, masked := number(p, row)
		if unmasked {
			masked = n
		}
		list[i] = named{n, masked}
	}
	slices.SortFunc(list, func(a, b named) int { return strings.Compare(a.number, b.number) })
	shown := make([]string, len(list))
	for i, n := range list {
		shown[i] = n.shown
	}
	return strings.Join(shown, ";")
}

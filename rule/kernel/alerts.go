package kernel

import (
	"slices"

	"dixian/column"
	"dixian/rule"
)

// urgencies are the words that the column `urgency` of alerts may hold: those of
// its list, and what rules say beside them.
func (c *compiler) urgencies() {
	p := c.plan
	if p.alerts == nil {
		return
	}
	if col := p.alerts.Column("urgency"); col != nil {
		p.urgencies = slices.Clone(col.Type.Codes)
	}
	for _, r := range p.Program.Rules {
		for _, w := range []string{r.Urgency, rule.Firing{Rule: r, Urgent: true}.Urgency()} {
			if !slices.Contains(p.urgencies, w) {
				p.urgencies = append(p.urgencies, w)
			}
		}
	}
}

// layAlerts makes the rows of the system table of alerts: one for each alert of
// a household, in the order of the program's rules.
func (f *Frame) layAlerts() {
	p := f.run.plan
	raised := f.raised(func(r *rule.Rule) bool { return r.Raises == rule.Alert })
	data := &rule.Rows{Table: p.alerts, Columns: make([]column.Column, len(p.alerts.Columns)), Start: make([]uint32, f.to-f.from+1)}
	rules, urgency := new(column.Text), new(column.Byte)
	for _, a := range raised {
		data.Start[a.house+1]++
		rules.Append(a.rule.Name)
		urgency.Append(uint8(slices.Index(p.urgencies, rule.Firing{Rule: a.rule, Urgent: a.urgent}.Urgency())))
	}
	for i := range data.Start[1:] {
		data.Start[i+1] += data.Start[i]
	}
	if i := p.alerts.ColumnIndex("rule"); i >= 0 {
		data.Columns[i] = rules
	}
	if i := p.alerts.ColumnIndex("urgency"); i >= 0 {
		data.Columns[i] = urgency
	}
	f.slabs[p.alerts.Index] = slab{frame: f, table: p.alerts, data: data, n: len(raised), base: f.from}
	f.alertsLaid = true
}

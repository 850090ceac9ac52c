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
	raised := f.raised(rule.Alert)
	data := &rule.Rows{Table: p.alerts, Columns: make([]column.Column, len(p.alerts.Columns)), Start: make([]uint32, f.to-f.from+1)}
	for _, a := range raised {
		data.Start[a.house+1]++
	}
	for i := range data.Start[1:] {
		data.Start[i+1] += data.Start[i]
	}
	for i, c := range p.alerts.Columns {
		if p.columns[p.alerts][c.Name] {
			data.Columns[i] = f.alertColumn(c.Name, raised)
		}
	}
	f.slabs[p.alerts.Index] = slab{frame: f, table: p.alerts, data: data, n: len(raised), base: f.from}
	f.alertsLaid = true
}

// alertColumn is a column of alerts that somebody reads.
func (f *Frame) alertColumn(name string, raised []raised) column.Column {
	switch name {
	case "rule":
		c := new(column.Text)
		for _, a := range raised {
			c.Append(a.rule.Name)
		}
		return c
	case "urgency":
		c := new(column.Byte)
		for _, a := range raised {
			c.Append(uint8(slices.Index(f.run.plan.urgencies, rule.Firing{Rule: a.rule, Urgent: a.urgent}.Urgency())))
		}
		return c
	}
	return nil
}

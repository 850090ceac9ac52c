package screening

import (
	"encoding/json"
	"fmt"
)

// thinCauses says why a county's coverage_thin came or went: what each run
// measured of the same table and period.
func (d *Difference) thinCauses(c *Change) []Cause {
	l := c.Line()
	var thin struct{ Table, Period string }
	if json.Unmarshal([]byte(l.Evidence), &thin) != nil {
		return []Cause{{Why: Unexplained}}
	}
	detail := fmt.Sprintf("%s %s：上次 %s；本次 %s", labelOr(d.labels()[thin.Table], thin.Table), thin.Period,
		d.Old.measured(thin.Table, l.Division, thin.Period), d.New.measured(thin.Table, l.Division, thin.Period))
	causes := []Cause{{ByCoverage, []string{detail}}}
	if d.Old.AsOf != d.New.AsOf {
		causes = append(causes, Cause{ByDate, []string{fmt.Sprintf("%s → %s，要问的时间随之移动", d.Old.AsOf, d.New.AsOf)}})
	}
	return causes
}

// measured is what a run found a table to cover of a county in a period.
func (r *Record) measured(table, county, period string) string {
	for _, c := range r.Coverage {
		if c.Table == table && c.County == county && c.Period == period {
			word := "没有覆盖"
			if c.Covered {
				word = "已覆盖"
			}
			return fmt.Sprintf("%s（应有 %s，有 %d，要求 %s）", word, c.Expected, c.Present, c.Share)
		}
	}
	return "没有一行"
}

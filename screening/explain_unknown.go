package screening

import (
	"fmt"
	"slices"

	"dixian/rule"
)

// unknowns tells of each name of a condition that is not known why it is not.
func (e *explainer) unknowns(n *rule.Node, at place) []string {
	var out []string
	if n.Value != nil {
		return nil
	}
	for _, leaf := range leaves(n) {
		if leaf.Value == nil && leaf.Name != nil && leaf.Name.Param == nil {
			s := words{}.of(leaf) + "未知：" + e.reason(leaf.Name, at)
			if !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}

// reason is why a name has no value at a row.
func (e *explainer) reason(n *rule.Name, at place) string {
	t, row := at.table, at.row
	for _, hop := range n.Hops {
		if hop.Pick != nil {
			v := e.in.Fact(hop.Pick, row)
			if v == nil {
				return e.factReason(hop.Pick, row)
			}
			t, row = hop.Pick.From, rule.PickRow(v)
			continue
		}
		if row = e.in.Parent(t, hop.Parent, row); row < 0 {
			return "这一行没有写明是谁的"
		}
		t = hop.Parent
	}
	if n.Target.Fact != nil {
		return e.factReason(n.Target.Fact, row)
	}
	if n.Target.Column < 0 {
		return "没有这样的行"
	}
	return e.cellReason(t, n.Target.Column, row)
}

// cellReason is why a cell is unknown: it was empty, or set aside as unreadable.
func (e *explainer) cellReason(t *rule.Table, col, row int) string {
	c := t.Columns[col]
	where := e.origin(t, row)
	if why := e.warned(t, row, c.Name); why != "" {
		return fmt.Sprintf("%s「%s」读不出（%s）", where, labelOr(c.Label, c.Name), why)
	}
	return fmt.Sprintf("%s「%s」没有填", where, labelOr(c.Label, c.Name))
}

// factReason is why a fact is unknown.
func (e *explainer) factReason(f *rule.Fact, row int) string {
	switch {
	case f.Form == rule.FormulaForm:
		n, err := e.tracer.Trace(f.Is, row)
		if err != nil {
			return err.Error()
		}
		for _, leaf := range leaves(n) { // the innermost reason says most
			if leaf.Value == nil && leaf.Name.Param == nil {
				return e.reason(leaf.Name, place{f.About, row})
			}
		}
		return "算不出来"
	case f.Form == rule.FoldForm && f.Coverage == rule.CoverageRequired && !e.in.Covered(f):
		return e.uncovered(f)
	}
	return e.noRow(f, row)
}

// noRow says that a pick or an extreme found nothing, and what lies beside it.
func (e *explainer) noRow(f *rule.Fact, row int) string {
	if _, _, open := e.in.Window(f); !open {
		return e.uncovered(f)
	}
	s := e.period(f) + "，" + labelOr(f.From.Label, f.From.Name) + "中没有"
	if f.About == e.program.Persons {
		s += "本人的行"
	} else {
		s += "本户的行"
	}
	if f.From.Compared {
		return s
	}
	c := e.in.Consider(f, row)
	if len(c.Refused) > 0 {
		if f.Where == nil {
			return s
		}
		n, err := e.tracer.Trace(f.Where, c.Refused[0])
		if err != nil {
			return err.Error()
		}
		return fmt.Sprintf("%s，%s中有 %d 行但不合要求：%s，%s", e.period(f), labelOr(f.From.Label, f.From.Name), len(c.Refused),
			e.origin(f.From, c.Refused[0]), e.why(n, place{f.From, c.Refused[0]}, 1))
	}
	if len(c.Outside) > 0 {
		return fmt.Sprintf("%s（另有 %d 行不在这段时间内）", s, len(c.Outside))
	}
	return s
}

// uncovered tells the periods that a fact asks for and that its table does not
// cover in the household's county.
func (e *explainer) uncovered(f *rule.Fact) string {
	table, county := labelOr(f.From.Label, f.From.Name), e.county()
	tc := e.o.Province.coverage.tables[f.From.Index]
	if tc == nil {
		return "没有测量" + table + "的覆盖情况"
	}
	from, to, ok := e.in.Asked(f)
	if !ok {
		now := e.o.Province.AsOf.Month()
		from, to = int32(now)-int32(f.From.Late), int32(now)
		return fmt.Sprintf("%s在%s没有一个月够覆盖（%s）", table, county, e.measured(tc, from, to, false))
	}
	return fmt.Sprintf("%s在%s没有覆盖所问的时间（%s）", table, county, e.measured(tc, from, to, false))
}

// measured tells how well a table covers periods in the household's county: all
// of them, or those that it does not cover.
func (e *explainer) measured(tc *tableCoverage, from, to int32, all bool) string {
	c := tc.counties[e.o.Province.Panel.County[e.h]]
	if tc.window {
		return coverageText(tc, c, 0)
	}
	s := ""
	for g := from; g <= to; g++ {
		if !all && tc.covered(c, g) {
			continue
		}
		if s != "" {
			s += "；"
		}
		s += coverageText(tc, c, g)
	}
	return s
}

// coverageText is one measure: 2025：应有 312，有 120，占 38.46 %，要求 60 %.
func coverageText(tc *tableCoverage, c *countyCoverage, g int32) string {
	present, expected := tc.presentIn(c, g), tc.expected(c, g)
	unit := "户"
	if tc.def.OfPersons {
		unit = "人"
	}
	s := fmt.Sprintf("%s：应有 %s %s，有 %d %s", tc.period(g), tenThousandths(expected), unit, present, unit)
	if expected > 0 {
		s += "，占 " + percent(int64(present)*10000*10000/expected)
	}
	return s + "，要求 " + percent(c.share)
}

// percent writes 1/10 000 as a percentage.
func percent(n int64) string {
	return fmt.Sprintf("%d.%02d %%", n/100, n%100)
}

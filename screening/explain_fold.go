package screening

import (
	"fmt"
	"strings"

	"dixian/rule"
)

// foldFact says how many rows became one value, and shows them.
func (e *explainer) foldFact(depth int, f *rule.Fact, row int) {
	e.page.line(depth, "%s%s：%s", e.among(f), e.filter(f, row), aggregateText(f))
	if _, _, open := e.in.Window(f); !open || f.Coverage == rule.CoverageRequired {
		e.coverage(depth, f)
	}
	rows := e.in.Deciding(f, row)
	if f.Aggregate == rule.Any && len(rows) == 0 && !f.From.Compared {
		rows = e.in.Consider(f, row).Taken // none of them made it true: show why
	}
	if f.Aggregate == rule.Sum {
		e.sum(depth, f, rows)
	}
	if len(rows) > 0 {
		e.rows(depth, f.From, rows, f.Where, f.Arg)
		e.openRows(depth, f, rows)
	} else if f.Form == rule.FoldForm {
		e.page.line(depth, "没有这样的行")
	}
	e.leftOut(depth, f, row)
}

// openRows opens the row's own sums that an aggregate adds or tests.
func (e *explainer) openRows(depth int, f *rule.Fact, rows []int) {
	if f.Arg == nil || f.From.Compared {
		return
	}
	for _, n := range f.Arg.Names {
		if n.Target.Fact == nil || len(n.Hops) > 0 || n.Target.Fact.Form != rule.FormulaForm {
			continue
		}
		for _, r := range rows {
			e.page.line(depth, "%s：", e.origin(f.From, r))
			e.fact(depth+1, n.Target.Fact, r)
		}
	}
}

// sum writes the terms of a sum: ＝ 3,000.00 + 4,408.50 − 500.00.
func (e *explainer) sum(depth int, f *rule.Fact, rows []int) {
	var b strings.Builder
	empty, terms := 0, 0
	for _, r := range rows {
		v := e.in.Eval(f.Arg, r)
		if v == nil {
			empty++
			continue
		}
		s := bare(v, f.Type, e.unmasked)
		switch {
		case terms == 0:
		case strings.HasPrefix(s, "−"):
			s = " − " + strings.TrimPrefix(s, "−")
		default:
			s = " + " + s
		}
		terms++
		b.WriteString(s)
	}
	if terms > 1 {
		e.page.line(depth, "＝ %s", b.String())
	}
	if empty > 0 {
		e.page.line(depth, "%d 行没有填，不计", empty)
	}
}

// aggregateText says what is made of the rows.
func aggregateText(f *rule.Fact) string {
	arg := ""
	if f.Arg != nil {
		arg = words{}.of(f.Arg.Shape())
	}
	switch f.Aggregate {
	case rule.CountRows:
		if f.Type.Unit == "persons" {
			return "数人数"
		}
		return "数行数"
	case rule.CountDistinct:
		return "数不同的" + arg
	case rule.Any:
		return "有没有一行符合 " + arg
	case rule.Sum:
		return arg + " 合计"
	case rule.Min:
		return arg + " 最小的"
	}
	return arg + " 最大的"
}

// among names the table and the period that a fact looks at.
func (e *explainer) among(f *rule.Fact) string {
	table := labelOr(f.From.Label, f.From.Name)
	if s := e.period(f); s != "" {
		return s + " " + table
	}
	return table
}

// period is the time that a fact looks at, in values of its table's time column.
func (e *explainer) period(f *rule.Fact) string {
	if f.Within == nil {
		return ""
	}
	first, last, open := e.in.Window(f)
	if !open {
		return words{}.of(f.Within.Shape())
	}
	return grainsText(f.From.TimeKind(), first, last)
}

// filter is the condition that rows must meet, and how one is chosen of several.
func (e *explainer) filter(f *rule.Fact, row int) string {
	var parts []string
	if f.Where != nil {
		parts = append(parts, words{}.of(f.Where.Shape()))
	}
	if f.Form == rule.FoldForm && f.Picks {
		s := "只取最新的一行"
		if f.Per >= 0 {
			c := f.From.Columns[f.Per]
			s = "每个" + labelOr(c.Label, c.Name) + "只取最新的一行"
		}
		parts = append(parts, s)
	}
	if parts == nil {
		return ""
	}
	return "（" + strings.Join(parts, "；") + "）"
}

// coverage tells how well a table covers the county for what a fact asks.
func (e *explainer) coverage(depth int, f *rule.Fact) {
	if _, _, open := e.in.Window(f); !open || !e.in.Covered(f) {
		e.page.line(depth, "不能判断有没有：%s", e.uncovered(f))
		return
	}
	tc := e.o.Province.coverage.tables[f.From.Index]
	from, to, ok := e.in.Asked(f)
	if tc == nil || !ok {
		return
	}
	e.page.line(depth, "%s在%s已覆盖（%s）", labelOr(f.From.Label, f.From.Name), e.county(), e.measured(tc, from, to, true))
}

// shownLeftOut is how many rows that were not counted are named one by one.
const shownLeftOut = 5

// leftOut tells which of the household's rows were not counted, and why. Of the
// tables read only with authorisation nothing is told.
func (e *explainer) leftOut(depth int, f *rule.Fact, row int) {
	if f.From.Compared || f.From.Folder == "system" {
		return
	}
	c := e.in.Consider(f, row)
	if n := len(c.Outside); n > 0 {
		e.page.line(depth, "没有算入：%d 行不在这段时间内（%s）", n, e.origins(f.From, c.Outside))
	}
	if n := len(c.Passed); n > 0 {
		e.page.line(depth, "没有取用：%d 行较旧（%s）", n, e.origins(f.From, c.Passed))
	}
	for i, r := range c.Refused {
		if i == shownLeftOut {
			e.page.line(depth, "没有算入：另有 %d 行也不合条件", len(c.Refused)-i)
			break
		}
		n, err := e.tracer.Trace(f.Where, r)
		if err != nil {
			continue
		}
		e.page.line(depth, "没有算入：%s：%s", e.rowName(place{f.From, r}), e.why(n, place{f.From, r}, 4))
	}
}

// origins are the files and lines of rows, the first few of them:
// income.csv:12、13 等 7 行.
func (e *explainer) origins(t *rule.Table, rows []int) string {
	var b strings.Builder
	last := ""
	for i, r := range rows {
		if i == shownLeftOut {
			fmt.Fprintf(&b, " 等 %d 行", len(rows))
			break
		}
		if i > 0 {
			b.WriteString("、")
		}
		file, line, _ := strings.Cut(e.origin(t, r), ":")
		if file != last {
			b.WriteString(file + ":")
		}
		last = file
		b.WriteString(line)
	}
	return b.String()
}

package screening

import (
	"fmt"
	"math"

	"dixian/calendar"
	"dixian/rule"
)

// function writes a call of one of the language's functions.
func (w words) function(n *rule.Node) (string, int) {
	part := func(i int) string { return w.in(n.Parts[i], bindsSum) }
	switch n.Op {
	case "known":
		return w.in(n.Parts[0], bindsAll) + " 已知", bindsCompare
	case "or":
		if w.values && n.Parts[0].Value != nil {
			return w.in(n.Parts[0], bindsAll), bindsAll
		}
		if w.values {
			return w.of(n.Parts[1]) + "（没有填）", bindsAll
		}
		return fmt.Sprintf("%s（空作 %s）", w.in(n.Parts[0], bindsAll), w.of(n.Parts[1])), bindsAll
	case "within":
		return part(0) + " 在 " + w.period(n.Parts[1]) + " 内", bindsCompare
	case "has":
		return part(0) + " 含 " + w.of(n.Parts[1]), bindsCompare
	case "yuan":
		return grouped(rule.Show(n.Parts[0].Value, true)) + " 元", bindsAll
	case "age_on":
		return fmt.Sprintf("%s 到 %s 的周岁", part(0), part(1)), bindsAll
	case "days_to":
		return fmt.Sprintf("%s 到 %s 的天数", part(0), part(1)), bindsAll
	case "plus_months":
		if months, ok := rule.Number(n.Parts[1].Value); ok && months < 0 {
			return fmt.Sprintf("%s前 %d 个月", part(0), -months), bindsAll
		}
		return fmt.Sprintf("%s后 %s 个月", part(0), w.of(n.Parts[1])), bindsAll
	case "year":
		return part(0) + "的年份", bindsAll
	case "birth_date":
		return part(0) + "的出生日期", bindsAll
	case "male":
		return part(0) + "为男性", bindsCompare
	case "text":
		return part(0), bindsAll
	case "upper":
		return part(0), bindsAll
	case "part":
		return fmt.Sprintf("%s第 %s 位起 %s 位", part(0), w.of(n.Parts[1]), w.of(n.Parts[2])), bindsAll
	case "county":
		return part(0) + "所在县", bindsAll
	case "day_before":
		if n.Value != nil {
			return rule.Show(n.Value, true), bindsAll
		}
		return w.period(n.Parts[0]) + "的前一天", bindsAll
	}
	return w.period(n), bindsAll
}

// period names a period and its days.
func (w words) period(n *rule.Node) string {
	part := func(i int) string { return w.in(n.Parts[i], bindsSum) }
	name := ""
	switch n.Op {
	case "last_months":
		name = "近 " + part(0) + " 个月"
	case "months_ago":
		name = part(0) + " 个月前到 " + part(1) + " 个月前"
	case "since_months":
		name = "近 " + part(0) + " 个月以来"
	case "this_school_year":
		name = "本学年"
	}
	s, ok := rule.SpanOf(n.Value)
	if !ok {
		return name
	}
	if name == "" {
		return spanText(s)
	}
	return name + "（" + spanText(s) + "）"
}

// spanText is a period in dates.
func spanText(s rule.Span) string {
	from, to := s.Days()
	if !s.Bounded() {
		return "截至 " + to.String()
	}
	return from.String() + " 至 " + to.String()
}

// grainsText names values of a time column: 2023 至 2025 年 · 2024-2025 学年 · 2025-06.
func grainsText(k rule.Kind, first, last int32) string {
	text := func(g int32) string {
		switch k {
		case rule.Month:
			return calendar.Month(g).String()
		case rule.SchoolYear:
			return calendar.SchoolYear(g).String()
		case rule.Date:
			return calendar.Date(g).String()
		}
		return fmt.Sprint(g)
	}
	s := text(last)
	switch first {
	case math.MinInt32: // from the beginning
		s = "截至 " + s
	case last:
	default:
		s = text(first) + " 至 " + s
	}
	switch k {
	case rule.SchoolYear:
		return s + " 学年"
	case rule.Int:
		return s + " 年"
	}
	return s
}

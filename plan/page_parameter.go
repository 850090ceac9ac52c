package plan

import (
	"dixian/rule"
	"slices"
	"strings"
)

var (
	statusWords = map[string]string{"verified": "已核实", "example": "示例"}
	setByWords  = map[string]string{"province": "省级", "city": "市级", "county": "县级"}
	saferWords  = map[string]string{"up": "只能调高", "down": "只能调低"}
	unitWords   = map[string]string{
		"days": "天", "months": "个月", "years": "年", "year": "年度", "persons": "人", "rows": "条", "times": "倍",
	}
)

func unitWord(unit string) string {
	if w, ok := unitWords[unit]; ok {
		return w
	}
	return unit
}

// parameterBlock writes a parameter with all its values.
func (p *page) parameterBlock(x *Parameter) {
	p.title(anchor("param", x.Name), x.Label, x.Name)
	if x.SetBy != "" {
		p.line("- **由谁确定**：%s", setByWords[x.SetBy])
	}
	if x.Safer != "" {
		p.line("- **下级**：%s", saferWords[x.Safer])
	}
	p.cited(x.Cites)
	p.line("\n| 区划 | 自 | 至（不含） | 值 | 状态 | 文号 |")
	p.line("|---|---|---|---|---|---|")
	for _, v := range x.Values {
		p.line("| %s | %s | %s | %s | %s | %s |", escape(v.Division.Value), escape(v.From.Value), escape(v.To.Value), escape(amount(x.Type, v)), statusWords[v.Status], escape(v.Number))
	}
	p.line("")
}

// parametersOf writes the parameters that an item depends on, each with its
// newest value in every division that sets one.
func (p *page) parametersOf(parameters []*Parameter) {
	if len(parameters) == 0 {
		return
	}
	p.line("- **参数**（最新值）：")
	for _, x := range parameters {
		var values []string
		for _, v := range newestValues(x) {
			value := amount(x.Type, v) + "（" + v.Division.Value + "，自 " + v.From.Value
			if v.To.Value != "" {
				value += " 至 " + v.To.Value + " 前"
			}
			value += "，" + statusWords[v.Status]
			if v.Number != "" {
				value += "，" + v.Number
			}
			values = append(values, escape(value+"）"))
		}
		if values == nil {
			values = []string{"尚无取值"}
		}
		p.line("  - [%s](#%s)：%s", escape(orName(x.Label, x.Name)), anchor("param", x.Name), strings.Join(values, "；"))
	}
}

// newestValues are the values that begin last, one a division, in file order.
func newestValues(x *Parameter) []ParameterValue {
	var list []ParameterValue
	for _, v := range x.Values {
		i := slices.IndexFunc(list, func(w ParameterValue) bool { return w.Division.Value == v.Division.Value })
		switch {
		case i < 0:
			list = append(list, v)
		case list[i].From.Value < v.From.Value:
			list[i] = v
		}
	}
	return list
}

// amount is a value with its unit.
func amount(t rule.Type, v ParameterValue) string {
	switch {
	case t.Kind == rule.Money:
		return v.Value.Value + " 元"
	case t.Unit != "":
		return v.Value.Value + " " + unitWord(string(t.Unit))
	}
	return v.Value.Value
}

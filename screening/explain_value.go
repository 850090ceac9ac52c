package screening

import (
	"strings"

	"dixian/identity"
	"dixian/rule"
)

// unitWords are the units of numbers as a clerk says them. Years are only ever
// counted from birth.
var unitWords = map[rule.Unit]string{
	"days": "天", "months": "个月", "years": "岁", "year": "年", "persons": "人", "rows": "条", "times": "次",
}

// amountText writes a value with its unit; unknown is said in words.
func amountText(v rule.Val, t rule.Type, unmasked bool) string {
	if v == nil {
		return "未知"
	}
	s := rule.Show(v, unmasked)
	switch {
	case t.Kind == rule.Money:
		return grouped(s) + " 元"
	case t.Kind == rule.Int && t.Unit != "":
		if word, ok := unitWords[t.Unit]; ok {
			return s + " " + word
		}
		return s + " " + string(t.Unit)
	case t.Kind == rule.Int && t.Names != nil:
		if n, ok := rule.Number(v); ok && n >= 1 && int(n) <= len(t.Names) {
			return s + "（" + t.Names[n-1] + "）"
		}
	}
	return s
}

// bare writes a value without its unit, for tables whose heading has it.
func bare(v rule.Val, t rule.Type, unmasked bool) string {
	if v == nil {
		return "—"
	}
	if t.Kind == rule.Money {
		return grouped(rule.Show(v, unmasked))
	}
	return rule.Show(v, unmasked)
}

// grouped puts commas into an amount and a true minus before it.
func grouped(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "−", s[1:]
	}
	whole, rest, _ := strings.Cut(s, ".")
	var b strings.Builder
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	if rest != "" {
		rest = "." + rest
	}
	return sign + b.String() + rest
}

// masked hides what a column's cells must not show outside.
func masked(c *rule.Column, s string) string {
	switch c.Mask {
	case "":
		return s
	case "id":
		return identity.MaskID(s)
	case "name":
		return identity.MaskName(s)
	case "birth":
		return s[:4] + "-**-**"
	}
	return identity.MaskText(s)
}

// labelOr is a Chinese label, or the key where there is none.
func labelOr(label, name string) string {
	if label != "" {
		return label
	}
	return name
}

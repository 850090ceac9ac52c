package rule

import (
	"strings"
	"testing"
	"unicode"
)

// Who fills a form in reads why an answer was not taken, in Chinese, with what
// was written and what would do.
func TestAnAnswerThatIsNotTaken(t *testing.T) {
	words := []string{"不愁", "有困难"}
	for _, c := range []struct {
		typ    Type
		answer string
		says   string
	}{
		{Type{Kind: Money}, "一万二", "“一万二”不是金额"},
		{Type{Kind: Money}, "12.345", "两位小数"},
		{Type{Kind: Int}, "二十", "“二十”不是整数"},
		{Type{Kind: Int}, "12人", "不带单位"},
		{Type{Kind: Int}, "99999999999", "不是整数"},
		{Type{Kind: Date}, "昨天", "“昨天”不是日期，要写成 2025-06-30"},
		{Type{Kind: Date}, "2025-02-30", "不是日期"},
		{Type{Kind: Month}, "2025-13", "“2025-13”不是月份"},
		{Type{Kind: Bool}, "也许", "要填“是”或“否”"},
		{Type{Kind: Code, Codes: words}, "还行", "没有“还行”这一项，可以填：不愁、有困难"},
		{Type{Kind: Codes, Codes: words}, "不愁、还行", "没有“还行”这一项"},
		{Type{Kind: ID}, "520123197003120018", "不是身份证号码"},
	} {
		v, err := Parse(c.typ, c.answer)
		if err == nil || v != nil {
			t.Errorf("%s is taken: %v", c.answer, v)
			continue
		}
		if !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %q does not say %q", c.answer, err, c.says)
		}
		if i := strings.IndexFunc(err.Error(), func(r rune) bool { return r < 0x80 && unicode.IsLetter(r) }); i >= 0 {
			t.Errorf("%s: a clerk reads %q", c.answer, err)
		}
		if c.typ.Kind == ID && strings.Contains(err.Error(), c.answer) {
			t.Errorf("the number is repeated: %q", err)
		}
	}
}

func TestAnAnswerIsTaken(t *testing.T) {
	for answer, typ := range map[string]Type{
		"1,234.50": {Kind: Money}, "12": {Kind: Int}, "2025-06-30": {Kind: Date}, "2025-06": {Kind: Month}, "否": {Kind: Bool},
		"不愁": {Kind: Code, Codes: []string{"不愁"}}, "甲、 乙": {Kind: Codes, Codes: []string{"甲", "乙"}}, "11010519491231002X": {Kind: ID}, "随便写": {Kind: Text},
	} {
		if v, err := Parse(typ, " "+answer+" "); err != nil || v == nil {
			t.Errorf("%s: %v %v", answer, v, err)
		}
		if v, err := Parse(typ, "  "); err != nil || v != nil {
			t.Errorf("nothing is unknown: %v %v", v, err)
		}
	}
}

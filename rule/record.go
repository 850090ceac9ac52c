package rule

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/interpreter"

	"dixian/calendar"
	"dixian/identity"
	"dixian/money"
)

// Record is one row given as values by name, for expressions that are not
// evaluated over a panel: a form, a case. What it lacks is unknown. A name
// behind a hop stands under its whole path: "form.attendance".
type Record map[string]Val

// ResolveName gives cel-go the value of a name.
func (r Record) ResolveName(name string) (any, bool) {
	if v := r[name]; v != nil {
		return v, true
	}
	return types.NewUnknown(0, types.NewAttributeTrail(name)), true
}

// Parent is nil: a record has all its names.
func (r Record) Parent() interpreter.Activation { return nil }

// True says whether a condition about the record is true.
func (r Record) True(e *Expr) (bool, error) {
	if e == nil {
		return true, nil
	}
	return e.True(r)
}

// DateVal is a known date.
func DateVal(d calendar.Date) Val { return dateVal(d) }

// IntVal is a known whole number.
func IntVal(n int64) Val { return types.Int(n) }

// MoneyVal is a known amount.
func MoneyVal(f money.Fen) Val { return fenAmount(int64(f)) }

// TextVal is a known text or word of a list.
func TextVal(s string) Val { return types.String(s) }

// Parse reads a value of a type as a form spells it; an empty text is unknown
// (nil). Its errors are Chinese: they stand in a sentence to who fills the form in.
func Parse(t Type, s string) (Val, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return nil, nil
	}
	switch t.Stored() {
	case Money:
		f, err := money.Parse(s)
		if err != nil {
			return nil, fmt.Errorf("“%s”不是金额，要写成 1234.50（元，最多两位小数）", s)
		}
		return MoneyVal(f), nil
	case Int:
		n, err := strconv.ParseInt(s, 10, 32)
		if err != nil {
			return nil, fmt.Errorf("“%s”不是整数，要写成 12 这样的数字，不带单位", s)
		}
		return IntVal(n), nil
	case Date:
		d, err := calendar.ParseDate(s)
		if err != nil {
			return nil, fmt.Errorf("“%s”不是日期，要写成 2025-06-30", s)
		}
		return DateVal(d), nil
	case Month:
		m, err := calendar.ParseMonth(s)
		if err != nil {
			return nil, fmt.Errorf("“%s”不是月份，要写成 2025-06", s)
		}
		return ordinal{Month, int64(m)}, nil
	case Bool:
		switch s {
		case "是", "true", "1":
			return Truth(true), nil
		case "否", "false", "0":
			return Truth(false), nil
		}
		return nil, fmt.Errorf("要填“是”或“否”，不是“%s”", s)
	case Code:
		if t.CodeIndex(s) < 0 {
			return nil, notAmong(s, t)
		}
		return TextVal(s), nil
	case Codes:
		set := int32(0)
		for word := range strings.SplitSeq(s, "、") {
			i := t.CodeIndex(strings.TrimSpace(word))
			if i < 0 {
				return nil, notAmong(strings.TrimSpace(word), t)
			}
			set |= 1 << i
		}
		return codeSet{set, t.Codes}, nil
	case ID:
		id, _, err := identity.Parse(s, 1<<30)
		if err != nil {
			return nil, errors.New("不是身份证号码，要填 18 位，请照证件核对") // the number itself is not repeated
		}
		return ordinal{ID, int64(id)}, nil
	}
	return TextVal(s), nil
}

func notAmong(s string, t Type) error {
	return fmt.Errorf("没有“%s”这一项，可以填：%s", s, strings.Join(t.Codes, "、"))
}
